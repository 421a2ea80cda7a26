"""Dated tables. TOML, because a reader of it is in Pyodide's standard library."""

import tomllib
from functools import cache
from pathlib import PurePosixPath
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read `pyscripts/data/<name>.toml`, from a folder or from the bundle's archive alike."""
    loader: Any = __spec__.loader
    path = PurePosixPath(__file__).with_name(f"{name}.toml")
    return tomllib.loads(loader.get_data(str(path)).decode())
