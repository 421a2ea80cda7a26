"""JSON Schemas for editors: as fresh as the code, true for every file there is, and strict where the code is strict."""

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.content import pages as guide
from macros.content import schemas

ROOT = Path(__file__).parents[4]
DATA = {
    "browser": sorted((ROOT / "macros" / "data" / "browsers").glob("*.yml")),
    "system": sorted((ROOT / "macros" / "data" / "systems").glob("*.yml")),
    "facts": [ROOT / "macros" / "data" / "facts.yml"],
    "triage": [ROOT / "macros" / "data" / "triage.yml"],
}
TYPES: Mapping[str, type[Any] | tuple[type[Any], ...]] = {
    "string": (str, date), "number": (int, float), "null": type(None), "array": list, "object": dict,
}  # fmt: skip


def wrong(schema: Mapping[str, Any], value: Any, way: str = "") -> Iterator[str]:
    """What JSON Schema has against a value: the few words of it that our schemas use."""
    unknown = schema.keys() - {
        "$schema", "additionalProperties", "description", "enum", "format", "items", "maxItems", "maxLength",
        "minItems", "minLength", "properties", "required", "type",
    }  # fmt: skip
    assert not unknown
    types = schema.get("type", [])
    if types and not any(isinstance(value, TYPES[each]) for each in ([types] if isinstance(types, str) else types)):
        yield f"{way}: type"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{way}: enum"
    if isinstance(value, str | list):
        kind = "Length" if isinstance(value, str) else "Items"
        if not schema.get(f"min{kind}", 0) <= len(value) <= schema.get(f"max{kind}", 10**6):
            yield f"{way}: {kind}"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from wrong(schema["items"], item, f"{way}/{index}")
    if isinstance(value, dict):
        yield from (f"{way}: no {key}" for key in schema.get("required", ()) if key not in value)
        for key, item in value.items():
            inside = schema.get("properties", {}).get(key, schema["additionalProperties"])
            yield from wrong(inside, item, f"{way}/{key}") if inside else [f"{way}/{key}: unknown"]


def test_they_are_fresh() -> None:
    """`make fix` writes them."""
    names = schemas.every().keys()
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{name}.schema.json" for name in names}
    for name, schema in schemas.every().items():
        written = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text())
        assert written == {"$schema": schemas.DRAFT} | schema, name


def test_writing_changes_only_what_is_not_fresh(tmp_path: Path) -> None:
    assert len(list(schemas.write(tmp_path / "schemas"))) == len(schemas.every())
    (tmp_path / "schemas" / "facts.schema.json").write_text("{}")
    assert [path.name for path in schemas.write(tmp_path / "schemas")] == ["facts.schema.json"]


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in DATA.items() for path in paths])
def test_every_data_file_keeps_its_schema(name: str, path: Path) -> None:
    assert not list(wrong(schemas.every()[name], yaml.safe_load(path.read_text())))


def test_every_front_matter_keeps_its_schema() -> None:
    for page in guide.read_all(ROOT / "docs").values():
        assert not list(wrong(schemas.every()[page.kind], page.meta.data)), page.path


@pytest.mark.parametrize("name", DATA)
def test_a_key_that_code_does_not_know_is_wrong(name: str) -> None:
    data = yaml.safe_load(DATA[name][0].read_text())
    entry = data if name in ("browser", "system") else next(iter(data.values()))
    entry["kay"] = "x"
    assert [text for text in wrong(schemas.every()[name], data) if text.endswith("/kay: unknown")]


def test_front_matter_of_a_guide() -> None:
    meta = {"title": "Код", "description": "Где код.", "aliases": ["нет кода"], "checked": date(2026, 11, 22)}
    assert not list(wrong(schemas.every()["guide"], meta))
    for key, value in (("title", "ы" * 61), ("aliases", "нет кода"), ("aliases", [1]), ("checked", 5), ("kay", 1)):
        assert list(wrong(schemas.every()["guide"], copy.copy(meta) | {key: value})), key
    assert list(wrong(schemas.every()["check"], meta)) == ["/checked: unknown"]


def test_the_editor_knows_where_each_schema_belongs() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())
    assert {Path(path).name.partition(".")[0] for path in settings["yaml.schemas"]} == DATA.keys()
    for schema, files in settings["yaml.schemas"].items():
        assert (ROOT / schema).exists()
        assert list(ROOT.glob(files))
