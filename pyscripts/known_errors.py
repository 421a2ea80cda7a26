"""Known error codes and messages: what a text, a number or a misprint names. Words about them are in checks/error.py.

Forgives layout, case, letters of the other alphabet and O/0, I/l/1 slips. Sources: data/errors.toml and
data/http_statuses.toml.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from pyscripts import letters
from pyscripts.data import table
from pyscripts.form import plain_digits

_TABLE = table("errors")
FAMILIES: Mapping[str, Mapping[str, Any]] = _TABLE["family"]
STATUSES = {int(code): row for code, row in table("http_statuses")["status"].items()}


class Known(NamedTuple):
    """A message or code that the table has: its family, and how it is shown to the reader."""

    family: str
    name: str
    meaning: str = ""


class _Node:
    """A place in the tree of known messages, a word deeper at each step."""

    def __init__(self) -> None:
        self.known: Known | None = None
        self.next: dict[str, _Node] = {}

    def plant(self, words: list[str], known: Known) -> None:
        node = self
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.known = known

    def longest(self, words: list[str], start: int) -> tuple[Known | None, int]:
        """The longest known message that begins at a word, and where it ends."""
        node, found_here, end = self, None, start
        for position in range(start, len(words)):
            deeper = node.next.get(words[position])
            if deeper is None:
                break
            node = deeper
            if node.known:
                found_here, end = node.known, position + 1
        return found_here, end


# ---- Reading: one form for everything that a reader, a keyboard or a camera may have changed.

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0301"))
# Signs of codes that look alike become one: 0 the letter O, 1 and L the letter I; all dashes a hyphen.
_ALIKE = str.maketrans("ËІ01L|" + "".join(letters.DASHES), "EIOIII" + "-" * len(letters.DASHES))
_WORD = re.compile(r"(?<![^\W_])-[2-9OI]{1,4}(?![^\W_])|[^\W_]+")
_NUMBER = re.compile(r"-?[2-9OI]{1,6}")
_STATUS = re.compile(r"IO[OI]|[2-9OI]*[2-9][2-9OI]*")  # not «ООО»


def words(text: str) -> list[str]:
    """The words of a text in a form in which letters and digits that look alike are the same.

    >>> words("err_connection_reset") == words("net::ЕRR-C0NNECTI0N_RESET")[1:]
    True
    """
    plain = plain_digits(text).upper().translate(_INVISIBLE)
    plain = plain.replace("И\u0306", "Й").replace("Е\u0308", "Е")
    return _WORD.findall(letters.as_latin(plain).translate(_ALIKE))


def _key(text: str) -> str:
    return " ".join(words(text))


def _number(word: str) -> int | None:
    """A word as a number, if it is one: «4O4» is 404."""
    return int(word.replace("O", "0").replace("I", "1")) if _NUMBER.fullmatch(word) else None


# ---- The tables, turned round: from what is read to what it means.


def codes(family: Mapping[str, Any]) -> Iterator[str]:
    """The codes of a family that are names, as they stand on the screen."""
    for kind, prefix in _TABLE["prefix"].items():
        yield from (prefix + code.partition("=")[0] for code in family.get(kind, "").split())


def phrases(family: Mapping[str, Any]) -> list[str]:
    """The messages of a family."""
    return str(family.get("phrases", "")).strip().splitlines()


def _named() -> Iterator[tuple[str, Known]]:
    """Everything in the tables that has a name, by its key."""
    for family, row in FAMILIES.items():
        for name in chain(codes(row), phrases(row)):
            yield _key(name), Known(family, name)
    for code, (_, phrase, _) in STATUSES.items():
        if " " in phrase:  # a single word, such as «Found», is too common
            yield _key(phrase), _status(code)
            yield _key(f"{code} {phrase}"), _status(code)


def _numbered(kind: str) -> dict[int, Known]:
    """The numbers of one kind, by family."""
    rows = ((family, item) for family, row in FAMILIES.items() for item in row.get(kind, "").split())
    return {int(item.rpartition("=")[2]): Known(family, item) for family, item in rows if item[-1].isdigit()}


def _status(code: int) -> Known:
    """An HTTP status, registered or not."""
    if code not in STATUSES:
        return Known(_BY_CLASS[code // 100], f"HTTP {code}", " В общем списке такого кода нет.")
    family, phrase, meaning = STATUSES[code]
    return Known(family, f"HTTP {code} {phrase}", f" Код {code} значит: {meaning}.")


_BY_CLASS = {1: "http-fine", 2: "http-fine", 3: "http-moved", 4: "http-request", 5: "http-down"}
KNOWN = dict(_named())
_TREE = _Node()
for _path, _known in KNOWN.items():
    _TREE.plant(_path.split(), _known)
CHROMIUM = {-number: known for number, known in _numbered("chromium").items()}
_APPLE, _BANK, _ESIA = _numbered("apple"), _numbered("bank"), _numbered("esia")

# A bare number is an error only next to one of these words.
_ERROR_CUES = frozenset(words(_TABLE["cues"]["error"]))
_BANK_CUES = frozenset(words(_TABLE["cues"]["bank"]))
_CUE_REACH = 3


# ---- Finding


def readings(text: str) -> Iterator[tuple[bool, str]]:
    """The text as it stands, and as it was meant if it was typed in the wrong layout: is it so, and how it reads."""
    yield False, text
    yield True, letters.latin_keys(text)
    yield True, letters.russian_keys(text)


def find(text: str) -> Iterator[Known]:
    """Known messages in the order in which they stand in the text; the longest wins where several begin."""
    found, position = words(text), 0
    while position < len(found):
        known, end = _TREE.longest(found, position)
        if known := known or _find_number(found, position):
            yield known
        position = max(end, position + 1)


def _find_number(words: list[str], position: int) -> Known | None:
    """What a number means among its neighbours."""
    word = words[position]
    if word.startswith("ESIA"):
        return _esia(word[4:] or "".join(words[position + 1 : position + 2]))
    number = _number(word)
    if number is None:
        return None
    before = words[max(0, position - _CUE_REACH) : position]
    if len(word) == 2 and not _BANK_CUES.isdisjoint(before):
        return _bank(number)
    if len(words) > 1 and _ERROR_CUES.isdisjoint(before):
        return None
    if 100 <= number <= 599 and len(word) == 3 and _STATUS.fullmatch(word):
        return _status(number)
    if known := CHROMIUM.get(number):
        return Known(known.family, f"ERR_{known.name.partition('=')[0]}")
    if known := _APPLE.get(number):
        return Known(known.family, f"код {number}")
    return None


def _esia(word: str) -> Known | None:
    number = _number(word)
    if number is None or len(word) != 6:
        return None
    known = _ESIA.get(number)
    return Known(known.family if known else "esia-other", f"ESIA-{number:06}")


def _bank(number: int) -> Known | None:
    known = _BANK.get(number)
    return Known(known.family, f"код ответа банка {number:02}") if known else None


# ---- Guessing

_NEAR = 0.6
_QUERIES = 4
_QUERY_LENGTH = 80
_TOKEN = re.compile(r"\w+")


def nearest(text: str) -> tuple[float, Known] | None:
    """The known message that is written most like one of the first lines or code-like words of the text."""
    codes = (match[0] for match in _TOKEN.finditer(text) if "_" in match[0])
    parts = chain(islice(codes, _QUERIES // 2), text.splitlines())
    queries = filter(None, (_key(part[:_QUERY_LENGTH]) for part in parts))
    best: tuple[float, str] = (0.0, "")
    for query in dict.fromkeys(islice(queries, _QUERIES)):
        for match in difflib.get_close_matches(query, KNOWN, 1, max(_NEAR, best[0])):
            best = max(best, (difflib.SequenceMatcher(None, match, query).ratio(), match))
    return (best[0], KNOWN[best[1]]) if best[1] else None
