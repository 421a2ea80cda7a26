"""The workbench: how long until the first mistakes are shown, and until an edit is judged."""

import gzip
import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.table import Row, row
from tests.harness.chromium import CHROMIUM, DESKTOP, FLAGS
from tests.harness.server import Server

VISITS, EDITS = 5, 5
PAGES = ("guides/login/no-code.md", "guides/services/refused.md", "checks/card.md")
OPEN = """
(path) => new Promise((resolve) => {
  document.querySelector("#workbench-page").value = path;
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (!/^Ошибок/.test(document.querySelector(".workbench__text [role=status]").textContent)) return;
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(document.body, { childList: true, subtree: true });
  document.querySelector(".workbench form").requestSubmit();
})
"""
# The last line is without an end then: there is always a mistake to be shown anew.
EDIT = """
() => new Promise((resolve) => {
  const text = document.querySelector("#workbench-text");
  const start = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(document.querySelector(".workbench__problems"), { childList: true });
  text.value += "слово";
  text.dispatchEvent(new Event("input"));
})
"""


def rows(site: Path) -> Iterator[Row]:
    """The figures that are aimed at, for the table."""
    yield row("Мастерская: всё, что она загружает, gzip", size(site) / 1e6, "МБ", most=7)
    with Server(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        visits = [visit(browser, server.url, PAGES[number % len(PAGES)]) for number in range(VISITS)]
        browser.close()
    yield row(
        "Мастерская: открыть → первые ошибки, первый раз",
        statistics.median(cold for cold, _ in visits) / 1e3,
        "с",
        most=4,
    )
    edits = [edit for _, edits in visits for edit in edits]
    yield row("Мастерская: правка → ошибки, с паузой", statistics.median(edits), "мс", most=300, digits=0)


def size(site: Path) -> int:
    """What a first visit loads beyond the page itself."""
    assets = site / "assets"
    files: Iterable[Path] = [
        *(assets / "workbench").iterdir(), *assets.glob("*/workbench*.*js"), *assets.glob("runtime/*/pyodide.*"),
    ]  # fmt: skip
    return sum(len(gzip.compress(path.read_bytes())) for path in files if path.suffix not in (".br", ".gz"))


def visit(browser: Browser, site: str, path: str) -> tuple[float, list[float]]:
    """Milliseconds until the first mistakes, and after each edit, in a browser that has kept nothing."""
    context = browser.new_context(locale="ru-RU", viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{site}about/workbench/")
    page.wait_for_load_state("networkidle")
    cold: float = page.evaluate(OPEN, path)
    edits: list[float] = [page.evaluate(EDIT) for _ in range(EDITS)]
    context.close()
    return cold, edits
