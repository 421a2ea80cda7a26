"""Built site → what the service worker keeps for a visit without a network."""

import json
import re
from pathlib import Path

from macros.delivery import runtime_files
from macros.delivery.kept import digest

KEPT = {".css", ".html", ".js", ".json", ".mjs", ".svg"}
LEFT_OUT = (
    "assets/runtime/",
    "about/workbench/",
    "service-worker.js",
    "sbom.json",
)
OF_WORKBENCH = re.compile(
    r"assets/(?:[0-9a-f]{16}/)?(?:workbench|lib/codemirror)"
)  # 6 MB for one page: whoever has opened it keeps it


def fill(site: Path, on: bool = True) -> None:
    """Write the list of files into service-worker.js.

    Args:
        site: the built site.
        on: False makes every browser that has kept the site forget it.
    """
    worker = site / "service-worker.js"
    runtimes = sorted(path.name for path in site.glob("assets/runtime/*"))
    manifest = {
        "on": on,
        "version": _version(site),
        "runtimes": runtimes,
        "runtime": _runtime(site),
        "files": files(site),
    }
    text, count = re.subn(r"const MANIFEST = .*;", f"const MANIFEST = {json.dumps(manifest)};", worker.read_text())
    if count != 1:
        raise ValueError(f"service-worker.js: MANIFEST стоит {count} раз, а нужно один")
    worker.write_text(text)


def files(site: Path) -> list[str]:
    """What is small enough to be fetched ahead, as addresses from the root: pages by their folder."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.suffix in KEPT]
    kept = [name for name in found if not name.startswith(LEFT_OUT) and not OF_WORKBENCH.match(name)]
    return [name.removesuffix("index.html") for name in kept if name != "404.html"]


def _runtime(site: Path) -> list[str]:
    """What of the readers' Python a visit without a network needs: the start, and every check."""
    start = [
        runtime_files.MANIFEST,
        runtime_files.LOADER,
        runtime_files.SCRIPT,
        runtime_files.CORE,
        runtime_files.ARCHIVE,
    ]
    checks = {path.name.partition(".")[0] for path in site.glob(f"assets/runtime/*/{runtime_files.CHECKS}/*.txt")}
    return [*start, *(runtime_files.archive_of(check) for check in sorted(checks))]


def _version(site: Path) -> str:
    """Changes with any file that is kept, and with the runtime."""
    kept = {name: site / name / "index.html" if not name or name.endswith("/") else site / name for name in files(site)}
    runtime = {f"{path.relative_to(site)}": path for path in site.glob(f"assets/runtime/*/{runtime_files.MANIFEST}")}
    return digest(kept | runtime)[:16]
