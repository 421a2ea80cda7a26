"""Texts as lines: what is taken out leaves its lines behind, and a fault without a position has the line that brings it."""

import re
from collections.abc import Callable, Iterable, Iterator


def blank(match: re.Match[str]) -> str:
    """Spaces in the place of a match, so that what comes after it keeps its place and its line."""
    return re.sub(r"[^\n]", " ", match[0])


def at(text: str, place: int) -> int:
    """The line on which a place of a text is."""
    return text.count("\n", 0, place) + 1


def growing(text: str, faults: Callable[[str], Iterable[str]]) -> Iterator[tuple[int, str]]:
    r"""Each fault of a text with the line on which it begins to be there. Looked for only where something is wrong.

    >>> list(growing("а\nб\nв", lambda part: {"есть б"} if "б" in part else set()))
    [(2, 'есть б')]
    """
    left = set(faults(text))
    lines = text.split("\n")
    for count in range(1, len(lines) + 1) if left else ():
        now = left & set(faults("\n".join(lines[:count])))
        yield from ((count, fault) for fault in sorted(now))
        left -= now
        if not left:
            return
