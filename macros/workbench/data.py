"""Data files after an edit: read again by the build's own functions, judged by its own rules, shown on a page of their own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.content import browsers, components, facts, pages, places, portal, search_words, sources, triage
from macros.content.browsers import Table
from macros.content.problem import Problem, noted
from macros.content.site import Site
from macros.content.yaml_file import parse, read
from macros.review import data, page_text, prose, shown, spelling, typography
from macros.review.prose import Prose
from pyscripts.data import table

FOLDER = "macros/data/"
NOTHING = "Что изменится на страницах, отсюда не видно."
SHOWN_AT = "about/shown.md"  # no such page is on the site: what is shown there is put together here


def files(root: Path) -> dict[str, Path]:
    """The data files that people edit, by name from the root of the project; what a site has not is the project's."""
    single = (facts, triage, search_words, sources, places, components)
    found = {module.FILE: portal.own(root, module.FILE) for module in single}
    for folder in ("browsers", "systems"):
        place = portal.own(root, FOLDER + folder)
        found |= {f"{FOLDER}{folder}/{path.name}": path for path in sorted(place.glob("*.yml"))}
    return found


def look(site: Site, root: Path, path: str, edited: str) -> tuple[list[Problem], Site | None]:
    """Look at a data file.

    Returns:
        All that `make texts` would say of it, but for spelling, and the site as it would be; None if it cannot be read.
    """
    found: list[Problem] = []
    after: Site | None = None
    with noted(found):
        after = _read_again(site, root, path, edited)
    judged = after or (replace(site, facts=facts.Unread()) if path == facts.FILE else site)
    found += _words(path, edited, shown.Around.of(root, judged))
    if path.startswith(f"{FOLDER}browsers/"):
        named = {Path(name).stem for name in (*files(root), path) if name.startswith(f"{FOLDER}browsers/")}
        found += browsers.check_rules(table("browser_rules"), named)
    return sorted({problem for problem in found if problem.path == path}), after


def _words(path: str, edited: str, around: shown.Around) -> Iterator[Problem]:
    """What is wrong with the texts of a file; what is no YAML was named when it was read."""
    yield from page_text.unfilled(Prose(path, 1, edited))
    with noted([]):
        file = parse(edited, path)
        yield from data.check(file, around.known)
        for words in prose.of_yaml(file):
            yield from typography.check(words)
            yield from spelling.mixed(words)


def _read_again(site: Site, root: Path, path: str, edited: str) -> Site:
    """The site with one file changed.

    Raises:
        ContentError: the file cannot be read, or another file depends on what it lost.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for other, source in files(root).items():
            if other == path or other.rpartition("/")[0] == path.rpartition("/")[0] != FOLDER.rstrip("/"):
                place = folder / other.removeprefix(FOLDER)
                place.parent.mkdir(exist_ok=True)
                place.write_text(source.read_text())
        place = folder / path.removeprefix(FOLDER)
        place.parent.mkdir(exist_ok=True)
        place.write_text(edited)
        match path.removeprefix(FOLDER).partition("/")[0]:
            case "facts.yml":
                return replace(site, facts=facts.load(place))
            case "triage.yml":
                return _asked(site, triage.load(place, site.pages))
            case "search.yml":
                return replace(site, search_words=search_words.load(place))
            case "sources.yml":
                return replace(site, source_names=sources.load(place))
            case "places.yml":
                places.load(place)
                return site
            case "licences.yml":
                components.programs(read(place, path))  # what is installed is not there
                return site
            case "browsers":
                return replace(site, browsers=browsers.load_browsers(place.parent))
            case _:
                return replace(site, systems=browsers.load_systems(place.parent))


def _asked(site: Site, questions: dict[str, triage.Node]) -> Site:
    """The site with other questions, and their pages."""
    before = {triage.path(name) for name in site.questions if name != triage.START}
    made = {page.path: page for page in map(triage.page, questions.values())}
    others = {path: page for path, page in site.pages.items() if path not in before}
    return replace(site, pages=made | others, questions=questions)


def page(before: Site, after: Site, path: str) -> tuple[pages.Page, Site]:
    """A page that shows what has changed, and the site of which it is."""
    kind, _, file = path.removeprefix(FOLDER).partition("/")
    match kind:
        case "facts.yml":
            changed = {name: fact for name, fact in after.facts.items() if fact != before.facts.get(name)}
            printed = [f'{{{{ fact("{name}") }}}}' for name, fact in changed.items() if fact.confidence != "not-found"]
            return _page("Изменённые факты", [*printed, "{{ facts() }}"]), replace(after, facts=changed)
        case "triage.yml":
            asked = [name for name, node in after.questions.items() if node != before.questions.get(name)]
            return _page("Изменённые вопросы", [f'{{{{ triage("{name}") }}}}' for name in asked]), after
        case "sources.yml":
            told = {name: fact for name, fact in after.facts.items() if _named(fact, before) != _named(fact, after)}
            return _page("Изменённые источники", ["{{ facts() }}"] if told else [NOTHING]), replace(after, facts=told)
        case "search.yml" | "places.yml" | "licences.yml":
            return _page("Файл прочитан", [NOTHING]), after
        case "browsers":
            own = _only(after.browsers, file)
            return _page("Шаги", [f'{{{{ browser_steps("{action}") }}}}' for action in own]), replace(
                after, browsers=own
            )
        case _:
            own = _only(after.systems, file)
            return _page("Шаги", [f'{{{{ system_steps("{action}") }}}}' for action in own]), replace(after, systems=own)


def _named(fact: facts.Fact, site: Site) -> list[sources.NamedSource]:
    return sources.named(fact.source, site.source_names)


def _only(table: Table, file: str) -> Table:
    """The ways of one browser or system, by action."""
    own = {action: [way for way in ways if way.id == Path(file).stem] for action, ways in table.items()}
    return {action: ways for action, ways in own.items() if ways}


def _page(title: str, parts: list[str]) -> pages.Page:
    return pages.read("\n\n".join([f"---\ntitle: {title}\ndescription: {title}\n---", *parts]) + "\n", SHOWN_AT)
