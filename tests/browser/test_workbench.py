"""The workbench: a page is edited, its mistakes stand at their lines, and it is shown as readers will see it."""

import base64
import json
import re
import shutil
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, ViewportSize, expect

import pyscripts
from macros.content import browsers
from macros.content.shape import meanings
from tests.browser.test_accessibility import CROWDED, LOST, OUT_OF_SIGHT
from tests.harness import axe, editor, hostile
from tests.harness.chromium import DESKTOP, PHONE
from tests.harness.engines import Reader
from tests.harness.server import Answer, Server, changed, missing

ROOT = Path(__file__).parents[2]
NAME = "about/workbench/"
GUIDE = "guides/login/no-code.md"
STEPS = "guides/basics/clear-data.md"
# What a hostile draft could try; each would leave `stolen` behind, or ask for a page of that name.
HOSTILE = """

<script>parent.stolen = 1; fetch("/stolen")</script>
<img src="x" onerror="parent.stolen = 1; fetch('/stolen')">
<img src="../../../stolen.png">
<iframe src="/stolen" srcdoc="<script>top.stolen = 1</script>"></iframe>
<svg onload="top.stolen = 1"><script>top.stolen = 1</script><a href="javascript:top.stolen = 1"><text>x</text></a></svg>
<svg><use href="/stolen#a"/></svg>
<a href="javascript:top.stolen = 1" id="bait">наживка</a>
<form action="/stolen"><button id="send">кнопка</button></form>
<object data="/stolen"></object><embed src="/stolen"><base href="/stolen/"><meta http-equiv="refresh" content="0;url=/stolen">
<link rel="stylesheet" href="/stolen"><style>@import "/stolen";</style><p style="background: url(/stolen)">слово</p>

[ссылка](javascript:top.stolen=1) ![картинка](/stolen.png)

<map name="m"><area href="/stolen" shape="default"></map><img usemap="#m" src="x.png" name="createElement">
<form name="body"><input name="querySelector"><input type="image" src="/stolen" autofocus></form>
<div><template shadowrootmode="open"><object data="/stolen"></object></template></div>
<svg><foreignObject><iframe src="/stolen"></iframe></foreignObject></svg>
<a href="/stolen" target="_top" ping="/stolen">ссылка вверх</a><button formaction="/stolen" form="f">кнопка</button>
<video src="/stolen" poster="/stolen" autoplay></video><p popover onbeforetoggle="top.stolen = 1">слово</p>
<math href="javascript:top.stolen = 1">слово</math>
<form data-check="../../stolen"><button type="submit">Проверить</button><output></output></form>
"""
UNREAD = "Черновик из ссылки не читается: ссылка неполная, или браузер слишком старый."
# What an enemy who ran in the frame could reach.
REACH = """
async (url) => {
  const tried = {};
  const attempt = async (name, act) => {
    try { tried[name] = String(await act()); } catch { tried[name] = "refused"; }
  };
  await attempt("page", () => parent.document.title);
  await attempt("storage", () => localStorage.length);
  await attempt("cookie", () => document.cookie);
  await attempt("caches", () => caches.keys());
  await attempt("databases", () => indexedDB.databases());
  await attempt("stranger", () => fetch(url, { mode: "no-cors" }).then(() => "sent"));
  await attempt("html", () => { document.createElement("p").innerHTML = "<b></b>"; });
  await attempt("window", () => open("about:blank").name);
  await attempt("top", () => { top.location = "about:blank"; });
  return tried;
}
"""

# What offline.mjs does once a reader stays.
KEEP = """
async (module) => {
  const { trusted } = await import(new URL("trusted.mjs", module).href);
  await navigator.serviceWorker.register(trusted(new URL("../../service-worker.js", module).href));
  await navigator.serviceWorker.ready;
}
"""
# What the browser keeps of a draft.
KEPT = """
async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      if ((await response.text()).includes("Никак не приходит код")) found.push(request.url);
    }
  }
  return { local: localStorage.getItem("workbench"), caches: found };
}
"""


def status(page: Page) -> Locator:
    return page.locator(".workbench__text > [role=status]")


def problems(page: Page) -> Locator:
    return page.locator(".workbench__problems li")


def shown(page: Page) -> FrameLocator:
    return page.frame_locator(".workbench__frame")


def open_page(page: Page, site: str, name: str = GUIDE) -> None:
    page.goto(site + NAME)
    open_file(page, name)


def open_file(page: Page, name: str) -> None:
    """Open a file in a workbench that is there already."""
    page.get_by_label("Что править").select_option(name)
    page.get_by_role("button", name="Открыть").click()
    expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)
    expect(editor.shown(page)).to_be_visible()


def unfold(page: Page, title: str) -> None:
    """Open a part of the page that may be open since another test."""
    page.locator("details.workbench__choose", has_text=title).evaluate("details => { details.open = true; }")


@pytest.fixture(scope="module")
def its_server(site_folder: Path) -> Iterator[Server]:
    """That of the workbench which many tests use."""
    with Server(site_folder) as server:
        yield server


@pytest.fixture(scope="module")
def loaded(chromium: Browser, its_server: Server) -> Iterator[Page]:
    """A workbench that has its Python, which takes seconds."""
    with chromium.new_context(locale="ru-RU", viewport=DESKTOP) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        open_page(page, its_server.url)
        yield page


