"""Which site is being built: the one whose folder holds mkdocs.yml. Whatever it lacks is taken from this project.

So a site for another service is a folder of its own, laid out like this project: docs/, macros/data/,
pyscripts/checks/ and pyscripts/data/. How to make one: docs/about/another-portal.md.
"""

import posixpath
import sys
from collections.abc import Iterator
from pathlib import Path

from pyscripts import checks, data

ROOT = Path(__file__).parents[2]
# Modules of pyscripts that the build imports itself: they read no tables, so they stay loaded when the site changes.
KEPT = {"pyscripts.checks", "pyscripts.data", "pyscripts.days", "pyscripts.form", "pyscripts.verdict"}
_seen: dict[str, int] = {}  # the files of checks and tables at the last `use`, with the time of their last change
SHARED = {".css", ".js", ".mjs", ".svg", ".txt", ".webp"}  # of docs/: what every site needs to look and work


def use(site: Path) -> None:
    """Let pyscripts find the checks of a site in place of ours, and its tables before ours."""
    checks.__path__[:] = [str(own(site, "pyscripts/checks"))]
    data.__path__[:] = dict.fromkeys([str(own(site, "pyscripts/data")), str(ROOT / "pyscripts" / "data")])
    data.table.cache_clear()
    stamps = {
        str(path): path.stat().st_mtime_ns
        for folder in (*checks.__path__, *data.__path__)
        for path in Path(folder).glob("*.[pt]*")
    }
    if stamps != _seen:
        _seen.clear()
        _seen.update(stamps)
        for name in [name for name in sys.modules if name.startswith("pyscripts.") and name not in KEPT]:
            del sys.modules[name]  # it is of another site, or has read a table of one


def own(site: Path, name: str) -> Path:
    """A file or folder of a site, or ours where it has none."""
    return site / name if (site / name).exists() else ROOT / name


def shared() -> Iterator[tuple[str, Path]]:
    """Scripts and styles for the pages of any site: the address and the file of each."""
    docs = ROOT / "docs"
    found = []
    for folder, _, names in docs.walk():
        under = folder.relative_to(docs).as_posix()
        wanted = [name for name in names if posixpath.splitext(name)[1] in SHARED]
        found += [(posixpath.normpath(f"{under}/{name}"), folder / name) for name in wanted]
    yield from sorted(found)
