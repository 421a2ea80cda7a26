"""Everything that is known by its first bytes alone, mostly as filetype tells it.

Its matchers are taken one by one: its own tables import them all. DjVu and shortcuts it does not know.
"""

from typing import Any

from filetype.types import archive, audio, image, video

from pyscripts.formats.source import Content, Source

_TYPES: tuple[Any, ...] = (
    image.Gif,
    image.Webp,
    image.Tiff,
    image.Bmp,
    image.Psd,
    image.Dwg,
    image.Ico,
    archive.Rar,
    archive.SevenZ,
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
_OWN = {b"AT&TFORM": "djvu", b"L\0\0\0\x01\x14\x02\0": "lnk"}


def look(source: Source) -> Content | None:
    head = source.head
    for start, kind in _OWN.items():
        if head.startswith(start):
            return Content(kind)
    for matcher in _MATCHERS:
        if matcher.match(bytearray(head)) and _is_sure(matcher.EXTENSION, source):
            return Content(matcher.EXTENSION)
    return None


def _is_sure(kind: str, source: Source) -> bool:
    """Two letters at the start are not enough for a program or a BMP."""
    if kind == "exe":
        return b"PE\0\0" in source.head or b"DOS mode" in source.head
    if kind == "bmp":
        return int.from_bytes(source.head[2:6], "little") == source.size
    return True
