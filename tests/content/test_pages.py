"""What holds for the pages as they were built: words stand in place of codes."""

import re
from pathlib import Path

import pytest

from macros.content import pages

ROOT = Path(__file__).parents[2]
PAGES = pages.read_all(ROOT / "docs").values()
CODES = re.compile(r"\d{4}-\d\d-\d\d|github:")
SOURCE = re.compile(r'rel="noreferrer noopener nofollow">([^<]*)<')


@pytest.mark.parametrize("page", [page for page in PAGES if "engineers" not in page.path], ids=lambda page: page.path)
def test_days_and_sources_are_words(page: pages.Page, site_folder: Path) -> None:
    html = (site_folder / page.url / "index.html").read_text()
    shown = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL)
    assert CODES.findall(shown) == []
    assert [name for name in SOURCE.findall(html) if "/" in name] == []
    if page.path == "about/sources.md":
        assert SOURCE.search(html)
