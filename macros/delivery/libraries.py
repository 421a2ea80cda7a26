"""Libraries of others that pages load: one module of each npm package, with its licence."""

import re
from pathlib import Path

MODULES = {"minisearch": "dist/es/index.js", "@orama/stemmers": "dist/ru.js", "uqr": "dist/index.mjs"}


def files(root: Path) -> dict[str, str]:
    """The modules, by their address on the site.

    Args:
        root: the project, with `npm ci` done.
    """
    return {f"assets/lib/{Path(name).name}.mjs": _module(root, name) for name in MODULES}


def _module(root: Path, name: str) -> str:
    """A module with its licence and without comments: half of MiniSearch is documentation."""
    package = root / "node_modules" / name
    code = (package / MODULES[name]).read_text()
    code = re.sub(r"^ */\*\*.*?\*/\n", "", code, flags=re.MULTILINE | re.DOTALL)
    code = re.sub(r"^ *//.*\n?", "", code, flags=re.MULTILINE)
    licence = next(package.glob("LICENSE*")).read_text().strip()
    return f"/*! {name}\n\n{licence}\n*/\n{code}"
