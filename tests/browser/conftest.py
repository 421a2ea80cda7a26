"""The built site in real Chromium. Every test gets a fresh context; an error on the console fails it."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, expect, sync_playwright

from tests.harness import engines
from tests.harness.chromium import CHROMIUM, DESKTOP, FLAGS, HASTE, PHONE
from tests.harness.engines import Reader
from tests.harness.hosts import Hosts, ServerCertificate
from tests.harness.screen import accessible_display
from tests.harness.server import Server

expect.set_options(timeout=20_000)  # ms: both cores may be busy

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "tests" / "artifacts"


@pytest.fixture
def server(site_folder: Path) -> Iterator[Server]:
    """A server of its own for each test, so that faults stay where they are made."""
    with Server(site_folder) as running:
        yield running


@pytest.fixture
def site(server: Server) -> str:
    """The address of the site, with a slash at its end."""
    return server.url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    engines.needed(CHROMIUM)
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, HASTE])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    engines.needed(engines.FIREFOX)
    browser = playwright.firefox.launch(
        channel="moz-firefox", executable_path=engines.FIREFOX, firefox_user_prefs=engines.PREFERENCES
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    with engines.virtual_display() as name:
        yield name


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> ViewportSize:
    return request.param  # type: ignore[no-any-return]


def opened(request: pytest.FixtureRequest, size: ViewportSize, tmp_path: Path) -> AbstractContextManager[Reader]:
    """A reader in the engine that a fixture's parameter names."""
    if request.param == "webkit":
        return engines.webkit_reader(request.getfixturevalue("display"), tmp_path / "console.txt", size)
    return engines.playwright_reader(request.getfixturevalue(request.param), size)


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def reader(request: pytest.FixtureRequest, size: ViewportSize, tmp_path: Path) -> Iterator[Reader]:
    """A reader in each engine; an error on the console fails the test, and what a failed test saw is kept."""
    with opened(request, size, tmp_path) as reader:
        yield reader
        if getattr(request.node, "failed", False):
            reader.keep(_artifacts(request.node))
        else:
            assert reader.errors == []


@pytest.fixture(scope="session")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    """Stand-ins on loopback for every host that the connection check asks."""
    folder = tmp_path_factory.mktemp("certificates")
    running = Hosts(ServerCertificate.make(folder, "trusted"), ServerCertificate.make(folder, "untrusted"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def connected(playwright: Playwright, hosts: Hosts) -> Iterator[Browser]:
    """A Chromium for which these hosts are the Internet."""
    own = [flag for flag in FLAGS if "resolver" not in flag]
    trust = f"--ignore-certificate-errors-spki-list={hosts.trusted.spki}"
    arguments = [*own, HASTE, f"--host-resolver-rules={hosts.rules}", trust]
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield running
    running.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="ru-RU", timezone_id="Europe/Moscow", viewport=DESKTOP)
    yield context
    # A route that is still being served when its context closes would fail whichever test runs next.
    context.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.fixture
def page(context: BrowserContext, watch: Callable[[Page], Page]) -> Page:
    """A page whose console must stay empty."""
    return watch(context.new_page())


@pytest.fixture(scope="module")
def shared_tab(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(locale="ru-RU", timezone_id="Europe/Moscow", viewport=DESKTOP) as context:
        yield context.new_page()


@pytest.fixture
def emptied(shared_tab: Page, server: Server) -> Iterator[Page]:
    """That tab as if it were new: its size, colours and pointer are the usual ones, and it has not been on this test's site."""
    tab = shared_tab
    tab.set_viewport_size(DESKTOP)
    tab.mouse.move(0, 0)
    tab.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
    yield tab
    tab.unroute_all(behavior="ignoreErrors")
    tab.evaluate("sessionStorage.clear()")
    tab.goto("about:blank")  # before its server goes
    session = tab.context.new_cdp_session(tab)
    session.send("Storage.clearDataForOrigin", {"origin": server.url.rstrip("/"), "storageTypes": "all"})
    session.detach()


@pytest.fixture
def worn(emptied: Page, watch: Callable[[Page], Page]) -> Page:
    """A page in a tab that the tests of a module share: most of what a small test costs is a fresh browser's first page.

    For tests that do nothing to the browser itself. Each has a server of its own, so that nothing kept is found by the next.
    """
    return watch(emptied)


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Iterator[Callable[[Page], Page]]:
    """Watch pages: errors fail the test, unless it is marked `allows_errors`; what a failed test saw is kept."""
    seen: list[tuple[Page, list[str]]] = []

    def add(page: Page) -> Page:
        lines: list[str] = []
        page.on("console", lambda message: lines.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: lines.append(f"error: {error}"))
        page.set_default_timeout(20_000)
        seen.append((page, lines))
        return page

    yield add
    failed = getattr(request.node, "failed", False)
    for number, (page, lines) in enumerate(seen):
        if failed and not page.is_closed():
            _keep(page, lines, _artifacts(request.node, number))
        bad = [line for line in lines if line.startswith(("error", "warning"))]
        allows = request.node.get_closest_marker("allows_errors")
        if not failed and not (allows and not allows.args):
            assert not [line for line in bad if not (allows and re.search(allows.args[0], line))]


def _artifacts(test: pytest.Item, number: int = 0) -> Path:
    folder = ARTIFACTS / f"{test.name.replace(os.sep, '-')[:80]}-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep(page: Page, lines: list[str], folder: Path) -> None:
    (folder / "console.txt").write_text("\n".join(lines))
    (folder / "page.html").write_text(page.content())
    page.screenshot(path=folder / "screenshot.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]  # a report, after the yield
        item.failed = report.failed  # type: ignore[attr-defined]  # read by `watch`
    return report


@pytest.fixture(scope="session")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is on the screen of `env`."""
    return tmp_path_factory.mktemp("frames")


@pytest.fixture(scope="session")  # AT-SPI's library finds its bus once in a process
def env(frames: Path) -> Iterator[dict[str, str]]:
    """What programs need to come to a display of their own and to a bus for screen readers."""
    with accessible_display(frames) as env:
        yield env
