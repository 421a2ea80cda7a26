"""Whatever is typed, pasted, linked to or kept: nothing of it runs, the page keeps its shape, and an answer comes."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

import pyscripts
from tests.browser.test_card import Form
from tests.harness.chromium import PHONE
from tests.harness.naughty import NAUGHTY
from tests.harness.pages import elements
from tests.harness.server import Server, changed

# What JavaScript of ours makes in an answer or in a list of results, and nothing else.
OURS = {"P", "UL", "LI", "A", "STRONG", "DIV", "TEXTAREA", "BUTTON", "SPAN", "MARK", "PRE", "FORM", "LABEL", "INPUT"}
STATE = """
(place) => ({
  pwned: "pwned" in window,
  tags: [...new Set([...document.querySelectorAll(`${place} *`)].map(({ tagName }) => tagName))],
  handlers: [...document.querySelectorAll("*")].flatMap((one) => one.getAttributeNames().filter((it) => /^on/.test(it))),
  links: [...document.querySelectorAll("a[href]")].map(({ href }) => new URL(href).protocol)
    .filter((it) => !/^(https?|tel):$/.test(it)),
  outside: document.querySelectorAll("script, img, iframe, object, embed, base, style, svg, form").length,
  fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
})
"""
# The forms of other pages, put below the form of this one: all are answered by one Python.
GATHER = """
async (names) => {
  for (const name of names) {
    const request = new XMLHttpRequest(); // what it parses, Trusted Types let through: it runs no scripts
    request.responseType = "document";
    request.open("GET", `../${name}/`);
    await new Promise((resolve) => {
      request.onload = resolve;
      request.send();
    });
    document.querySelector("article").append(document.adoptNode(request.response.querySelector(".check")));
  }
}
"""
# A text into every field that takes one, and an answer wherever there is a choice. A megabyte is pasted, not typed.
ANSWER = """
async (form, text) => {
  for (const group of form.querySelectorAll("fieldset")) group.querySelector("input").checked = true;
  for (const field of form.querySelectorAll("input[type=text], textarea:not([readonly])")) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const output = form.querySelector("output");
  await new Promise((resolve) => {
    const isAnswered = () => { if (output.dataset.level && output.dataset.level !== "busy") resolve(); };
    new MutationObserver(isAnswered).observe(output, { attributes: true });
    form.requestSubmit();
  });
  const answer = {
    level: output.dataset.level,
    words: output.innerText.trim(),
    tags: [...output.querySelectorAll("*")].map(({ tagName }) => tagName),
    fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
  };
  for (const field of form.elements) if (field.type !== "button" && field.type !== "submit") field.value = "";
  return answer;
}
"""
FRAGMENTS = [
    "browser=<img src=x onerror=pwned=1>",
    'browser="]<script>pwned=1</script>',
    "browser=__proto__",
    "browser=%E0%A4%A",
    "browser=%00%0d%0a&browser=firefox&browser=x",
    "browser=" + "ж" * 50_000,
    "javascript:pwned=1",
    '"><img src=x onerror=pwned=1>',
    "%",
    "/../../evil.example",
]


class Watched:
    """A page on a phone, of which it is known what it looked like before."""

    def __init__(self, page: Page, place: str) -> None:
        self.page, self.place = page, place
        self.dialogs: list[str] = []
        page.on("dialog", self.dismiss)
        page.set_viewport_size(PHONE)

    def dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.remember()

    def remember(self) -> None:
        self.before = self.state()

    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate(STATE, self.place))

    def is_unharmed(self, after: str) -> None:
        now = self.state()
        assert set(now.pop("tags")) <= OURS, after
        assert now == {key: value for key, value in self.before.items() if key != "tags"}, after
        assert now["fits"], after
        assert not now["pwned"], after
        assert not self.dialogs, after
        assert len(self.page.context.pages) == 1, after


def is_fillable(name: str) -> bool:
    return any(field.widget in ("line", "paragraph") for field in pyscripts.load(name).fields)


PASTED = {
    what: text for what, text in NAUGHTY.items() if what != "almost too long"
}  # for Python: tests/unit/test_checks.py
FILLABLE = [*filter(is_fillable, pyscripts.names())]


def test_every_field_of_the_site_is_in_one_of_these_forms(site_folder: Path) -> None:
    for page in {*site_folder.rglob("*.html")} - {
        site_folder / "about" / "workbench" / "index.html"
    }:  # no check is there
        for name, attributes in elements(page.read_text()):
            kind = attributes.get("type", "text")
            if name == "textarea" or (name == "input" and kind not in ("hidden", "radio", "checkbox", "file", "date")):
                assert attributes["form"] in FILLABLE, page


@pytest.mark.parametrize("names", [FILLABLE[::2], FILLABLE[1::2]], ids=",".join)
def test_every_field_takes_everything(page: Page, site: str, server: Server, names: list[str]) -> None:
    server.faults["runtime.mjs"] = changed("LIMIT = 10_000", "LIMIT = 60_000")  # both cores may be busy
    page.set_default_timeout(60_000)
    watched = Watched(page, "output")
    page.goto(f"{site}checks/{names[0]}/")
    page.evaluate(GATHER, names[1:])
    watched.remember()
    for name in names:
        form = Form(page, name).form
        for what, text in PASTED.items():
            answer = form.evaluate(ANSWER, text)
            assert answer["level"] in ("ok", "unsure", "warn", "stop"), (name, what)
            assert answer["words"], (name, what)
            assert answer["fits"], (name, what)
            assert {*answer["tags"]} <= OURS, (name, what)
        watched.is_unharmed(name)


def zip_bomb() -> bytes:
    """A thousand times larger when unpacked, with a thousand files, and a way out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * 50_000_000)
        archive.writestr("../../etc/passwd", b"x")
        for number in range(1_000):
            archive.writestr(f"word/{number}.xml", b"")
    return packed.getvalue()


