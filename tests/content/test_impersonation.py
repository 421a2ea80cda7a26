"""Nobody can take this site for the portal, and nothing on it asks for a secret."""

import re
from pathlib import Path

import pytest

from tests.harness.pages import elements, words

# What unofficial helper sites are listed as phishing for.
SECRET = re.compile(r"парол|cvc|cvv|код (из|с)\b|пин-?код|pin|password|secret|otp", re.IGNORECASE)
FIELDS = ("input", "textarea", "select")
LOADED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}
PORTAL = re.compile(r"gosuslugi|gu-st|esia|госуслуг", re.IGNORECASE)
# Its blue and its red, and the letters of its logo.
PORTAL_LOOK = re.compile(r"#0d4cd3|#0b40b3|#0065b1|#ee2f53|#ee3f58|\bLato\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> dict[str, str]:
    """The source of every built page by its address."""
    return {str(path.relative_to(site_folder)): path.read_text() for path in site_folder.rglob("*.html")}


def test_every_page_says_that_it_is_not_official(pages: dict[str, str]) -> None:
    assert pages
    for name, html in pages.items():
        assert words(html).count("Неофициальный сайт") >= 2, name  # above and below


def test_every_title_names_this_site_and_not_the_portal(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        title = re.findall(r"<title>(.*?)</title>", html)
        assert title, name
        assert title[0].endswith("Разберёмся"), name


def test_no_field_is_for_a_secret(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        for tag, attributes in elements(html):
            if tag not in FIELDS:
                continue
            assert attributes.get("type") != "password", name
            for attribute in ("name", "id", "placeholder", "aria-label", "title"):
                assert not SECRET.search(attributes.get(attribute, "")), (name, attributes)
        for form in re.findall(r"<form\b.*?</form>", html, re.DOTALL):
            for label in re.findall(r"<label for=.*?</label>", form, re.DOTALL):  # of what is typed, not chosen
                assert not SECRET.search(words(label)), (name, label)


def test_no_form_goes_anywhere_or_invites_what_a_browser_has_saved(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        for tag, attributes in elements(html):
            assert attributes.get("autocomplete", "off") == "off", (name, attributes)
            if tag == "form":
                assert "action" not in attributes, name
            if tag == "form" and attributes["form"]:
                assert attributes.get("method") == "dialog", name  # which sends nothing, even without JavaScript
                assert attributes.get("autocomplete") == "off", name


def test_nothing_is_loaded_from_the_portal_or_from_anybody_else(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        for tag, attributes in elements(html):
            address = attributes.get(LOADED.get(tag, ""), "")
            if tag == "link" and attributes.get("rel") == "canonical":
                continue
            assert not re.match(r"(https?:)?//", address), (name, address)


def test_no_picture_is_the_portals_and_neither_is_the_look(site_folder: Path) -> None:
    for path in site_folder.rglob("*"):
        if path.suffix in (".svg", ".png", ".jpg", ".webp", ".gif", ".ico", ".woff", ".woff2"):
            assert not PORTAL.search(path.name), path
        if path.suffix == ".css":
            assert not PORTAL_LOOK.search(path.read_text()), path
        if path.suffix == ".svg":
            assert not PORTAL.search(path.read_text()), path
