"""What an edit touches: where one text has changed, `make serve` builds one page, and `make texts` looks at one."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.content.pages import Page


def heads(pages: Mapping[str, Page]) -> dict[str, str]:
    """The front matter of pages, which shows on others too: in menus and lists."""
    return {path: page.source.removesuffix(page.body) for path, page in pages.items()}


def others(docs: Path, places: Iterable[Path]) -> dict[Path, int]:
    """The times of change, in ns, of all files that are no pages: any of them may show anywhere.

    Args:
        docs: the folder of the pages.
        places: files and folders that the site is made of, pages too.
    """
    files = (path for place in places for path in (place, *place.rglob("*")) if "__pycache__" not in path.parts)
    found = (path for path in files if path.is_file() and not (path.suffix == ".md" and path.is_relative_to(docs)))
    return {path: path.stat().st_mtime_ns for path in found}
