"""A new guide, browser or check from a template: `python -m macros.new guide topic=login slug=no-code title="…"`.

What is not given is asked for. The files pass `make check` but for the places marked to fill in.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

import yaml

from macros.content.pages import MOST_TITLE
from macros.review.page_text import FILL_IN

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent / "templates" / "new"


class WrongValue(ValueError):
    """Something that was given cannot be taken; the text says what can."""


@dataclass(frozen=True)
class Asked:
    """One thing that has to be known to make a file."""

    question: str
    pattern: str
    allowed: str


@dataclass(frozen=True)
class Blank:
    """What can be made.

    Args:
        values: what has to be known.
        files: where each template goes.
        example: the command for people.
        after: what is left for them to do.
    """

    values: tuple[str, ...]
    files: Mapping[str, str]
    example: str
    after: str


VALUES = {
    "topic": Asked("Тема", r"[a-z0-9-]+", "папка из docs/guides: login"),
    "slug": Asked("Имя файла", r"[a-z0-9]+(-[a-z0-9]+)*", "строчные латинские буквы, цифры и дефисы: no-code"),
    "name": Asked("Имя проверки", r"[a-z][a-z0-9_]*", "строчные латинские буквы, цифры и «_»: card"),
    "title": Asked(
        "Название для читателя", rf'[^"\\$\n]{{1,{MOST_TITLE}}}', f"до {MOST_TITLE} знаков, без прямых кавычек и «$»"
    ),
}
KINDS = {
    "guide": Blank(
        ("topic", "slug", "title"),
        {"guide.md": "docs/guides/{topic}/{slug}.md"},
        'make guide topic=login slug=no-code title="Не приходит код"',
        "добавьте в macros/data/triage.yml ответ, который ведёт к guides/{topic}/{slug}",
    ),
    "browser": Blank(
        ("slug", "title"),
        {"browser.yml": "macros/data/browsers/{slug}.yml"},
        'make browser slug=atom title="Атом"',
        'найдите в pyscripts/data/browser_rules.toml правило этого браузера (нет — добавьте) и впишите в него steps = "{slug}"',
    ),
    "check": Blank(
        ("name", "title"),
        {
            "check.py": "pyscripts/checks/{name}.py",
            "check.md": "docs/checks/{name}.md",
            "test_check.py": "tests/unit/checks/test_{name}.py",
        },
        'make check-new NAME=card title="Номер карты"',
        'вставьте {{{{ check("{name}") }}}} в инструкцию, которой поможет эта проверка',
    ),
}


def main(arguments: Sequence[str], root: Path = ROOT, ask: Callable[[str], str] | None = None) -> int:
    """Make what the first argument names. Returns the exit code.

    Args:
        arguments: a kind, and what is known as `key=value`; an empty value is not known.
        root: the project.
        ask: how to ask a person for the rest; None if there is nobody to ask.
    """
    kind = KINDS[arguments[0]]
    try:
        given = known(kind, arguments[1:], root, ask)
        made = make(kind, given, root)
    except WrongValue as error:
        print(f"{error}\nПример: {kind.example}")
        return 1
    for path in made:
        print(f"Создано: {path.relative_to(root).as_posix()}")
    print(f"Дальше: замените каждое «{FILL_IN}» своими словами, {kind.after.format(**given)}, запустите make check.")
    return 0


def known(kind: Blank, arguments: Sequence[str], root: Path, ask: Callable[[str], str] | None) -> dict[str, str]:
    """The values that a kind needs, from the arguments or from a person.

    Raises:
        WrongValue: one is missing, or cannot be taken.
    """
    given = dict(argument.partition("=")[::2] for argument in arguments)
    topics = sorted(path.name for path in (root / "docs" / "guides").glob("*/"))
    if unknown := given.keys() - kind.values:
        raise WrongValue(f"Нет ключа «{min(unknown)}»; есть: {', '.join(kind.values)}.")
    for name in kind.values:
        value = VALUES[name]
        if not given.get(name) and ask:
            given[name] = ask(f"{value.question} ({', '.join(topics) if name == 'topic' else value.allowed}): ")
        text = given.get(name, "").strip()
        if not re.fullmatch(value.pattern, text):
            raise WrongValue(f"{name}: «{text}» не подходит; нужно: {value.allowed}.")
        given[name] = text
    if given.get("topic", topics[0]) not in topics:
        raise WrongValue(f"Нет темы «{given['topic']}»; есть: {', '.join(topics)}.")
    return given


def make(kind: Blank, given: Mapping[str, str], root: Path) -> list[Path]:
    """Write the files of a kind.

    Raises:
        WrongValue: one of them is there already; then nothing is written.
    """
    paths = {template: root / place.format(**given) for template, place in kind.files.items()}
    for path in paths.values():
        if path.exists():
            raise WrongValue(f"Файл {path.relative_to(root).as_posix()} уже есть; выберите другое имя.")
    for template, path in paths.items():
        title = given["title"] if path.suffix == ".py" else _scalar(given["title"])
        text = Template((TEMPLATES / template).read_text())
        path.write_text(text.safe_substitute(given, title=title, today=f"{date.today():%Y-%m-%d}"))
    return list(paths.values())


def _scalar(text: str) -> str:
    """Text as YAML on one line, in quotes only if it needs them.

    >>> _scalar("Не приходит код"), _scalar("Ошибка: что делать")
    ('Не приходит код', "'Ошибка: что делать'")
    """
    return str(yaml.safe_dump(text, allow_unicode=True, width=1000)).removesuffix("...\n").rstrip("\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ask=input if sys.stdin.isatty() else None))
