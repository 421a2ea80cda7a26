"""What `make fix` mends in what people write: typography, ends of files, the order of words.txt, what is said a second time."""

from pathlib import Path

from macros.content import pages, portal
from macros.content.problem import ContentError
from macros.content.site import Site
from macros.review import spelling, stops, typography, verdicts
from macros.review.programs import loading


def fix(root: Path) -> list[Path]:
    """Mend all pages and the list of words; gives the files that changed."""
    changed: list[Path] = []
    for path in sorted((root / "docs").rglob("*.md")):
        changed += _write(path, page(path.read_text()))
    words = root / spelling.FILE
    if words.exists():  # another portal may have none of its own
        changed += _write(words, spelling.in_order(words.read_text()))
    kept = root / stops.FILE
    if kept.exists():
        site, _ = Site.readable(root / "docs", root)
        written = {path: page for path, page in site.pages.items() if (root / "docs" / path).exists()}
        changed += _write(kept, stops.with_new(kept.read_text(), written, site.questions))
    answered = root / verdicts.FILE
    if answered.exists():
        portal.use(root)
        looked = loading.look(root)
        if not looked.broken:
            changed += _write(answered, verdicts.with_new(answered.read_text(), looked.answers))
    return changed


def page(text: str) -> str:
    """Mend the text of a page. Front matter stays as it is, and so does a page whose front matter is no YAML."""
    try:
        body = pages.read(text, "").body
    except ContentError:
        return text
    return f"{text.removesuffix(body)}{typography.fixed(body)}".rstrip("\n") + "\n"


def _write(path: Path, text: str) -> list[Path]:
    if text == path.read_text():
        return []
    path.write_text(text)
    return [path]
