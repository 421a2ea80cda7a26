"""How long a reader waits, in real Chromium, on a site behind real nginx: the check of a card and of the connection."""

import json
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Playwright, Request, sync_playwright

from bench.line import SLOW_4G, SlowLine
from bench.site import without_brotli
from bench.table import Row, number, row
from tests.harness.chromium import CHROMIUM, FLAGS
from tests.harness.hosts import Hosts, ServerCertificate
from tests.harness.nginx import Nginx

CARD, DOCUMENT, CONNECTION = "checks/card/", "checks/document/", "checks/connection/"
VISITS = 5
WAIT = 180_000  # ms that a visit may take
GOOD, BAD = "2200 0000 0000 0053", "2200 0000 0000 0054"
ANSWERS = {"card": {"number": GOOD}, "document": {"kind": "snils", "number": "112-233-445 95"}}

# Notes when the first verdict of a form stands in the page, and the longest time that the page did not answer.
WATCH = """
window.seen = { ready: 0, verdict: 0, longest: 0 };
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
}).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
  if (!seen.ready && "checks" in document.documentElement.dataset) seen.ready = performance.now();
  if (!seen.verdict && document.querySelector("output[data-level=ok]")) seen.verdict = performance.now();
}).observe(document, { subtree: true, attributeFilter: ["data-level", "data-checks"] });
window.press = () => {
  const form = document.querySelector("form[data-check]");
  const given = $ANSWERS[form?.dataset.check];
  if (!given || seen.verdict) return;
  for (const [name, value] of Object.entries(given)) form.elements.namedItem(name).value = value;
  form.querySelector("[type=submit]").click();
};
""".replace("$ANSWERS", json.dumps(ANSWERS))
IMPATIENT = "setInterval(press, 100);"
ONCE = "setTimeout(press, 1000);"
NEXT = """
([number, level]) => new Promise((resolve) => {
  const field = document.querySelector("#check-card-number");
  const output = field.form.querySelector("output");
  field.value = number;
  const start = performance.now();
  const observer = new MutationObserver(() => {
    if (output.dataset.level !== level) return;
    observer.disconnect();
    resolve(performance.now() - start);
  });
  observer.observe(output, { attributes: true });
  field.form.querySelector("[type=submit]").click();
})
"""
# The stages until the verdict, in the page and in the worker: docs/assets/worker.mjs marks them.
PAGE_STAGES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  const first = { page: page.responseStart, whole: page.responseEnd, paint: paint?.startTime ?? 0 };
  return { start: performance.timeOrigin, ...first, ...seen };
}"""
WORKER_STAGES = """() => {
  const marks = performance.getEntriesByType("mark").map(({ name, startTime }) => [name, performance.timeOrigin + startTime]);
  return { worker: performance.timeOrigin, ...Object.fromEntries(marks.reverse()) };
}"""
STAGES = {
    "page": "страница начала приходить",
    "whole": "страница пришла",
    "paint": "на экране первое",
    "ready": "скрипты страницы готовы",
    "worker": "нажато, поток создан",
    "asked": "скрипт потока пришёл и спрошен",
    "fetched": "файлы Python пришли и сверены",
    "compiled": "ядро скомпилировано",
    "scripts": "снимок памяти и скрипты ядра готовы",
    "python": "Python запущен",
    "check": "проверка загружена",
    "answered": "Python ответил",
    "verdict": "ответ на экране",
}


def rows(site: Path) -> Iterator[Row]:
    """Everything that is waited for."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        with Nginx(site, _made(work / "nginx")) as nginx:
            yield from quick(playwright, nginx.url, work)
            yield from healthy_line(playwright, nginx.url, work)
            yield slow(playwright, nginx.port, work, "brotli")
        with Nginx(without_brotli(site, work / "gzip"), _made(work / "nginx-gzip")) as nginx:
            yield slow(playwright, nginx.port, work, "gzip")


