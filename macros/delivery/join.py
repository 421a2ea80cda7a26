"""Built site → its modules and styles in few files, so that a page does not ask for them one by one.

What every page loads becomes one module and one sheet. Each other module has in it what only it imports; what several import
lies beside them; with a worker comes all that it needs. No module runs twice in a page: whoever imports one that every page
has gets it from there. The sources stay apart, and so they are served while somebody writes: only a site that is packed
for readers goes through this.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from macros.delivery import esbuild, libraries, preload
from macros.delivery.kept import digest, kept

SHARED = "site.mjs"  # what every page loads; the sheet of that kind stays at the place of the last of its parts
APART = ("--splitting", "--out-extension:.js=.mjs", "--chunk-names=[name]-[hash]")
ALONE = libraries.EDITOR.removeprefix("assets/")  # one module already: styles are not looked for in it
LEFT = ("runtime/", "workbench/", ALONE)  # what is Python's, and that
_SCRIPT = re.compile(r'<script[^>]* src="([^"]*?)assets/([^"]+\.mjs)"[^>]*></script>\n?')
_STYLE = re.compile(r'<link rel="stylesheet"[^>]* href="([^"]*?)assets/([^"]+\.css)"[^>]*>\n?')
_WORKER = re.compile(r'\bspawn\("\w+", "([\w.]+)"\)')  # docs/assets/runtime.mjs

type Pages = Mapping[Path, list[str]]  # what each page names, from assets/


@dataclass(frozen=True)
class Graph:
    """Modules by name: what each imports before it runs, what later, and what it exports."""

    now: Mapping[str, Set[str]]
    later: Mapping[str, Set[str]]
    exports: Mapping[str, Sequence[str]]

    def closure(self, names: Iterable[str]) -> set[str]:
        """Modules, and what they import before they run."""
        found, waiting = set(), [*names]
        while waiting:
            if (name := waiting.pop()) not in found:
                found.add(name)
                waiting += self.now[name]
        return found


def modules(folder: Path, root: Path) -> None:
    """Join the modules of a built site, and name in its pages what has come of them.

    Args:
        folder: the site.
        root: the project, with `npm ci` done; what has been joined before is found there again.
    """
    assets = folder / "assets"
    pages = _named(folder, _SCRIPT)
    if not (shared := _everywhere(pages)):
        return
    home = (assets / shared[0]).parent
    sources = {path.relative_to(home).as_posix(): path for path in home.rglob("*.mjs")}
    sources = {name: path for name, path in sources.items() if not name.startswith(LEFT)}
    here = home.relative_to(assets).as_posix()
    asked = [name.removeprefix(f"{here}/") for name in (*shared, *sorted({*chain(*pages.values())} - {*shared}))]

    def make(to: Path) -> None:
        _join(sources, asked[: len(shared)], asked[len(shared) :], to, root)

    made = _kept(root, sources, asked, len(shared), make=make)
    for path in sources.values():
        path.unlink()
    for place in sorted((path for path in home.rglob("*") if path.is_dir()), reverse=True):
        if not any(place.iterdir()):
            place.rmdir()
    shutil.copytree(made, home, dirs_exist_ok=True)
    closure = preload.closures(assets)
    for page in pages:
        html = _renamed(page.read_text(), _SCRIPT, shared, (home / SHARED).relative_to(assets).as_posix())
        page.write_text(preload.with_preloads(html, closure))


def styles(folder: Path, root: Path) -> None:
    """Join the sheets that every page has; after PurgeCSS, which knows the theme's by their places."""
    assets = folder / "assets"
    pages = _named(folder, _STYLE)
    if len(shared := _everywhere(pages)) < 2:
        return
    sources = {name: assets / name for name in shared}
    text = "".join(f'@import "./{name}";' for name in shared)

    def make(to: Path) -> None:
        esbuild.run(root, esbuild.SMALL, "--bundle", "--loader=css", f"--outfile={to}", place=assets, text=text)

    made = _kept(root, sources, shared, make=make)
    for path in sources.values():
        path.unlink()
    (assets / shared[-1]).write_bytes(made.read_bytes())
    for page in pages:
        page.write_text(_renamed(page.read_text(), _STYLE, shared, shared[-1]))


