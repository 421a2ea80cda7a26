"""Small pages that are right, to be made wrong by a test."""

from collections.abc import Iterator, Mapping
from datetime import date

from macros.content import pages
from macros.content.facts import Fact
from macros.content.problem import Problem
from macros.review import page_text

HEAD = "---\ntitle: Не приходит код\ndescription: Где искать код.\naliases: [нет кода]\nchecked: 2026-11-22\n---\n\n"
BODY = """\
Код приходит в СМС. Посмотрите в папке «Спам».

## Что делать

1. Подождите и [проверьте код](../../checks/code.md).
2. Запросите код ещё раз.

## Если не помогло

Позвоните {{ fact("phone") }}.
"""
NAME = "guides/login/no-code.md"
FIRST = 8  # the line on which the text begins


def fact(name: str, value: str, url: str = "", kind: str = "rule", confidence: str = "confirmed") -> Fact:
    day, later = date(2026, 11, 22), date(2027, 1, 1)
    return Fact.model_construct(
        id=name, value=value, kind=kind, url=url, says="", source=["https://example.ru"], as_of=day,
        confidence=confidence, recheck_by=later, look="", place=[], note="",
    )  # fmt: skip


FACTS = {
    each.id: each
    for each in (
        fact("phone", "8 800 100-70-10", "tel:+78001007010", "phone"),
        fact("phone-short", "115", "tel:115", "phone"),
        fact("appeal-days", "30 дней", kind="term"),
        fact("appeal-extension", "30 дней", kind="term"),
        fact("complaint-days", "15 рабочих дней", kind="term"),
        fact("portal", "www.gosuslugi.ru", "https://www.gosuslugi.ru/", "link"),
        fact("hours", "", kind="term", confidence="not-found"),
    )
}


def page(body: str = BODY, name: str = NAME, head: str = HEAD) -> pages.Page:
    return pages.read(head + body, name)


PAGES: Mapping[str, pages.Page] = {
    each.path: each for each in (page(), page(name="checks/code.md"), page(name="guides/login/blocked.md"))
}


def problems(page: pages.Page) -> Iterator[Problem]:
    return page_text.check(page, PAGES, FACTS)


def told(page: pages.Page) -> list[str]:
    """What is wrong with a page: line and text."""
    return [f"{problem.line}: {problem.text}" for problem in sorted(set(problems(page)))]
