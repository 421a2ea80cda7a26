"""Makes the picture of the README: a guide with a verdict, on a computer and on a phone. `python -m tools.screenshot`"""

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.harness.chromium import CHROMIUM, DESKTOP, FLAGS, PHONE
from tests.harness.server import Server

ROOT = Path(__file__).parents[1]
SETTLED = 500  # ms: the theme's header changes while the page moves
PICTURE = ROOT / ".github" / "screenshot.png"
TOGETHER = """
<body style="margin: 0; padding: 24px; display: flex; gap: 24px; align-items: start; background: #dfe7e6">
<img style="height: 740px; box-shadow: 0 2px 12px #0005" src="data:image/png;base64,{0}">
<img style="height: 740px; box-shadow: 0 2px 12px #0005" src="data:image/png;base64,{1}">
"""


def main() -> None:
    """Build the site, ask a check, take two pictures and put them side by side."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder], cwd=ROOT, check=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with Server(Path(folder)) as server:
            shots = [
                _shot(browser.new_page(locale="ru-RU", reduced_motion="reduce"), server.url, size)
                for size in (DESKTOP, PHONE)
            ]
        page = browser.new_page(viewport={"width": 1620, "height": 790})
        page.set_content(TOGETHER.format(*(base64.b64encode(shot).decode() for shot in shots)))
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


def _shot(page: Page, site: str, size: ViewportSize) -> bytes:
    page.set_viewport_size(size)
    page.goto(f"{site}guides/safety/fraud/")
    form = page.locator("form[data-check=genuine]")
    form.locator("textarea[name=contact]").fill("Госуслуги: подтвердите вход на gosuslugi-vhod.example")
    form.get_by_role("button", name="Проверить", exact=True).click()
    form.locator("output[data-level=stop]").wait_for()
    # Down from the top: on the way up the theme offers to go on to the top.
    for place in ("0", "field.getBoundingClientRect().top + scrollY - 60"):
        form.evaluate(f"field => scrollTo(0, {place})")
        page.wait_for_timeout(SETTLED)
    return page.screenshot()


if __name__ == "__main__":
    main()
