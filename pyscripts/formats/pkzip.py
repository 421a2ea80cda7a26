"""ZIP and what is made of it: DOCX, XLSX, ODT and others, told apart by the directory at the end.

Sources: PKWARE APPNOTE 6.3.10 §4.3, §4.4.4 (bit 0: encrypted), §4.5.3 (sizes of ZIP64), ISO/IEC 29500-2 (names in
OOXML), OpenDocument 1.3 part 2 §3.3 (`mimetype`), §3.4 (an encrypted entry is stored, not deflated); ETSI EN 319 162-1
§4.3–4.4 (ASiC: `mimetype`, names in META-INF).
"""

import binascii
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pyscripts.data import table
from pyscripts.formats.source import Content, Source

_KINDS = [kind for kind in table("file_kinds")["kind"] if kind.get("container") == "zip"]
_MIMES = {kind["mime"].encode(): kind["id"] for kind in _KINDS if "mime" in kind}
# By length and sum, as the directory has them: whoever signs or edits a document may put the entry anywhere, or pack it.
_SUMS = {(len(mime), binascii.crc32(mime).to_bytes(4, "little")): kind for mime, kind in _MIMES.items()}
_END, _END_64, _LOCATOR_64, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
_DIVIDED = b"PK\x07\x08"  # before the first entry of the first part
_FULL = 0xFFFFFFFF
_HIDDEN = 0x20  # bit 13 of the flags: the directory itself is encrypted
_MOST_ENDS = 20
_SIGNATURE = re.compile(
    r"META-INF/[^/]{0,40}(?:signature|timestamp|evidencerecord)[^/]{0,40}\.(?:p7s|xml|tst|ers)", re.IGNORECASE
)


@dataclass(frozen=True)
class _Entry:
    name: str
    encrypted: bool
    stored: bool
    unpacked: int
    place: int
    raw_name: bytes
    when: bytes
    checksum: bytes


def look(source: Source) -> Content | None:
    if _is_last_part(source.tail):
        return Content("zip", part=True)
    if not source.head.startswith((b"PK\x03\x04", _END, _DIVIDED)):  # or with what a program made of that
        return Content("zip", cut=True) if source.head.startswith(b"PK") and _END in source.tail else None
    directory, whole = _directory(source) or (None, False)
    if directory is None and source.head.startswith(_DIVIDED):
        return Content("zip", part=True)
    if directory is None:
        locked = source.head.startswith(b"PK\x03\x04") and bool(source.head[7:8] and source.head[7] & _HIDDEN)
        return Content(_by_mimetype(source) or "zip", cut=not locked, locked=locked)
    entries = list(_entries(directory))
    names = {entry.name for entry in entries}
    kind = _by_mimetype(source) or _by_sum(entries) or _by_names(names)
    return Content(
        kind or "zip",
        whole=whole,
        locked=any(entry.encrypted for entry in entries)
        or "encrypted-package" in names
        or _is_locked_odf(source, entries),
        files=sum(not entry.name.endswith("/") for entry in entries),
        unpacked=sum(entry.unpacked for entry in entries),
    )


def _is_last_part(tail: bytes) -> bool:
    """Whether an end record, which is the last of the file, counts other parts before this one."""
    for place in _ends(tail)[:1]:
        disk, first, _, _, size, _, comment = struct.unpack_from("<HHHHLLH", tail, place + 4)
        return bool(0 < disk < 0xFFFF and first <= disk and size and place + 22 + comment == len(tail))
    return False


def _directory(source: Source) -> tuple[bytes, bool] | None:
    """The central directory, or its beginning if it is very long, and whether all is where it should be."""
    for place in _ends(source.tail):
        size, start = struct.unpack_from("<LL", source.tail, place + 12)
        comment = int.from_bytes(source.tail[place + 20 : place + 22], "little")
        end = source.tail_start + place
        if end + 22 + comment > source.size:
            continue
        if _FULL in (size, start) or source.tail[place + 10 : place + 12] == b"\xff\xff":
            size, start, end = _end_64(source, end) or (size, start, end)
        # What stands before the archive moves everything, so the place before the end is tried first.
        for begin in (end - size, start):
            if not size or source.piece(begin, 4) == _ENTRY:
                directory = source.piece(begin, size)
                if begin == start or _is_of(source, directory):
                    return directory, begin == start and source.tail_start + place + 22 + comment == source.size
    return None


