"""TOML that remembers on which line each value stands, in the form of `YamlFile`, so that shapes tell mistakes alike."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros.content.problem import ContentError, Problem
from macros.content.yaml_file import Key, YamlFile, text_of

_HEADER = re.compile(r"(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^.\s"']+))\s*\.?""")
_KEY = re.compile(r"""((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=\s*(.*)""")
_QUOTES = ('"""', "'''")


def read(path: Path, name: str) -> YamlFile:
    """Read a file; `name` is what people see in messages.

    Raises:
        ContentError: it is no text or no TOML.
    """
    return parse(text_of(path, name), name)


@lru_cache(128)  # several rules read one table, and the same tables stand in several sites, where they are tested
def values(text: str) -> dict[str, Any]:
    """What stands in TOML text, for rules, which change nothing of it; checks get their own: `pyscripts.data.table`.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML.
    """
    return tomllib.loads(text)


@lru_cache(128)
def parse(text: str, name: str) -> YamlFile:
    r"""Read TOML text.

    Raises:
        ContentError: it is no TOML.

    >>> parse("a = 1\n[[b]]\nc = 2\n[[b]]\nc = 3", "x.toml").line(("b", 1, "c"))
    5
    >>> parse("[[b]]\n[[b.d]]\nc = 2\n[[b]]\n[[b.d]]\nc = 3", "x.toml").line(("b", 1, "d", 0, "c"))
    6
    """
    try:
        data = values(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ContentError([Problem(name, int(line[1]) if line else 0, f"это не TOML: {error}")]) from None
    return YamlFile(name, data, _lines(text))


def _lines(text: str) -> dict[tuple[Key, ...], int]:
    """The line of every key and header; what is inside of a value has the line of its key."""
    lines: dict[tuple[Key, ...], int] = {}
    rows: dict[tuple[Key, ...], int] = {}
    here: tuple[Key, ...] = ()
    quote = ""
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if quote in line else quote
        elif header := _HEADER.fullmatch(line.strip()):
            here = ()
            for part in _parts(header[2]):  # a row of a row belongs to the last one above it
                here = (*here, rows[here], part) if here in rows else (*here, part)
            if header[1] == "[[":
                rows[here] = rows.get(here, -1) + 1
                here = (*here, rows[here])
            lines.setdefault(here, number)
        elif key := _KEY.match(line):
            lines.setdefault((*here, *_parts(key[1])), number)
            quote = next((sign for sign in _QUOTES if key[2].count(sign) == 1), "")
    return lines


def _parts(text: str) -> tuple[Key, ...]:
    return tuple(next(part for part in match.groups() if part is not None) for match in _PART.finditer(text))
