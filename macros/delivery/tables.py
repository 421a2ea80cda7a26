"""Tables as the bundle has them: JSON, without what browsers do not need."""

import json
from datetime import date
from typing import Any

from pyscripts.data import DAY


def unsourced(content: Any) -> Any:
    """A table without its sources: only people who edit the table need them.

    >>> unsourced({"as_of": 1, "source": "x", "row": [{"sources": ["y"], "id": 1}]})
    {'as_of': 1, 'row': [{'id': 1}]}
    """
    if isinstance(content, dict):
        return {key: unsourced(value) for key, value in content.items() if key not in ("source", "sources", "decree")}
    return [unsourced(value) for value in content] if isinstance(content, list) else content


def to_json(content: dict[str, Any]) -> bytes:
    """Write a table, as `pyscripts.data.from_json` reads it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_as_day).encode()


def _as_day(value: Any) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(f"в таблице бывают тексты, числа и дни, а не {value!r}")
    return {DAY: value.isoformat()}
