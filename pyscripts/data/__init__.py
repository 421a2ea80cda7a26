"""Dated tables: TOML, which people write; the browser gets the same as JSON, which is smaller and read much faster."""

import json
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

DAY = "$day"  # what a day is in JSON: an object with this one key


@cache
def table(name: str) -> dict[str, Any]:
    """Read `pyscripts/data/<name>`, from a folder or from the bundle's archive alike.

    Raises:
        FileNotFoundError: there is no such table.
    """
    loader: Any = __spec__.loader
    for folder in __path__:  # more than one only while the site of another portal is made: macros/content/portal.py
        with suppress(OSError):
            return from_json(loader.get_data(f"{folder}/{name}.json"))
        with suppress(OSError):
            return from_toml(loader.get_data(f"{folder}/{name}.toml"))
    raise FileNotFoundError(f"pyscripts/data/{name}.toml")


def from_toml(text: bytes) -> dict[str, Any]:
    """Read a table as it was written."""
    import tomllib  # the bundle has no need of it

    return tomllib.loads(text.decode())


def from_json(text: bytes) -> dict[str, Any]:
    """Read a table as the bundle has it.

    >>> from_json(b'{"as_of": {"$day": "2026-11-22"}}')
    {'as_of': datetime.date(2026, 11, 22)}
    """
    found: dict[str, Any] = json.loads(text, object_hook=_day)
    return found


def _day(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[DAY]) if DAY in found else found
