"""axe-core: what breaks WCAG 2.2 AA, or what is called best practice, on a page as it stands."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]'
OF_COLOURS = ("color-contrast", "link-in-text-block")  # what another scheme changes
COLOURS = f'{{ type: "rule", values: {json.dumps(OF_COLOURS)} }}'
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# axe takes a button that stays in sight for one that covers what scrolls under it; what has the focus scrolls clear of it.
AT_REST = "for (const button of document.querySelectorAll('form > [type=submit]')) button.style.position = 'static'"
# Elements of a look that nobody has seen: of other colours or letters than any before, or in the midst of others.
UNSEEN = """
(known) => {
  const LOOK = ["color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight", "opacity", "display", "visibility",
    "position", "textDecorationLine"];
  const seen = new Set(known);
  const fresh = [];
  const short = (text) => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 0);
  const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const walk = (element, around) => {
    const style = getComputedStyle(element);
    const look = short([around, element.localName, hasWords(element), ...LOOK.map((name) => style[name])].join());
    element.toggleAttribute("data-unseen", !seen.has(look));
    if (!seen.has(look)) fresh.push(look);
    seen.add(look);
    for (const child of element.children) walk(child, look);
  };
  walk(document.body, 0);
  return fresh;
}
"""
FOUND = "({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)"


def look(css: str = "html", rules: str = RULES, without: Sequence[str] = ()) -> str:
    """JavaScript that waits for what axe finds in an element."""
    off = ", ".join(f"'{rule}': {{ enabled: false }}" for rule in without)
    return f"axe.run('{css}', {{ runOnly: {rules}, rules: {{ {off} }}, resultTypes: ['violations'] }}).then({FOUND})"


def load() -> str:
    """JavaScript, one expression, that brings axe to a page."""
    return f"(() => {{ {SOURCE} }})()"


def violations(page: Page, css: str = "html") -> Iterable[str]:
    """What axe finds in an element of a Playwright page by day and by night."""
    _prepare(page)
    page.emulate_media(color_scheme="light")
    yield from page.evaluate(look(css))
    page.emulate_media(color_scheme="dark")
    yield from (f"dark: {found}" for found in page.evaluate(look(css, COLOURS)))


def violations_of_many(page: Page, seen: set[int]) -> Iterable[str]:
    """The same of one page among many: colours, which take most of the time, where something looks as nothing before.

    Args:
        page: the page.
        seen: looks of elements that have been looked at; those of this page are put in.
    """
    _prepare(page)
    yield from page.evaluate(look(without=OF_COLOURS))
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        fresh = page.evaluate(UNSEEN, list(seen))
        seen.update(fresh)
        if fresh:
            yield from (f"{scheme}: {found}" for found in page.evaluate(look("[data-unseen]", COLOURS)))


def _prepare(page: Page) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(load())
    page.evaluate(AT_REST)
