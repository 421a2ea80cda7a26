"""Old Office files (DOC, XLS, PPT), and new ones under a password: both lie in an OLE compound file.

Sources: [MS-CFB] §2.2 (header), §2.3–2.6 (FAT, mini FAT, directory), [MS-OFFCRYPTO] §2.3.4.4 (stream `EncryptedPackage`)
and §2.2 (`DRMContent`), [MS-DOC] §2.5.2 (fEncrypted), [MS-XLS] §2.4.117 (FilePass), [MS-PPT] §2.3.2 (headerToken).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyscripts.data import table
from pyscripts.formats.source import Content, Source

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names are compared without regard to case: [MS-CFB] §2.6.4.
_STREAMS = {
    stream.casefold(): kind["id"]
    for kind in table("file_kinds")["kind"]
    if kind.get("container") == "ole"
    for stream in kind["holds"]
}
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_FREE, _LAST_SECTOR = 0xFFFFFFFF, 0xFFFFFFFA
_MOST_FAT = 2048  # sectors: files of 128 megabytes
_MOST_DIRECTORY = 64
_PACKAGE = "encryptedpackage"
_SECRET = {_PACKAGE, "\tdrmcontent"}


def look(source: Source) -> Content | None:
    head = source.head
    if not head.startswith(_SIGNATURE):
        return None
    if len(head) < 512 or head[30:32] not in (b"\x09\0", b"\x0c\0"):
        return Content("ole", cut=True)
    file = _Compound(source)
    entries = {entry.name.casefold(): entry for entry in file.entries()}
    needed, full = file.ends()
    secret = _SECRET & entries.keys()
    # A file under a password has the streams of its kind no more, but may have others that look like one.
    kind = next((_STREAMS[name] for name in entries if name in _STREAMS), "ole")
    return Content(
        _STREAMS[_PACKAGE] if _PACKAGE in secret else kind,
        cut=not entries or needed > source.size,
        whole=bool(entries) and full == source.size,
        locked=bool(secret) or _is_locked(file, entries),
    )


def _is_locked(file: "_Compound", entries: dict[str, "_Stored"]) -> bool:
    """Whether the main stream says that it is encrypted."""
    if word := file.start_of(entries.get("worddocument"), 12):
        return word[:2] in (b"\xec\xa5", b"\xdc\xa5") and bool(word[11] & 1)
    if user := file.start_of(entries.get("current user"), 16):
        return "powerpoint document" in entries and user[12:16] == b"\xdf\xc4\xd1\xf3"
    return _has_file_pass(file.start_of(entries.get("workbook") or entries.get("book"), 2048))


def _has_file_pass(records: bytes) -> bool:
    """FilePass is one of the first records of a workbook; all after it are encrypted."""
    place = 0
    for _ in range(8):
        if place + 4 > len(records):
            return False
        kind, size = struct.unpack_from("<HH", records, place)
        if kind == 0x002F:
            return True
        place += 4 + size
    return False


@dataclass(frozen=True)
class _Stored:
    name: str
    start: int
    size: int
    is_root: bool


class _Compound:
    """A compound file: chains of sectors that its FAT links."""

    def __init__(self, source: Source) -> None:
        self._source = source
        head = source.head
        self._shift = head[30]
        (fats,) = struct.unpack_from("<L", head, 44)
        self._directory, _, self._cutoff, self._mini_fat, _, difat, more = struct.unpack_from("<7L", head, 48)
        self._fat_places = [place for place in struct.unpack_from("<109L", head, 76)[:fats] if place < _LAST_SECTOR]
        seen = 0
        while difat < _LAST_SECTOR and seen < min(more, 32):
            row = self._sector(difat)
            places = struct.unpack(f"<{len(row) // 4}L", row[: len(row) // 4 * 4])
            self._fat_places += [place for place in places[:-1] if place < _LAST_SECTOR]
            difat, seen = (places[-1] if places else _LAST_SECTOR), seen + 1

    def _sector(self, number: int) -> bytes:
        return self._source.piece((number + 1) << self._shift, 1 << self._shift)

    @cached_property
    def _fat(self) -> list[int]:
        places = self._fat_places[:_MOST_FAT]
        return [link for place in places for link in _links(self._sector(place).ljust(1 << self._shift, b"\xff"))]

    def ends(self) -> tuple[int, int]:
        """How long the file must be for what is in it, and how long with the rest of its last sector.

        Some programs leave that rest out. Beyond any file if there is too much to be followed.
        """
        if len(self._fat_places) > _MOST_FAT:
            return 0, self._source.size + 1
        whole = [*self._fat_places, *self._chain(self._directory), *self._chain(self._mini_fat)]
        needed, full = 0, self._end_of(max(whole, default=0))
        for entry in self.entries():
            if entry.size >= self._cutoff or entry.is_root:
                sectors = list(self._chain(entry.start))
                filled = entry.size - ((len(sectors) - 1) << self._shift)
                if sectors and filled > 0:
                    rest = max((1 << self._shift) - filled, 0)
                    needed = max(needed, self._end_of(sectors[-1]) - rest)
                    full = max(full, self._end_of(max(sectors)))
        return max(needed, self._end_of(max(whole, default=0)) if self._fat_places else 0), full

    def _end_of(self, sector: int) -> int:
        return (sector + 2) << self._shift

    def _chain(self, first: int) -> Iterator[int]:
        seen = 0
        while first < _LAST_SECTOR and seen <= len(self._fat):
            yield first
            first, seen = (self._fat[first] if first < len(self._fat) else _LAST_SECTOR), seen + 1

    def entries(self) -> Iterator[_Stored]:
        """The streams and storages; the root first."""
        for _, sector in zip(range(_MOST_DIRECTORY), self._chain(self._directory), strict=False):
            rows = self._sector(sector)
            for place in range(0, len(rows) - 127, 128):
                (length,) = struct.unpack_from("<H", rows, place + 64)
                if 2 < length <= 64 and rows[place + 66] in (_STORAGE, _STREAM, _ROOT):
                    name = rows[place : place + length - 2].decode("utf-16-le", "replace")
                    start, size = struct.unpack_from("<LL", rows, place + 116)
                    if rows[place + 66] == _STORAGE:  # it has no data, and anything may stand in these fields
                        start, size = _FREE, 0
                    yield _Stored(name, start, size, rows[place + 66] == _ROOT)

    def start_of(self, entry: _Stored | None, length: int) -> bytes:
        """The first bytes of a stream; nothing if they are not all there."""
        if entry is None or entry.size < min(length, 16):
            return b""
        data = b"".join(self._pieces(entry, length))[: min(length, entry.size)]
        return data if len(data) >= min(length, 16) else b""

    def _pieces(self, entry: _Stored, length: int) -> Iterator[bytes]:
        if entry.size >= self._cutoff:
            count = (length >> self._shift) + 1
            yield from (self._sector(sector) for _, sector in zip(range(count), self._chain(entry.start), strict=False))
            return
        root = next(self.entries())
        homes = list(self._chain(root.start))
        minis = [link for sector in self._chain(self._mini_fat) for link in _links(self._sector(sector))]
        number = entry.start
        for _ in range((length >> 6) + 1):
            home = number << 6 >> self._shift
            if number >= _LAST_SECTOR or home >= len(homes):
                return
            inside = (number << 6) & ((1 << self._shift) - 1)
            yield self._sector(homes[home])[inside : inside + 64]
            number = minis[number] if number < len(minis) else _LAST_SECTOR


def _links(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}L", sector[: len(sector) // 4 * 4])
