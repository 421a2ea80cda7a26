"""The site works under the headers of deploy/, which add to the policy of the page."""

import pytest
from playwright.sync_api import Page

from tests.harness.nginx import Nginx

REQUESTS = 15  # until the first answer; on a slow line each of them may be a wait
LATER = ("keeper.mjs", "share.mjs")  # asked for when the answer is there


def test_a_check_answers_behind_nginx(page: Page, nginx: Nginx) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(f"{nginx.url}checks/card/")
    page.get_by_label("Номер карты").fill("4111 1111 1111 1111")
    page.get_by_role("button", name="Проверить", exact=True).click()
    page.locator("output[data-level=ok]").wait_for()
    assert len([url for url in asked if not url.endswith(LATER)]) <= REQUESTS
    assert page.evaluate("navigator.serviceWorker.ready.then(({ active }) => Boolean(active))")


@pytest.mark.allows_errors  # its own 404
def test_the_error_page_works_behind_nginx(page: Page, nginx: Nginx) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{nginx.url}a/b/c/")
    page.get_by_role("link", name="Выбрать, что случилось").click()
    page.wait_for_url(nginx.url)
    assert [text for text in said if "404" not in text] == []
