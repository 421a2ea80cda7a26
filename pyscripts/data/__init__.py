"""Dated tables. TOML, because a reader of it is in Pyodide's standard library."""

import tomllib
from contextlib import suppress
from functools import cache
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read `pyscripts/data/<name>.toml`, from a folder or from the bundle's archive alike.

    Raises:
        FileNotFoundError: there is no such table.
    """
    loader: Any = __spec__.loader
    for folder in __path__:  # more than one only while the site of another portal is made: macros/content/portal.py
        with suppress(OSError):
            return tomllib.loads(loader.get_data(f"{folder}/{name}.toml").decode())
    raise FileNotFoundError(f"pyscripts/data/{name}.toml")
