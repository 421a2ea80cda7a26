"""Texts that somebody else wrote, put into Markdown so that nothing in them is read as Markdown or HTML."""

import difflib
import re
from collections.abc import Sequence


def code(text: str) -> str:
    """A text of one line as code.

    >>> code("a `b` [c](d)")
    '``a `b` [c](d)``'
    """
    text = " ".join(text.split())
    ticks = "`" * (_longest(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def fenced(lines: Sequence[str], language: str = "") -> list[str]:
    """Some lines as a block of code."""
    fence = "`" * max([3, *(_longest(line) + 1 for line in lines)])
    return [f"{fence}{language}", *lines, fence]


def changed_lines(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The lines of a diff that are new or gone, without its headers.

    >>> changed_lines(["a", "--i;"], ["a", "++i;"])
    ['---i;', '+++i;']
    """
    lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))
    return [line for line in lines[2:] if not line.startswith("@@")]  # the first two name the files


def _longest(text: str) -> int:
    """The longest row of ticks."""
    return max(map(len, re.findall("`+", text)), default=0)
