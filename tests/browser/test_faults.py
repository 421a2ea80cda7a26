"""What can go wrong on the way to a verdict: each fault ends in words and a way on, and nothing typed is lost."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Worker, expect

from tests.browser.test_card import CARD, Form, open_card
from tests.harness.chromium import CHROMIUM, FLAGS, PHONE
from tests.harness.pages import elements
from tests.harness.server import Answer, Fault, Server, changed, corrupted, cut_off, missing, silent, wrong_type

NUMBER, MISTYPED = "4111 1111 1111 1111", "4111 1111 1111 1112"
TOLD = 15_000  # ms until a reader must have been told
NOT_LOADED = "Проверка не загрузилась"
NOT_STARTED = "Проверка здесь не запускается"
MISTAKE = "В проверке ошибка"
TOO_LONG = "Проверка шла слишком долго"
FILES = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python.zip.txt"]

type Faults = Mapping[str, Fault]  # by the end of a path


def after(script: str) -> Fault:
    """A script that runs another one first: the browser lacks something, or has less of it."""

    def fault(answer: Answer) -> None:
        answer.body = f"{script}\n".encode() + answer.body

    return fault


def late(seconds: float) -> Fault:
    def fault(answer: Answer) -> None:
        answer.pause = seconds

    return fault


def trickle(answer: Answer) -> None:
    """Three seconds, with something each tenth of a second."""
    answer.rate = len(answer.body) // 3


def hasty(answer: Answer) -> None:
    """A page that waits for a third of the time, for Python and for an answer."""
    changed("SILENCE = 12_000", "SILENCE = 4_000")(answer)
    changed("LIMIT = 10_000", "LIMIT = 4_000")(answer)


# Patience costs time: twelve and ten seconds of it are waited for once, in the test of that name.
HASTY: Faults = {
    "runtime.mjs": hasty,
    "early.js": changed("PATIENCE = 12000", "PATIENCE = 4000"),
}
NO_WASM = "delete globalThis.WebAssembly;"
NO_WORKER = "window.Worker = class { constructor() { throw new DOMException('refused', 'SecurityError'); } };"


def unsealed(answer: Answer) -> None:
    """Python of the real worker, in the hands of a test: a check can be made to do anything. Its core is the whole one."""
    changed("python.seal();", "self.python = pyodide;")(answer)
    changed("const home = data.whole ?", "const home = true ?")(answer)


UNSEALED: Faults = {"worker.mjs": unsealed}
OPEN_PYTHON: Faults = {**UNSEALED, "realm.mjs": changed("export function wall() {", "export function wall() { return;")}

# On the way to Python: these are told, and can be tried again in the same page.
PYTHON: dict[str, tuple[str, Fault]] = {
    f"{name} is {fault.__name__}": (name, fault)
    for name in ["manifest.json", *FILES]
    for fault in (missing, cut_off, corrupted, silent)
    # A manifest is what the others are compared with: what is corrupted in it shows as theirs.
    if (name, fault) != ("manifest.json", corrupted)
} | {
    "worker.mjs is missing": ("worker.mjs", missing),
    "worker.mjs is of a wrong type": ("worker.mjs", wrong_type),
    "a worker ends at once": ("worker.mjs", after("self.close();")),
    "a worker has no WebAssembly": ("worker.mjs", after(NO_WASM)),
}
# In the page itself: fault → (what the server does, what the reader is told).
PAGE: dict[str, tuple[Faults, str]] = {
    "workers are refused": ({"early.js": after(NO_WORKER)}, NOT_LOADED),
    "there is no WebAssembly": ({"early.js": after(NO_WASM), "worker.mjs": after(NO_WASM)}, "технология WebAssembly"),
    "modules are missing": ({".mjs": missing}, NOT_STARTED),
    "modules are of a wrong type": ({".mjs": wrong_type}, NOT_STARTED),
    "one module is missing": ({"verdict.mjs": missing}, NOT_STARTED),
    "one module is silent": ({"measure.mjs": silent}, NOT_STARTED),
    "modules are unknown": ({CARD: changed('type="module"', 'type="unknown"')}, NOT_STARTED),
}
# What must make no difference.
HARMLESS: dict[str, Faults] = {
    "the host knows no types": dict.fromkeys(FILES, wrong_type),
    "the press comes before the modules": {"check.mjs": late(1.5)},
    "the line is slow but moves": {**HASTY, "python.zip.txt": trickle},
}


def checks(body: str) -> str:
    """Let Python of a worker do something else instead of a check."""
    return (
        f"self.python.runPython({json.dumps(f'import pyscripts\ndef load(name):\n    {body}\npyscripts.load = load')})"
    )


NEVER_ENDS = checks("while True: pass")
EATS_MEMORY = checks("eaten = b'x'\n    while True: eaten += eaten")
# Once Python is there: fault → (what is done to the worker, what the reader is told).
RUNNING: dict[str, tuple[str, str]] = {
    "a check raises": (checks("raise ValueError(name)"), MISTAKE),
    "a check never ends": (NEVER_ENDS, TOO_LONG),
    "the worker breaks": ("self.onmessage = () => { throw new Error('x') }", MISTAKE),
    "the worker is killed": ("self.close()", TOO_LONG),
}


# Service workers are refused in all of these: what they keep is not broken by a server.
REFUSED = "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no'))"
# The names of workers by their addresses: to ask a worker for its name while it ends is to wait for ever.
NAMED = """
globalThis.named = {};
globalThis.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    named[url] = options.name;
  }
};
"""


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.add_init_script(REFUSED + NAMED)
    return context


@pytest.fixture
def page(worn: Page) -> Page:
    worn.add_init_script(REFUSED + NAMED)
    return worn


def python(page: Page) -> Worker:
    """The newest worker of Python; the one that keeps its memory comes and goes beside it."""
    names = page.evaluate("named")
    [*_, newest] = [one for one in page.workers if names[one.url] == "python"]
    return newest


def is_told(card: Form, words: str | re.Pattern[str]) -> None:
    """The reader has words, the way by hand, and what was typed."""
    card.expect("failed", timeout=TOLD)
    expect(card.output).to_contain_text(words)
    expect(card.form.page.locator(".check details")).to_have_attribute("open", "")
    expect(card.form.locator("[name=number]")).to_have_value(NUMBER)


def press_again(page: Page) -> None:
    page.get_by_role("button", name="Попробовать снова").click()


@pytest.mark.allows_errors
def test_python_that_does_not_arrive_is_told_of_and_can_be_tried_again(page: Page, site: str, server: Server) -> None:
    server.faults = {**HASTY}
    card = open_card(page, site)
    press: Callable[[], None] = partial(card.ask, number=NUMBER)  # a touch of the field loads Python already
    for what, (name, fault) in PYTHON.items():
        server.faults = {name: fault}
        server.seen.clear()
        press()
        is_told(card, NOT_LOADED)
        assert [path for path in server.seen if path.endswith(name)], what
        press = lambda: press_again(page)  # noqa: E731
    card.button.click()  # who asks in another way is told as well
    is_told(card, NOT_LOADED)
    server.faults = {}
    press()
    card.expect("ok", "Visa")


@pytest.mark.allows_errors
@pytest.mark.parametrize("fault", PAGE)
def test_a_fault_of_the_page_is_told(page: Page, site: str, server: Server, fault: str) -> None:
    faults, words = PAGE[fault]
    server.faults = {**HASTY, **faults}
    card = open_card(page, site, until="commit")
    card.ask(number=NUMBER)
    is_told(card, words)
    card.button.click()
    is_told(card, words)


@pytest.mark.parametrize("fault", HARMLESS)
def test_what_makes_no_difference(page: Page, site: str, server: Server, fault: str) -> None:
    server.faults = {**HARMLESS[fault]}
    card = open_card(page, site, until="commit")
    card.ask(number=NUMBER)
    card.fill(expiry="12/40")
    card.expect("ok", "Visa")
    expect(card.form.locator("[name=expiry]")).to_have_value("12/40")


@pytest.mark.allows_errors
def test_patience_has_its_measure(context: BrowserContext, watch: Callable[[Page], Page], site_folder: Path) -> None:
    """Twelve seconds of silence, ten of a late file and of a check that never ends, all at once; and all the memory."""
    with (
        Server(site_folder, faults={"pyodide.asm.wasm": silent}) as silence,
        Server(site_folder, faults={"python.zip.txt": late(10)}) as lateness,
        Server(site_folder, faults={**OPEN_PYTHON}) as health,
    ):
        quiet, slow, endless = (open_card(watch(context.new_page()), it.url) for it in (silence, lateness, health))
        endless.ask(number=NUMBER)
        endless.expect("ok", "Visa")
        python(endless.form.page).evaluate(f"void ({NEVER_ENDS})")
        for card in (endless, endless, quiet, slow):  # who waits presses again
            card.ask(number=NUMBER)
        is_told(quiet, NOT_LOADED)
        slow.expect("ok", "Visa")
        endless.expect("ok", "Visa")
        python(endless.form.page).evaluate(f"void ({EATS_MEMORY})")
        endless.button.click()
        is_told(endless, re.compile(f"{MISTAKE}|{TOO_LONG}"))  # two gigabytes take their time
        endless.button.click()
        endless.expect("ok", "Visa")


@pytest.mark.allows_errors
def test_a_fault_of_a_check_is_told_and_the_next_press_starts_anew(page: Page, site: str, server: Server) -> None:
    server.faults = {**HASTY, **OPEN_PYTHON}
    card = open_card(page, site)
    for script, words in RUNNING.values():
        card.ask(number=NUMBER)
        card.expect("ok", "Visa")
        python(page).evaluate(f"void ({script})")
        card.button.click()
        is_told(card, words)
    card.button.click()
    card.expect("ok", "Visa")


@pytest.mark.allows_errors
def test_a_server_may_go_at_any_time(page: Page, site_folder: Path) -> None:
    with Server(site_folder, faults={"pyodide.asm.wasm": late(60)}) as server:
        card = open_card(page, server.url)
        card.ask(number=NUMBER)
        expect(card.progress).to_have_text(re.compile("Загружаем"))
        server.stop()
        is_told(card, NOT_LOADED)
        press_again(page)
        is_told(card, NOT_LOADED)


def test_python_that_is_there_needs_no_server_and_nobody_floods_the_page(page: Page, site: str, server: Server) -> None:
    card = open_card(page, site)
    card.ask(number=NUMBER)
    card.expect("ok", "Visa")
    server.stop()
    assert python(page).evaluate("typeof self.postMessage") == "undefined"
    card.form.evaluate("(form) => { for (let n = 0; n < 200; n++) form.requestSubmit() }")
    card.ask(number=MISTYPED)
    card.expect("warn", "В номере опечатка")


def test_a_tab_that_slept_while_loading_goes_on(page: Page, site: str, server: Server) -> None:
    server.faults = {**HASTY, "pyodide.asm.wasm": late(1)}
    card = open_card(page, site)
    card.ask(number=NUMBER)
    card.expect("busy")
    state = page.context.new_cdp_session(page)
    state.send("Page.setWebLifecycleState", {"state": "frozen"})
    state.send("Page.setWebLifecycleState", {"state": "active"})
    card.expect("ok", "Visa")


@pytest.fixture
def remembering(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that keeps pages as they were for the way back, which Playwright switches off."""
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


