"""In place of inspect, which brings a parser and a disassembler: `dataclasses` and Pyodide want three names of it."""

from typing import Any


def signature(_function: object) -> str:
    """What `dataclass` writes where a class has no docstring."""
    return ""


def get_annotations(cls: type) -> dict[str, Any]:
    return dict(cls.__dict__.get("__annotations__", {}))  # noqa: RUF063  # this is that function


def iscoroutinefunction(_function: object) -> bool:
    """What Pyodide's core asks of functions that it hands to JavaScript: nothing waits here."""
    return False
