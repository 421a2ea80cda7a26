"""What a page warns of does not go away without a word."""

from dataclasses import replace
from pathlib import Path

import pytest

from macros.content import pages, triage
from macros.content.pages import Page
from macros.content.triage import Node
from macros.review import stops

ROOT = Path(__file__).parents[4]
PATH = "guides/safety/fraud.md"
PAGE = """\
---
title: Звонят
---

1. Положите трубку.
2. Не платите «специалистам».

Пишите через {{ fact("form") }}.
"""
STOPS = {PATH: ("Положите трубку", "Не платите специалистам")}


def page(text: str) -> Page:
    return pages.read(text, PATH)


def test_what_a_page_warns_of_is_found_on_it() -> None:
    assert tuple(stops.of_page(page(PAGE))) == STOPS[PATH]
    assert list(stops.check(page(PAGE), STOPS)) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Положите трубку", "Не кладите трубку", 5),
        ("Не платите", "Платите", 5),
        ("1. Положите трубку.\n", "", 5),
        ("1. Положите трубку.\n2. Не платите «специалистам».", "1. Не платите «специалистам».\n2. Положите трубку.", 6),
    ],
)
def test_what_is_gone_or_turned_round_is_named(old: str, new: str, line: int) -> None:
    (problem,) = stops.check(page(PAGE.replace(old, new)), STOPS)
    assert (problem.path, problem.line) == (PATH, line)


def test_advice_in_the_place_of_a_warning_is_named_though_the_file_has_it_too() -> None:
    after = page(PAGE.replace("Не платите «специалистам»", "Заплатите «специалистам»"))
    (problem,) = stops.check(after, {PATH: ("Положите трубку", "Заплатите специалистам")})
    assert (problem.path, problem.line) == (PATH, 6)
    assert "ни от чего не удерживает" in problem.text


def test_more_words_around_a_warning_are_nobodys_business() -> None:
    said = PAGE.replace("специалистам».", "специалистам»: это они же. Никому не платите.").replace(
        "1.", "1. Сразу.\n2."
    )
    assert list(stops.check(page(said), STOPS)) == []


def test_the_file_gets_what_is_new_and_loses_nothing() -> None:
    old = f"{PATH}\n  Не называйте код\n"
    assert stops.with_new(old, {PATH: page(PAGE)}, {}).splitlines()[-4:] == [
        PATH,
        "  Положите трубку",
        "  Не платите специалистам",
        "  Не называйте код",
    ]


def asked(to: str, says: str = "Я назвал код") -> dict[str, Node]:
    answers = [{"says": says, "to": to}, {"says": "Не знаю", "to": "checks/code"}]
    return {"start": Node.model_validate({"id": "start", "question": "Что случилось?", "answers": answers})}


@pytest.mark.parametrize("after", [asked("guides/tech/slow"), asked("guides/safety/fraud", "Зовут помочь")])
def test_who_was_deceived_is_led_to_safety_as_before(after: dict[str, Node]) -> None:
    before = asked("guides/safety/fraud")
    kept = stops.read(stops.with_new("", {}, before))
    assert list(stops.check_leads(before, kept)) == []
    (problem,) = stops.check_leads(after, kept)
    assert problem.path == triage.FILE
    assert "«Я назвал код → guides/safety/fraud»" in problem.text
    assert kept[triage.FILE][0] in stops.with_new(stops.with_new("", {}, before), {}, after), "nothing is taken out"


def test_a_page_loses_a_warning_with_the_file_only_if_that_is_meant() -> None:
    text = stops.with_new("", {PATH: page(PAGE)}, {}) + "\nreport.md\n  Пароль не нужен\n"
    after = page(PAGE.replace("Не платите «специалистам»", "Не платите никому"))
    assert stops.read(stops.with_page(text, after)) == {
        PATH: ("Положите трубку", "Не платите никому", "Не платите специалистам"),
        "report.md": ("Пароль не нужен",),
    }
    meant = stops.with_page(text, after, ["Не платите специалистам", "Положите трубку"])
    assert stops.read(meant)[PATH] == ("Положите трубку", "Не платите никому"), "what still stands stays"


@pytest.mark.parametrize("path", sorted(path for path in stops.load(ROOT) if path.endswith(".md")))
def test_a_page_turned_round_agrees_with_the_file_after_it(path: str) -> None:
    """Whatever is done to its lines: the other way round, a third away, all of them."""
    text = (ROOT / stops.FILE).read_text()
    before = pages.read((ROOT / "docs" / path).read_text(), path)
    lines = before.body.split("\n")
    assert stops.with_page(text, before) == text
    for body in ("\n".join(lines[::-1]), "\n".join(lines[1::3]), ""):
        after = replace(before, body=body)
        lost = [lost.what for lost in stops.missed(after, stops.read(text))]
        assert list(stops.check(after, stops.read(stops.with_page(text, after, lost)))) == []
