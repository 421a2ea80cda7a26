"""Forms of verbs for the tables of words: what is done is named once, and not each way to say it.

`~` is any prefix: `~шлите` is «вышлите», «перешлите», «дошлите». Of an imperative the short form counts, too: «продиктуй». «Пришли»
does not: that is what letters have done.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_PREFIXES = (
    "",
    *re.findall(r"\w+", "в во вы до за из ис на о об от ото пере по под пред предо при про раз рас с со у"),
)
_SHORT = re.compile(r"(?<=[йиь])(?<!шли)те(?:сь)?$")
_WORD = re.compile(r"\w+(?:-\w+)*")

type Verbs = frozenset[str]


def of(words: Iterable[str]) -> Verbs:
    """All forms of some verbs.

    >>> {"перешлите", "дай", "дать"} <= of(["~шлите", "дайте", "дать"])
    True
    """
    full = [prefix + word[1:] for word in words if word[0] == "~" for prefix in _PREFIXES]
    full += [word for word in words if word[0] != "~"]
    return frozenset(full) | {_SHORT.sub("", word) for word in full}


def among(verbs: Verbs, sentence: str) -> Iterator[re.Match[str]]:
    """Where some of the verbs stand in a sentence."""
    words, places = _words(sentence)
    return iter(()) if verbs.isdisjoint(words) else (match for match, word in places if word in verbs)


def is_among(verbs: Verbs, sentence: str) -> bool:
    """Whether one of the verbs stands in a sentence."""
    return not verbs.isdisjoint(_words(sentence)[0])


@lru_cache(256)  # one sentence is compared with all rules, then the next
def _words(sentence: str) -> tuple[Verbs, tuple[tuple[re.Match[str], str], ...]]:
    places = tuple((match, match[0].lower()) for match in _WORD.finditer(sentence))
    return frozenset(word for _, word in places), places
