"""Everything that is known by its first bytes alone: the starts in data/file_kinds.toml."""

import re

from pyscripts.data import table
from pyscripts.formats import ends
from pyscripts.formats.source import Content, Source

_STARTS = {
    kind["id"]: re.compile(kind["start"].encode(), re.DOTALL) for kind in table("file_kinds")["kind"] if "start" in kind
}
# What a script of a site or a mail program makes of a file that it takes for text: a mark or an empty line before it,
# other ends of lines, U+FFFD instead of all that is no letter.
_SPOILED = {
    "png": rb"BEFORE\x89PNG\r\n|\x89PNG(?:\r\r|\n\x1a)|\xef\xbf\xbdPNG\r?\n",
    "jpg": rb"BEFORE\xff\xd8\xff[\xdb\xe0\xe1]|(?:\xef\xbf\xbd){4}\0\x10JFIF|(?:\xef\xbf\xbd){4}..?.?.?Exif\0\0",
    "zip": rb"BEFOREPK\x03\x04.\0",
    "ole": rb"BEFORE\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "7z": rb"BEFORE7z\xbc\xaf\x27\x1c|7z(?:\xef\xbf\xbd){2}\x27\x1c",
    "rar": rb"BEFORERar!\x1a\x07[\0\1]",
}
_BEFORE = rb"(?:\xef\xbb\xbf|[\r\n ]){1,8}"
_SPOILED_STARTS = {kind: re.compile(start.replace(b"BEFORE", _BEFORE), re.DOTALL) for kind, start in _SPOILED.items()}
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)


def look(source: Source) -> Content | None:
    known = (kind for kind, start in _STARTS.items() if start.match(source.head) and _is_sure(kind, source.head))
    kind = next(known, None)
    if kind is None:
        spoiled = next((kind for kind, start in _SPOILED_STARTS.items() if start.match(source.head)), None)
        return Content(spoiled, cut=True) if spoiled else None
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
