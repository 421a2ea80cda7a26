"""One check from a press to a verdict, and everything that can go wrong on the way."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.server import Answer, Fault, Server, corrupted, cut_off, missing, silent, wrong_type

CARD = "checks/card/"
FILES = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python.zip.txt"]
SILENCE = 15_000  # ms until a reader must have been told


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


def open_card(page: Page, site: str) -> Form:
    page.goto(site + CARD)
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


def test_an_early_press_is_answered_and_the_form_stays_usable(page: Page, site: str, server: Server) -> None:
    def slow(answer: Answer) -> None:
        answer.pause = 2

    server.faults["pyodide.asm.wasm"] = slow
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("busy")
    card.fill(expiry="12/40")
    card.expect("ok", "Visa")
    expect(card.form.locator("[name=expiry]")).to_have_value("12/40")


@pytest.mark.allows_errors
@pytest.mark.parametrize("name", ["manifest.json", *FILES])
@pytest.mark.parametrize("fault", [missing, cut_off, corrupted, silent], ids=lambda fault: fault.__name__)
def test_a_failed_load_is_told_in_words_and_can_be_tried_again(
    page: Page, site: str, server: Server, name: str, fault: Fault
) -> None:
    if (name, fault) == ("manifest.json", corrupted):
        return  # a manifest is what the others are compared with; its own damage shows as theirs
    server.faults[name] = fault
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("failed", "Проверка не загрузилась", timeout=SILENCE)
    expect(page.locator(".check details")).to_have_attribute("open", "")
    server.faults.clear()
    page.get_by_role("button", name="Попробовать снова").click()
    card.expect("ok", "Visa")
    expect(card.form.locator("[name=number]")).to_have_value("4111 1111 1111 1111")


def test_a_host_that_knows_no_types_does_not_matter(page: Page, site: str, server: Server) -> None:
    server.faults = dict.fromkeys(FILES, wrong_type)
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok", "Visa")


def test_a_slow_line_that_moves_is_never_given_up_on(page: Page, site: str, server: Server) -> None:
    def trickle(answer: Answer) -> None:
        answer.rate = len(answer.body) // 16

    server.faults["python.zip.txt"] = trickle
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    expect(card.output).not_to_have_attribute("data-level", "busy", timeout=40_000)
    card.expect("ok", "Visa")


@pytest.mark.allows_errors
def test_without_wasm_the_reader_is_told(page: Page, site: str) -> None:
    # A worker has globals of its own, which no script of the page can reach: so its file is changed.
    def without_wasm(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body="delete self.WebAssembly;" + response.text())

    page.context.route("**/worker.mjs", without_wasm)
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("failed", "Проверка не загрузилась", timeout=SILENCE)


def test_no_script_leaves_the_same_check_by_hand(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(site + CARD)
    expect(page.locator("noscript p")).to_contain_text("В браузере выключен JavaScript")
    expect(page.locator("noscript li").first).to_be_visible()
    expect(page.locator("form[data-check]")).to_be_hidden()
    page.goto(site + "guides/services/payment-error/")
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
        page.goto(server.url + "guides/services/payment-error/")
        page.goto(server.url)
        page.wait_for_load_state("networkidle")
    assert not [url for url in asked if not url.startswith((server.url, "blob:" + server.url.removesuffix(prefix)))]
