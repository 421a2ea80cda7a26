"""Small true files, made from the standards, for tests of what looks into files."""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping


def raw(name: str, content: bytes, size: int | None = None) -> dict[str, object]:
    """What a file field gets."""
    return {"name": name, "size": len(content) if size is None else size, "bytes": content}


def png(width: int = 600, height: int = 800, dpi: int | None = None, more: bytes = b"") -> bytes:
    density = [_chunk(b"pHYs", struct.pack(">LLB", *[round(dpi / 0.0254)] * 2, 1))] if dpi else []
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [_chunk(b"IHDR", header), *density, _chunk(b"IDAT", zlib.compress(b"\0" * 99 + more)), _chunk(b"IEND", b"")]
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def jpeg(
    width: int = 600,
    height: int = 800,
    dpi: int | None = None,
    turned: bool = False,
    exif_dpi: int | None = None,
    before: bytes = b"",
    data: bytes = b"\x12\xff\x00\x34" * 50,
) -> bytes:
    """A JPEG whose picture is noise: as much of the standard as is read without unpacking."""
    density = (
        struct.pack(">HBHHBB", 0x102, 1, dpi or 1, dpi or 1, 0, 0)
        if dpi
        else struct.pack(">HBHHBB", 0x102, 0, 1, 1, 0, 0)
    )
    exif = _exif(6 if turned else 1, exif_dpi)
    return b"\xff\xd8" + b"".join(
        [
            segment(0xE0, b"JFIF\0" + density),
            segment(0xE1, exif) if turned or exif_dpi else b"",
            before,
            segment(0xC2, struct.pack(">BHHB", 8, height, width, 3) + b"\1\x22\0\2\x11\1\3\x11\1"),
            segment(0xDA, b"\3\1\0\2\x11\3\x11\0\x3f\0"),
            data,
            b"\xff\xd9",
        ]
    )


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _exif(orientation: int, dpi: int | None) -> bytes:
    rows = [struct.pack("<HHLHH", 0x0112, 3, 1, orientation, 0)]
    if dpi:
        rows += [struct.pack("<HHLL", 0x011A, 5, 1, 8 + 2 + 3 * 12 + 4), struct.pack("<HHLHH", 0x0128, 3, 1, 2, 0)]
    ifd = struct.pack("<H", len(rows)) + b"".join(rows) + struct.pack("<L", 0)
    return b"Exif\0\0II*\0" + struct.pack("<L", 8) + ifd + struct.pack("<LL", dpi or 0, 1)


