"""An edit as `git apply` takes it."""

import re
from difflib import unified_diff


def patch(name: str, before: str | None, after: str) -> str:
    """The patch of a file; empty if nothing has changed.

    Args:
        name: of the file, from the root of the project.
        before: nothing if the file is new.
        after: what it says now.
    """
    if before == after:
        return ""
    old, new = ("/dev/null", "new file mode 100644\n") if before is None else (f"a/{name}", "")
    lines = unified_diff(_lines(before or ""), _lines(after), old, f"b/{name}")
    return f"diff --git a/{name} b/{name}\n{new}{''.join(map(_told_of_end, lines))}"


def _lines(text: str) -> list[str]:
    """Lines as git counts them: `splitlines` knows more ends of lines."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _told_of_end(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
