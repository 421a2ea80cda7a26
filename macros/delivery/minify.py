"""Built site → its scripts without what only people read: comments, indents, long names.

Each stays a file of its own; those with which a worker begins have in them what they import: on a slow line that is one answer
to wait for. Only a site that is packed for readers goes through this: whoever looks into a site while writing, or into a
failed test, sees the sources. Comments that begin with `!` tell licences and stay. The same file gives the same bytes.
"""

import hashlib
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from macros.delivery import preload
from macros.delivery.names import NODE

OPTIONS = ("--minify", "--legal-comments=inline", "--target=es2022", "--charset=utf8", "--log-level=error")
SUFFIXES = (".mjs", ".js")
TOGETHER = ("--bundle", "--format=esm")
WHOLE = ("assets/worker.mjs", "assets/keeper.mjs")
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
    kept = {path: cache / (_digest(path, folder, root) + path.suffix) for path in scripts(folder)}
    new = [path for path in kept if not kept[path].exists()]
    for suffix in SUFFIXES:
        for options in ((), TOGETHER):
            group = [path for path in new if path.suffix == suffix and _is_whole(path, folder) == bool(options)]
            if group:
                _minify(group, kept, folder, root, options)
    inside = _inside(folder)
    for path, small in kept.items():
        path.write_bytes(small.read_bytes())
    for path in inside:
        path.unlink()


def scripts(folder: Path) -> list[Path]:
    """The scripts of a site that are ours, or that others have not made small."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]
    return [path for path in files if not path.relative_to(folder).as_posix().startswith(LEFT)]


def _inside(folder: Path) -> set[Path]:
    """Modules that nobody asks for any more: the workers have them in them."""
    whole = {(folder / name).resolve() for name in WHOLE if (folder / name).exists()}
    parts = {path.parent / part for path in whole for part in preload.closure(path.name)} - whole
    others = [path for path in scripts(folder) if path.resolve() not in whole | parts]
    return parts - {(path.parent / link).resolve() for path in others for link in preload.imported(path.read_text())}


def _is_whole(path: Path, folder: Path) -> bool:
    return path.relative_to(folder).as_posix() in WHOLE


def _digest(path: Path, folder: Path, root: Path) -> str:
    version = (root / "node_modules" / "esbuild-wasm" / "package.json").read_bytes()
    parts = sorted(path.parent / name for name in preload.closure(path.name)) if _is_whole(path, folder) else [path]
    return hashlib.sha256(
        b"\0".join([version, repr(OPTIONS).encode(), *(part.read_bytes() for part in parts)])
    ).hexdigest()


def _minify(paths: Sequence[Path], kept: dict[Path, Path], folder: Path, root: Path, options: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory(dir=root / ".cache" / "minified") as out:
        places = (f"--outdir={out}", f"--outbase={folder}", f"--out-extension:.js={paths[0].suffix}")
        esbuild(root, *options, *places, *map(str, paths))
        for path in paths:
            (Path(out) / path.relative_to(folder)).replace(kept[path])


def esbuild(root: Path, *arguments: str) -> None:
    """Make scripts small.

    Args:
        root: the project, with `npm ci` done.
        arguments: what to read, where to write, and what is to be done besides.

    Raises:
        RuntimeError: a script is none.
    """
    program = root / "node_modules" / "esbuild-wasm" / "bin" / "esbuild"
    done = subprocess.run([str(NODE), str(program), *OPTIONS, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"esbuild не справился:\n{done.stderr}")
