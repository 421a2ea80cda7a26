"""Messages that a text says in other words: every word of a message has one of the same sense there, in any order."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from pyscripts.data import table
from pyscripts.errors import frame, likeness
from pyscripts.errors.finding import seen
from pyscripts.errors.known import BY_WORDS, CUES, DEFINITE, RESULT, TAIL, KnownError
from pyscripts.errors.reading import NOT, Word, same, sentences, words
from pyscripts.errors.vocabulary import by_ends

_TABLE = table("errors")["sense"]
_ONE_LETTER = 1
_LEAST_MENDED = 6  # letters of a word that may be misprinted
_MOST_SLIPS = 2
_LEAST = 2  # senses of a message
_OTHER = 0.8  # what a word of the same sense weighs beside the word itself
_APART = 0.3  # what a word between two of a message takes from it
_CLEAR = 0.5  # by so much another family must say less
_MOST_ELSE = 2  # strange words beside a message that gives no reason
_LONGEST = 20_000
_ROOT = 5  # letters that are left of a word in all its forms
FAILED = "-"  # before the senses of what was not done
ASKS = "!"  # after the senses of a word that asks to act
_NO_FAMILY = "none"  # it has only the words of those who tell of an error
_CANNOT = same("невозможно")
TURNS = CUES["contrast"] | CUES["says"]  # another thought begins with them


class Sense(NamedTuple):
    """What a word of a text says.

    Args:
        names: the numbers of the lines of the table that it stands in, and its stem; «!» after them if it asks to act.
        word: the word, or the one that it means together with the next.
        first: the word as it stands in the text.
    """

    names: frozenset[str]
    word: str
    first: str


@cache
def _beginnings() -> Mapping[str, frozenset[str]]:
    """The lines of the table in which a beginning of words stands."""
    found: dict[str, set[str]] = {}
    for number, line in enumerate(_TABLE["words"].strip().splitlines()):
        for start in line.split():
            whole = "." if start.endswith(".") else ""
            found.setdefault("".join(words(start)) + whole, set()).add(f"#{number}")
    return {start: frozenset(names) for start, names in found.items()}


@lru_cache(4096)
def names(word: str) -> frozenset[str]:
    """The senses of a word: those of its longest beginning in the table, and its stem."""
    word = _mended(word)
    whole = word + "."
    starts = (whole[:end] for end in range(len(whole), 1, -1))
    groups = next((_beginnings()[start] for start in starts if start in _beginnings()), frozenset())
    mood = ASKS if frame.ASKS_TO.search(word) else ""
    return frozenset(name + mood for name in (*groups, likeness.stem(word)))


@lru_cache(4096)
def failed(word: str) -> frozenset[str]:
    """What a word says of something that was not done: «не загружается» is «не удалось загрузить»."""
    done = word.removeprefix(NOT)
    groups = {name for name in names(done) if name.startswith("#")}
    return frozenset(FAILED + name for name in (*groups, done[:_ROOT]))


def names_of(said: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """The senses of the words of a text that say something, by the word."""
    told = [word for word, _ in _telling(said)]
    return dict(zip(told, _with_failed(told, is_message=False), strict=True))


def is_group(name: str) -> bool:
    """Whether a sense is a line of the table or «не удалось», and not a word itself."""
    return name.startswith(("#", FAILED))


def _with_failed(said: Sequence[str], is_message: bool) -> list[frozenset[str]]:
    """The senses of some words, and of those that tell what was not done, in either form.

    A message with «не удалось» is meant also by a text with «не» before what was not done, and the other way round.
    """
    is_told = any(map(_cannot, said))
    return [_sense(word, is_told, is_message) for word in said]


@lru_cache(4096)
def _sense(word: str, is_told: bool, is_message: bool) -> frozenset[str]:
    """The senses of a word beside which «не удалось» stands or not."""
    if _cannot(word):
        return names(word) | {FAILED} if is_message else names(word)
    if word.startswith(NOT):
        is_done = len(word) >= len(NOT) + _ROOT and not is_message  # «не могу» is nothing that was not done
        return names(word).union(failed(word), {FAILED} if is_done else ())
    return names(word) | failed(word) if is_told else names(word)


@lru_cache(4096)
def _cannot(word: str) -> bool:
    """Whether a word says that something cannot be done."""
    return not names(word).isdisjoint(names(_CANNOT) - {likeness.stem(_CANNOT)})


def _mended(word: str) -> str:
    """A word without its misprint, if it is one of the messages then."""
    if len(word) < _LEAST_MENDED or frame.begins_as("any", word):
        return word
    alike = {other for end in likeness.ends(word) for other in by_ends().get(end, ()) if other[0] == word[0]}
    slips = [(likeness.slips(word, other, _MOST_SLIPS), other) for other in alike if len(other) >= _LEAST_MENDED]
    least, nearest = min(slips, default=(_MOST_SLIPS + 1, word))
    return nearest if least <= min(_MOST_SLIPS, len(word) // likeness.LETTERS) else word


@cache
def _pairs() -> Mapping[str, tuple[str, str]]:
    """What two words mean together, by the beginning of the first."""
    rows = [line.split("=") for line in _TABLE["pairs"].strip().splitlines()]
    return {words(both)[0]: (words(both)[1], words(one)[0]) for both, one in rows}


def senses(said: Sequence[str]) -> list[Sense]:
    """What is said in some words; those that say little say nothing."""
    return [Sense(names(word), word, first) for word, first in _telling(said)]


def _telling(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words that say something, two that mean one thing as one; and each as it stands there, or the first of two."""
    firsts, small = tuple(_pairs()), CUES["small"]
    is_second = False
    for word, after in zip(said, [*said[1:], ""], strict=True):
        if is_second:
            is_second = False
        elif word.startswith(firsts) and (one := _as_one(word, after)):
            is_second = True
            yield one, word
        elif word not in small and (len(word) > _ONE_LETTER or word.isdecimal()):
            yield word, word


