"""The words of all known messages, by what is looked for: made when the first text is one that has no message exactly."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from pyscripts.errors import likeness
from pyscripts.errors.known import BY_WORDS, CUES


@cache
def all_words() -> frozenset[str]:
    return frozenset(chain.from_iterable(BY_WORDS))


@cache
def by_ends() -> Mapping[str, Sequence[str]]:
    """Words that say something, by their ends."""
    found: dict[str, list[str]] = {}
    for word in sorted(all_words() - CUES["small"]):
        for end in likeness.ends(word):
            found.setdefault(end, []).append(word)
    return found


@cache
def with_word() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Messages, by their words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for message in BY_WORDS:
        for word in dict.fromkeys(message):
            found.setdefault(word, []).append(message)
    return found
