"""Days on which somebody has looked or is to look: none of the former is still to come, and none of the latter too far away."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from macros.content.problem import Problem
from macros.content.yaml_file import Key, YamlFile

_LONGEST = timedelta(days=2 * 366)


def to_come(file: YamlFile, key: str) -> Iterator[Problem]:
    """Find days of a key, at the top or one level below, that have not come anywhere on Earth."""
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
    data = file.data if isinstance(file.data, Mapping) else {}
    entries = [
        ((key,), data.get(key)),
        *(((name, key), part.get(key)) for name, part in data.items() if isinstance(part, Mapping)),
    ]
    yield from ((way, day) for way, day in entries if isinstance(day, date))