def _as_one(word: str, after: str) -> str:
    """The word that two words mean together, if they do."""
    pairs = (pair for first, pair in _pairs().items() if word.startswith(first))
    return next((one for second, one in pairs if after.startswith(second)), "")


class Message(NamedTuple):
    """What a known message says, and how much that is."""

    senses: tuple[frozenset[str], ...]
    known: KnownError
    weights: tuple[float, ...]


@cache
def messages() -> Sequence[tuple[tuple[str, ...], KnownError]]:
    """Messages that people say in their own words, each with its words that say something."""
    told = ((message, known) for message, known in BY_WORDS.items() if _may_be_retold(message, known))
    return [(tuple(word for word, _ in _telling(message)), known) for message, known in told]


@cache
def _weights() -> Mapping[str, float]:
    """What the words of messages weigh: the more messages say the same, the less."""
    counts = Counter(chain.from_iterable(said for said, _ in messages()))
    often: Counter[str] = Counter()
    for word, count in counts.items():
        for name in names(word):
            often[name] += count
    return {word: math.log(len(messages()) / max(often[name] for name in names(word))) for word in counts}


@cache
def _by_rarest() -> Mapping[str, list[tuple[tuple[str, ...], KnownError]]]:
    """Messages by the senses of their rarest word."""
    found: dict[str, list[tuple[tuple[str, ...], KnownError]]] = {}
    for said, known in messages():
        if len(said) >= _LEAST:
            rarest = max(said, key=lambda word: _weights()[word])
            for name in _sense(rarest, any(map(_cannot, said)), is_message=True):
                found.setdefault(name, []).append((said, known))
    return found


@lru_cache(512)
def message_of(said: Sequence[str], known: KnownError) -> Message:
    """What a message says."""
    weights = (_weights()[word] for word in said)
    each = dict(_each_once(zip(_with_failed(said, is_message=True), weights, strict=True)))
    return Message(tuple(each), known, tuple(each.values()))


def _each_once(said: Iterable[tuple[frozenset[str], float]]) -> Iterator[tuple[frozenset[str], float]]:
    """The senses of a message, and what they weigh, without those that it says twice: «номер телефона»."""
    had: frozenset[str] = frozenset()
    for names_, weight in said:
        if had.isdisjoint(names_):
            yield names_, weight
        had |= names_


def _may_be_retold(message: Sequence[str], known: KnownError) -> bool:
    """Whether people say a message in their own words: a sentence in Russian that is no mere end of another."""
    return not known.is_code and known.rank < TAIL and frame.is_russian(" ".join(message))


def meant(text: str, exact: Sequence[KnownError] = ()) -> KnownError | None:
    """The message that a sentence of a text says in other words, if that says more than what stands there exactly."""
    found = _most_telling(text)
    if not found or any(known.family == found.family for known in exact):
        return None
    if any(known.rank == DEFINITE and not _is_part(known, found) for known in exact):
        return None
    return found if _says(found) > max(map(_says, exact), default=0) else None


def _is_part(known: KnownError, whole: KnownError) -> bool:
    """Whether one message says nothing that another does not say too."""
    told = frozenset(chain.from_iterable(sense.names for sense in senses(words(whole.name))))
    return all(not sense.names.isdisjoint(told) for sense in senses(words(known.name)))


def _says(known: KnownError) -> int:
    """How many words of a message say something."""
    return len(senses(words(known.name)))


