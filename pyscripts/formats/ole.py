"""Old Office files (DOC, XLS, PPT), and new ones under a password: both lie in an OLE compound file.

Sources: [MS-CFB] §2.2 (header), §2.6 (directory), [MS-OFFCRYPTO] §2.3.4.4 (stream `EncryptedPackage`).
"""

import struct

from pyscripts.data import table
from pyscripts.formats.source import Content, Source

_STREAMS = {
    stream: kind["id"]
    for kind in table("file_kinds")["kind"]
    if kind.get("container") == "ole"
    for stream in kind["holds"]
}


def look(source: Source) -> Content | None:
    head = source.head
    if not head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return None
    if len(head) < 512:
        return Content("ole", cut=True)
    (shift,) = struct.unpack_from("<H", head, 30)
    (sector,) = struct.unpack_from("<L", head, 48)
    if shift not in (9, 12):
        return Content("ole", cut=True)
    directory = source.piece((sector + 1) << shift, 4096)
    names = _names(directory)
    kind = next((_STREAMS[name] for name in names if name in _STREAMS), "ole")
    return Content(kind, cut=not directory, locked="EncryptedPackage" in names)


def _names(directory: bytes) -> list[str]:
    """The names in the first sectors of the directory: the main stream stands near its beginning."""
    names = []
    for place in range(0, len(directory) - 127, 128):
        (length,) = struct.unpack_from("<H", directory, place + 64)
        if 2 < length <= 64 and directory[place + 66] in (1, 2, 5):
            names.append(directory[place : place + length - 2].decode("utf-16-le", "replace"))
    return names
