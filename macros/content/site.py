"""Everything that people edit, read once per build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.content import browsers, components, facts, pictures, places, portal, search_words, sources, triage
from macros.content.browsers import Table
from macros.content.components import Component
from macros.content.neighbours import neighbours
from macros.content.pages import Page, readable
from macros.content.problem import ContentError, MacroError, Problem, noted, unknown
from macros.content.search_words import SearchWords


@dataclass(frozen=True, eq=False)
class Site:
    """The pages and the data of a site."""

    pages: Mapping[str, Page]
    facts: Mapping[str, facts.Fact]
    source_names: Mapping[str, str]
    browsers: Table
    systems: Table
    questions: Mapping[str, triage.Node]
    search_words: SearchWords
    components: Sequence[Component]
    pictures: tuple[str, ...] = ()  # the names of their files

    @classmethod
    def load(cls, docs: Path, root: Path = portal.ROOT) -> "Site":
        """Read docs/ and the data files.

        Args:
            docs: the pages.
            root: the folder with the data files, laid out like this project.

        Raises:
            ContentError: something in them is wrong; every mistake is named.
        """
        site, wrong = cls.readable(docs, root)
        if wrong:
            raise ContentError(wrong)
        return site

    @classmethod
    def readable(cls, docs: Path, root: Path = portal.ROOT) -> tuple["Site", list[Problem]]:
        """What can be read of a site, and what is wrong with the rest.

        In place of what cannot be read stands something that refuses no name, so that nothing else is blamed for it.
        """
        pages, wrong = readable(docs)
        site, more = cls.of(pages, root)
        return site, wrong + more

    @classmethod
    def of(cls, pages: Mapping[str, Page], root: Path) -> tuple["Site", list[Problem]]:
        """Build a `Site` from pages that are read already, and tell what is wrong with the data files."""
        wrong: list[Problem] = []
        words, others = search_words.UNREAD, list[Component]()
        questions: dict[str, triage.Node] = {}
        known: Mapping[str, facts.Fact] = facts.Unread()
        names: dict[str, str] = {}
        in_browsers: Table = {action: [] for action in browsers.ACTIONS}
        in_systems: Table = {action: [] for action in browsers.SYSTEM_ACTIONS}
        with noted(wrong):
            questions = triage.load(root / triage.FILE, pages)
        with noted(wrong):
            known = facts.load(root / facts.FILE)
        with noted(wrong):
            names = sources.load(portal.own(root, sources.FILE))
        with noted(wrong):
            places.load(portal.own(root, places.FILE))
        with noted(wrong):
            in_browsers = browsers.load_browsers(portal.own(root, "macros/data/browsers"))
        with noted(wrong):
            in_systems = browsers.load_systems(portal.own(root, "macros/data/systems"))
        with noted(wrong):
            words = search_words.load(portal.own(root, search_words.FILE))
        with noted(wrong):
            others = components.load(portal.own(root, components.FILE))
        taken = tuple(sorted(path.name for path in portal.own(root, f"docs/{pictures.FOLDER}").glob("*.webp")))
        asked = {page.path: page for page in map(triage.page, questions.values())}
        site = cls(
            {**asked, **pages}, known, names, in_browsers, in_systems, questions or triage.UNREAD, words, others, taken
        )
        return site, wrong

    @cached_property
    def _guides(self) -> Mapping[str, Page]:
        return {page.name: page for page in self.pages.values() if page.kind == "guide"}

    @cached_property
    def neighbours(self) -> Mapping[str, list[Page]]:
        """Guides like each guide, by its path."""
        return neighbours(self.pages.values())

    def guide(self, name: str) -> Page:
        """The guide `topic/slug`.

        Raises:
            MacroError: there is none.
        """
        if name not in self._guides:
            raise MacroError(unknown("инструкции", name, self._guides))
        return self._guides[name]
