"""Known messages, codes and numbers that stand in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from pyscripts.errors import frame
from pyscripts.errors.known import BY_WORDS, CUES, HTTP, STATUSES, KnownError, numbered, status
from pyscripts.errors.reading import BREAK, IN_ADDRESS, Word, read, words
from pyscripts.slips import slips

_NUMBER = re.compile(r"-?[2-9OI]{1,6}")
_STATUS = re.compile(r"IO[OI]|[2-9OI]*[2-9][2-9OI]*")  # not «ООО»
_SENTENCE = re.compile(r"[.!?;:…»«]")
_ADDRESS = re.compile(r"""(?:https?://|www\.)[^\s"'`<>«»{}]+""", re.IGNORECASE)
_REACH = 3  # words from a number to its cue
_LEAST_ALONE = 200  # smaller numbers, with no word, are phones: 112, 115
_COMMON = 100  # numbers below are errors of every program


@lru_cache(32)
def find(text: str) -> Sequence[KnownError]:
    """Known messages in the order in which they stand in the text; the longest wins where several begin."""
    found = seen(text)
    return [known for known, start, end in places(found) if frame.fits(found, start, end, known)]


def places(words: list[Word]) -> Iterator[tuple[KnownError, int, int]]:
    """Known messages, each with the places of its first word and of the word after it."""
    position = 0
    while position < len(words):
        known, end = _longest(words, position)
        if not known and (known := _find_number(words, position)):
            end = position + 1 + _phrase_after(words, position)
        if known:
            yield known, position, end
        position = max(end, position + 1)


@lru_cache(2)
def seen(text: str) -> list[Word]:
    """The words of a text; those of an address make no sentence."""
    return read(_ADDRESS.sub(lambda address: re.sub(r"\W", IN_ADDRESS, address[0]), text))


def _find_number(words: list[Word], position: int) -> KnownError | None:
    """What a number means among its neighbours."""
    word = words[position].text
    for cue in CUES["esia"]:
        if word.startswith(cue):
            return _esia(word.removeprefix(cue) or "".join(next_.text for next_ in words[position + 1 : position + 2]))
    number = number_of(word)
    if number is None:
        return None
    before = [word.text for word in words[max(0, position - _REACH) : position]]
    after = [word.text for word in words[position + 1 : position + 1 + _REACH]]
    after_gap = words[position + 1].gap if after else ""
    if not CUES["curl"].isdisjoint(before) and not after_gap.startswith("."):
        return _named(_CURL.get(number), f"curl ({number})")
    if known := _bank(number, before):
        return known
    if len(word) == 3 and _STATUS.fullmatch(word) and _is_status(number, words, position, before, after):
        return status(number)
    if len(words) > 1 and CUES["error"].isdisjoint(before):
        return None
    if len(word) == 6 and number in _ESIA:
        return _esia(word)
    if abs(number) < _COMMON and CUES["net"].isdisjoint(before):
        return None
    if known := CHROMIUM.get(number):
        return KnownError(known.family, f"ERR_{known.name.partition('=')[0]}")
    return _named(_NUMBERS.get(number), f"код {number}")


def _named(known: KnownError | None, name: str) -> KnownError | None:
    return known and KnownError(known.family, name)


def _is_status(number: int, words: list[Word], position: int, before: list[str], after: list[str]) -> bool:
    """Whether a number of three digits is an answer of a server, and not of rubles, rooms or pages."""
    if not 100 <= number <= 599 or IN_ADDRESS in words[position].gap:
        return False
    if len(words) == 1:
        return number >= _LEAST_ALONE
    if not CUES["http"].isdisjoint(before):
        return True
    if _phrase_after(words, position) or any(before[-len(phrase) :] == phrase for phrase in _phrases_of(number)):
        return True
    if number < 400 or number not in STATUSES or not CUES["unit"].isdisjoint(after[:1]):
        return False
    if not CUES["error"].isdisjoint(before) or not CUES["error"].isdisjoint(after):
        return not CUES["thing"].intersection(before[-1:])
    if not CUES["weak"].isdisjoint(before[-1:]) or not CUES["weak"].isdisjoint(after[:1]):
        return True
    stands_alone = "\n" in words[position].gap or position == 0
    return stands_alone and (not after or "\n" in words[position + 1].gap)


@cache
def _phrases_of(number: int) -> list[list[str]]:
    """The words of the phrases of a status."""
    registered = [words(STATUSES[number][1])] if number in STATUSES else []
    return registered + [words(phrase) for phrase, code in HTTP["also"].items() if code == number]


def _phrase_after(words: list[Word], position: int) -> int:
    """How many words after a number are the phrase of this status, or very like it."""
    for phrase in _phrases_of(number_of(words[position].text) or 0):
        after = [word.text for word in words[position + 1 : position + 1 + len(phrase)]]
        if len(after) == len(phrase) and all(slips(*pair, 1) <= 1 for pair in zip(after, phrase, strict=True)):
            return len(phrase)
    return 0


def _esia(word: str) -> KnownError | None:
    number = number_of(word)
    if number is None or len(word) != 6:
        return None
    known = _ESIA.get(number)
    return KnownError(known.family if known else "esia-other", f"ESIA-{number:06}")


def _bank(number: int, before: list[str]) -> KnownError | None:
    """A bank's answer: «код ответа 51», «отказ банка, код 51»."""
    if CUES["code"].isdisjoint(before) or CUES["bank"].isdisjoint(before):
        return None
    return _named(_BANK.get(number), f"код ответа банка {number:02}")


def number_of(word: str) -> int | None:
    """A word as a number, if it is one: «4O4» is 404."""
    return int(word.replace("O", "0").replace("I", "1")) if _NUMBER.fullmatch(word) else None


def _longest(words: list[Word], start: int) -> tuple[KnownError | None, int]:
    """The longest known message that begins at a word and is whole, and where it ends."""
    for size in _SIZES.get(words[start].text, ()):
        end = start + size
        known = BY_WORDS.get(tuple(word.text for word in words[start:end]))
        if known and known.size == size and _is_whole(words, start, end, known):
            return known, end
    return None, start


def _is_whole(words: list[Word], start: int, end: int, known: KnownError) -> bool:
    """Whether words are no part of a longer code, and a sentence is neither in a code nor put together from two."""
    if end < len(words) and words[end].gap == "_":
        return False
    if known.is_code:
        return True
    gaps = [word.gap for word in words[start + 1 : end]]
    if words[start].gap.endswith("_") or any("_" in gap or IN_ADDRESS in gap for gap in gaps):
        return False
    is_said = start > 0 and words[start - 1].text in CUES["says"]  # «надпись Access denied»
    if known.is_alone and not ((is_said or _ends(words, start)) and _ends(words, end)):
        return False
    return bool(_SENTENCE.search(known.name[:-1])) or not any(map(_SENTENCE.search, gaps))


def _ends(words: list[Word], place: int) -> bool:
    """Whether a line or sentence ends before a word."""
    return place in (0, len(words)) or bool(BREAK.search(words[place].gap))


def _sizes() -> Mapping[str, Sequence[int]]:
    """How many words the messages have that begin with a word: the most first."""
    found: dict[str, set[int]] = {}
    for message in BY_WORDS:
        found.setdefault(message[0], set()).add(len(message))
    return {first: sorted(sizes, reverse=True) for first, sizes in found.items()}


_SIZES = _sizes()
CHROMIUM = {-number: known for number, known in numbered("chromium").items()}
_NUMBERS, _BANK, _ESIA, _CURL = map(numbered, ("number", "bank", "esia", "curl"))
