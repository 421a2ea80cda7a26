"""What is seen inside of files: true ones, cut ones, locked ones, and such as lie about themselves."""

import base64
import io
import lzma
import random
import struct
import tarfile
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyscripts.data import table
from pyscripts.form import Upload
from pyscripts.formats import Content, Source, Unreadable, look
from pyscripts.formats.lzma import unpack
from tests.unit import files

SAMPLES = {
    "jpg": files.jpeg(dpi=300),
    "png": files.png(dpi=72),
    "pdf": files.pdf(),
    "docx": files.docx(),
    "xlsx": files.xlsx(),
    "odt": files.odt(),
    "zip": files.archive({"a.txt": b"a", "b/": b"", "b/c.txt": b"c"}),
    "doc": files.ole("1Table", "WordDocument"),
    "xls": files.ole("Workbook"),
    "heic": files.bmff(b"heic", b"mif1", b"heic"),
    "sig": files.der(),
    "txt": "Обычный текст\r\nв две строки".encode(),
    "html": b"\n<!doctype html><html>",
    "xml": b"<?xml version='1.0' encoding='utf-8'?><a/>",
    "rtf": rb"{\rtf1\ansi text}",
    "rar": b"Rar!\x1a\x07\x01\0" + b"\0" * 20,
    "7z": b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 20,
    "gif": b"GIF89a" + b"\0" * 20,
    "webp": b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 20,
    "tif": b"II*\0\x08\0\0\0" + b"\0" * 20,
    "djvu": b"AT&TFORM" + b"\0" * 20,
    "mp4": files.bmff(b"isom", b"iso2"),
    "exe": b"MZ" + b"\0" * 62 + b"PE\0\0",
    "lnk": b"L\0\0\0\x01\x14\x02\0" + b"\0" * 20,
}
TRUE = SAMPLES | {
    "doc": files.doc(),
    "xls": files.xls(),
    "ppt": files.ppt(),
    "rar": files.rar_5(),
    "7z": files.seven_zip(),
    "gif": files.gif(),
    "webp": files.webp(),
    "tif": files.tif(),
    "bmp": files.bmp(),
    "ico": files.ico(),
    "tar": files.tar(),
    "pem": b"-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
    "base64": base64.b64encode(files.der()),
    "rar of old": files.rar_4(),
    "7z with a packed header": files.seven_zip(packed=True),
    "docx within a docx": files.archive(
        {
            "[Content_Types].xml": b"<Types />",
            "word/document.xml": b"<w/>",
            "mimetype": files.docx(),
            "z.bin": b"z" * 99,
        }
    ),
    "zip with a comment": files.archive({"a.txt": b"a"}, comment=b"comment"),
    "short xls": files.xls(short=True),
    "pdf of streams": files.pdf_with_stream(),
    "pdf for the web": files.linearized(12),
    "pdf with a page": files.pdf_with_stream() + b" " * 9,
    "pdf after a letter": files.pdf(before=b"From: a@example.com\r\n\r\n"),
}
# Whether a text or a film is whole, only who knows it can say; half of a tape are zeros; and half of a letter is a text.
ENDLESS = {"txt", "html", "xml", "rtf", "exe", "lnk", "mp4", "djvu", "tar", "pdf for the web", "pdf after a letter"}


def source(content: bytes, size: int | None = None) -> Source:
    return Source(Upload("", len(content) if size is None else size, lambda start, end: content[start:end]))


def pem(label: bytes, content: bytes) -> bytes:
    return b"-----BEGIN %b-----\n%b-----END %b-----\n" % (label, base64.encodebytes(content), label)


def seen(content: bytes) -> Content:
    return look(source(content))


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_true_file_is_known_and_whole(kind: str) -> None:
    content = seen(SAMPLES[kind])
    assert content.kind == kind
    assert not content.cut
    assert not content.locked


def test_every_kind_of_the_table_can_be_told() -> None:
    """By a container's names, by a brand, or by a module that has its id."""
    kinds = table("file_kinds")["kind"]
    ids = [kind["id"] for kind in kinds]
    assert len(ids) == len(set(ids))
    for kind in kinds:
        if kind.get("container") == "zip":
            name = next(iter(kind.get("holds", ["mimetype"])))
            assert seen(files.archive({name: kind.get("mime", "").encode()})).kind == kind["id"]
        elif kind.get("container") == "ole":
            assert all(seen(files.ole(stream)).kind == kind["id"] for stream in kind["holds"])
        for brand in kind.get("brands", []):
            assert seen(files.bmff(brand.encode())).kind == kind["id"]


