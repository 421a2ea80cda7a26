"""The doctest examples of the checks as data: what goes in, what must come out."""

import doctest
import importlib
from collections.abc import Iterator
from functools import partial
from types import ModuleType
from typing import Any

import pyscripts


def module(name: str) -> ModuleType:
    """The module of a check."""
    return importlib.import_module(f"pyscripts.checks.{name}")


def doctests(name: str) -> Iterator[doctest.DocTest]:
    """The doctests of a check's module, with `keys` bound to that check."""
    yield from doctest.DocTestFinder(exclude_empty=True).find(
        module(name), extraglobs={"keys": partial(pyscripts.keys, name)}
    )


def calls(name: str) -> list[tuple[dict[str, Any], list[str]]]:
    """Every call of `keys` in the examples of a check: the raw input, and the keys that come out in CPython."""
    recorded: list[tuple[dict[str, Any], list[str]]] = []

    def keys(**raw: Any) -> list[str]:
        recorded.append((raw, pyscripts.keys(name, **raw)))
        return recorded[-1][1]

    for example in doctests(name):
        scope = example.globs | {"keys": keys}
        for line in example.examples:
            if not line.exc_msg:
                exec(line.source, scope)
    return recorded
