"""In place of Pyodide's way to run typed code, which brings a parser: checks are imported and called."""

import re
from importlib import import_module
from typing import Any

_START = re.compile(r"import (\w+); \1(\.__dict__)?")


def pyimport_impl(path: str) -> Any:
    """What `pyodide.pyimport` in JavaScript gives: a module, or a name in one."""
    stem, _, name = path.rpartition(".")
    return getattr(import_module(stem), name, None) or import_module(path) if stem else import_module(path)


def eval_code(source: str, globals: dict[str, Any] | None = None, *_: object, **__: object) -> Any:  # noqa: A002
    """Run a few statements and give the value of the last: what Pyodide does at its start, and our tests."""
    names = {} if globals is None else globals
    source = source.strip()
    if known := _START.fullmatch(source):  # what Pyodide does at its start, without a compiler
        module = import_module(known[1])
        return vars(module) if known[2] else module
    if source == "{}":
        return {}
    before, _separator, last = source.rpartition("\n" if "\n" in source else "; ")
    try:
        value = compile(last, "<last>", "eval")
    except SyntaxError:  # it has none
        exec(source, names)
        return None
    exec(before, names)
    return eval(value, names)