def quick(playwright: Playwright, site: str, work: Path) -> Iterator[Row]:
    """Cold and warm visits on a line that costs nothing."""
    longest, again, asked, answered = [], [], [], 0
    traces: dict[str, list[dict[str, float]]] = {"первый раз": [], "второй раз": [], "другая страница": []}
    cold, warm, other = traces.values()
    for _ in range(VISITS):
        with tempfile.TemporaryDirectory(dir=work) as profile:
            seen: list[Request] = []
            with visit(playwright, site + CARD, profile, IMPATIENT, seen=seen) as page:
                cold.append(trace(page))
                end = page.evaluate("performance.timeOrigin + seen.verdict")
                asked.append([request.url.removeprefix(site) for request in seen if request.timing["startTime"] < end])
                again += [page.evaluate(NEXT, pair) for pair in [[BAD, "warn"], [GOOD, "ok"]] * 5]
                longest.append(page.evaluate("seen.longest"))
                page.wait_for_timeout(8_000)  # for the service worker
                page.goto(site + DOCUMENT, wait_until="commit")
                other.append(trace(page))
            with visit(playwright, site + CARD, profile, IMPATIENT) as page:
                warm.append(trace(page))
        with tempfile.TemporaryDirectory(dir=work) as profile, visit(playwright, site + CARD, profile, ONCE) as page:
            answered += verdict(page) > 0
    waited = {name: statistics.median(one["verdict"] for one in found) / 1e3 for name, found in traces.items()}
    for name, seconds in waited.items():
        yield row(f"Открыть → ответ, {name}", seconds, "с")
    yield row("Второй раз против первого", waited["второй раз"] / waited["первый раз"])
    most = max(asked, key=len)  # what a verdict has asked for by then differs by a file
    yield row("Запросов до первого ответа card", len(most), most=15, digits=0)
    yield Row("Какие", ", ".join(path.rpartition("/")[2] or "страница" for path in most))
    yield row("Следующее нажатие", statistics.median(again), "мс", most=5, digits=1)
    # Chromium reports tasks of 50 ms and more only.
    yield row("Самая долгая задача главного потока", statistics.median(longest), "мс", most=50, digits=0)
    text = f"{answered} из {VISITS}"
    yield Row("Одно нажатие через секунду после открытия: ответов", text, f"{VISITS}", answered == VISITS)
    yield Row("Путь до ответа, мс от начала", " · ".join(traces))
    for stage, words in STAGES.items():
        passed = (statistics.median(one.get(stage, 0) for one in found) for found in traces.values())
        yield Row(f"– {words}", " · ".join(number(ms, 0) for ms in passed))


def trace(page: Page) -> dict[str, float]:
    """When each stage until the verdict was passed, in milliseconds from the start of the navigation."""
    verdict(page)
    found: dict[str, float] = page.evaluate(PAGE_STAGES)
    start = found.pop("start")
    python = next(worker for worker in page.workers if worker.evaluate("performance.getEntriesByName('asked').length"))
    return found | {name: at - start for name, at in python.evaluate(WORKER_STAGES).items()}


def slow(playwright: Playwright, port: int, work: Path, packing: str) -> Row:
    """The first visit on a slow line."""
    with (
        SlowLine(port, SLOW_4G) as line,
        tempfile.TemporaryDirectory(dir=work) as profile,
        visit(playwright, f"http://127.0.0.1:{line.port}/{CARD}", profile, IMPATIENT) as page,
    ):
        return row(f"Открыть → ответ card, первый раз, {SLOW_4G.name}, {packing}", verdict(page) / 1e3, "с", digits=1)


def healthy_line(playwright: Playwright, site: str, work: Path) -> Iterator[Row]:
    """The connection check, with a stand-in for every host that it asks."""
    hosts = Hosts(ServerCertificate.make(work, "trusted"), ServerCertificate.make(work, "untrusted"))
    flags = [
        f"--host-resolver-rules={hosts.rules}",
        f"--ignore-certificate-errors-spki-list={hosts.trusted.spki}",
    ]
    waited = []
    for _ in range(VISITS):
        with (
            tempfile.TemporaryDirectory(dir=work) as profile,
            visit(playwright, site + CONNECTION, profile, "", flags) as page,
        ):
            page.wait_for_load_state("networkidle")
            start = page.evaluate("performance.now()")
            page.click("form[data-check=connection] [type=submit]")
            waited.append(verdict(page) - start)
    hosts.stop()
    yield row("connection на исправной связи: нажать → ответ", statistics.median(waited) / 1e3, "с", most=1.5)


@contextmanager
def visit(
    playwright: Playwright,
    url: str,
    profile: str,
    does: str,
    flags: Sequence[str] = (),
    seen: list[Request] | None = None,
) -> Iterator[Page]:
    """A page in a browser of its own: what the reader does there is a script that starts with the page.

    Args:
        playwright: that starts it.
        url: of the page.
        profile: a folder; the same one makes a second visit.
        does: the script.
        flags: for the browser.
        seen: gets what is asked for.
    """
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=[*FLAGS, *flags], locale="ru-RU", timezone_id="Europe/Moscow"
    )
    try:
        page = context.pages[0]
        page.set_default_timeout(WAIT)
        if seen is not None:
            context.on("request", lambda request: seen.append(request) if request.url.startswith("http") else None)
        page.add_init_script(WATCH + does)
        page.goto(url, wait_until="commit")
        yield page
    finally:
        context.close()


def verdict(page: Page) -> float:
    """Milliseconds from the start of the navigation to the verdict."""
    page.wait_for_selector("output[data-level=ok]")
    return float(page.evaluate("seen.verdict"))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
