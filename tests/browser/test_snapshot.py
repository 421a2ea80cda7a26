"""Python's memory is kept for the next page, in every engine; one that is broken costs nobody an answer."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import opened
from tests.browser.test_card import open_card
from tests.harness.chromium import DESKTOP
from tests.harness.engines import Reader
from tests.harness.server import Server, changed

# What is kept, once it is: `put` keeps it as the worker does. In a private session of WebKit, as here, a cache goes with
# the last page that holds it, so the service worker has to be there.
KEPT = """(async () => {
  await navigator.serviceWorker.ready;
  const { sha256 } = await import(new URL("sha256.mjs", document.querySelector("script[src$='/check.mjs']").src));
  for (let patience = 100; patience; patience--) {
    const cache = await caches.open("/ runtime");
    const url = (await cache.keys()).map(({ url }) => url).find((url) => url.endsWith("snapshot.bin"));
    const response = url && await cache.match(url);
    if (response) {
      const memory = new Uint8Array(await response.arrayBuffer());
      const hash = response.headers.get("X-SHA-256");
      const put = async (hash) => cache.put(url, new Response(memory, { headers: { "X-SHA-256": hash ?? await sha256(memory) } }));
      const start = 4 * (3 + new Uint32Array(memory.buffer, 8, 1)[0]); // of Python's own: docs/assets/snapshot.mjs
      const isThere = [4, start].every((at) => memory.subarray(at, at + 4).some(Boolean));
      return { memory, start, put, whole: isThere && hash === await sha256(memory) };
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
})()"""
# A word of an answer that is no check's own (pyscripts/form.py), as Python holds texts in Cyrillic: two bytes a letter.
REWORD = f"""{KEPT}.then(async ({{ memory, put }}) => {{
  const bytes = (text) => [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]);
  const [from, to] = [bytes("нужны"), bytes("важны")];
  for (let at = memory.indexOf(from[0]); at >= 0; at = memory.indexOf(from[0], at + 1)) {{
    if (from.every((byte, index) => memory[at + index] === byte)) memory.set(to, at);
  }}
  await put();
}})"""
HARMS = {
    "changed on the disk": "put('another')",
    "no memory of Python": "(memory.fill(0, start, start + 64), put())",
    "packed by another version": "(memory.fill(0, 4, 8), put())",
}


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def tab(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reader]:
    with opened(request, DESKTOP, tmp_path) as reader:
        yield reader


def answer(tab: Reader, site: str, number: str = "4111 1111 1111 1112") -> str:
    tab.open(f"{site}checks/card/")
    tab.type("#check-card-number", number)
    tab.click("form[data-check=card] [type=submit]")
    return tab.text("form[data-check=card] output", "цифры")


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that has no event."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_the_next_page_goes_on_from_the_memory_of_the_last(tab: Reader, site: str) -> None:
    assert "Здесь нужны цифры" in answer(tab, site, "-")
    tab.evaluate(REWORD)
    assert "Здесь важны цифры" in answer(tab, site, "-")
    assert "опечатка" in answer(tab, site)
    assert not tab.errors


def test_a_broken_memory_is_replaced(tab: Reader, site: str) -> None:
    before = answer(tab, site)
    for what, harm in HARMS.items():
        tab.evaluate(f"{KEPT}.then(({{ memory, start, put }}) => {harm})")
        assert not tab.evaluate(f"{KEPT}.then(({{ whole }}) => whole)"), what
        assert answer(tab, site) == before, what
        until(lambda: tab.evaluate(f"{KEPT}.then(({{ whole }}) => whole)"))
    assert not tab.errors


def test_a_memory_that_cannot_be_taken_costs_no_answer(page: Page, site: str, server: Server) -> None:
    server.faults = {"worker.mjs": changed("pyodide.makeMemorySnapshot()", "new Uint8Array(1e15)")}
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok", "Visa")
