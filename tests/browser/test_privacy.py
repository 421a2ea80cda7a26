"""Nothing that a reader types leaves the page: every form is filled with marks, and these are looked for everywhere."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

import pyscripts
from pyscripts.form import Choice, Choices, Field, File
from tests.browser.test_card import Form
from tests.harness.hosts import NAMES, Hosts
from tests.harness.server import Server

MARKS = ("Зюзьмарк", "zyuzmark", "7319463852749163", "7319463852", "2017-03-14", "14.03.2017")
# The first that a field takes goes into it; what is short is there to let the check run, and is not looked for.
TYPED = (
    "Зюзьмарк zyuzmark@example.org 7319463852",
    "zyuzmark",
    "7319463852749163",
    "2017-03-14",
    "73194638527",
    "11/87",
    "73",
)
PRIVATE_TEXT = "Зюзьмарк zyuzmark"
KEPT = """
async () => JSON.stringify({
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookie: document.cookie,
  databases: await indexedDB.databases(),
  caches: await Promise.all((await caches.keys()).map((name) => caches.open(name).then((cache) => cache.keys())))
    .then((requests) => requests.flat().map(({ url }) => url)),
  links: [...document.querySelectorAll("[href]")].map(({ href }) => href),
  title: document.title,
  state: history.state,
})
"""

# Python keeps texts of Cyrillic letters two bytes a letter.
IN_MEMORY = """
async (words) => {
  const runtime = await caches.open("/ runtime");
  const kept = (await runtime.keys()).find(({ url }) => url.endsWith("snapshot.bin"));
  const memory = await (await runtime.match(kept)).arrayBuffer();
  const texts = ["utf-8", "utf-16le"].map((encoding) => new TextDecoder(encoding).decode(memory).toLowerCase());
  return words.filter((word) => texts.some((text) => text.includes(word)));
}
"""
OF_OURS = "нет поля"  # stands in pyscripts/__init__.py: shows that something can be found
LEAST = 6  # letters: what is shorter stands in a memory by chance


def traces(mark: str) -> set[str]:
    """The forms in which a mark might travel."""
    data = mark.encode()
    grouped = " ".join(mark[start : start + 4] for start in range(0, len(mark), 4))
    shifted = [base64.b64encode(b"\0" * shift + data).decode()[4 if shift else 0 : -4] for shift in range(3)]
    return {mark, grouped, quote(mark), quote_plus(mark), json.dumps(mark)[1:-1], data.hex(), mark[::-1], *shifted}


TRACES = {trace.lower() for mark in MARKS for trace in traces(mark)}


def found(text: str) -> set[str]:
    """The traces of marks in a text."""
    lower = text.lower()
    return {trace for trace in TRACES if trace in lower}


def test_every_trace_is_found() -> None:
    for mark in MARKS:
        for text in (f"?q={quote(mark)}&", base64.b64encode(f"x{mark}yz".encode()).decode(), json.dumps([mark, 1])):
            assert found(text), (mark, text)


CONTENT = b"%PDF 7319463852"
FILE = {"name": "Зюзьмарк zyuzmark.pdf", "size": len(CONTENT), "bytes": CONTENT}


def typed(name: str) -> dict[str, Any]:
    """Something for every field of a check with which it runs, with a mark wherever there is room for one."""
    fields = [field for field in pyscripts.load(name).fields if field.widget != "hidden"]
    ways = {field.name: iter([*choices(field), field.example]) for field in fields}
    raw = {field: next(way) for field, way in ways.items()}
    while errors := pyscripts.run(name, raw)["errors"]:
        raw |= {field: next(ways[field]) for field in errors}
    return raw


def choices(field: Field[Any]) -> Iterable[Any]:
    if isinstance(field, File):
        return [FILE]
    return field.options if isinstance(field, Choice | Choices) else TYPED


def fill(form: Locator, name: str) -> None:
    """Fill everything that a form has."""
    for field, value in typed(name).items():
        place = form.locator(f"[name={field}]")
        if value is FILE:
            place.set_input_files({"name": str(FILE["name"]), "mimeType": "", "buffer": CONTENT})
        elif place.first.get_attribute("type") in ("radio", "checkbox"):
            place.and_(form.locator(f"[value={value}]")).check()
        else:
            place.fill(value)


class Visit:
    """Everything that leaves the browser, and everything that stays in it, during one visit."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.server = server
        self.requests: list[Request] = []
        self.kept: list[str] = []
        context.on("request", lambda request: self.requests.append(request))
        self.context = context
        self.page = context.new_page()
        self.page.on("console", lambda message: self.kept.append(message.text))

    def look(self) -> None:
        """Take down what the page leaves behind."""
        self.kept += [self.page.url, self.page.evaluate(KEPT)]

    @property
    def sent(self) -> Iterator[str]:
        yield from self.server.asked
        for request in self.requests:
            yield f"{request.url} {request.headers} {request.post_data_buffer or b''!r} {request.post_data or ''}"

    @property
    def strangers(self) -> list[str]:
        own = (self.server.url, "blob:" + self.server.url, "data:")
        return [request.url for request in self.requests if not request.url.startswith(own)]


