"""Guesses for a text without any known message: wrong keyboard layout, misprinted codes, codes of a known family."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice

from pyscripts import letters
from pyscripts.data import table
from pyscripts.errors.finding import find, number_of
from pyscripts.errors.known import BY_WORDS, CUES, KnownError
from pyscripts.errors.reading import NOT, OTHER_NAMES, WORD, same, words
from pyscripts.slips import slips

_LAYOUTS: Sequence[Callable[[str], str]] = (str, letters.russian_keys, letters.latin_keys)
PART = re.compile(r"[.!?;:«»\n]")
_CODE = re.compile(r"\w+", re.ASCII)
_APART = re.compile(r"\b(?:err|dns|ssl|sec)(?: [a-z]{2,20}){1,5}\b", re.IGNORECASE | re.ASCII)  # a code with spaces
_HEX = re.compile(r"0x[\da-f]{8}", re.IGNORECASE)
_MOST_CODES = 12
_LONGEST_CODE = 80
_KEY = 3
_MOST_SLIPS = 2  # in a code
_LEAST_CODE = 6  # letters for each slip
_LONGEST = 20_000


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
    told = frozenset(chain.from_iterable(BY_WORDS))
    bare = (word.removeprefix(NOT) for word in told)
    return told.union(bare, (NOT, *OTHER_NAMES), *CUES.values())


def misprinted(text: str) -> KnownError | None:
    """The code that differs in a letter or two from a code in the text: the nearest."""
    return min(_misprints(text), key=lambda pair: pair[0], default=(0.0, None))[1]


def _misprints(text: str) -> Iterator[tuple[float, KnownError]]:
    """The codes that differ so from one in the text, each with the share of its letters that do."""
    for name in _codes(text):
        code = "".join(words(name))
        for message, known in () if any(find(name)) else BY_WORDS.items():
            other = "".join(message)
            if known.is_code and (code[:_KEY] == other[:_KEY] or code[-_KEY:] == other[-_KEY:]):
                found = slips(code, other, _MOST_SLIPS)
                if found <= min(_MOST_SLIPS, len(code) // _LEAST_CODE):
                    yield found / len(code), known


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
    joined = _APART.sub(lambda code: "_".join(code[0].split()), text[:_LONGEST])
    names = (match[0].strip("_") for match in _CODE.finditer(joined) if "_" in match[0])
    return islice((name for name in names if "_" in name and len(name) <= _LONGEST_CODE), _MOST_CODES)