@pytest.mark.parametrize("kind", TRUE)
def test_every_truncation_is_told_or_not_judged(kind: str) -> None:
    """At any byte. Only the empty lines after the last word of a file are nobody's loss."""
    whole = TRUE[kind]
    assert not seen(whole).cut
    for size in range(1, len(whole)):
        content = seen(whole[:size])
        lost = whole[size:].strip(b" \r\n\0")
        assert content.cut or not content.whole or not lost, size


@pytest.mark.parametrize("kind", sorted(TRUE.keys() - ENDLESS))
def test_a_file_without_its_end_is_cut(kind: str) -> None:
    whole = TRUE[kind]
    assert seen(whole).whole or kind in ("heic", "rar", "sig")
    for share in (0.5, 0.7, 0.9):
        assert seen(whole[: int(len(whole) * share)]).cut, share


def _emptied(content: bytes) -> bytes:
    """What an interrupted download leaves that made room for all beforehand."""
    return content[: len(content) // 2] + b"\0" * (len(content) - len(content) // 2)


NOISE = random.Random(4).randbytes(40_000)
LARGE = {
    "7z": files.seven_zip(content=NOISE),
    "7z with a packed header": files.seven_zip(packed=True, content=NOISE),
    "heic": files.bmff(b"heic", content=NOISE),
    "avif": files.bmff(b"avif", content=NOISE),
    "webp": files.webp(NOISE),
    "rar": files.rar_5(data=NOISE),
    "gz": b"\x1f\x8b\x08" + NOISE,
    "locked-office": files.compound({"EncryptedPackage": NOISE, "EncryptionInfo": b"i"}),
    "doc": files.doc(data=NOISE),
    "xls": files.compound({"Workbook": files.xls_start() + NOISE}),
    "bmp": files.bmp(side=150),
    "mp4": files.bmff(b"isom", content=NOISE),
    "pdf": files.pdf(3, before=b"%PDF-1.4\n" + NOISE),
    "png": files.png(more=NOISE),
    "jpg": files.jpeg(data=NOISE.replace(b"\xff", b"\xfe")),
    "docx": files.archive({"word/document.xml": NOISE}),
}


@pytest.mark.parametrize("kind", LARGE)
def test_an_end_of_zeros_is_told(kind: str) -> None:
    whole = LARGE[kind]
    assert not seen(whole).cut
    assert not seen(whole).zeros
    content = seen(_emptied(whole))
    assert content.cut or content.zeros
    assert not content.whole
    if kind in ("7z", "7z with a packed header", "heic", "avif", "webp", "rar", "gz", "locked-office"):
        assert content.cut, "what is packed has no such end"


def test_some_zeros_at_the_end_are_no_damage() -> None:
    tape = files.tar()
    assert not seen(tape + b"\0" * (10_240 - len(tape))).zeros
    assert not seen(files.jpeg() + b"\0" * 20_000).cut
    assert not seen(files.pdf() + b"\0" * 20_000).cut
    assert not seen(files.bmp(side=150)[:-3000] + b"\0" * 3000).zeros, "a black edge"
    assert seen(files.bmp(side=150)[:-3000] + b"\0" * 3000).whole


def test_a_png_with_a_piece_missing_is_damaged() -> None:
    whole = files.png(more=NOISE)
    assert not seen(whole).cut
    assert seen(whole[:20_000] + whole[24_096:]).cut
    assert not seen(whole + b"after").cut


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\n\n"])
@pytest.mark.parametrize("kind", ["png", "jpg", "zip", "docx", "doc", "7z", "rar"])
def test_something_before_a_file_damages_it(kind: str, before: bytes) -> None:
    content = seen(before + TRUE[kind])
    assert (content.kind, content.cut) == ({"docx": "zip", "doc": "ole"}.get(kind, kind), True)


@pytest.mark.parametrize("kind", ["png", "jpg", "pdf", "7z"])
def test_a_file_that_was_taken_for_text_is_damaged(kind: str) -> None:
    whole = files.pdf(before=b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + NOISE) if kind == "pdf" else TRUE[kind]
    content = seen(whole.decode("utf-8", "replace").encode())
    assert (content.kind, content.cut) == (kind, True)


def test_line_ends_of_another_system_damage_a_picture() -> None:
    assert seen(files.png().replace(b"\n", b"\r\n")) == Content("png", cut=True)
    assert seen(files.png().replace(b"\r\n", b"\n")) == Content("png", cut=True)


def test_a_pdf_without_its_header_is_damaged() -> None:
    whole = files.pdf()
    assert seen(b"%PDX-1.4" + whole[8:]) == Content("pdf", cut=True)
    assert seen(b"%PDF+1.4" + whole[8:]) == Content("pdf", cut=True)
    assert seen(b"It ends with startxref\n9\n%%EOF").kind == "txt"
    title = "\N{REPLACEMENT CHARACTER}".encode() * 40
    assert not seen(files.pdf(trailer=b"/Title (" + title + b") ")).cut, "only a title"


def test_a_zip_whose_first_sign_is_spoiled_is_damaged() -> None:
    assert seen(b"PK\xc3\x90" + files.docx()[4:]) == Content("zip", cut=True)
    assert seen(b"PKB 2026").kind == "txt"


def test_what_is_odd_and_sound() -> None:
    assert not seen(files.pdf(3, b"/Encrypt null ")).locked
    tape = files.tar()
    end = tape.rindex(b"7" * 700) + 1024
    assert not seen(tape[:end] + bytes(512)).cut, "one block of zeros at the end"
    assert not seen(tape + b"Hello, world!\n").cut
    assert seen(tape[: end - 600]).cut or not seen(tape[: end - 600]).whole
    whole = _zip64(files.docx())
    end = whole.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", files.docx(), files.docx().index(b"PK\x05\x06") + 12)
    assert seen(whole[: end + 12] + struct.pack("<LL", size, start) + whole[end + 20 :]) == seen(whole)


def test_a_7z_without_its_header_is_damaged() -> None:
    whole = files.seven_zip()
    place = 32 + int.from_bytes(whole[12:20], "little")
    assert seen(whole[:place] + bytes(len(whole) - place)).cut


@pytest.mark.parametrize("old", [files.pdf(3), files.pdf_with_stream(), files.linearized(12)])
def test_a_pdf_that_is_cut_after_an_earlier_end_is_told(old: bytes) -> None:
    new = (
        files.updated(files.pdf(3), 5)
        if old == files.pdf(3)
        else old + b"\n9 0 obj\n<< /Type /Page >>\nendobj\nxref\n0 0\n"
    )
    for size in range(len(old.rstrip()) + 1, len(new) - 7):
        if new[len(old.rstrip()) : size].strip():
            assert seen(new[:size]).cut, new[size - 20 : size]


def test_a_pdf_for_the_web_has_an_end_near_its_beginning() -> None:
    first = files.linearized(12).replace(b"/L 000", b"/L 900")
    assert b"%%EOF" in first
    assert seen(first + b"\n7 0 obj\n<< >>\nstream\n" + b"x" * 500).cut
    assert seen(first).cut, "even right after that end"


@pytest.mark.parametrize("junk", [b"\0" * 128, b"HTTP/1.1 200 OK\r\n" * 90, b"\x01\x02junk\n", b"<html>\n"])
def test_a_pdf_with_something_before_its_header(junk: bytes) -> None:
    content = seen(files.pdf(3, before=junk))
    assert (content.kind, content.cut, content.pages) == ("pdf", False, 3)


@pytest.mark.parametrize("kind", ["zip", "tar", "sig"])
def test_what_has_a_pdf_inside_is_no_pdf(kind: str) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as made:
        made.writestr("a.pdf", files.pdf(3))
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w") as packed:
        info = tarfile.TarInfo("a.pdf")
        info.size = len(files.pdf(3))
        packed.addfile(info, io.BytesIO(files.pdf(3)))
    content = {"zip": stored.getvalue(), "tar": tape.getvalue(), "sig": files.der(files.SIGNED_DATA + files.pdf(3))}
    assert seen(content[kind]).kind == kind


@pytest.mark.parametrize("size", [0, 1, 10**6, None])
def test_a_bmp_may_say_anything_about_its_size(size: int | None) -> None:
    assert seen(files.bmp(size)) == Content("bmp")
    assert seen(files.bmp(size)[:-1]).cut


@pytest.mark.parametrize("size", [70_000, 200_000])
def test_a_long_jpeg_without_its_end_is_cut(size: int) -> None:
    noise = random.Random(1).randbytes(size).replace(b"\xff", b"\xff\x00")
    table_of_the_next_scan = files.segment(0xC4, b"\0" * 20) + files.segment(0xDA, b"\1\1\0\0\x3f\0")
    whole = files.jpeg(data=noise + table_of_the_next_scan + noise)
    assert not seen(whole).cut
    assert seen(whole[:-2]).cut
    assert seen(whole[: len(noise) + 50]).cut


@pytest.mark.parametrize("after", [b"\0" * 100, b"SEFT", files.bmff(b"mp42"), files.jpeg()])
def test_what_cameras_write_after_a_jpeg_is_no_damage(after: bytes) -> None:
    assert not seen(files.jpeg() + after).cut


def test_pixels_and_density_of_a_jpeg() -> None:
    assert seen(files.jpeg(413, 531, dpi=300)) == Content("jpg", pixels=(413, 531), dpi=300)
    assert seen(files.jpeg(413, 531, exif_dpi=72)).dpi == 72
    assert seen(files.jpeg(413, 531)).dpi is None
    assert seen(files.jpeg(800, 600, turned=True)).pixels == (600, 800)


def test_a_jpeg_with_junk_between_its_segments() -> None:
    assert seen(files.jpeg(before=b"\0\1\2" * 30)) == Content("jpg", pixels=(600, 800))


def test_an_rtf_with_stray_signs_is_an_rtf() -> None:
    assert seen(b"{\\rtf1\\ansi a\0\1 b}").kind == "rtf"


def test_a_jpeg_with_long_tables_before_the_picture() -> None:
    profile = files.segment(0xE2, b"ICC_PROFILE\0" + b"\0" * 60_000)
    assert seen(files.jpeg(10, 20, before=profile * 3 + b"\xff")).pixels == (10, 20)


def test_pixels_and_density_of_a_png() -> None:
    assert seen(files.png(413, 531, dpi=300)) == Content("png", pixels=(413, 531), dpi=300)
    assert seen(files.png(1, 2)).dpi is None


@pytest.mark.parametrize("pages", [1, 3, 300, 9000])
def test_pages_of_a_pdf_with_a_plain_table(pages: int) -> None:
    assert seen(files.pdf(pages)).pages == pages


def test_pages_of_other_pdfs() -> None:
    assert seen(files.pdf(3, newline=b"\r\n")).pages == 3
    assert seen(files.pdf(3, before=b"\xef\xbb\xbf")).pages == 3
    assert seen(files.pdf(3, before=b"HTTP/1.1 200 OK\r\n\r\n")).pages == 3
    assert seen(files.updated(files.pdf(3), 5)).pages == 5
    assert seen(files.updated(files.updated(files.pdf(3), 5), 6)).pages == 6
    assert seen(files.linearized(12)).pages == 12
    assert seen(files.linearized(12) + b"\n%%EOF").pages is None, "changed since, so its head may be out of date"
    assert seen(files.pdf_with_stream()) == Content("pdf")
    assert seen(files.pdf(3, newline=b"\n")).pages is None, "rows of 19 bytes are against the standard"


def test_a_locked_pdf() -> None:
    assert seen(files.pdf(3, b"/Encrypt 9 0 R ")) == Content("pdf", locked=True, pages=3)
    assert seen(files.pdf_with_stream(b"/Encrypt 9 0 R ")).locked
    assert seen(files.updated(files.pdf(3, b"/Encrypt 9 0 R "), 4)).locked
    assert not seen(files.pdf(3, b"/EncryptMetadata false ")).locked
    body = files.pdf(3).replace(b"startxref", b"startxref\n9")
    assert seen(body.replace(b"/Size", b"/Encrypt 9 0 R /Size")).locked, "even where the place of the table is wrong"


def test_a_pdf_that_goes_round_in_a_circle_ends() -> None:
    content = files.pdf(3)
    place = int(content.rpartition(b"startxref")[2].split()[0])
    assert seen(content.replace(b"/Size 4", b"/Prev %d" % place)).pages == 3


def test_a_text_about_pdf_is_a_text() -> None:
    assert seen(b"A header looks like this: %PDF-1.4").kind == "txt"


def test_locked_archives_and_documents() -> None:
    stored = files.archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""})
    assert not seen(stored).locked
    one = files.archive({"a": b"a"})
    assert seen(_flagged(one)) == Content("zip", locked=True, files=1, unpacked=1)
    assert seen(_flagged(files.docx())).locked
    assert seen(files.ole("EncryptionInfo", "EncryptedPackage")) == Content("locked-office", locked=True)


