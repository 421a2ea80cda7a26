"""The line of a fault that no position is known of: that after which it is there for the first time."""

from collections.abc import Callable, Iterable, Iterator


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
