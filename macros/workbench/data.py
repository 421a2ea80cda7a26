"""Data files after an edit: read again by the build's own functions, judged by its own rules, shown on a page of their own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.content import browsers, facts, pages, portal, triage
from macros.content.browsers import Table
from macros.content.problem import Problem, noted
from macros.content.site import Site
from macros.content.yaml_file import parse
from macros.review import data, page_text, prose, shown, typography
from macros.review.prose import Prose

FOLDER = "macros/data/"
SHOWN_AT = "about/shown.md"  # no such page is on the site: what is shown there is put together here


def files(root: Path) -> dict[str, Path]:
    """The data files that people edit, by name from the root of the project; what a site has not is the project's."""
    single = [f"{FOLDER}facts.yml", f"{FOLDER}triage.yml"]
    found = {name: portal.own(root, name) for name in single}
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
    judged = after or (replace(site, facts=facts.Unread()) if path == f"{FOLDER}facts.yml" else site)
    found += _words(path, edited, shown.Around.of(root, judged))
    return sorted({problem for problem in found if problem.path == path}), after


def _words(path: str, edited: str, around: shown.Around) -> Iterator[Problem]:
    """What is wrong with the texts of a file; what is no YAML was named when it was read."""
    yield from page_text.unfilled(Prose(path, 1, edited))
    with noted([]):
        file = parse(edited, path)
        yield from data.check(file, around.known)
        for words in prose.of_yaml(file):
            yield from typography.check(words)


def _read_again(site: Site, root: Path, path: str, edited: str) -> Site:
    """The site with one file changed.

    Raises:
        ContentError: that file cannot be read, or another one leans on it.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for other, source in files(root).items():
            if other.rpartition("/")[0] == path.rpartition("/")[0]:
                place = folder / other.removeprefix(FOLDER)
                place.parent.mkdir(exist_ok=True)
                place.write_text(edited if other == path else source.read_text())
        match path.removeprefix(FOLDER).split("/"):
            case ["facts.yml"]:
                return replace(site, facts=facts.load(folder / "facts.yml"))
            case ["triage.yml"]:
                return _asked(site, triage.load(folder / "triage.yml", site.pages))
            case ["browsers", _]:
                return replace(site, browsers=browsers.load_browsers(folder / "browsers"))
            case _:
                return replace(site, systems=browsers.load_systems(folder / "systems"))


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
        case "browsers":
            own = _only(after.browsers, file)
            return _page("Шаги", [f'{{{{ browser_steps("{action}") }}}}' for action in own]), replace(
                after, browsers=own
            )
        case _:
            own = _only(after.systems, file)
            return _page("Шаги", [f'{{{{ system_steps("{action}") }}}}' for action in own]), replace(after, systems=own)


def _only(table: Table, file: str) -> Table:
    """The ways of one browser or system, by action."""
    own = {action: [way for way in ways if way.id == Path(file).stem] for action, ways in table.items()}
    return {action: ways for action, ways in own.items() if ways}


def _page(title: str, parts: list[str]) -> pages.Page:
    return pages.read("\n\n".join([f"---\ntitle: {title}\ndescription: {title}\n---", *parts]) + "\n", SHOWN_AT)
