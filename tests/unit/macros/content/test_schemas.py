"""JSON Schemas for editors: as fresh as the code, true for every file there is, and strict where the code is strict."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from macros.content import keys, schemas
from macros.content.pages import HEADS, read_all
from macros.content.problem import ContentError
from macros.content.shape import Field, Shape, Text, mistakes
from macros.content.yaml_file import YamlFile

ROOT = Path(__file__).parents[4]
FOLDER = ROOT / "macros" / "data"
# What the editor is told: the file of each schema, and the files that it is for.
TOLD: dict[str, str] = json.loads((ROOT / ".vscode" / "settings.json").read_text())["yaml.schemas"]
TOLD |= {row["schema"]["path"]: row["include"][0] for row in tomllib.loads((ROOT / schemas.EDITOR).read_text())["rule"]}
SCHEMA_OF = {path: Path(schema).name.partition(".")[0] for schema, files in TOLD.items() for path in ROOT.glob(files)}
TABLES = [path for folder in ("macros/data", "pyscripts/data") for path in sorted((ROOT / folder).glob("*.toml"))]


def wrong(name: str, value: Any) -> list[str]:
    """What a schema has against a value; JSON has no days, so they go as words."""
    plain = json.loads(json.dumps(value, default=str))
    return [error.message for error in Draft202012Validator(schemas.every()[name]).iter_errors(plain)]


def test_they_are_fresh() -> None:
    """`make fix` writes them."""
    names = schemas.every().keys()
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{name}.schema.json" for name in names}
    for name, schema in schemas.every().items():
        assert json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text()) == schema, name

    assert (ROOT / schemas.EDITOR).read_text() == schemas.of_editor()


def test_writing_changes_only_what_is_not_fresh(tmp_path: Path) -> None:
    assert len(schemas.write(tmp_path / "schemas")) == len(schemas.every()) + 1  # and what tells the editor of them
    (tmp_path / "schemas" / "facts.schema.json").write_text("{}")
    assert [path.name for path in schemas.write(tmp_path / "schemas")] == ["facts.schema.json"]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yml")), ids=lambda path: path.stem)
def test_every_data_file_has_a_schema_and_keeps_it(path: Path) -> None:
    assert not wrong(SCHEMA_OF[path], yaml.safe_load(path.read_text()))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_table_has_a_schema_and_keeps_it(path: Path) -> None:
    assert not wrong(SCHEMA_OF[path], tomllib.loads(path.read_text()))


def test_every_front_matter_keeps_its_schema() -> None:
    for page in read_all(ROOT / "docs").values():
        assert not wrong(page.kind, page.meta.data), page.path


HEAD = {"title": "Код", "description": "Где код.", "aliases": ["нет кода"], "checked": date(2026, 11, 22)}
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=70), st.dates(), st.lists(st.text(max_size=5), max_size=2)
)


@given(st.dictionaries(st.sampled_from([*HEAD, "kay"]), VALUES))
def test_schema_and_check_are_of_one_mind(changes: dict[str, Any]) -> None:
    """What the check refuses the editor underlines; only days are looser there: JSON knows them as words."""
    data = HEAD | changes
    if isinstance(data["checked"], str) or any(isinstance(data[key], date) for key in data if key != "checked"):
        return
    refused = list(mistakes(HEADS["guide"], YamlFile("x.md", data, {})))
    blank = any(isinstance(text, str) and not text.strip() for text in (data["title"], data["description"]))
    blank |= isinstance(data["aliases"], list) and not all(text.strip() for text in data["aliases"])
    assert bool(wrong("guide", data)) == bool(refused) or blank


def test_the_editor_knows_where_each_schema_belongs() -> None:
    assert set(SCHEMA_OF.values()) == schemas.every().keys() - HEADS.keys()
    assert all((ROOT / schema).exists() for schema in TOLD)


def test_contributing_has_the_tables_of_keys_and_they_are_fresh() -> None:
    """`make fix` writes them."""
    text = (ROOT / keys.FILE).read_text()
    assert keys.filled(text) == text
    with pytest.raises(ContentError, match=r"строка 1: нет таблицы ключей «gide».*может быть, «guide»"):
        keys.filled("<!-- ключи: gide, пишет make fix -->\n<!-- конец -->")
    assert [name for name, shape in keys.SHAPES.items() if keys.table(shape) not in text] == []


def test_a_table_of_keys_that_is_not_fresh_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / keys.FILE
    fresh = (ROOT / keys.FILE).read_text()
    path.write_text(fresh.replace("до 60 знаков", "до 70 знаков"))
    assert keys.write(tmp_path) == [path]
    assert path.read_text() == fresh
    assert keys.write(tmp_path) == []


def test_what_a_table_of_keys_says() -> None:
    class Example(Shape):
        b: Text = Field("", description="слово")
        a: Text = Field(description="другое")

    assert keys.table(Example).splitlines()[2:] == ["| `a` | другое |", "| `b` | слово; можно не писать |"]
