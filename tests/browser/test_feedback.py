"""Under a guide: what the reader adds to an answer goes into the address of a form, and nowhere by itself."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

ADDED = re.compile("report=")


def query(page: Page) -> dict[str, list[str]]:
    address = page.get_by_role("link", name="Помогло").get_attribute("href")
    assert address
    return parse_qs(urlsplit(address).query)


def test_the_browser_and_the_report_are_added_only_when_the_reader_chooses(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}checks/card/")
    page.get_by_label("Номер карты").fill("2200 0000 0000 0054")
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator("output[data-level=warn]")).to_be_visible()
    plain = query(page)
    assert "browser" not in plain
    tick = page.get_by_label("Добавить к ответу название браузера")
    tick.check()
    expect(page.get_by_role("link", name="Помогло")).to_have_attribute("href", ADDED)
    assert query(page)["report"] == ["card: typo"]
    assert "Chromium" in query(page)["browser"][0]
    assert "2200" not in str(query(page))
    tick.uncheck()
    expect(page.get_by_role("link", name="Помогло")).not_to_have_attribute("href", ADDED)
    assert query(page) == plain
    assert all(url.startswith((site, "blob:")) for url in asked)
