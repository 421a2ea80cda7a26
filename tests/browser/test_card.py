"""One check from a press to a verdict; what can go wrong on the way is in test_faults.py."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.harness.chromium import DESKTOP, PHONE
from tests.harness.server import Server, changed

CARD = "checks/card/"


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


class Form:
    """What a reader sees and does in the form of a check."""

    def __init__(self, page: Page, name: str) -> None:
        self.form = page.locator(f"form[data-check={name}]")
        self.output = self.form.locator("output")
        self.progress = self.form.get_by_role("progressbar")
        self.button = self.form.get_by_role("button", name="Проверить", exact=True)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.form.locator(f"[name={name}]").fill(value)

    def ask(self, **values: str) -> None:
        self.fill(**values)
        self.button.click()

    def expect(self, level: str, words: str = "", timeout: float = 20_000) -> None:
        expect(self.output).to_have_attribute("data-level", level, timeout=timeout)
        expect(self.output).to_contain_text(words)


def open_card(page: Page, site: str, until: Literal["commit", "load"] = "load") -> Form:
    page.goto(site + CARD, wait_until=until)
    return Form(page, "card")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_verdicts_follow_what_is_typed(page: Page, site: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    card = open_card(page, site)
    card.ask(number="2200 0000 0000 0054")
    card.expect("warn", "В номере опечатка: проверьте цифры")
    card.ask(number="2200 0000 0000 0053", expiry="12/40")
    card.expect("ok", "«Мир»")
    card.ask(number="2200 0000 0000 0053", expiry="12/20")
    card.expect("stop", "Срок на карте вышел")
    card.ask(number="2200", expiry="")
    card.expect("unsure", "Пока похоже")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_answer_stands_until_the_next_so_that_the_page_does_not_jump(page: Page, site: str, server: Server) -> None:
    server.faults["check.mjs"] = changed("SOON = 150", "SOON = 60_000")
    card = open_card(page, site)
    card.ask(number="2200 0000 0000 0053")
    card.expect("ok")
    card.output.evaluate(
        "(output) => new MutationObserver(() => (window.least = Math.min(window.least ?? 9, output.childElementCount)))"
        ".observe(output, { childList: true, attributes: true })"
    )
    card.ask(number="2200 0000 0000 0054")
    card.expect("warn", "В номере опечатка")
    assert page.evaluate("window.least") >= 2


def test_an_error_stands_at_its_field_and_takes_the_focus(page: Page, site: str) -> None:
    card = open_card(page, site)
    card.ask(number="карта", expiry="13/99")
    card.expect("unsure", "Проверьте, что введено")
    number = page.get_by_label("Номер карты")
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(number).to_have_accessible_description(re.compile("только цифры"))
    expect(page.get_by_label("Срок действия")).to_have_value("13/99")


def test_nothing_is_loaded_until_a_form_is_touched(page: Page, site: str, server: Server) -> None:
    card = open_card(page, site)
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.seen if "/runtime/" in path or path.endswith("worker.mjs")]
    card.form.locator("[name=number]").focus()
    expect(card.progress).to_have_text(re.compile(r"из \d+,\d МБ"))
    expect(card.progress).to_be_hidden()
    assert [path for path in server.seen if path.endswith("pyodide.asm.wasm")]


def test_no_script_leaves_the_same_check_by_hand(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(site + CARD)
    expect(page.locator("noscript p")).to_contain_text("В браузере выключен JavaScript")
    expect(page.locator("noscript li").first).to_be_visible()
    expect(page.locator("form[data-check]")).to_be_hidden()
    page.goto(site + "guides/basics/clear-data/")
    ways = page.locator("[data-steps=clear-site] .steps__way")
    assert ways.count() > 3
    assert all(ways.nth(number).is_visible() for number in range(ways.count()))
    context.close()


@pytest.mark.parametrize("prefix", ["/", "/deep/down/"])
def test_no_request_beyond_our_origin_at_a_root_or_under_a_path(
    context: BrowserContext, watch: Callable[[Page], Page], site_folder: Path, prefix: str
) -> None:
    with Server(site_folder, prefix) as server:
        page = watch(context.new_page())
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        card = open_card(page, server.url)
        card.ask(number="4111 1111 1111 1111")
        card.expect("ok", "Visa")
        page.goto(server.url + "guides/services/not-sent/")
        page.goto(server.url)
        page.wait_for_load_state("networkidle")
    assert not [url for url in asked if not url.startswith((server.url, "blob:" + server.url.removesuffix(prefix)))]
