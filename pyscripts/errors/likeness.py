"""How like a message a text is, word by word: endings, misprints, words between and words cut off at the end.

Words come in the form of known_errors.read(): capitals, letters that look alike are one, «не» is a part of its word.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from pyscripts.data import table
from pyscripts.letters import as_latin

_ENDINGS = sorted(map(as_latin, table("letters")["endings"]["russian"].upper().split()), key=len, reverse=True)
_ENDING = re.compile(f"(?:{'|'.join(_ENDINGS)})$")
_LEAST_STEM = 3
_END = 3
_NOT = "HE"
_SELF = as_latin("СЯ")

NEAR = 0.8  # from here on a text is told as the message; justified by tests/unit/checks/test_error_texts.py
OF_ENDING = 0.05  # what another ending costs, of a word
OF_SELF = 0.5  # «записать» for «записаться»: another thing is done
OF_SLIP = 0.2  # a misprint
LETTERS = 5  # of a word, for each misprint; one less is enough
OF_CUT = 0.15  # the rest of a word that is cut off at the end of a text
OF_REST = 0.5  # a word of a message that is cut off there
BETWEEN = 0.5  # a word too many inside
SMALL = 0.4  # what a small word weighs
MOST_CUT = 0.4  # of a message or a word may be cut off


@lru_cache(4096)
def stem(word: str) -> str:
    """A word without its ending."""
    found = _ENDING.search(word)
    return word[: found.start()] if found and found.start() >= _LEAST_STEM else word


@lru_cache(4096)
def ends(word: str) -> tuple[str, str]:
    """The beginning and the end of a word without its ending: one of the two outlives a slip."""
    plain = stem(word.removeprefix(_NOT))
    return plain[:_END], f"-{plain[-_END:]}"


@lru_cache(4096)
def difference(word: str, other: str) -> float:
    """How far a word is from another: from 0, the same, to 1."""
    if word == other:
        return 0.0
    if word.isdecimal() or other.isdecimal() or word.startswith(_NOT) != other.startswith(_NOT):
        return 1.0
    if stem(word) == stem(other):
        return OF_ENDING if word.endswith(_SELF) == other.endswith(_SELF) else OF_SELF
    most = min(2, (min(len(word), len(other)) + 1) // LETTERS)
    found = slips(word, other, most)
    return found * OF_SLIP if found <= most else 1.0


def slips(word: str, other: str, most: int) -> int:
    """How many letters are left out, too many, wrong or swapped with the next; more than `most` is not counted out.

    >>> slips("сeртификта", "сертификат", 2)
    2
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def likeness(text: Sequence[str], message: Sequence[str], small: frozenset[str]) -> float:
    """How much of a message stands in a text, in this order: from 0 to 1.

    Args:
        text: the words of a text; what stands before and after the message does not matter.
        message: the words of a message.
        small: words that say little, such as prepositions.

    >>> round(likeness(["FIIE", "WAS", "NOT", "FOUND", "HERE"], ["FILE", "NOT", "FOUND"], frozenset({"WAS"})), 2)
    0.87
    >>> likeness(["FILE", "NOT", "SENT"], ["FILE", "NOT", "FOUND"], frozenset()) < 0.7
    True
    """
    weights = [SMALL if word in small else 2.0 if word.startswith(_NOT) else 1.0 for word in message]
    total = rest = sum(weights)
    is_cut = _may_be_cut(text[-1], message, small) if text else False
    best = total
    costs = [0.0] * (len(text) + 1)  # of the message so far, if it ends with each word of the text
    for word, weight in zip(message, weights, strict=True):
        above, costs = costs, [costs[0] + weight]
        rest -= weight
        for at, seen in enumerate(text, 1):
            cost = difference(seen, word)
            if (
                cost == 1.0
                and at == len(text)
                and seen.isalpha()
                and len(seen) >= (1 - MOST_CUT) * len(word)
                and word.startswith(seen)
            ):
                cost = OF_CUT
            between = BETWEEN * (SMALL if seen in small else 1.0)
            one = weight * cost if cost < 1.0 else weight + between
            costs.append(min(above[at - 1] + one, above[at] + weight, costs[-1] + between))
        if is_cut and rest <= MOST_CUT * total:
            best = min(best, costs[-1] + OF_REST * rest)
    return 1.0 - min(best, *costs) / total


def _may_be_cut(last: str, message: Sequence[str], small: frozenset[str]) -> bool:
    """Whether a text that ends with a word may go on: after «к» it does, after «запись» nobody knows of it."""
    return last in small or any(word.startswith(last) and stem(word) != stem(last) for word in message)
