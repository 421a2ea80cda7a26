"""JPEG: pixel size, dots per inch, whether the end is there.

Sources: ITU-T T.81 annex B (markers), JFIF 1.02, Exif 2.32 §4.6 (tags 0x0112, 0x011A, 0x0128).
"""

import re
import struct
from collections.abc import Iterator

from pyscripts.formats.source import Content, Source

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # SOF0…SOF15 without DHT, JPG and DAC
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_SCAN = 0xDA
_LOSSLESS = 0xF7  # SOF55 of JPEG-LS, whose data may have any marker
_MOST_SEGMENTS = 300
_MOST_JUNK = 65_536  # bytes between two segments
# Inside of the compressed data of all scans 0xFF is followed by zero, a restart marker or a table. Anything else is the
# end, or belongs to what stands after it.
_AFTER_SCANS = re.compile(rb"\xff[^\x00\xc4\xd0-\xd7\xda-\xdd\xff]")


def look(source: Source) -> Content | None:
    if not source.head.startswith(b"\xff\xd8\xff"):
        return None
    pixels, dpi, sideways, scan, lossless = None, None, False, None, False
    for marker, start, length in _segments(source):
        if marker in _FRAMES:
            pixels = _pixels(source.piece(start, 5))
        elif marker == _LOSSLESS:
            lossless = True
        elif marker == 0xE0:
            dpi = dpi or _jfif_dpi(source.piece(start, 14))
        elif marker == 0xE1:
            exif_dpi, sideways_here = _exif(source.piece(start, length))
            dpi, sideways = dpi or exif_dpi, sideways or sideways_here
        elif marker == _SCAN:
            scan = start + length
    if pixels and sideways:
        pixels = pixels[::-1]
    cut = scan is None or _is_cut(source, scan)
    whole = not cut and not lossless and source.tail.rstrip(b"\0\r\n").endswith(b"\xff\xd9")
    return Content("jpg", cut=cut and not lossless, whole=whole, pixels=pixels, dpi=dpi)


def _segments(source: Source) -> Iterator[tuple[int, int, int]]:
    """Marker, start and length of the content, up to the first scan or to where the file makes no sense."""
    place = 2
    for _ in range(_MOST_SEGMENTS):
        head = source.piece(place, 4)
        if len(head) < 4:
            return
        if head[0] != 0xFF:  # some programs write a wrong length; every decoder goes on from the next marker
            junk = source.piece(place, _MOST_JUNK).find(b"\xff")
            if junk < 0:
                return
            place += junk
            continue
        marker = head[1]
        if marker == 0xFF:  # filling
            place += 1
            continue
        if marker in _ALONE:
            place += 2
            continue
        length = int.from_bytes(head[2:]) - 2
        if length < 0 or place + 4 + length > source.size:
            return
        yield marker, place + 4, length
        if marker == _SCAN:
            return
        place += 4 + length


def _pixels(frame: bytes) -> tuple[int, int] | None:
    if len(frame) < 5:
        return None
    height, width = struct.unpack_from(">HH", frame, 1)
    return (width, height) if width and height else None


def _jfif_dpi(content: bytes) -> int | None:
    if not content.startswith(b"JFIF\0") or len(content) < 12:
        return None
    unit, density = struct.unpack_from(">BH", content, 7)
    return _per_inch(density, {1: "inch", 2: "cm"}.get(unit))


def _exif(content: bytes) -> tuple[int | None, bool]:
    """Dots per inch, and whether the picture is to be turned by a quarter when shown."""
    if not content.startswith(b"Exif\0\0"):
        return None, False
    tiff = content[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not order or len(tiff) < 8:
        return None, False
    tags = _tags(tiff, order)
    density = None
    if rational := tiff[tags.get(0x011A, len(tiff)) :][:8]:
        above, below = struct.unpack(order + "LL", rational.ljust(8, b"\0"))
        density = above // below if below else None
    unit = {2: "inch", 3: "cm"}.get(tags.get(0x0128, 0))
    return _per_inch(density, unit), tags.get(0x0112) in (5, 6, 7, 8)


def _tags(tiff: bytes, order: str) -> dict[int, int]:
    """The tags of the first directory; the value of a long one is the place where it stands."""
    tags: dict[int, int] = {}
    (place,) = struct.unpack_from(order + "L", tiff, 4)
    for entry in range(place + 2, min(place + 2 + 200 * 12, len(tiff) - 11), 12):
        tag, kind = struct.unpack_from(order + "HH", tiff, entry)
        (value,) = struct.unpack_from(order + ("H" if kind == 3 else "L"), tiff, entry + 8)
        tags.setdefault(tag, value)
    return tags


def _per_inch(density: int | None, unit: str | None) -> int | None:
    if not density or density < 2 or not unit:  # 1 is what programs write that do not know
        return None
    return density if unit == "inch" else round(density * 2.54)


def _is_cut(source: Source, scan: int) -> bool:
    """Whether compressed data runs to the end of the file."""
    data = source.piece(max(scan, source.tail_start), source.size)
    return not _AFTER_SCANS.search(data)
