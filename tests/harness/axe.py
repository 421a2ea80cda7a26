"""axe-core: what breaks WCAG 2.2 AA, or what is called best practice, on a page as it stands."""

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]'
COLOURS = '{ type: "rule", values: ["color-contrast", "link-in-text-block"] }'  # what another scheme changes
# axe takes a button that stays in sight for one that covers what scrolls under it; what has the focus scrolls clear of it.
AT_REST = "for (const button of document.querySelectorAll('form > [type=submit]')) button.style.position = 'static'"
FOUND = "({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)"


def look(css: str = "html", rules: str = RULES) -> str:
    """JavaScript that waits for what axe finds in an element."""
    return f"axe.run('{css}', {{ runOnly: {rules}, resultTypes: ['violations'] }}).then({FOUND})"


def load() -> str:
    """JavaScript, one expression, that brings axe to a page."""
    return f"(() => {{ {SOURCE} }})()"


def violations(page: Page, css: str = "html") -> Iterable[str]:
    """What axe finds in an element of a Playwright page by day and by night."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(load())
    page.evaluate(AT_REST)
    page.emulate_media(color_scheme="light")
    yield from page.evaluate(look(css))
    page.emulate_media(color_scheme="dark")
    yield from (f"dark: {found}" for found in page.evaluate(look(css, COLOURS)))