@pytest.fixture
def desk(loaded: Page, watch: Callable[[Page], Page], request: pytest.FixtureRequest) -> Iterator[Page]:
    """The same workbench for many tests: each begins with the guide as it is on the site, and without drafts."""
    loaded.evaluate("localStorage.clear()")
    open_file(loaded, GUIDE)
    yield watch(loaded)
    loaded.set_viewport_size(DESKTOP)
    if getattr(request.node, "failed", False):
        loaded.reload()


def test_mistakes_stand_at_their_lines_and_the_page_beside_them(desk: Page) -> None:
    expect(shown(desk).locator("h1")).to_contain_text("Не приходит код для входа")
    expect(shown(desk).locator("form[data-check=code]")).to_be_visible()
    editor.replace(desk, "## Если не помогло", '## Если не помогло\n\nПозвоните {{ fact("fone") }}.')
    expect(status(desk)).to_have_text("Ошибок: 1")
    line = editor.value(desk).split("\n").index('Позвоните {{ fact("fone") }}.') + 1
    expect(problems(desk)).to_contain_text([f"Строка {line} нет факта «fone»"])
    desk.get_by_role("button", name=f"Строка {line}").click()
    expect(editor.shown(desk)).to_be_focused()
    assert editor.chosen(desk) == 'Позвоните {{ fact("fone") }}.'
    editor.replace(desk, '"fone"', '"phone"')
    expect(status(desk)).to_have_text("Ошибок нет.")
    expect(shown(desk).locator("article")).to_contain_text("Позвоните 8 800 100-70-10.")


def test_all_is_done_by_keys(page: Page, site: str) -> None:
    """Open, find, write with a hint, come to a mistake, mend it, undo, and leave: nothing but keys, typed into CodeMirror."""
    page.goto(f"{site}{NAME}?page={GUIDE}")  # where the link of a page leads
    page.get_by_label("Что править").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)
    expect(editor.shown(page)).to_be_focused()
    editor.find(page, "## Если не помогло")
    for key in ("ArrowRight", "Enter", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type('Слово - это "слово". Звоните: {{ поддерж')
    hints = page.locator(editor.HOST).get_by_role("listbox", name="Подсказки")
    expect(hints.get_by_role("option", name="8 800 100-70-10").first).to_be_visible()
    for key in ["Backspace"] * len("поддерж"):
        page.keyboard.press(key)
    page.keyboard.type('fact("phone"')
    expect(hints.get_by_role("option")).to_have_count(1)
    page.wait_for_timeout(100)  # CodeMirror takes no hint that was not there long enough to be seen
    page.keyboard.press("Enter")
    editor.expect_value(page, 'Слово - это "слово". Звоните: {{ fact("phone") }}\n')
    expect(shown(page).locator("article")).to_contain_text("Звоните: 8 800 100-70-10")
    expect(problems(page)).to_have_count(2)
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(page.locator(editor.HOST).get_by_role("button", name="Исправить").first).to_be_visible()
    page.keyboard.press("Alt+Enter")
    editor.expect_value(page, 'Слово — это «слово». Звоните: {{ fact("phone") }}\n')
    expect(status(page)).to_have_text("Ошибок нет.")
    page.keyboard.press("Control+z")
    editor.expect_value(page, 'Слово - это "слово".')
    page.keyboard.press("Control+y")
    editor.expect_value(page, "Слово — это «слово».")
    page.keyboard.press("Tab")
    expect(editor.shown(page)).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(editor.shown(page)).to_be_focused()


@pytest.mark.allows_errors
def test_a_broken_line_can_be_tried_again_and_without_codemirror_the_plain_field_works(
    page: Page, site: str, server: Server
) -> None:
    server.faults = {"lib/codemirror.mjs": missing, "pyodide.asm.wasm": missing}
    page.goto(site + NAME)
    page.get_by_role("button", name="Открыть").click()
    expect(page.locator(".workbench")).to_contain_text("Мастерская не загрузилась")
    del server.faults["pyodide.asm.wasm"]
    page.get_by_role("button", name="Открыть").click()
    expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)
    area = page.get_by_label("Текст файла")
    expect(area).to_be_focused()
    area.press("Control+End")
    page.keyboard.type("Слово - слово.\n")
    line = area.input_value().split("\n").index("Слово - слово.") + 1
    page.get_by_role("button", name=f"Строка {line}").click()
    assert (
        area.evaluate("element => element.value.slice(element.selectionStart, element.selectionEnd)")
        == "Слово - слово."
    )
    page.get_by_role("button", name=f"Исправить строку {line}").click()
    expect(area).to_have_value(re.compile("Слово — слово."))
    page.get_by_label("Вставка в текст").select_option('{{ fact("phone") }}')
    page.get_by_role("button", name="Вставить", exact=True).click()
    expect(area).to_have_value(re.compile(r'\{\{ fact\("phone"\) \}\}'))


def test_typography_is_put_right_by_one_button(desk: Page) -> None:
    button = desk.get_by_role("button", name="Исправить оформление")
    expect(button).to_be_hidden()
    editor.replace(desk, "## Если не помогло", 'Слово - это "слово".\n\n## Если не помогло')
    expect(problems(desk)).to_have_count(2)
    button.click()
    expect(status(desk)).to_have_text("Ошибок нет.")
    assert "Слово — это «слово»." in editor.value(desk)
    expect(button).to_be_hidden()