def _is_of(source: Source, directory: bytes) -> bool:
    """Whether a directory that is not where it says belongs to this archive, and not to one inside of it."""
    if not source.head.startswith(b"PK\x03\x04"):
        return True
    first = source.head[30 : 30 + int.from_bytes(source.head[26:28], "little")]
    for entry in _entries(directory):
        if entry.raw_name == first:
            return source.head[10:14] == entry.when and source.head[14:18] in (entry.checksum, b"\0" * 4)
    return False


def _ends(tail: bytes) -> list[int]:
    """Where the end record may stand, the likeliest places first: its comment runs to the end of the file."""
    places = [found.start() for found in re.finditer(re.escape(_END), tail) if found.start() + 22 <= len(tail)]
    rest = {place: len(tail) - place - 22 - int.from_bytes(tail[place + 20 : place + 22], "little") for place in places}
    return sorted(places, key=lambda place: (rest[place] != 0, -place))[:_MOST_ENDS]


def _end_64(source: Source, end: int) -> tuple[int, int, int] | None:
    locator = source.piece(end - 20, 20)
    if not locator.startswith(_LOCATOR_64):
        return None
    (place,) = struct.unpack_from("<Q", locator, 8)
    record = source.piece(place, 56)
    if not record.startswith(_END_64) or len(record) < 56:
        return None
    size, start = struct.unpack_from("<QQ", record, 40)
    return size, start, place


def _entries(directory: bytes) -> Iterator[_Entry]:
    place = 0
    while directory.startswith(_ENTRY, place) and place + 46 <= len(directory):
        flags, method = struct.unpack_from("<HH", directory, place + 8)
        (unpacked,) = struct.unpack_from("<L", directory, place + 24)
        name, extra, comment = struct.unpack_from("<HHH", directory, place + 28)
        if unpacked == _FULL:
            unpacked = _size_64(directory[place + 46 + name : place + 46 + name + extra])
        (start,) = struct.unpack_from("<L", directory, place + 42)
        raw = directory[place + 46 : place + 46 + name]
        text = raw.decode(errors="replace").replace("\\", "/")
        when, checksum = directory[place + 12 : place + 16], directory[place + 16 : place + 20]
        yield _Entry(text, bool(flags & 1), method == 0, unpacked, start, raw, when, checksum)
        place += 46 + name + extra + comment


def _size_64(extra: bytes) -> int:
    """The unpacked size that stands in the extra field 0x0001."""
    place = 0
    while place + 12 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        if kind == 1 and size >= 8:
            return int.from_bytes(extra[place + 4 : place + 12], "little")
        place += 4 + size
    return _FULL


def _by_mimetype(source: Source) -> str | None:
    """OpenDocument and EPUB name themselves in a first entry that is stored."""
    head = source.head
    if head[30:38] != b"mimetype":
        return None
    return next((kind for mime, kind in _MIMES.items() if head.startswith(mime, 38)), None)


def _by_sum(entries: list[_Entry]) -> str | None:
    """The same, where that entry is not the first, or is packed."""
    found = (_SUMS.get((entry.unpacked, entry.checksum)) for entry in entries if entry.name == "mimetype")
    return next(filter(None, found), None)


def _by_names(names: set[str]) -> str | None:
    kind = next((kind["id"] for kind in _KINDS if not names.isdisjoint(kind.get("holds", ()))), None)
    return kind or ("asice" if "content.xml" not in names and any(map(_SIGNATURE.fullmatch, names)) else None)


def _is_locked_odf(source: Source, entries: list[_Entry]) -> bool:
    """An encrypted `content.xml` is stored, but does not begin like XML."""
    for entry in entries:
        if entry.name == "content.xml" and entry.stored and entry.unpacked:
            head = source.piece(entry.place, 30)
            if len(head) == 30:
                name, extra = struct.unpack_from("<HH", head, 26)
                return not source.piece(entry.place + 30 + name + extra, 4).lstrip(b"\xef\xbb\xbf").startswith(b"<")
    return False