FILES: dict[str, bytes] = {
    "\"'><img src=x onerror=pwned=1>.pdf": b"%PDF-1.7\n" + b"<script>pwned=1</script>" * 1_000,
    "\u202egpj.exe": b"MZ" + bytes(1_000),
    "..\\..\\con.docx": zip_bomb(),
    "ж" * 80 + ".jpg": b"\xff\xd8\xff\xe0",
    "нет": b"",
    ".pdf": b"%PDF-" + b"0" * 1_000_000,
    "endless.pdf": b"%PDF-1.7\n"
    + b"1 0 obj <</Type /Pages /Kids [1 0 R] /Count 1>> endobj\n" * 20_000
    + b"startxref\n9\n%%EOF",
    "nowhere.pdf": b"%PDF-1.7\ntrailer <</Prev 0 /Encrypt 9 0 R /Size 99999999999>>\nstartxref\n99999999999999\n%%EOF",
    "nested.pdf": b"%PDF-1.7\n" + b"<<" * 200_000 + b"\n%%EOF",
    "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='pwned=1'/>",
    "a.zip": b"PK\x03\x04" + b"\xff" * 100_000 + b"PK\x05\x06" + b"\xff" * 18,
}


def test_a_file_may_hold_and_be_called_anything(page: Page, site: str, tmp_path: Path) -> None:
    watched = Watched(page, "output")
    watched.open(f"{site}checks/attachment/")
    form = Form(page, "attachment").form
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(100_000_000)
    files: list[Any] = [{"name": name, "mimeType": "", "buffer": content} for name, content in FILES.items()]
    for chosen in [*files, large]:
        form.locator("input[type=file]").set_input_files(chosen)
        answer = form.evaluate(ANSWER, "")
        assert answer["level"] in ("ok", "unsure", "warn", "stop"), str(chosen)[:80]
        assert answer["words"]
        watched.is_unharmed(str(chosen)[:80])


def test_the_search_takes_everything(page: Page, site: str) -> None:
    watched = Watched(page, ".search__panel")
    watched.open(f"{site}report/")
    box = page.get_by_role("combobox", name="Поиск")
    for what, text in NAUGHTY.items():
        box.evaluate("(box, text) => { box.value = text; box.focus(); box.dispatchEvent(new Event('input')) }", text)
        if text.strip():
            expect(page.get_by_role("option").first).to_be_visible()
        watched.is_unharmed(what)


def test_a_link_may_end_in_anything(page: Page, site: str) -> None:
    watched = Watched(page, "[data-steps]")
    shown = page.locator("[data-steps=clear-site] .steps__way").filter(visible=True)
    watched.open(f"{site}guides/basics/clear-data/")
    for fragment in FRAGMENTS:
        page.evaluate("(fragment) => { location.hash = fragment }", fragment)
        expect(shown).to_have_count(1)
        page.evaluate(
            "(fragment) => history.replaceState(null, '', `?${fragment.slice(0, 2_000)}#${fragment}`)", fragment
        )
        page.reload()
        expect(shown).to_have_count(1)
        now = watched.state()
        assert {**now, "tags": ()} == {**watched.before, "tags": ()}, fragment
        assert not watched.dialogs, fragment


KEPT: list[Any] = [
    None,
    5,
    {},
    [None, 1, []],
    [{"check": "<img src=x onerror=pwned=1>", "level": "x", "found": ["<b>"], "given": {}}],
    [{"check": "card"}],
    [{"check": "__proto__", "found": ["constructor"], "level": "ok", "given": {}}],
    [{"check": "card", "found": ["constructor", None, {}, "<b>"], "level": "ok"}],
]


def test_what_is_kept_may_be_anything(page: Page, site: str) -> None:
    watched = Watched(page, "[data-report]")
    watched.open(f"{site}report/")
    place = page.locator("[data-report] > :is(p, textarea)").first
    for kept in [*map(json.dumps, KEPT), NAUGHTY["image"], ""]:
        page.evaluate("(kept) => { sessionStorage.report = kept; localStorage.steps = kept }", kept)
        page.reload()
        expect(place).to_be_visible()
        assert "function" not in page.locator("[data-report]").inner_text() + page.locator("[data-report]").evaluate(
            "(report) => report.querySelector('textarea')?.value ?? ''"
        )
        watched.is_unharmed(kept)


def test_what_is_kept_may_be_nested_deeply(page: Page, site: str) -> None:
    deep = {"check": "card", "level": "warn", "found": ["typo"], "given": {"x": "deep"}}
    page.goto(f"{site}checks/appeal/")
    page.evaluate(
        "(kept) => { sessionStorage.report = kept }",
        json.dumps([deep]).replace('"deep"', "[" * 4_000 + "]" * 4_000),
    )
    page.reload()
    answer = Form(page, "appeal").form.evaluate(ANSWER, "Страница услуги не открывается второй день подряд.")
    assert answer["level"] == "ok"


def test_a_browser_may_call_itself_anything(page: Page, site: str) -> None:
    name = NAUGHTY["image"]
    page.context.add_init_script(f"Object.defineProperty(navigator, 'userAgent', {{ value: {json.dumps(name)} }})")
    watched = Watched(page, "output")
    watched.open(f"{site}checks/browser/")
    form = Form(page, "browser")
    form.button.click()
    expect(form.output).to_have_attribute("data-level", re.compile("ok|unsure|warn|stop"))
    watched.is_unharmed(name)
