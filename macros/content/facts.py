"""Facts: every phone, address, term and limit that a guide states, with its source and date.

A confirmed fact is printed as it is, a weak one with its date, one marked not-found never.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from macros.content import numbers
from macros.content.problem import MacroError, unknown
from macros.content.shape import Day, Field, Shape, Text, meanings, one_of, shaped, wrong
from macros.content.yaml_file import read

FILE = "macros/data/facts.yml"
KINDS = {
    "phone": "телефон",
    "link": "ссылка",
    "host": "имя узла",
    "email": "почта",
    "sender": "имя отправителя",
    "term": "срок",
    "limit": "предел",
    "date": "дата",
    "law": "закон",
    "rule": "правило",
}
CONFIDENCE = {"confirmed": "", "weak": "напечатается с датой", "not-found": "не напечатается"}


def _text(value: Any) -> Any:
    return "" if value is None else value


class Entry(Shape):
    """What facts.yml says under the name of a fact."""

    value: Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "null"]})] = Field(
        "", description="как печатать; null, если печатать нечего"
    )
    kind: one_of("значения kind", KINDS) = Field(  # type: ignore[valid-type]
        description=f"что это: {', '.join(KINDS)}"
    )
    url: Text = Field("", description="куда ведёт значение")
    says: Text = Field(description="одно простое предложение для страницы «Откуда мы это знаем»")
    source: list[Text] = Field(description="список адресов источников")
    as_of: Day = Field(description="день самого нового источника")
    confidence: one_of("значения confidence", CONFIDENCE) = Field(  # type: ignore[valid-type]
        description=meanings(CONFIDENCE)
    )
    recheck_by: Day = Field(description="день, когда сверить снова")
    look: Text = Field("", description="где это можно увидеть своими глазами; для weak и not-found")
    place: list[Text] = Field([], description="какие места из ключей look открываются по url")
    note: Text = Field("", description="для тех, кто правит")

    @model_validator(mode="after")
    def _known(self) -> Self:
        """What is known has a value and a source; what is not known for sure can be looked at somewhere."""
        if self.confidence != "not-found" and not (self.source and self.value):
            raise wrong("у факта должны быть value и хотя бы один source")
        if self.confidence != "confirmed" and not self.look:
            raise wrong("нет ключа «look»: где это можно увидеть своими глазами")
        if self.place and not self.url:
            raise wrong("есть place, а ключа «url» нет: укажите адрес этих мест")
        if self.kind == "phone" and self.value and not numbers.is_allowed(self.value):
            raise wrong(f"телефон {self.value}; {numbers.allowed()}")
        return self


class Fact(Entry):
    """One thing that is known, or known to be unknown."""

    id: str


class Unread(dict[str, Fact]):
    """Stands for a file of facts that cannot be read: any name is in it."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Fact:
        return Fact.model_construct(
            id=name, kind="rule", says="", source=[], as_of=date.min, confidence="confirmed", recheck_by=date.min
        )


def load(path: Path) -> dict[str, Fact]:
    """Read the file of facts.

    Raises:
        ContentError: some entry is not as it must be; every mistake is named.
    """
    entries = shaped(dict[str, Entry], read(path, FILE))
    return {name: Fact.model_construct(**dict(entry), id=name) for name, entry in entries.items()}


def printable(facts: Mapping[str, Fact], name: str) -> Fact:
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


def addresses(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The fact with the address of each place that has one."""
    return {place: fact for fact in facts for place in fact.place}


def due(facts: dict[str, Fact], today: date) -> list[Fact]:
    """The facts whose day to be compared with the sources again has come, the oldest first."""
    return sorted((fact for fact in facts.values() if fact.recheck_by <= today), key=lambda fact: fact.recheck_by)


def due_lines(root: Path, today: date) -> list[str]:
    """The facts of a site whose day to be compared with their sources again has come, one a line, and how many there are."""
    known = load(root / FILE)
    late = due(known, today)
    lines = [f"{fact.recheck_by:%Y-%m-%d} {fact.id}: {fact.says} {' '.join(fact.source)}".rstrip() for fact in late]
    return [*lines, f"Пора сверить фактов: {len(late)} из {len(known)}."]
