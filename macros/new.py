"""A new guide, browser, check or portal from a template: `python -m macros.new guide topic=login slug=no-code title="…"`.

What is not given is asked for. The files pass `make check` but for the places marked to fill in; a portal passes as it is.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template

import yaml

from macros.content import facts, portal
from macros.content.pages import MOST_TITLE
from macros.content.portal import ROOT
from macros.review.page_text import FILL_IN

TEMPLATES = ROOT / "macros" / "templates" / "new"
PORTAL = TEMPLATES / "portal"
RECHECK = timedelta(days=180)


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
        needs: folders of ours that a site without one of its own gets whole: beside its first file nothing of ours is seen.
    """

    values: tuple[str, ...]
    files: Mapping[str, str]
    example: str
    after: str
    needs: tuple[str, ...] = ()


VALUES = {
    "topic": Asked("Тема", r"[a-z0-9-]+", "папка из docs/guides: login"),
    "slug": Asked("Имя файла", r"[a-z0-9]+(-[a-z0-9]+)*", "строчные латинские буквы, цифры и дефисы: no-code"),
    "name": Asked("Имя проверки", r"[a-z][a-z0-9_]*", "строчные латинские буквы, цифры и «_»: card"),
    "dir": Asked("Папка нового сайта", r'[^"\\$\n]{1,200}', "путь к папке, которой ещё нет: ../parcels"),
    "host": Asked(
        "Адрес сайта, о котором он", r"(?:[a-z0-9-]{1,60}\.)+[a-z]{2,24}", "имя без https:// и путей: post.example"
    ),
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
        ("macros/data/browsers", "pyscripts/data/browser_rules.toml"),
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
    "portal": Blank(
        ("dir", "title", "host"),
        {
            f"portal/{name}": f"{{dir}}/{name}"
            for name in sorted(path.relative_to(PORTAL).as_posix() for path in PORTAL.rglob("*") if path.is_file())
        },
        'make portal DIR=../parcels host=post.example title="Посылка найдётся"',
        "",
    ),
}


def main(arguments: Sequence[str], root: Path = ROOT, ask: Callable[[str], str] | None = None) -> int:
    """Make what the first argument names. Returns the exit code.

    Args:
        arguments: a kind, and what is known as `key=value`; an empty value is not known. `site` is another portal's folder.
        root: the folder of the site, if `site` names none.
        ask: how to ask a person for the rest; None if there is nobody to ask.
    """
    if not arguments or arguments[0] not in KINDS:
        print("\n".join(["Что сделать? Примеры:", *(kind.example for kind in KINDS.values())]))
        return 1
    kind = KINDS[arguments[0]]
    sites = [argument.removeprefix("site=") for argument in arguments[1:] if argument.startswith("site=")]
    root = (root / sites[-1]).resolve() if sites else root
    try:
        given = known(kind, [argument for argument in arguments[1:] if not argument.startswith("site=")], root, ask)
        made = make(kind, given, root)
    except WrongValue as error:
        print(f"{error}\nПример: {kind.example}")
        return 1
    for path in made:
        print(f"Создано: {os.path.relpath(path, root)}")
    print(_next(kind, given))
    return 0


def _next(kind: Blank, given: Mapping[str, str]) -> str:
    if "dir" in given:
        return f"Дальше: make -C {given['dir']} serve. Что где лежит — docs/about/another-portal.md."
    return f"Дальше: замените каждое «{FILL_IN}» своими словами, {kind.after.format(**given)}, запустите make check."


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
            raise WrongValue(f"{value.question} ({name}): «{text}» не подходит; нужно: {value.allowed}.")
        given[name] = text
    if "topic" in given and given["topic"] not in topics:
        raise WrongValue(f"Нет темы «{given['topic']}»; есть: {', '.join(topics)}.")
    return given


def make(kind: Blank, given: Mapping[str, str], root: Path) -> list[Path]:
    """Write the files of a kind.

    Raises:
        WrongValue: one of them is there already, or the folder of a new site; then nothing is written.
    """
    made = texts(kind, given, root)
    copied = _copy_needed(kind, root)
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [*copied, *made]


def texts(kind: Blank, given: Mapping[str, str], root: Path) -> dict[Path, str]:
    """The files of a kind, by where they are to lie.

    Raises:
        WrongValue: one of them is there already, or the folder of a new site.
    """
    paths = {template: root / place.format(**given) for template, place in kind.files.items()}
    for path in [root / given["dir"]] if "dir" in given else paths.values():
        if path.exists():
            what = "Папка" if path.is_dir() else "Файл"
            raise WrongValue(f"{what} {os.path.relpath(path, root)} уже есть; выберите другое имя.")
    values = _template_values(given, root)
    found: dict[Path, str] = {}
    for template, path in paths.items():
        title = given["title"] if path.suffix == ".py" else _scalar(given["title"])
        found[path] = Template((TEMPLATES / template).read_text()).safe_substitute(values, title=title)
    return found


def _copy_needed(kind: Blank, root: Path) -> list[Path]:
    """Copy to a site of its own what it has had of ours so far."""
    copied = []
    for name in kind.needs:
        ours = ROOT / name
        if root != ROOT and ours.exists() and not (root / name).exists():
            for path in sorted(ours.rglob("*")) if ours.is_dir() else [ours]:
                copy = root / path.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
                copied.append(copy)
    return copied


def _template_values(given: Mapping[str, str], root: Path) -> dict[str, str]:
    """What stands in templates besides what people were asked for: days, the way to the engine, names that this site has."""
    today = date.today()
    values = {**given, "today": f"{today:%Y-%m-%d}", "later": f"{today + RECHECK:%Y-%m-%d}"}
    if "dir" in given:
        return values | {"engine": Path(os.path.relpath(ROOT, root / given["dir"])).as_posix()}
    checks = sorted(path.stem for path in portal.own(root, "pyscripts/checks").glob("[a-z]*.py"))
    known_facts = re.findall(r"^([\w-]+):", portal.own(root, facts.FILE).read_text(), re.MULTILINE)
    return values | {"check": _one("connection", checks), "fact": _one("phone", known_facts)}


def _one(wanted: str, there: Sequence[str]) -> str:
    """What fits most readers, or what there is.

    >>> _one("phone", ["site", "phone"]), _one("phone", ["site"])
    ('phone', 'site')
    """
    return wanted if wanted in there or not there else there[0]


def _scalar(text: str) -> str:
    """Text as YAML on one line, in quotes only if it needs them.

    >>> _scalar("Не приходит код"), _scalar("Ошибка: что делать")
    ('Не приходит код', "'Ошибка: что делать'")
    """
    return str(yaml.safe_dump(text, allow_unicode=True, width=1000)).removesuffix("...\n").rstrip("\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ask=input if sys.stdin.isatty() else None))
