"""The context of a message: whether the sentence reports it or is about something else."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pyscripts.data import table
from pyscripts.errors import reading
from pyscripts.errors.known import BY_WORDS, CUES, KnownError
from pyscripts.errors.reading import A_NUMBER, BREAK, IN_ADDRESS, NOT, OTHER_NAMES, SENTENCE, Word, same

_PART = re.compile(f'{BREAK.pattern}|,|"')
_NO_TWIN = re.compile("[DFGJNQRSUVWZ]")  # Latin letters that look like no Russian one
_RUSSIAN = re.compile("[А-Я]")  # that look like no Latin one, as reading.same() leaves them
_SO = same("так")  # «так как» gives a reason
_TO = same("чтобы")  # «чтобы войти, подтвердите…» is what a program says
_ASKS_TO = re.compile(f"(?:{'|'.join(map(same, ('ите', 'йте', 'ьте', 'тесь')))})$")
_LEAST_WORD = 3
ALL = "*"  # families
_ROOT = 5  # letters that are left of a word however it is derived or misspelt
_SHORT = 2  # telling words of a message that the next word may turn into another one
_NEAR = 12  # words of the line on either side of a message that may tell what it is about
_FAR = 40  # words that a sentence has at most
_MOST_ELSE = 2  # strange words beside a message that gives no reason
_OPENING = CUES["clause"] | CUES["says"]  # here another thought begins
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
    message = [word.text for word in words[start:end]]
    if is_turned(_side(words, start, -1, BREAK), message) or is_turned(_side(words, start, -1, SENTENCE), kind="once"):
        return False
    before, after = _side(words, start, -1, _PART, _OPENING), _side(words, end, 1, _PART, _OPENING)
    line = _line(words, start, end)
    if is_elsewhere(known.family, line):
        return False
    if known.rank and _tells_why(known.family, words, start, end):
        return False
    next_before, next_after = _first_telling(before[::-1]), _first_telling(after)
    if _own(message) > _SHORT:
        return begins_as("any", next_after) and is_of_errors(before, message, 1) and is_of_errors(after, message)
    if not (begins_as(known.family, next_before) and begins_as(known.family, next_after)):
        return False
    if sum(not begins_as(known.family, word) for word in (*before, *after)) > 1:
        return False
    beside = [*before, *after] if _is_said(words, start - len(before)) else line
    return is_of_errors(beside, message, 1) and (not any(map(_RUSSIAN.search, message)) or not any(map(is_name, line)))


def _is_said(words: Sequence[Word], start: int) -> bool:
    """Whether a thought tells what is on the screen: «…, пишет, что неверный код»."""
    return any(word.text in CUES["says"] for word in words[max(0, start - 2) : start])


def _first_telling(words: Iterable[str]) -> str:
    return next((word for word in words if not begins_as("", word)), "")


def _tells_why(family: str, words: Sequence[Word], start: int, end: int) -> bool:
    """Whether beside a message that gives no reason so much else is said that it may be the reason."""
    around = [*words[max(0, start - _NEAR) : start], *words[end : end + _NEAR]]
    return sum(not begins_as(family, word.text) for word in around if IN_ADDRESS not in word.gap) > _MOST_ELSE


def is_elsewhere(family: str, words: Iterable[str]) -> bool:
    """Whether words beside a message turn it to something else: «сертификат истёк» beside «подпись» is no site's."""
    words = list(words)
    silenced = [_elsewhere().get(reading.stem(word), frozenset()) for word in words]
    return any(ALL in row or (family in row and CUES["ours"].isdisjoint(words)) for row in silenced)


@cache
def _elsewhere() -> Mapping[str, frozenset[str]]:
    """The families that a word keeps from being told, by its stem."""
    rows = [(topic["words"], topic["silences"].split()) for topic in table("errors")["topic"].values()]
    pairs = [(reading.stem(word), families) for told, families in rows for word in reading.words(told)]
    return {stem: frozenset(family for other, row in pairs if other == stem for family in row) for stem, _ in pairs}


