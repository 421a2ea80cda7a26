"""The report for support: what is shown is what is copied, and its link and its code say the same elsewhere."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_card import Form, open_card
from tests.harness.server import Server

TYPO = "2200 0000 0000 0054"
WHITE_LIST = "1141118"  # own, ru, portal, login and static answer; the rest of the world fails at once
FOREIGN = [
    "card=<img src=x onerror=alert(1)>",
    "card=constructor.__proto__.toString",
    "__proto__=typo&constructor=typo",
    "connection=1141112",  # a wrong check digit
    "connection=8888880",
    "connection=%3Cb%3E",
    "нет=typo",
    "%",
    "card=" + "typ." * 20_000,
]


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def report(page: Page) -> str:
    return page.locator("[data-report] textarea").input_value()


def without_time(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith(("Когда:", "Для программ:"))]


@pytest.fixture
def reported(page: Page, site: str) -> Page:
    """A page with the report of a card that is wrong."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = open_card(page, site)
    card.ask(number=TYPO)
    card.expect("warn")
    page.goto(f"{site}report/")
    return page


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("button", name="Скопировано")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_what_is_shown_is_copied_and_nothing_typed_is_in_it(reported: Page) -> None:
    text = report(reported)
    assert "Платёжная карта: есть что исправить" in text
    assert "В номере опечатка" in text
    assert "Что делать: Сверьте номер" in text
    assert '"found":["typo"]' in text
    assert not any(part in text for part in TYPO.split())
    assert copied(reported, "Скопировать") == text


def test_the_link_says_the_same_to_somebody_else(
    reported: Page, chromium: Browser, watch: Callable[[Page], Page]
) -> None:
    text, link = report(reported), copied(reported, "Скопировать ссылку")
    context = chromium.new_context(locale="ru-RU")
    theirs = watch(context.new_page())
    theirs.goto(link)
    expect(theirs.locator("[data-report]")).to_contain_text("Это отчёт по ссылке или коду, а не ваш.")
    assert without_time(report(theirs)) == without_time(text)
    theirs.get_by_role("link", name="Показать мой отчёт").click()
    expect(theirs.locator("[data-report]")).to_contain_text("Пока здесь пусто")
    context.close()


def test_a_code_that_was_heard_gives_the_verdict_of_the_check(page: Page, site: str, server: Server) -> None:
    page.goto(f"{site}report/")
    box = page.get_by_label("Вам продиктовали код?")
    box.fill("114 111 2")
    box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("в нём 7 цифр")
    expect(box).to_have_value("114 111 2")
    box.fill(" ".join(WHITE_LIST))
    box.press("Enter")
    expect(page.locator("[data-report] textarea")).to_have_value(re.compile("Зарубежные сайты — не отвечает"))
    assert "зарубежные — нет" in report(page)
    assert report(page).startswith("Код для телефона: 114 111 8\n")
    assert all(path.startswith("/") for path in server.seen)
    assert urlsplit(page.url).fragment == f"connection={WHITE_LIST}"


@pytest.mark.parametrize("fragment", FOREIGN, ids=lambda fragment: fragment[:30])
def test_a_link_may_hold_anything(page: Page, site: str, fragment: str) -> None:
    page.goto(f"{site}report/#{fragment}")
    expect(page.locator("[data-report]")).to_contain_text("Пока здесь пусто")
    assert page.locator("[data-report] :is(img, script, b)").count() == 0


def test_the_connection_page_leads_to_it(page: Page, site: str) -> None:
    page.goto(f"{site}checks/connection/")
    Form(page, "connection")
    expect(page.get_by_role("link", name="отчёт", exact=True)).to_have_attribute("href", "../../report/")
