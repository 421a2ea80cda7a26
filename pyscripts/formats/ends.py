"""Where a file ends by its own word: so one that was cut is told from a whole one.

Sources: GIF89a §§ 15–27 (blocks), RIFF (Microsoft, 1991: size of the form), DjVu 3 § 2 (IFF chunks), [MS-BMP] as in wingdi.h
(BITMAPFILEHEADER, BITMAPINFOHEADER), TIFF 6.0 § 2 (directories, strips) and § 15 (tiles), ICO directory (Windows),
[MS-CAB] § 2.1 (cbCabinet), XZ format 1.2 § 2.1.2 (footer), POSIX ustar (blocks of 512 bytes).
"""

import struct
from collections.abc import Callable

from pyscripts.formats.source import Source

_MOST_READ = 2_000_000  # bytes of a file whose blocks have to be followed one by one
_MOST_PAGES = 100
_MOST_ENTRIES = 300
# Bytes of a value of TIFF, by its kind.
_WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}


def end(kind: str, source: Source) -> int | None:
    """How long a file of this kind must be, judged by what it says itself; None if it does not say.

    More than the size of the file means that it is cut. Where it cannot be followed to the end, it is not known.
    """
    rule = _RULES.get(kind)
    return rule(source) if rule else None


def _gif(source: Source) -> int | None:
    data = source.piece(0, _MOST_READ)
    beyond = source.size + 1 if len(data) == source.size else None  # where the blocks lead out of what was read
    if len(data) < 13:
        return beyond
    place = 13 + _colours(data[10])
    while place < len(data):
        mark = data[place]
        if mark == 0x3B:
            return place + 1
        if mark == 0x2C:
            place += 10 + (_colours(data[place + 9]) if place + 9 < len(data) else 0) + 1
        elif mark == 0x21:
            place += 2
        else:  # no GIF any more
            return None
        while place < len(data) and data[place]:
            place += data[place] + 1
        place += 1
    return beyond


def _colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _riff(source: Source) -> int | None:
    size = int.from_bytes(source.head[4:8], "little")
    return None if size in (0, 0xFFFFFFFF) else 8 + size  # of a stream that was not known beforehand


def _djvu(source: Source) -> int | None:
    return 12 + int.from_bytes(source.head[8:12]) if len(source.head) >= 12 else None


def _cab(source: Source) -> int | None:
    return int.from_bytes(source.head[8:12], "little") or None


def _bmp(source: Source) -> int | None:
    """By the number of its points: programs write anything into the field for the size of the file."""
    head = source.head
    if len(head) < 30:
        return source.size + 1
    start, info = struct.unpack_from("<LL", head, 10)
    width: int
    height: int
    packed = size = 0
    if info == 12:
        width, height, _, depth = struct.unpack_from("<HHHH", head, 18)
    else:
        width, height, _, depth = struct.unpack_from("<llHH", head, 18)
        packed, size = struct.unpack_from("<LL", head, 30) if len(head) >= 38 else (0, 0)
    if packed in (0, 3, 6):
        size = (abs(width) * depth + 31) // 32 * 4 * abs(height)
    return int(start + size) if size else None


def _ico(source: Source) -> int | None:
    count = int.from_bytes(source.head[4:6], "little")
    rows = [source.head[6 + 16 * row : 22 + 16 * row] for row in range(min(count, 256))]
    if not rows or len(rows[-1]) < 16:
        return source.size + 1
    return max(int.from_bytes(row[8:12], "little") + int.from_bytes(row[12:], "little") for row in rows)


def _tif(source: Source) -> int | None:
    """The furthest of all directories, their values, strips and tiles."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(source.head[:4])
    if not order:  # BigTIFF and others
        return None
    furthest, place = 8, _value(source.piece(4, 4), order)
    seen: set[int] = set()
    while place and place not in seen and len(seen) < _MOST_PAGES:
        seen.add(place)
        count = _value(source.piece(place, 2), order)
        rows = source.piece(place + 2, count * 12)
        after = place + 2 + count * 12
        furthest = max(furthest, after + 4, *_extents(source, rows, order))
        if furthest > source.size:
            return furthest
        place = _value(source.piece(after, 4), order)
    return furthest


def _extents(source: Source, rows: bytes, order: str) -> list[int]:
    """Where the values of one directory end, and the data that they point to."""
    ends, numbers = [0], dict[int, tuple[int, ...]]()
    for at in range(0, len(rows) - 11, 12):
        tag, kind, count = struct.unpack_from(order + "HHL", rows, at)
        width = _WIDTHS.get(kind, 0)
        place = _value(rows[at + 8 : at + 12], order) if width * count > 4 else None
        if place is not None:
            ends.append(place + width * count)
        if tag in (273, 279, 324, 325) and width in (2, 4):
            raw = rows[at + 8 : at + 12] if place is None else source.piece(place, width * count)
            fits = min(count, len(raw) // width)
            numbers[tag] = struct.unpack_from(f"{order}{fits}{'H' if width == 2 else 'L'}", raw)
    for starts, sizes in ((273, 279), (324, 325)):
        ends += map(sum, zip(numbers.get(starts, ()), numbers.get(sizes, ()), strict=False))
    return ends


def _value(raw: bytes, order: str) -> int:
    return int.from_bytes(raw, "little" if order == "<" else "big")


def _xz(source: Source) -> int | None:
    return source.size if source.tail.rstrip(b"\0").endswith(b"YZ") and source.size % 4 == 0 else source.size + 1


def _tar(source: Source) -> int | None:
    place = 0
    for _ in range(_MOST_ENTRIES):
        block = source.piece(place, 512)
        if not block:  # some programs write no end
            return None
        if len(block) < 512:
            return source.size + 1
        if not block.strip(b"\0"):  # two blocks of zeros end it; what is after them fills up the tape
            if source.size % 512 and source.tail.endswith(b"\0"):
                return source.size + 1
            # Some programs write one block only, and some their own note after the end.
            return source.size if place + 1024 <= source.size and source.size % 512 == 0 else None
        try:
            size = int(block[124:136].strip(b" \0") or b"0", 8)
        except ValueError:
            return None
        place += 512 + (size + 511) // 512 * 512
    return None


_RULES: dict[str, Callable[[Source], int | None]] = {
    "gif": _gif,
    "webp": _riff,
    "wav": _riff,
    "avi": _riff,
    "djvu": _djvu,
    "bmp": _bmp,
    "ico": _ico,
    "tif": _tif,
    "cab": _cab,
    "xz": _xz,
    "tar": _tar,
}
