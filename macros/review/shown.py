"""What a reader is shown of a page, judged as it is shown: after Markdown, with its attributes and macros in place.

The line of a fault is that of the text after which it is there for the first time.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import jinja2
from markupsafe import escape

from macros import article, render
from macros.content import config, numbers, portal
from macros.content.pages import Page
from macros.content.problem import MacroError, Problem
from macros.content.site import Site
from macros.drafts import Draft
from macros.render import Macros
from macros.review import html, stops, tags, text_lines
from macros.review.repository import files
from macros.review.words import contacts, harm, phones
from macros.review.words.contacts import Known

OF_CODE = "about/"  # pages that tell of code: there a dot may join the names of modules
_SIGNS_OF_PROGRAMS = re.compile("[\ue000\ue001\x02\x03]")  # those of drafts.MARK, and of Markdown itself
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})(?![ \t]*[\w+-]*[ \t]*$)", re.MULTILINE)


@dataclass(frozen=True)
class Around:
    """What a page is judged by besides itself.

    Args:
        urls: all that a page may lead to, from the root of the site: pages, files of docs/, files that every site has.
        known: who may be named.
        settings: mkdocs.yml.
        stops: what pages may not lose, by page.
    """

    urls: frozenset[str]
    known: Known
    settings: Path
    stops: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, root: Path, site: Site) -> "Around":
        """What surrounds the pages of a site."""
        shared = {name for name, _ in portal.shared()}
        pages = {posixpath.normpath(page.url or ".") for page in site.pages.values()}
        urls = files.others(root / "docs") | shared | pages
        return cls(urls, contacts.known(site.facts, root), portal.own(root, config.NAME).resolve(), stops.load(root))


def check(page: Page, macros: Macros, around: Around, made: tuple[Draft, str] | None = None) -> Iterator[Problem]:
    """Find what must not be on a page, with the line of its file.

    Args:
        page: what a person wrote, whose calls are all right.
        macros: what it can call.
        around: what else there is.
        made: the page with marks for its calls, as Markdown and as HTML, where the build has made both.
    """

    def faults(body: str) -> list[str]:
        try:
            return list(_faults(replace(page, body=body), macros, around))
        except (jinja2.TemplateSyntaxError, MacroError, AttributeError):
            return []  # it ends in the middle of a call

    found = set(_faults(page, macros, around, made))
    lines = text_lines.beginnings(page.body, found, faults)
    yield from (Problem(page.path, page.first_line + lines.get(fault, 1) - 1, fault) for fault in found)


def _faults(page: Page, macros: Macros, around: Around, made: tuple[Draft, str] | None = None) -> Iterator[str]:
    if _SIGNS_OF_PROGRAMS.search(page.body):
        yield "знак, которого нет ни на одной клавиатуре (U+E000, U+E001, U+0002 или U+0003); уберите его"
        return
    if _FENCE.search(page.body):
        yield "после ``` бывает только имя языка; остальное уберите"
    pages, urls = macros.pages, around.urls

    def leads(path: str) -> bool:
        whole = posixpath.normpath(posixpath.join(page.url or ".", unquote(path)))
        return whole.removeprefix("./") in urls

    draft, text = made or _made(page, macros, around)
    yield from _of_html(text, draft, page, leads, around.known)
    if page.kind == "check":
        by_hand = render.by_hand(page, macros)
        yield from _of_html(
            render.blocks(by_hand.text),
            by_hand,
            page,
            lambda path: page.leads_to(path) in pages,
            around.known,
        )


def _made(page: Page, macros: Macros, around: Around) -> tuple[Draft, str]:
    draft = render.draft(page, macros)
    return draft, article.html(draft.text, page, macros.pages, around.settings)


def _of_html(text: str, draft: Draft, page: Page, leads: Callable[[str], bool], known: Known) -> Iterator[str]:
    if stray := tags.stray(text):
        yield f"</{stray}> без начала: он закрыл бы то, что вокруг; {html.ONLY_MARKDOWN}"
    root = html.tree(text)
    blocks = {number for number, made in enumerate(draft.made) if made.is_block}
    yield from html.of_author(root, leads, blocks)
    in_line = {
        number: _words(made.html)
        for number, made in enumerate(draft.made)
        if not made.is_block and made.html != escape(page.title)
    }
    words = html.words(root, in_line)
    names = page.path.startswith(OF_CODE)
    named = known if names else contacts.of_readers(known)
    yield from (text for _, text in contacts.found(words, named, names=names))
    for column in html.columns(root):
        yield from (
            f"телефон {phone} по частям: в столбце таблицы или в списке; {numbers.allowed()}"
            for phone in phones.of_column(column)
        )
    for is_row, thought in html.joined(root):
        yield from harm.of_row(thought) if is_row else harm.of_item(thought)
    marked = html.words(root, dict.fromkeys(in_line, "\ue0000\ue001"))  # what macros say is judged where it is written
    yield from (text for _, text in harm.judged(marked))


@lru_cache(1_000)  # most pages give the same phone
def _words(made: str) -> str:
    return html.words(html.tree(made), {})
