"""«Проверить всё» in real Chromium, with a stand-in for every host on loopback: each fault has its verdict."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from pyscripts.data import table
from tests.harness.chromium import DESKTOP, PHONE
from tests.harness.hosts import NAMES, Hosts
from tests.harness.server import Answer, Server

PAGE = "checks/connection/"
GROUPS = {group["id"]: [host["name"] for host in group["host"]] for group in table("hosts")["group"]}
RU, WORLD = GROUPS["ru"], GROUPS["world"]
MAIN, LOGIN, STATIC = GROUPS["portal"] + GROUPS["login"] + GROUPS["static"]
PORTAL = [MAIN, LOGIN, STATIC]
# Shorter than the real ones, so that a silent host does not cost ten seconds a test. Two slow hosts, asked one after the
# other, have answered after 3.3 s (see SLOW in tests/harness/hosts.py): the deadline leaves a busy machine two seconds more.
PATIENCE = {"slow_ms": 1_500, "late_ms": 2_800, "deadline_ms": 5_500, "again_ms": 50}

pytestmark = pytest.mark.allows_errors  # a failed request is on the console, and most tests want one


@pytest.fixture
def context(connected: Browser, hosts: Hosts) -> Iterator[BrowserContext]:
    hosts.reset()
    context = connected.new_context(locale="ru-RU", timezone_id="Europe/Moscow", viewport=DESKTOP)
    yield context
    context.close()


def impatient(answer: Answer) -> None:
    for name, ms in PATIENCE.items():
        answer.body = re.sub(rf'"{name}":\d+'.encode(), f'"{name}":{ms}'.encode(), answer.body)


@pytest.fixture
def site(server: Server) -> str:
    server.faults["hosts.mjs"] = impatient
    return server.url


class Way:
    """What a reader sees and does on the page."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        page.goto(site + PAGE)
        self.form = page.locator("form[data-check=connection]")
        self.output = self.form.locator("output")
        self.button = self.form.locator("button[type=submit]")

    def stop(self, group: str, state: str) -> None:
        expect(self.page.locator(f".way__stop[data-group={group}]")).to_have_attribute("data-state", state)

    def expect(self, verdict: str, timeout: float = 30_000) -> None:
        said = self.form.locator("output:not([data-level=busy]) .verdict__finding")
        expect(said).to_have_attribute("data-key", verdict, timeout=timeout)

    def settle(self) -> None:
        """Wait for what the page loads ahead: the table of answers."""
        self.page.wait_for_load_state("networkidle")

    def ask(self, verdict: str) -> None:
        self.button.click()
        self.expect(verdict)


@pytest.fixture
def way(page: Page, site: str) -> Way:
    return Way(page, site)


def test_nobody_is_asked_before_the_button_and_every_host_is_listed(way: Way, hosts: Hosts) -> None:
    assert not hosts.asked
    listed = way.page.locator(".way__hosts li").all_text_contents()
    assert all(any(text.startswith(name) for text in listed) for name in NAMES)
    expect(way.form.locator(".check__privacy")).to_contain_text("увидят ваш IP-адрес")


def test_a_healthy_line_is_answered_at_once_and_without_python(way: Way, hosts: Hosts, server: Server) -> None:
    runtime = []
    way.page.on("request", lambda request: runtime.append(request.url) if "/runtime/" in request.url else None)
    way.button.click()
    way.expect("fine")
    assert not runtime
    for group in ("own", "ru", "world", "portal", "login", "static", "more"):
        way.stop(group, "ok")
    expect(way.page.locator(f"[data-host='{MAIN}'] .way__result")).to_have_text(re.compile(r"✓ отвечает, \d+ мс"))
    assert {name for name, _, _ in hosts.asked} <= {*NAMES} - {RU[2], WORLD[2]}  # two of three are enough


def test_probes_carry_neither_cookies_nor_the_address_of_the_page(way: Way, hosts: Hosts, site: str) -> None:
    way.page.context.add_cookies([{"name": "session", "value": "secret", "url": f"https://{MAIN}/"}])
    way.ask("fine")
    assert hosts.asked
    for _, _, request in hosts.asked:
        assert "secret" not in request
        assert not re.search(r"^(cookie|referer|origin):", request, re.IGNORECASE | re.MULTILINE)
        assert site not in request


FAULTS: list[tuple[str, dict[str, list[str]]]] = [
    ("portal-refused", {"reset": PORTAL}),
    ("portal-silent", {"hang": PORTAL}),
    ("portal-refused", {"untrusted": [MAIN, LOGIN]}),
    ("main-down", {"reset": [MAIN]}),
    ("login-down", {"reset": [LOGIN]}),
    ("login-down", {"hang": [LOGIN]}),
    ("static-down", {"reset": [STATIC]}),
    ("ru-down", {"reset": [*RU, *PORTAL]}),
    ("white-list", {"hang": WORLD}),
    ("limited-portal-down", {"hang": [*WORLD, *PORTAL]}),
    ("only-portal", {"reset": [*RU, *WORLD]}),
    ("odd-controls", {"reset": RU}),
    ("blocker", {"reset": [*RU, *WORLD, *PORTAL]}),
    ("only-own", {"hang": [*RU, *WORLD, *PORTAL]}),
    ("slow-line", {"slow": [*RU, *WORLD, *PORTAL]}),
    ("slow-portal", {"slow": PORTAL}),
    ("unstable", {"flaky": [LOGIN]}),
    ("fine", {"reset": [RU[0], WORLD[1]]}),
    ("fine", {"hang": [RU[0]]}),
    ("unstable", {"reset": RU[:2]}),
]


