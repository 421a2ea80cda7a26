"""Built site → the theme's styles without what is for no page: PurgeCSS drops the rules whose names nobody uses.

Like the scripts, styles are cut only in a site that is packed for readers. What PurgeCSS looks at is a list of names: all
words inside the tags of the pages, all words of the scripts, and whatever an author may write tomorrow, so that the
workbench shows it as it will look. The list rarely changes, so what was cut before is found again.
"""

import hashlib
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from macros.delivery import libraries
from macros.delivery.kept import kept
from macros.delivery.names import NODE

PROGRAM = "node_modules/purgecss"
OPTIONS = ("--keyframes", "--font-face")
_TAG = re.compile(r"<[a-z][^<>]*>")
_WORD = re.compile(r"[\w-]+", re.ASCII)


def site(folder: Path, root: Path) -> None:
    """Cut the theme's styles of a site.

    Args:
        folder: the built site; its scripts are made small already, so their comments name nothing.
        root: the project, with `npm ci` done; what has been cut before is found there again.
    """
    used = " ".join(sorted({*names(folder), *written(root)}))
    version = (root / PROGRAM / "package.json").read_text()
    for path in folder.glob("assets/**/stylesheets/*.css"):
        digest = hashlib.sha256(repr((version, OPTIONS, used, path.read_text())).encode()).hexdigest()
        small = kept(root / ".cache" / "purged" / f"{digest}.css", partial(_purge, path, used, root))
        path.write_bytes(small.read_bytes())
        path.with_name(f"{path.name}.map").unlink(missing_ok=True)  # it tells of the whole


def names(folder: Path) -> Iterator[str]:
    """All words inside tags and in scripts: elements, attributes, classes are among them."""
    for path in folder.rglob("*.html"):
        for tag in set(_TAG.findall(path.read_text())):
            yield from _WORD.findall(tag)
    apart = folder / libraries.EDITOR  # it lives where no style of the page reaches
    for path in [*folder.rglob("*.mjs"), *folder.rglob("*.js")]:
        if "runtime" not in path.parts and path != apart:
            yield from _WORD.findall(path.read_text())


def written(root: Path) -> Iterator[str]:
    """What authors may write: macros/data/html.toml."""
    rules = tomllib.loads((root / "macros" / "data" / "html.toml").read_text())
    yield from rules["author"]
    yield from rules["values"]["class"]
    yield from rules["values"]["admonition"]


def _purge(path: Path, used: str, root: Path, to: Path) -> None:
    with tempfile.TemporaryDirectory(dir=to.parent) as work:
        words = Path(work) / "names.txt"
        words.write_text(used)
        program = root / PROGRAM / "bin" / "purgecss.js"
        command = [str(NODE), str(program), "--css", str(path), "--content", str(words), "--output", str(to), *OPTIONS]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if done.returncode or not to.exists():
            raise RuntimeError(f"PurgeCSS не справился:\n{done.stderr}")
