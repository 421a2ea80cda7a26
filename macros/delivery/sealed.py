"""In the browser, how Python is asked: JSON goes in, JSON comes out, and nothing of JavaScript is left in Python.

Pyodide gives Python all of JavaScript. `seal()` takes that away before a check is imported: whoever writes a check to
steal finds no way to the page. A second wall is docs/assets/realm.mjs: JavaScript beside Python has no network either.
"""

import _imp
import json
import sys
import zipimport
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import FileIO
from types import ModuleType
from typing import Any

import pyscripts

# What leads out of Python, what finds every object there is, and what reads memory.
OUT = ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "gc", "_ctypes")
SHARED = ("datetime", "pyscripts.data")  # what most checks import
# Without these no module that is part of the interpreter can be made again.
MAKERS = ("create_builtin", "exec_builtin", "create_dynamic", "exec_dynamic")


def gather() -> None:
    """Make what checks import of the interpreter and of us; a kept memory has it already."""
    from builtin_modules import NAMES  # type: ignore[import-not-found]  # written by macros/delivery/bundle.py

    for name in NAMES:
        with suppress(ImportError):  # here it is written in Python
            import_module(name)
    for name in SHARED:
        import_module(name)


def seal() -> None:
    """Forget JavaScript. There is no way back, so this is for the browser only, and after `gather`."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if _belongs_to(finder, "_frozen_importlib_external")]
    for name in [name for name in sys.modules if name.partition(".")[0] in OUT]:
        if isinstance(module := sys.modules.pop(name), ModuleType):
            vars(module).clear()  # functions that somebody still holds find nothing any more
    for name in MAKERS:
        delattr(_imp, name)


def archive() -> str:
    """Where Python's archive lies; what a check has for itself is put behind it."""
    return str(pyscripts.__spec__.loader.archive)  # type: ignore[union-attr]  # zipimport's, in the browser


def more() -> None:
    """See what has been put behind the archive: a second one, whose files lie so many bytes further on."""
    path = archive()
    zipimport._zip_directory_cache[path].update(zipimport._read_directory(path))  # type: ignore[attr-defined]  # of Python 3.13


def load(name: str) -> None:
    """Import a check, so that its answer comes sooner."""
    pyscripts.load(name)


def answer(question: str) -> str:
    """Have a check answer.

    Args:
        question: the name of the check and what the reader gave, as a list in JSON; a file is `{"name", "size", "path"}`.

    Returns:
        An object in JSON: `result`, as `pyscripts.run` gives it, or `error`.

    >>> answer('["card", {"number": "2200 0000 0000 0053", "today": "2026-11-22"}]')[:22]
    '{"result": {"level": "'
    >>> answer('["none", {}]')
    '{"error": "UnknownCheck: none"}'
    """
    try:
        name, raw = json.loads(question)
        return json.dumps({"result": pyscripts.run(name, {field: _given(value) for field, value in raw.items()})})
    except BaseException as error:  # whatever it is: JavaScript takes texts only
        return json.dumps({"error": f"{type(error).__name__}: {error}"})


def _given(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {"name": value["name"], "size": value["size"], "bytes": _reader(value["path"])}


def _reader(path: str) -> Callable[[int, int], bytes]:
    """Nothing of a file is read until a check asks for a part."""

    def part(start: int, end: int) -> bytes:
        with FileIO(path) as file:
            file.seek(start)
            return file.read(end - start)

    return part


def _belongs_to(finder: Any, module: str) -> bool:
    return getattr(finder, "__module__", "") == module
