"""PDF: whether the end is there, whether it is encrypted, how many pages it has.

Sources: ISO 32000-1 §7.5 (file structure), §7.7.3 (page tree), annex F (linearized). Pages are counted where the file
says it openly: in the head of a linearized file, or through a plain cross-reference table. Compressed ones are not
unpacked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyscripts.formats.source import Content, Source

_MOST_SECTIONS = 16
_MOST_ROWS = 200
_MOST_PAGES = 100_000


def look(source: Source) -> Content | None:
    start = _start(source)
    if start is None:
        return None
    sections = list(_sections(source, start)) or [_Section(source.tail.rpartition(b"trailer")[2][:4096])]
    linear = _linearized(source, start)
    return Content(
        "pdf",
        cut=_is_cut(source, linear),
        locked=any(re.search(rb"/Encrypt\b", section.trailer) for section in sections),
        pages=_pages(source, start, sections) or (linear.pages if linear and linear.size == source.size else None),
    )


def _start(source: Source) -> int | None:
    """Where the header stands. Readers of PDF look for it in the first kilobyte; something may stand before it."""
    start = source.head[:1024].find(b"%PDF-")
    if start > 0 and source.head[:start].strip(b"\xef\xbb\xbf \t\r\n\0") and b"startxref" not in source.tail:
        return None
    return start if start >= 0 else None


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


def _is_cut(source: Source, linear: _Linearized | None) -> bool:
    if linear and linear.size > source.size and b"%%EOF" not in source.tail[-1024:]:
        return True
    return b"%%EOF" not in source.tail and b"startxref" not in source.tail


@dataclass(frozen=True)
class _Section:
    """One cross-reference section: its trailer, and (first number, count, place) of its plain rows."""

    trailer: bytes
    rows: tuple[tuple[int, int, int], ...] = ()


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
        return _Section(text.partition(b"stream")[0])
    table = re.match(rb"\s*xref\s+", text)
    if not table:
        return None
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
    return None if word.strip() or not trailer else _Section(trailer.partition(b"startxref")[0], tuple(rows))


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
