"""The workbench: a page is edited, its mistakes stand at their lines, and it is shown as readers will see it."""

import base64
import json
import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, ViewportSize, expect

import pyscripts
from tests.browser.test_accessibility import CROWDED, LOST, OUT_OF_SIGHT
from tests.harness import axe
from tests.harness.chromium import DESKTOP, PHONE
from tests.harness.engines import Reader
from tests.harness.server import Server, missing

ROOT = Path(__file__).parents[2]
NAME = "about/workbench/"
GUIDE = "guides/login/no-code.md"
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
"""
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

REPLACE = """
(element, [old, text]) => {
  const start = element.value.indexOf(old);
  element.setRangeText(text, start, start + old.length, "end");
  element.dispatchEvent(new Event("input", { bubbles: true }));
  return start >= 0;
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
async () => ({
  local: localStorage.getItem("workbench"),
  caches: (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys())))
    .flat().map(({ url }) => url).filter((url) => url.includes("draft")),
})
"""


def text(page: Page) -> Locator:
    return page.get_by_label("Текст файла")


def status(page: Page) -> Locator:
    return page.locator(".workbench").get_by_role("status")


def problems(page: Page) -> Locator:
    return page.locator(".workbench__problems li")


def shown(page: Page) -> FrameLocator:
    return page.frame_locator(".workbench__frame")


def open_page(page: Page, site: str, name: str = GUIDE) -> None:
    page.goto(site + NAME)
    page.get_by_label("Что править").select_option(name)
    page.get_by_role("button", name="Открыть").click()
    expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)


def replace(page: Page, old: str, new: str) -> None:
    """As if typed: what a driver puts in takes Chromium minutes where a file has thousands of lines."""
    assert text(page).evaluate(REPLACE, [old, new])


def test_mistakes_stand_at_their_lines_and_the_page_beside_them(page: Page, site: str) -> None:
    open_page(page, site)
    expect(shown(page).locator("h1")).to_contain_text("Не приходит код для входа")
    expect(shown(page).locator("form[data-check=code]")).to_be_visible()
    replace(page, "## Если не помогло", '## Если не помогло\n\nПозвоните {{ fact("fone") }}.')
    expect(status(page)).to_have_text("Ошибок: 1")
    line = text(page).input_value().split("\n").index('Позвоните {{ fact("fone") }}.') + 1
    expect(problems(page)).to_contain_text([f"Строка {line} нет факта «fone»"])
    page.get_by_role("button", name=f"Строка {line}").click()
    expect(text(page)).to_be_focused()
    chosen = text(page).evaluate("element => element.value.slice(element.selectionStart, element.selectionEnd)")
    assert chosen == 'Позвоните {{ fact("fone") }}.'
    replace(page, '"fone"', '"phone"')
    expect(status(page)).to_have_text("Ошибок нет.")
    expect(shown(page).locator("article")).to_contain_text("Позвоните 8 800 100-70-10.")


def test_typography_is_put_right_by_one_button(page: Page, site: str) -> None:
    open_page(page, site)
    button = page.get_by_role("button", name="Исправить оформление")
    expect(button).to_be_hidden()
    replace(page, "## Если не помогло", 'Слово - это "слово".\n\n## Если не помогло')
    expect(problems(page)).to_have_count(2)
    button.click()
    expect(status(page)).to_have_text("Ошибок нет.")
    assert "Слово — это «слово»." in text(page).input_value()
    expect(button).to_be_hidden()


def test_the_page_is_shown_dark_and_as_wide_as_a_phone(page: Page, site: str) -> None:
    open_page(page, site)
    page.get_by_label("Как на телефоне").check()
    assert page.locator(".workbench__frame").bounding_box()["width"] == PHONE["width"]  # type: ignore[index]
    page.get_by_role("group", name="Тема").get_by_label("Тёмная тема").check()
    expect(shown(page).locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_nothing_is_loaded_before_a_page_is_opened(page: Page, site: str, server: Server) -> None:
    page.goto(site + NAME)
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.seen if "/assets/workbench/" in path or "/assets/runtime/" in path]


@pytest.mark.allows_errors
def test_a_hostile_draft_runs_nothing_and_asks_nobody(page: Page, site: str, server: Server) -> None:
    """The review refuses it; what is left of it in the preview is dead. The policy complains of some, which is right."""
    open_page(page, site)
    before = text(page).input_value()
    text(page).fill(before + HOSTILE)
    expect(status(page)).to_contain_text("Ошибок: ")
    expect(shown(page).locator("article")).to_contain_text("слово")
    for bait in shown(page).locator("#bait, #send, article a:has-text('ссылка')").all():
        bait.click(force=True)
    page.wait_for_timeout(500)
    frame = page.frames[1]
    assert frame.evaluate(
        "document.querySelectorAll('script, iframe, object, embed, style, link, base, meta').length"
    ) == len(
        [
            "meta charset",
            "meta viewport",
            *(["link"] * frame.evaluate("document.head.querySelectorAll('link').length")),
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


@pytest.mark.allows_errors
def test_a_broken_line_is_told_and_can_be_tried_again(page: Page, site: str, server: Server) -> None:
    server.faults["pyodide.asm.wasm"] = missing
    page.goto(site + NAME)
    page.get_by_role("button", name="Открыть").click()
    expect(page.locator(".workbench")).to_contain_text("Мастерская не загрузилась")
    server.faults.clear()
    page.get_by_role("button", name="Открыть").click()
    expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)


def test_a_draft_stays_on_the_device_until_it_is_forgotten(page: Page, site: str) -> None:
    open_page(page, site)
    replace(page, "Не приходит код", "Никак не приходит код")
    expect(status(page)).to_have_text("Ошибок нет.")
    page.reload()
    page.locator(".workbench__drafts").get_by_role("button", name="Не приходит код для входа").click()
    expect(text(page)).to_have_value(re.compile("Никак не приходит код"), timeout=60_000)
    expect(page.locator(".workbench__note")).to_contain_text("ваш черновик")
    expect(shown(page).locator("h1")).to_contain_text("Никак не приходит код")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Забыть все черновики").click()
    expect(text(page)).not_to_have_value(re.compile("Никак не приходит код"))
    expect(page.locator(".workbench__drafts")).to_be_hidden()
    assert page.evaluate(KEPT) == {"local": None, "caches": []}


def test_a_link_shows_a_draft_to_somebody_else(page: Page, context: BrowserContext, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, site)
    expect(page.get_by_role("region", name="Отправить правку")).to_be_hidden()
    replace(page, "Не приходит код", "Никак не приходит код")
    page.get_by_role("button", name="Ссылка на черновик").click()
    address = page.get_by_label("Ссылка на черновик")
    expect(address).to_have_value(re.compile(f"^{re.escape(site + NAME)}#draft=[\\w-]+$"))
    link = address.input_value()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".workbench")).to_contain_text("В ссылке чужой черновик")
    assert page.workers == [], "it waits for a press"
    page.get_by_role("button", name="Показать черновик").click()
    expect(text(page)).to_have_value(re.compile("Никак не приходит код"), timeout=60_000)
    page.get_by_text("Что изменилось", exact=True).click()
    expect(page.locator(".workbench__send pre")).to_contain_text("+title: Никак не приходит код")
    assert page.evaluate(KEPT)["local"] is None


def test_a_new_guide_begins_with_the_template(page: Page, site: str) -> None:
    page.goto(site + NAME)
    page.get_by_text("Новая инструкция").click()
    page.get_by_label("Тема", exact=True).select_option("login")
    page.get_by_label("Название словами читателя").fill("Не помню логин")
    page.get_by_label("Имя файла").fill("Логин")
    page.get_by_role("button", name="Начать").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("«Логин» не подходит", timeout=60_000)
    page.get_by_label("Имя файла").fill("no-login")
    page.get_by_role("button", name="Начать").click()
    expect(shown(page).locator("h1")).to_contain_text("Не помню логин")
    expect(problems(page).first).to_contain_text("осталось «ЗАПОЛНИТЕ»")
    link = page.get_by_role("link", name="Предложить правку")
    expect(link).to_have_attribute(
        "href", re.compile(r"/new/main\?filename=docs%2Fguides%2Flogin%2Fno-login.md&value=---%0A")
    )
    replace(page, "Ответ для большинства", "Мой ответ")
    expect(shown(page).locator("article")).to_contain_text("Мой ответ")
    page.reload()
    page.get_by_role("button", name="guides/login/no-login.md").click()
    expect(text(page)).to_have_value(re.compile("Мой ответ"), timeout=60_000)


def test_a_fact_is_edited_and_shown_as_it_will_be_printed(page: Page, site: str) -> None:
    open_page(page, site, "macros/data/facts.yml")
    replace(page, "says: Телефон поддержки", "says: Тот самый телефон поддержки")
    replace(page, "value: 8 800 100-70-10", "value: 8 800 100-70-11")
    expect(problems(page).first).to_contain_text("телефон 8 800 100-70-11; бывают только 8 800 100-70-10, 115")
    replace(page, "value: 8 800 100-70-11", "value: 8 800 100-70-10")
    expect(status(page)).to_have_text("Ошибок нет.")
    expect(shown(page).locator("article")).to_contain_text("Тот самый телефон поддержки")
    expect(page.get_by_role("link", name="Предложить правку")).to_have_attribute(
        "href", re.compile("/edit/main/macros/data/facts.yml$")
    )


def test_the_steps_of_a_browser_are_edited(page: Page, site: str) -> None:
    open_page(page, site, "macros/data/browsers/yandex.yml")
    expect(shown(page).locator(".steps__way").first).to_be_visible()
    replace(page, "steps:", "stebs:")
    expect(problems(page)).to_contain_text(["нет ключа «steps»", "нет ключа «stebs»"])


def test_what_a_page_can_call_is_put_in_at_the_caret(page: Page, site: str) -> None:
    open_page(page, site)
    replace(page, "## Если не помогло", "## Если не помогло\n\nПозвоните сюда: .")
    text(page).evaluate("element => element.setSelectionRange(...Array(2).fill(element.value.indexOf('сюда: ') + 6))")
    page.get_by_label("Вставка в текст").select_option('{{ fact("phone") }}')
    page.get_by_role("button", name="Вставить", exact=True).click()
    expect(text(page)).to_have_value(re.compile(r'Позвоните сюда: \{\{ fact\("phone"\) \}\}\.'))
    expect(shown(page).locator("article")).to_contain_text("Позвоните сюда: 8 800 100-70-10.")


def test_the_checks_check_themselves(page: Page, site: str) -> None:
    page.goto(site + NAME)
    page.get_by_text("Проверки проверяют себя").click()
    page.get_by_role("button", name="Прогнать примеры").click()
    told = page.locator("[data-proof]").get_by_role("status")
    expect(told).to_have_text(re.compile(r"Примеров: [3-9]\d\d, все сошлись"), timeout=120_000)
    expect(page.locator("[data-proof] li")).to_have_count(len(pyscripts.names()))


def test_a_wrong_word_is_mended_from_a_phone_in_a_few_steps(page: Page, site: str) -> None:
    """From the page with the word to a patch: four presses and one change."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site}guides/login/no-code/")
    page.get_by_role("link", name="Исправить эту страницу").click()
    page.get_by_role("button", name="Открыть").click()
    expect(status(page)).to_have_text("Ошибок нет.", timeout=60_000)
    replace(page, "Не приходит код", "Никак не приходит код")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Скачать правку (.patch)").click()
    assert "+title: Никак не приходит код" in downloaded.value.path().read_text()


