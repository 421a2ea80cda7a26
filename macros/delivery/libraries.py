"""Libraries of others that pages load, each with its licence: one module of each npm package, and one of all of CodeMirror.

CodeMirror is two dozen packages that name each other; only the workbench has it.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from macros.delivery import esbuild
from macros.delivery.kept import digest, kept

MODULES = {"@orama/stemmers": "dist/ru.js", "uqr": "dist/index.mjs"}
EDITOR = "assets/lib/codemirror.mjs"
_ENTRY, _PINNED = "macros/delivery/codemirror.mjs", "package-lock.json"
_MAKERS = ("macros/delivery/libraries.py", "macros/delivery/esbuild.py")
_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


def files(root: Path) -> dict[str, str]:
    """The modules, by their address on the site.

    Args:
        root: the project, with `npm ci` done.
    """
    return {f"assets/lib/{Path(name).name}.mjs": _module(root, name) for name in MODULES}


def editor(root: Path) -> dict[str, str]:
    """What the editor of the workbench is made of, by its address on the site; made once for the same packages."""
    sources = {name: root / name for name in (_ENTRY, _PINNED, *_MAKERS)}
    place = root / ".cache" / "libraries" / f"{digest(sources)}.mjs"
    return {EDITOR: kept(place, lambda path: _together(path, root)).read_text()}


def _together(path: Path, root: Path) -> None:
    """One module of all packages of which something is used."""
    told = path.with_suffix(".json")
    esbuild.run(root, esbuild.SMALL, *esbuild.TOGETHER, f"--outfile={path}", f"--metafile={told}", str(root / _ENTRY))
    (made,) = json.loads(told.read_text())["outputs"].values()
    used = (name for name, part in made["inputs"].items() if part["bytesInOutput"])
    packages = sorted({match[1] for name in used if (match := _PACKAGE.search(name))})
    path.write_text(_licences(root, packages) + path.read_text())


def _module(root: Path, name: str) -> str:
    """A module with its licence and without comments: readers do not need the documentation."""
    code = (root / "node_modules" / name / MODULES[name]).read_text()
    code = re.sub(r"^ */\*\*.*?\*/\n", "", code, flags=re.MULTILINE | re.DOTALL)
    code = re.sub(r"^ *//.*\n?", "", code, flags=re.MULTILINE)
    return _licences(root, [name]) + code


def _licences(root: Path, packages: Iterable[str]) -> str:
    """The licences of packages as a comment that stays; a text that several have stands there once."""
    owners: dict[str, list[str]] = {}
    for name in packages:
        text = next((root / "node_modules" / name).glob("LICENSE*")).read_text().strip()
        owners.setdefault(text, []).append(name)
    return "".join(f"/*! {', '.join(names)}\n\n{text}\n*/\n" for text, names in owners.items())
