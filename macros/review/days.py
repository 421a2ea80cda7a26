"""Days on which somebody has looked or is to look: none of the former is still to come, and none of the latter too far away."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from macros.content.problem import Problem
from macros.content.yaml_file import Key, YamlFile

_LONGEST = timedelta(days=2 * 366)


def to_come(file: YamlFile, key: str) -> Iterator[Problem]:
    """Find days of a key that have not come anywhere on Earth."""
    for way, day in _days(file, key):
        if day > date.today() + timedelta(days=1):
            yield file.problem(way, f"{key}: {day} ещё не наступило; нужен день, в который вы смотрели")


def of_table(data: Any) -> Iterator[date]:
    """The days of a table on which somebody has seen something, that have not come anywhere on Earth."""
    if isinstance(data, Mapping):
        seen = [data[key] for key in ("as_of", "date") if isinstance(data.get(key), date)]
        yield from (day for day in seen if day > date.today() + timedelta(days=1))
    for part in data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ():
        yield from of_table(part)


def too_late(file: YamlFile, key: str) -> Iterator[Problem]:
    """Find days of a key on which somebody is to look again, that are so far away that nobody ever would."""
    for way, day in _days(file, key):
        if day > date.today() + _LONGEST:
            yield file.problem(way, f"{key}: {day} — слишком нескоро; сверяют не реже раза в два года")


def _days(file: YamlFile, key: str) -> Iterator[tuple[tuple[Key, ...], date]]:
    """The days of a key at any depth, each with the way to it."""
    waiting: list[tuple[tuple[Key, ...], Any]] = [((), file.data)]
    while waiting:
        way, part = waiting.pop()
        for name, inside in part.items() if isinstance(part, Mapping) else ():
            if name != key:
                waiting.append(((*way, name), inside))
            elif day := _day(inside):
                yield (*way, name), day


def _day(given: Any) -> date | None:
    """A day as YAML reads it, or as it stands in quotes; what is no day is told by the shape of the file."""
    if isinstance(given, str):
        with suppress(ValueError):
            return date.fromisoformat(given)
    return given if isinstance(given, date) else None
