"""Tables are the same in the bundle, where they are JSON, as people have written them."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from macros.delivery.tables import to_json
from pyscripts import data
from pyscripts.data import from_json, from_toml, table

# A site's own stand before ours of the same name.
FILES = {path.stem: path for folder in reversed(list(data.__path__)) for path in sorted(Path(folder).glob("*.toml"))}


@pytest.mark.parametrize("file", FILES.values(), ids=lambda file: file.stem)
def test_a_table_is_the_same_in_the_bundle(file: Path) -> None:
    written = from_toml(file.read_bytes())
    assert from_json(to_json(written)) == written == table(file.stem)


@pytest.mark.parametrize("value", [datetime.datetime(2026, 11, 22, 1), datetime.time(1), {1, 2}, b"1"])
def test_what_json_would_change_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="бывают тексты, числа и дни"):
        to_json({"a": [value]})


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"pyscripts/data/nothing\.toml"):
        table("nothing")
