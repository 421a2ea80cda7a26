"""Of which family a text is, by the roots of its words: a linear classifier, learned from the texts that people paste.

What each root weighs for each family stands in data/error_words.toml, which tools/weigh_errors.py writes. A family is told
only if it weighs clearly more than that the text is no error, and than the next one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from pyscripts.data import table
from pyscripts.errors.known import CUES
from pyscripts.errors.reading import A_NUMBER, NOT, stem

NONE = "none"  # in place of a family: no error
STATUS = "status"  # in place of a family: a status of an application
ANY = "*"  # a root that each text has
RARE = "?"  # before how many roots a text has that stand in few texts of errors
_ROOT = 6  # letters
_MOST_RARE = 4
_MOST_WORDS = 80  # of a text
# Justified by tests/unit/checks/test_error_texts.py.
_LEAD = 2  # by so much a family must weigh more than no error, and than the next one
_SHORT, _SHORTEST = 6, 3  # of so few words that say something none may be rare; each must weigh for the family
_MOST_STRANGE = 1 / 3  # of the words of a longer text


def root(word: str) -> str:
    """The first letters of a word without its ending; a leading «не» is kept and not counted."""
    return stem(word)[: _ROOT + (len(NOT) if word.startswith(NOT) else 0)]


def roots(found: Iterable[str], common: Collection[str]) -> list[str]:
    """What counts of the roots of a text: of those that are not common only how many there are.

    A number that tells something is found as it stands.

    >>> roots(["ФАИЛ", "XYZ"], {"ФАИЛ"})
    ['*', '?1', 'ФАИЛ']
    """
    found = {one for one in found if not A_NUMBER.search(one)}
    known = found.intersection(common)
    rare = range(1, min(_MOST_RARE, len(found) - len(known)) + 1)
    return sorted({ANY, *known, *(f"{RARE}{number}" for number in rare)})


@cache
def _weights() -> Mapping[str, Mapping[str, int]]:
    """What a root weighs for the families, by the root."""
    found: dict[str, dict[str, int]] = {}
    for family, rows in table("error_words")["weights"].items():
        for weight, said in rows.items():
            for one in said.split():
                found.setdefault(one, {})[family] = int(weight)
    return found


def likeliest(words: Sequence[str]) -> str:
    """The family that the words of a text, as reading.words() gives them, make likely, or STATUS; empty if none is."""
    weights = _weights()
    words = words[:_MOST_WORDS]
    totals = dict.fromkeys(table("error_words")["weights"], 0)
    for one in roots(map(root, words), weights.keys()):
        for family, weight in weights.get(one, {}).items():
            totals[family] += weight
    none = totals.pop(NONE)
    (family, most), (_, next_) = sorted(totals.items(), key=lambda pair: -pair[1])[:2]
    return family if most - max(none, next_) >= _LEAD and _is_about(family, words) else ""


def _is_about(family: str, words: Sequence[str]) -> bool:
    """Whether a text has few words that no error has, and a short one none that another thing may have too."""
    weights = _weights()
    telling = [root(word) for word in dict.fromkeys(words) if len(word) > 1 and word not in CUES["small"]]
    if len(telling) <= _SHORTEST and any(weights.get(one, {}).get(family, 0) <= 0 for one in telling):
        return False
    spoken = [one for one in telling if not A_NUMBER.search(one)]  # and not bytes that a program has printed
    strange = sum(one not in weights for one in spoken)
    return strange <= (0 if len(telling) <= _SHORT else _MOST_STRANGE * len(spoken))
