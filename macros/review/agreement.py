"""What checks and guides both say is the same: a row of pyscripts/data/ that names a fact agrees with it.

`fact = "name"` beside `says`: the words and the day are those of the fact. `facts = {days = "name"}`: the number under that
key stands in the fact.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.content import toml_file
from macros.content.facts import FILE, Fact, Unread
from macros.content.problem import Problem, unknown
from macros.review.second_key import line_of


def check(root: Path, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Find rows of a site's own tables that do not say what the facts say."""
    if isinstance(facts, Unread):
        return
    for path in sorted((root / "pyscripts" / "data").glob("*.toml")):
        text = path.read_text()
        for name, wrong in _rows(toml_file.values(text), facts):
            yield Problem(path.relative_to(root).as_posix(), line_of(text, name), wrong)


def _rows(data: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Each fact with which a row does not agree, and why."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in inside:
        yield from _rows(part, facts)
    if not isinstance(data, dict):
        return
    if isinstance(name := data.get("fact"), str):
        yield from _of_words(data, name, facts)
    if isinstance(named := data.get("facts"), dict):
        for key, name in named.items():
            yield from _of_number(data.get(key), key, str(name), facts)


def _of_words(row: Mapping[str, Any], name: str, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    if name not in facts:
        yield name, unknown("факта", name, facts)
    elif row.get("says") != facts[name].value:
        yield (
            name,
            f"says «{row.get('says')}», а в факте «{name}» ({FILE}) — «{facts[name].value}»; напишите одно и то же",
        )
    elif row.get("as_of") != facts[name].as_of:
        yield name, f"as_of {row.get('as_of')}, а у факта «{name}» ({FILE}) — {facts[name].as_of}; напишите один день"


def _of_number(number: Any, key: str, name: str, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    if name not in facts:
        yield name, unknown("факта", name, facts)
    elif str(number) not in re.findall(r"\d+", facts[name].value):
        yield name, f"{key} = {number}, а в факте «{name}» ({FILE}) — «{facts[name].value}»; напишите одно и то же"
