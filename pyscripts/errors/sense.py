"""Messages that a text says in other words: every word of a message has one of the same sense there, in any order."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from pyscripts.data import table
from pyscripts.errors import frame, likeness
from pyscripts.errors.finding import seen
from pyscripts.errors.known import BY_WORDS, CUES, DEFINITE, GENERAL, TAIL, KnownError
from pyscripts.errors.reading import NOT, same, words

_TABLE = table("errors")["sense"]
_ONE_LETTER = 1
_LEAST_MENDED = 6  # letters of a word that may be misprinted
_MOST_SLIPS = 2
_LEAST = 2  # senses of a message
_OTHER = 0.8  # what a word of the same sense weighs beside the word itself
_CLEAR = 0.5  # by so much another family must say less
_MOST_SENTENCES = 12
_MOST_ELSE = 2  # strange words beside a message that gives no reason
_MOST_WORDS = 40
_LONGEST = 20_000
_ROOT = 5  # letters that are left of a word in all its forms
_FAILED = "-"  # before the senses of what was not done
_NO_FAMILY = "none"  # it has only the words of those who tell of an error
_CANNOT = same("невозможно")
_SENTENCE = re.compile(r"[.!?;\n]")
_ASKS = re.compile(f"(?:{'|'.join(map(same, ('ите', 'йте', 'ьте', 'тесь')))})$")


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
    groups = next(
        (_beginnings()[whole[:end]] for end in range(len(whole), 1, -1) if whole[:end] in _beginnings()), None
    )
    mood = "!" if _ASKS.search(word) else ""
    return frozenset(name + mood for name in (*(groups or ()), likeness.stem(word)))


@lru_cache(4096)
def failed(word: str) -> frozenset[str]:
    """What a word says of something that was not done: «не загружается» is «не удалось загрузить»."""
    done = word.removeprefix(NOT)
    groups = {name for name in names(done) if name.startswith("#")}
    return frozenset(_FAILED + name for name in (*groups, done[:_ROOT]))


def _with_failed(said: Sequence[Sense], is_message: bool) -> list[frozenset[str]]:
    """The senses of some words, and of those that tell what was not done, in either form.

    A message with «не удалось» is meant also by a text with «не» before what was not done, and the other way round.
    """
    cannot = names(_CANNOT) - {likeness.stem(_CANNOT)}
    is_told = any(not sense.names.isdisjoint(cannot) for sense in said)
    found = []
    for sense in said:
        more: frozenset[str] = frozenset()
        if not sense.names.isdisjoint(cannot):
            more = frozenset({_FAILED}) if is_message else more
        elif sense.word.startswith(NOT):
            is_done = len(sense.word) >= len(NOT) + _ROOT and not is_message  # «не могу» is nothing that was not done
            more = failed(sense.word) | (frozenset({_FAILED}) if is_done else frozenset())
        elif is_told:
            more = failed(sense.word)
        found.append(sense.names | more)
    return found


def _mended(word: str) -> str:
    """A word without its misprint, if it is one of the messages then."""
    if len(word) < _LEAST_MENDED or frame.begins_as("any", word):
        return word
    alike = {other for end in likeness.ends(word) for other in _by_ends().get(end, ()) if other[0] == word[0]}
    slips = [(likeness.slips(word, other, _MOST_SLIPS), other) for other in sorted(alike)]
    least, nearest = min(slips, default=(_MOST_SLIPS + 1, word))
    return nearest if least <= min(_MOST_SLIPS, len(word) // likeness.LETTERS) else word


@cache
def _by_ends() -> Mapping[str, list[str]]:
    """The words of all messages, by their ends."""
    found: dict[str, list[str]] = {}
    for word in {word for message in BY_WORDS for word in message if len(word) >= _LEAST_MENDED}:
        for end in likeness.ends(word):
            found.setdefault(end, []).append(word)
    return found


@cache
def _pairs() -> Mapping[str, tuple[str, str]]:
    """What two words mean together, by the beginning of the first."""
    rows = [line.split("=") for line in _TABLE["pairs"].strip().splitlines()]
    return {words(both)[0]: (words(both)[1], words(one)[0]) for both, one in rows}


def senses(said: Sequence[str]) -> list[Sense]:
    """What is said in some words; those that say little say nothing."""
    found: list[Sense] = []
    place = 0
    while place < len(said):
        word = first = said[place]
        size = 1
        for start, (second, one) in _pairs().items():
            if word.startswith(start) and place + 1 < len(said) and said[place + 1].startswith(second):
                word, size = one, 2
        place += size
        if (len(word) > _ONE_LETTER or word.isdecimal()) and (word not in CUES["small"] or size > 1):
            found.append(Sense(names(word), word, first))
    return found


class Message(NamedTuple):
    """What a known message says, and how much that is."""

    senses: tuple[frozenset[str], ...]
    known: KnownError
    weights: tuple[float, ...]


@cache
def _by_rarest() -> Mapping[str, list[Message]]:
    """Messages in Russian, by the rarest of their senses."""
    told = [
        (_with_failed(senses(message), is_message=True), known)
        for message, known in BY_WORDS.items()
        if _may_be_retold(message, known)
    ]
    often = Counter(name for said, _ in told for name in frozenset(chain.from_iterable(said)))
    found: dict[str, list[Message]] = {}
    for said, known in told:
        each = tuple(_each_once(said))
        if len(each) < _LEAST:
            continue
        common = [max(often[name] for name in names_ if not name.startswith(_FAILED)) for names_ in each]
        weights = tuple(math.log(len(told) / count) for count in common)
        for name in each[common.index(min(common))]:
            found.setdefault(name, []).append(Message(each, known, weights))
    return found


def _each_once(said: Iterable[frozenset[str]]) -> Iterator[frozenset[str]]:
    """The senses of a message without those that it says twice: «номер телефона»."""
    had: frozenset[str] = frozenset()
    for names_ in said:
        if had.isdisjoint(names_):
            yield names_
        had |= names_


def _may_be_retold(message: Sequence[str], known: KnownError) -> bool:
    """Whether people say a message in their own words: a sentence in Russian that is no mere end of another."""
    return not known.is_code and known.rank < TAIL and any(map(frame.is_russian, message))


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
    """The message that a sentence of a text says in other words, if none of another meaning says as much."""
    by_family: dict[str, tuple[float, KnownError]] = {}
    for weight, known in chain.from_iterable(map(_of_sentence, islice(sentences(text), _MOST_SENTENCES))):
        had, other = by_family.get(known.family, (0.0, known))
        if (weight, known.name) > (had, other.name):  # sets have no order: of two that say as much one is always first
            by_family[known.family] = (weight, known)
    best = sorted(by_family.values(), key=lambda pair: (pair[1].rank >= GENERAL, -pair[0]))[:2]
    if not best or _says_more(text, best[0][1]):
        return None
    if (
        len(best) == 2
        and (best[1][1].rank >= GENERAL) == (best[0][1].rank >= GENERAL)
        and best[0][0] - best[1][0] < _CLEAR
    ):
        return None
    return best[0][1]


def _says_more(text: str, known: KnownError) -> bool:
    """Whether besides a message so much else is said that it may be about something else, or give the reason."""
    said = [word for sentence in sentences(text) for word in sentence]
    if frame.is_elsewhere(known.family, set(said).difference(words(known.name))):
        return True
    strange = sum(not frame.begins_as(known.family, word) for word in said)
    return strange > (_MOST_ELSE if known.rank else max(_MOST_ELSE, known.size - 1))


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence."""
    sentence: list[str] = []
    for word in seen(text[:_LONGEST]):
        if _SENTENCE.search(word.gap) and sentence:
            yield sentence[:_MOST_WORDS]
            sentence = []
        sentence.append(word.text)
    if sentence:
        yield sentence[:_MOST_WORDS]


