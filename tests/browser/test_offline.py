"""After one visit the site works without a network; what is kept is never in the way of what is new, and can be forgotten."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.delivery import fingerprint, offline
from tests.browser.test_card import Form, open_card
from tests.harness.server import Answer, Server, silent

FILLED = """
() => new Promise((resolve) => {
  navigator.serviceWorker.addEventListener("message", ({ data }) => { if ("filled" in data) resolve(data.filled); });
})
"""
NAMES = "async () => (await caches.keys()).sort()"


def visit(page: Page, site: str) -> None:
    """A visit with one check, to the end of what is kept ahead."""
    card = open_card(page, site)
    page.evaluate(f"() => {{ window.filled = ({FILLED})(); }}")  # it is waited for below, not here
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok", "Visa")
    assert page.evaluate("window.filled") is True


OPENED = 6  # of so many pages one is opened
# How many pages the service worker gives, each with its heading.
GIVEN = """
async (urls) => {
  const texts = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
  return texts.filter((text) => text.includes("<h1")).length;
}
"""


@pytest.mark.allows_errors
def test_every_page_and_a_check_work_when_the_network_is_gone(page: Page, site: str, server: Server) -> None:
    visit(page, site)
    server.stop()
    pages = [file for file in offline.files(server.folder) if file.startswith("guides/") or not file]
    assert len(pages) > OPENED
    assert page.evaluate(GIVEN, [site + file for file in pages]) == len(pages)
    for file in pages[::OPENED]:
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


def copied(site: Path, folder: Path) -> Path:
    """A site that a test may change."""
    return Path(shutil.copytree(site, folder))


def deploy(site: Path, word: str) -> None:
    """Put another version in the place of the one that is there: another first page, script and Python."""
    (assets,) = (path for path in (site / "assets").iterdir() if fingerprint.NAME.fullmatch(path.name))
    shutil.copytree(assets, site / "assets", dirs_exist_ok=True)
    shutil.rmtree(assets)
    index = site / "index.html"
    index.write_text(re.sub(r"(<h1[^>]*>)[^<]*", rf"\1{word}", index.read_text()))
    script = site / "assets" / "verdict.mjs"
    script.write_text(f"document.documentElement.dataset.script = {json.dumps(word)};\n{script.read_text()}")
    (runtime,) = (site / "assets" / "runtime").iterdir()
    name = hashlib.sha256(word.encode()).hexdigest()[:16]
    runtime.rename(runtime.with_name(name))
    for page in site.rglob("*.html"):
        page.write_text(page.read_text().replace(runtime.name, name))
    fingerprint.move(site)
    offline.fill(site)


@pytest.fixture
def own_server(site_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A server whose site a test may change."""
    with Server(copied(site_folder, tmp_path / "site")) as server:
        yield server


UPDATED = "navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => null)"
WAITING = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))"
RUNTIMES = """caches.open("/ runtime").then((cache) => cache.keys())
    .then((kept) => [...new Set(kept.map(({ url }) => url.split("/runtime/")[1].split("/")[0]))])"""
# What a page consists of: every script of ours comes from one folder.
FOLDERS = """[...new Set(performance.getEntriesByType("resource").map(({ name }) => name.match(/assets\\/([0-9a-f]{16})\\//)?.[1]))]
    .filter(Boolean)"""


def test_a_correction_is_seen_at_once_and_versions_do_not_mix(
    context: BrowserContext, watch: Callable[[Page], Page], own_server: Server
) -> None:
    """Two tabs of the first version are open when the second comes; then the second is taken back, then the network goes."""
    page, other = watch(context.new_page()), watch(context.new_page())
    visit(page, own_server.url)
    (first,) = page.evaluate(RUNTIMES)
    card = open_card(other, own_server.url)
    backup = copied(own_server.folder, own_server.folder.with_name("backup"))

    deploy(own_server.folder, "Исправлено")
    page.goto(own_server.url)
    expect(page.locator("h1")).to_contain_text("Исправлено")
    fresh = open_card(page, own_server.url)
    fresh.ask(number="4111 1111 1111 1111")
    fresh.expect("ok", "Visa")
    assert page.evaluate("document.documentElement.dataset.script") == "Исправлено"
    assert page.evaluate(FOLDERS) == [fingerprint_of(own_server.folder)]
    card.ask(number="4111 1111 1111 1112")  # the other tab goes on with what it has: its files are gone from the server
    card.expect("warn", "В номере опечатка")
    assert other.evaluate("document.documentElement.dataset.script") is None
    assert other.evaluate(FOLDERS) == [fingerprint_of(backup)]

    page.evaluate(UPDATED)
    page.wait_for_function(WAITING)
    page.close()
    other.close()
    page = watch(context.new_page())
    visit(page, own_server.url)
    page.wait_for_function(
        f"{RUNTIMES}.then((names) => !names.includes({first!r}))"
    )  # what nobody needs any more has left

    shutil.rmtree(own_server.folder)
    backup.rename(own_server.folder)
    page.goto(own_server.url)
    expect(page.locator("h1")).not_to_contain_text("Исправлено")
    assert page.evaluate("document.documentElement.dataset.script") is None