@lru_cache(2)
def _most_telling(text: str) -> KnownError | None:
    """The message that a text says in other words; if it says none, the one of a thought of it: «…, а я там лечусь»."""
    found = seen(text[:_LONGEST])
    if whole := _told_in(list(sentences(found))):
        return whole
    turns = [place for place, word in enumerate(found) if word.text in TURNS]
    told = {
        known
        for turn, end in zip((0, *turns), (*turns, len(found)), strict=True)
        if (known := _of_thought(found, turn, end))
    }
    return told.pop() if turns and len(told) == 1 else None


def _of_thought(found: Sequence[Word], start: int, end: int) -> KnownError | None:
    """The message of a thought, if what is said before it does not turn it to something else."""
    known = _told_in(list(sentences(found[start:end])))
    return None if known and frame.is_elsewhere(known.family, (word.text for word in found[:start])) else known


def _told_in(said: Sequence[Sequence[str]]) -> KnownError | None:
    """The message that one of some sentences says in other words, if none of another meaning says as much."""
    by_family: dict[str, tuple[float, KnownError]] = {}
    for weight, known in chain.from_iterable(map(_of_sentence, said)):
        had, other = by_family.get(known.family, (0.0, known))
        if (weight, known.name) > (had, other.name):  # sets have no order: of two that say as much one is always first
            by_family[known.family] = (weight, known)
    best = sorted(by_family.values(), key=lambda pair: (pair[1].rank >= RESULT, -pair[0]))[:2]
    if not best or _says_more(list(chain.from_iterable(said)), best[0][1]):
        return None
    if (
        len(best) == 2
        and (best[1][1].rank >= RESULT) == (best[0][1].rank >= RESULT)
        and best[0][0] - best[1][0] < _CLEAR
    ):
        return None
    return best[0][1]


def _says_more(said: Sequence[str], known: KnownError) -> bool:
    """Whether besides a message so much else is said that it may be about something else, or give the reason."""
    if frame.is_elsewhere(known.family, set(said).difference(words(known.name))):
        return True
    strange = sum(not frame.begins_as(known.family, word) for word in said)
    return strange > (_MOST_ELSE if known.rank else max(_MOST_ELSE, known.size - 1))


def _of_sentence(sentence: Sequence[str]) -> Iterator[tuple[float, KnownError]]:
    """The messages of which a sentence has all senses, each with how much it says."""
    said = senses(sentence)
    each = _with_failed([sense.word for sense in said], is_message=False)
    all_names = frozenset(chain.from_iterable(each))
    stems = {name for name in all_names if not is_group(name)}
    undone = all_names.difference({FAILED}, *(sense.names for sense in said))
    for told in {told for name in all_names for told in _by_rarest().get(name, ())}:
        message = message_of(*told)
        if not _has_all(message, all_names, undone):
            continue
        own = [any(not wanted.isdisjoint(names_) for wanted in message.senses) for names_ in each]
        if not _is_told(sentence, said, own, message):
            continue
        same = [1.0 if not wanted.isdisjoint(stems) else _OTHER for wanted in message.senses]
        # What counts only alone is told in its own words; two words that are both others may mean anything.
        if same.count(1.0) >= (len(same) if message.known.is_alone else _LEAST - len(same) + 1):
            weight = sum(weight * part for weight, part in zip(message.weights, same, strict=True))
            yield weight - _APART * _between(own), message.known


def _between(own: Sequence[bool]) -> int:
    """How many other words stand between those of a message: «код принял, пароль неверный» is about the password."""
    return own[own.index(True) : len(own) - own[::-1].index(True)].count(False)


def _has_all(message: Message, all_names: frozenset[str], undone: frozenset[str]) -> bool:
    """Whether all senses of a message are among some names; «не удалось» is, if what was not done is what it names."""
    if len(message.senses) < _LEAST:
        return False
    if any(wanted & all_names == {FAILED} for wanted in message.senses) and all(map(undone.isdisjoint, message.senses)):
        return False
    return all(not wanted.isdisjoint(all_names) for wanted in message.senses)


def _is_told(sentence: Sequence[str], said: Sequence[Sense], own: Sequence[bool], message: Message) -> bool:
    """Whether a sentence is about a message and no more.

    Args:
        sentence: its words.
        said: what it says.
        own: which of that the message says too.
        message: what may be told.
    """
    around = [sense.word for sense, is_own in zip(said, own, strict=True) if not is_own]
    before = sentence[: sentence.index(said[own.index(True)].first)]
    if frame.is_turned(before, [sense.word for sense, is_own in zip(said, own, strict=True) if is_own]):
        return False
    if frame.is_elsewhere(message.known.family, around) or any(map(frame.is_name, around)):
        return False
    if message.known.is_alone and not all(word.isalpha() and frame.begins_as(_NO_FAMILY, word) for word in around):
        return False
    other = sum(not frame.begins_as(message.known.family, word) for word in around)
    return other <= min(sum(own), len(message.senses)) - _LEAST
