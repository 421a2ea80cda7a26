"""Edits as `git apply` takes them."""

import re
from collections.abc import Mapping
from difflib import unified_diff
from typing import NamedTuple


class Edit(NamedTuple):
    """A file before and after it was edited; there is nothing before a new one."""

    before: str | None
    after: str


def patch(edits: Mapping[str, Edit]) -> str:
    """The patch of edited files, by name from the root of the project."""
    return "".join(_of_file(name, *edit) for name, edit in edits.items())


def _of_file(name: str, before: str | None, after: str) -> str:
    old, new = ("/dev/null", "new file mode 100644\n") if before is None else (f"a/{name}", "")
    lines = unified_diff(_lines(before or ""), _lines(after), old, f"b/{name}")
    return f"diff --git a/{name} b/{name}\n{new}{''.join(map(_told_of_end, lines))}"


def _lines(text: str) -> list[str]:
    """Lines as git counts them: `splitlines` knows more ends of lines."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _told_of_end(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
