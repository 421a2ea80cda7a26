"""PDF: whether the end is there, whether it is encrypted, how many pages it has.

Sources: ISO 32000-1 §7.5 (file structure), §7.7.3 (page tree), annex F (linearized). Pages are counted where the file
says it openly: in the head of a linearized file, or through a plain cross-reference table. Compressed ones are not
unpacked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyscripts.formats.source import Content, Source

# What may have a PDF inside of itself: archives, OLE, programs, signatures.
_CONTAINERS = re.compile(rb"PK|\xd0\xcf\x11\xe0|Rar!|7z\xbc\xaf|MZ|\x7fELF|\x1f\x8b|BZh|MSCF|\x30[\x80-\x84]")
# The beginning of an object or of a table, wherever it is cut.
_OBJECT = re.compile(rb"\d{1,10}($|\s+($|\d{1,5}($|\s+($|o($|b($|j\b))))))|x($|r($|e($|f\b)))|startx", re.DOTALL)
# A PDF that a program took for text: what is no letter has become U+FFFD, first of all the marks in its second line.
_RETYPED = re.compile(rb"%PDF-\d\.\d\s{1,4}%(?:\xef\xbf\xbd){2}")
_MANY_LOST, _MOST_LOST = 40, 300
# The end of a PDF whose beginning is spoiled.
_ENDED = re.compile(rb"startxref\s{1,4}\d{1,12}\s{1,4}%%EOF\s*$")
_MOST_SECTIONS = 16
_MOST_ROWS = 200
_MOST_PAGES = 100_000


def look(source: Source) -> Content | None:
    start = _start(source)
    if start is None:
        return Content("pdf", cut=True) if _is_headless(source) else None
    sections = list(_sections(source, start))
    linear = _linearized(source, start)
    cut = _is_cut(source, linear, bool(sections)) or _is_retyped(source, start)
    sections = sections or [_Section(source.tail.rpartition(b"trailer")[2][:4096])]
    return Content(
        "pdf",
        cut=cut,
        whole=not cut and bool(sections[0].place) and not _after_end(source),
        locked=any(re.search(rb"/Encrypt\b(?!\s{1,4}null)", section.trailer) for section in sections),
        pages=_pages(source, start, sections) or (linear.pages if linear and linear.size == source.size else None),
    )


def _start(source: Source) -> int | None:
    """Where the header stands. Readers of PDF look for it in the first kilobyte, and many further on.

    Something may stand before it: the mark of an encoding, the headers of a mail or of a server. But a text may tell of
    it, and an archive or a signature may have a PDF inside of itself.
    """
    start = source.head.find(b"%PDF-")
    if start < 0:
        return None
    before = source.head[:start].strip(b"\xef\xbb\xbf \t\r\n\0")
    if before and (
        b"startxref" not in source.tail or _CONTAINERS.match(source.head) or source.head[257:262] == b"ustar"
    ):
        return None
    return start


def _is_headless(source: Source) -> bool:
    """Whether it is a PDF but for its header, which is spoiled: it has objects, and the end that only a PDF has."""
    if b"%PDF-" in source.head or _CONTAINERS.match(source.head) or not _ENDED.search(source.tail[-2048:]):
        return False
    return source.head.startswith(b"%PDF") or bool(re.search(rb"\n\d{1,9} \d{1,5} obj\b", source.head[:2048]))


@dataclass(frozen=True)
class _Linearized:
    size: int
    pages: int


def _linearized(source: Source, start: int) -> _Linearized | None:
    first = source.head[start : start + 1024].partition(b"endobj")[0]
    size, pages = _number(rb"/L", first), _number(rb"/N", first)
    if b"/Linearized" not in first or size is None or pages is None:
        return None
    return _Linearized(start + size, pages)


def _is_cut(source: Source, linear: _Linearized | None, found: bool) -> bool:
    """Whether the end is missing. Every change that was added to a PDF has an end of its own, so the last one counts.

    Args:
        linear: what the head says, if it was written for the web: then an end stands near the beginning too.
        found: the place of the last end leads to a cross-reference section.
    """
    if b"%%EOF" not in source.tail:
        return True
    if linear and linear.size > source.size and (not found or not _is_redone(source)):
        return True
    after = _after_end(source)
    return bool(after) and (not found or _OBJECT.match(after) is not None)


def _is_retyped(source: Source, start: int) -> bool:
    """Whether all that is no text was lost: its pages are then blank."""
    lost = source.head.count(b"\xef\xbf\xbd") + source.tail.count(b"\xef\xbf\xbd")
    return lost > (_MANY_LOST if _RETYPED.match(source.head, start) else _MOST_LOST)


def _after_end(source: Source) -> bytes:
    """What stands after the last end, but for the fillings that programs add."""
    return source.tail.rpartition(b"%%EOF")[2].strip(b" \t\r\n\f\0\x1a")


def _is_redone(source: Source) -> bool:
    """Whether a program that knows nothing of the head wrote the file anew: the end leads to a section near itself."""
    found = re.findall(rb"startxref\s+(\d{1,12})\b", source.tail)
    return bool(found) and int(found[-1]) > source.size // 2


@dataclass(frozen=True)
class _Section:
    """One cross-reference section: its trailer, and (first number, count, place) of its plain rows."""

    trailer: bytes
    rows: tuple[tuple[int, int, int], ...] = ()
    place: int | None = None


def _sections(source: Source, start: int) -> Iterator[_Section]:
    """The cross-reference sections from the newest to the oldest."""
    found = re.findall(rb"startxref\s+(\d{1,12})\b", source.tail)
    place = start + int(found[-1]) if found else None
    seen: set[int] = set()
    while place is not None and place not in seen and len(seen) < _MOST_SECTIONS:
        seen.add(place)
        section = _section(source, place)
        if section is None:
            return
        yield section
        before = _number(rb"/Prev", section.trailer)
        place = None if before is None else start + before


def _section(source: Source, place: int) -> _Section | None:
    text = source.piece(place, 4096)
    if re.match(rb"\s*\d+\s+\d+\s+obj\b", text):  # a stream: its dictionary is the trailer, its rows are compressed
        return _Section(text.partition(b"stream")[0], place=place)
    table = re.match(rb"\s*xref\s+", text)
    if not table:
        return None
    begin = place
    place += table.end()
    rows = []
    for _ in range(_MOST_ROWS):
        head = re.match(rb"\s*(\d{1,10}) +(\d{1,10})\s+", source.piece(place, 40))
        if not head:
            break
        first, count = int(head[1]), int(head[2])
        rows.append((first, count, place + head.end()))
        place += head.end() + 20 * count
    word, _, trailer = source.piece(place, 4096).partition(b"trailer")
    return None if word.strip() or not trailer else _Section(trailer.partition(b"startxref")[0], tuple(rows), begin)


def _pages(source: Source, start: int, sections: list[_Section]) -> int | None:
    root = next(filter(None, (_reference(rb"/Root", section.trailer) for section in sections)), None)
    tree = root and _reference(rb"/Pages", _object(source, start, sections, root))
    pages = tree and _number(rb"/Count", _object(source, start, sections, tree))
    return pages if pages and pages <= _MOST_PAGES else None


def _object(source: Source, start: int, sections: list[_Section], number: int) -> bytes:
    """The text of an object; empty if it is not where the plain rows say, or if none does."""
    for section in sections:
        for first, count, rows in section.rows:
            if first <= number < first + count:
                row = re.match(rb"(\d{10}) \d{5} n", source.piece(rows + 20 * (number - first), 18))
                text = source.piece(start + int(row[1]), 1 << 16) if row else b""
                return text.partition(b"endobj")[0] if re.match(rb"\s*%d\s+\d+\s+obj\b" % number, text) else b""
    return b""


def _number(key: bytes, text: bytes) -> int | None:
    found = re.search(key + rb"\s+(\d{1,12})\b(?!\s+\d+\s+R\b)", text)
    return int(found[1]) if found else None


def _reference(key: bytes, text: bytes) -> int | None:
    found = re.search(key + rb"\s+(\d{1,10})\s+\d{1,5}\s+R\b", text)
    return int(found[1]) if found else None
