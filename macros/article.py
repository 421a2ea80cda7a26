"""Markdown of a page → the HTML of its article, as MkDocs makes it and without MkDocs: what is checked is what is shown.

The extensions are those of mkdocs.yml. Links to files are led to pages by the same rule as in mkdocs.structure.pages.
"""

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from macros.content import config
from macros.content.pages import Page

BUILT_IN = ("toc", "tables", "fenced_code")  # MkDocs adds them to those of mkdocs.yml


def html(text: str, page: Page, pages: Mapping[str, Page], settings: Path) -> str:
    """Convert the Markdown of a page.

    Args:
        text: what `render.draft` made of it.
        page: where it stands.
        pages: all pages, by path.
        settings: mkdocs.yml of the site.
    """
    converter, links = _converter(settings, settings.stat().st_mtime_ns)
    links.page, links.pages = page, pages
    return str(converter.reset().convert(text))


class _Links(Treeprocessor):
    """Leads links to files of docs/ to the pages that are made of them."""

    page: Page
    pages: Mapping[str, Page]

    def run(self, root: Element) -> None:
        for element in root.iter():
            for key in {"a": ["href"], "img": ["src"]}.get(element.tag, []):
                element.set(key, self._target(element.get(key, "")))

    def _target(self, url: str) -> str:
        scheme, host, path, query, anchor = urlsplit(url)
        if scheme or host or not path or path.startswith(("/", "\\")) or markdown.util.AMP_SUBSTITUTE in url:
            return url
        path = unquote(path)
        found = self.page.leads_to(path)
        if found in self.pages:
            target = self.page.link(self.pages[found].url)
        elif posixpath.splitext(path)[1] not in ("", ".md"):
            target = self.page.link(found)
        else:
            return url
        return urlunsplit(("", "", target, query, anchor))


@lru_cache(8)
def _converter(path: Path, _: int) -> tuple[markdown.Markdown, _Links]:
    """To make one takes longer than to use it."""
    listed: list[Any] = config.whole(path).get("markdown_extensions") or []
    options: dict[str, dict[str, Any]] = {}
    for entry in [*BUILT_IN, *listed]:
        options |= {name: given or {} for name, given in (entry if isinstance(entry, dict) else {entry: {}}).items()}
    converter = markdown.Markdown(extensions=list(options), extension_configs=options)
    links = _Links(converter)
    converter.treeprocessors.register(links, "links", 0)
    return converter, links
