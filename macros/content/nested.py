"""Data of YAML, TOML or JSON, one value after another."""

from collections.abc import Iterator, Mapping
from typing import Any

from macros.content.yaml_file import Key


def leaves(data: Any, way: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], Any]]:
    """Every value that is no mapping and no list, with its way from the root.

    >>> list(leaves({"a": [1, {"b": "two"}], "c": {}}))
    [(('a', 0), 1), (('a', 1, 'b'), 'two')]
    """
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from leaves(value, (*way, str(key)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*way, index))
    else:
        yield way, data
