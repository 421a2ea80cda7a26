"""What moves around a page: docs/assets/theme.mjs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.chromium import PHONE

GUIDE = "guides/services/payment-error/"
CHECK = "checks/connection/"
# The page's policy lets Playwright itself look once, and no more.
SCROLLED = """
([least, most]) => new Promise((done) => {
  const look = () => (least <= scrollY && scrollY <= most ? done() : requestAnimationFrame(look));
  look();
})
"""


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def test_the_system_chooses_until_the_reader_does(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site)
    assert scheme(page) == "slate"
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Тёмная тема").click()
    assert scheme(page) == "slate"
    page.goto(site + GUIDE)
    assert scheme(page) == "slate"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.get_by_label("Тёмная тема", exact=True).focus()
    page.keyboard.press("Enter")
    assert scheme(page) == "default"
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert scheme(page) == "default"


@pytest.mark.allows_errors("Failed to load resource")
def test_dark_is_dark_from_the_first_paint(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.route("**/*.mjs", lambda route: route.abort())
    page.goto(site, wait_until="commit")
    page.wait_for_selector("body", state="attached")
    assert scheme(page) == "slate"


def test_the_menu_closes_for_a_way_within_the_page(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site + GUIDE)
    page.locator(".md-header label[for=__drawer]").click()
    link = page.locator(".menu__headings a").last
    link.click()
    expect(link).to_be_hidden()
    assert not page.locator("[data-md-toggle=drawer]").is_checked()


def test_the_header_says_what_page_it_is_and_the_contents_where_one_is(page: Page, site: str) -> None:
    page.goto(site + GUIDE)
    title, links = page.locator(".md-header__title"), page.locator(".md-nav--secondary .md-nav__link")
    active = re.compile("md-nav__link--active")
    expect(title).not_to_have_class(re.compile("--active"))
    links.nth(1).click()
    expect(links.nth(1)).to_have_class(active)
    expect(title).to_have_class(re.compile("--active"))
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(links.last).to_have_class(active)
    expect(links.first).not_to_have_class(active)


def test_on_the_way_up_there_is_a_shorter_one(page: Page, site: str) -> None:
    page.goto(site + GUIDE)
    up = page.get_by_role("button", name="К началу")
    expect(up).to_be_hidden()
    page.mouse.wheel(0, 3_000)
    page.evaluate(SCROLLED, [1_000, 100_000])
    expect(up).to_be_hidden()
    page.mouse.wheel(0, -200)
    up.click()
    page.evaluate(SCROLLED, [0, 0])
    expect(up).to_be_hidden()


def test_what_folds_opens_for_who_comes_to_it_and_on_paper(page: Page, site: str) -> None:
    page.goto(site + CHECK)
    folded = page.locator(".md-content details:not([open], .where)")
    count = folded.count()
    assert count
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == count
    folded.last.locator(":scope > :last-child").evaluate("inner => { inner.id = 'inner'; location.hash = 'inner'; }")
    expect(page.locator("#inner")).to_be_in_viewport()


def test_the_columns_beside_the_text_are_never_higher_than_the_screen(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(site + GUIDE)
    for kind in ("primary", "secondary"):
        box = page.locator(f".md-sidebar--{kind} .md-sidebar__scrollwrap").bounding_box()
        assert box is not None
        assert box["height"] <= 400
