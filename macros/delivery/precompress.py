"""Built site → beside each file of text its packed copies, for servers that send them as they are: `.br` and `.gz`.

Brotli at its best takes most of a minute for Pyodide's core, and the core rarely changes: what has been packed once is
found again by the hash of its content. The same file gives the same bytes.
"""

import gzip
import hashlib
import math
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from macros.delivery.kept import kept

COMPRESSIBLE = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml"}
LEAST = 1024  # bytes; smaller files fit into one packet anyway
PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: bytes(brotli.compress(content, quality=11)),  # type: ignore[no-untyped-call]
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
}


def site(folder: Path, cache: Path, most: float = math.inf) -> None:
    """Put the packed copies beside the files of a site.

    Args:
        folder: the built site.
        cache: where packed contents are kept for the next build.
        most: bytes; larger files are left as they are: three of them take most of the time.
    """
    files = [path for path in compressible(folder) if path.stat().st_size <= most]
    # Both packers let other threads run meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda path: _beside(path, cache), files))


def compressible(folder: Path) -> list[Path]:
    """The files that are worth it, the largest first: the slowest must not start last."""
    files = [path for path in folder.rglob("*") if path.suffix in COMPRESSIBLE and path.stat().st_size > LEAST]
    return sorted(files, key=lambda path: path.stat().st_size, reverse=True)


def packed(content: bytes, suffix: str, cache: Path) -> bytes:
    """The content as `.br` or `.gz`, made now or taken from the cache."""
    place = cache / (hashlib.sha256(content).hexdigest() + suffix)
    return kept(place, lambda path: path.write_bytes(PACKERS[suffix](content))).read_bytes()


def _beside(path: Path, cache: Path) -> None:
    content, status = path.read_bytes(), path.stat()
    for suffix in PACKERS:
        copy = path.with_name(path.name + suffix)
        copy.write_bytes(packed(content, suffix, cache))
        os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))  # nginx dates the answer by the copy
