"""Everyone can use it: every page and every state of every form, as axe and a ruler see them."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

import pyscripts
from tests.browser.test_card import open_card
from tests.harness import axe
from tests.harness.chromium import DESKTOP, PHONE
from tests.harness.engines import Reader
from tests.harness.examples import calls
from tests.harness.pages import asset
from tests.harness.server import KEPT, Answer, Server, missing

PARTS = 4  # the pages are walked in parts, for as many processes
NARROW: ViewportSize = {"width": 320, "height": 640}  # 1280 at a zoom of 400 %
# What a page says, whatever its layout; what is cut off, or makes the page scroll sideways.
WORDS = "document.querySelector('article').innerText.replace(/\\s+/g, ' ').toLowerCase()"
LOST = """
() => {
  const words = document.createRange();
  const isCut = (element) => {
    words.selectNodeContents(element);
    return words.getBoundingClientRect().right > element.getBoundingClientRect().right + 1;
  };
  // A drawing has no words to lose.
  const cuts = (element) => /hidden|clip/.test(getComputedStyle(element).overflowX) && !element.closest(".unseen, svg");
  const root = document.documentElement;
  const wide = root.scrollWidth > root.clientWidth ? [root] : [];
  const cut = [...document.querySelectorAll("article *")].filter((element) => cuts(element) && isCut(element));
  return [...wide, ...cut].map((element) => `too wide: ${element.outerHTML.slice(0, 150)}`);
}
"""
# Targets smaller than 24 × 24 that are neither in a sentence nor far enough from all others: WCAG 2.5.8.
CROWDED = """
() => {
  const SIZE = 24;
  const TARGETS = "a[href], button, summary, textarea, select, input, label.md-icon";
  const inSentence = (element) =>
    getComputedStyle(element).display === "inline" && element.parentElement.innerText.trim() !== element.innerText.trim();
  const targets = [...document.querySelectorAll(TARGETS)]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.width && box.height);
  const isSmall = ({ box }) => Math.min(box.width, box.height) < SIZE;
  const centre = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
  const toPoint = ([x, y], [otherX, otherY]) => Math.hypot(x - otherX, y - otherY);
  const outside = (at, from, to) => Math.max(from - at, 0, at - to);
  const toBox = ([x, y], { box }) => Math.hypot(outside(x, box.left, box.right), outside(y, box.top, box.bottom));
  const isNear = (one, other) =>
    toBox(centre(one), other) < SIZE / 2 || (isSmall(other) && toPoint(centre(one), centre(other)) < SIZE);
  return targets
    .filter((one) => isSmall(one) && !inSentence(one.element))
    .filter((one) => targets.some((other) => other !== one && isNear(one, other)))
    .map(({ element }) => `small: ${element.outerHTML.slice(0, 150)}`);
}
"""
# What keys get to, and no eye.
OUT_OF_SIGHT = """
() => [...document.querySelectorAll("a[href], button, summary, textarea, select, input, [tabindex]")]
  .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.getBoundingClientRect().right <= 0 || element.getBoundingClientRect().left >= innerWidth)
  .map((element) => `out of sight: ${element.outerHTML.slice(0, 150)}`)
"""
SHOW = """
async ([module, verdict]) => {
  const { show } = await import(module);
  show(document.querySelector("form[data-check]"), verdict);
}
"""


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def flaws(page: Page, seen: set[int]) -> Iterator[str]:
    """Everything that is wrong with the page that is open, in every size, and in every colour that was not seen yet."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(reduced_motion="reduce")
    yield from [] if page.evaluate("document.documentElement.lang") == "ru" else ["the language is not said"]
    yield from axe.violations_of_many(page, seen)
    words = page.evaluate(WORDS)
    page.set_viewport_size(NARROW)
    yield from page.evaluate(LOST)
    yield from [] if page.evaluate(WORDS) == words else ["a narrow page says less"]
    page.set_viewport_size(PHONE)
    yield from page.evaluate(CROWDED)
    yield from page.evaluate(OUT_OF_SIGHT)
    page.set_viewport_size(DESKTOP)
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # Material's is 125 %: text twice as large
    yield from (f"large text: {lost}" for lost in page.evaluate(LOST))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(page: Page, site: str, server: Server, site_folder: Path, part: int) -> None:
    server.headers = KEPT
    files = sorted(site_folder.rglob("*.html"))[part::PARTS]
    assert files
    found: list[str] = []
    seen: set[int] = set()
    for file in files:
        name = str(file.relative_to(site_folder)).removesuffix("index.html")
        page.goto(site + name, wait_until="domcontentloaded")
        found += (f"{name}: {flaw}" for flaw in flaws(page, seen))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", [DESKTOP], ids=["desktop"])
@pytest.mark.parametrize("reader", ["firefox", "webkit"], indirect=True)
def test_kinds_of_pages_in_other_engines(reader: Reader, site: str, size: ViewportSize) -> None:
    found: list[str] = []

    def look() -> None:
        reader.evaluate(axe.load())
        found.extend(reader.evaluate(axe.look()))

    for name in ("guides/services/payment-error/", "checks/card/", "report/", ""):
        reader.open(site + name)
        look()
    reader.type(".search [name=query]", "не приходит смс")
    assert reader.text("[role=option]", "Не приходит код для входа")
    look()
    reader.click("[title='Тёмная тема']")
    look()
    assert not found


def states(name: str) -> dict[str, dict[str, Any]]:
    """A verdict of each level that the examples of a check give, and one with errors at its fields."""
    verdicts = [pyscripts.run(name, raw) for raw, _ in calls(name)]
    return {"errors" if verdict["errors"] else verdict["level"]: verdict for verdict in verdicts}


@pytest.mark.parametrize("name", pyscripts.names())
def test_every_state_of_a_form(page: Page, site: str, site_folder: Path, name: str) -> None:
    """The verdicts come from CPython: test_bundle.py proves that the browser gives the same."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site}checks/{name}/")
    found: list[str] = []
    for state, verdict in states(name).items():
        page.evaluate(SHOW, [site + asset(site_folder, "verdict.mjs"), verdict])
        expect(page.locator("form[data-check] output").first).to_have_attribute("data-level", verdict["level"])
        flaws = [*axe.violations(page, ".check"), *page.evaluate(LOST), *page.evaluate(CROWDED)]
        found += (f"{state}: {flaw}" for flaw in flaws)
    assert not found, "\n".join(found)


@pytest.mark.allows_errors
def test_loading_and_a_failed_load(page: Page, site: str, server: Server) -> None:
    arrived = threading.Event()

    def held(answer: Answer) -> None:
        arrived.wait(60)

    server.faults["pyodide.asm.wasm"] = missing
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("failed")
    assert not list(axe.violations(page, ".check"))
    server.faults["pyodide.asm.wasm"] = held
    page.get_by_role("button", name="Попробовать снова").press("Enter")
    card.expect("busy")
    expect(card.button).to_be_focused()
    expect(card.progress).to_have_accessible_name("Загрузка проверки")
    assert not list(axe.violations(page, ".check"))
    arrived.set()
    card.expect("ok")
