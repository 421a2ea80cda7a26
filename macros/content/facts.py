"""Facts: every phone, address, term and limit that a guide states, with its source and date.

A fact prints itself only if it is confirmed; a weak one prints with its date; one that was not found never prints.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.content import phones
from macros.content.problem import ContentError, MacroError, Problem, unknown
from macros.content.yaml_file import YamlFile, read

KINDS = ("phone", "link", "host", "email", "sender", "term", "limit", "date", "law", "rule")
CONFIDENCE = ("confirmed", "weak", "not-found")
REQUIRED = ("kind", "says", "source", "as_of", "confidence", "recheck_by")
ALLOWED = ("value", "url", "look", "note", *REQUIRED)


@dataclass(frozen=True)
class Fact:
    """One thing that is known, or known to be unknown."""

    id: str
    value: str
    kind: str
    url: str
    says: str
    source: tuple[str, ...]
    as_of: date
    confidence: str
    recheck_by: date
    look: str = ""  # where a person can see how it is


def load(path: Path) -> dict[str, Fact]:
    """Read and check the file of facts.

    Raises:
        ContentError: some entry is not as it must be; every mistake is named.
    """
    file = read(path, f"macros/data/{path.name}")
    if problems := list(check(file)):
        raise ContentError(problems)
    return {
        name: Fact(
            name,
            str(entry.get("value") or ""),
            entry["kind"],
            entry.get("url", ""),
            entry["says"],
            tuple(entry["source"]),
            date.fromisoformat(str(entry["as_of"])),
            entry["confidence"],
            entry["recheck_by"],
            entry.get("look", ""),
        )
        for name, entry in file.data.items()
    }


def check(file: YamlFile) -> Iterator[Problem]:
    """Find what is wrong with a file of facts."""
    for name, entry in file.data.items():
        for key in entry:
            if key not in ALLOWED:
                yield file.problem((name, key), unknown("ключа", key, ALLOWED))
        for key in REQUIRED:
            if key not in entry:
                yield file.problem((name,), f"у факта «{name}» нет ключа «{key}»")
        for key, allowed in (("kind", KINDS), ("confidence", CONFIDENCE)):
            if key in entry and entry[key] not in allowed:
                yield file.problem((name, key), unknown(f"значения {key}", entry[key], allowed))
        if not isinstance(entry.get("source", []), list):
            yield file.problem((name, "source"), "source — это список адресов")
        if entry.get("confidence") != "not-found" and not (entry.get("source") and entry.get("value")):
            yield file.problem((name,), f"у факта «{name}» должны быть value и хотя бы один source")
        if entry.get("confidence") in CONFIDENCE[1:] and not entry.get("look"):
            yield file.problem((name,), f"у факта «{name}» нет ключа «look»: где это можно увидеть своими глазами")
        if entry.get("kind") == "phone" and entry.get("value") and not phones.is_allowed(str(entry["value"])):
            yield file.problem((name, "value"), f"телефон {entry['value']}; {phones.allowed()}")
        if "as_of" in entry and not _is_day(str(entry["as_of"])):
            yield file.problem((name, "as_of"), "as_of — это день, например 2026-01-31")
        if not isinstance(entry.get("recheck_by", date.max), date):
            yield file.problem((name, "recheck_by"), "recheck_by — это день, например 2027-01-31")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def printable(facts: dict[str, Fact], name: str) -> Fact:
    """The fact of a name, if it may be printed.

    Raises:
        MacroError: there is none, or it must not be printed.
    """
    if name not in facts:
        raise MacroError(unknown("факта", name, (fact.id for fact in facts.values() if fact.value)))
    if facts[name].confidence == "not-found":
        raise MacroError(f"факт «{name}» не подтверждён ни одним источником, поэтому печатать его нельзя")
    return facts[name]


def to_see(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """What is not known for sure, by the place where a person can see it."""
    places: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.confidence != "confirmed":
            places.setdefault(fact.look, []).append(fact)
    return places


def due(facts: dict[str, Fact], today: date) -> list[Fact]:
    """The facts whose day to be compared with the sources again has come, the oldest first."""
    return sorted((fact for fact in facts.values() if fact.recheck_by <= today), key=lambda fact: fact.recheck_by)