def pdf(pages: int = 3, trailer: bytes = b"", before: bytes = b"", newline: bytes = b" \n") -> bytes:
    """A PDF with a plain cross-reference table."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + b"3 0 R " * pages + b"] /Count %d >>" % pages,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    body, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    rows = b"0000000000 65535 f" + newline + b"".join(b"%010d 00000 n" % place + newline for place in places)
    end = b"trailer\n<< /Size 4 /Root 1 0 R " + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return before + body + b"xref\n0 4\n" + rows + end


def updated(old: bytes, pages: int) -> bytes:
    """A PDF with an incremental update that changes the number of pages."""
    tree = len(old)
    new = old + b"2 0 obj\n<< /Type /Pages /Kids [] /Count %d >>\nendobj\n" % pages
    before = int(old.rpartition(b"startxref")[2].split()[0])
    end = b"trailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (before, len(new))
    return new + b"xref\n2 1\n%010d 00000 n \n" % tree + end


def pdf_with_stream(dictionary: bytes = b"") -> bytes:
    """A PDF 1.5 whose objects and cross-reference are compressed."""
    body = b"%PDF-1.5\n"
    stream = b"7 0 obj\n<< /Type /XRef /Root 1 0 R " + dictionary + b">>\nstream\n" + zlib.compress(b"\0" * 99)
    return body + stream + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)


def linearized(pages: int) -> bytes:
    text = (
        b"%%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L %06d /H [9 9] /O 2 /E 9 /N %d /T 9 >>\nendobj\nstartxref\n0\n%%%%EOF"
    )
    return text % (len(text % (0, pages)), pages)


def archive(members: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            # Of one day: a test that is called by its bytes must be called the same in every process.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
        made.comment = comment
    return stream.getvalue()


def docx() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<r/>", "word/document.xml": b"<w/>"})


def xlsx() -> bytes:
    # Excel writes the content types first, LibreOffice last.
    return archive({"_rels/.rels": b"<r/>", "xl/workbook.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"})


def odt() -> bytes:
    mime = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mime, "content.xml": b"<?xml version='1.0'?>" * 9, "META-INF/manifest.xml": b"<m/>"})


def ole(*streams: str, sector: int = 0) -> bytes:
    """An OLE compound file: a header and one sector of directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<L", header, 48, sector)
    entries = b""
    for name in ("Root Entry", *streams):
        text = name.encode("utf-16-le")
        entries += text.ljust(64, b"\0") + struct.pack("<HB", len(text) + 2, 2) + b"\0" * 61
    return bytes(header) + entries.ljust(512, b"\0")


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with a FAT and all its sectors; short streams lie in the mini stream."""
    short = {name: content for name, content in streams.items() if len(content) < 4096}
    mini, minis, mini_fat = b"", dict[str, int](), list[int]()
    for name, content in short.items():
        minis[name] = len(mini) // 64
        count = -(-len(content) // 64)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), 0xFFFFFFFE]
        mini += content.ljust(count * 64, b"\0")
    parts: list[bytes] = [mini, struct.pack(f"<{len(mini_fat)}L", *mini_fat)]
    parts += [content for name, content in streams.items() if name not in short]
    fat: list[int] = [0xFFFFFFFD]
    starts = []
    for part in parts:
        count = -(-len(part) // 512)
        starts.append(len(fat) if count else 0xFFFFFFFE)
        fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE][:count] if count else []
    long = dict(zip((name for name in streams if name not in short), starts[2:], strict=True))
    rows = [("Root Entry", 5, starts[0], len(mini))]
    rows += [(name, 2, minis.get(name, long.get(name, 0)), len(content)) for name, content in streams.items()]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HB", len(name) * 2 + 2, kind)
        + b"\0" * 49
        + struct.pack("<LLL", start, size, 0)
        for name, kind, start, size in rows
    )
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    first = len(fat)
    count = len(directory) // 512
    fat += [*range(first + 1, first + count), 0xFFFFFFFE]
    assert len(fat) <= 128, "one sector of FAT is enough for a sample"
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLLLLL", header, 44, 1, first, 0, 4096, starts[1], int(bool(mini_fat)), 0xFFFFFFFE, 0)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    body = b"".join(part.ljust(-(-len(part) // 512) * 512, b"\0") for part in parts)
    return bytes(header) + struct.pack("<128L", *fat, *[0xFFFFFFFF] * (128 - len(fat))) + body + directory


def doc(locked: bool = False, data: bytes = b"") -> bytes:
    fib = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x419, 0, 0x0100 if locked else 0)
    return compound({"1Table": b"\1" * 100, "WordDocument": fib.ljust(5000, b"\2") + data})


def xls_start() -> bytes:
    return struct.pack("<HH", 0x0809, 16) + b"\0\6" + b"\0" * 14


def xls(locked: bool = False, short: bool = False) -> bytes:
    start = xls_start()
    secret = struct.pack("<HH", 0x002F, 6) + b"\0" * 6 if locked else b""
    return compound({"Workbook": (start + secret).ljust(900 if short else 6000, b"\0")})


def ppt(locked: bool = False) -> bytes:
    token = 0xF3D1C4DF if locked else 0xE391C05F
    user = struct.pack("<HHLLL", 0, 0x0FF6, 20, 20, token)
    return compound({"PowerPoint Document": b"\3" * 5000, "Current User": user.ljust(60, b"\0")})


def gif() -> bytes:
    screen = struct.pack("<HHBBB", 9, 9, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    comment = b"\x21\xfe\x05 ; ; \0"
    picture = b"\x2c" + struct.pack("<HHHHB", 0, 0, 9, 9, 0) + b"\2\x0a" + b";" * 10 + b"\3abc\0"
    return b"GIF89a" + screen + comment + picture + b"\x3b"


def bmp(size: int | None = None, side: int = 9) -> bytes:
    data = b"\1" * ((side * 3 + 3) // 4 * 4) * side
    info = struct.pack("<LllHHLLllLL", 40, side, side, 1, 24, 0, 0, 0, 0, 0, 0)
    total = 14 + len(info) + len(data)
    return b"BM" + struct.pack("<LHHL", total if size is None else size, 0, 0, 14 + len(info)) + info + data


def tif() -> bytes:
    """Directory first, then a value that needs a place of its own, then two strips."""
    rows = [(256, 3, 1, 9), (257, 3, 1, 9), (273, 4, 2, 90), (279, 4, 2, 98), (282, 5, 1, 106)]
    directory = (
        struct.pack("<H", len(rows)) + b"".join(struct.pack("<HHLL", *row) for row in rows) + struct.pack("<L", 0)
    )
    values = struct.pack("<LLLLLL", 114, 134, 20, 30, 300, 1)
    head = (b"II*\0" + struct.pack("<L", 8) + directory).ljust(90, b"\0")
    return head + values + b"\4" * 50


def webp(data: bytes = b"\5" * 40) -> bytes:
    return b"RIFF" + struct.pack("<L", 4 + 8 + len(data)) + b"WEBPVP8 " + struct.pack("<L", len(data)) + data


def ico() -> bytes:
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHLL", 9, 9, 0, 0, 1, 32, 50, 22) + b"\6" * 50


def tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as made:
        info = tarfile.TarInfo("a.txt")
        info.size = 700
        made.addfile(info, io.BytesIO(b"7" * 700))
    return stream.getvalue()


def rar_5(locked: bool = False, hidden: bool = False, part: bool = False, data: bytes = b"\7" * 90) -> bytes:
    """Blocks of RAR 5; their sums are not true, and nobody looks at them."""

    def block(kind: int, flags: int, fields: bytes = b"", extra: bytes = b"", data: bytes = b"") -> bytes:
        size = bytes([len(data) & 0x7F | 0x80, len(data) >> 7 & 0x7F | 0x80, len(data) >> 14])
        sizes = (bytes([len(extra)]) if flags & 1 else b"") + (size if flags & 2 else b"")
        body = bytes([kind, flags]) + sizes + fields + extra
        return b"\xaa" * 4 + bytes([len(body)]) + body + data

    start = b"Rar!\x1a\x07\x01\0"
    if hidden:
        return start + block(4, 0, b"\0\0\x0f" + b"\x08" * 16) + b"\x99" * 150
    extra = b"\x05\x01\0\0\0\0" if locked else b"\x03\x03\0\0"
    file = block(2, 3, b"\0\x0a\0\0\1\5a.txt", extra, data)
    return start + block(1, 0, bytes([part])) + file + block(5, 0, b"\0")


def rar_4(locked: bool = False, hidden: bool = False, part: bool = False) -> bytes:
    main = struct.pack("<HBHH", 0xAAAA, 0x73, 0x80 if hidden else int(part), 13) + b"\0" * 6
    if hidden:
        return b"Rar!\x1a\x07\0" + main + b"\x99" * 150
    file = struct.pack("<HBHHL", 0xAAAA, 0x74, 0x8004 if locked else 0x8000, 37, 90).ljust(37, b"\1") + b"\7" * 90
    return b"Rar!\x1a\x07\0" + main + file + struct.pack("<HBHH", 0xAAAA, 0x7B, 0x4000, 7)


AES = b"\x06\xf1\x07\x01"


def seven_zip(locked: bool = False, packed: bool = False, hidden: bool = False, content: bytes = b"\x77" * 90) -> bytes:
    """A 7z whose header is plain, packed by LZMA as 7-Zip does it, or encrypted."""
    method = b"\x24" + AES + b"\x0a\x53\x07" + b"\x31" * 8 if locked else b"\x21\x21\x01\x18"
    header = (
        b"\x01\x04\x06\0\x01\x09\x5a\0\x07\x0b\x01\0\x01" + method + b"\x0c\x5a\0\0" + b"\x05" + b"name" * 30 + b"\0"
    )
    files, place = content, b"\xc0" + struct.pack("<H", len(content))
    if hidden:
        coder = b"\x24" + AES + b"\x0a\x53\x07" + b"\x31" * 8
        inner = b"\x44" * 64
        header = (
            b"\x17\x06" + place + b"\x01\x09" + bytes([len(inner)]) + b"\0\x07\x0b\x01\0\x01" + coder + b"\x0c\x40\0\0"
        )
        files += inner
    elif packed:
        filters = [{"id": lzma.FILTER_LZMA1, "preset": 6}]
        inner = lzma.compress(header, lzma.FORMAT_RAW, filters=filters)
        coder = b"\x23\x03\x01\x01\x05\x5d\0\0\x80\0"
        sizes = b"\x80" + bytes([len(header)]) if len(header) > 127 else bytes([len(header)])
        header = (
            b"\x17\x06"
            + place
            + b"\x01\x09"
            + bytes([len(inner)])
            + b"\0\x07\x0b\x01\0\x01"
            + coder
            + b"\x0c"
            + sizes
            + b"\0\0"
        )
        files += inner
    start = struct.pack("<QQL", len(files), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<L", zlib.crc32(start)) + start + files + header


def bmff(brand: bytes, *compatible: bytes, content: bytes = b"\x01" * 300) -> bytes:
    ftyp = brand + b"\0" * 4 + b"".join(compatible)
    data = struct.pack(">L", 8 + len(content)) + b"mdat" + content
    return struct.pack(">L", len(ftyp) + 8) + b"ftyp" + ftyp + data


SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


def der(body: bytes = SIGNED_DATA + b"\xa0" * 300) -> bytes:
    return b"\x30\x82" + struct.pack(">H", len(body)) + body
