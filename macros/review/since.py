"""Pages of which all was in order are not judged again while nothing but texts of pages has changed.

A record of that lies in .cache, which Git does not take: nobody can send one with a change. CI looks at everything, and so does
`problems` of macros.review, which programs call.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from macros import review
from macros.content import changes, portal
from macros.content.pages import Page
from macros.content.portal import ROOT
from macros.content.problem import Problem
from macros.content.site import Site
from macros.render import Macros
from macros.review import prose, shown, spelling

FOLDER = ROOT / ".cache" / "in-order"


class Judged:
    """The pages of a site that were found in order while everything but their texts was as it is now.

    Args:
        root: the folder of the site.
        pages: by path.
        seen_by: who looks; a build looks for less than a look at everything does, so each has a record of its own.
    """

    def __init__(self, root: Path, pages: Mapping[str, Page], seen_by: str) -> None:
        self._kept = FOLDER / f"{seen_by}-{_digest(str(root.resolve()))}.json"
        self._texts = {path: _digest(page.source) for path, page in pages.items()}
        self._others = "" if _looks_at_everything() else _others(root, pages)
        before = _read(self._kept) if self._others else {}
        self.is_kept = bool(before) and before["others"] == self._others
        self._in_order: dict[str, str] = before["texts"] if self.is_kept else {}

    def has(self, path: str) -> bool:
        """Whether the text of a page is one that was in order."""
        return self._in_order.get(path) == self._texts[path]

    def add(self, path: str) -> None:
        """Nothing is wrong with a page."""
        self._in_order[path] = self._texts[path]

    def keep(self) -> None:
        """Write down which pages are in order, of those that there are."""
        if self._others:
            texts = {path: text for path, text in self._in_order.items() if path in self._texts}
            with suppress(OSError):  # a folder that only may be read
                self._kept.parent.mkdir(parents=True, exist_ok=True)
                self._kept.write_text(json.dumps({"others": self._others, "texts": texts}))


def problems(root: Path) -> Iterator[Problem]:
    """Find what is wrong with a site; if all but texts of pages is as it was in order, in these alone."""
    if _looks_at_everything():
        yield from review.problems(root)
        return
    portal.use(root)
    site, unreadable = Site.readable(root / "docs", root)
    judged = Judged(root, site.pages, "look")
    if unreadable or not judged.is_kept:
        found = list(review.problems(root))
    else:
        found = list(_of_texts([page for path, page in site.pages.items() if not judged.has(path)], site, root))
    yield from found
    if not found:
        for path in site.pages:
            judged.add(path)
        judged.keep()


def _looks_at_everything() -> bool:
    return bool(os.environ.get("CI"))


def _read(kept: Path) -> Mapping[str, Any]:
    """The last state in which nothing was wrong; a record that was cut off is none."""
    try:
        read: Mapping[str, Any] = json.loads(kept.read_text())
    except (OSError, ValueError):
        return {}
    return read


def _of_texts(pages: list[Page], site: Site, root: Path) -> Iterator[Problem]:
    around = shown.Around.of(root, site)
    for page in pages:
        yield from review.of_page(page, site, Macros(site, page, ""), around)
    words = [words for page in pages for words in prose.of_page(page)]
    yield from spelling.check(words, portal.own(root, spelling.FILE))


def _others(root: Path, pages: Mapping[str, Page]) -> str:
    """A digest of everything besides its own text that a page's result depends on, the date too; empty without a .gitignore.

    What is done by hand stands in the form of a check on any page: pages of checks are not texts alone.
    """
    if not (made := ROOT / ".gitignore").is_file():
        return ""
    ignored = {line.strip("/") for line in made.read_text().split()} | {".git"}
    folders = dict.fromkeys((ROOT, root.resolve()))
    places = [place for folder in folders for place in folder.iterdir() if place.name not in ignored]
    docs = root.resolve() / "docs"
    others = {str(path): changed for path, changed in changes.others(docs, places).items()}
    checks = {path: page.source for path, page in pages.items() if page.kind == "check"}
    return _digest(json.dumps([str(date.today()), sorted(others.items()), changes.heads(pages), checks]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