@pytest.mark.parametrize(
    "draft",
    ["", "%%%", "AAAA", "bm90IGEgZHJhZnQ", "q1YqSCzJULJSqlWqBQA"],
    ids=["nothing", "no letters", "no stream", "no JSON", "no text"],
)
def test_a_broken_link_is_no_draft(page: Page, site: str, draft: str) -> None:
    page.goto(f"{site}{NAME}#draft={draft}")
    expect(page.get_by_role("button", name="Открыть")).to_be_visible()
    expect(page.locator(".workbench__drafts")).to_be_hidden()


def test_a_link_that_would_unpack_without_end_is_no_draft(page: Page, site: str) -> None:
    packer = zlib.compressobj(9, wbits=-15)
    bomb = packer.compress(json.dumps({"path": GUIDE, "text": "a" * 50_000_000}).encode()) + packer.flush()
    page.goto(f"{site}{NAME}#draft={base64.urlsafe_b64encode(bomb).decode().rstrip('=')}")
    expect(page.get_by_role("button", name="Открыть")).to_be_visible()
    page.wait_for_timeout(1000)
    expect(page.locator(".workbench__drafts")).to_be_hidden()


def test_an_edit_leaves_as_a_patch_and_to_the_code_host(
    page: Page, context: BrowserContext, site: str, tmp_path: Path
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, site)
    replace(page, "Не приходит код", "Никак не приходит код")
    link = page.get_by_role("link", name="Предложить правку")
    expect(link).to_have_attribute("href", re.compile(f"/edit/main/docs/{GUIDE}$"))
    link.evaluate("link => { link.target = ''; link.href = '#'; link.click(); }")  # the code host is not there
    assert page.evaluate("navigator.clipboard.readText()") == text(page).input_value()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Скачать правку (.patch)").click()
    assert downloaded.value.suggested_filename == "guides-login-no-code.patch"
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    subprocess.run(["git", "apply", str(downloaded.value.path())], cwd=tmp_path, check=True)
    assert (tmp_path / "docs" / GUIDE).read_text() == text(page).input_value()


