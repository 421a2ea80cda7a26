"""Small true files, made from the standards, for tests of what looks into files."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping


def raw(name: str, content: bytes, size: int | None = None) -> dict[str, object]:
    """What a file field gets."""
    return {"name": name, "size": len(content) if size is None else size, "head": content[:8192], "bytes": content}


def png(width: int = 600, height: int = 800, dpi: int | None = None) -> bytes:
    density = [_chunk(b"pHYs", struct.pack(">LLB", *[round(dpi / 0.0254)] * 2, 1))] if dpi else []
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [_chunk(b"IHDR", header), *density, _chunk(b"IDAT", zlib.compress(b"\0" * 99)), _chunk(b"IEND", b"")]
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
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
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


def bmff(brand: bytes, *compatible: bytes) -> bytes:
    ftyp = brand + b"\0" * 4 + b"".join(compatible)
    return struct.pack(">L", len(ftyp) + 8) + b"ftyp" + ftyp + struct.pack(">L", 308) + b"mdat" + b"\x01" * 300


SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


def der(body: bytes = SIGNED_DATA + b"\xa0" * 300) -> bytes:
    return b"\x30\x82" + struct.pack(">H", len(body)) + body
