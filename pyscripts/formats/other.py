"""Everything that is known by its first bytes alone: the starts in data/file_kinds.toml."""

import re

from pyscripts.data import table
from pyscripts.formats import ends
from pyscripts.formats.source import Content, Source

_STARTS = {
    kind["id"]: re.compile(kind["start"].encode(), re.DOTALL) for kind in table("file_kinds")["kind"] if "start" in kind
}
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)


def look(source: Source) -> Content | None:
    known = (kind for kind, start in _STARTS.items() if start.match(source.head) and _is_sure(kind, source.head))
    kind = next(known, None)
    if kind is None:
        return None
    end = ends.end(kind, source)
    return Content(kind, cut=end is not None and end > source.size, whole=end == source.size)


def _is_sure(kind: str, head: bytes) -> bool:
    """Two letters at the start are not enough for a program or a BMP."""
    if kind == "exe":
        return b"PE\0\0" in head or b"DOS mode" in head
    if kind == "bmp":
        header = int.from_bytes(head[14:18], "little")
        return header in _BMP_HEADERS and head[22 if header == 12 else 26 :][:2] in (b"\1\0", b"")
    return True
