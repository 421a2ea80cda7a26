"""In place of signatures for functions of JavaScript, which bring `inspect`: all that checks call takes anything."""

from _pyodide_core import (  # type: ignore[import-not-found]
    JsFuncSignature,
    js2py_default_call_result,
    py2js_default,
)


class no_default:  # Pyodide's core asks for this name
    """Stands where an argument has no default."""


def _takes_anything(*_: object, **__: object) -> None: ...


default_signature = JsFuncSignature(
    _takes_anything, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result
)
