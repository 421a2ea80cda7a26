"""What `make fix` mends in the files that people write: typography, ends of lines and files, the order of words.txt."""

from collections.abc import Iterator
from pathlib import Path

from macros.content import pages as guide
from macros.content.problem import ContentError
from macros.review import spelling, typography


def fix(root: Path) -> Iterator[Path]:
    """Mend all pages and the list of words; gives the files that changed."""
    for path in sorted((root / "docs").rglob("*.md")):
        yield from _write(path, page(path.read_text()))
    words = root / "macros" / "data" / "words.txt"
    if words.exists():  # another portal may have none of its own
        yield from _write(words, spelling.in_order(words.read_text()))


def page(text: str) -> str:
    """Mend the text of a page. Front matter stays as it is, and so does a page whose front matter is no YAML."""
    try:
        body = guide.read(text, "").body
    except ContentError:
        return text
    return f"{text.removesuffix(body)}{typography.fixed(body)}".rstrip("\n") + "\n"


def _write(path: Path, text: str) -> Iterator[Path]:
    if text != path.read_text():
        path.write_text(text)
        yield path
