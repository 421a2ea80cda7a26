"""Days on which somebody has looked or is to look: none of the former is still to come, and none of the latter too far away."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from macros.content.nested import leaves
from macros.content.problem import Problem
from macros.content.yaml_file import Key, YamlFile

TO_COME = "ещё не наступило; нужен день, в который вы смотрели"
_LONGEST = timedelta(days=2 * 366)


def to_come(file: YamlFile, key: str) -> Iterator[Problem]:
    """Find days of a key that have not come anywhere on Earth."""
    for way, day in _days(file.data, key):
        if _is_to_come(day):
            yield file.problem(way, f"{key}: {day} {TO_COME}")


def of_table(data: Any) -> Iterator[date]:
    """The days of a table on which somebody has seen something, that have not come anywhere on Earth."""
    return (day for key in ("as_of", "date") for _, day in _days(data, key) if _is_to_come(day))


def too_late(file: YamlFile, key: str) -> Iterator[Problem]:
    """Find days of a key on which somebody is to look again, that are so far away that nobody ever would."""
    for way, day in _days(file.data, key):
        if day > date.today() + _LONGEST:
            yield file.problem(way, f"{key}: {day} — слишком нескоро; сверяют не реже раза в два года")


def _is_to_come(day: date) -> bool:
    return day > date.today() + timedelta(days=1)


def _days(data: Any, key: str) -> Iterator[tuple[tuple[Key, ...], date]]:
    """The days of a key at any depth, each with the way to it."""
    return ((way, day) for way, value in leaves(data) if way[-1:] == (key,) and (day := _day(value)))


def _day(given: Any) -> date | None:
    """A day as YAML reads it, or as it stands in quotes; what is no day is told by the shape of the file."""
    if isinstance(given, str):
        with suppress(ValueError):
            return date.fromisoformat(given)
    return given if isinstance(given, date) else None
