"""In place of Pyodide's helpers for typed code: see _pyodide._base here."""

from _pyodide._base import eval_code as eval_code  # type: ignore[import-not-found]


def relaxed_call(function, *arguments, **named):  # type: ignore[no-untyped-def]
    return function(*arguments, **named)


eval_code_async = find_imports = eval_code
