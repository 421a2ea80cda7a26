"""What the search reads: every page as its title, other names, headings, first words and the errors that it explains.

The browser loads it with MiniSearch and a stemmer at the first touch of the search box (docs/assets/search.mjs).
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import markdown

import pyscripts
from macros.content import pages as guide
from macros.content import yaml_file
from macros.content.facts import Fact
from macros.content.portal import ROOT
from pyscripts import known_errors

WORDS = ROOT / "macros" / "data" / "search.yml"
LIBRARIES = {"minisearch": "dist/es/index.js", "@orama/stemmers": "dist/ru.js"}  # the module of each npm package
_MARKDOWN = markdown.Markdown()  # to make one takes longer than to use it


def files(root: Path, pages: Iterable[guide.Page], facts: Mapping[str, Fact], words: Path = WORDS) -> dict[str, str]:
    """The files that the search loads, by their address on the site.

    Args:
        root: the project, with `npm ci` done.
        pages: all pages of the site.
        facts: what their headings and first words may state.
        words: what readers of this site call things.
    """
    index = {"words": yaml_file.read(words, f"macros/data/{words.name}").data, "pages": documents(pages, facts)}
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    modules = {f"assets/lib/{Path(name).name}.mjs": _module(root, name) for name in LIBRARIES}
    return modules | {"assets/data/search.mjs": f"export default {data};\n"}


def documents(pages: Iterable[guide.Page], facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    """The pages that can be found, each with all that it says of itself."""
    pages = [page for page in pages if _can_be_found(page)]
    counts = Counter(text for page in pages for text in _headings(page))
    errors = _errors()
    return [
        {
            "url": page.url,
            "title": page.title,
            "description": page.description,
            "aliases": page.head.get("aliases", []),
            # A heading that several pages have, such as «Что делать», tells them not apart.
            "headings": [_plain(text, facts) for text in _headings(page) if counts[text] == 1],
            "lead": _plain(_lead(page), facts),
            "errors": errors.get(page.name, []) if page.kind == "guide" else [],
        }
        for page in pages
    ]


def _can_be_found(page: guide.Page) -> bool:
    """Pages for those who make sites stay out: nobody whom the portal has failed is helped by them."""
    for_makers = page.path.startswith(("about/engineers/", "about/another-portal"))
    return page.kind in ("guide", "check") or (page.path.startswith(("about/", "report")) and not for_makers)


def _headings(page: guide.Page) -> list[str]:
    return re.findall(r"^##+ (.*?)(?: \{.*\})?$", page.body, re.MULTILINE)


def _lead(page: guide.Page) -> str:
    """What stands before the first heading, without macros that are more than words."""
    lead = re.split(r"^##", page.body, maxsplit=1, flags=re.MULTILINE)[0]
    return re.sub(r"\{\{ (?!fact\().*?\}\}", "", lead)


def _plain(text: str, facts: Mapping[str, Fact]) -> str:
    """Markdown as the words that a reader sees."""
    text = re.sub(
        r'\{\{ fact\("([\w-]+)"\) \}\}', lambda match: facts[match[1]].value if match[1] in facts else "", text
    )
    return " ".join(html.unescape(re.sub("<[^>]*>", "", _MARKDOWN.reset().convert(text))).split())


def _errors() -> dict[str, list[str]]:
    """The messages and codes that each guide is about: the check of errors knows which."""
    if "error" not in pyscripts.names():
        return {}
    found: dict[str, list[str]] = {}
    for family in known_errors.FAMILIES.values():
        found.setdefault(family["guide"], []).extend([*known_errors.phrases(family), *known_errors.codes(family)])
    for status, (family, phrase, _) in known_errors.STATUSES.items():
        found.setdefault(known_errors.FAMILIES[family]["guide"], []).append(f"{status} {phrase}")
    return found


def _module(root: Path, name: str) -> str:
    """A module of an npm package with its licence and without comments: half of MiniSearch is documentation."""
    package = root / "node_modules" / name
    code = (package / LIBRARIES[name]).read_text()
    code = re.sub(r"^ */\*\*.*?\*/\n", "", code, flags=re.MULTILINE | re.DOTALL)
    code = re.sub(r"^ *//.*\n?", "", code, flags=re.MULTILINE)
    licence = next(package.glob("LICENSE*")).read_text().strip()
    return f"/*! {name}\n\n{licence}\n*/\n{code}"
