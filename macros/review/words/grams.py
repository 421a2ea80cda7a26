r"""Regular expression → pieces of text that each of its matches has: where none of them stands, it need not be tried.

Hundreds of expressions are looked for in thousands of sentences, and nearly none is there. Most have letters that stand in
whatever they find: `отключ(?:ите|ить)` needs «отключ». One of each such word's three-letter pieces is compared with all those
of a sentence, made once for all expressions; where it is one of them, the word is looked for. Russian has no faster engine in
Python's library; RE2 does the same inside.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from re import _constants as codes  # type: ignore[attr-defined]  # there is no public way to the tree
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SIZE = 3  # letters of a piece
_MOST = 64  # words that are told apart; beyond that an expression is too free
_COMMON = " оеаинтсрвлкмдпуя"  # the more of them, the more sentences have the piece
_NO_WIDTH = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
# Letters that `re.IGNORECASE` takes for others are outside of this: a text that has one is looked at by all.
_PLAIN = re.compile(r"[\x00-\x7f\xa0А-яЁё«»„“”‘’—–−…№•→₽\ue000-\ue002\ufffc]*")


@dataclass(frozen=True)
class Needed:
    """One of some words stands in every text in which an expression finds something.

    Args:
        long: by a piece of `_SIZE` letters of each, which is looked for first.
        short: those that have fewer letters.
    """

    long: Mapping[str, tuple[str, ...]]
    short: tuple[str, ...]


class Gate:
    """A compiled expression that is only tried on texts that have what it needs."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._needed = needed(pattern.pattern, pattern.flags)

    def search(self, text: str) -> re.Match[str] | None:
        """What `search` of the expression gives."""
        return self._pattern.search(text) if self.may_be_in(text) else None

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking."""
        if (wanted := self._needed) is None or (has := _has(text)) is None:
            return True
        pieces, small = has
        long = (word for piece in wanted.long.keys() & pieces for word in wanted.long[piece])
        return any(word in small for word in chain(wanted.short, long))


class Gates:
    """Many expressions, of which a text has few: those are named without asking each, or compiling them."""

    def __init__(self, patterns: Iterable[str]) -> None:
        wanted = [needed(pattern) for pattern in patterns]
        self._all = range(len(wanted))
        self._always = {number for number, want in enumerate(wanted) if want is None}
        self._of_short = [(word, number) for number, want in enumerate(wanted) if want for word in want.short]
        self._of_piece: dict[str, list[tuple[str, int]]] = {}
        for number, want in enumerate(wanted):
            if want:
                for piece, words in want.long.items():
                    self._of_piece.setdefault(piece, []).extend((word, number) for word in words)

    def near(self, text: str) -> Iterable[int]:
        """The numbers of those that are worth looking for, in order."""
        if (has := _has(text)) is None:
            return self._all
        pieces, small = has
        long = (each for piece in pieces & self._of_piece.keys() for each in self._of_piece[piece])
        near = {number for word, number in chain(self._of_short, long) if word in small}
        return sorted(near | self._always)


@lru_cache(256)  # one sentence is compared with all expressions, then the next
def _has(text: str) -> tuple[frozenset[str], str] | None:
    """All pieces of a text, and it in small letters; None if small letters are not all there is to it."""
    if not _PLAIN.fullmatch(text):
        return None
    small = text.lower()
    return frozenset(map("".join, zip(small, small[1:], small[2:], strict=False))), small


def needed(pattern: str, flags: int = re.IGNORECASE) -> Needed | None:
    r"""What an expression needs; None if it can do without any letter.

    >>> sorted(needed(r"\bотключ(?:ите|ить)\b|\bvpn").long.items()), needed(r"₽|\d+ руб").short
    ([('vpn', ('vpn',)), ('люч', ('отключите', 'отключить'))], ('₽',))
    >>> needed(r"\w+|да") is None
    True
    """
    words = _needed(parser.parse(pattern, flags & re.VERBOSE))
    if not words:
        return None
    long: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        if len(word) >= _SIZE:
            piece = _rarest(word)
            long[piece] = (*long.get(piece, ()), word)
    return Needed(long, tuple(sorted(word for word in words if len(word) < _SIZE)))


def _rarest(word: str) -> str:
    pieces = [word[at : at + _SIZE] for at in range(len(word) - _SIZE + 1)]
    return min(pieces, key=lambda piece: sum(letter in _COMMON for letter in piece))


def _needed(tree: Any) -> frozenset[str]:
    """Words of which one is in whatever a tree finds; none if that is not known."""
    best: frozenset[str] = frozenset()
    row = frozenset([""])  # all that the last neighbours together can be
    for code, given in tree:
        exact = _exact(code, given)
        if exact is not None and len(exact) * len(row) <= _MOST:
            row = _joined(row, exact)
            continue
        best = _better(best, row)
        row = exact if exact is not None and len(exact) <= _MOST else frozenset([""])
        if exact is None:
            best = _better(best, _inside(code, given))
    return _better(best, row)


def _inside(code: Any, given: Any) -> frozenset[str]:
    if code is codes.SUBPATTERN:
        return _needed(given[3])
    if code in _REPEATS and given[0] > 0:
        return _needed(given[2])
    if code is codes.BRANCH:
        parts = [_needed(part) for part in given[1]]
        return frozenset().union(*parts) if all(parts) else frozenset()
    return frozenset()


def _exact(code: Any, given: Any) -> frozenset[str] | None:
    """All that one node can be, in small letters; None if that is too much."""
    if code is codes.LITERAL:
        return frozenset([chr(given).lower()])
    if code in _NO_WIDTH:
        return frozenset([""])
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in given):
        return frozenset(chr(value).lower() for _, value in given)
    if code in _REPEATS and given[1] == 1 and (inner := _of_row(given[2])) is not None:
        return inner | {""} if given[0] == 0 else inner
    if code is codes.SUBPATTERN:
        return _of_row(given[3])
    if code is codes.BRANCH:
        parts = [_of_row(part) for part in given[1]]
        whole = frozenset().union(*(part for part in parts if part is not None))
        return whole if None not in parts and len(whole) <= _MOST else None
    return None


def _of_row(tree: Any) -> frozenset[str] | None:
    row = frozenset([""])
    for code, given in tree:
        exact = _exact(code, given)
        if exact is None or len(exact) * len(row) > _MOST:
            return None
        row = _joined(row, exact)
    return row


def _joined(row: frozenset[str], exact: frozenset[str]) -> frozenset[str]:
    return frozenset([before + after for before in row for after in exact])


def _better(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """Of two that are needed, the one that tells more."""

    def worth(words: Iterable[str]) -> int:
        return min(map(len, words), default=0)

    if min(worth(first), worth(second)) >= _SIZE:
        return min(first, second, key=len)
    return max(first, second, key=worth) if worth(first) or worth(second) else frozenset()
