"""The family of MP4: HEIC and AVIF photos, films and sound, told apart by their brands; older QuickTime has none.

Sources: ISO/IEC 14496-12 §4.3 (`ftyp`), §4.2 (boxes), ISO/IEC 23008-12 annex B.4 (brands of HEIF).
"""

from pyscripts.data import table
from pyscripts.formats.source import Content, Source

# In the order of the table: the brands of still pictures in general come after those of HEIC and AVIF.
_BRANDS = {brand: kind["id"] for kind in table("file_kinds")["kind"] for brand in kind.get("brands", ())}
_QUICKTIME = (b"moov", b"mdat", b"wide", b"pnot")  # with what a film without a brand begins
_MOST_BOXES = 100
# What makes a file of its kind; the end of a box is no end of the file while one of these may follow.
_FILM = {b"ftyp", b"moov", b"mdat"}
_NEEDED = {kind: {b"ftyp", b"meta", b"mdat"} for kind in ("heic", "heif", "avif")}


def look(source: Source) -> Content | None:
    head = source.head
    if head[4:8] in _QUICKTIME:
        end, boxes = _boxes(source)
        return Content("mp4", cut=end > source.size, whole=end == source.size and {b"moov", b"mdat"} <= boxes)
    if head[4:8] != b"ftyp":
        return None
    size = min(int.from_bytes(head[:4]), 256)
    brands = [head[place : place + 4].decode("latin-1") for place in (8, *range(16, size, 4))]
    kind = next((_BRANDS[brand] for brand in _BRANDS if brand in brands), "")
    end, boxes = _boxes(source)
    whole = end == source.size and _NEEDED.get(kind, _FILM) <= boxes
    return Content(kind, cut=end > source.size, whole=whole)


def _boxes(source: Source) -> tuple[int, set[bytes]]:
    """Where the last box at the top ends, beyond the file if it is cut, and which boxes there are."""
    place, boxes = 0, set[bytes]()
    for _ in range(_MOST_BOXES):
        head = source.piece(place, 16)
        if not head:
            return place, boxes
        size = int.from_bytes(head[:4])
        boxes.add(head[4:8])
        if size == 0 and len(head) >= 8:  # to the end of the file
            return place, boxes
        if size == 1:
            size = int.from_bytes(head[8:])
        if len(head) < 8 or size < 8 or place + size > source.size:
            return source.size + 1, boxes
        place += size
    return place, boxes
