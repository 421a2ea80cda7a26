r"""Regular expressions that can take for ever: a repetition of repetitions, where one text can be divided in many ways.

`(a+)+`, `(?:\w|\d+)*`, `(x+x+)+y`: on a text that does not match, the time doubles with each sign. Found from the tree that
Python's own parser makes: in what is repeated, two neighbours that repeat may take the same signs. Those two are also
neighbours where the whole begins anew. What stands between them for certain, and is another sign, ends the doubt.
"""

import re
from collections.abc import Iterator
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]  # there is no public way to the tree
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 16  # a repetition up to so many times is as good as endless
_SIGNS = "aAzZ09 _-.,:;/@#\n\tяЯё№«\u00a0x1"  # one of each kind that patterns tell apart
_REPEATED_GROUP = re.compile(r"\)[+*{]")
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)


WHAT = "на некоторых текстах такое выражение не кончает искать никогда: повтор внутри повтора; перепишите"
_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


@cache
def is_endless(pattern: str) -> bool:
    r"""Whether a pattern may never come to an end.

    >>> [is_endless(pattern) for pattern in (r"(a+)+$", r"(x+x+)+y", r"(\w|\d+)*-", r"(\s+\w+)*", r"\w+\s*:", r"(?:,\d+)+")]
    [True, True, True, False, False, False]
    """
    if not _REPEATED_GROUP.search(pattern):
        return False
    try:
        return _is_endless(parser.parse(pattern))
    except re.error:
        return False  # said where it is compiled


def _is_endless(tree: Any) -> bool:
    for code, given in tree:
        if code in _REPEATS and given[1] >= _MANY and any(map(_is_ambiguous, _ways(given[2]))):
            return True
        if any(_is_endless(part) for part in _inside(code, given)):
            return True
    return False


def _inside(code: Any, given: Any) -> Iterator[Any]:
    """The parts of one node that are trees."""
    if code in _REPEATS or code is codes.POSSESSIVE_REPEAT:
        yield given[2]
    elif code is codes.SUBPATTERN:
        yield given[3]
    elif code is codes.BRANCH:
        yield from given[1]
    elif code in (codes.ASSERT, codes.ASSERT_NOT):
        yield given[1]


def _ways(tree: Any) -> Iterator[list[tuple[bool, frozenset[str]]]]:
    """What a tree can be, as rows of what must be there: whether it repeats, and which signs it takes."""
    rows: list[list[tuple[bool, frozenset[str]]]] = [[]]
    for code, given in tree:
        more: list[list[tuple[bool, frozenset[str]]]]
        if code in _REPEATS:
            inside = [*_ways(given[2])]
            more = [[(given[1] >= _MANY, signs)] for row in inside for _, signs in row[:1] if len(row) == 1] or inside
            if given[0] == 0:
                more = [*more, []]
        elif code is codes.SUBPATTERN:
            more = [*_ways(given[3])]
        elif code is codes.BRANCH:
            more = [row for part in given[1] for row in _ways(part)]
        elif signs := _signs(code, given):
            more = [[(False, signs)]]
        else:
            continue
        rows = [[*row, *each] for row in rows for each in more][:64]
    yield from rows


def _is_ambiguous(row: list[tuple[bool, frozenset[str]]]) -> bool:
    """Whether two that repeat and are neighbours, when the row is repeated too, take the same signs."""
    return any(
        repeats and again and signs & others
        for (repeats, signs), (again, others) in zip(row, [*row[1:], *row[:1]], strict=True)
    )


def _signs(code: Any, given: Any) -> frozenset[str]:
    """The signs of `_SIGNS` that one node takes, and that which it names."""
    if code is codes.LITERAL:
        return frozenset(chr(given))
    if code is codes.NOT_LITERAL:
        return frozenset(_SIGNS) - {chr(given)}
    if code is codes.ANY:
        return frozenset(_SIGNS)
    if code is not codes.IN:
        return frozenset()
    taken: set[str] = set()
    for kind, value in given:
        if kind is codes.LITERAL:
            taken.add(chr(value))
        elif kind is codes.RANGE:
            taken |= {sign for sign in _SIGNS if value[0] <= ord(sign) <= value[1]} | {chr(value[0])}
        elif kind is codes.CATEGORY:
            taken |= {sign for sign in _SIGNS if re.fullmatch(_CATEGORIES[value], sign)}
    is_not = bool(given) and given[0][0] is codes.NEGATE
    return frozenset(_SIGNS) - taken if is_not else frozenset(taken)
