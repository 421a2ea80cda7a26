"""JSON Schemas of what people write, for editors: made from the shapes by which it is checked."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.content import browsers, components, facts, places, search_words, sources, triage
from macros.content.pages import HEADS
from macros.content.shape import schema


def write(folder: Path) -> Iterator[Path]:
    """Write the schemas that are not as they must be; gives their files."""
    folder.mkdir(exist_ok=True)
    for name, made in every().items():
        path = folder / f"{name}.schema.json"
        text = written(made)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            yield path


def written(made: Mapping[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def every() -> Mapping[str, dict[str, Any]]:
    """All schemas by name."""
    kinds: Mapping[str, Any] = {
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
    return {name: schema(kind) for name, kind in kinds.items()}