def test_the_page_is_shown_dark_and_as_wide_as_a_phone(desk: Page) -> None:
    desk.get_by_label("Как на телефоне").check()
    assert desk.locator(".workbench__frame").bounding_box()["width"] == PHONE["width"]  # type: ignore[index]
    desk.get_by_role("group", name="Тема").get_by_label("Тёмная тема").check()
    expect(shown(desk).locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    desk.get_by_role("group", name="Тема").get_by_label("Светлая тема").check()
    desk.get_by_label("Как на компьютере").check()


def test_nothing_is_loaded_before_a_page_is_opened(page: Page, site: str, server: Server) -> None:
    page.goto(site + NAME)
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.seen if "/assets/workbench/" in path or "/assets/runtime/" in path]


@pytest.mark.allows_errors
def test_a_hostile_draft_runs_nothing_and_asks_nobody(desk: Page, its_server: Server) -> None:
    """The review refuses it; what is left of it in the preview is dead. The policy complains of some, which is right."""
    page, server = desk, its_server
    before = editor.value(page)
    editor.put(page, before + HOSTILE)
    expect(status(page)).to_contain_text("Ошибок: ", timeout=60_000)  # of so many faults each is looked for by lines
    expect(shown(page).locator("article")).to_contain_text("слово")
    for bait in shown(page).locator("#bait, #send, a:has-text('ссылка'), form[data-check*=stolen] button").all():
        bait.click(force=True)
    page.wait_for_timeout(500)
    frame = page.frames[1]
    assert frame.evaluate(
        "document.querySelectorAll('script, iframe, object, embed, style, link, base, meta').length"
    ) == len(
        [
            "meta charset",
            "meta viewport",
            "script",
        ]
    )
    assert not frame.evaluate(
        "document.querySelectorAll('svg :not(symbol, path, use), use[href]:not([href^=\"#\"])').length"
    )
    assert page.evaluate("'stolen' in window") is False
    assert not [path for path in server.seen if "stolen" in path and not path.endswith(".png")]
    with Server(server.folder) as stranger:
        assert set(frame.evaluate(REACH, stranger.url).values()) == {"refused"}
        assert not stranger.seen
    assert page.url.endswith(NAME)
    editor.put(page, f"{before}\nСлово после.\n")
    expect(shown(page).locator("article")).to_contain_text("Слово после.")  # nothing there stands in our way


def begin_guide(page: Page, slug: str) -> None:
    unfold(page, "Новая инструкция")
    page.get_by_label("Тема", exact=True).select_option("login")
    page.get_by_label("Название словами читателя").fill("Не помню логин")
    page.get_by_label("например no-code").fill(slug)
    page.get_by_role("button", name="Начать").click()


def test_a_draft_stays_on_the_device_until_it_is_forgotten(desk: Page) -> None:
    page = desk
    editor.replace(page, "Не приходит код", "Никак не приходит код")
    expect(status(page)).to_have_text("Ошибок нет.")
    begin_guide(page, "no-login")
    expect(shown(page).locator("h1")).to_contain_text("Не помню логин")
    editor.replace(page, "Ответ для большинства", "Мой ответ")
    expect(shown(page).locator("article")).to_contain_text("Мой ответ")
    page.reload()
    drafts = page.locator(".workbench__drafts")
    drafts.get_by_role("button", name="guides/login/no-login.md").click()
    editor.expect_value(page, "Мой ответ", timeout=60_000)
    drafts.get_by_role("button", name="Не приходит код для входа").click()
    editor.expect_value(page, "Никак не приходит код", timeout=60_000)
    expect(page.locator(".workbench__note")).to_contain_text("ваш черновик")
    expect(shown(page).locator("h1")).to_contain_text("Никак не приходит код")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Забыть все черновики").click()
    expect(editor.field(page)).not_to_have_value(re.compile("Никак не приходит код"))
    expect(page.locator(".workbench__drafts")).to_be_hidden()
    assert page.evaluate(KEPT) == {"local": None, "caches": []}


def link_of(desk: Page) -> str:
    """The link to a draft, which whoever opens it has not among his own."""
    desk.get_by_role("button", name="Ссылка на черновик").click()
    address = desk.get_by_label("Ссылка на черновик")
    expect(address).to_have_value(re.compile(f"^{re.escape(desk.url)}#draft=[\\w-]+$"))
    link = address.input_value()
    assert desk.evaluate("navigator.clipboard.readText()") == link
    desk.evaluate("localStorage.clear()")
    return link


def test_a_reworded_warning_takes_the_list_of_warnings_along_and_a_link_shows_both(
    desk: Page, watch: Callable[[Page], Page], tmp_path: Path
) -> None:
    """Told, meant by a press, kept, taken back, sent as one edit of two files, and seen so by whoever gets the link."""
    page = desk
    stop, now = "Старый код не вводите, попросите новый и сразу дождитесь его", "Старый код никуда не вводите"
    sending = page.get_by_role("region", name="Отправить правку")
    expect(sending).to_be_hidden()
    editor.replace(page, stop, now)
    expect(problems(page)).to_contain_text([f"предостережение «{stop}» пропало"])
    expect(sending).to_be_visible()
    expect(sending).not_to_contain_text("два файла")
    meant = page.get_by_role("button", name=f"Так задумано: убрать «{stop}»")
    meant.click()
    expect(status(page)).to_have_text("Ошибок нет.")
    assert stop in page.evaluate(KEPT)["local"]
    expect(sending).to_contain_text("В этой правке два файла: ваш и список предостережений, macros/data/stops.txt")
    sending.get_by_role("button", name="Оставить").click()
    expect(status(page)).to_have_text("Ошибок: 1")
    meant.click()
    sending.get_by_role("button", name="Скопировать список").click()
    assert f"  {now}\n" in page.evaluate("navigator.clipboard.readText()")
    assert applied(page, tmp_path, "Скачать правку (.patch)") == [f"docs/{GUIDE}", "macros/data/stops.txt"]
    page = watch(desk.context.new_page())
    page.goto(link_of(desk))
    expect(page.locator(".workbench")).to_contain_text("В ссылке чужой черновик")
    assert page.workers == [], "it waits for a press"
    page.get_by_role("button", name="Показать черновик").click()
    editor.expect_value(page, now, timeout=60_000)
    expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)
    page.get_by_text("Что изменилось", exact=True).click()
    changes = page.locator(".workbench__send pre")
    expect(changes).to_contain_text(re.compile(rf"^\+.*{now}", re.MULTILINE))
    expect(changes).to_contain_text(f"-  {stop}\n+  {now}")
    assert page.evaluate(KEPT)["local"] is None
    page.close()


