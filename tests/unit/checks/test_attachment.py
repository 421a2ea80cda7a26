"""The check of a file: its size against the form, its name against its content, what is inside."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyscripts
from pyscripts.checks import attachment
from pyscripts.data import table
from pyscripts.form import FieldError
from tests.unit import files

MB = 1 << 20


def run(name: str, content: bytes, **raw: Any) -> dict[str, Any]:
    return pyscripts.run("attachment", {"file": files.raw(name, content), **raw})


def keys(name: str, content: bytes, **raw: Any) -> list[str]:
    return [finding["key"] for finding in run(name, content, **raw)["findings"]]


def told(key: str, name: str, content: bytes, **raw: Any) -> dict[str, str]:
    return next(finding for finding in run(name, content, **raw)["findings"] if finding["key"] == key)


@pytest.mark.parametrize(
    ("size", "key"),
    [
        (1, "fits"),
        (5_000_000, "fits"),
        (5_000_001, "edge"),
        (5 * MB, "edge"),
        (5 * MB + 1, "too-big"),
        (100 * MB, "too-big"),
    ],
)
def test_size_against_the_limit(size: int, key: str) -> None:
    text = {"name": "a.txt", "size": size, "bytes": lambda start, end: b"a" * (end - start)}
    result = pyscripts.run("attachment", {"file": text, "limit_mb": "5"})
    assert result["findings"][0]["key"] == key
    assert result["findings"][1]["key"] == "kind"


@pytest.mark.parametrize(
    ("text", "megabytes"),
    [
        ("5", 5),
        ("5 МБ", 5),
        ("5Mb", 5),
        ("до 5 мегабайт", 5),
        ("не более 10 Мбайт.", 10),
        ("0,5", 0.5),
        ("0.5 мб", 0.5),
        ("512 КБ", 0.5),
        ("1 Гб", 1024),
        ("５", 5),
    ],
)
def test_a_limit_is_read_as_forms_write_it(text: str, megabytes: float) -> None:
    assert attachment.Megabytes("limit_mb").value(text) == megabytes


@pytest.mark.parametrize("text", ["0", "-5", "много", "5 штук", "5 5", "1e9", "5,5,5", "9" * 50, "nan"])
def test_what_is_no_limit_is_a_field_error(text: str) -> None:
    with pytest.raises(FieldError, match="мегабайтах"):
        attachment.Megabytes("limit_mb").value(text)


@pytest.mark.parametrize(
    ("text", "extensions"),
    [
        ("jpg, jpeg, png", ("jpg", "jpeg", "png")),
        (".PDF;.DOC", ("pdf", "doc")),
        ("JPG/PNG", ("jpg", "png")),
        ("Допустимые форматы: PDF или JPG, до 5 Mb", ("pdf", "jpg")),
        ("Word, Excel", ("doc", "docx", "xls", "xlsx")),
        ("*.sig *.p7s", ("sig", "p7s")),
        ("pdf pdf", ("pdf",)),
    ],
)
def test_types_are_read_as_forms_list_them(text: str, extensions: tuple[str, ...]) -> None:
    assert attachment.Extensions("accept").value(text) == extensions


@pytest.mark.parametrize("text", ["любые", "рdf с русской р", "image/*", "5 мб", "..."])
def test_what_is_no_list_of_types_is_a_field_error(text: str) -> None:
    with pytest.raises(FieldError, match="jpg, png, pdf"):
        attachment.Extensions("accept").value(text)


@pytest.mark.parametrize(
    ("name", "content", "accept", "found"),
    [
        ("a.jpg", files.jpeg(), "jpg", ["kind", "listed"]),
        ("A.JPG", files.jpeg(), "jpg", ["kind", "listed"]),
        ("a.jpeg", files.jpeg(), "jpg, png", ["kind", "spelling"]),
        ("a.jfif", files.jpeg(), "jpg, png", ["kind", "spelling"]),
        ("a.jpg", files.jpeg(), "jpeg", ["kind", "spelling"]),
        ("a.jpg", files.png(), "jpg", ["disguised", "refused-picture"]),
        ("a.jpg", files.png(), "jpg, png", ["misnamed"]),
        ("a.jpg", files.bmff(b"heic"), "jpg", ["disguised", "refused-picture"]),
        ("a.heic", files.bmff(b"mif1", b"heic"), "jpg", ["kind", "refused-picture"]),
        ("a.heic", files.bmff(b"heix"), "jpg, heic", ["kind", "listed"]),
        ("a.docx", files.archive({"a": b"a"}), "docx", ["disguised", "refused", "archive"]),
        ("a.zip", files.docx(), "zip", ["disguised", "refused-document"]),
        ("a.docx", files.xlsx(), None, ["misnamed"]),
        ("a.doc", files.ole("WordDocument"), "pdf, doc", ["kind", "listed"]),
        ("a.doc", files.ole("Unknown"), None, ["kind"]),
        ("a.doc", rb"{\rtf1 }", "doc", ["kind", "listed"]),
        ("a.pdf", "просто текст".encode(), "pdf", ["disguised", "refused-document"]),
        ("a.pdf", b"<html>", "pdf", ["web-page"]),
        ("a.html", b"<html>", "pdf", ["unexpected"]),
        ("a.html", b"<!-- saved -->" + b"<!--" + b"-" * 900 + b"-->\n<html>", None, ["unexpected"]),
        ("a.pages", files.archive({"index.xml": b"<p/>", "buildVersionHistory.plist": b"<p/>"}), None, ["unexpected"]),
        ("a.key", files.archive({"Index/Document.iwa": b"a"}), None, ["unexpected"]),
        ("a.key", files.archive({"index.apxl": b"a"}), None, ["unexpected"]),
        ("a.key", files.der(b"\x02\x01\0\x30" + b"\1" * 99), None, ["secret-key"]),
        ("Primary.key", files.der(b"\x04\x20" + b"\1" * 32), None, ["secret-key"]),
        ("a.doc", b"<?xml version='1.0'?><w/>", None, ["disguised"]),
        ("a.odt", files.archive({"a": b"a"}), None, ["disguised", "archive"]),
        ("a.rar", files.archive({"a": b"a"}), None, ["misnamed", "archive"]),
        ("a.sig", files.der(), "sig, p7s", ["kind", "listed", "signature"]),
        ("a.p7s", files.der(), "sig", ["kind", "spelling", "signature"]),
        ("a", files.odt(), "pdf", ["refused-document"]),
        ("a", files.odt(), None, ["no-extension"]),
        ("Приказ от 1.02.2026", files.odt(), None, ["odd-extension"]),
        ("a.dat", b"\0\1\2\3", "pdf", ["unknown"]),
        ("a.sig", files.der(bytes.fromhex("06092a864886f70d010703") + b"\xa0" * 99), "sig", ["enveloped"]),
        ("a.zip", files.archive({"a": b"a" * 99})[:60], None, ["kind", "cut"]),
        ("a.zip", files.archive({"META-INF/signatures.xml": b"<s/>"}), None, ["kind", "signed-container"]),
        ("a.asice", files.archive({"META-INF/signatures.xml": b"<s/>"}), None, ["kind", "signed-container"]),
    ],
)
def test_name_and_content_and_form(name: str, content: bytes, accept: str | None, found: list[str]) -> None:
    raw = {"accept": accept} if accept else {}
    about_pictures = ("weight", "photo")
    assert [key for key in keys(name, content, **raw) if key not in about_pictures] == found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((f"a.{extension}", files.docx()) for extension in ("dotx", "dotm")),
        ("a.potx", files.archive({"ppt/presentation.xml": b"<p/>"})),
        ("a.xltx", files.xlsx()),
        ("a.ott", files.odt()),
        ("a.vsdx", files.archive({"visio/document.xml": b"<v/>"})),
        ("a.odg", files.archive({"mimetype": b"application/vnd.oasis.opendocument.graphics"})),
        ("a.3mf", files.archive({"3D/3dmodel.model": b"<m/>"})),
        ("a.kra", files.archive({"maindoc.xml": b"<k/>"})),
        ("a.unheard", files.archive({"a": b"a"})),
        ("a.dng", files.tif()),
        ("a.nef", files.tif()),
        ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        ("a.eps", b"\xc5\xd0\xd3\xc6" + b"\0" * 60),
        ("a.ai", files.pdf()),
        ("a.dxf", b"0\nSECTION\n"),
        ("a.vsd", files.compound({"VisioDocument": b"1" * 5000})),
        ("a.dot", files.doc()),
        ("a.eml", b"From: a@example.com\n\n"),
        ("a.gpx2", b"<?xml version='1.0'?><a/>"),
        ("a.dcm", b"\0" * 128 + b"DICM" + b"\2\0" * 40),
        ("a.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 40),
        ("a.aac", b"\xff\xf1\x50\x80" + bytes(range(60))),
        ("a.iso", bytes(range(256)) * 8),
        ("a.ttf", b"\0\1\0\0\0\x0f\0\x80" + bytes(range(60))),
    ],
)
def test_templates_drawings_and_the_like_are_not_what_the_portal_asks_for(name: str, content: bytes) -> None:
    found = run(name, content)
    assert [finding["key"] for finding in found["findings"]] == ["weight", "unexpected"]
    assert found["level"] == "warn"
    assert "опишите" not in str(found), "never a new name for a file of another kind"
    extension = name.rpartition(".")[2]
    if extension in attachment._EXTENSIONS:
        assert "unexpected" not in keys(name, content, accept=f"pdf, {extension}"), "this form asks for it"


@pytest.mark.parametrize("name", ["Справка от 12.05.2026", "Договор.финал", "a.1", "Отчёт.v2 итог"])
def test_a_dot_within_a_name_is_no_type(name: str) -> None:
    assert "unexpected" not in keys(name, files.archive({"a": b"a"}))
    assert "unexpected" not in keys(name, files.pdf())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docm", files.docx()),
        ("a.docm", files.archive({"word/document.xml": b"<w/>", "word/vbaProject.bin": b"v"})),
        ("a.xlsm", files.xlsx()),
        ("a.pptm", files.archive({"ppt/presentation.xml": b"<p/>"})),
        ("a.ppsm", files.archive({"ppt/presentation.xml": b"<p/>"})),
    ],
)
def test_a_document_for_macros_is_sound_with_or_without_them(name: str, content: bytes) -> None:
    assert keys(name, content) == ["weight", "kind"]
    assert keys(name, content, accept=name.rpartition(".")[2]) == ["weight", "kind", "listed"]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.doc", files.doc(locked=True), "locked-document"),
        ("a.xls", files.xls(locked=True), "locked-document"),
        ("a.ppt", files.ppt(locked=True), "locked-document"),
        ("a.docx", files.compound({"WordDocument": b"1" * 20, "EncryptedPackage": b"2" * 5000}), "locked-document"),
        ("a.rar", files.rar_5(locked=True), "locked-archive"),
        ("a.rar", files.rar_4(hidden=True), "locked-archive"),
        ("a.7z", files.seven_zip(locked=True, packed=True), "locked-archive"),
    ],
)
def test_a_password_is_told(name: str, content: bytes, key: str) -> None:
    assert keys(name, content)[:3] == ["weight", "kind", key]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip.001", files.archive({"a": b"a" * 99})[:60]),
        ("a.7z.001", files.seven_zip()[:60]),
        ("a.7z.002", b"\x93\x01" * 99),
        ("a.r00", files.rar_4(part=True)),
        ("a.z01", b"PK\x07\x08" + files.archive({"a": b"a"})[:30]),
        ("a.z02", b"\x93\x01" * 99),
    ],
)
def test_one_part_of_an_archive_is_not_to_be_renamed(name: str, content: bytes) -> None:
    assert keys(name, content) == ["weight", "archive-part"]


def test_a_document_with_such_a_name_is_no_part() -> None:
    assert "archive-part" not in keys("Справка.001", files.pdf())


def test_where_the_end_cannot_be_judged_that_is_said() -> None:
    assert "Целый ли файл, по нему не видно" in told("kind", "a.txt", b"text")["limits"]
    assert "Целый ли файл" not in told("kind", "a.png", files.png())["limits"]


@pytest.mark.parametrize("kind", table("file_kinds")["kind"], ids=lambda kind: kind["id"])
def test_no_kind_with_its_own_name_is_called_misnamed(kind: dict[str, Any]) -> None:
    for extension in kind["extensions"]:
        found = [finding.key for finding in attachment._type(kind, extension, None, whole=True)]
        assert found[0] == "kind"
        accepted = [finding.key for finding in attachment._type(kind, extension, (extension,), whole=True)]
        assert accepted == ["kind", "listed"]


def test_a_wrong_name_is_mended_with_a_type_that_the_form_takes() -> None:
    assert "«.jpeg»" in told("misnamed", "a.png", files.jpeg(), accept="jpeg, pdf")["next"]
    assert "«.jpg»" in told("misnamed", "a.png", files.jpeg())["next"]


def test_a_cut_document_is_not_called_misnamed_too() -> None:
    for name, content in (("a.docx", files.docx()), ("a.xlsx", files.xlsx()), ("a.zip", files.docx())):
        found = keys(name, content[: len(content) // 2])
        assert "cut" in found
        assert "misnamed" not in found


@pytest.mark.parametrize(
    ("width", "height", "key"),
    [
        (413, 531, "photo"),
        (4000, 3000, "photo"),
        (412, 531, "photo-small"),
        (413, 530, "photo-small"),
        (531, 413, "photo-sideways"),
        (530, 413, "photo-small"),
        (531, 531, "photo"),
    ],
)
@pytest.mark.parametrize("make", [files.png, files.jpeg])
def test_the_rule_for_photos(make: Any, width: int, height: int, key: str) -> None:
    assert keys("a.png" if make is files.png else "a.jpg", make(width, height))[-1] == key


def test_a_turned_photo_is_judged_as_it_is_shown() -> None:
    assert keys("a.jpg", files.jpeg(531, 413, turned=True))[-1] == "photo"


@pytest.mark.parametrize(("dpi", "more"), [(72, ["dpi"]), (299, ["dpi"]), (300, []), (600, []), (None, [])])
def test_dots_per_inch_of_the_file_only_inform(dpi: int | None, more: list[str]) -> None:
    assert keys("a.jpg", files.jpeg(dpi=dpi))[3:] == more
    assert run("a.jpg", files.jpeg(dpi=dpi))["level"] == "ok"


def test_pages_are_told() -> None:
    assert told("pages", "a.pdf", files.pdf(7))["text"] == "Страниц в PDF: 7."
    assert run("a.pdf", files.pdf_with_stream())["level"] == "ok"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Паспорт (1).png", []),
        ("Ёж_и-ёлка – копия, 2026.png", []),
        ("a\u200bb.png", ["name-hidden"]),
        ("gnp\u202eexe.png", ["name-hidden"]),
        ("a\tb.png", ["name-hidden"]),
        ("Мои\u0306.png", ["name-split"]),
        ("a.png ", ["name-spaces"]),
        ("\u00a0a.png", ["name-hidden", "name-spaces"]),
        ("Снимок 9.41\u202fPM.png", ["name-hidden"]),
        ("№5.png", ["name-signs"]),
        ("a&b.png", ["name-signs"]),
        ("😀.png", ["name-signs"]),
        ("ф" * 125 + ".png", []),
        ("ф" * 126 + ".png", ["name-long"]),
        ("a" * 252 + ".png", ["name-long"]),
        ("\ud800.png", ["name-hidden"]),
    ],
)
def test_names(name: str, found: list[str]) -> None:
    assert keys(name, files.png())[3:] == found


def test_an_invisible_sign_in_a_name_is_shown_by_its_code() -> None:
    assert "3-й по счёту, U+200B" in told("name-hidden", "ab\u200bc.png", files.png())["text"]


@pytest.mark.parametrize("name", ["a.pdf.exe", "a.scr", "a.BAT", "a.msi", "a.pdf.js"])
def test_the_name_of_a_program_is_enough(name: str) -> None:
    assert keys(name, files.pdf()) == ["program"]


def test_nothing_of_the_name_or_the_content_goes_into_the_report() -> None:
    result = run("Паспорт Иванова.pdf", files.pdf(), limit_mb="5", accept="pdf")
    assert result["report"] == {
        "check": "attachment",
        "level": "ok",
        "found": ["fits", "kind", "listed", "pages"],
        "given": {},
    }


def test_a_file_that_cannot_be_read_to_the_end_says_so() -> None:
    def gone(start: int, end: int) -> bytes:
        if start:
            raise OSError("NotReadableError")
        return files.png()[:end]

    result = pyscripts.run("attachment", {"file": {"name": "a.png", "size": 200_000, "bytes": gone}})
    assert [finding["key"] for finding in result["findings"]] == ["unreadable"]


@pytest.mark.parametrize("size", [0, -1, -(10**9)])
def test_no_bytes_are_an_empty_file(size: int) -> None:
    raw = {"file": files.raw("a.pdf", b"", size)}
    assert pyscripts.keys("attachment", **raw) == ["empty"]


STARTS = [b"", b"PK\3\4", b"%PDF-1.4\n", files.jpeg()[:4], files.png()[:8], files.ole()[:8], b"\0\0\0\x18ftyp"]


@settings(max_examples=200, deadline=None)
@given(
    name=st.text(max_size=300),
    content=st.binary(max_size=400),
    start=st.sampled_from(STARTS),
    size=st.none() | st.integers(-5, 10**12),
    accept=st.sampled_from(["", "jpg", "pdf, zip"]),
)
def test_any_file_gets_a_verdict(name: str, content: bytes, start: bytes, size: int | None, accept: str) -> None:
    raw = {"file": files.raw(name, start + content, size), "limit_mb": "1", "accept": accept}
    result = pyscripts.run("attachment", raw)
    assert result["findings"]
    assert not result["errors"]
    for finding in result["findings"]:
        assert "{" not in finding["text"] + finding["limits"] + finding["next"] or "{" in name
