"""In place of what writes documentation for Pyodide's own methods at every start: nobody asks for it."""


def get_cmeth_docstring(_function: object) -> str:
    return ""


def dedent_docstring(docstring: str) -> str:
    return docstring
