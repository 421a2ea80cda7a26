"""PNG: pixel size, dots per inch, whether the end is there.

Source: W3C Portable Network Graphics (third edition), §11.2.1 IHDR, §11.2.4 IEND, §11.3.4.3 pHYs.
"""

import struct

from pyscripts.formats.source import Content, Source

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_END = b"\0\0\0\0IEND\xaeB`\x82"  # the last chunk has no content, so its sum is always the same
_MOST_CHUNKS = 100
_MOST_FOLLOWED = 500


def look(source: Source) -> Content | None:
    if not source.head.startswith(_SIGNATURE):
        return None
    pixels = None
    if source.head[12:16] == b"IHDR" and len(source.head) >= 24:
        width, height = struct.unpack_from(">LL", source.head, 16)
        pixels = (width, height) if width and height else None
    cut = _END not in source.tail or _is_broken(source)
    return Content(
        "png",
        cut=cut,
        whole=not cut and source.tail.endswith(_END),
        pixels=pixels,
        dpi=_dpi(source),
    )


def _is_broken(source: Source) -> bool:
    """Whether chunks, each of which says where the next one is, lead to what is none; of very many the first ones."""
    place = len(_SIGNATURE)
    for _ in range(_MOST_FOLLOWED):
        head = source.piece(place, 8)
        if head[4:] == b"IEND":
            return False
        if len(head) < 8 or not head[4:].isalpha():
            return True
        place += 12 + int.from_bytes(head[:4])
    return False


def _dpi(source: Source) -> int | None:
    place = len(_SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        chunk = source.piece(place, 17)
        if len(chunk) < 17 or chunk[4:8] == b"IDAT":
            return None
        if chunk[4:8] == b"pHYs":
            per_metre, _, unit = struct.unpack(">LLB", chunk[8:])
            return round(per_metre * 0.0254) or None if unit == 1 else None
        place += 12 + int.from_bytes(chunk[:4])
    return None
