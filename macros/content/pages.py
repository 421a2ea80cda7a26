"""Pages as people write them: front matter, which keys it may have, and the text below it."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from macros.content.problem import ContentError, Problem, noted
from macros.content.shape import DAY, Day, Field, Shape, Text, mistakes
from macros.content.yaml_file import YamlFile, parse, text_of

MOST_TITLE, MOST_DESCRIPTION = 60, 160  # characters: what a phone and a search engine show


class Head(Shape):
    """The front matter of a page."""

    title: Annotated[Text, Field(max_length=MOST_TITLE)] = Field(
        description=f"название словами читателя, до {MOST_TITLE} знаков"
    )
    description: Annotated[Text, Field(max_length=MOST_DESCRIPTION)] = Field(
        description=f"о чём страница, до {MOST_DESCRIPTION} знаков"
    )


class PageHead(Head):
    """That of a page which is no guide."""

    aliases: list[Text] = Field([], description="другие слова, которыми это ищут")
    hide: list[Text] = Field([], description="какие части оформления не показывать")


class CheckHead(Head):
    """That of the page of a check."""

    aliases: list[Text] = Field(description="список строк: другие слова, которыми это ищут")


class GuideHead(CheckHead):
    """That of a guide."""

    checked: Day = Field(description=f"день сверки с источниками: {DAY}")


HEADS: Mapping[str, type[Head]] = {"guide": GuideHead, "check": CheckHead, "page": PageHead}


@dataclass(frozen=True)
class Page:
    """One Markdown file of docs/.

    Args:
        path: where it lies in docs/, `guides/login/no-code.md`.
        meta: its front matter.
        body: the text below.
        first_line: the line of the file on which the body begins.
        source: the whole file.
    """

    path: str
    meta: YamlFile
    body: str
    first_line: int
    source: str

    @property
    def kind(self) -> str:
        """A guide, a check's page, or another page: by the folder."""
        folder, _, rest = self.path.partition("/")
        if folder == "guides" and "/" in rest and not rest.endswith("/index.md"):
            return "guide"
        return "check" if folder == "checks" and rest != "index.md" else "page"

    @property
    def name(self) -> str:
        """What other files call it: `login/no-code` for guides/login/no-code.md, `card` for checks/card.md."""
        return self.path.partition("/")[2].removesuffix(".md")

    @property
    def head(self) -> Mapping[str, Any]:
        """Its front matter; empty if that is not made of keys and values."""
        return self.meta.data if isinstance(self.meta.data, dict) else {}

    @property
    def title(self) -> str:
        return str(self.head.get("title", self.path))

    @property
    def description(self) -> str:
        return str(self.head.get("description", ""))

    @property
    def url(self) -> str:
        """Its address from the root of the site; MkDocs makes `a/b/` of a/b.md."""
        stem = self.path.removesuffix(".md")
        if stem == "index" or stem.endswith("/index"):
            return stem.removesuffix("index")
        return f"{stem}/"

    def link(self, target: str) -> str:
        """The address of something on the site as seen from this page: `../../assets/x.css`."""
        relative = posixpath.relpath(f"/{target}", f"/{self.url}")  # from a root: not from where Python was started
        return relative + ("/" if not target or target.endswith("/") else "")

    def leads_to(self, link: str) -> str:
        """The path in docs/ to which a link in this page's Markdown leads: `guides/tech/slow.md` for `../tech/slow.md#vpn`."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), link.partition("#")[0]))

    def section(self, heading: str) -> tuple[str, "Page"]:
        """Cut the part below a second-level heading out: that part, and the page without it."""
        pattern = rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)"
        match = re.search(pattern, self.body, re.MULTILINE | re.DOTALL)
        if not match:
            return "", self
        gap = "\n" * match[0].count("\n")  # keeps the numbers of the lines below
        body = self.body[: match.start()] + gap + self.body[match.end() :]
        return match[1].strip(), replace(self, body=body)


def read(text: str, path: str) -> Page:
    """Take a file apart into front matter and text.

    Raises:
        ContentError: the front matter is no YAML.
    """
    match = re.match(r"---\n(.*?)^---\n+", text, re.MULTILINE | re.DOTALL)
    if not match:
        return Page(path, parse("{}", path), text, 1, text)
    meta = parse(match[1] or "{}", path, first_line=2)
    return Page(path, meta, text[match.end() :], text.count("\n", 0, match.end()) + 1, text)


def unread(path: str) -> Page:
    """Stands for a page that cannot be read."""
    return Page(path, parse("{}", path), "", 1, "")


def read_all(docs: Path) -> dict[str, Page]:
    """Read every Markdown file of a folder, by path.

    Raises:
        ContentError: the front matter of some file is no YAML.
    """
    pages, wrong = readable(docs)
    if wrong:
        raise ContentError(wrong)
    return pages


def readable(docs: Path) -> tuple[dict[str, Page], list[Problem]]:
    """All pages by path, the broken ones empty, and what is wrong with these."""
    pages: dict[str, Page] = {}
    wrong: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        with noted(wrong):
            pages[name] = unread(name)  # links to it are right, whatever is wrong with it
            pages[name] = read(text_of(path, name), name)
    return pages, wrong


def check(page: Page) -> Iterator[Problem]:
    """Find what is wrong with the front matter of a page."""
    yield from mistakes(HEADS[page.kind], page.meta)
