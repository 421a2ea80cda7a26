"""The tables of errors, turned round: from the words that are read to what they mean.

Sources: data/errors.toml and data/http_statuses.toml.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pyscripts.data import table
from pyscripts.errors.reading import words, words_of_each

_TABLE = table("errors")
FAMILIES: Mapping[str, Mapping[str, Any]] = _TABLE["family"]
HTTP = table("http_statuses")
STATUSES = {int(code): row for code, row in HTTP["status"].items()}
_BY_CLASS = {1: "http-fine", 2: "http-fine", 3: "http-moved", 4: "http-request", 5: "http-down"}

DEFINITE = 0
RESULT = 1  # tells what failed, not why
GENERAL = 2  # counts only if nothing better stands in the text
TAIL = 3  # only ends other messages


class KnownError(NamedTuple):
    """A message or code that the table has.

    Args:
        family: whose words it gets.
        name: how it is shown to the reader.
        meaning: what is said besides the words of its family.
        is_code: a name or number that a program gives, not a sentence.
        is_alone: counts only if a line or sentence says nothing else.
        rank: what of a lower rank stands in the text comes before it: DEFINITE, RESULT, GENERAL or TAIL.
        size: how many words it has.
    """

    family: str
    name: str
    meaning: str = ""
    is_code: bool = True
    is_alone: bool = False
    rank: int = 0
    size: int = 1


def codes(family: Mapping[str, Any]) -> Iterator[str]:
    """The codes of a family that are names, as they stand on the screen."""
    for kind, prefix in _TABLE["prefix"].items():
        yield from (prefix + re.sub(r"=\d+$", "", code) for code in family.get(kind, "").split())


def phrases(family: Mapping[str, Any], kind: str = "phrases") -> list[str]:
    """The messages of a family; of other kinds, those that count only at times."""
    return str(family.get(kind, "")).strip().splitlines()


def _named() -> Iterator[KnownError]:
    """Everything in the tables that has a name."""
    for family, row in FAMILIES.items():
        general = GENERAL if row.get("general") else DEFINITE
        yield from (KnownError(family, name, rank=general) for name in codes(row))
        said = KnownError(family, "", is_code=False, rank=general or (RESULT if row.get("result") else DEFINITE))
        yield from (said._replace(name=name) for name in phrases(row))
        yield from (said._replace(name=name, is_alone=True) for name in phrases(row, "alone"))
        yield from (said._replace(name=name, rank=TAIL) for name in phrases(row, "tail"))
    registered = [(name, code) for code, (_, name, _) in STATUSES.items()]
    for name, code in [*registered, *HTTP["also"].items()]:
        if " " in name:  # a single word, such as «Found», counts beside its number only
            is_common = name.count(" ") == 1 and code not in (400, 502, 503, 504)
            yield KnownError(STATUSES[code][0], name, status(code).meaning, is_code=False, is_alone=is_common)


def numbered(kind: str) -> dict[int, KnownError]:
    """The numbers of one kind, by family."""
    rows = ((family, item) for family, row in FAMILIES.items() for item in row.get(kind, "").split())
    return {int(item.rpartition("=")[2]): KnownError(family, item) for family, item in rows if item[-1].isdigit()}


def status(code: int) -> KnownError:
    """An HTTP status, registered or not."""
    if code not in STATUSES:
        return KnownError(_BY_CLASS[code // 100], f"HTTP {code}", " В общем списке такого кода нет.")
    family, phrase, meaning = STATUSES[code]
    rank = RESULT if FAMILIES[family].get("result") else DEFINITE
    return KnownError(family, f"HTTP {code} {phrase}", f" Код {code} значит: {meaning}.", rank=rank)


_ALL = list(_named())
BY_WORDS: dict[tuple[str, ...], KnownError] = {}
for _message, _known in zip(map(tuple, words_of_each(known.name for known in _ALL)), _ALL, strict=True):
    if _message not in BY_WORDS:
        BY_WORDS[_message] = _known if len(_message) == 1 else _known._replace(size=len(_message))
CUES = {kind: frozenset(words(cues)) for kind, cues in _TABLE["cues"].items()}  # words beside which something counts
