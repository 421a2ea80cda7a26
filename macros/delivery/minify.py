"""Built site → its scripts without what only people read: comments, indents, long names.

Only a site that is packed for readers goes through this: whoever looks into a site while writing, or into a failed test,
sees the sources. The same file gives the same bytes.
"""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from macros.delivery import esbuild

SUFFIXES: Mapping[str, Sequence[str]] = {".mjs": ["--format=esm"], ".js": []}
# Small already, written to by the build, or named in a policy by its hash.
LEFT = ("assets/lib/codemirror.mjs", "assets/runtime/", "assets/workbench_preview.js", "service-worker.js")


def site(folder: Path, root: Path) -> None:
    """Make the scripts of a site small.

    Args:
        folder: the built site.
        root: the project, with `npm ci` done; what has been made small before is found there again.
    """
    cache = root / ".cache" / "minified"
    cache.mkdir(parents=True, exist_ok=True)
    kept = {path: cache / (_digest(path, root) + path.suffix) for path in scripts(folder)}
    new = [path for path in kept if not kept[path].exists()]
    for suffix, options in SUFFIXES.items():
        if group := [path for path in new if path.suffix == suffix]:
            _minify(group, kept, folder, root, options)
    for path, small in kept.items():
        path.write_bytes(small.read_bytes())


def scripts(folder: Path) -> list[Path]:
    """The scripts of a site that are ours, or that others have not made small."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]
    return [path for path in files if not path.relative_to(folder).as_posix().startswith(LEFT)]


def _digest(path: Path, root: Path) -> str:
    way = repr((esbuild.OPTIONS, SUFFIXES[path.suffix])).encode()
    return hashlib.sha256(b"\0".join([esbuild.version(root), way, path.read_bytes()])).hexdigest()


def _minify(paths: Sequence[Path], kept: dict[Path, Path], folder: Path, root: Path, options: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory(dir=root / ".cache" / "minified") as out:
        places = (f"--outdir={out}", f"--outbase={folder}", f"--out-extension:.js={paths[0].suffix}")
        esbuild.run(root, esbuild.SMALL, *options, *places, *map(str, paths))
        for path in paths:
            (Path(out) / path.relative_to(folder)).replace(kept[path])
