"""Texts as lines: what is taken out leaves its lines behind, and a fault without a position has the line that brings it."""

import re
from collections.abc import Callable, Iterable


def blank(match: re.Match[str]) -> str:
    """Spaces in the place of a match, so that what comes after it keeps its place and its line."""
    return re.sub(r"[^\n]", " ", match[0])


def at(text: str, place: int) -> int:
    """The line on which a place of a text is."""
    return text.count("\n", 0, place) + 1


def beginnings(text: str, found: Iterable[str], faults: Callable[[str], Iterable[str]]) -> dict[str, int]:
    r"""The line on which each fault that was found in a text begins to be there: the text is looked at again, line by line longer.

    A fault that no beginning of the text has, but the whole, is left out.

    >>> beginnings("а\nб\nв", ["есть б"], lambda part: ["есть б"] if "б" in part else [])
    {'есть б': 2}
    """
    left = set(found)
    lines = text.split("\n")
    begins: dict[str, int] = {}
    for count in (number for number, line in enumerate(lines, 1) if line.strip()):  # a blank one adds nothing
        if not left:
            break
        now = left & set(faults("\n".join(lines[:count])))
        begins |= dict.fromkeys(now, count)
        left -= now
    return begins
