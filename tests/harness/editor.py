"""The editor of the workbench: CodeMirror, and under it the field that holds the text, in any engine.

What is typed goes to CodeMirror. What stands there is read from the field: CodeMirror draws only the lines that are in sight.
"""

import re

from playwright.sync_api import Locator, Page, expect

HOST = ".workbench__editor"
REPLACE = """
(element, [old, text]) => {
  const start = element.value.indexOf(old);
  element.setRangeText(text, start, start + old.length, "end");
  element.dispatchEvent(new Event("input", { bubbles: true }));
  return start >= 0;
}
"""
PUT = "(element, text) => { element.value = text; element.dispatchEvent(new Event('input')); }"
CHOSEN = "element => element.getRootNode().getSelection().toString()"


def shown(page: Page) -> Locator:
    """Where one types."""
    return page.locator(f"{HOST} [role=textbox]")


def field(page: Page) -> Locator:
    """What holds the text; it is hidden while CodeMirror is there."""
    return page.locator("#workbench-text")


def value(page: Page) -> str:
    """All that stands there."""
    return field(page).input_value()


def expect_value(page: Page, words: str, timeout: int = 5_000) -> None:
    """Wait until something stands there."""
    expect(field(page)).to_have_value(re.compile(re.escape(words)), timeout=timeout)


def replace(page: Page, old: str, new: str) -> None:
    """As if typed: what a driver puts in takes Chromium minutes where a file has thousands of lines."""
    assert field(page).evaluate(REPLACE, [old, new])


def put(page: Page, text: str) -> None:
    """Make a text all that stands there."""
    field(page).evaluate(PUT, text)


def find(page: Page, words: str) -> None:
    """Choose words as somebody with a keyboard does, who is in the text."""
    shown(page).press("Control+f")
    search = page.locator(f"{HOST} [name=search]")
    search.fill(words)
    search.dispatch_event("change")  # keys that a driver has not leave none
    search.press("Enter")
    page.keyboard.press("Escape")
    expect(shown(page)).to_be_focused()
    assert chosen(page) == words


def chosen(page: Page) -> str:
    """The words that are selected; Chromium only."""
    return str(shown(page).evaluate(CHOSEN))


def expect_chosen(page: Page, words: str) -> None:
    """Wait until these are selected; Chromium only."""
    for _ in range(200):
        if chosen(page) == words:
            return
        page.wait_for_timeout(100)
    assert chosen(page) == words
