"""«Проверить всё» in Firefox and WebKit: the verdicts of tests/browser/test_connection.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.test_connection import LOGIN, PAGE, PORTAL, RU, WORLD, captive, impatient, named
from tests.harness import engines
from tests.harness.chromium import DESKTOP
from tests.harness.engines import Reader
from tests.harness.hosts import Hosts
from tests.harness.server import Answer, Server

VERDICT = "form[data-check=connection] output .verdict__finding"
# What a host may do is seen by each engine in its own way; what follows from that, Chromium's tests go through. Firefox is
# told to take every certificate, so that none is untrusted, and it tries too often for a host to be flaky.
IN_WEBKIT: list[tuple[str, dict[str, list[str]]]] = [
    ("fine", {}),
    ("portal-refused", {"reset": PORTAL}),
    ("login-down", {"hang": [LOGIN]}),
    ("white-list", {"hang": WORLD}),
]
IN_FIREFOX = [
    *IN_WEBKIT,
    ("slow-portal", {"slow": PORTAL}),
    ("fine", {"reset": [RU[0], WORLD[1]]}),
    ("blocker", {"reset": [*RU, *WORLD, *PORTAL]}),
]


@pytest.fixture(scope="module")
def proxied(playwright: Playwright, hosts: Hosts) -> Iterator[Browser]:
    """A Firefox whose proxy leads to our hosts only."""
    engines.needed(engines.FIREFOX)
    preferences = {**engines.PREFERENCES, "network.proxy.ssl_port": hosts.proxy}
    running = playwright.firefox.launch(
        channel="moz-firefox", executable_path=engines.FIREFOX, firefox_user_prefs=preferences
    )
    yield running
    running.close()


@pytest.fixture
def in_firefox(proxied: Browser) -> Iterator[Reader]:
    with engines.playwright_reader(proxied, DESKTOP, trusting=True) as reader:
        yield reader


@pytest.fixture
def in_webkit(display: str, tmp_path: Path) -> Iterator[Reader]:
    with engines.webkit_reader(display, tmp_path / "console.txt", DESKTOP, trusting=True) as reader:
        yield reader


@pytest.fixture
def site(server: Server, hosts: Hosts) -> str:
    hosts.reset()
    server.faults["hosts.mjs"] = impatient
    return server.url


def verdict(reader: Reader, site: str) -> str:
    reader.open(site + PAGE)
    reader.click("form[data-check=connection] [type=submit]")
    assert reader.text(VERDICT)
    return str(reader.evaluate(f"document.querySelector({VERDICT!r}).dataset.key"))


@pytest.mark.parametrize(("expected", "faults"), IN_FIREFOX, ids=named)
def test_each_fault_has_its_verdict_in_firefox(
    in_firefox: Reader, site: str, hosts: Hosts, expected: str, faults: dict[str, list[str]]
) -> None:
    hosts.misbehave(faults)
    assert verdict(in_firefox, site) == expected


@pytest.mark.parametrize(("expected", "faults"), IN_WEBKIT, ids=named)
def test_the_main_faults_have_their_verdicts_in_webkit(
    in_webkit: Reader, site: str, server: Server, hosts: Hosts, expected: str, faults: dict[str, list[str]]
) -> None:
    # It can be told neither where a host is nor of a proxy, so the page itself names our ports in place of the hosts.
    def elsewhere(answer: Answer) -> None:
        for name, port in hosts.ports.items():
            answer.body = answer.body.replace(name.encode(), f"127.0.0.1:{port}".encode())

    server.faults |= {PAGE: elsewhere, "data/hosts.mjs": elsewhere}
    hosts.misbehave(faults)
    assert verdict(in_webkit, site) == expected


@pytest.mark.parametrize("engine", ["in_firefox", "in_webkit"])
def test_a_page_of_somebody_else_in_place_of_ours_is_seen(
    request: pytest.FixtureRequest, site: str, server: Server, engine: str
) -> None:
    server.faults["own.txt"] = captive
    assert verdict(request.getfixturevalue(engine), site) == "captive"
