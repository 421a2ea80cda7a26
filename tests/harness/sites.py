"""A small site without mistakes, and one text put into it: where an honest hand puts a text, a hostile one can."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
GUIDE, CHECK = "docs/guides/login/no-code.md", "docs/checks/code.md"
FACTS, TRIAGE = "macros/data/facts.yml", "macros/data/triage.yml"
BROWSER, SYSTEM = "macros/data/browsers/chrome.yml", "macros/data/systems/windows.yml"
LICENCES = "macros/data/licences.yml"
MODULE = "pyscripts/checks/code.py"

_GUIDE = """\
---
title: Не приходит код
description: Где искать код.
aliases: [нет кода]
checked: 2026-11-22
---

Код приходит в СМС. Посмотрите в папке «Спам».

## Что делать

1. Подождите и [проверьте код](../../checks/code.md).
2. Запросите код ещё раз.

## Если не помогло

Позвоните {{ fact("phone") }}.
"""
_CHECK = """\
---
title: Код
description: Где код.
aliases: [код]
---

Проверка скажет, где код.

{{ check("code") }}

## Как проверить вручную

Посмотрите в папке «Спам».
"""
_FACT: Mapping[str, object] = {
    "value": "8 800 100-70-10", "kind": "phone", "url": "tel:+78001007010", "says": "Телефон поддержки.", "look": "портал",
    "source": ["https://tass.ru/obschestvo/25739671"], "as_of": "2026-01-06", "confidence": "confirmed", "recheck_by": "2027-01-06",
}  # fmt: skip
_SHORT = {**_FACT, "value": "115", "url": "tel:115", "says": "Короткий номер."}
_STEPS: Mapping[str, object] = {
    "steps": ["Нажмите **«Меню»**.", "Нажмите **«Выход»**."], "source": "справка", "as_of": "5", "confidence": "help",
    "address": "chrome://settings", "warning": "Сайты попросят войти снова.", "note": "Бывает и иначе.",
}  # fmt: skip
_SYSTEM = {
    "name": "Windows",
    "actions": {"clock": {key: _STEPS[key] for key in ("steps", "source", "as_of", "confidence")}},
}
_PROGRAM = {"name": "Программа", "says": "Слово", "licence": "MIT", "url": "https://zlib.net/program"}
_TRIAGE = {
    "start": {
        "question": "Что случилось?",
        "hint": "Выберите одно.",
        "answers": [{"says": "Нет кода", "to": "guides/login/no-code"}, {"says": "Не знаю", "to": "checks/code"}],
    }
}
_MODULE = '''\
"""Код: где он."""

from pyscripts.form import Choice, Line
from pyscripts.verdict import ok

FIELDS = (
    Line("number", "{label}", "{field-hint}"),
    Choice("kind", "Какой", options={"a": "{option}", "b": "Другой"}),
)
OUTCOMES = {
    "fine": ok("{outcome}", next="{outcome-next}"),
}
{code}

def check(number, kind):
    yield "fine"
'''
_WORDS = {
    "label": "Номер", "field-hint": "Номер стоит в письме.", "option": "Первый", "outcome": "Верно.",
    "outcome-next": "Идите дальше.", "code": "",
}  # fmt: skip
RULES = """\
as_of = 2026-11-26
source = "made up"
brand = []
platform = []
[[browser]]
id = "chrome"
name = "Chrome"
pattern = "Chrome"
steps = "chrome"
"""
_MKDOCS = {
    "site_name": "Проба",
    "hooks": [str(ROOT / "macros" / "hooks.py")],
    "plugins": [],
    "theme": {"name": "material", "custom_dir": str(ROOT / "macros" / "theme"), "font": False},
    "extra": {"announce": "Неофициальный сайт."},
    "markdown_extensions": ["admonition", "attr_list", "md_in_html", {"tables": {"use_align_attribute": True}},
                            {"toc": {"permalink": True}}, "pymdownx.betterem", "pymdownx.superfences"],
}  # fmt: skip


def write(root: Path) -> Path:
    """Make the site in an empty folder."""
    for name, text in _files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@cache
def _files() -> Mapping[str, str]:
    """The files of the site; they are the same for thousands of rows."""
    return {
        GUIDE: _GUIDE,
        CHECK: _CHECK,
        FACTS: _yaml({"phone": _FACT, "phone-short": _SHORT}),
        TRIAGE: _yaml(_TRIAGE),
        BROWSER: _yaml({"name": "Chrome", "platforms": {"desktop": {"clear-site": _STEPS}}}),
        SYSTEM: _yaml(_SYSTEM),
        MODULE: _module(),
        "macros/data/sources.yml": _yaml({"tass.ru": "ТАСС"}),
        "macros/data/search.yml": _yaml(
            {"same": [["код", "смс"]], "weak": [], "own": [], "strange": [], "check": [], "modal": [], "skip": []}
        ),
        LICENCES: _yaml({"program": _PROGRAM}),
        "macros/data/words.txt": (ROOT / "macros" / "data" / "words.txt").read_text(),
        "macros/data/trusted.toml": (ROOT / "macros" / "data" / "trusted.toml").read_text(),
        "pyscripts/data/browser_rules.toml": RULES,
        "pyscripts/data/hosts.toml": (ROOT / "pyscripts" / "data" / "hosts.toml").read_text(),
        "pyscripts/data/official.toml": (ROOT / "pyscripts" / "data" / "official.toml").read_text(),
        "docs/assets/icon.svg": (ROOT / "docs" / "assets" / "icon.svg").read_text(),
        "mkdocs.yml": _yaml(_MKDOCS),
    }


def put(root: Path, where: str, text: str) -> str:
    """Put a text into its place; gives the file."""
    return _PLACES[where](root, text)


def add(root: Path, name: str, text: str) -> str:
    """Put a file into the site, below what stands in it already."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + text)
    return name


