"""What a file really is, told from a few small pieces of it.

Every module here knows one family of formats and has one function: `look(source)` returns what it saw, or None if the
file is of another family. Nothing is unpacked and no file is read whole.
"""

from typing import Protocol

from pyscripts.formats import archive, bmff, cms, jpeg, ole, other, pdf, pkzip, png, text
from pyscripts.formats.source import Content, Source, Unreadable

__all__ = ["Content", "Source", "Unreadable", "look"]


class _Family(Protocol):
    def look(self, source: Source) -> Content | None: ...


# Text comes before the short signatures of `other`, because a text may begin with «BM» or «MZ».
_FAMILIES: tuple[_Family, ...] = (jpeg, png, pdf, pkzip, ole, bmff, archive, cms, text, other)


def look(source: Source) -> Content:
    """Look into a file that is not empty.

    Raises:
        Unreadable: its bytes cannot be had.
    """
    for family in _FAMILIES:
        if content := family.look(source):
            return content
    return Content()