def test_a_new_guide_begins_with_the_template_and_becomes_a_commit(desk: Page, tmp_path: Path) -> None:
    page = desk
    begin_guide(page, "Логин")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("«Логин» не подходит", timeout=60_000)
    begin_guide(page, "no-login")
    expect(shown(page).locator("h1")).to_contain_text("Не помню логин")
    expect(problems(page).first).to_contain_text("осталось «ЗАПОЛНИТЕ»")
    link = page.get_by_role("link", name="Предложить правку")
    expect(link).to_have_attribute(
        "href", re.compile(r"/new/main\?filename=docs%2Fguides%2Flogin%2Fno-login.md&value=---%0A")
    )
    editor.replace(page, "Ответ для большинства", "Мой ответ")
    expect(shown(page).locator("article")).to_contain_text("Мой ответ")
    assert applied(page, tmp_path, "Скачать правку (.patch)") == ["docs/guides/login/no-login.md"]
    assert "title: Не помню логин" in (tmp_path / "docs/guides/login/no-login.md").read_text()


def test_facts_are_edited_and_made_shown_as_they_will_be_printed_and_become_a_commit(
    desk: Page, tmp_path: Path
) -> None:
    open_file(desk, "macros/data/facts.yml")
    editor.replace(desk, "says: Телефон поддержки", "says: Тот самый телефон поддержки")
    editor.replace(desk, "value: 8 800 100-70-10", "value: 8 800 100-70-11")
    expect(problems(desk).first).to_contain_text("телефон 8 800 100-70-11; бывают только 8 800 100-70-10, 115")
    editor.replace(desk, "value: 8 800 100-70-11", "value: 8 800 100-70-10")
    expect(status(desk)).to_have_text("Ошибок нет.")
    expect(shown(desk).locator("article")).to_contain_text("Тот самый телефон поддержки")
    expect(desk.get_by_role("link", name="Предложить правку")).to_have_attribute(
        "href", re.compile("/edit/main/macros/data/facts.yml$")
    )
    entry = (
        'new-term:\n  value: 40 дней\n  kind: term\n  says: Столько ждут ответа.\n  source: ["https://www.gosuslugi.ru/help"]\n'
        '  as_of: "2026-11-22"\n  confidence: confirmed\n  recheck_by: 2027-05-22\n'
    )
    editor.put(desk, editor.value(desk) + entry)
    expect(shown(desk).locator("article")).to_contain_text("40 дней")
    expect(status(desk)).to_have_text("Ошибок нет.")
    assert applied(desk, tmp_path, "Скачать правку (.patch)") == ["macros/data/facts.yml"]
    assert (tmp_path / "macros/data/facts.yml").read_text().endswith(entry)


def test_the_steps_of_a_browser_are_edited(desk: Page) -> None:
    open_file(desk, "macros/data/browsers/yandex.yml")
    expect(shown(desk).locator(".steps__way").first).to_be_visible()
    editor.replace(desk, "steps:", "stebs:")
    expect(problems(desk)).to_contain_text(["нет ключа «steps»", "нет ключа «stebs»"])


def test_keys_and_values_are_offered_with_what_they_mean_and_html_is_coloured(desk: Page) -> None:
    """In a file of data and in the front matter of a page, found by name and by meaning."""
    open_file(desk, "macros/data/browsers/yandex.yml")
    hints = desk.locator(editor.HOST).get_by_role("listbox", name="Подсказки")

    def take(begun: str, name: str, says: str) -> None:
        desk.keyboard.type(begun)
        expect(hints.get_by_role("option")).to_have_text([f"{name}{says}"])
        desk.wait_for_timeout(100)  # CodeMirror takes no hint that was not there long enough to be seen
        desk.keyboard.press("Enter")
        expect(hints).to_be_hidden()

    editor.find(desk, "confidence: unverified")
    take("виде", "confidence", meanings(browsers.CONFIDENCE))
    take("спра", "help", "справка")
    editor.expect_value(desk, "      confidence: help\n")
    expect(status(desk)).to_have_text("Ошибок нет.")
    desk.get_by_label("Что править").select_option(GUIDE)
    desk.get_by_role("button", name="Открыть").click()
    expect(shown(desk).locator("h1")).to_contain_text("Не приходит код для входа")
    expect(editor.shown(desk)).to_be_focused()
    editor.find(desk, "aliases")
    take("ищут", "aliases", "список строк: другие слова, которыми это ищут")
    editor.expect_value(desk, "\naliases:\n")
    editor.find(desk, "## Если не помогло")
    for key in ("ArrowRight", "Enter"):
        desk.keyboard.press(key)
    desk.keyboard.type("Клавиша <kbd>Esc</kbd>")
    tag = desk.locator(f"{editor.HOST} .cm-line span").get_by_text("kbd", exact=True).first
    assert tag.evaluate("tag => getComputedStyle(tag).color !== getComputedStyle(tag.closest('.cm-line')).color")