@pytest.fixture
def visit(connected: Browser, hosts: Hosts, server: Server) -> Iterator[Visit]:
    hosts.reset()
    context = connected.new_context(locale="ru-RU", permissions=["clipboard-read", "clipboard-write"])
    yield Visit(context, server)
    context.close()


def test_nothing_typed_leaves_the_page_or_stays_behind(visit: Visit, hosts: Hosts, site: str) -> None:
    page = visit.page
    for name in pyscripts.names():
        if name != "connection":
            answer(visit, site, name)
    search(visit, site)
    report(visit, site)
    copy_an_appeal(visit, site)
    assert not visit.strangers
    assert not hosts.asked
    answer(visit, site, "connection")
    assert page.evaluate(IN_MEMORY, [*(trace for trace in TRACES if len(trace) > LEAST), OF_OURS]) == [OF_OURS]
    page.close()

    assert {urlsplit(url).hostname for url in visit.strangers} <= set(NAMES)
    assert hosts.asked
    for text in [*visit.sent, *visit.kept, *(str(asked) for asked in hosts.asked)]:
        assert not found(text), text[:2_000]
    assert not [text for text in visit.server.asked if re.search("^cookie:", text, re.IGNORECASE | re.MULTILINE)]
    assert visit.context.cookies() == []
    assert not found(json.dumps(visit.context.storage_state(indexed_db=True), ensure_ascii=False))


def answer(visit: Visit, site: str, name: str) -> None:
    """Fill a form and have it answered; what it says may repeat what was typed, what it leaves behind may not."""
    visit.page.goto(f"{site}checks/{name}/")
    form = Form(visit.page, name)
    fill(form.form, name)
    form.form.locator("[type=submit]").click()
    expect(form.output).to_have_attribute("data-level", re.compile("ok|unsure|warn|stop"), timeout=30_000)
    expect(form.form.locator("[aria-invalid]")).to_have_count(0)
    box = visit.page.get_by_label("Добавить к ответу")
    if box.count():
        box.check()
        expect(visit.page.get_by_role("link", name="Помогло")).to_have_attribute("href", re.compile("report="))
    visit.look()


def search(visit: Visit, site: str) -> None:
    visit.page.goto(site)
    box = visit.page.get_by_role("combobox", name="Поиск")
    box.fill(PRIVATE_TEXT)
    expect(visit.page.get_by_role("option").first).to_be_visible()
    visit.look()
    box.press("Enter")
    visit.look()


def report(visit: Visit, site: str) -> None:
    """Neither on the screen, nor on paper, nor in the clipboard has the report what was typed."""
    visit.page.goto(f"{site}report/")
    visit.page.get_by_role("button", name="Скопировать", exact=True).click()
    expect(visit.page.get_by_role("button", name="Скопировано")).to_be_visible()
    assert "Платёжная карта" in clipboard(visit.page)
    assert not found(clipboard(visit.page))
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Скачать").click()
    assert not found(download.value.path().read_text())
    visit.page.emulate_media(media="print")
    assert "Платёжная карта" in visit.page.locator("[data-report]").inner_text()
    assert not found(visit.page.locator("body").inner_text())
    visit.page.pdf()
    visit.page.emulate_media(media="screen")
    visit.look()


def copy_an_appeal(visit: Visit, site: str) -> None:
    """What the reader chooses to copy has what was typed; the name of its file has not."""
    answer(visit, site, "appeal")
    visit.page.get_by_role("button", name="Скопировать", exact=True).click()
    expect(visit.page.get_by_role("button", name="Скопировано")).to_be_visible()
    assert "Зюзьмарк" in clipboard(visit.page)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Скачать").click()
    assert not found(download.value.suggested_filename)
    visit.look()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))
