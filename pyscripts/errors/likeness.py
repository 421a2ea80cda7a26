"""How like two words are, whatever their endings and misprints.

Words come in the form of reading.read(): capitals, letters that look alike are one, «не» is a part of its word.
"""

import re
from functools import lru_cache

from pyscripts.data import table
from pyscripts.letters import as_latin

_ENDINGS = sorted(map(as_latin, table("letters")["endings"]["russian"].upper().split()), key=len, reverse=True)
_ENDING = re.compile(f"(?:{'|'.join(_ENDINGS)})$")
_LEAST_STEM = 3


@lru_cache(4096)
def stem(word: str) -> str:
    """A word without its ending."""
    found = _ENDING.search(word)
    return word[: found.start()] if found and found.start() >= _LEAST_STEM else word


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