def test_what_a_page_can_call_is_put_in_at_the_caret(desk: Page) -> None:
    editor.replace(desk, "## Если не помогло", "## Если не помогло\n\nПозвоните сюда: .")
    editor.find(desk, "сюда: ")
    desk.keyboard.press("ArrowRight")
    desk.get_by_label("Вставка в текст").select_option('{{ fact("phone") }}')
    desk.get_by_role("button", name="Вставить", exact=True).click()
    editor.expect_value(desk, 'Позвоните сюда: {{ fact("phone") }}.')
    expect(shown(desk).locator("article")).to_contain_text("Позвоните сюда: 8 800 100-70-10.")


def test_the_checks_check_themselves(desk: Page) -> None:
    unfold(desk, "Проверки проверяют себя")
    desk.get_by_role("button", name="Прогнать примеры").click()
    told = desk.locator("[data-proof]").get_by_role("status")
    expect(told).to_have_text(re.compile(r"Примеров: [3-9]\d\d, все сошлись"), timeout=120_000)
    expect(desk.locator("[data-proof] li")).to_have_count(len(pyscripts.names()))


class Thumb:
    """Somebody with a phone; what he does is counted, but for looking."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps: list[str] = []

    def press(self, role: Literal["button", "link"], name: str) -> None:
        self.steps.append(f"press {name}")
        self.page.get_by_role(role, name=name, exact=True).tap()

    def write(self, label: str, words: str) -> None:
        self.steps.append(f"write {words}")
        self.page.get_by_label(label).fill(words)

    def change(self, old: str, new: str) -> None:
        self.steps.append("change the word")
        editor.replace(self.page, old, new)


def test_a_wrong_label_is_mended_from_a_phone_in_two_minutes(
    chromium: Browser, watch: Callable[[Page], Page], site: str
) -> None:
    """From the guide with the wrong label of a button to a patch. A step of a thumb takes less than ten seconds."""
    with chromium.new_context(locale="ru-RU", viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = watch(context.new_page())
        page.goto(f"{site}guides/basics/clear-data/")
        start = time.monotonic()
        thumb = Thumb(page)
        thumb.press("link", "Исправить эту страницу")
        thumb.write("Или слова, в которых ошибка", "расширенные настройки сайтов")
        thumb.press("button", "Найти слова")
        expect(page.get_by_role("progressbar")).to_be_in_viewport()
        thumb.press("button", "Яндекс Браузер, строка 11")
        expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)
        expect(editor.shown(page)).to_be_in_viewport()
        editor.expect_chosen(page, "Расширенные настройки сайтов")  # what is typed takes their place
        thumb.change("«Расширенные настройки сайтов»", "«Все настройки сайтов»")
        expect(page.locator(editor.HOST)).to_be_in_viewport(ratio=0.5)  # what comes up beside does not push it away
        expect(shown(page).locator("article")).to_contain_text("«Все настройки сайтов»")
        with page.expect_download() as downloaded:
            thumb.press("button", "Скачать правку (.patch)")
        waited = time.monotonic() - start
        assert (
            '+        - "Нажмите **☰ → «Настройки» → «Сайты» → «Все настройки сайтов»**."'
            in downloaded.value.path().read_text()
        )
    assert len(thumb.steps) == 6
    assert waited + 10 * len(thumb.steps) < 120


def packed(text: str) -> str:
    """The end of a link to a draft."""
    packer = zlib.compressobj(9, wbits=-15)
    made = packer.compress(json.dumps({"path": GUIDE, "text": text}).encode()) + packer.flush()
    return f"#draft={base64.urlsafe_b64encode(made).decode().rstrip('=')}"


BROKEN = {
    "nothing": "#draft=",
    "no letters": "#draft=%%%",
    "no stream": "#draft=AAAA",
    "no JSON": "#draft=bm90IGEgZHJhZnQ",
    "no text": "#draft=q1YqSCzJULJSqlWqBQA",
    "without end": packed("a" * 50_000_000),
}


def test_a_broken_link_is_no_draft(page: Page, site: str) -> None:
    for number, draft in enumerate(BROKEN.values()):
        page.goto(f"{site}{NAME}?{number}{draft}")  # a new page: another end of an address does not load it again
        expect(page.locator(".workbench__drafts")).to_have_text(UNREAD)


def test_two_tabs_with_one_draft_are_told_of_each_other(desk: Page, watch: Callable[[Page], Page]) -> None:
    editor.replace(desk, "Не приходит код", "Никак не приходит код")
    other = watch(desk.context.new_page())
    other.goto(desk.url)
    other.evaluate(
        """path => {
          const drafts = JSON.parse(localStorage.getItem("workbench"));
          drafts[path].text = drafts[path].text.replace("Никак не", "Совсем не");
          localStorage.setItem("workbench", JSON.stringify(drafts));
        }""",
        GUIDE,
    )
    other.close()
    expect(desk.locator(".workbench__note")).to_contain_text("Этот файл правят и в другой вкладке")
    desk.get_by_role("button", name="Взять текст оттуда").click()
    editor.expect_value(desk, "Совсем не приходит код")


FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"


def test_what_the_browser_does_not_keep_stays_as_long_as_the_page(page: Page, site: str) -> None:
    """A check is three files: two of them wait among the drafts."""
    page.add_init_script(FULL)
    page.goto(site + NAME)
    unfold(page, "Новая проверка или браузер")
    page.locator("#workbench-check-title").fill("Номер посылки")
    page.locator("#workbench-check-name").fill("parcel")
    page.get_by_role("button", name="Начать проверку").click()
    expect(status(page)).to_contain_text("Ошибок", timeout=60_000)
    editor.replace(page, "ЗАПОЛНИТЕ", "Так.")
    expect(page.locator(".workbench__note")).to_contain_text("не закрывайте страницу")
    page.get_by_role("button", name="tests/unit/checks/test_parcel.py").click()
    page.get_by_role("button", name="pyscripts/checks/parcel.py").click()
    editor.expect_value(page, "Так.")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_an_edit_leaves_as_a_patch_and_to_the_code_host(desk: Page, tmp_path: Path) -> None:
    editor.replace(desk, "Не приходит код", "Никак не приходит код")
    link = desk.get_by_role("link", name="Предложить правку")
    expect(link).to_have_attribute("href", re.compile(f"/edit/main/docs/{GUIDE}$"))
    link.evaluate("link => { link.target = ''; link.href = '#'; link.click(); }")  # the code host is not there
    assert desk.evaluate("navigator.clipboard.readText()") == editor.value(desk)
    with desk.expect_download() as downloaded:
        desk.get_by_role("button", name="Скачать правку (.patch)").click()
    assert downloaded.value.suggested_filename == "guides-login-no-code.patch"
    (tmp_path / "docs" / GUIDE).parent.mkdir(parents=True)
    shutil.copy(ROOT / "docs" / GUIDE, tmp_path / "docs" / GUIDE)
    subprocess.run(["git", "apply", str(downloaded.value.path())], cwd=tmp_path, check=True)
    assert (tmp_path / "docs" / GUIDE).read_text() == editor.value(desk)


@pytest.mark.allows_errors
def test_mistakes_are_told_without_a_network_afterwards(page: Page, site: str, server: Server) -> None:
    """All of it: problems, preview and its forms, whether the page stayed open or is opened anew."""
    page.goto(site + NAME)
    page.evaluate(KEEP, page.locator("script[src$='/workbench.mjs']").evaluate("script => script.src"))
    open_page(page, site)
    with page.expect_response(re.compile("assets/pictures/")):
        open_file(page, STEPS)
    server.stop()
    open_file(page, GUIDE)
    open_page(page, site, STEPS)
    picture = shown(page).locator("details.picture:visible").first
    picture.locator("summary").click()
    expect(picture.locator("img:visible")).to_have_js_property("complete", True)
    assert picture.locator("img:visible").evaluate("image => image.naturalWidth") > 0
    open_file(page, "guides/login/blocked.md")
    editor.replace(page, "## Если не помогло", "## Если - не помогло")
    expect(problems(page)).to_have_count(2)
    expect(shown(page).locator("h1")).to_be_visible()
    assert page.frames[1].evaluate("document.adoptedStyleSheets.length") == page.evaluate(
        "document.querySelectorAll('link[rel=stylesheet]').length"
    )


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def at_work(request: pytest.FixtureRequest, desk: Page) -> Page:
    """The workbench in use, with mistakes."""
    size: ViewportSize = request.param
    desk.set_viewport_size(size)
    editor.replace(desk, "## Если не помогло", "## Если - не помогло")
    expect(problems(desk)).to_have_count(2)
    editor.shown(desk).press("Control+f")
    expect(desk.locator(f"{editor.HOST} [name=search]")).to_be_focused()
    return desk


def test_everyone_can_use_it(at_work: Page) -> None:
    flaws = [
        *axe.violations(at_work, ".workbench"),
        *at_work.evaluate(LOST),
        *at_work.evaluate(CROWDED),
        *at_work.evaluate(OUT_OF_SIGHT),
    ]
    assert flaws == []


@pytest.mark.parametrize("size", [DESKTOP], ids=["desktop"])
@pytest.mark.parametrize("reader", ["firefox", "webkit"], indirect=True)
def test_problems_and_preview_in_other_engines(reader: Reader, site: str, server: Server, size: ViewportSize) -> None:
    """Of a stranger's draft, which has all of the above but for pictures: the console would complain of those."""
    hostile_lines = [line for line in HOSTILE.split("\n") if ".png" not in line and "<img" not in line]
    reader.open(site + NAME + packed((ROOT / "docs" / GUIDE).read_text() + "\n".join(hostile_lines)))
    reader.click(".workbench__drafts button", "Показать черновик")
    assert "Ошибок: " in reader.text(".workbench__status", "Ошибок")
    reader.write(editor.HOST, '\n{{ fact("fone") }}\n')
    assert "нет факта «fone»" in reader.text(".workbench__problems li", "fone")
    assert reader.evaluate("'stolen' in window || !location.pathname.endsWith('/about/workbench/')") is False
    assert not [path for path in server.seen if "stolen" in path]