@pytest.mark.parametrize(
    ("open_", "locked", "kind"),
    [
        (files.doc(), files.doc(locked=True), "doc"),
        (files.xls(), files.xls(locked=True), "xls"),
        (files.xls(short=True), files.xls(locked=True, short=True), "xls"),
        (files.ppt(), files.ppt(locked=True), "ppt"),
        (files.rar_5(), files.rar_5(locked=True), "rar"),
        (files.rar_5(), files.rar_5(hidden=True), "rar"),
        (files.rar_4(), files.rar_4(locked=True), "rar"),
        (files.rar_4(), files.rar_4(hidden=True), "rar"),
        (files.seven_zip(), files.seven_zip(locked=True), "7z"),
        (files.seven_zip(packed=True), files.seven_zip(locked=True, packed=True), "7z"),
        (files.seven_zip(), files.seven_zip(hidden=True), "7z"),
    ],
)
def test_passwords_of_old_documents_and_archives(open_: bytes, locked: bytes, kind: str) -> None:
    assert (seen(open_).kind, seen(open_).locked, seen(open_).cut) == (kind, False, False)
    assert (seen(locked).kind, seen(locked).locked, seen(locked).cut) == (kind, True, False)


def test_names_of_streams_have_no_case_and_storages_no_data() -> None:
    content = files.compound({"ENCRYPTEDPACKAGE": b"\3" * 5000})
    assert seen(content) == Content("locked-office", locked=True)
    name = "ObjectPool".encode("utf-16-le").ljust(64, b"\0")
    odd = files.compound({"WordDocument": b"\2" * 5000, "ObjectPool": b""})
    place = odd.index(name)
    odd = odd[: place + 66] + b"\1" + odd[place + 67 : place + 116] + b"\xf0" * 8 + odd[place + 124 :]
    assert seen(odd) == Content("doc")


