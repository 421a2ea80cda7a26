"""What stands round a message: whether a sentence tells of it, or is about something else."""

import re
from collections.abc import Iterable, Sequence
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
    if words[max(0, start - 1)].text == NOT or words[min(end, len(words) - 1)].text in CUES["denies"]:
        return False
    if known.is_code:
        return True
    if is_turned(_side(words, start, -1, BREAK)) or is_turned(_side(words, start, -1, _SENTENCE), "once"):
        return False
    opening = CUES["clause"]
    before, after = _side(words, start, -1, _PART, opening), _side(words, end, 1, _PART, opening)
    message = [word.text for word in words[start:end]]
    if not is_of_errors(before, message, 1):
        return False
    if sum(word not in CUES["small"] for word in message) > _SHORT:
        return is_of_errors(after, message)
    next_ = next((word for word in after if not _begins_as("", word)), "")
    return is_of_errors(after, message, 1) and _begins_as(known.family, next_)


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
    own = sum(word not in CUES["small"] for word in message)
    most = own if own >= _LEAST_OWN else max(least, own - _SHORT)
    return sum(not _begins_as("any", word) for word in around) <= most


@cache
def _begins_as(family: str, word: str) -> bool:
    """Whether a word says little, or begins as one of the messages of a family or of those who tell of one."""
    is_small = len(word) < _LEAST_WORD or bool(_NUMBER.search(word)) or word in CUES["small"]
    return is_small or likeness.stem(word.removeprefix(NOT))[:_ROOT] in _roots(family)


@cache
def _roots(family: str) -> frozenset[str]:
    """How the words of the messages of a family and of those who tell of one begin; of none, or of any and all cues."""
    if not family:
        return frozenset()
    messages = (message for message, known in BY_WORDS.items() if family in ("any", known.family))
    told = ("tells", "reports", "error", "weak", "http", "net", "once", "turn")
    cues = [*CUES.values(), OTHER_NAMES] if family == "any" else [CUES[kind] for kind in told]
    said = {word.removeprefix(NOT) for message in messages for word in message}.union(*cues)
    return frozenset(likeness.stem(word)[:_ROOT] for word in said)


def _side(
    words: Sequence[Word], place: int, step: int, end: re.Pattern[str], opening: frozenset[str] = frozenset()
) -> list[str]:
    """The words on one side of a message, in their order, as far as its sentence goes; those of an address are none."""
    stop = place
    if step < 0:
        while stop > 0 and not end.search(words[stop].gap) and words[stop - 1].text not in opening:
            stop -= 1
    else:
        while stop < len(words) and not end.search(words[stop].gap) and words[stop].text not in opening:
            stop += 1
    part = words[min(place, stop) : max(place, stop)]
    return [word.text for word in part if IN_ADDRESS not in word.gap]
