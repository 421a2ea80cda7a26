"""Built site → what the service worker keeps for a visit without a network."""

import json
import re
from pathlib import Path

from macros.delivery.bundle import OF_CHECKS
from macros.delivery.kept import digest

KEPT = {".css", ".html", ".js", ".json", ".mjs", ".svg"}
LEFT_OUT = (
    "assets/runtime/",
    "about/workbench/",
    "service-worker.js",
    "sbom.json",
)
OF_WORKBENCH = re.compile(r"assets/(?:[0-9a-f]{16}/)?workbench")  # 6 MB for one page: whoever has opened it keeps it


def fill(site: Path, on: bool = True) -> None:
    """Write the list of files into service-worker.js.

    Args:
        site: the built site.
        on: False makes every browser that has kept the site forget it.
    """
    worker = site / "service-worker.js"
    runtimes = sorted(path.name for path in site.glob("assets/runtime/*"))
    checks = sorted({f"{OF_CHECKS}/{path.name}" for path in site.glob(f"assets/runtime/*/{OF_CHECKS}/*.txt")})
    manifest = {"on": on, "version": _version(site), "runtimes": runtimes, "checks": checks, "files": files(site)}
    text, count = re.subn(r"const MANIFEST = .*;", f"const MANIFEST = {json.dumps(manifest)};", worker.read_text())
    if count != 1:
        raise ValueError(f"service-worker.js: MANIFEST стоит {count} раз, а нужно один")
    worker.write_text(text)


def files(site: Path) -> list[str]:
    """What is small enough to be fetched ahead, as addresses from the root: pages by their folder."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.suffix in KEPT]
    kept = [name for name in names if not name.startswith(LEFT_OUT) and not OF_WORKBENCH.match(name)]
    return [name.removesuffix("index.html") for name in kept if name != "404.html"]


def _version(site: Path) -> str:
    """Changes with any file that is kept, and with the runtime."""
    kept = {name: site / name / "index.html" if not name or name.endswith("/") else site / name for name in files(site)}
    runtime = {f"{path.relative_to(site)}": path for path in site.glob("assets/runtime/*/manifest.json")}
    return digest(kept | runtime)[:16]