def trial(page: Page) -> Locator:
    return page.locator(".workbench__trial").get_by_role("status")


CHECK = "pyscripts/checks/card.py"


def try_draft(page: Page, timeout: int = 90_000) -> None:
    page.get_by_role("button", name="Испытать проверку").click()
    expect(trial(page)).to_contain_text(re.compile("Примеров|не загрузилась|остановлена"), timeout=timeout)


def patient(answer: Answer) -> None:
    """Whoever walks through all that Python has needs longer than a check may take."""
    changed("const TRY = 30_000", "const TRY = 300_000")(answer)
    changed("const ANSWER = 10_000", "const ANSWER = 300_000")(answer)


def hasty(answer: Answer) -> None:
    """As patient as need be; a trial is so once the page says it."""
    changed("const TRY = 30_000", "const TRY = { valueOf: () => globalThis.patience ?? 30_000 }")(answer)
    changed("const ANSWER = 10_000", "const ANSWER = 2_000")(answer)


def test_a_check_is_edited_and_tried(desk: Page) -> None:
    open_file(desk, CHECK)
    editor.replace(desk, '"Номер карты"', '"Число на карте"')
    editor.replace(desk, "['typo']", "['visa']")
    expect(desk.get_by_role("button", name="Скачать правку")).to_be_visible()
    try_draft(desk)
    expect(trial(desk)).to_have_text(re.compile(r"Примеров: \d\d, не сошлось: 1\. Исходов без примера: 1\."))
    expect(desk.locator(".workbench__trial")).to_contain_text("Нет примера: typo")
    form = shown(desk).locator("form[data-check=card]")
    form.get_by_label("Число на карте").fill("2200 0000 0000 0053")
    form.get_by_role("button", name="Проверить").click()
    expect(form.locator("output")).to_contain_text("По первым цифрам это карта «Мир»")
    expect(form.locator("output")).to_have_attribute("data-level", "ok")
    expect(trial(desk)).to_have_text(re.compile(r"Ответила за [\d,]+ мс\."))
    form.get_by_label("Число на карте").fill("карта")
    form.get_by_role("button", name="Проверить").click()
    expect(form.locator(".check__error").first).to_contain_text("бывают только цифры")


