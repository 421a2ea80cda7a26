"""Everything that is known by its first bytes alone, mostly as filetype tells it.

Its matchers are taken one by one: its own tables import them all. DjVu and shortcuts it does not know.
"""

from typing import Any

from filetype.types import archive, audio, image, video

from pyscripts.formats import ends
from pyscripts.formats.source import Content, Source

_TYPES: tuple[Any, ...] = (
    image.Gif,
    image.Webp,
    image.Tiff,
    image.Bmp,
    image.Psd,
    image.Dwg,
    image.Ico,
    archive.Gz,
    archive.Bz2,
    archive.Xz,
    archive.Tar,
    archive.Cab,
    archive.Exe,
    archive.Elf,
    archive.Deb,
    archive.Rpm,
    video.Mkv,
    video.Webm,
    video.Avi,
    video.Wmv,
    video.Mpeg,
    video.Flv,
    audio.Mp3,
    audio.Wav,
    audio.Ogg,
    audio.Flac,
    audio.Amr,
)
_MATCHERS = [matcher() for matcher in _TYPES]
_OWN = {
    b"AT&TFORM": "djvu",
    b"L\0\0\0\x01\x14\x02\0": "lnk",
    b"\x09\0\x04\0": "xls",  # Excel 2, 3 and 4: without a container
    b"\x09\2\x06\0": "xls",
    b"\x09\4\x06\0": "xls",
}
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)


def look(source: Source) -> Content | None:
    head = source.head
    kind = next((kind for start, kind in _OWN.items() if head.startswith(start)), None)
    if not kind:
        content = bytearray(head)
        names = (matcher.EXTENSION for matcher in _MATCHERS if matcher.match(content))
        kind = next((name for name in names if _is_sure(name, source)), None)
    return ended(kind, source) if kind else None


def ended(kind: str, source: Source) -> Content:
    """A file of this kind, and whether its end is there."""
    end = ends.end(kind, source)
    return Content(kind, cut=end is not None and end > source.size, whole=end == source.size)


def _is_sure(kind: str, source: Source) -> bool:
    """Two letters at the start are not enough for a program or a BMP."""
    head = source.head
    if kind == "exe":
        return b"PE\0\0" in head or b"DOS mode" in head
    if kind == "bmp":
        header = int.from_bytes(head[14:18], "little")
        return header in _BMP_HEADERS and head[22 if header == 12 else 26 :][:2] in (b"\1\0", b"")
    return True