def test_the_way_back_leads_to_a_form_that_works(
    remembering: Browser, watch: Callable[[Page], Page], site: str
) -> None:
    page = watch(remembering.new_page())
    card = open_card(page, site)
    card.ask(number=NUMBER)
    card.expect("ok", "Visa")
    page.evaluate("addEventListener('pageshow', ({ persisted }) => { window.kept = persisted })")
    page.goto(site)
    page.go_back(wait_until="commit")
    assert page.evaluate("window.kept")
    card.ask(number=MISTYPED)
    card.expect("warn", "В номере опечатка")


@pytest.mark.parametrize("now", ["2024-11-22T10:00:00Z", "2028-11-22T10:00:00Z"])
def test_a_slow_phone_with_a_wrong_clock_and_large_letters(
    context: BrowserContext, watch: Callable[[Page], Page], site: str, now: str
) -> None:
    page = watch(context.new_page())
    page.clock.set_fixed_time(now)
    page.set_viewport_size(PHONE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    card = open_card(page, site)
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # twice what site.css and the theme make it
    card.ask(number=NUMBER, expiry="12/40")
    card.expect("ok", "Visa")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def forgetful(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A Chromium in which sites may keep nothing: no cookies, no storage, no service workers."""
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences))
    context = playwright.chromium.launch_persistent_context(tmp_path, executable_path=CHROMIUM, args=FLAGS)
    yield context
    context.close()


def test_a_site_that_may_keep_nothing_works(
    forgetful: BrowserContext, watch: Callable[[Page], Page], site: str
) -> None:
    page = watch(forgetful.new_page())
    card = open_card(page, site)
    assert page.evaluate("caches.keys().catch(({ name }) => name)") == "SecurityError"
    assert page.evaluate("document.cookie = 'a=1', document.cookie") == ""
    card.ask(number=NUMBER)
    card.expect("ok", "Visa")
    page.goto(f"{site}guides/basics/clear-data/")
    expect(page.locator("[data-steps=clear-site] .steps__way").filter(visible=True)).to_have_count(1)
    page.goto(f"{site}report/")
    expect(page.locator("[data-report] p").first).to_contain_text("Пока здесь пусто")


# What general rules of lists for blockers take for advertisements and counters: in addresses, and as classes and ids.
BLOCKED = (
    r"ads?|adv|advert\w*|banners?|counter|stats?|statistics|metri[ck]a?|trackers?|tracking|analytics|pixel|beacon|popup|"
    r"popunder|sponsor\w*|promo|telemetry|collect"
)


def test_no_address_looks_like_an_advertisement(site_folder: Path) -> None:
    names = ["/" + path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*.*")]
    assert names
    assert [name for name in names if re.search(rf"[/._-]({BLOCKED})[/._?-]", name)] == []


def test_no_part_of_a_page_looks_like_an_advertisement(site_folder: Path) -> None:
    for path in site_folder.rglob("*.html"):
        names = {
            name for _, it in elements(path.read_text()) for name in f"{it.get('class', '')} {it.get('id', '')}".split()
        }
        assert names
        assert [name for name in names if re.fullmatch(rf"{BLOCKED}|social|share", name)] == [], path
