"""«Помогло / не помогло»: plain links to forms that exist, with the page filled in."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.content import pages

ROOT = Path(__file__).parents[2]
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
PAGES = [page for page in pages.read_all(ROOT / "docs").values() if page.kind != "page"]


def fields(form: str) -> set[str]:
    """What can be filled in by the address of a form: its fields, and the title of every issue."""
    return {part["id"] for part in yaml.safe_load((FORMS / form).read_text())["body"] if "id" in part} | {"title"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_guide_and_check_asks_whether_it_helped(page: pages.Page, site_folder: Path) -> None:
    html = (site_folder / page.url / "index.html").read_text()
    links = [urlsplit(unescape(link)) for link in re.findall(r'href="([^"]*/issues/new\?[^"]*)"', html)]
    asked = [{key: value[0] for key, value in parse_qs(link.query).items()} for link in links]
    assert [form["template"] for form in asked] == ["helped.yml", "wrong-step.yml"]
    for form in asked:
        assert form["page"].endswith(f"/{page.url}")
        assert form["title"].endswith(f": {page.title}")
        assert form.keys() - {"template"} <= fields(form["template"])
    assert f'/edit/main/docs/{page.path}" rel="edit' in html
    assert "Исправить эту страницу</a>" in html


@pytest.mark.parametrize("form", ["helped.yml", "wrong-step.yml"])
def test_the_forms_have_a_place_for_what_the_reader_may_add(form: str) -> None:
    script = (ROOT / "docs" / "assets" / "feedback.mjs").read_text()
    added = re.findall(r"(\w+):", script.partition("const fields = {")[2].partition("};")[0])
    assert set(added) == {"browser", "report"}
    assert fields(form) >= set(added)


def test_other_pages_do_not_ask(site_folder: Path) -> None:
    for name in (
        "index.html",
        "guides/index.html",
        "checks/index.html",
        "about/index.html",
        "report/index.html",
        "404.html",
    ):
        assert "data-feedback" not in (site_folder / name).read_text()
