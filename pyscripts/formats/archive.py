"""RAR and 7z: whether they are under a password, and whether the end is there.

Sources: rarlab.com/technote.htm (RAR 5: blocks, encryption), the technote of RAR 4 (HEAD_FLAGS 0x0080 and 0x0001 of the archive,
0x04 of a file; block 0x7B), 7-Zip's 7zFormat.txt (signature header, property ids) and Methods.txt (06F10701: AES);
XZ for Java, LZMA2InputStream (chunks).
"""

import struct
from collections.abc import Iterator
from dataclasses import replace

from pyscripts.formats import lzma
from pyscripts.formats.source import Content, Source

_RAR_4, _RAR_5, _7Z = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c"
_MOST_BLOCKS = 300
_AES = b"\x06\xf1\x07\x01"
_MOST_HEADER = 4096  # how much of a 7z header is looked at: the methods stand at its beginning


def look(source: Source) -> Content | None:
    head = source.head
    if head.startswith(_RAR_5):
        return replace(_rar(source, _blocks_5(source)), part=_is_volume_5(head[len(_RAR_5) :]))
    if head.startswith(_RAR_4):  # the first block is that of the archive
        return replace(
            _rar(source, _blocks_4(source)), part=head[9:10] == b"\x73" and bool(head[10:11] and head[10] & 1)
        )
    return _seven_zip(source) if head.startswith(_7Z) else None


def _rar(source: Source, blocks: Iterator[tuple[int, bool, bool]]) -> Content:
    """Judge the blocks of an archive: where each ends, whether it tells of a password, whether it is the last one."""
    locked = False
    for end, secret, last in blocks:
        locked |= secret
        if end > source.size:
            return Content("rar", cut=True, locked=locked)
        if last:
            return Content("rar", whole=end == source.size, locked=locked)
    return Content("rar", locked=locked)


def _blocks_5(source: Source) -> Iterator[tuple[int, bool, bool]]:
    place = len(_RAR_5)
    for _ in range(_MOST_BLOCKS):
        block = source.piece(place, 2048)
        if not block:
            return
        size, at = _vint(block, 4)
        start = at
        kind, at = _vint(block, at)
        flags, at = _vint(block, at)
        extra, at = _vint(block, at) if flags & 1 else (0, at)
        data, at = _vint(block, at) if flags & 2 else (0, at)
        if at > len(block):  # the header itself is cut
            yield source.size + 1, False, False
            return
        if not 1 <= kind <= 5:  # no block of RAR
            return
        if kind == 4:  # all that follows is encrypted, so nothing is known of it
            yield place + start + size, True, False
            return
        records = block[max(start + size - extra, at) : start + size] if kind in (2, 3) and extra else b""
        yield place + start + size + data, _has_encryption(records), kind == 5
        place += start + size + data


def _is_volume_5(block: bytes) -> bool:
    """Whether the first block, that of the archive, says that there are more volumes."""
    _, at = _vint(block, 4)
    kind, at = _vint(block, at)
    flags, at = _vint(block, at)
    for _ in range((flags & 3).bit_count()):  # sizes of what follows
        _, at = _vint(block, at)
    of_archive, _ = _vint(block, at)
    return kind == 1 and bool(of_archive & 1)


def _has_encryption(records: bytes) -> bool:
    at = 0
    while at < len(records):
        size, at = _vint(records, at)
        kind, _ = _vint(records, at)
        if kind == 1:
            return True
        at += max(size, 1)
    return False


def _vint(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where it ends: beyond the data if it is cut."""
    number = shift = 0
    while at < len(data) and shift < 70:
        number |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            return number, at
        shift += 7
    return number, len(data) + 1


def _blocks_4(source: Source) -> Iterator[tuple[int, bool, bool]]:
    place = len(_RAR_4)
    for _ in range(_MOST_BLOCKS):
        block = source.piece(place, 36)
        if not block:
            return
        if len(block) < 7:
            yield source.size + 1, False, False
            return
        kind, flags, size = struct.unpack_from("<BHH", block, 2)
        if not 0x72 <= kind <= 0x7B or size < 7:  # encrypted headers, or no block at all
            return
        data = int.from_bytes(block[7:11], "little") if flags & 0x8000 or kind == 0x74 else 0
        if kind == 0x74 and flags & 0x0100 and len(block) >= 36:
            data += int.from_bytes(block[32:36], "little") << 32
        hidden = kind == 0x73 and bool(flags & 0x0080)
        place += size + data
        yield place, hidden or (kind == 0x74 and bool(flags & 4)), kind == 0x7B
        if hidden:
            return


def _seven_zip(source: Source) -> Content:
    if len(source.head) < 32:
        return Content("7z")
    start, size = struct.unpack_from("<QQ", source.head, 12)
    if size == 0 and start == 0:  # an empty archive, or one that was never finished
        return Content("7z", whole=source.size == 32)
    end = 32 + start + size
    header = source.piece(32 + start, min(size, _MOST_HEADER)) if end <= source.size else b""
    locked = _AES in header or _AES in _packed_header(source, header)
    cut = header[:1] not in (b"\1", b"\x17")  # a header of names, or a packed one; else it is beyond the end or spoiled
    return Content("7z", cut=cut, whole=not cut and end == source.size, locked=locked)


def _packed_header(source: Source, header: bytes) -> bytes:
    """The beginning of a header that is packed itself, as 7-Zip does it; nothing if it is not, or in another way."""
    if not header.startswith(b"\x17\x06"):
        return b""
    place, at = _number(header, 2)
    _, at = _number(header, at)
    if header[at : at + 1] != b"\x09":
        return b""
    packed, at = _number(header, at + 1)
    data = source.piece(32 + place, min(packed, _MOST_HEADER))
    if b"\x21\x21\x01" in header[at:]:
        return _first_chunk(data)
    method = header.find(b"\x23\x03\x01\x01\x05", at)
    sizes = header.find(b"\x0c", method + 10)
    if method < 0 or sizes < 0:
        return b""
    unpacked, _ = _number(header, sizes + 1)
    return lzma.unpack(data, header[method + 5], min(unpacked, _MOST_HEADER))


def _first_chunk(data: bytes) -> bytes:
    """The beginning of LZMA2: a chunk that is packed with settings of its own, or stored."""
    if len(data) < 6:
        return b""
    if data[0] in (1, 2):
        return data[3:]
    if data[0] < 0xE0:  # the first chunk begins anew
        return b""
    return lzma.unpack(data[6:], data[5], min(int.from_bytes(data[1:3]) + 1, _MOST_HEADER))


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of 7-Zip: the first byte tells how many more there are, and has the highest bits."""
    first = data[at] if at < len(data) else 0
    more = 8 - (first ^ 0xFF).bit_length()
    low = int.from_bytes(data[at + 1 : at + 1 + more], "little")
    high = first & ((1 << max(7 - more, 0)) - 1)
    return low + (high << (8 * more)), at + 1 + more
