"""What an edit touches, so that `make serve` builds one page where one page has changed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.content.pages import Page

type Shared = tuple[dict[str, str], dict[Path, int]]


def shared(pages: Mapping[str, Page], docs: Path, places: Iterable[Path]) -> Shared:
    """All that may show on more pages than one: while it stays, an edit is of the text of a page.

    Args:
        pages: all pages, by path.
        docs: the folder of the pages.
        places: files and folders that the site is made of, pages too.

    Returns:
        The front matter of the pages by path, and the times of change, in ns, of all files that are no pages.
    """
    heads = {path: page.source.removesuffix(page.body) for path, page in pages.items()}
    files = (path for place in places for path in (place, *place.rglob("*")) if "__pycache__" not in path.parts)
    others = (path for path in files if path.is_file() and not (path.suffix == ".md" and path.is_relative_to(docs)))
    return heads, {path: path.stat().st_mtime_ns for path in others}
