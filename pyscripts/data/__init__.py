"""Dated tables. TOML, because a reader of it is in Pyodide's standard library."""

import tomllib
from functools import cache
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read `pyscripts/data/<name>.toml`, from a folder or from the bundle's archive alike."""
    loader: Any = __spec__.loader
    folder = __file__.removesuffix("__init__.py").removesuffix("__init__.pyc")
    return tomllib.loads(loader.get_data(f"{folder}{name}.toml").decode())
