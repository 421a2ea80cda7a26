"""What a file really is, told from a few small pieces of it.

Every module here knows one family of formats and has one function: `look(source)` returns what it saw, or None if the
file is of another family. Nothing is unpacked and no file is read whole.
"""

from dataclasses import replace
from typing import Protocol

from pyscripts.formats import archive, bmff, cms, jpeg, ole, other, pdf, pkzip, png, text
from pyscripts.formats.source import Content, Source, Unreadable

__all__ = ["Content", "Source", "Unreadable", "look"]


class _Family(Protocol):
    def look(self, source: Source) -> Content | None: ...


# Text comes before the short signatures of `other`, because a text may begin with «BM» or «MZ».
_FAMILIES: tuple[_Family, ...] = (jpeg, png, pdf, pkzip, ole, bmff, archive, cms, text, other)


# What a program packs has no long rows of zeros, least of all at its end; where it stops, a download has made room for
# the rest and not filled it. In what is not packed zeros may be silence, black or an empty sheet.
_PACKED = {
    "7z",
    "rar",
    "gz",
    "bz2",
    "cab",
    "heic",
    "heif",
    "avif",
    "webp",
    "gif",
    "djvu",
    "locked-office",
    "webm",
    "mkv",
}
_OTHER = {
    "bmp",
    "tif",
    "ico",
    "psd",
    "tar",
    "doc",
    "xls",
    "ppt",
    "msg",
    "ole",
    "mp4",
    "mp3",
    "avi",
    "wav",
    "wmv",
    "sig",
}
_LONG, _LONG_AT_ALL = 8192, 16_384


def look(source: Source) -> Content:
    """Look into a file that is not empty.

    Raises:
        Unreadable: its bytes cannot be had.
    """
    content = next(filter(None, (family.look(source) for family in _FAMILIES)), Content())
    if content.cut or content.kind not in _PACKED | _OTHER:
        return content
    zeros = len(source.tail) - len(source.tail.rstrip(b"\0"))
    packed, least = content.kind in _PACKED, _LONG if content.kind in _PACKED else _LONG_AT_ALL
    if zeros < least and not (zeros >= least // 4 and zeros * 2 >= source.size and content.kind != "tar"):
        return content
    return replace(content, cut=packed, zeros=not packed, whole=False)
