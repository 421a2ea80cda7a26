"""Looks at the files of a site as they would be after an edit, by the build's own rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pyscripts
from macros import article, render, review
from macros.content import pages
from macros.content.problem import Problem, noted, unknown
from macros.content.site import Site
from macros.render import Macros
from macros.review import calls, page_text, shown, stops, verdicts
from macros.review.programs import code
from macros.review.prose import Prose
from macros.workbench import data, edits
from pyscripts import checks

CHECKS = "pyscripts/checks/"
LISTS = (stops.FILE, verdicts.FILE)  # in which what must not be lost stands a second time
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
        lost: the problems that are warnings which the page or the check has lost, each with the warning.
    """

    problems: list[Problem]
    html: str | None
    lost: Mapping[Problem, str] = field(default_factory=dict)


class Edited(NamedTuple):
    """An edited file.

    Args:
        text: the whole of it.
        going: warnings that its author means to lose: they leave the list in which they stand a second time with the file.
        said: of a check that was tried as it is now, what it says; whoever sent the draft may have made it up.
    """

    text: str
    going: Sequence[str] = ()
    said: Mapping[str, str] = {}


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

    def look(
        self,
        path: str,
        text: str,
        going: Collection[str] = (),
        said: verdicts.Said | None = None,
        others: Mapping[str, str] | None = None,
    ) -> Look:
        """Look at one file.

        Args:
            path: as in `sources`; a page may be new.
            text: the whole file.
            going: as in `Edited`.
            said: as in `Edited`.
            others: what is new among the drafts, by path: an answer may lead to a page of these, and a page may call a check.
        """
        others = others or {}
        if path.endswith(".py"):
            return self._of_module(path, text, going, said or {})
        return (
            self._of_data(path, text, others)
            if path.startswith(data.FOLDER)
            else self._of_page(path, text, going, others)
        )

    def changed(self, drafts: Mapping[str, Edited]) -> dict[str, edits.Edit]:
        """The files that drafts change, by name from the root: their own, and the lists in which their warnings stand."""
        files = {path if path.startswith(OF_PROJECT) else f"docs/{path}": path for path in drafts}
        made = {name: edits.Edit(self.sources.get(path), drafts[path].text) for name, path in files.items()}
        made[stops.FILE] = edits.Edit(self._stops, self._stops_beside(drafts))
        made[verdicts.FILE] = edits.Edit(self._verdicts, self._verdicts_beside(drafts))
        return {name: edit for name, edit in made.items() if edit.before != edit.after}

    def _stops_beside(self, drafts: Mapping[str, Edited]) -> str:
        """macros/data/stops.txt as it has to be; a site without that file needs none.

        A page that has lost more than its author means to changes nothing there.
        """
        text = self._stops
        for path, draft in drafts.items():
            is_page = path.endswith(".md") and not path.startswith(OF_PROJECT)
            if text and is_page and draft.text != self.sources.get(path):
                with noted([]):
                    page = pages.read(draft.text, path)
                    if all(lost.what in draft.going for lost in stops.missed(page, self.around.stops)):
                        text = stops.with_page(text, page, draft.going)
        return text

    def _verdicts_beside(self, drafts: Mapping[str, Edited]) -> str:
        """macros/data/verdicts.txt as it has to be, by what those checks have said that were tried; else as above."""
        text = self._verdicts
        for path, draft in drafts.items():
            if text and path.startswith(CHECKS) and draft.said and draft.text != self.sources.get(path):
                name, now = Path(path).stem, _in_lines(draft.said)
                if all(lost.what in draft.going for lost in verdicts.missed(text, name, now)):
                    text = verdicts.with_check(text, name, now, draft.going)
        return text

    @cached_property
    def _stops(self) -> str:
        return self._listed(stops.FILE)

    @cached_property
    def _verdicts(self) -> str:
        return self._listed(verdicts.FILE)

    def _listed(self, name: str) -> str:
        file = self.root / name
        return file.read_text() if file.exists() else ""

    def _of_module(self, path: str, text: str, going: Collection[str], said: verdicts.Said) -> Look:
        """A check or its test is read, never run: that is done elsewhere, between walls (macros/workbench/trial.py)."""
        found = list(page_text.unfilled(Prose(path, 1, text)))
        lost: dict[Problem, str] = {}
        if path.startswith(CHECKS):
            found += code.of_module(text.encode(), path)
            if said:
                missed = verdicts.missed(self._verdicts, Path(path).stem, _in_lines(said))
                lost = {replace(problem, line=_line(text, what)): what for what, problem in missed}
        told = {*found, *(problem for problem, what in lost.items() if what not in going)}
        return Look(sorted(told), None, lost)

    def _of_page(self, path: str, text: str, going: Collection[str], others: Collection[str]) -> Look:
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
        new_checks = [Path(name).stem for name in others if name.startswith(CHECKS)]
        waiting = {unknown("проверки", name, pyscripts.names()) for name in new_checks}
        told = sorted({each for each in found if lost.get(each) not in going and each.text not in waiting})
        return Look(told, self._html(page, site, macros), lost)

    def _of_data(self, path: str, text: str, others: Mapping[str, str]) -> Look:
        before = self.site
        with noted([]):  # they are told when they are looked at
            waiting = {name: pages.read(written, name) for name, written in others.items() if name.endswith(".md")}
            before = replace(before, pages={**waiting, **before.pages}) if waiting else before
        found, after = data.look(before, self.root, path, text)
        if not after:
            return Look(found, None)
        page, site = data.page(before, after, path)
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


def _in_lines(said: verdicts.Said) -> verdicts.Said:
    """Without what is more than a line: who made it up could write other lines of the list with it."""
    return {what: told for what, told in said.items() if len(f"{what} → {told}".splitlines()) == 1}


def _line(text: str, what: str) -> int:
    """Where a check speaks of an outcome, a sentence or an example; its first line if it no longer does."""
    found = [
        number for sought in (f'"{what}"', what) for number, line in enumerate(text.split("\n"), 1) if sought in line
    ]
    return found[0] if found else 1
