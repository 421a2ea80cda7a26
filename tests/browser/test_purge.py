"""Pages look the same with the theme's whole styles and with what is left of them."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, ViewportSize

from tests.harness.chromium import PHONE
from tests.harness.server import KEPT, Answer, Fault, Server

GUIDE = "guides/services/payment-error/"
CHECK = "checks/card/"
PAGES = ("", "404.html", "guides/", GUIDE, CHECK, "checks/connection/", "report/", "about/another-portal/")
# Of 255. Rounded corners and icons are smoothed with what happens to lie at hand when they are drawn: the same page drawn
# twice differs by up to 5 at some dots. No eye sees that, nor would a rule be known by it.
UNSEEN = 8
_SHEET = re.compile(r'<link rel="stylesheet"[^>]* href="([^"]+)"')
REST = 20.0  # seconds in which a page comes to rest, on however busy a machine

type Pages = Callable[[Mapping[str, Fault]], Page]


@pytest.fixture
def opened(chromium: Browser, packed_folder: Path, size: ViewportSize) -> Iterator[Pages]:
    """Open pages of the packed site; with some of its files something is done on the way."""
    with ExitStack() as running:

        def open_(faults: Mapping[str, Fault]) -> Page:
            server = running.enter_context(Server(packed_folder, faults=dict(faults), headers=KEPT))
            context = chromium.new_context(
                base_url=server.url, viewport=size, reduced_motion="reduce", locale="ru-RU", service_workers="block"
            )
            running.callback(context.close)
            return context.new_page()

        yield open_


def sheets(folder: Path) -> list[Path]:
    """The sheets that a page has, in their order; in a packed site they may be joined."""
    return [folder / address for address in _SHEET.findall((folder / "index.html").read_text())]


def text(folder: Path) -> str:
    """All styles of a page."""
    return "\n".join(path.read_text() for path in sheets(folder))


def styled(folder: Path, styles: str) -> Mapping[str, Fault]:
    """Others in place of all styles of a page."""
    *others, last = (path.name for path in sheets(folder))
    return {**{name: partial(put, "") for name in others}, last: partial(put, styles)}


def put(styles: str, answer: Answer) -> None:
    """Other styles."""
    answer.body = styles.encode()


def differ(one: Page, other: Page, rest: float = REST) -> bool:
    """Whether they look different, once both have come to rest."""
    until = monotonic() + rest
    while _differ(picture(one), picture(other)):
        if monotonic() > until:
            return True
    return False


def picture(page: Page) -> bytes:
    """The whole page, packed in haste: most of the time of a picture goes into making its file small."""
    session = page.context.new_cdp_session(page)
    size = session.send("Page.getLayoutMetrics")["cssContentSize"]
    options = {"captureBeyondViewport": True, "optimizeForSpeed": True, "clip": {**size, "scale": 1}}
    taken = session.send("Page.captureScreenshot", options)["data"]
    session.detach()
    return b64decode(taken)


def _differ(one: bytes, other: bytes) -> bool:
    if one == other:
        return False
    first, second = (Image.open(BytesIO(taken)).convert("RGB") for taken in (one, other))
    if first.size != second.size:
        return True
    red, green, blue = ImageChops.difference(first, second).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return any(most.histogram()[UNSEEN + 1 :])


def looks(page: Page, address: str) -> Iterator[str]:
    """Bring a page into each of its looks: folded by day, unfolded by night."""
    page.goto(address)
    page.emulate_media(color_scheme="light")
    yield "light"
    page.emulate_media(color_scheme="dark")
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    yield "dark"


def test_nothing_is_missed(opened: Pages, packed_folder: Path, site_folder: Path) -> None:
    assert len(text(packed_folder)) < len(text(site_folder))
    cut, uncut = opened({}), opened(styled(packed_folder, text(site_folder)))
    found = [
        f"{address}: {look}"
        for address in PAGES
        for look, _ in zip(looks(cut, address), looks(uncut, address), strict=True)
        if differ(cut, uncut)
    ]
    assert found == []


# A colour, an icon, a margin
@pytest.mark.parametrize("rule", [".md-typeset a", ".md-typeset summary:after", ".md-typeset ol li,.md-typeset ul li"])
@pytest.mark.parametrize("size", [PHONE], indirect=True)
def test_a_rule_that_shows_is_missed(rule: str, opened: Pages, packed_folder: Path) -> None:
    dropped, count = re.subn(rf"(?<=}}){re.escape(rule)}{{[^}}]*}}", "", text(packed_folder))
    assert count
    less, cut = opened(styled(packed_folder, dropped)), opened({})
    for page in (less, cut):
        page.goto(CHECK)
    assert differ(less, cut, rest=2.0)