def _named(folder: Path, link: re.Pattern[str]) -> Pages:
    """What the pages of a site name by such a link, in their order; a page that names nothing has no part in this."""
    found = {page: [name for _, name in link.findall(page.read_text())] for page in sorted(folder.rglob("*.html"))}
    return {page: names for page, names in found.items() if names}


def _everywhere(pages: Pages) -> list[str]:
    """What every page names."""
    first, *others = pages.values() or [[]]
    return [name for name in first if all(name in other for other in others)]


def _renamed(html: str, link: re.Pattern[str], shared: Sequence[str], joined: str) -> str:
    """A page in which one link stands for all that every page has, where the last of them stood."""

    def instead(found: re.Match[str]) -> str:
        if found[2] not in shared:
            return found[0]
        return found[0].replace(f"assets/{found[2]}", f"assets/{joined}") if found[2] == shared[-1] else ""

    return link.sub(instead, html)


def _join(sources: Mapping[str, Path], shared: Sequence[str], others: Sequence[str], to: Path, root: Path) -> None:
    """Write the modules of a site anew.

    Args:
        sources: all of them.
        shared: those that every page loads, in their order.
        others: those that some page loads.
        to: a folder that is made for them.
        root: the project.
    """
    with tempfile.TemporaryDirectory(dir=to.parent) as place:
        work = Path(place)
        for name, path in sources.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, work / name)
        graph = _graph(sorted(sources), work, root)
        workers = sorted({name for path in sources.values() for name in _WORKER.findall(path.read_text())} & {*sources})
        if workers:
            _bundle(root, work, "--out-extension:.js=.mjs", f"--outdir={to}", *workers)
        inside = graph.closure(shared)
        later = {name for module in {*sources} - graph.closure(workers) for name in graph.later[module]}
        starts = sorted(({*others} | later) - inside)
        outside = graph.closure(starts) - inside
        taken = sorted(inside & {name for module in outside for name in (*graph.now[module], *graph.later[module])})
        (work / SHARED).write_text(_entry(graph, shared, taken))
        _bundle(root, work, *_external(starts), f"--outfile={to / SHARED}", SHARED)
        if starts:
            _bundle(root, work, *APART, *_external(taken), f"--outdir={to}", *starts)
        for path in to.rglob("*.mjs"):
            path.write_text(_taking(path.read_text(), taken))


def _bundle(root: Path, place: Path, *arguments: str) -> None:
    esbuild.run(root, *esbuild.TOGETHER, *_external([ALONE]), *arguments, place=place)


def _external(names: Iterable[str]) -> list[str]:
    return [f"--external:./{name}" for name in names]


def _graph(names: Sequence[str], work: Path, root: Path) -> Graph:
    """What esbuild knows of modules when each is a start of its own."""
    with tempfile.TemporaryDirectory(dir=work) as out:
        told = Path(out) / "graph.json"
        _bundle(root, work, *APART, f"--metafile={told}", f"--outdir={out}", *names)
        found = json.loads(told.read_text())
    exports = {one["entryPoint"]: sorted(one["exports"]) for one in found["outputs"].values() if "entryPoint" in one}

    def imports(name: str, kind: str) -> Set[str]:
        return {
            one["path"] for one in found["inputs"][name]["imports"] if one["kind"] == kind and not one.get("external")
        }

    now = {name: imports(name, "import-statement") for name in names}
    return Graph(now, {name: imports(name, "dynamic-import") for name in names}, exports)


def _entry(graph: Graph, shared: Sequence[str], taken: Sequence[str]) -> str:
    """The module that every page loads: runs what it is made of, and exports what other modules take of it."""
    lines = [f'import "./{name}";' for name in shared]
    lines += [f'export {{ {", ".join(graph.exports[name])} }} from "./{name}";' for name in taken]
    return "\n".join(lines)


def _taking(script: str, taken: Iterable[str]) -> str:
    """A module that imports from the shared one what it took of its parts: esbuild refuses two exports of one name."""
    for name in taken:
        script = re.sub(rf'"((?:\.\.?/)+){re.escape(name)}"', rf'"\1{SHARED}"', script)
    return script


def _kept(root: Path, sources: Mapping[str, Path], *way: object, make: Callable[[Path], None]) -> Path:
    """What has been made of files in some way, now or before."""
    key = hashlib.sha256(
        repr((esbuild.version(root), Path(__file__).read_text(), digest(sources), way)).encode()
    ).hexdigest()
    return kept(root / ".cache" / "joined" / key[:32], make)
