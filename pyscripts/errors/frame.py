"""What stands round a message: whether a sentence tells of it, or is about something else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pyscripts.errors import likeness
from pyscripts.errors.known import BY_WORDS, CUES, KnownError
from pyscripts.errors.reading import BREAK, IN_ADDRESS, NOT, OTHER_NAMES, Word, same

_SENTENCE = re.compile(r"[.!?;\n]")
_PART = re.compile(f'{BREAK.pattern}|,|"')
_NUMBER = re.compile(r"\d|^[OI]+$")  # as reading.same() makes it
_SO = same("так")  # «так как» gives a reason
_LEAST_WORD = 3
_ROOT = 5  # letters that are left of a word however it is derived or misspelt
_SHORT = 2  # telling words of a message that the next word may turn into another one
_LEAST_OWN = 4  # telling words with which a message says enough of itself


def fits(words: Sequence[Word], start: int, end: int, known: KnownError) -> bool:
    """Whether what stands in a text is told there, and is not part of a sentence about something else.

    A name or number of a program means itself wherever it stands. A sentence does not: «Неверный код» is no longer
    that in «неверный код товара», nor in «раньше был неверный код».
    """
    if _is_denied(words, start, end) or (not known.is_code and _is_turned_in(words, start)):
        return False
    if known.is_code:
        return True
    first, last = _begins(words, start, _PART, CUES["clause"]), _ends(words, end, _PART, CUES["clause"])
    message = [word.text for word in words[start:end]]
    if not is_of_errors(_plain(words[first:start]), message, 1):
        return False
    if _own(message) > _SHORT:
        return is_of_errors(_plain(words[end:last]), message)
    after = list(_plain(words[end:last]))
    next_ = next((word for word in after if _tells(word)), "")
    return sum(map(is_foreign, after)) <= 1 and (not next_ or _is_of_family(next_, known.family))


def _is_turned_in(words: Sequence[Word], start: int) -> bool:
    """Whether the same follows from the words before a message in a text; what was once may stand before a quote."""
    clause, sentence = ([word.text for word in words[_begins(words, start, end) : start]] for end in (BREAK, _SENTENCE))
    return is_turned(clause) or is_turned(sentence, "once")


def is_turned(before: Sequence[str], kind: str = "turn") -> bool:
    """Whether words before a message make it no report: «если…», «как…», «раньше…», and nothing says that it came."""
    turns = [place for place, word in enumerate(before) if word in CUES[kind] and before[place - 1 : place] != [_SO]]
    return bool(turns) and CUES["reports"].isdisjoint(before[turns[-1] :])


def is_of_errors(around: Iterable[str], message: Sequence[str], least: int = 0) -> bool:
    """Whether the words round a message are such as stand in messages, or as people use who tell of one.

    Args:
        around: words before a message, after it, or both.
        message: its own words: the more there are, the more others it bears.
        least: how many others even the shortest bears.
    """
    own = _own(message)
    most = own if own >= _LEAST_OWN else max(least, own - _SHORT)
    return sum(map(is_foreign, around)) <= most


def _own(message: Sequence[str]) -> int:
    """How many words of a message say something."""
    return sum(word not in CUES["small"] for word in message)


def _plain(words: Iterable[Word]) -> Iterator[str]:
    """Words as texts, without those of an address."""
    return (word.text for word in words if IN_ADDRESS not in word.gap)


@cache
def is_foreign(word: str) -> bool:
    """Whether a word begins like none of the messages of the table and of those who tell of one."""
    return _tells(word) and likeness.stem(word.removeprefix(NOT))[:_ROOT] not in _roots()


def _tells(word: str) -> bool:
    """Whether a word says something: it is neither small nor a number."""
    return len(word) >= _LEAST_WORD and not _NUMBER.search(word) and word not in CUES["small"]


@cache
def _is_of_family(word: str, family: str) -> bool:
    """Whether a word behind a short message goes on with it: it begins as one of its family, or of those who tell."""
    return likeness.stem(word.removeprefix(NOT))[:_ROOT] in _family_roots(family)


@cache
def _family_roots(family: str) -> frozenset[str]:
    own = {word.removeprefix(NOT) for message, known in BY_WORDS.items() if known.family == family for word in message}
    told = own.union(*(CUES[kind] for kind in ("tells", "reports", "error", "weak", "http", "net", "once", "turn")))
    return frozenset(likeness.stem(word)[:_ROOT] for word in told)


@cache
def _roots() -> frozenset[str]:
    """The beginnings of the words of all messages and cues."""
    said = {word.removeprefix(NOT) for message in BY_WORDS for word in message}
    return frozenset(likeness.stem(word)[:_ROOT] for word in said.union(OTHER_NAMES, *CUES.values()))


def _is_denied(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether «не» stands right before a message, or «не было» right after it."""
    return words[max(0, start - 1)].text == NOT or words[min(end, len(words) - 1)].text in CUES["denies"]


def _begins(words: Sequence[Word], place: int, end: re.Pattern[str], opening: frozenset[str] = frozenset()) -> int:
    while place > 0 and not end.search(words[place].gap) and words[place - 1].text not in opening:
        place -= 1
    return place


def _ends(words: Sequence[Word], place: int, end: re.Pattern[str], opening: frozenset[str]) -> int:
    while place < len(words) and not end.search(words[place].gap) and words[place].text not in opening:
        place += 1
    return place