def guides(root: Path, texts: Iterable[str]) -> list[str]:
    """Put each text into a guide of its own, a copy that says other things of itself; gives the files."""
    return [_guide(root, number, text) for number, text in enumerate(texts)]


def change(root: Path, how: str, name: str, text: str) -> str:
    """Do with a file what a row says; where the site has none of that name, it gets the project's."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if how == "link":
        path.symlink_to(text)
    elif how == "new":
        path.write_text(text)
    elif how == "add":
        path.write_text(f"{path.read_text()}{text}\n")
    else:
        old, new = text.split(" ⇒ ", 1) if " ⇒ " in text else (text.removesuffix(" ⇒"), "")
        now = path.read_text()
        assert old in now
        path.write_text(now.replace(old, new, 1))
    return name


def borrow(root: Path, name: str) -> None:
    """Give a site a file of the project."""
    if (ROOT / name).exists():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((ROOT / name).read_bytes())


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True  # a reference is no YAML of ours


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def _module(**words: str) -> str:
    text = _MODULE
    for name, word in (_WORDS | words).items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _in_guide(root: Path, text: str, name: str = GUIDE) -> str:
    return _replaced(root, name, "## Если не помогло\n", f"{text}\n\n## Если не помогло\n")


def _guide(root: Path, number: int, text: str) -> str:
    name = f"docs/guides/login/row-{number}.md"
    own = _GUIDE
    for words in ("Не приходит код", "Где искать код", "нет кода"):
        own = own.replace(words, f"{words} {number}")
    (root / name).write_text(own)
    return _in_guide(root, text, name)


def _in_head(key: str) -> Callable[[Path, str], str]:
    def place(root: Path, text: str) -> str:
        value = json.dumps([text] if key == "aliases" else text, ensure_ascii=False)
        path = root / GUIDE
        path.write_text(re.sub(rf"^{key}: .*$", lambda _: f"{key}: {value}", path.read_text(), flags=re.MULTILINE))
        return GUIDE

    return place


def _in_yaml(name: str, *way: str | int) -> Callable[[Path, str], str]:
    def place(root: Path, text: str) -> str:
        data = yaml.safe_load((root / name).read_text())
        inner = data
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = text
        (root / name).write_text(_yaml(data))
        return name

    return place


def _in_head_line(root: Path, text: str) -> str:
    """A line of the front matter, in place of the one with its key."""
    path, key = root / GUIDE, text.partition(":")[0]
    head = re.sub(rf"^{re.escape(key)}:.*\n", "", path.read_text(), flags=re.MULTILINE)
    path.write_text(head.replace("\n---\n", f"\n{text}\n---\n", 1))
    return GUIDE


def _another_fact(**keys: object) -> Callable[[Path, str], str]:
    """A fact of its own, with a text at the key whose value is None. «value ⇒ url» are two texts."""

    def place(root: Path, text: str) -> str:
        facts = yaml.safe_load((root / FACTS).read_text())
        given = {key: text if value is None else value for key, value in keys.items()}
        if " ⇒ " in text:
            given["value"], given["url"] = text.split(" ⇒ ")
        fact = {key: value for key, value in _FACT.items() if key != "url"}
        facts["another"] = {**fact, "value": "слово", "kind": "rule", "says": "Слово.", **given}
        (root / FACTS).write_text(_yaml(facts))
        return FACTS

    return place


def _another_question(root: Path, text: str) -> str:
    answers = "[{says: Да, to: guides/login/no-code}, {says: Нет, to: checks/code}]"
    return add(root, TRIAGE, f"{text}:\n  question: Что?\n  answers: {answers}\n")


def _licence(key: str) -> Callable[[Path, str], str]:
    def place(root: Path, text: str) -> str:
        entry: dict[str, object] = {"name": "Имя", "says": "Слово", "licence": "MIT", "version": "1"}
        entry |= {"version": {"file": text, "words": "(.*)"}} if key == "file" else {key: text}
        return change(root, "new", "macros/data/licences.yml", _yaml({"x": entry}))

    return place


def _in_title(root: Path, text: str) -> str:
    return _replaced(root, MODULE, '"""Код: где он."""', f'"""{text}"""')


def _in_sources(root: Path, text: str) -> str:
    """A line of sources.yml, in place of the one with its key."""
    name = "macros/data/sources.yml"
    kept = "" if text.startswith("tass.ru:") else (root / name).read_text()
    return change(root, "new", name, f"{kept}{text}\n")


def _below(name: str) -> Callable[[Path, str], str]:
    return lambda root, text: add(root, name, f"\n{text.strip(chr(10))}\n")


def _in_module(word: str) -> Callable[[Path, str], str]:
    def place(root: Path, text: str) -> str:
        escaped = text if word == "code" or '" "' in text else json.dumps(text, ensure_ascii=False)[1:-1]
        (root / MODULE).write_text(_module(**{word: escaped}))
        return MODULE

    return place


def _in_settings(root: Path, text: str) -> str:
    """A key of mkdocs.yml, in place of the one that is there."""
    key = text.partition(":")[0]
    lines = _yaml({name: value for name, value in _MKDOCS.items() if name != key})
    (root / "mkdocs.yml").write_text(f"{lines}{text}\n")
    return "mkdocs.yml"


def _replaced(root: Path, name: str, old: str, new: str) -> str:
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new))
    return name


_WAY = (BROWSER, "platforms", "desktop", "clear-site")
_PLACES: Mapping[str, Callable[[Path, str], str]] = {
    "guide": _in_guide,
    "by-hand": lambda root, text: add(root, CHECK, f"\n{text}\n"),
    "title": _in_head("title"),
    "description": _in_head("description"),
    "alias": _in_head("aliases"),
    "step": _in_yaml(*_WAY, "steps", 1),
    **{key: _in_yaml(*_WAY, key) for key in ("warning", "note", "address", "as_of")},
    "step-source": _in_yaml(*_WAY, "source"),
    "browser-name": _in_yaml(BROWSER, "name"),
    "system-step": _in_yaml(SYSTEM, "actions", "clock", "steps", 0),
    "question": _in_yaml(TRIAGE, "start", "question"),
    "hint": _in_yaml(TRIAGE, "start", "hint"),
    "answer": _in_yaml(TRIAGE, "start", "answers", 0, "says"),
    **{f"fact-{key}": _in_yaml(FACTS, "phone", key) for key in ("value", "url", "says", "look", "note")},
    "fact-source": _in_yaml(FACTS, "phone", "source", 0),
    "facts": _below(FACTS),
    "front": _in_head_line,
    "system-note": _in_yaml(SYSTEM, "actions", "clock", "note"),
    "system-name": _in_yaml(SYSTEM, "name"),
    "answer-to": _in_yaml(TRIAGE, "start", "answers", 0, "to"),
    "question-id": _another_question,
    **{f"rule-{key}": _another_fact(**{key: None}) for key in ("value", "says", "look")},
    "link-url": _another_fact(url=None, kind="link"),
    "phone-fact": _another_fact(kind="phone"),
    "portal-fact": _another_fact(kind="link", says="Портал."),
    "sources": _in_sources,
    **{f"licence-{key}": _licence(key) for key in ("name", "says", "url", "file")},
    "synonyms": lambda root, text: change(
        root, "new", "macros/data/search.yml", f"same:\n- {text}\nweak: []\nown: []\nstrange: []\ncheck: []\nmodal: []\nskip: []\n"
    ),
    "check-title": _in_title,
    "source-name": _in_yaml("macros/data/sources.yml", "tass.ru"),
    "searchwords": _in_yaml("macros/data/search.yml", "same", 0, 0),
    "licence": _in_yaml(LICENCES, "program", "name"),
    **{word: _in_module(word) for word in _WORDS},
    "hosts": _below("pyscripts/data/hosts.toml"),
    "official": _below("pyscripts/data/official.toml"),
    "svg": lambda root, text: add(root, "docs/assets/picture.svg", text),
    "mkdocs": _in_settings,
}  # fmt: skip
