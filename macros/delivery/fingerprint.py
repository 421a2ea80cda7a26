"""Built site → the same site with scripts, styles and tables moved to content-hashed addresses.

A page of one version never gets a script of another, whatever a phone or a server has kept: each asks for its own folder.
They lie in one folder, because modules import each other by relative addresses.
"""

import hashlib
import re
from pathlib import Path

OURS = {".css", ".js", ".json", ".mjs", ".txt"}
NAMED_ALREADY = ("runtime", "workbench")
NAME = re.compile(r"[0-9a-f]{16}")


def move(site: Path) -> str:
    """Move the files, and name their new places in every page.

    Returns:
        The folder below assets/. A second run, as `serve` makes it, takes the place of the first.
    """
    assets = site / "assets"
    files = {path.relative_to(assets): path for path in sorted(assets.rglob("*")) if _is_ours(path.relative_to(assets))}
    digest = hashlib.sha256()
    for name, path in files.items():
        digest.update(name.as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    folder = digest.hexdigest()[:16]
    for name, path in files.items():
        (assets / folder / name).parent.mkdir(parents=True, exist_ok=True)
        path.replace(assets / folder / name)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    names = "|".join(re.escape(name.as_posix()) for name in files)
    named = re.compile(rf'(?<=["/;])assets/(?:{NAME.pattern}/)?({names})(?="|&#34;)')
    for page in site.rglob("*.html"):
        text = page.read_text()
        if (moved := named.sub(rf"assets/{folder}/\1", text)) != text:
            page.write_text(moved)
    return folder


def _is_ours(path: Path) -> bool:
    return path.suffix in OURS and path.parts[0] not in NAMED_ALREADY and not NAME.fullmatch(path.parts[0])
