"""The search box: typing, keys, nothing found, a phone, no script, a broken line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.harness.chromium import DESKTOP, PHONE
from tests.harness.server import Server, missing

ROOT = Path(__file__).parents[2]
LOADED_AT_TOUCH = ("/results.mjs", "/query.mjs", "/lookup.mjs", "/stemmers.mjs", "/data/search.mjs")
NO_CODE = "guides/login/no-code/"


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Поиск")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def status(page: Page) -> Locator:
    return page.locator(".search").get_by_role("status")


def test_results_come_while_one_types_with_what_was_asked_for_marked(page: Page, site: str) -> None:
    page.goto(site)
    box(page).press_sequentially("не прих")
    expect(options(page).filter(has_text="Не приходит код для входа")).to_be_visible()
    box(page).press_sequentially("одит смс")
    expect(options(page).first.locator("mark").first).to_have_text("Не приходит")
    expect(status(page)).to_have_text(re.compile(r"Подходящие страницы: \d"))
    options(page).first.click()
    expect(page).to_have_url(site + NO_CODE)


@pytest.mark.parametrize("typed", ["ytghb[jlbn cvc", "ne prihodit sms", "непреходит смс"])
def test_layout_latin_letters_and_mistakes_do_not_matter(page: Page, site: str, typed: str) -> None:
    page.goto(site)
    box(page).fill(typed)
    expect(options(page).first).to_have_attribute("href", site + NO_CODE)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_first_question_may_be_answered_in_own_words(page: Page, site: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(site)
    page.get_by_role("link", name="Напишите своими словами").click()
    expect(box(page)).to_be_focused()
    page.keyboard.type("смс нет")
    expect(options(page).filter(has_text="Не приходит код для входа")).to_be_visible()


@pytest.mark.parametrize(
    ("error", "is_looked_up"), [("ERR_CONNECTION_RESET", False), ("Не записать ребёнка в кружок", True)]
)
def test_only_an_error_that_is_not_known_is_looked_up(
    page: Page, site: str, server: Server, error: str, is_looked_up: bool
) -> None:
    page.goto(f"{site}checks/error/")
    form = page.locator("form[data-check=error]")
    form.locator("[name=text]").fill(error)
    form.get_by_role("button", name="Проверить").click()
    expect(form.locator(".share")).to_be_attached(timeout=60_000)  # what comes after an answer
    expect(form.get_by_text("Может быть, об этом:")).to_have_count(int(is_looked_up))
    assert any(path.endswith("/data/search.mjs") for path in server.seen) == is_looked_up


def test_keys_move_through_the_list(page: Page, site: str) -> None:
    page.goto(site + "guides/services/refused/")
    box(page).fill("пароль")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(options(page).first).to_have_attribute("aria-selected", "false")
    box(page).press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    first = options(page).first.get_attribute("id")
    assert first
    expect(box(page)).to_have_attribute("aria-activedescendant", first)
    box(page).press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    expect(options(page).last).to_be_in_viewport()
    expect(box(page)).to_be_focused()
    box(page).press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", first)
    expect(box(page)).to_have_value("пароль")
    box(page).press("ArrowDown")
    second = options(page).nth(1).get_attribute("href")
    assert second
    box(page).press("ArrowDown")
    box(page).press("ArrowDown")
    box(page).press("Enter")
    expect(page).to_have_url(second)


def test_enter_opens_the_first_and_tab_leaves(page: Page, site: str) -> None:
    page.goto(site)
    box(page).fill("забыл пароль")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    box(page).focus()
    expect(options(page).first).to_be_visible()
    box(page).press("Enter")
    expect(page).to_have_url(site + "guides/login/forgot-password/")


def test_nothing_found_offers_the_questions_and_all_guides(page: Page, site: str) -> None:
    page.goto(site + NO_CODE)
    box(page).fill("ъъъъъ")
    expect(status(page)).to_contain_text("Ничего не нашлось")
    expect(options(page)).to_have_count(3)
    expect(options(page).nth(0)).to_have_attribute("href", site)
    expect(options(page).nth(0)).to_contain_text("Что случилось?")
    expect(options(page).nth(1)).to_have_attribute("href", site + "guides/")
    expect(options(page).nth(1)).to_contain_text("Все инструкции")
    expect(options(page).nth(2)).to_have_attribute("href", site + "checks/appeal/")


def test_nothing_of_it_loads_before_a_touch(page: Page, site: str, server: Server) -> None:
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.seen if path.endswith(LOADED_AT_TOUCH)]
    box(page).fill("код")
    expect(options(page).first).to_be_visible()
    for name in LOADED_AT_TOUCH:
        assert [path for path in server.seen if path.endswith(name)], name


def test_on_a_phone_the_button_grows_into_the_box(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site)
    button = page.locator(".search").bounding_box()
    assert button
    assert min(button["width"], button["height"]) >= 44
    page.mouse.click(button["x"] + button["width"] / 2, button["y"] + button["height"] / 2)
    expect(box(page)).to_be_focused()
    page.keyboard.type("не приходит смс")
    expect(options(page).first).to_have_attribute("href", site + NO_CODE)
    field = box(page).bounding_box()
    assert field
    assert field["width"] > 250
    for option in options(page).all():
        area = option.bounding_box()
        assert area
        assert area["height"] >= 44
        assert area["x"] >= 0
        assert area["x"] + area["width"] <= PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    options(page).first.click()
    expect(page).to_have_url(site + NO_CODE)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_script_it_is_a_link_of_the_same_size(
    chromium: Browser, page: Page, site: str, size: dict[str, int]
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=size)  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(site + NO_CODE)
    link = plain.get_by_role("link", name="Все инструкции")
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(site + NO_CODE)
    box(page).wait_for(state="attached")
    assert page.locator(".search").bounding_box() == link.bounding_box()
    link.click()
    expect(plain).to_have_url(site + "guides/")
    context.close()


@pytest.mark.allows_errors
def test_a_search_that_does_not_load_says_so_and_offers_all_guides(page: Page, site: str, server: Server) -> None:
    server.faults["/data/search.mjs"] = missing
    page.goto(site)
    box(page).click()
    expect(status(page)).to_contain_text("Поиск не загрузился")
    page.locator(".search__panel").get_by_role("link", name="Все инструкции").click()
    expect(page).to_have_url(site + "guides/")


def test_results_lead_right_from_under_a_path(
    context: BrowserContext, watch: Callable[[Page], Page], site_folder: Path
) -> None:
    with Server(site_folder, "/deep/down/") as server:
        page = watch(context.new_page())
        page.goto(server.url + "guides/services/refused/")
        box(page).fill("забыл пароль")
        expect(options(page).first).to_have_attribute("href", server.url + "guides/login/forgot-password/")


def test_what_is_typed_is_never_read_as_html(page: Page, site: str) -> None:
    page.goto(site)
    box(page).fill("<img src=x> пароль <b>вход</b>")
    expect(options(page).first).to_be_visible()
    assert page.locator(".search img, .search b").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_is_accessible(page: Page, site: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(site)
    box(page).fill("не приходит смс")
    expect(options(page).first).to_be_visible()
    box(page).press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate("axe.run('.search').then(({ violations }) => violations.map(({ id, help }) => [id, help]))")
    assert not found