def _line(words: Sequence[Word], start: int, end: int) -> list[str]:
    """The words near a message on its line; those of an address are none."""
    first, last = max(0, start - _NEAR), min(len(words), end + _NEAR)
    breaks = [place for place in range(first, last) if "\n" in words[place].gap]
    first = max((place for place in breaks if place <= start), default=first)
    last = min((place for place in breaks if place >= end), default=last)
    return [word.text for word in (*words[first:start], *words[end:last]) if IN_ADDRESS not in word.gap]


def _own(message: Iterable[str]) -> int:
    """How many words of a message tell something."""
    return sum(word not in CUES["small"] for word in message)


def is_name(word: str) -> bool:
    """Whether a word is in Latin letters and none of those that messages have: it names something else."""
    return bool(_NO_TWIN.search(word)) and not begins_as("any", word)


def is_turned(before: Sequence[str], message: Iterable[str] = (), kind: str = "turn") -> bool:
    """Whether words before a message make it no report: «если…», «как…», «раньше…», and nothing says that it came."""
    turning = CUES[kind] - ({_TO} if any(map(_ASKS_TO.search, message)) else set())
    turns = [place for place, word in enumerate(before) if word in turning and before[place - 1 : place] != [_SO]]
    return bool(turns) and CUES["reports"].isdisjoint(before[turns[-1] :])


def is_over(words: Iterable[str]) -> bool:
    """Whether words tell of an error that is no longer there: «…, а сейчас всё хорошо»."""
    return not (CUES["fine"] | CUES["denies"]).isdisjoint(words)


def is_of_errors(around: Iterable[str], message: Sequence[str], least: int = 0) -> bool:
    """Whether the words round a message are such as stand in messages, or as people use who tell of one.

    Args:
        around: words before a message, after it, or both.
        message: its own words: the more there are, the more others it bears.
        least: how many others even the shortest bears.
    """
    own = _own(message)
    most = own if own >= _LEAST_OWN else max(least, own - _SHORT)
    return sum(not begins_as("any", word) for word in around) <= most


@cache
def begins_as(family: str, word: str) -> bool:
    """Whether a word fits beside a message: it says little, or has a root of the family's messages or of the cues.

    Args:
        family: whose messages; "any" for all of them and all cues; empty for words that say little alone.
        word: as same() makes it.
    """
    is_small = len(word) < _LEAST_WORD or bool(A_NUMBER.search(word)) or word in CUES["small"]
    return is_small or reading.stem(word.removeprefix(NOT))[:_ROOT] in _roots(family)


@cache
def _roots(family: str) -> frozenset[str]:
    """The roots that begins_as() accepts for a family."""
    if not family:
        return frozenset()
    messages = (message for message, known in BY_WORDS.items() if family in ("any", known.family))
    told = ("tells", "says", "reports", "error", "weak", "http", "net", "once", "turn")
    cues = [*CUES.values(), OTHER_NAMES] if family == "any" else [CUES[kind] for kind in told]
    said = {word.removeprefix(NOT) for word in set().union(*messages)}.union(*cues)
    return frozenset(reading.stem(word)[:_ROOT] for word in said)


def _side(
    words: Sequence[Word], place: int, step: int, end: re.Pattern[str], opening: frozenset[str] = frozenset()
) -> list[str]:
    """The words on one side of a message, in their order, as far as its sentence goes; those of an address are none."""
    stop = place
    if step < 0:
        while stop > max(0, place - _FAR) and not end.search(words[stop].gap) and words[stop - 1].text not in opening:
            stop -= 1
    else:
        while (
            stop < min(len(words), place + _FAR) and not end.search(words[stop].gap) and words[stop].text not in opening
        ):
            stop += 1
    part = words[min(place, stop) : max(place, stop)]
    return [word.text for word in part if IN_ADDRESS not in word.gap]
