"""Steps walked in real Chromium and Firefox in Russian: every label that they quote shows on the screen.

What is quoted and cannot show here, `HIDDEN` names with the reason; it is only looked up in the browser's Russian
strings (tests/content/test_browser_labels.py), as are the labels of all other actions.

`make pictures` walks the same way twice, with PICTURES=light and PICTURES=dark, and keeps how the labels look.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from macros.content import pictures
from tests.harness import engines, labels
from tests.harness.camera import Camera
from tests.harness.chromium import CHROMIUM, FLAGS
from tests.harness.labels import entry
from tests.harness.screen import Screen
from tests.harness.server import Server
from tests.harness.whose import SITE

SCHEME = os.environ.get("PICTURES", "")
PORTAL = "https://www.gosuslugi.ru/"
DATA = "<title>Portal</title><script>localStorage.a = 1; document.cookie = 'a=1; max-age=9999'</script>"
PREFERENCES: dict[str, str | float | bool] = {
    **engines.PREFERENCES,
    "intl.locale.requested": "ru",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.aboutwelcome.enabled": False,
    "termsofuse.bypassNotification": True,
    "accessibility.force_disabled": -1,
    "ui.prefersReducedMotion": 1,  # a menu that slides in takes no press
}
DARK: list[str] = []
if SCHEME == "dark":
    DARK.append("--force-dark-mode")
    PREFERENCES["ui.systemUsesDarkTheme"] = 1
WALKED = {  # by test
    "test_chromium_clears_a_site": ("chrome", "clear-site"),
    "test_chromium_clears_all": ("chrome", "clear-all"),
    "test_chromium_opens_a_private_window": ("chrome", "private-window"),
    "test_chromium_tells_its_version": ("chrome", "update"),
    "test_firefox_clears_a_site": ("firefox", "clear-site"),
    "test_firefox_clears_all": ("firefox", "clear-all"),
    "test_firefox_opens_a_private_window": ("firefox", "private-window"),
    "test_firefox_tells_its_version": ("firefox", "update"),
}
HIDDEN = {
    ("chrome", "clear-all"): {
        "Удалить данные": "the button's other name",
        "Временной диапазон": "a list of older versions",
    },
    ("chrome", "update"): {
        "Справка": "stands in the menu of Google's own build only",
        "Перезапустить": "shows when an update has come; Debian's build is updated by the system",
    },
    ("firefox", "clear-site"): {
        "Удалить куки и данные сайта…": "a button of versions up to 140",
        "Удалить": "as above",
    },
    ("firefox", "update"): {
        "Проверить наличие обновлений": "Debian's build is updated by the system",
        "Перезапустить Firefox для обновления": "as above",
    },
}


@pytest.fixture
def screen(env: dict[str, str], frames: Path, request: pytest.FixtureRequest) -> Screen:
    browser, action = WALKED[request.node.name]
    return Camera(frames, SITE / "docs" / pictures.FOLDER, SCHEME, browser, action) if SCHEME else Screen()


@pytest.fixture
def chromium(playwright: Playwright, env: dict[str, str], tmp_path: Path) -> Iterator[BrowserContext]:
    """Chromium in Russian with a fresh profile; the portal is there and keeps data."""
    engines.needed(CHROMIUM)
    context = playwright.chromium.launch_persistent_context(
        tmp_path,
        executable_path=CHROMIUM,
        headless=False,
        color_scheme="dark" if SCHEME == "dark" else "light",
        no_viewport=True,  # what is below the edge of the window does not show
        args=[*FLAGS, "--lang=ru", "--force-renderer-accessibility", "--window-size=1400,1000", *DARK],
        env={**env, "ACCESSIBILITY_ENABLED": "1"},
    )
    context.route(f"{PORTAL}**", lambda route: route.fulfill(body=DATA, content_type="text/html"))
    yield context
    context.close()


@pytest.fixture
def firefox(env: dict[str, str], tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Open an address in Firefox in Russian with a fresh profile; the next one opens in a tab of the same window."""
    engines.needed(engines.FIREFOX)
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (tmp_path / "user.js").write_text("".join(lines))
    running: list[subprocess.Popen[bytes]] = []

    def start(address: str) -> None:
        command = [engines.FIREFOX, "-profile", str(tmp_path), "-width", "1400", "-height", "1000", address]
        where = {**env, "GNOME_ACCESSIBILITY": "1"}
        running.append(subprocess.Popen(command, env=where, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    yield start
    for process in running:
        process.terminate()
        process.wait()


@pytest.fixture
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page that keeps data."""
    folder = tmp_path_factory.mktemp("portal")
    (folder / "index.html").write_text(DATA)
    with Server(folder) as server:
        yield server.url


def unseen(browser: str, action: str, screen: Screen) -> set[str]:
    """The labels of the steps, the warning and the note that have not shown."""
    said = entry(browser, action)
    quoted = labels.quoted(" ".join([*said["steps"], said.get("warning", ""), said.get("note", "")]))
    return {label for label in quoted if not any(thing.bears(label) for thing in screen.seen)}


def hidden(browser: str, action: str) -> set[str]:
    return set(HIDDEN.get((browser, action), ()))


def test_chromium_clears_a_site(chromium: BrowserContext, screen: Screen) -> None:
    page = chromium.pages[0]
    page.goto(PORTAL)
    page.goto(entry("chrome", "clear-site")["address"])
    screen.wait("gosuslugi.ru")
    screen.press("Удалить данные и разрешения сайта gosuslugi.ru")  # the bin
    screen.press("Удалить")
    screen.wait_gone("gosuslugi.ru")
    assert chromium.cookies() == []
    screen.open_menu("Chromium")
    screen.press("Настройки")
    screen.press("Конфиденциальность и безопасность")
    screen.press("Настройки сайтов")
    screen.press("Посмотреть текущие разрешения и сохраненные данные сайтов")
    screen.wait("Все сайты")
    assert unseen("chrome", "clear-site", screen) == hidden("chrome", "clear-site")


def test_chromium_clears_all(chromium: BrowserContext, screen: Screen) -> None:
    chromium.pages[0].goto(PORTAL)
    screen.open_menu("Chromium")
    screen.press("Удалить данные о работе в браузере…")
    screen.press("Ещё")
    screen.press("Все время")
    screen.wait("Файлы cookie и другие данные сайтов")
    screen.press("Удалить с устройства")
    assert unseen("chrome", "clear-all", screen) == hidden("chrome", "clear-all")


def test_chromium_opens_a_private_window(chromium: BrowserContext, screen: Screen) -> None:
    screen.open_menu("Chromium")
    screen.press("Новое окно в режиме инкогнито")
    screen.wait("Режим инкогнито")
    assert unseen("chrome", "private-window", screen) == hidden("chrome", "private-window")


def test_chromium_tells_its_version(chromium: BrowserContext, screen: Screen) -> None:
    chromium.pages[0].goto(entry("chrome", "update")["address"])
    version = chromium.browser.version if chromium.browser else ""
    screen.wait("О Chromium")
    assert any(thing.name.startswith(f"Версия: {version}") for thing in screen.things())
    screen.open_menu("Chromium")
    screen.wait("Выход")
    assert unseen("chrome", "update", screen) == hidden("chrome", "update")


def test_firefox_clears_a_site(firefox: Callable[[str], None], portal: str, screen: Screen) -> None:
    firefox(portal)
    screen.press("Просмотреть информацию о сайте")  # the shield
    screen.press("Удалить куки и данные сайтов")
    screen.wait("Очистить")
    screen.press("Отмена")
    firefox("about:preferences#privacy-sitedata")  # the note gives it
    screen.press("Удалять данные для выбранных сайтов")
    screen.press("127.0.0.1")
    screen.press("Удалить выбранное")
    screen.press("Сохранить изменения")
    assert unseen("firefox", "clear-site", screen) == hidden("firefox", "clear-site")


def test_firefox_clears_all(firefox: Callable[[str], None], portal: str, screen: Screen) -> None:
    firefox(portal)
    screen.open_menu("Firefox")
    screen.press("Журнал")
    screen.press("Удалить историю…")
    screen.press("Период:")
    screen.press("Всё")
    screen.press("Удалить")
    assert unseen("firefox", "clear-all", screen) == hidden("firefox", "clear-all")


def test_firefox_opens_a_private_window(firefox: Callable[[str], None], portal: str, screen: Screen) -> None:
    firefox(portal)
    screen.open_menu("Firefox")
    screen.press("Новое приватное окно")
    screen.wait("Приватный просмотр")
    assert unseen("firefox", "private-window", screen) == hidden("firefox", "private-window")


def test_firefox_tells_its_version(firefox: Callable[[str], None], portal: str, screen: Screen) -> None:
    firefox(portal)
    screen.open_menu("Firefox")
    screen.press("Справка")
    screen.press("О Firefox")
    screen.wait("О Mozilla Firefox")
    firefox(entry("firefox", "update")["address"])
    screen.wait("Больше от Mozilla")
    assert unseen("firefox", "update", screen) == hidden("firefox", "update")
