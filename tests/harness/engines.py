"""Chromium, Firefox and WebKit behind one interface: what a reader does on a page, and what stands there."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains, Keys, WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

FIREFOX = "/usr/bin/firefox-esr"
PREFERENCES: dict[str, str | float | bool] = {  # Firefox asks nobody anything by itself
    "app.normandy.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,  # what is not here is nowhere
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}
WEBKIT = "/usr/bin/WebKitWebDriver"
XVFB = "/usr/bin/Xvfb"
LIMIT = 100.0  # seconds: WebKit takes 20 to start Python where both cores are busy, and some tests start it five times
STEP = 0.05


class Reader(Protocol):
    """One tab of one engine. Elements are named by CSS and by words in them; what is not there yet is waited for."""

    @property
    def url(self) -> str:
        """Where the reader is."""

    @property
    def errors(self) -> list[str]:
        """What the console has complained of."""

    def open(self, url: str) -> None:
        """Go to an address."""

    def size(self, width: int, height: int) -> None:
        """Make the page so large, or as near to it as the window can be."""

    def click(self, css: str, words: str = "") -> None:
        """Click the first such element that is visible."""

    def type(self, css: str, text: str) -> None:
        """Type into a field, after what stands there."""

    def write(self, css: str, text: str) -> None:
        """Type into an editor with a shadow root, after what stands there."""

    def text(self, css: str, words: str = "") -> str:
        """The words of the first such element that is visible."""

    def evaluate(self, expression: str) -> Any:
        """The value of JavaScript in the page; a promise is waited for."""

    def keep(self, folder: Path) -> None:
        """Leave what explains a failed test: a picture, the source and the console."""


class PlaywrightReader:
    """Chromium, and stock Firefox over WebDriver BiDi."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.set_default_timeout(LIMIT * 1000)
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @property
    def url(self) -> str:
        return self.page.url

    def open(self, url: str) -> None:
        self.page.goto(url)

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def click(self, css: str, words: str = "") -> None:
        self.page.locator(css, has_text=words).filter(visible=True).first.click()

    def type(self, css: str, text: str) -> None:
        self.page.locator(css).press_sequentially(text)

    def write(self, css: str, text: str) -> None:
        area = self.page.locator(f"{css} [role=textbox]")
        area.press("Control+End")
        area.press_sequentially(text)

    def text(self, css: str, words: str = "") -> str:
        return self.page.locator(css, has_text=words).filter(visible=True).first.inner_text()

    def evaluate(self, expression: str) -> Any:
        return self.page.evaluate(f"async () => ({expression})")

    def keep(self, folder: Path) -> None:
        (folder / "page.html").write_text(self.page.content())
        (folder / "console.txt").write_text("\n".join(self.errors))
        self.page.screenshot(path=folder / "screenshot.png")


