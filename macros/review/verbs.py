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
    return (match for match, word in _words(sentence) if word in verbs)


@lru_cache(256)  # one sentence is compared with all rules, then the next
def _words(sentence: str) -> tuple[tuple[re.Match[str], str], ...]:
    return tuple((match, match[0].lower()) for match in _WORD.finditer(sentence))