def test_a_check_that_warns_less_takes_the_list_of_warnings_along(desk: Page, tmp_path: Path) -> None:
    """Only when it was tried is it known; what is edited after that is not."""
    open_file(desk, CHECK)
    sending = desk.get_by_role("region", name="Отправить правку")
    editor.replace(desk, '"typo": warn(', '"typo": unsure(')
    expect(sending).to_contain_text("Испытайте проверку до отправки")
    try_draft(desk)
    expect(problems(desk)).to_contain_text(["«typo» было warn, а теперь unsure"])
    desk.get_by_role("button", name="Так задумано: убрать «typo»").click()
    expect(status(desk)).to_have_text("Ошибок нет.")
    expect(sending).to_contain_text("В этой правке два файла: ваш и список предостережений, macros/data/verdicts.txt")
    assert '"typo":"unsure"' in desk.evaluate(KEPT)["local"], "whoever gets the draft gets that, too"
    assert applied(desk, tmp_path, "Скачать правку (.patch)") == ["macros/data/verdicts.txt", CHECK]
    assert "  typo → unsure\n" in (tmp_path / "macros/data/verdicts.txt").read_text()
    editor.replace(desk, "Say", "say")
    expect(sending).to_contain_text("Испытайте проверку до отправки")


def test_words_are_found_wherever_they_stand(desk: Page) -> None:
    desk.get_by_label("Или слова, в которых ошибка").fill("нажмите расширенные")
    desk.get_by_role("button", name="Найти слова").click()
    expect(desk.locator(".workbench__find")).to_contain_text("Таких слов нет")
    desk.get_by_label("Или слова, в которых ошибка").fill("не приходит КОД для входа")
    desk.get_by_role("button", name="Найти слова").click()
    desk.locator(".workbench__find").get_by_role("button", name="Не приходит код для входа, строка 2").click()
    editor.expect_chosen(desk, "Не приходит код для входа")


def test_what_may_not_be_in_a_check_is_told_and_does_not_run(desk: Page) -> None:
    open_file(desk, CHECK)
    editor.replace(desk, "from stdnum import luhn", "from stdnum import luhn\nimport os")
    expect(problems(desk)).to_contain_text(["import os"])
    expect(desk.get_by_role("button", name="Испытать проверку")).to_be_disabled()
    editor.replace(desk, "import os", "WORD = 'ЗАПОЛНИТЕ'")
    expect(problems(desk)).to_contain_text(["осталось «ЗАПОЛНИТЕ»"])
    expect(desk.get_by_role("button", name="Испытать проверку")).to_be_enabled()


def test_a_check_without_end_is_ended(page: Page, site: str, server: Server) -> None:
    """When it is asked, and at once."""
    server.faults["workbench_check.mjs"] = hasty
    open_page(page, site, CHECK)
    editor.replace(
        page, "    yield _number(number)", "    while number == '9':\n        pass\n    yield _number(number)"
    )
    page.get_by_role("button", name="Испытать проверку").click()
    expect(trial(page)).to_contain_text("Примеров", timeout=90_000)
    form = shown(page).locator("form[data-check=card]")
    form.get_by_label("Номер карты").fill("9")
    form.get_by_role("button", name="Проверить").click()
    is_ended(page, "2 секунд")
    page.evaluate("globalThis.patience = 3_000")
    editor.replace(page, "FIELDS = (", "while True:\n    pass\nFIELDS = (")
    page.get_by_role("button", name="Испытать проверку").click()
    is_ended(page, "3 секунд")


def is_ended(page: Page, after: str) -> None:
    expect(trial(page)).to_contain_text(f"она думает дольше {after}", timeout=90_000)
    for _ in range(200):  # a browser lets a busy worker live for a while
        if len(page.workers) == 1:
            break
        page.wait_for_timeout(100)
    assert len(page.workers) == 1, "only the one that looks at texts is left"


