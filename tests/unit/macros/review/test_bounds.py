"""A page that would take for ever to read is told at once, with its line; what real pages have is far from that."""

from pathlib import Path

import pytest

from macros import review
from macros.content import pages
from macros.content.site import Site
from macros.render import Macros
from macros.review import bounds
from macros.review.shown import Around

ROOT = Path(__file__).parents[4]
PATH = "guides/login/no-code.md"
HEAD = "---\ntitle: Не приходит код\ndescription: Где искать код.\n---\n\n"


def told(body: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in bounds.check(pages.read(HEAD + body, PATH))]


@pytest.mark.parametrize("sign", ["[", "<", "`", "{", "<div>", "![", "[a](", "{{ "])
def test_too_many_signs_are_told_where_they_become_too_many(sign: str) -> None:
    lines = f"{sign}\n" * 1_100
    [(line, words)] = told(f"Слово.\n\n{lines}")
    assert line >= 8 + 200
    assert f"«{sign.strip('!')[0]}»" in words


@pytest.mark.parametrize("body", ["о" * 6_000, "1. " * 20, "> " * 20, "> 1. - " * 5 + "слово"])
def test_a_long_line_and_a_deep_list_are_told(body: str) -> None:
    [(line, _)] = told(f"Слово.\n\n{body}\n")
    assert line == 8


@pytest.mark.parametrize("body", ["слово\n" * 3_000, "много слов\n\n" * 10_000])
def test_a_long_page_is_told(body: str) -> None:
    assert len(told(body)) == 1


def test_braces_in_braces_are_no_macro() -> None:
    site, _ = Site.readable(ROOT / "docs", ROOT)
    page = pages.read(HEAD + f"Слово {{{{ {'{' * 300} }}}}.\n", PATH)
    found = list(review.of_page(page, site, Macros(site, page, ""), Around.of(ROOT, site)))
    assert any(problem.line == 6 and "непонятная вставка" in problem.text for problem in found)


def test_our_longest_page_has_much_room() -> None:
    text = max((path.read_text() for path in (ROOT / "docs").rglob("*.md")), key=len)
    assert told(text.partition("\n---\n")[2] * 2) == []
