"""Advice that no honest page gives, and claims that no page of ours may make: money, strange programs, strange networks.

The words are in macros/data/harm.toml, those for what forbids and warns in secrets.toml: a page that warns of a trick has to
name it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from macros.content import portal
from macros.review import secrets, verbs
from macros.review.folding import fold
from macros.review.grams import Gates
from pyscripts.data import table

TABLE = portal.ROOT / "macros" / "data" / "harm.toml"
WHAT = "похоже на совет обманщика; перепишите"
# Stands for a row of [words], or for the names of all messengers that are not ours.
_PLACE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Rule:
    """One way to find a kind of harm, as it stands in the table."""

    says: str
    do: verbs.Verbs | None
    unless: str
    plain: bool


@dataclass(frozen=True)
class _Table:
    """All expressions of the table, each with its rule, and what tells which of them a sentence may have."""

    whats: tuple[tuple[str, Rule], ...]
    gates: Gates


def found(text: str, searched: bool = False) -> Iterator[tuple[int, str]]:
    """Where a text gives bad advice, and in which words; what people search for is no advice, but has names in it."""
    for place, plain, said in _found(text, _messengers()):
        if plain or not searched:
            yield place, said


@lru_cache(20_000)  # a text of a check stands in a table too
def _found(text: str, messengers: tuple[str, ...]) -> tuple[tuple[int, bool, str], ...]:
    table, folded = _table(messengers), fold(text)
    plain = secrets.same_letters(folded.text)
    seen = (
        (sentence, _first(table, sentence[0], plain.startswith("?", sentence.end())))
        for sentence in secrets.SENTENCE.finditer(plain)
    )
    return tuple(
        (
            folded.places[sentence.start() + first[1].start()],
            first[0].plain,
            f"«{' '.join(sentence[0].split())}»: {first[0].says}; {WHAT}",
        )
        for sentence, first in seen
        if first
    )


def _first(table: _Table, sentence: str, is_question: bool) -> tuple[Rule, re.Match[str]] | None:
    """The first kind of harm in a sentence, those first that hold for every text; who asks claims nothing."""
    for number in table.gates.near(sentence):
        what, rule = table.whats[number]
        may_be = verbs.is_among(rule.do, sentence) if rule.do else rule.plain or not is_question
        if may_be and (seen := _seen(what, rule, sentence)):
            return rule, seen
    return None


def _seen(words: str, rule: Rule, sentence: str) -> re.Match[str] | None:
    """The words of a sentence that a rule looks for."""
    what = _compiled(words).search(sentence)
    if not what or (rule.unless and _compiled(rule.unless).search(sentence)):
        return None
    if rule.plain:
        return what
    if secrets.is_allowed(sentence):
        return None
    if rule.do:
        return what if secrets.requests(rule.do, sentence) else None
    return None if secrets.is_told(what, sentence) or secrets.is_warning(sentence) else what


def _messengers() -> tuple[str, ...]:
    """How messengers are called that are not the portal's."""
    rows = table("official").get("messenger", [])
    return tuple(name for row in rows if not row["ours"] for name in (*row["names"], row["name"].lower()))


@cache
def _table(messengers: tuple[str, ...]) -> _Table:
    data = tomllib.loads(TABLE.read_text())
    names = [
        rf"\b{re.escape(name)}{r'\w{0,3}' if len(name) > 4 else ''}\b" for name in messengers
    ]  # a long one may have an ending
    words = data["words"] | {"messenger": "|".join(names) or "x^"}
    tells = {name: verbs.of(row.split()) for name, row in data["verbs"].items()}
    rows = [(kind["says"], row) for kind in data["kind"] for row in kind["rule"]]
    rows.sort(key=lambda row: not row[1].get("plain"))
    rules = [(row["what"], _rule(says, row, tells, words)) for says, row in rows]
    whats = tuple((_whole(what, words), rule) for given, rule in rules for what in given)
    return _Table(whats, Gates(what for what, _ in whats))


def _rule(says: str, row: Mapping[str, Any], tells: Mapping[str, verbs.Verbs], words: Mapping[str, str]) -> Rule:
    return Rule(
        says,
        tells[row["do"]] if "do" in row else None,
        _whole("|".join(row.get("unless", ())), words),
        row.get("plain", False),
    )


def _whole(given: str, words: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: f"(?:{words[place[1]]})", given)


@cache  # most are never asked: the build does without them
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
