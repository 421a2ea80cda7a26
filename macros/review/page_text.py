"""Everything that a machine can say about the text of a page, and about the words of data files and checks."""

from collections.abc import Iterator, Mapping

from macros.content.facts import Fact
from macros.content.pages import Page
from macros.content.problem import Problem
from macros.review import references, spelling, structure, typography
from macros.review.prose import Prose, of_page
from macros.review.words import literals

FILL_IN = "ЗАПОЛНИТЕ"  # what templates/new/ leaves for people


def check(page: Page, pages: Mapping[str, Page], facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Find what is wrong with the text of a page.

    Args:
        page: what a person wrote.
        pages: all pages by path, for links.
        facts: what is known, for a hint which fact to use.
    """
    body, *front_matter = of_page(page)
    yield from literals.check(body, facts)
    yield from typography.check(body, typography.HOW)
    yield from spelling.mixed(body)
    for prose in front_matter:
        yield from literals.check_front_matter(prose)
        yield from typography.check(prose)
        yield from spelling.mixed(prose)
    yield from references.check(page, pages)
    yield from structure.check(page)
    yield from unfilled(Prose(page.path, 1, page.source))
    if page.source.rstrip("\n") + "\n" != page.source:
        yield Problem(page.path, 0, f"файл кончается не одним переводом строки; {typography.HOW}")


def unfilled(file: Prose) -> Iterator[Problem]:
    """Find the places that a template left for people."""
    position = -1
    while (position := file.text.find(FILL_IN, position + 1)) >= 0:
        yield file.problem(position, f"осталось «{FILL_IN}»; напишите здесь своё вместо этого слова")
