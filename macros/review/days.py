"""Days on which somebody is said to have looked: none of them is still to come."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from macros.content.problem import Problem
from macros.content.yaml_file import YamlFile


def to_come(file: YamlFile, key: str) -> Iterator[Problem]:
    """Find days of a key, at the top or one level below, that have not come anywhere on Earth."""
    data = file.data if isinstance(file.data, Mapping) else {}
    entries = [
        ((key,), data.get(key)),
        *(((name, key), part.get(key)) for name, part in data.items() if isinstance(part, Mapping)),
    ]
    for way, day in entries:
        if isinstance(day, date) and day > date.today() + timedelta(days=1):
            yield file.problem(way, f"{key}: {day} ещё не наступило; нужен день, в который вы смотрели")
