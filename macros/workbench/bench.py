"""Looks at the files of a site as they would be after an edit, by the build's own rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from macros import article, render, review
from macros.content import pages
from macros.content.problem import Problem, noted
from macros.content.site import Site
from macros.render import Macros
from macros.review import calls, code, page_text, shown, stops
from macros.review.prose import Prose
from macros.workbench import data, edits
from pyscripts import checks

CHECKS = "pyscripts/checks/"
OF_PROJECT = (
    data.FOLDER,
    "examples/",
    "pyscripts/",
    "tests/",
)  # paths that are told from the root of the project, not from docs/


@dataclass(frozen=True)
class Look:
    """What there is to say of a page.

    Args:
        problems: all that `make texts` would say of it, but for spelling.
        html: its article; None if calls or front matter are such that there is none.
        lost: the problems that are warnings which the page has lost, each with the warning.
    """

    problems: list[Problem]
    html: str | None
    lost: Mapping[Problem, str] = field(default_factory=dict)


class Draft(NamedTuple):
    """An edited file.

    Args:
        text: the whole of it.
        going: warnings that its author means to lose: they leave macros/data/stops.txt with the page.
    """

    text: str
    going: Sequence[str] = ()


class Bench:
    """A site, and looks at its pages as they would be after an edit."""

    def __init__(self, site: Site, root: Path, runtime: str) -> None:
        """Take a site that has been read.

        Args:
            site: what was read.
            root: its folder.
            runtime: the folder of the readers' Python, from the root of the built site.
        """
        self.site = site
        self.root = root
        self._runtime = runtime
        self.around = shown.Around.of(root, site)

    @cached_property
    def sources(self) -> dict[str, str]:
        """What can be edited, by path: pages as they lie in docs/, data files from the root of the project."""
        docs = self.root / "docs"
        written = {path: page.source for path, page in self.site.pages.items() if (docs / path).exists()}
        modules = {path.name: path for folder in checks.__path__ for path in sorted(Path(folder).glob("[a-z]*.py"))}
        files = data.files(self.root) | {f"{CHECKS}{name}": path for name, path in modules.items()}
        return written | {name: path.read_text() for name, path in files.items()}

    def look(self, path: str, text: str, going: Collection[str] = ()) -> Look:
        """Look at one file.

        Args:
            path: as in `sources`; a page may be new.
            text: the whole file.
            going: as in `Draft`.
        """
        if path.endswith(".py"):
            return self._of_module(path, text)
        return self._of_data(path, text) if path.startswith(data.FOLDER) else self._of_page(path, text, going)

    def changed(self, drafts: Mapping[str, Draft]) -> dict[str, edits.Edit]:
        """The files that drafts change, by name from the root: their own, and the list of warnings of the pages among them."""
        files = {path if path.startswith(OF_PROJECT) else f"docs/{path}": path for path in drafts}
        made = {name: edits.Edit(self.sources.get(path), drafts[path].text) for name, path in files.items()}
        made[stops.FILE] = edits.Edit(self._stops, self._stops_beside(drafts))
        return {name: edit for name, edit in made.items() if edit.before != edit.after}

    def _stops_beside(self, drafts: Mapping[str, Draft]) -> str:
        """macros/data/stops.txt as it has to be; a site without that file needs none.

        A page that has lost more than its author means to changes nothing there.
        """
        text = self._stops
        for path, draft in drafts.items():
            is_page = path.endswith(".md") and not path.startswith(OF_PROJECT)
            if text and is_page and draft.text != self.sources.get(path):
                with noted([]):
                    page = pages.read(draft.text, path)
                    if all(lost.stop in draft.going for lost in stops.missed(page, self.around.stops)):
                        text = stops.with_page(text, page, draft.going)
        return text

    @cached_property
    def _stops(self) -> str:
        file = self.root / stops.FILE
        return file.read_text() if file.exists() else ""

    def _of_module(self, path: str, text: str) -> Look:
        """A check or its test is read, never run: that is done elsewhere, between walls (macros/workbench/trial.py)."""
        found = list(page_text.unfilled(Prose(path, 1, text)))
        if path.startswith(CHECKS):
            found += code.of_module(text.encode(), path)
        return Look(sorted(set(found)), None)

    def _of_page(self, path: str, text: str, going: Collection[str]) -> Look:
        found: list[Problem] = []
        page = pages.unread(path)
        with noted(found):
            page = pages.read(text, path)
        if found:
            return Look(found, None)
        site = self._with(page)
        macros = Macros(site, page, page.link(self._runtime))
        lost = {problem: stop for stop, problem in stops.missed(page, self.around.stops)}
        found += review.of_page(page, site, macros, self.around)
        told = sorted({problem for problem in found if lost.get(problem) not in going})
        return Look(told, self._html(page, site, macros), lost)

    def _of_data(self, path: str, text: str) -> Look:
        found, after = data.look(self.site, self.root, path, text)
        if not after:
            return Look(found, None)
        page, site = data.page(self.site, after, path)
        return Look(found, self._html(page, site, Macros(site, page, page.link(self._runtime))))

    def _with(self, page: pages.Page) -> Site:
        """The site with a page in it; which guides are like which is known already if nothing of that has changed."""
        before = self.site.pages.get(page.path)
        site = replace(self.site, pages={**self.site.pages, page.path: page})
        if before and before.meta.data == page.meta.data:
            vars(site)["neighbours"] = self.site.neighbours
        return site

    def _html(self, page: pages.Page, site: Site, macros: Macros) -> str | None:
        """The article of a page, if its calls can be rendered and it has no marks that only we may make."""
        if list(calls.check(page, macros)):
            return None
        try:
            draft = render.draft(page, macros)
            return draft.filled(article.html(draft.text, page, site.pages, self.around.settings))
        except IndexError:
            return None
