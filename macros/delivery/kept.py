"""A cache keyed by content: an expensive result is reused as long as its sources are unchanged."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path


def digest(files: Mapping[str, Path]) -> str:
    """SHA-256 of some files: of what they are called and what is in them."""
    whole = hashlib.sha256()
    for name, path in sorted(files.items()):
        whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def named(roots: Iterable[str | Path], suffixes: Iterable[str] = ()) -> dict[str, Path]:
    """Files, and those below folders, by the number of the root and the way from there: it may lie anywhere.

    Args:
        roots: files and folders.
        suffixes: of the files below folders that count, if not all do.
    """
    wanted = set(suffixes)
    return {
        f"{number}/{path.relative_to(root).as_posix()}": path
        for number, root in enumerate(map(Path, roots))
        for path in (root.rglob("*") if root.is_dir() else [root])
        if path.is_file() and "__pycache__" not in path.parts and (path == root or not wanted or path.suffix in wanted)
    }


def kept(place: Path, make: Callable[[Path], object]) -> Path:
    """A file or folder of the cache; `make` puts it at the path it is given if it is not there yet.

    Whoever is interrupted leaves nothing at the place, and of two processes the faster one wins.
    """
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=place.parent, prefix=".part-"))
        try:
            make(work / place.name)
            with suppress(OSError):  # a folder that another process was faster to make
                (work / place.name).rename(place)
        finally:
            shutil.rmtree(work)
    return place
