"""How a label looks in the browser: shown to who asks, in the colours of the page, again without a network."""

import re

from playwright.sync_api import Page, expect

from macros.content import pictures

GUIDE = "guides/basics/clear-data/"


def loaded(asked: list[str]) -> set[str]:
    return {found[1] for path in asked if (found := re.search(r"pictures/\S+-(light|dark)\.webp", path))}


def test_a_picture_comes_when_it_is_asked_for(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + GUIDE, wait_until="networkidle")
    fold = page.locator(".steps__way--chosen .picture:visible").first
    fold.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert loaded(asked) == set()
    height = page.evaluate("document.body.scrollHeight")
    fold.get_by_text("Показать на картинке").click()
    shown = fold.locator("img:visible").first
    expect(shown).to_have_js_property("naturalWidth", pictures.WIDTH)
    assert re.fullmatch(r"Google Chrome: «.+» в рамке", shown.get_attribute("alt") or "")
    assert loaded(asked) == {"light"}
    grown = page.evaluate("document.body.scrollHeight") - height
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.body.scrollHeight") - height == grown  # its place was kept
    page.get_by_title("Тёмная тема").click()
    expect(fold.locator("img:visible").first).to_have_js_property("naturalWidth", pictures.WIDTH)
    assert loaded(asked) == {"light", "dark"}


def test_pictures_are_not_for_paper(page: Page, site: str) -> None:
    page.goto(site + GUIDE)
    page.emulate_media(media="print")
    expect(page.locator(".picture").first).to_be_attached()
    assert page.locator(".picture:visible").count() == 0
