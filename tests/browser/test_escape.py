"""A check that somebody has written to steal finds no way out: not of Python, and if it got that far, not of the browser.

It is put into the site as a reviewer might have let it in. It tries everything when it is imported and again when it is
asked, so that what a reader types is in its hands. A server of our own and one of a stranger listen for it.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import pyscripts
from tests.browser.conftest import opened
from tests.harness import hostile
from tests.harness.chromium import DESKTOP
from tests.harness.engines import Reader
from tests.harness.server import Answer, Fault, Server, changed

NUMBER = "4111 1111 1111 1111"


def whole(answer: Answer) -> None:
    """The whole core at once: what a thief asks of Python was never in the profile of the cut one."""
    changed("const home = data.whole ?", "const home = true ?")(answer)


def holed(answer: Answer) -> None:
    whole(answer)
    changed("python.seal();", "")(answer)


WHOLE: Mapping[str, Fault] = {"worker.mjs": whole}
HOLE: Mapping[str, Fault] = {"worker.mjs": holed}
OTHER = {"kind": "inn", "number": "7707083893"}
ASK = """(async () => {
  const { Runtime } = await import(new URL("runtime.mjs", document.querySelector("script[src$='/check.mjs']").src));
  const folder = new URL(document.querySelector("form[data-check]").dataset.runtime, document.baseURI).href;
  const raw = { number: "4111 1111 1111 1111", expiry: "", today: "2026-11-22" };
  const first = await new Runtime(folder, "card").ask(raw, 60000);
  const kept = async () => (await caches.open("/ runtime")).match(`${folder}whole/snapshot.bin`);
  while (!await kept()) await new Promise((wake) => setTimeout(wake, 50));
  const again = new Runtime(folder, "card"); // which goes on from the kept memory
  const second = await again.ask(raw, 60000);
  await new Promise((wake) => setTimeout(wake, 500));
  const later = await again.ask(raw, 60000);
  const other = await new Runtime(folder, "document").ask(OTHER, 60000);
  return JSON.stringify([first, second, later, other]);
})()"""
KEPT = """(async () => JSON.stringify([
  (await caches.keys()).filter((name) => name.includes("stolen")),
  (await indexedDB.databases()).map(({ name }) => name),
  { ...localStorage }, document.cookie, sessionStorage.report?.includes("4111") ?? false, location.href,
  (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active?.scriptURL ?? "")
    .filter((url) => !url.endsWith("/service-worker.js")), // which is ours
  await navigator.storage?.getDirectory?.().then(async (place) => (await Array.fromAsync?.(place.keys())) ?? [], () => []) ?? [],
]))()"""


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def tab(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reader]:
    with opened(request, DESKTOP, tmp_path) as reader:
        yield reader


@pytest.fixture
def stranger(site_folder: Path) -> Iterator[Server]:
    with Server(site_folder) as running:
        yield running


@pytest.fixture
def infected(site_folder: Path, stranger: Server, tmp_path: Path) -> Iterator[Server]:
    """Our own server, with a hostile check on it that knows both addresses."""
    with Server(tmp_path / "hostile") as running:
        hostile.infect(site_folder, running.folder, [running.url, stranger.url])
        yield running


def steal(tab: Reader, server: Server) -> list[dict[str, Any]]:
    """Ask the hostile check on two pages, and on the second again, then an honest one."""
    tab.open(f"{server.url}checks/card/")
    return list(json.loads(tab.evaluate(ASK.replace("OTHER", json.dumps(OTHER)))))


def worked(answer: dict[str, Any]) -> list[str]:
    tried, _, names = str(answer["errors"]["number"]).partition(", worked:")
    assert tried == f"tried {hostile.count(hostile.PYTHON)}"
    return names.split()


def test_nothing_arrives_and_nothing_is_kept(tab: Reader, infected: Server, stranger: Server) -> None:
    infected.faults = {**WHOLE}
    assert not escaped(tab, infected, stranger)


# In Firefox: elsewhere the walk through what JavaScript can reach takes minutes.
@pytest.mark.parametrize("tab", ["firefox"], indirect=True)
def test_through_a_hole_in_python_nothing_arrives_either(tab: Reader, infected: Server, stranger: Server) -> None:
    infected.faults = {**HOLE}
    assert not [name for name in escaped(tab, infected, stranger) if name.startswith("js ")]


def escaped(tab: Reader, infected: Server, stranger: Server) -> list[str]:
    """The ways that worked; wherever they led, nothing arrived and nothing was kept."""
    tab.open(f"{infected.url}checks/card/")
    before = tab.evaluate(KEPT)
    *answers, other = steal(tab, infected)
    assert other == pyscripts.run("document", OTHER)
    tab.type("#check-card-number", NUMBER)
    tab.click("form[data-check=card] [type=submit]")
    assert "worked:" in tab.text("form[data-check=card] output", "tried")
    assert not [asked for asked in infected.asked + stranger.asked if "stolen" in asked]
    assert not stranger.asked
    assert tab.evaluate(KEPT) == before
    return [name for answer in answers for name in worked(answer)]
