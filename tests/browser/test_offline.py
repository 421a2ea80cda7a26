"""After one visit the site works without a network; what is kept is one version, and can be forgotten."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.delivery import offline
from tests.browser.test_card import Form, open_card
from tests.harness.server import Server

FILLED = """
() => new Promise((resolve) => {
  navigator.serviceWorker.addEventListener("message", ({ data }) => { if ("filled" in data) resolve(data.filled); });
})
"""
NAMES = "async () => (await caches.keys()).sort()"


def visit(page: Page, site: str) -> None:
    """A visit with one check, to the end of what is kept ahead."""
    card = open_card(page, site)
    page.evaluate(f"window.filled = ({FILLED})()")
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok", "Visa")
    assert page.evaluate("window.filled") is True


@pytest.mark.allows_errors
def test_every_page_and_a_check_work_when_the_network_is_gone(page: Page, site: str, server: Server) -> None:
    visit(page, site)
    server.stop()
    for file in offline.files(server.folder):
        if file.startswith("guides/") or not file:
            page.goto(site + file)
            assert page.locator("h1").inner_text()
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1112")
    card.expect("warn", "В номере опечатка")


@pytest.mark.allows_errors
def test_the_connection_check_is_not_answered_from_memory(page: Page, site: str, server: Server) -> None:
    visit(page, site)
    page.goto(f"{site}checks/connection/")
    server.stop()
    form = Form(page, "connection")
    form.form.get_by_role("button").first.click()
    expect(form.output).to_have_attribute("data-level", re.compile("unsure|warn|stop"))
    expect(form.output).not_to_contain_text("Госуслуги отвечают")


def test_nothing_is_fetched_ahead_before_the_reader_stays(page: Page, site: str, server: Server) -> None:
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.seen if path.endswith("service-worker.js") or path.startswith("/guides/")]


@pytest.fixture
def own_server(site_folder: Path, tmp_path: Path) -> Server:
    """A server whose site a test may change."""
    folder = tmp_path / "site"
    shutil.copytree(site_folder, folder, ignore=shutil.ignore_patterns("runtime"))
    (folder / "assets" / "runtime").symlink_to(site_folder / "assets" / "runtime")
    return Server(folder)


def test_a_new_version_comes_whole_with_the_next_visit(
    context: BrowserContext, watch: Callable[[Page], Page], own_server: Server
) -> None:
    with own_server as server:
        page, other = watch(context.new_page()), watch(context.new_page())
        visit(page, server.url)
        card = open_card(other, server.url)
        before = page.evaluate(NAMES)
        index = server.folder / "index.html"
        index.write_text(index.read_text().replace(">Что случилось?<a", ">Новая версия<a"))
        offline.fill(server.folder)
        (server.folder / "assets" / "runtime").unlink()
        page.goto(server.url)
        expect(page.locator("h1")).to_contain_text("Что случилось?")
        page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
        page.wait_for_function("navigator.serviceWorker.getRegistration().then((found) => found.waiting)")
        card.ask(number="4111 1111 1111 1112")  # Python of the old version, for the other tab
        card.expect("warn", "В номере опечатка")
        page.close()
        other.close()
        page = watch(context.new_page())
        page.goto(server.url)
        expect(page.locator("h1")).to_contain_text("Новая версия")
        assert page.evaluate(NAMES) != before


def test_the_kill_switch_makes_browsers_forget(
    context: BrowserContext, watch: Callable[[Page], Page], own_server: Server
) -> None:
    with own_server as server:
        page = watch(context.new_page())
        visit(page, server.url)
        offline.fill(server.folder, on=False)
        page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
        page.wait_for_function("caches.keys().then((names) => !names.length)")
        page.goto(server.url)
        page.wait_for_function("navigator.serviceWorker.getRegistration().then((found) => !found)")


def test_without_service_workers_the_site_works(context: BrowserContext, page: Page, site: str) -> None:
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok", "Visa")


def test_where_storage_is_full_nothing_is_kept_and_the_site_works(page: Page, site: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    quota = {"origin": site.removesuffix("/"), "quotaSize": 1}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    card = open_card(page, site)
    page.evaluate(f"window.filled = ({FILLED})()")
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok", "Visa")
    assert page.evaluate("window.filled") is False
    page.goto(f"{site}guides/services/not-sent/")
    page.locator("[data-steps=clear-site] .steps__other").click()
    page.locator("[data-steps=clear-site]").get_by_role("tab").last.click()
    expect(page.locator("[data-steps=clear-site] .steps__way").filter(visible=True)).to_have_count(1)
    page.goto(f"{site}report/")
    expect(page.locator("[data-report] p").first).to_contain_text("Пока здесь пусто")
