"""Check everything that people write, without building: `python -m macros`. Says all mistakes at once."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from macros.content import facts, keys, schemas
from macros.content.problem import Problem
from macros.review import fix, since

ROOT = Path(__file__).parent.parent


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit code: 0 if nothing is wrong.
    """
    parser = argparse.ArgumentParser(prog="python -m macros", description="Проверяет всё, что пишут люди.")
    parser.add_argument("site", nargs="?", type=Path, default=root, help="папка сайта с docs/ и macros/")
    one_of = parser.add_mutually_exclusive_group()
    one_of.add_argument("--fix", action="store_true", help="исправить то, что не требует решения человека")
    one_of.add_argument("--due", action="store_true", help="назвать факты, которые пора сверить с источниками")
    one_of.add_argument(
        "--schemas",
        action="store_true",
        help="записать то, что следует из форм: JSON-схемы для редакторов, таблицы ключей",
    )
    asked = parser.parse_args(arguments)
    if not (asked.fix or asked.due or asked.schemas):
        return check(asked.site)
    for line in (
        facts.due_lines(asked.site, date.today()) if asked.due else written(asked.site, only_schemas=asked.schemas)
    ):
        print(line)
    return 0


def check(root: Path) -> int:
    """Print every problem, for people or for GitHub.

    Returns:
        The exit code: 0 if there is none.
    """
    found = sorted(set(since.problems(root)))
    for problem in found:
        print(annotation(problem, root) if os.environ.get("GITHUB_ACTIONS") == "true" else problem)
    print(f"Ошибок: {len(found)}" if found else "Ошибок нет.")
    return 1 if found else 0


def annotation(problem: Problem, root: Path) -> str:
    """A problem as GitHub wants it, to show it beside the line of the file."""
    path = f"docs/{problem.path}" if (root / "docs" / problem.path).exists() else problem.path
    text = problem.text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error file={path},line={max(problem.line, 1)}::{text}"


def written(root: Path, only_schemas: bool) -> list[str]:
    """Write what can be written without a person; one line for each file that changed."""
    made = [*schemas.write(root / "schemas"), *keys.write(root)] if only_schemas else fix.fix(root)
    return [f"Исправлено: {path.relative_to(root).as_posix()}" for path in made]


if __name__ == "__main__":
    sys.exit(main())