@pytest.mark.allows_errors
def test_a_check_that_steals_finds_no_way_out_of_its_trial(page: Page, site: str, server: Server) -> None:
    """The review refuses to run it; here that is undone, so that the walls are tried. It answers with what has worked."""
    with Server(server.folder) as stranger:
        server.faults["workbench_check.mjs"] = patient
        open_page(page, site, CHECK)
        draft = hostile.module([site, stranger.url]).replace(">>> ", "")  # no examples: each would try everything again
        editor.put(page, draft)
        button = page.get_by_role("button", name="Испытать проверку")
        expect(problems(page).first).to_be_visible(timeout=60_000)  # it has been read, and is refused
        expect(button).to_be_disabled()
        button.evaluate("button => { button.disabled = false; }")
        try_draft(page, timeout=300_000)
        form = shown(page).locator("form[data-check=card]")
        form.get_by_label("Номер карты").fill("4111 1111 1111 1111")
        form.get_by_role("button", name="Проверить").click()
        told = form.locator(".check__error").first
        expect(told).to_contain_text("worked:", timeout=300_000)
        assert re.match(rf"tried {hostile.count(hostile.PYTHON)}, worked:", told.inner_text())
        assert " js " not in told.inner_text()
        assert not [asked for asked in server.asked + stranger.asked if "stolen" in asked]
        assert not stranger.asked
    assert page.evaluate(KEPT)["caches"] == []


def test_forms_of_the_preview_answer_as_on_the_site(desk: Page) -> None:
    form = shown(desk).locator("form[data-check=code]")
    expect(form).to_be_visible()
    for group in form.locator("fieldset").all():
        group.locator("input").first.check()
    form.get_by_role("button", name="Проверить").click()
    expect(form.locator("output .verdict__finding").first).to_be_visible(timeout=60_000)


def test_the_steps_of_the_preview_are_for_the_readers_own_browser(desk: Page) -> None:
    open_file(desk, "guides/basics/clear-data.md")
    steps = shown(desk).locator(".steps--tabs").first
    expect(steps.locator(".steps__way:visible")).to_have_count(1)
    expect(steps.locator(".steps__way:visible h3")).to_contain_text("Chrom")
    steps.locator("select").select_option(steps.locator("option", has_text="Firefox").first.get_attribute("value"))
    expect(steps.locator(".steps__way:visible h3")).to_contain_text("Firefox")


def test_the_preview_is_not_blank_after_a_phone_is_turned(desk: Page) -> None:
    desk.set_viewport_size(PHONE)
    expect(shown(desk).locator("h1")).to_be_visible()
    sizes: list[ViewportSize] = [
        {"width": PHONE["height"], "height": PHONE["width"]}, PHONE, {"width": PHONE["width"], "height": 420},
    ]  # fmt: skip
    for size in sizes:
        desk.set_viewport_size(size)
        frame = desk.locator(".workbench__frame")
        frame.scroll_into_view_if_needed()
        expect(shown(desk).locator("h1")).to_be_in_viewport()
        assert len(frame.screenshot()) > 6_000, "a blank frame packs to next to nothing"


def applied(page: Page, folder: Path, button: str) -> list[str]:
    """What a commit has that `git apply` made of a downloaded patch."""
    with page.expect_download() as downloaded:
        page.get_by_role("button", name=button).click()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    for name in ["Makefile", *re.findall("^--- a/(.+)$", downloaded.value.path().read_text(), re.MULTILINE)]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x.example"]
    for command in (
        ["add", "-A"],
        ["commit", "-qm", "before"],
        ["apply", "--index", str(downloaded.value.path())],
        ["commit", "-qm", "edit"],
    ):
        subprocess.run([*git, *command], cwd=folder, check=True)
    shown = subprocess.run(
        [*git, "show", "--name-only", "--format="], cwd=folder, check=True, capture_output=True, text=True
    )
    return shown.stdout.split()


@pytest.mark.parametrize(
    ("kind", "fields", "files"),
    [
        (
            "браузер",
            {"#workbench-browser-title": "Новейший", "#workbench-browser-slug": "newest"},
            ["macros/data/browsers/newest.yml"],
        ),
        (
            "проверку",
            {"#workbench-check-title": "Номер посылки", "#workbench-check-name": "parcel"},
            [
                "docs/checks/parcel.md",
                "macros/data/stops.txt",
                "pyscripts/checks/parcel.py",
                "tests/unit/checks/test_parcel.py",
            ],
        ),
    ],
)  # fmt: skip
def test_a_browser_and_a_check_made_here_become_commits(
    desk: Page, tmp_path: Path, kind: str, fields: dict[str, str], files: list[str]
) -> None:
    page = desk
    unfold(page, "Новая проверка или браузер")
    for field, value in fields.items():
        page.locator(field).fill(value)
    page.get_by_role("button", name=f"Начать {kind}").click()
    expect(status(page)).to_contain_text("Ошибок", timeout=60_000)
    editor.replace(page, "ЗАПОЛНИТЕ", "Так.")
    button = "Скачать все черновики" if len(files) > 1 else "Скачать правку (.patch)"
    assert applied(page, tmp_path, button) == files


def test_a_portal_made_here_becomes_a_commit(desk: Page, tmp_path: Path) -> None:
    page = desk
    unfold(page, "Такой же сайт для другого портала")
    page.locator("#workbench-portal-title").fill("Посылка найдётся")
    page.locator("#workbench-portal-host").fill("post.example")
    page.locator("#workbench-portal-slug").fill("parcels")
    assert "examples/parcels/docs/guides/start/not-opening.md" in applied(page, tmp_path, "Скачать портал (.patch)")
