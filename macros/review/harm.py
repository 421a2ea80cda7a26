"""Advice that no honest page gives, and claims that no page of ours may make: money, strange programs, strange networks.

The words are in macros/data/harm.toml, those for what forbids and warns in secrets.toml: a page that warns of a trick has to
name it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from macros.content import portal
from macros.review import secrets
from macros.review.folding import Folded, fold
from pyscripts.data import table

TABLE = portal.ROOT / "macros" / "data" / "harm.toml"
WHAT = "похоже на совет обманщика; перепишите"
_MESSENGER = "\ue002"  # stands for the names of all that are not ours


@dataclass(frozen=True)
class Kind:
    """One kind of harm, as it stands in the table."""

    says: str
    what: re.Pattern[str]
    do: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    plain: bool


def found(text: str | Folded, searched: bool = False) -> Iterator[tuple[int, str]]:
    """Where a text gives bad advice, and in which words; what people search for is no advice, but has names in it."""
    folded = fold(text) if isinstance(text, str) else text
    plain = secrets.same_letters(folded.text)
    kinds = _kinds(_messengers())
    for sentence in secrets.SENTENCE.finditer(plain):
        for kind in kinds:
            if (kind.plain or not searched) and (seen := _seen(kind, sentence[0])):
                words = " ".join(sentence[0].split())
                yield folded.places[sentence.start() + seen.start()], f"«{words}»: {kind.says}; {WHAT}"
                break


def _seen(kind: Kind, sentence: str) -> re.Match[str] | None:
    """The words of a sentence that are of a kind."""
    what = kind.what.search(sentence)
    if not what or kind.plain:
        return what
    if (kind.unless and kind.unless.search(sentence)) or secrets.is_allowed(sentence):
        return None
    if kind.do:
        return what if secrets.requests(kind.do, sentence) else None
    return None if secrets.is_told(what, sentence) or secrets.is_warning(sentence) else what


def _messengers() -> tuple[str, ...]:
    """How messengers are called that are not the portal's; a name of five letters may have an ending."""
    rows = table("official").get("messenger", [])
    names = [name for row in rows if not row["ours"] for name in (*row["names"], row["name"].lower())]
    return tuple(rf"\b{re.escape(name)}{r'\w{0,3}' if len(name) > 4 else ''}\b" for name in names)


@cache
def _kinds(messengers: tuple[str, ...]) -> tuple[Kind, ...]:
    data = tomllib.loads(TABLE.read_text())
    names = f"(?:{'|'.join(messengers) or 'x^'})"
    return tuple(_kind(row, data["verbs"], names) for row in data["kind"])


def _kind(row: Mapping[str, Any], verbs: Mapping[str, list[str]], messengers: str) -> Kind:
    def pattern(words: list[str], around: str = "") -> re.Pattern[str]:
        either = "|".join(words).replace(_MESSENGER, messengers).replace("\\ue002", messengers)
        return re.compile(f"{around}(?:{either}){around}", re.IGNORECASE)

    return Kind(
        row["says"],
        pattern(row["what"]),
        pattern(verbs[row["do"]], r"\b") if "do" in row else None,
        pattern(row["unless"]) if "unless" in row else None,
        row.get("plain", False),
    )