@pytest.mark.parametrize("before", [0, 1, 5, 40])
def test_a_locked_document_is_told_whatever_streams_stand_first(before: int) -> None:
    streams = {f"Stream {number}": b"1" for number in range(before)}
    names = ["WordDocument", "\x06DataSpaces", "Workbook", "EncryptionInfo"]
    content = files.compound(streams | dict.fromkeys(names, b"22") | {"EncryptedPackage": b"\3" * 5000})
    assert seen(content) == Content("locked-office", locked=True)


def test_an_archive_whose_directory_is_encrypted() -> None:
    content = bytearray(files.archive({"a.txt": b"a"}))
    content[6:8] = b"\x41\x20"
    place = content.index(b"PK\x01\x02")
    content[place : place + 46] = b"\x5a" * 46
    assert seen(bytes(content)) == Content("zip", locked=True)


@pytest.mark.parametrize("name", ["word\\document.xml", "word/document.xml"])
def test_names_with_the_slash_of_windows(name: str) -> None:
    assert seen(files.archive({"[Content_Types].xml": b"<Types/>", name: b"<w/>"})).kind == "docx"


@pytest.mark.parametrize("start", [b"\x09\0\4\0\0\0\x10\0", b"\x09\4\6\0\0\0\x10\0\0\0"])
def test_tables_of_excel_before_there_was_a_container(start: bytes) -> None:
    assert seen(start + b"\0" * 50).kind == "xls"


