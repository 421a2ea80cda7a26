"""What a text may mean in which nothing known stands: other layouts, misprints, other endings, codes of a known kind."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice

from pyscripts import letters
from pyscripts.data import table
from pyscripts.errors import frame, likeness
from pyscripts.errors.finding import find, number_of, places, seen
from pyscripts.errors.known import BY_WORDS, CUES, GENERAL, KnownError
from pyscripts.errors.reading import NOT, OTHER_NAMES, WORD, same, sentences, words
from pyscripts.errors.vocabulary import all_words, by_ends, with_word


@lru_cache(1)
def retyped(text: str) -> str:
    """A text as it was meant, if words of it were typed in the wrong layout.

    >>> retyped("yt chf,jnfkj"), retyped("ошибка TCBF-007008")
    ('не сработало', 'ошибка ЕСИА-007008')
    """
    parts = [(part, _known_readings(part)) for part in re.split(r"(\s+)", text[:_LONGEST])]
    weights = [sum(len(part) for part, known in parts if known == {layout}) for layout in range(len(_LAYOUTS))]
    usual = weights.index(max(weights))
    return "".join(_LAYOUTS[usual if usual in known or not known else min(known)](part) for part, known in parts)


_LAYOUTS: Sequence[Callable[[str], str]] = (str, letters.russian_keys, letters.latin_keys)


@lru_cache(4096)
def _known_readings(part: str) -> set[int]:
    """The layouts in which all words of what was typed without a space are known."""
    return {number for number, layout in enumerate(_LAYOUTS) if _knows(layout(part))}


def _knows(part: str) -> bool:
    found = WORD.findall(same(part))
    return bool(found) and all(word in _vocabulary() or number_of(word) is not None for word in found)


@cache
def _vocabulary() -> frozenset[str]:
    """All words of all messages."""
    told = all_words()
    bare = (word.removeprefix(NOT) for word in told)
    return told.union(bare, (NOT, *OTHER_NAMES), *CUES.values())


_CLEAR = 0.03  # by so much another family must be farther
_MOST_CODES = 12
_PAIR = 2  # words that may change places
_LEAST_HIT = 0.6  # of the words of a message must begin or end as one of the text: with fewer none is near
PART = re.compile(r"[.!?;:«»\n]")
_CODE = re.compile(r"\w+", re.ASCII)
_HEX = re.compile(r"0x[\da-f]{8}", re.IGNORECASE)
_LONGEST_CODE = 80
_KEY = 3
_MOST_SLIPS = 2  # in a code
_LEAST_CODE = 6  # letters for each slip
_LONGEST = 20_000


@lru_cache(2)
def nearest(text: str) -> KnownError | None:
    """The message that a sentence of a text is most like, if none of another meaning is as near."""
    by_family: dict[str, tuple[float, KnownError]] = {}
    for near, known in chain(_misprinted(text), *map(_near, _sentences(text))):
        if near > by_family.get(known.family, (0.0, known))[0]:
            by_family[known.family] = (near, known)
    best = sorted(by_family.values(), key=lambda pair: (pair[1].rank >= GENERAL) * _CLEAR - pair[0])[:2]
    if not best:
        return None
    if len(best) == 2 and best[1][1].rank < GENERAL and best[0][0] - best[1][0] < _CLEAR:
        return None
    return best[0][1]


def _sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence, without codes and the messages that stand in the text exactly."""
    found = seen(text[:_LONGEST])
    in_code = {at for place, word in enumerate(found) if word.gap == "_" for at in (place - 1, place)}
    return sentences(found, in_code.union(*(range(start, end) for _, start, end in places(found))))


def _misprinted(text: str) -> Iterator[tuple[float, KnownError]]:
    """The codes that differ in a letter or two from a code in the text, each with how near it is."""
    for name in _codes(text):
        code = "".join(words(name))
        for message, known in () if any(find(name)) else BY_WORDS.items():
            other = "".join(message)
            if known.is_code and (code[:_KEY] == other[:_KEY] or code[-_KEY:] == other[-_KEY:]):
                slips = likeness.slips(code, other, _MOST_SLIPS)
                if slips <= min(_MOST_SLIPS, len(code) // _LEAST_CODE):
                    yield 1 - slips / len(code), known


def of_kind(text: str) -> KnownError | None:
    """What the beginning of a code that is not in the table tells."""
    hexadecimal = islice((match[0] for match in _HEX.finditer(text[:_LONGEST])), _MOST_CODES)
    for name in chain(_codes(text), hexadecimal):
        for beginning, family in table("errors")["start"].items():
            if name.upper().startswith(beginning.upper()):
                return KnownError(family, name.upper().replace("0X", "0x"))
    return None


def _codes(text: str) -> Iterator[str]:
    """What in a text looks like the first codes of programs."""
    names = (match[0].strip("_") for match in _CODE.finditer(text[:_LONGEST]) if "_" in match[0])
    return islice((name for name in names if "_" in name and len(name) <= _LONGEST_CODE), _MOST_CODES)


def _is_told(sentence: Sequence[str], message: Sequence[str], known: KnownError) -> bool:
    """Whether a sentence tells of a message that it is like, and not of something else in its words."""
    is_own = [any(likeness.difference(word, other) < 1.0 for other in message) for word in sentence]
    own = [place for place, own in enumerate(is_own) if own and sentence[place] not in CUES["small"]] or [0]
    first, last = own[0], own[-1]
    if not all(is_own[place] or frame.begins_as(known.family, sentence[place]) for place in range(first, last)):
        return False
    said = max((place for place in range(first) if sentence[place] in CUES["says"]), default=0)
    around = [word for word, own in zip(sentence[said:], is_own[said:], strict=True) if not own]
    if frame.is_turned(sentence[:first], message) or frame.is_elsewhere(known.family, sentence[:said]):
        return False
    return frame.bears(message, around, known)


def _near(sentence: list[str]) -> Iterator[tuple[float, KnownError]]:
    """The messages that a sentence is like, each with how much."""
    small = CUES["small"]
    telling = [word for word in sentence if word not in small]
    hits: Counter[tuple[str, ...]] = Counter()
    for alike in {other for word in telling for end in likeness.ends(word) for other in by_ends().get(end, ())}:
        hits.update(with_word()[alike])
    for message, hit in hits.items():
        known, weight = BY_WORDS[message], _weight(message)
        if hit < _LEAST_HIT * weight:
            continue
        if known.is_alone and len(telling) > weight:
            continue
        if known.is_code and len(message) > 1 and message[0] not in sentence:  # «access denied» is no ERR_ACCESS_DENIED
            continue
        near = likeness.likeness(sentence, message, small)
        if len(message) == _PAIR:  # «пароль неверный» for «неверный пароль»
            near = max(near, likeness.likeness(sentence, message[::-1], small) - likeness.OF_ENDING)
        if near >= likeness.NEAR and _is_told(sentence, message, known):
            yield near, known


@lru_cache(4096)
def _weight(message: tuple[str, ...]) -> int:
    """How many words of a message say something."""
    return sum(word not in CUES["small"] for word in message)
