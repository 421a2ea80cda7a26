"""The family of MP4: HEIC and AVIF photos, films and sound, told apart by their brands.

Sources: ISO/IEC 14496-12 §4.3 (`ftyp`), §4.2 (boxes), ISO/IEC 23008-12 annex B.4 (brands of HEIF). The brands of
filetype 1.2.0 are only `heic` and `avif`.
"""

from pyscripts.data import table
from pyscripts.formats.source import Content, Source

# In the order of the table: the brands of still pictures in general come after those of HEIC and AVIF.
_BRANDS = {brand: kind["id"] for kind in table("file_kinds")["kind"] for brand in kind.get("brands", ())}
_MOST_BOXES = 100


def look(source: Source) -> Content | None:
    head = source.head
    if head[4:8] != b"ftyp":
        return None
    size = min(int.from_bytes(head[:4]), 256)
    brands = [head[place : place + 4].decode("latin-1") for place in (8, *range(16, size, 4))]
    return Content(next((_BRANDS[brand] for brand in _BRANDS if brand in brands), ""), cut=_is_cut(source))


def _is_cut(source: Source) -> bool:
    """Whether a box at the top reaches beyond the end of the file."""
    place = 0
    for _ in range(_MOST_BOXES):
        head = source.piece(place, 16)
        if len(head) < 8:
            return False
        size = int.from_bytes(head[:4])
        if size == 1:
            size = int.from_bytes(head[8:])
        if size == 0:  # to the end of the file
            return False
        if size < 8:
            return True
        place += size
        if place > source.size:
            return True
    return False