def _of_sentence(sentence: Sequence[str]) -> Iterator[tuple[float, KnownError]]:
    """The messages of which a sentence has all senses, each with how much it says."""
    said = senses(sentence)
    each = _with_failed(said, is_message=False)
    all_names = frozenset(chain.from_iterable(each))
    stems = {name for name in all_names if not name.startswith(("#", _FAILED))}
    undone = all_names.difference({_FAILED}, *(sense.names for sense in said))
    tried = set()
    for message in (message for name in all_names for message in _by_rarest().get(name, ())):
        if id(message) in tried:
            continue
        tried.add(id(message))
        if _has_all(message, all_names, undone) and _is_told(sentence, said, each, message):
            same = [1.0 if not wanted.isdisjoint(stems) else _OTHER for wanted in message.senses]
            yield sum(weight * part for weight, part in zip(message.weights, same, strict=True)), message.known


def _has_all(message: Message, all_names: frozenset[str], undone: frozenset[str]) -> bool:
    """Whether all senses of a message are among some names; «не удалось» is, if what was not done is what it names."""
    if any(wanted & all_names == {_FAILED} for wanted in message.senses) and all(
        map(undone.isdisjoint, message.senses)
    ):
        return False
    return all(not wanted.isdisjoint(all_names) for wanted in message.senses)


def _is_told(sentence: Sequence[str], said: Sequence[Sense], each: Sequence[frozenset[str]], message: Message) -> bool:
    """Whether a sentence is about a message and no more."""
    own = [any(not wanted.isdisjoint(names_) for wanted in message.senses) for names_ in each]
    around = [sense.word for sense, is_own in zip(said, own, strict=True) if not is_own]
    before = sentence[: sentence.index(said[own.index(True)].first)]
    if frame.is_turned(before):
        return False
    if frame.is_elsewhere(message.known.family, around) or any(map(frame.is_name, around)):
        return False
    if message.known.is_alone and not all(word.isalpha() and frame.begins_as(_NO_FAMILY, word) for word in around):
        return False
    other = sum(not frame.begins_as(message.known.family, word) for word in around)
    return other <= min(sum(own), len(message.senses)) - _LEAST