@pytest.mark.allows_errors
def test_mistakes_are_told_without_a_network_afterwards(page: Page, site: str, server: Server) -> None:
    """The preview is not shown then: a frame of no origin is not served by the service worker."""
    page.goto(site + NAME)
    page.evaluate(KEEP, page.locator("script[src$='/workbench.mjs']").evaluate("script => script.src"))
    open_page(page, site)
    server.stop()
    open_page(page, site, "guides/login/blocked.md")
    replace(page, "## Если не помогло", "## Если - не помогло")
    expect(problems(page)).to_have_count(2)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def at_work(request: pytest.FixtureRequest, page: Page, site: str) -> Page:
    """The workbench in use, with mistakes."""
    size: ViewportSize = request.param
    page.set_viewport_size(size)
    open_page(page, site)
    replace(page, "## Если не помогло", "## Если - не помогло")
    expect(problems(page)).to_have_count(2)
    return page


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
def test_problems_and_preview_in_other_engines(reader: Reader, site: str, size: ViewportSize) -> None:
    reader.open(site + NAME)
    reader.click(".workbench button", "Открыть")
    assert reader.text(".workbench__status", "Ошибок") == "Ошибок нет."
    reader.type("#workbench-text", '{{ fact("fone") }}')
    assert "нет факта «fone»" in reader.text(".workbench__problems li", "fone")
