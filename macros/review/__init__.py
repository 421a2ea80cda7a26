"""Everything that is wrong with what people write, all at once and without building."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePath

import pyscripts
from macros.content import browsers, portal, tables, toml_file, triage
from macros.content.pages import Page
from macros.content.pages import check as check_head
from macros.content.problem import Problem, noted
from macros.content.site import Site
from macros.content.yaml_file import read, text_of
from macros.render import Macros
from macros.review import (
    agreement,
    bounds,
    calls,
    data,
    days,
    html,
    page_text,
    prose,
    references,
    second_key,
    shown,
    spelling,
    stops,
    titles,
    typography,
    verdicts,
)
from macros.review.programs import code, code_names, imports, loading, templates
from macros.review.prose import Prose
from macros.review.repository import files, guards, pins, settings
from macros.review.words import contacts, harm, secrets, strings
from macros.review.words.contacts import Known
from pyscripts import data as pyscripts_data
from pyscripts.data import table

# What is found in the files of a site by what it may name, and in those by which a project is run.
_OF_SITE = (templates.check, code_names.check)
_OF_REPOSITORY = (pins.check, guards.check, imports.check)


def problems(root: Path) -> Iterator[Problem]:
    """Find what is wrong with the pages, the data files and the words of the checks of a site."""
    portal.use(root)
    prose.forget()
    if unjudged := list(_unreadable_rules(root)):
        yield from unjudged  # nothing can be judged by what is no rule
        return
    if unreadable := [*_unreadable_tables(), *second_key.check(root), *settings.unreadable(root), *code.check(root)]:
        yield from unreadable  # without tables no phone can be judged; and what may not be there is not imported
        return
    site, wrong = Site.readable(root / "docs", root)
    looked = loading.look(root)
    yield from (*wrong, *looked.broken.values(), *looked.wrong)
    around = shown.Around.of(root, site)
    yield from files.check(root, around.known)
    yield from settings.check(root, around.known)
    if not settings.may_be_loaded(root):
        return  # to show a page is to load what they name
    for rule in _OF_SITE:
        yield from rule(root, around.known)
    for of_project in _OF_REPOSITORY:
        yield from of_project(root)
    unread = {problem.path for problem in wrong}
    pages = [page for page in site.pages.values() if page.path not in unread]
    for page in pages:
        yield from of_page(page, site, None if looked.broken else Macros(site, page, ""), around)
    yield from _of_data(root, site, around.known)
    if site.questions is not triage.UNREAD:
        yield from stops.check_leads(site.questions, around.stops)
    yield from _of_checks(root, looked, around.known)
    checks = [name for name in pyscripts.names() if name not in looked.broken]
    words = [*_words_of_data(root), *(words for name in checks for words in prose.of_check(name))]
    for each in words:
        yield from typography.check(each)
        yield from spelling.mixed(each)
    of_pages = [words for page in pages for words in prose.of_page(page)]
    yield from spelling.check(of_pages + words, portal.own(root, spelling.FILE))


def _of_data(root: Path, site: Site, known: Known) -> Iterator[Problem]:
    """Find what is wrong with the data files, with the tables of checks, and with what they say of each other."""
    yield from agreement.check(root, site.facts)
    named = {path.stem for path in portal.own(root, "macros/data/browsers").glob("*.yml")}
    yield from browsers.check_rules(table("browser_rules"), named)
    for path in sorted((root / "pyscripts" / "data").glob("*.toml")):
        yield from data.of_table(Prose(path.relative_to(root).as_posix(), 1, path.read_text()), known)
    for path in _data_files(root):
        with noted([]):  # what is no text was named when it was loaded
            name = path.relative_to(root).as_posix()
            yield from page_text.unfilled(Prose(name, 1, text_of(path, name)))
            yield from data.check(read(path, name), known)


def _of_checks(root: Path, looked: loading.Looked, known: Known) -> Iterator[Problem]:
    """Find what is wrong with the checks, as far as they can be loaded."""
    if not looked.broken:
        yield from verdicts.check(root, looked.answers)
    for name in pyscripts.names():
        yield from page_text.unfilled(prose.source_of_check(name))
        if name not in looked.broken:
            yield from words_of_check(name, known)


def of_page(
    page: Page, site: Site, macros: Macros | None, around: shown.Around, is_shown: bool = True
) -> Iterator[Problem]:
    """Find what is wrong with a page: front matter, text, and, if macros can be tried, their calls and what is shown.

    Args:
        page: what a person wrote.
        site: where it stands.
        macros: what it can call.
        around: what else there is.
        is_shown: whether to look at what is shown; the build does that when MkDocs has converted the page.
    """
    if endless := list(bounds.check(page)):
        yield from endless
        return
    found = [*check_head(page), *days.to_come(page.meta, "checked"), *page_text.check(page, site.pages, site.facts)]
    source = Prose(page.path, 1, page.source)
    found += (source.problem(place, fault) for place, fault in strings.hidden(page.source))
    body = Prose(page.path, page.first_line, page.body)
    found += (body.problem(place, fault) for place, fault in strings.of_other_scripts(page.body))
    if not page.path.startswith(shown.OF_CODE):
        found += (body.problem(place, fault) for place, fault in strings.foreign(body.words))
    searched = page.head.get("aliases") or ()
    for words in prose.of_head(page):
        found += strings.check(words, contacts.of_readers(around.known), searched=words.text in searched)
    wrong_calls = list(calls.check(page, macros)) if macros else []
    yield from (*found, *wrong_calls, *titles.check(page), *stops.check(page, around.stops))
    if macros and is_shown and not wrong_calls:
        links, others = list[Problem](), list[Problem]()
        for problem in shown.check(page, macros, around):
            (links if problem.text.endswith(html.LINKS) else others).append(problem)
        told = {problem.line for problem in references.check(page, site.pages)} if links else ()
        yield from (*others, *(problem for problem in links if problem.line not in told))  # a wrong link is named once


def words_of_check(name: str, known: Known) -> Iterator[Problem]:
    """Find what must not stand in the words of a check, and in what else of its module reads as words."""
    for words in prose.literals_of_check(name):
        faults = (*secrets.found(words.text), *harm.found(words.text), *contacts.found(words.text, known))
        yield from (words.problem(place, fault) for place, fault in faults)
    for words in prose.of_check(name):
        yield from strings.check(words, known)
    for words in prose.hints_of_check(name):
        yield from (words.problem(place, fault) for place, fault in secrets.found(words.text, beside_field=True))
    for words in prose.labels_of_check(name):
        yield from strings.check(words, known, label=True)


def _unreadable_tables() -> Iterator[Problem]:
    """Tables in pyscripts/data/ that are not valid TOML or do not have the shape the checks expect."""
    for path in (path for folder in pyscripts_data.__path__ for path in sorted(Path(folder).glob("*.toml"))):
        yield from _faults_of_table(path, f"{tables.OF_CHECKS}/{path.name}")


def _unreadable_rules(root: Path) -> Iterator[Problem]:
    """Tables of macros/data/ by which texts are judged: those of a site, and ours for what it has not."""
    for name in tables.RULES:
        path = portal.own(root, f"{tables.OF_RULES}/{name}.toml")
        yield from _faults_of_table(path, f"{tables.OF_RULES}/{path.name}")


def _faults_of_table(path: Path, name: str) -> list[Problem]:
    found: list[Problem] = []
    with noted(found):
        found += _faults_of_text(text_of(path, name), name)
    return found


@lru_cache(128)  # the same tables stand in several sites, where they are tested
def _faults_of_text(text: str, name: str) -> tuple[Problem, ...]:
    """What is wrong with a table."""
    found: list[Problem] = []
    with noted(found):
        check = tables.check_rules if name.startswith(tables.OF_RULES) else tables.check
        found += check(PurePath(name).stem, toml_file.parse(text, name))
    return tuple(found)


def _words_of_data(root: Path) -> Iterator[Prose]:
    """What the data files show; what is no YAML was named when it was loaded."""
    for path in _data_files(root):
        with noted([]):
            yield from prose.of_yaml(read(path, path.relative_to(root).as_posix()))


def _data_files(root: Path) -> list[Path]:
    folder = root / "macros" / "data"
    return sorted([*folder.glob("*.yml"), *folder.glob("*/*.yml")])
