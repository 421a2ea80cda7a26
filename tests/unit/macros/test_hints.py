"""What can stand where somebody writes YAML."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.content import portal
from macros.content.schemas import YAML
from macros.content.shape import keys, values
from macros.content.site import Site
from macros.workbench import hints

ROOT = Path(__file__).parents[3]
DATA = "macros/data/"
GUIDE = "guides/login/no-code.md"
FACT = "phone:\n  value: 8 800 100-70-10\n  kind: phone\n  as_of: 2026-01-06\n"
BROWSER = (
    "name: Атом\nplatforms:\n  desktop:\n    update:\n      steps:\n        - Нажмите.\n        - says: Нажмите.\n"
)


@pytest.fixture(scope="module")
def site() -> Site:
    portal.use(ROOT)
    return Site.load(ROOT / "docs", ROOT)


def at(site: Site, path: str, text: str) -> hints.Hints | None:
    """With «|» where the caret stands."""
    before, _, after = text.partition("|")
    line = before.count("\n")
    return hints.at(site, path, before + after, line, len(before.rpartition("\n")[2]))


def names(site: Site, path: str, text: str) -> list[str]:
    found = at(site, path, text)
    return [hint.name for hint in found.found] if found else []


def test_keys_that_are_needed_come_first_and_those_that_stand_there_are_left_out(site: Site) -> None:
    found = at(site, f"{DATA}facts.yml", f"{FACT}  con|\n  url: x\nother:\n  says: x\n")
    assert found
    assert found.start == 2
    assert found.keys
    assert [hint.name for hint in found.found] == [
        "says", "source", "confidence", "recheck_by", "look", "place", "note",
    ]  # fmt: skip
    assert found.found[0].says == "одно простое предложение для страницы «Откуда мы это знаем»"
    assert [hint.needed for hint in found.found] == [True] * 4 + [False] * 3


@pytest.mark.parametrize(
    ("path", "text", "first"),
    [
        (f"{DATA}facts.yml", f"{FACT}  confidence: we|", "confirmed"),
        (f"{DATA}facts.yml", "a:\n  kind: |\n", "phone"),
        (f"{DATA}browsers/x.yml", f"{BROWSER}          where: |", "menu-top-right"),
        (f"{DATA}browsers/x.yml", f"{BROWSER}          |", "where"),
        (f"{DATA}browsers/x.yml", f"{BROWSER}        - |", "says"),
        (f"{DATA}browsers/x.yml", f"{BROWSER}      |\n      as_of: 1\n", "source"),
        (f"{DATA}browsers/x.yml", f"{BROWSER}    |", "clear-site"),
        (f"{DATA}browsers/x.yml", f"{BROWSER}  |", "android"),
        (f"{DATA}browsers/x.yml", f"{BROWSER}|", "upstream"),
        (f"{DATA}systems/x.yml", "name: x\nactions:\n  |", "screenshot"),
        (f"{DATA}triage.yml", "start:\n  question: Что?\n  answers:\n  - says: Так\n    to: |", "start"),
        (f"{DATA}triage.yml", "start:\n  answers:\n    - |", "says"),
        (f"{DATA}search.yml", "|", "same"),
        (GUIDE, "---\ntitle: Т\n|\n---\n\nТекст\n", "description"),
        (GUIDE, "---\ntitle: Т\ndescription: О\naliases: [а]\nch|\n---\n", "checked"),
    ],
)
def test_what_can_stand_at_a_place(site: Site, path: str, text: str, first: str) -> None:
    assert names(site, path, text)[0] == first


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (f"{DATA}facts.yml", "ph|"),  # names are for their authors to choose
        (f"{DATA}facts.yml", "phone:\n  says: |"),
        (f"{DATA}facts.yml", "phone:\n  kind: two words|"),
        (f"{DATA}sources.yml", "tass.ru: |"),
        (f"{DATA}triage.yml", "start:\n  question: >\n    Слово: другое\n      |"),
        (GUIDE, "---\ntitle: Т\n---\n\nde|\n"),
        (GUIDE, "de|"),
        ("pyscripts/checks/card.py", "de|"),
    ],
)
def test_where_nothing_is_known_nothing_is_said(site: Site, path: str, text: str) -> None:
    assert at(site, path, text) is None


def test_an_answer_leads_to_what_there_is(site: Site) -> None:
    found = at(site, f"{DATA}triage.yml", "start:\n  answers:\n  - to: gui|")
    assert found
    assert found.says == "вопрос или страница: guides/тема/имя, checks/имя"
    assert ("guides/login/no-code", "Не приходит код для входа") in [(hint.name, hint.says) for hint in found.found]


def places(node: yaml.Node | None, way: tuple[str | int, ...] = ()) -> Any:
    """Each key of block style in a file: its way, and the nodes of key and value."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        for key, value in node.value:
            yield (*way, key.value), key, value
            yield from places(value, (*way, key.value))
    elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
        for number, value in enumerate(node.value):
            yield from places(value, (*way, number))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("facts", "facts.yml"),
        ("triage", "triage.yml"),
        ("browser", "browsers/chrome.yml"),
        ("system", "systems/windows.yml"),
    ],
)
def test_each_key_that_stands_in_a_file_would_have_been_offered(site: Site, name: str, file: str) -> None:
    """With its line taken out, as if it was to be written; every way is that which a parser of YAML tells."""
    text = (ROOT / DATA / file).read_text()
    lines = text.split("\n")
    tried = 0
    for way, key, value in list(places(yaml.compose(text)))[::7]:
        mark = key.start_mark
        known = keys(YAML[name], way[:-1])
        lead = lines[mark.line][: mark.column]
        rest = [line for line in lines[mark.line + 1 : value.end_mark.line] if line.startswith(" " * (mark.column + 1))]
        without = [*lines[: mark.line], lead, *lines[mark.line + 1 + len(rest) :]]
        found = hints.at(site, DATA + file, "\n".join(without), mark.line, mark.column)
        assert (way[-1] in [hint.name for hint in found.found] if found else False) == bool(known), (way, found)
        tried += 1
        if allowed := values(YAML[name], way):
            found = hints.at(site, DATA + file, text, mark.line, key.end_mark.column + 2)
            assert found
            assert (found.found, found.start) == (allowed, key.end_mark.column + 2)
    assert tried > 3
