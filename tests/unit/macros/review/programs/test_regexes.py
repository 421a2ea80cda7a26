"""A regular expression that can take for ever is told from one that only looks like it."""

import re
from time import perf_counter

import pytest

from macros.review.programs import regexes

ENDLESS = {
    r"(a+)+$": "a", r"^(\w+\s?)+$": "a", r"(x+x+)+y": "x", r"(?:(?:a+)+)+b": "a", r"^(?:\d|\d+)*-": "1", r"(.*)*x": "a",
    r"^([а-я]+|[а-яё]+)*!": "в",
}  # fmt: skip


@pytest.mark.parametrize("pattern", ENDLESS)
def test_an_endless_one_is_named_and_is_one(pattern: str) -> None:
    assert regexes.is_endless(pattern)

    def seconds(length: int) -> float:
        text = ENDLESS[pattern] * length + "?"
        return min(_seconds(pattern, text) for _ in range(5))

    assert seconds(13) > 5 * seconds(8)  # each sign doubles the time at least


def _seconds(pattern: str, text: str) -> float:
    begin = perf_counter()
    re.search(pattern, text)
    return perf_counter() - begin


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\s+\w+)*",
        r"(?:,\d+)+",
        r"(\w+,)*",
        r"((ab)+)+",
        r"(a+)",
        r"\(\w+\)+",
        r"(?:\d{1,3})(?: \d{3})+",
        "(",
        "(?:a+)?",
    ],
)
def test_one_that_ends_is_not(pattern: str) -> None:
    assert not regexes.is_endless(pattern)
