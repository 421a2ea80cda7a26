"""JSON Schemas of what people write, for editors: made from the shapes by which it is checked."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from macros.content import browsers, components, facts, places, search_words, sources, tables, triage
from macros.content.pages import HEADS
from macros.content.shape import schema

EDITOR = ".taplo.toml"


def write(folder: Path) -> list[Path]:
    """Write the schemas that are not as they must be; gives their files."""
    folder.mkdir(exist_ok=True)
    files = {folder / f"{name}.schema.json": written(made) for name, made in every().items()}
    changed = []
    for path, text in (files | {folder.parent / EDITOR: of_editor()}).items():
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(path)
    return changed


def of_editor() -> str:
    """What tells an editor of TOML which schema a table has: taplo.tamasfe.dev/configuration/file.html."""
    rows = [
        f'[[rule]]\ninclude = ["{folder}/{name}.toml"]\nschema.path = "schemas/{name_of_table(folder, name)}.schema.json"\n'
        for folder, kinds in tables.FOLDERS.items()
        for name in kinds
    ]
    return "\n".join(["# Пишет make fix.", *rows])


def name_of_table(folder: str, name: str) -> str:
    """What the schema of a table is called."""
    return f"{folder.partition('/')[0]}-{name}"


def written(made: Mapping[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


# What stands in YAML, by name: front matter, the files of macros/data, one of each folder there.
YAML: Mapping[str, Any] = {
    **HEADS,
    "browser": browsers.Browser,
    "system": browsers.System,
    "facts": dict[str, facts.Entry],
    "licences": components.Programs.__value__,
    "places": places.Places,
    "search": search_words.SearchWords,
    "sources": sources.Names.__value__,
    "triage": triage.Questions.__value__,
}


@cache
def every() -> Mapping[str, dict[str, Any]]:
    """All schemas by name."""
    kinds: Mapping[str, Any] = {
        **YAML,
        **{
            name_of_table(folder, name): kind
            for folder, kinds in tables.FOLDERS.items()
            for name, kind in kinds.items()
        },
    }
    return {name: schema(kind) for name, kind in kinds.items()}