def fingerprint_of(site: Path) -> str:
    (name,) = (path.name for path in (site / "assets").iterdir() if fingerprint.NAME.fullmatch(path.name))
    return name


@pytest.mark.allows_errors
def test_a_network_that_says_nothing_is_not_waited_for(page: Page, site: str, server: Server) -> None:
    visit(page, site)
    server.faults = {"/": silent}
    page.goto(site, timeout=10_000)
    assert page.locator("h1").inner_text()
    server.faults = {"/": unwell}
    page.goto(site)
    assert page.locator("h1").inner_text()


def unwell(answer: Answer) -> None:
    """A server in trouble."""
    answer.status, answer.body = 503, b"later"


def test_the_kill_switch_makes_browsers_forget(
    context: BrowserContext, watch: Callable[[Page], Page], own_server: Server
) -> None:
    page = watch(context.new_page())
    visit(page, own_server.url)
    page.evaluate("caches.open('/other/ site').then(() => null)")
    offline.fill(own_server.folder, on=False)
    page.evaluate(UPDATED)
    page.wait_for_function("caches.keys().then((names) => names.join() === '/other/ site')")
    page.goto(own_server.url)
    page.wait_for_function("navigator.serviceWorker.getRegistration().then((found) => !found)")


@pytest.mark.allows_errors
def test_two_sites_live_side_by_side(page: Page, site_folder: Path, tmp_path: Path) -> None:
    """Neither opens what the other has kept, not even if that was put there to be found."""
    for name in ("one", "two"):
        copied(site_folder, tmp_path / "host" / name)
    (tmp_path / "host" / "404.html").write_text("")
    with Server(tmp_path / "host") as server:
        one, two = (f"{server.url}{name}/" for name in ("one", "two"))
        visit(page, one)
        kept = page.evaluate(NAMES)
        assert [name for name in kept if not name.startswith("/one/ ")] == []
        visit(page, two)
        assert page.evaluate(POISON, one) == ["runtime", "site-1", "/two/ poison"]
        assert not page.evaluate(f"{ALL_KEPT}.then((urls) => urls.filter((url) => url.endsWith('snapshot.bin')))")
        server.stop()
        page.goto(one)
        expect(page.locator("h1")).not_to_contain_text("Чужое")
        card = open_card(page, one)
        card.ask(number="4111 1111 1111 1112")
        card.expect("warn", "В номере опечатка")
    with Server(tmp_path / "host", port=server.port) as server:
        offline.fill(tmp_path / "host" / "two", on=False)
        page.goto(two)
        page.evaluate(UPDATED)
        page.wait_for_function("caches.keys().then((names) => !names.some((name) => name.startsWith('/two/ ')))")
        assert {*kept} <= {*page.evaluate(NAMES)}


ALL_KEPT = """caches.keys().then((names) => Promise.all(names.map(async (name) => (await caches.open(name)).keys())))
    .then((requests) => requests.flat().map(({ url }) => url))"""
POISON = """async (url) => {
  const names = ["runtime", "site-1", "/two/ poison"];
  for (const name of names) {
    await (await caches.open(name)).put(url, new Response("<h1>Чужое</h1>", { headers: { "Content-Type": "text/html" } }));
  }
  return names;
}"""


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
    page.evaluate(f"() => {{ window.filled = ({FILLED})(); }}")  # it is waited for below, not here
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok", "Visa")
    assert page.evaluate("window.filled") is False
    page.goto(f"{site}guides/basics/clear-data/")
    page.locator("[data-steps=clear-site] .steps__other").click()
    page.locator("[data-steps=clear-site]").get_by_role("tab").last.click()
    expect(page.locator("[data-steps=clear-site] .steps__way").filter(visible=True)).to_have_count(1)
    page.goto(f"{site}report/")
    expect(page.locator("[data-report] p").first).to_contain_text("Пока здесь пусто")