def captive(answer: Answer) -> None:
    """The page of a network that wants a login first, in place of what was asked for."""
    answer.body = "<html>Войдите в сеть</html>".encode()


def named(value: str | dict[str, list[str]]) -> str:
    return value if isinstance(value, str) else "-".join(f"{how}{len(who)}" for how, who in value.items())


@pytest.fixture(scope="module")
def same(connected: Browser, site_folder: Path) -> Iterator[Page]:
    """A tab in which the page is loaded anew for each fault: a fresh browser's would cost more than the fault."""
    with Server(site_folder, faults={"hosts.mjs": impatient}) as server:
        context = connected.new_context(
            base_url=server.url, locale="ru-RU", timezone_id="Europe/Moscow", viewport=DESKTOP
        )
        with context:
            yield context.new_page()


@pytest.mark.parametrize(("verdict", "faults"), FAULTS, ids=named)
def test_each_fault_has_its_verdict(
    same: Page, watch: Callable[[Page], Page], hosts: Hosts, verdict: str, faults: dict[str, list[str]]
) -> None:
    hosts.reset()
    hosts.misbehave(faults)
    way = Way(watch(same), "")
    way.ask(verdict)
    assert way.output.get_attribute("data-level") != "failed"


def test_a_page_of_somebody_else_in_place_of_ours_is_seen(way: Way, server: Server) -> None:
    server.faults["own.txt"] = captive
    way.ask("captive")
    way.stop("own", "wrong")


def test_our_own_server_gone_says_nothing_of_the_portal(way: Way, server: Server) -> None:
    way.settle()
    server.stop()
    way.ask("own-down")
    assert not re.search(
        "портал|госуслуг", way.output.locator(".verdict__finding").inner_text().lower().partition("подробно")[0]
    )


def test_offline(way: Way) -> None:
    way.settle()
    way.page.context.set_offline(True)
    way.ask("offline")


def test_a_blocker_is_told_from_the_network_by_a_picture(way: Way) -> None:
    def block(route: Route) -> None:
        if route.request.resource_type == "fetch":
            route.abort("blockedbyclient")
        else:
            route.continue_()

    way.page.context.route(re.compile(r"^https://"), block)
    way.ask("blocker-seen")
    way.stop("portal", "blocked")
    way.stop("login", "fail")  # it has no picture


def test_the_next_press_says_what_has_changed(way: Way, hosts: Hosts) -> None:
    change = way.page.locator(".way__change")
    hosts.set("reset", *PORTAL)
    way.ask("portal-refused")
    expect(way.button).to_have_text("Проверить снова")
    expect(change).to_be_empty()
    way.ask("portal-refused")
    expect(change).to_have_text("С прошлого раза ничего не изменилось.")
    hosts.reset()
    way.ask("fine")
    expect(change).to_contain_text("Госуслуги: главная — было «не отвечает: отказ сразу», стало «отвечает»")


def test_a_second_press_in_the_middle_starts_anew(way: Way, hosts: Hosts) -> None:
    hosts.set("hang", *PORTAL)
    way.button.click()
    way.stop("ru", "ok")
    way.stop("portal", "asked")
    hosts.reset()
    way.ask("fine")
    way.stop("portal", "ok")


def test_rows_appear_as_probes_end(way: Way, hosts: Hosts) -> None:
    hosts.set("hang", *PORTAL)
    way.button.click()
    expect(way.page.locator(f"[data-host='{RU[0]}'] .way__result")).to_contain_text("отвечает")
    expect(way.output).to_have_attribute("data-level", "busy")
    expect(way.output).to_have_text("Проверяем.")
    way.expect("portal-silent")
    expect(way.page.locator(f"[data-host='{MAIN}'] .way__result")).to_have_text(re.compile(r"ждали [56],\d с"))


def test_the_browser_is_checked_by_the_same_press(way: Way) -> None:
    way.ask("fine")
    browser = way.page.locator("form[data-check=browser] output")
    expect(browser).to_have_attribute("data-level", re.compile("ok|unsure"), timeout=30_000)
    keys = [finding.get_attribute("data-key") for finding in browser.locator(".verdict__finding").all()]
    assert keys[-1] in ("fine", "not-compared")
    assert not {"no-cookies", "no-storage", "old-features", "no-wasm", "clock-wrong", "blocker"} & {*keys}


def test_a_wrong_clock_and_popups(page: Page, site: str) -> None:
    page.clock.set_fixed_time("2026-11-22T10:00:00Z")
    page.goto(site + "checks/browser/")
    form = page.locator("form[data-check=browser]")
    form.get_by_text("Всплывающие окна").check()
    form.locator("button[type=submit]").click()
    output = form.locator("output")
    expect(output).to_have_attribute("data-level", re.compile("ok|unsure|warn"), timeout=30_000)
    expect(output.locator("[data-key^=clock-]")).to_be_visible()
    assert not output.locator("[data-key=no-popups]").count()


def test_it_fits_a_phone(way: Way, hosts: Hosts) -> None:
    way.page.set_viewport_size(PHONE)
    hosts.set("hang", *WORLD)
    hosts.set("reset", LOGIN)
    way.ask("login-down")
    assert way.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
