"""The tables in CONTRIBUTING.md of what may stand in a file: made from the shapes by which it is checked."""

import re
from collections.abc import Mapping
from pathlib import Path

from macros.content import browsers, facts, rule_shapes, table_shapes
from macros.content.pages import GuideHead
from macros.content.problem import ContentError, Problem, unknown
from macros.content.shape import Shape, schema

FILE = "CONTRIBUTING.md"
SHAPES: Mapping[str, type[Shape]] = {
    "guide": GuideHead,
    "fact": facts.Entry,
    "browser": browsers.Browser,
    "steps": browsers.Way,
    "family": table_shapes.Family,
    "cause": table_shapes.Cause,
    "hosts": table_shapes.HostGroup,
    "host": table_shapes.Asked,
    "harm": rule_shapes.Harmful,
    "harm-rule": rule_shapes.HarmRule,
    "power": rule_shapes.Power,
}
_PLACE = re.compile(r"(<!-- ключи: ([\w-]+), пишет make fix -->\n).*?(<!-- конец -->)", re.DOTALL)


def write(root: Path) -> list[Path]:
    """Write the tables, if they are not as they must be; gives the file then."""
    path = root / FILE
    if path.exists() and (text := filled(path.read_text())) != path.read_text():
        path.write_text(text)
        return [path]
    return []


def filled(text: str) -> str:
    """A text with a table at every place for one.

    Raises:
        ContentError: a place is for a table that is not there.
    """

    def put(place: re.Match[str]) -> str:
        if (name := place[2]) not in SHAPES:
            line = text.count("\n", 0, place.start()) + 1
            raise ContentError([Problem(FILE, line, unknown("таблицы ключей", name, SHAPES))])
        return f"{place[1]}\n{table(SHAPES[name])}\n{place[3]}"

    return _PLACE.sub(put, text)


def table(shape: type[Shape]) -> str:
    """The keys of a shape as a table of Markdown, those first that must be there."""
    told = schema(shape)
    needed = told.get("required", [])
    keys = sorted(told["properties"], key=lambda key: key not in needed)
    rows = [
        f"| `{key}` | {told['properties'][key]['description']}{'' if key in needed else '; можно не писать'} |"
        for key in keys
    ]
    return "\n".join(["| ключ | что в нём |", "|---|---|", *rows, ""])