@given(
    words=st.lists(st.sampled_from([b"a", b"\0", b"name" * 9, b"\x06\xf1\x07\x01", bytes(range(256))]), max_size=60),
    literal=st.sampled_from([(3, 0, 2), (0, 0, 0), (1, 2, 1), (4, 0, 4), (0, 4, 3)]),
)
def test_lzma_is_unpacked_as_the_library_packs_it(words: list[bytes], literal: tuple[int, int, int]) -> None:
    high, low, place = literal
    filters = [{"id": lzma.FILTER_LZMA1, "lc": high, "lp": low, "pb": place, "dict_size": 4096}]
    data = b"".join(words)
    packed = lzma.compress(data, lzma.FORMAT_RAW, filters=filters)
    properties = high + 9 * low + 45 * place
    assert unpack(packed, properties, len(data)) == data
    assert unpack(packed, properties, 5) == data[:5]
    assert data.startswith(unpack(packed[: len(packed) // 2], properties, len(data)))


@given(st.binary(max_size=200), st.integers(0, 255))
def test_what_is_no_lzma_ends(data: bytes, properties: int) -> None:
    assert len(unpack(b"\0" + data, properties, 500)) <= 500


def _flagged(content: bytes) -> bytes:
    place = content.index(b"PK\x01\x02") + 8
    return content[:place] + struct.pack("<H", 1) + content[place + 2 :]


@pytest.mark.parametrize(("start", "locked"), [(b"\x93\x11", True), (b"<?xml", False), (b"\xef\xbb\xbf<a>", False)])
def test_an_odt_under_a_password_has_no_readable_content(start: bytes, locked: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", start + b"\0" * 50)
    assert seen(stream.getvalue()) == Content("odt", locked=locked, files=2, unpacked=39 + len(start) + 50)


@pytest.mark.parametrize("packed", [False, True])
def test_a_document_may_name_itself_anywhere(packed: bool) -> None:
    """Programs that sign put their entry first, and some pack all."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("META-INF/documentsignatures.xml", "<s/>")
        made.writestr("mimetype", table_of("odt")["mime"], zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
        made.writestr("content.xml", "<?xml version='1.0'?>")
    assert seen(stream.getvalue()) == Content("odt", files=3, unpacked=64)


def table_of(kind: str) -> dict[str, Any]:
    return next(row for row in table("file_kinds")["kind"] if row["id"] == kind)


def test_a_container_of_signatures_is_no_mere_archive() -> None:
    document = {"a.pdf": files.pdf()}
    assert seen(files.archive({"mimetype": table_of("asics")["mime"].encode()} | document)).kind == "asics"
    assert seen(files.archive(document | {"META-INF/signature001.p7s": b"s"})).kind == "asice"
    assert seen(files.archive(document | {"META-INF/MANIFEST.MF": b"m", "META-INF/A.RSA": b"s"})).kind == "zip"


def test_archives_of_an_unusual_build() -> None:
    content = files.archive({"word/document.xml": b"a"}, comment=b"PK\x05\x06 " * 5000)
    assert seen(content).kind == "docx"
    moved = files.archive({"a": b"a"})
    assert seen(b"PK\x07\x08" + moved).files == 1, "something may stand before the first entry"
    assert seen(b"PK\x05\x06" + b"\0" * 18) == Content("zip", files=0, unpacked=0)
    assert seen(_zip64(files.docx())).kind == "docx"


def _zip64(content: bytes) -> bytes:
    """The same archive with the records of ZIP64."""
    end = content.index(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HLL", content, end + 10)
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, count, count, size, start)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1)
    full = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:end] + record + locator + full


@pytest.mark.parametrize("made", [files.rar_4, files.rar_5])
def test_one_part_of_a_divided_archive_is_told(made: Any) -> None:
    assert seen(made(part=True)) == Content("rar", part=True)
    assert not seen(made()).part


def test_the_parts_of_a_divided_zip_are_told() -> None:
    whole = files.archive({"a.txt": NOISE})
    end = whole.rindex(b"PK\x05\x06")
    last = whole[20_000:end] + b"PK\x05\x06" + struct.pack("<HH", 1, 1) + whole[end + 8 :]
    assert seen(last) == Content("zip", part=True)
    assert seen(b"PK\x07\x08" + whole[:20_000]) == Content("zip", part=True)
    assert seen(whole[:20_000]).cut
    assert seen(last[:-1]).kind == "", "and without its end nothing is known of it"


def test_an_archive_says_what_it_would_be_unpacked() -> None:
    bomb = files.archive({f"{number}": b"\0" * 5_000_000 for number in range(3)})
    assert seen(bomb).unpacked == 15_000_000
    made = files.archive({"a": b"a" * 300})
    place = made.index(b"PK\x01\x02")
    entry = made[place : place + 24] + b"\xff" * 4 + struct.pack("<HH", 1, 12) + made[place + 32 : place + 47]
    directory = entry + struct.pack("<HHQ", 1, 8, 300)
    end = made[made.index(b"PK\x05\x06") :]
    assert seen(made[:place] + directory + end[:12] + struct.pack("<L", len(directory)) + end[16:]).unpacked == 300


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.der(), "sig"),
        (b"\x30\x80" + files.SIGNED_DATA + b"\0" * 20, "sig"),
        (base64.b64encode(files.der()), "sig"),
        (base64.encodebytes(files.der()).replace(b"\n", b"\r\n"), "sig"),
        (files.der(bytes.fromhex("06092a864886f70d010703") + b"\xa0" * 300), "p7e"),
        (files.der(bytes.fromhex("060b2a864886f70d0109100117") + b"\xa0" * 300), "p7e"),
        (pem(b"CMS", files.der(bytes.fromhex("06092a864886f70d010706") + b"\xa0" * 300)), "p7e"),
        (pem(b"PKCS7", files.der()), "sig"),
        (files.der(b"\x30\x82\x01\x10\x02\x08" + b"\7" * 8 + b"\x30\x0d\x06\x09" + b"\1" * 99), "cer"),
        (b"-----BEGIN PKCS7-----\nMII\n-----END PKCS7-----\n", "sig"),
        (b"-----BEGIN CMS-----\nMII\n-----END CMS-----\n", "sig"),
        (b"-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----", "pgp"),
        (b"-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n", "cer"),
        (files.der(b"\x30\x82\x01\x10\xa0\x03\x02\x01\x02\x02\x08" + b"\1" * 99), "cer"),
        (b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n-----END ENCRYPTED PRIVATE KEY-----", "key"),
        (b"-----BEGIN EC PRIVATE KEY-----\nMII\n-----END EC PRIVATE KEY-----", "key"),
        (files.der(b"\x02\x01\x03\x30" + b"\1" * 99), "key"),
        (files.der(b"\x02\x01\0\x30\x0d" + b"\1" * 99), "key"),
        (files.der(b"\x02\x01\0\x02\x82" + b"\1" * 99), "key"),
        (files.der(b"\x02\x01\0\x02\x81\x81\0" + b"\1" * 128), "key"),
        (files.der(b"\x02\x01\x01\x04\x20" + b"\1" * 99), "key"),
        (base64.b64encode(files.der(b"\x02\x01\x01\x04\x20" + b"\1" * 99)), "key"),
        (base64.b64encode(files.der(b"\x02\x01\0\x30\x05\x06\x03" + b"\1" * 41)), "key"),
        (files.der(b"\x30\x40\x06\x09*\x86H\x86\xf7\x0d\x01\x05\x0d" + b"\1" * 99), "key"),
        (b"-----BEGIN CERTIFICATE REQUEST-----\nMII\n-----END CERTIFICATE REQUEST-----\n", "txt"),
        (b"-----BEGIN MESSAGE-----", "txt"),
        (b"MICROSOFT" * 10, "txt"),
        (b"0123 rubles", "txt"),
    ],
)
def test_signatures_certificates_and_keys(content: bytes, kind: str) -> None:
    assert seen(content) == Content(kind, encoding="UTF-8" if kind == "txt" else "")


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1251", "Windows-1251"),
        ("koi8-r", "KOI8-R"),
        ("cp866", "DOS (866)"),
    ],
)
def test_encodings_of_a_russian_text(codec: str, name: str) -> None:
    text = "Справка о составе семьи. Выдана для предъявления по месту требования; печать и подпись имеются."
    assert seen(text.encode(codec)) == Content("txt", encoding=name)
    assert seen(text.upper().encode(codec)).encoding == name


def test_a_long_text_may_be_divided_in_the_middle_of_a_letter() -> None:
    assert seen(b"a" + "я".encode() * 10_000).encoding == "UTF-8"


def test_noise_is_nothing() -> None:
    noise = random.Random(7)
    kinds = [seen(noise.randbytes(2000)).kind for _ in range(300)]
    assert kinds.count("") > 295


def test_two_letters_make_no_program() -> None:
    assert seen(b"MZ" + bytes(range(1, 30))).kind == ""
    assert seen(b"BM" + bytes(range(30))).kind == ""
    assert seen("МЗ: BMW".encode("cp866")).kind == "txt"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xcf\xfa\xed\xfe\7\0\0\1", "macho"),
        (b"\xca\xfe\xba\xbe\0\0\0\2\1\0\0\7", "macho"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34\0\x1d", "java"),
    ],
)
def test_programs_of_other_systems_are_known(start: bytes, kind: str) -> None:
    assert seen(start + bytes(100)).kind == kind


def test_a_film_may_have_no_brand() -> None:
    film = b"\0\0\0\x10mdat" + bytes(8) + b"\0\0\0\x08moov"
    assert seen(film) == Content("mp4", whole=True)
    assert seen(film[:12]).cut


def test_a_file_that_cannot_be_read() -> None:
    def refuse(start: int, end: int) -> bytes:
        raise RuntimeError("NotReadableError")

    with pytest.raises(Unreadable):
        look(Source(Upload("", 10, refuse)))
    with pytest.raises(Unreadable):
        look(source(files.png(), size=1 << 20))


class ReadInParts:
    """Counts how much of a huge file is read: everything between its ends is made up."""

    def __init__(self, head: bytes, tail: bytes, size: int) -> None:
        self.head, self.tail, self.size = head, tail, size
        self.reads = self.bytes = 0

    def __call__(self, start: int, end: int) -> bytes:
        assert 0 <= start < end <= self.size
        self.reads += 1
        self.bytes += end - start
        return bytes(self._byte(place) for place in range(start, end)) if end - start < 99 else self._block(start, end)

    def _byte(self, place: int) -> int:
        if place < len(self.head):
            return self.head[place]
        from_end = place - self.size + len(self.tail)
        return self.tail[from_end] if from_end >= 0 else self.head[place % len(self.head)]

    def _block(self, start: int, end: int) -> bytes:
        middle = (self.head * ((end - start) // len(self.head) + 2))[start % len(self.head) :][: end - start]
        block = bytearray(middle)
        first_of_tail = self.size - len(self.tail)
        if end > first_of_tail:
            kept = self.tail[max(start - first_of_tail, 0) : end - first_of_tail]
            block[len(block) - len(kept) :] = kept
        return bytes(block)


GREEDY = {
    "segments without end": (b"\xff\xd8\xff" + b"\xe0\0\2\xff" * 2048, b"\xff\xd9"),
    "chunks without end": (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0abcd\0\0\0\0" * 600, b""),
    "boxes without end": (b"\0\0\0\x10ftypheic\0\0\0\0" + b"\0\0\0\x08free" * 900, b""),
    "a directory of everything": (
        b"PK\3\4" + b"\0" * 4096,
        b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 9, 9, 99_000_000, 0, 0),
    ),
    "ends without end": (
        b"PK\3\4" + b"\0" * 4096,
        (b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 9, 9, 99_000_000, 0, 0)) * 2900,
    ),
    "a table without end": (b"%PDF-1.4\nxref\n" + b"0 1\n" * 2000, b"startxref\n9\n%%EOF"),
    "updates without end": (b"%PDF-1.4\n7 0 obj << /Prev 9 >> stream" * 99, b"startxref\n9\n%%EOF"),
}


@pytest.mark.parametrize("name", GREEDY)
def test_of_a_huge_file_only_pieces_are_read(name: str) -> None:
    head, tail = GREEDY[name]
    reader = ReadInParts(head, tail, 100_000_000)
    look(Source(Upload("", reader.size, reader)))
    assert reader.bytes < 3_000_000
    assert reader.reads < 1000


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(sorted(SAMPLES)),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12),
    keep=st.integers(0, 4000),
    lie=st.sampled_from([0, 0, 1, -1, 100, 10**9]),
)
def test_changed_files_never_break_it(kind: str, changes: list[tuple[int, int]], keep: int, lie: int) -> None:
    content = bytearray(SAMPLES[kind])
    for place, value in changes:
        content[place % len(content)] = value
    shown = bytes(content[:keep]) or b"\0"
    _answers(Upload("", len(shown) + lie, lambda start, end: shown[start:end]))


@settings(max_examples=300, deadline=None)
@given(start=st.sampled_from([sample[:64] for sample in SAMPLES.values()]), rest=st.binary(max_size=500))
def test_true_beginnings_with_noise_never_break_it(start: bytes, rest: bytes) -> None:
    content = start[: len(rest) % 65] + rest
    _answers(Upload("", len(content), lambda first, end: content[first:end]))


WORDS_OF_PDF = b"""\
xref
0 1
0000000009 00000 n|trailer|<< /Root 1 0 R >>|/Prev 9|/Prev 0|startxref 9|startxref 999999999999|1 0 obj|/Pages 1 0 R
/Count 99999999999|/Count 7|%%EOF|stream|/Linearized 1 /L 0 /N 0 endobj""".replace(b"|", b"\n").splitlines(
    keepends=True
)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS_OF_PDF), max_size=40))
def test_a_pdf_of_any_words_never_breaks_it(words: list[bytes]) -> None:
    content = b"%PDF-1.4\n" + b"".join(words)
    _answers(Upload("", len(content), lambda start, end: content[start:end]))


def _answers(upload: Upload) -> Any:
    try:
        content = look(Source(upload))
    except Unreadable:
        return
    assert content.pages is None or content.pages > 0
    assert content.pixels is None or min(content.pixels) > 0
    assert content.kind == "" or content.kind in {kind["id"] for kind in table("file_kinds")["kind"]}


# py7zr packs the names with LZMA2, 7-Zip with LZMA; the content alone is under a password, the names are not.
SECRET_7Z = bytes.fromhex(
    "377abcaf271c000445988ec17900000000000000140000000000000081d6bdcae2f01c9d9d4097910104f9259e221db40100"
    "64010406000109100a01e8e6b4d500070b0100022406f1070112530f8a8f5dabc0b2c6eb222eec3114035279212101180100"
    "0c0f0b00080a0185114a0d00000501110d0061002e007400780074000000140a010080f487d98d7ddd011506010020808081"
    "00000017061001096900070b010001212101180c650000"
)


def test_a_password_is_seen_through_either_packing_of_the_names() -> None:
    assert seen(SECRET_7Z).locked
    assert not seen(SECRET_7Z).cut
    assert all(seen(SECRET_7Z[:size]).cut for size in range(32, len(SECRET_7Z)))


RTF = rb"{\rtf1\ansi {\b hello} world\par}"
XML = b'<?xml version="1.0"?><a><b x="1"/><c>text</c></a>'


@pytest.mark.parametrize(
    "content",
    [
        RTF,
        RTF + b"\n\0",
        XML,
        XML + b"\n<!-- end -->\n",
        b'<svg xmlns="a"><path d="M0 0"/></svg>',
        b"<?xml version='1.0'?><a/>",
    ],
)
def test_text_with_an_end_of_its_own_is_whole_or_cut(content: bytes) -> None:
    assert not seen(content).cut
    end = content.rindex(b"}" if content.startswith(b"{") else b"</" if b"</" in content else b"/>")
    assert all(seen(content[:size]).cut for size in range(30, end))
