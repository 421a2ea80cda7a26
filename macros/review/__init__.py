"""Everything that is wrong with what people write, all at once and without building."""

import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyscripts
from macros.content import browsers, facts, pages, portal
from macros.content.pages import Page
from macros.content.problem import ContentError, Problem, noted
from macros.content.site import Site
from macros.content.yaml_file import read
from macros.render import Macros
from macros.review import calls, prose, safety, spelling, text, typography
from macros.review.prose import Prose
from pyscripts.data import table


def problems(root: Path) -> Iterator[Problem]:
    """Find what is wrong with the pages, the data files and the words of the checks of a site."""
    portal.use(root)
    if broken := list(_broken_checks()):
        yield from broken
        return
    read_pages = pages.readable(root / "docs")[0]
    of_pages = [words for page in read_pages.values() for words in prose.of_page(page)]
    of_data = list(_words_of_data(root))
    of_checks = [words for name in pyscripts.names() for words in prose.of_check(name)]
    yield from _pages(root, read_pages)
    known = {path.stem for path in portal.own(root, "macros/data/browsers").glob("*.yml")}
    yield from browsers.check_rules(table("browser_rules"), known)
    for path in _data_files(root):
        yield from text.check_file(Prose(path.relative_to(root).as_posix(), 1, path.read_text()))
    for name in pyscripts.names():
        yield from text.unfilled(prose.source_of_check(name))
    for words in of_checks:
        yield from safety.check(words)
    for words in of_data + of_checks:
        yield from typography.check(words)
    yield from spelling.check(of_pages + of_data + of_checks, portal.own(root, "macros/data/words.txt"))


def of_page(page: Page, site: Site, macros: Macros) -> Iterator[Problem]:
    """Find what is wrong with a page: front matter, text, calls of macros."""
    yield from pages.check(page)
    yield from text.check(page, site.pages, site.facts)
    yield from calls.check(page, macros)


def _broken_checks() -> Iterator[Problem]:
    """Checks that cannot be loaded; nothing that calls them can be looked at before they are mended."""
    for name in pyscripts.names():
        try:
            pyscripts.load(name)
        except Exception as error:
            path = prose.source_of_check(name).path
            lines = [
                frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(path)
            ]
            line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else 0
            yield Problem(path, line or 0, f"проверка не загружается: {type(error).__name__}: {error}")


def _pages(root: Path, readable: Mapping[str, Page]) -> Iterator[Problem]:
    """Where the data cannot be read, macros cannot be tried, but the rest can."""
    try:
        site = Site.load(root / "docs", root)
    except ContentError as error:
        yield from error.problems
        known: Mapping[str, facts.Fact] = {}
        with noted([]):
            known = facts.load(root / "macros" / "data" / "facts.yml")
        for page in readable.values():
            yield from pages.check(page)
            yield from text.check(page, readable, known)
    else:
        for page in site.pages.values():
            yield from of_page(page, site, Macros(site, page, ""))


def _words_of_data(root: Path) -> Iterator[Prose]:
    """What the data files show; what is no YAML was named when it was loaded."""
    for path in _data_files(root):
        with noted([]):
            yield from prose.of_yaml(read(path, path.relative_to(root).as_posix()))


def _data_files(root: Path) -> list[Path]:
    folder = root / "macros" / "data"
    return sorted([*folder.glob("*.yml"), *folder.glob("*/*.yml")])
