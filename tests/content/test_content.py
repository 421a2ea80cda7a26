"""`make check` finds nothing wrong with what is written here."""

import re
from pathlib import Path

import pytest

from macros import review

ROOT = Path(__file__).parents[2]
# What tells people how the project is laid out. A path with a name to fill in is none.
GUIDES = ("README.md", "CONTRIBUTING.md", "docs/about/engineers/architecture.md", "docs/about/another-portal.md")
PLACE = re.compile(r"`((?:bench|deploy|docs|macros|pyscripts|setup|tests|tools)/(?!.*(?:NAME|имя))[\w./*-]*)`")


def test_nothing_is_wrong_with_the_pages_the_data_and_the_words_of_the_checks() -> None:
    assert "\n".join(map(str, sorted(set(review.problems(ROOT))))) == ""


def test_no_template_has_a_field_for_a_password() -> None:
    for path in (ROOT / "macros").rglob("*.html"):
        assert "password" not in path.read_text(), path


@pytest.mark.parametrize("guide", GUIDES)
def test_what_is_said_of_the_project_is_there(guide: str) -> None:
    named = PLACE.findall((ROOT / guide).read_text())
    assert named
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []
