"""A file of which only small pieces are read, and what was seen in them."""

from dataclasses import dataclass, field
from functools import cached_property

from pyscripts.form import Upload

_LONGEST = 1 << 20  # no piece is longer, whatever the file says about itself


class Unreadable(Exception):
    """The browser gives less of the file than its size promises, or nothing."""


@dataclass(frozen=True)
class Content:
    """What was seen inside a file. None and empty mean: not known.

    Args:
        kind: an id of data/file_kinds.toml.
        cut: the end is missing, or the file contradicts itself.
        whole: the end was found and is where it should be. Neither cut nor whole: it cannot be told.
        zeros: the end is nothing but zeros, and it cannot be told whether that is damage.
        locked: it is encrypted.
        pages: of a PDF.
        pixels: width and height of a picture as it is shown.
        dpi: dots per inch as the file itself says.
        files: how many files an archive holds.
        part: it is one part of an archive that was divided.
        unpacked: how many bytes they would be.
        encoding: of a text.
    """

    kind: str = ""
    cut: bool = False
    locked: bool = False
    pages: int | None = None
    pixels: tuple[int, int] | None = None
    dpi: int | None = None
    files: int | None = None
    part: bool = False
    unpacked: int | None = None
    encoding: str = ""
    zeros: bool = False
    whole: bool = field(default=False, compare=False)


class Source:
    """An upload, read piece by piece."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self.size = max(upload.size, 0)

    def piece(self, start: int, length: int) -> bytes:
        """Some bytes from a place; fewer than wanted only where the file ends.

        Raises:
            Unreadable: there must be more.
        """
        end = min(start + min(length, _LONGEST), self.size)
        if not 0 <= start < end:
            return b""
        try:
            content = self._upload.read(start, end)
        except Exception as error:  # a browser's own, when a file was moved, changed or lies in a cloud
            raise Unreadable from error
        if len(content) < end - start:
            raise Unreadable
        return content[: end - start]

    @cached_property
    def head(self) -> bytes:
        """The first bytes: enough for a signature."""
        return self.piece(0, 8192)

    @cached_property
    def tail(self) -> bytes:
        """The last bytes: enough for the end record of a ZIP with the longest comment."""
        return self.piece(self.tail_start, self.size)

    @property
    def tail_start(self) -> int:
        return max(self.size - (22 + 0xFFFF), 0)
