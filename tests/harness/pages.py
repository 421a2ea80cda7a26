"""What stands in a built page."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

UNSEEN = ("script", "style", "template", "title")


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element with its attributes, in order; `form` is the check in whose form it stands."""
    yield from _read(html).found


def asset(site: Path, name: str) -> str:
    """Where a script or style of ours lies in a built site: its folder is named by what is in it."""
    (path,) = site.glob(f"assets/*/{name}")
    return path.relative_to(site).as_posix()


def words(html: str) -> str:
    """What there is to be read."""
    return " ".join(" ".join(_read(html).words).split())


def _read(html: str) -> "_Reader":
    reader = _Reader()
    reader.feed(html)
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.form = ""
        self.unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = attributes.get("data-check", "")
        if tag in UNSEEN:
            self.unseen = tag
        self.found.append((tag, {"form": self.form, **attributes}))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = ""
        if tag == self.unseen:
            self.unseen = ""

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)