class SeleniumReader:
    """WebKitGTK. Its driver tells nothing of the console, so that is read from what the program itself writes."""

    def __init__(self, driver: WebKitGTK, log: Path) -> None:
        self.driver = driver
        self.log = log
        driver.set_script_timeout(LIMIT)

    @property
    def url(self) -> str:
        return str(self.driver.current_url)

    @property
    def errors(self) -> list[str]:
        return re.findall(r"CONSOLE \S+ ERROR.*", self.log.read_text())

    def open(self, url: str) -> None:
        self.driver.get(url)

    def size(self, width: int, height: int) -> None:
        frame = self.driver.execute_script("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        self.driver.set_window_size(width + frame[0], height + frame[1])

    def click(self, css: str, words: str = "") -> None:
        self._once(css, words, lambda element: element.click())

    def type(self, css: str, text: str) -> None:
        # A window that no window manager has made active shows no :focus styles, so the field may be invisible.
        self._wait(lambda driver: driver.find_element(By.CSS_SELECTOR, css), css).send_keys(text)

    def write(self, css: str, text: str) -> None:
        host = self._wait(lambda driver: driver.find_element(By.CSS_SELECTOR, css), css)
        self.driver.execute_script("arguments[0].shadowRoot.querySelector('[role=textbox]').focus()", host)
        keys = ActionChains(self.driver).key_down(Keys.CONTROL).send_keys(Keys.END).key_up(Keys.CONTROL)
        keys.send_keys(text).perform()

    def text(self, css: str, words: str = "") -> str:
        return self._once(css, words, self._words)

    def evaluate(self, expression: str) -> Any:
        script = f"const done = arguments[0]; (async () => ({expression}))().then(done, (error) => done(String(error)))"
        return self.driver.execute_async_script(script)

    def keep(self, folder: Path) -> None:
        (folder / "page.html").write_text(self.driver.page_source)
        (folder / "console.txt").write_text(self.log.read_text())
        self.driver.save_screenshot(str(folder / "screenshot.png"))

    def _words(self, element: WebElement) -> str:
        # The driver's own `text` leaves out what is cut off by an ellipsis.
        return str(self.driver.execute_script("return arguments[0].innerText", element))

    def _once[T](self, css: str, words: str, act: Callable[[WebElement], T]) -> T:
        """Do something with the first visible element, as soon as there is one and it lets one."""

        def attempt(driver: WebKitGTK) -> list[T]:
            found = driver.find_elements(By.CSS_SELECTOR, css)
            wanted = (element for element in found if element.is_displayed() and words in self._words(element))
            return [act(element) for element in [next(wanted, None)] if element]

        return self._wait(attempt, f"{css} «{words}»")[0]

    def _wait[T](self, attempt: Callable[[WebKitGTK], T], name: str) -> T:
        return WebDriverWait(self.driver, LIMIT, STEP, (WebDriverException,)).until(attempt, f"{name} is not there")


@contextmanager
def playwright_reader(browser: Browser, size: ViewportSize, trusting: bool = False) -> Iterator[Reader]:
    """A tab in a fresh context; in Chromium a narrow one is that of a phone with a touch screen."""
    phone = size["width"] < 600 and browser.browser_type.name == "chromium"
    context = browser.new_context(
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        viewport=size,
        is_mobile=phone,
        has_touch=phone,
        ignore_https_errors=trusting,
    )
    yield PlaywrightReader(context.new_page())
    context.close()


@contextmanager
def webkit_reader(display: str, log: Path, size: ViewportSize, trusting: bool = False) -> Iterator[Reader]:
    """A window of a fresh MiniBrowser, which may trust every certificate."""
    needed(WEBKIT)
    program = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), Path("MiniBrowser"))
    needed(program)
    options = Options()
    options.binary_location = str(program)
    options.add_argument("--automation")
    options.set_capability("acceptInsecureCerts", trusting)
    options.add_argument("--enable-write-console-messages-to-stdout=true")
    env = {**os.environ, "LANG": "ru_RU.UTF-8", "TZ": "Europe/Moscow", "DISPLAY": display}
    with log.open("w") as output:
        driver = WebKitGTK(options=options, service=Service(WEBKIT, log_output=output, env=env))
        try:
            reader = SeleniumReader(driver, log)
            reader.size(**size)
            yield reader
        finally:
            driver.quit()


@contextmanager
def virtual_display(frames: Path | None = None) -> Iterator[str]:
    """A screen for WebKit, which has no mode without one. Xvfb itself finds a free number.

    Args:
        frames: a folder in which the file of `pixels` shows what is on the screen now.
    """
    needed(XVFB)
    command = [XVFB, "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    command += ["-fbdir", str(frames)] if frames else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def needed(program: str | Path) -> None:
    """Fail in words where a program is not there: a skipped test looks like one that has passed."""
    if not Path(program).exists():
        pytest.fail(f"{program} is not there; `make browsers` installs what the tests need", pytrace=False)
