"""How long readers of Firefox and of Safari's engine wait: a first visit, a second one in the same browser, the next press."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.table import Row, number, row
from bench.visits import BAD, CARD, GOOD, NEXT
from tests.harness import engines
from tests.harness.chromium import DESKTOP
from tests.harness.engines import Reader
from tests.harness.nginx import Nginx

VISITS = 3
KEPT = 3  # seconds until the memory of Python is kept
UNTIL_VERDICT = """new Promise((resolve) => {
  const form = document.querySelector("form[data-check=card]");
  form.elements.namedItem("number").value = $NUMBER;
  new MutationObserver((_, observer) => {
    if (form.querySelector("output").dataset.level !== "ok") return;
    observer.disconnect();
    resolve(performance.now());
  }).observe(form, { subtree: true, attributeFilter: ["data-level"] });
  form.querySelector("[type=submit]").click();
})""".replace("$NUMBER", repr(GOOD))
PAUSE = f"new Promise((resolve) => setTimeout(resolve, {KEPT * 1000}, 0))"


def rows(site: Path) -> Iterator[Row]:
    """A row for each figure, with both engines in it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, engines.virtual_display() as display:
        work = Path(folder)
        with Nginx(site, work) as nginx:
            browser = playwright.firefox.launch(
                channel="moz-firefox", executable_path=engines.FIREFOX, firefox_user_prefs=engines.PREFERENCES
            )
            firefox = [visit(engines.playwright_reader(browser, DESKTOP), nginx.url) for _ in range(VISITS)]
            browser.close()
            log = work / "console.txt"
            webkit = [visit(engines.webkit_reader(display, log, DESKTOP), nginx.url) for _ in range(VISITS)]
    for name, found in (("Firefox", firefox), ("WebKitGTK", webkit)):
        cold, warm, again = (statistics.median(figures) for figures in zip(*found, strict=True))
        yield Row(
            f"{name}: открыть → ответ card, первый раз · второй", f"{number(cold / 1e3)} · {number(warm / 1e3)} с"
        )
        yield row(f"{name}: следующее нажатие", again, "мс", digits=1)


def visit(reading: AbstractContextManager[Reader], site: str) -> tuple[float, float, float]:
    """Milliseconds of a first visit, of a second one, and of the next press: the page is open, then the button is pressed."""
    with reading as reader:
        reader.open(site + CARD)
        cold = float(reader.evaluate(UNTIL_VERDICT))
        presses = [
            reader.evaluate(f"({NEXT.strip()})({[number, level]!r})")
            for number, level in [(BAD, "warn"), (GOOD, "ok")] * 5
        ]
        reader.evaluate(PAUSE)
        reader.open(site + CARD)
        warm = float(reader.evaluate(UNTIL_VERDICT))
    return cold, warm, statistics.median(presses)
