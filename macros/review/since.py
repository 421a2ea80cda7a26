"""What has to be looked at since nothing was wrong: after edits of texts, those texts.

A record of that lies in .cache, which Git does not take: nobody can send one with a change. CI looks at everything, and so does
`problems`, which programs call.
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
from macros.content import edits, portal
from macros.content.pages import Page
from macros.content.portal import ROOT
from macros.content.problem import Problem
from macros.content.site import Site
from macros.render import Macros
from macros.review import prose, shown, spelling

FOLDER = ROOT / ".cache" / "in-order"


def problems(root: Path) -> Iterator[Problem]:
    """Find what is wrong with a site; if all but texts of pages is as it was in order, in these alone."""
    if os.environ.get("CI"):
        yield from review.problems(root)
        return
    portal.use(root)
    site, unreadable = Site.readable(root / "docs", root)
    now, kept = _state(root, site.pages), FOLDER / f"{_digest(str(root.resolve()))}.json"
    before = _read(kept)
    if unreadable or before.get("others") != now["others"]:
        found = list(review.problems(root))
    else:
        changed = [page for path, page in site.pages.items() if before["texts"].get(path) != now["texts"][path]]
        found = list(_of_texts(changed, site, root))
    yield from found
    if not found:
        with suppress(OSError):  # a folder that only may be read
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(now))


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
    yield from spelling.check(words, portal.own(root, "macros/data/words.txt"))


def _state(root: Path, pages: Mapping[str, Page]) -> dict[str, Any]:
    """All that a verdict hangs on: the text of each page, and everything else at once, the day too.

    What is done by hand stands in the form of a check on any page: pages of checks are not texts alone.
    """
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
    folders = dict.fromkeys((ROOT, root.resolve()))
    places = [place for folder in folders for place in folder.iterdir() if place.name not in ignored]
    docs = root.resolve() / "docs"
    others = {str(path): changed for path, changed in edits.others(docs, places).items()}
    checks = {path: page.source for path, page in pages.items() if page.kind == "check"}
    whole = [str(date.today()), sorted(others.items()), edits.heads(pages), checks]
    return {
        "others": _digest(json.dumps(whole)),
        "texts": {path: _digest(page.source) for path, page in pages.items()},
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
