r"""ASN.1 values in DER, and in BER with lengths that are told only by an end mark, as many programs write signatures.

Nothing is unpacked before it is asked for. Depth and number of values are bounded, so any bytes give a value or `Broken`.

Source: X.690 §8.1 (tags and lengths), §8.19 (object identifiers); X.680 §8.6 and RFC 5280 §4.1.2.5 (times).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

INTEGER, BITS, OCTETS, OID, SEQUENCE, SET = 0x02, 0x03, 0x04, 0x06, 0x30, 0x31
CONTEXT = 0xA0  # a constructed value that its place in the syntax names: CONTEXT | number
_CONSTRUCTED = 0x20
TIMES = {0x17: 2, 0x18: 4}  # UTCTime, GeneralizedTime: digits of the year
_TEXTS = {
    0x0C: "utf-8",
    0x12: "ascii",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "ascii",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
}
_DEEPEST = 32
_MOST = 20_000  # values in a value


class Broken(ValueError):
    """The bytes are no ASN.1 value, or not the one that was expected here."""


@dataclass(frozen=True)
class Value:
    """One value: its tag, and where in the bytes it stands.

    Args:
        data: what it is a part of.
        tag: the first byte: class, kind and number.
        start: where its tag stands.
        inside: where its content begins.
        end: where its content ends (exclusive).
    """

    data: bytes
    tag: int
    start: int
    inside: int
    end: int

    @property
    def content(self) -> bytes:
        return self.data[self.inside : self.end]

    @property
    def whole(self) -> bytes:
        """Its bytes with the tag: two names are the same if these are."""
        return self.data[self.start : self.end]

    def __iter__(self) -> Iterator["Value"]:
        """The values inside.

        Raises:
            Broken: it has none, or they do not fill it.
        """
        if not self.tag & _CONSTRUCTED:
            raise Broken
        place = self.inside
        for _ in range(_MOST):
            if place == self.end:
                return
            value, place = _read(self.data, place, self.end, _DEEPEST)
            yield value
        raise Broken

    def parts(self, tag: int = SEQUENCE) -> list["Value"]:
        """The values inside, if it has the tag that is expected.

        Raises:
            Broken: it has another, or what is inside is broken.
        """
        if self.tag != tag:
            raise Broken
        return list(self)

    def oid(self) -> str:
        r"""An object identifier in dots.

        >>> Value(b"\x2a\x85\x03\x64\x03", OID, 0, 0, 5).oid()
        '1.2.643.100.3'

        Raises:
            Broken: it is none.
        """
        if self.tag != OID or not 0 < len(self.content) <= 64 or self.content[-1] & 0x80:
            raise Broken
        numbers, number = [], 0
        for byte in self.content:
            number = number << 7 | byte & 0x7F
            if not byte & 0x80:
                numbers.append(number)
                number = 0
        first = min(numbers[0] // 40, 2)
        return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))

    def text(self) -> str:
        """A string of any of the kinds that names have; empty if it is none."""
        try:
            return self.content.decode(_TEXTS[self.tag])
        except (KeyError, UnicodeDecodeError):
            return ""

    def day(self) -> date:
        """The day of a time, in UTC.

        >>> Value(b"261122205959Z", 0x17, 0, 0, 13).day()
        datetime.date(2026, 11, 22)

        Raises:
            Broken: it is no time, or no such day is in the calendar.
        """
        width = TIMES.get(self.tag)
        digits = self.content[: (width or 0) + 4]
        if not width or len(digits) < width + 4 or not digits.isdigit():
            raise Broken
        year = int(digits[:width])
        if width == 2:
            year += 1900 if year >= 50 else 2000
        try:
            return date(year, int(digits[width : width + 2]), int(digits[width + 2 :]))
        except ValueError:
            raise Broken from None


def read(data: bytes) -> Value:
    """The value with which some bytes begin; what follows it does not matter.

    Raises:
        Broken: there is none.
    """
    return _read(data, 0, len(data), _DEEPEST)[0]


def written(tag: int, content: bytes) -> bytes:
    r"""A value as bytes.

    >>> written(OCTETS, b"ab"), written(OCTETS, bytes(200))[:4]
    (b'\x04\x02ab', b'\x04\x81\xc8\x00')
    """
    size = len(content)
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, size] if size < 0x80 else [tag, 0x80 | len(length), *length]) + content


def header(start: bytes, place: int) -> tuple[int, int, int]:
    """Tag, beginning and end of the content of a value, by its first six bytes and where they stand.

    Raises:
        Broken: there is none, or only a mark tells its end.
    """
    more = start[1] & 0x7F if len(start) > 1 and start[1] & 0x80 else 0
    if len(start) < 2 + more or start[0] & 0x1F == 0x1F or more > 4 or start[1] == 0x80:
        raise Broken
    length = int.from_bytes(start[2 : 2 + more]) if more else start[1]
    return start[0], place + 2 + more, place + 2 + more + length


def _read(data: bytes, start: int, end: int, depth: int) -> tuple[Value, int]:
    """A value, and where the next one begins."""
    if end - start < 2 or data[start] & 0x1F == 0x1F or not depth:  # tags of more bytes do not occur in certificates
        raise Broken
    tag, length, inside = data[start], data[start + 1], start + 2
    if length == 0x80 and tag & _CONSTRUCTED:
        return _until_mark(data, start, end, depth)
    if length & 0x80:
        size = length & 0x7F
        length, inside = int.from_bytes(data[inside : inside + size]), inside + size
        if not 0 < size <= 4:
            raise Broken
    if inside + length > end:
        raise Broken
    return Value(data, tag, start, inside, inside + length), inside + length


def _until_mark(data: bytes, start: int, end: int, depth: int) -> tuple[Value, int]:
    """A value whose length is not told: two zero bytes stand after the last value inside."""
    place = start + 2
    for _ in range(_MOST):
        if data[place : place + 2] == b"\0\0":
            return Value(data, data[start], start, start + 2, place), place + 2
        _, place = _read(data, place, end, depth - 1)
    raise Broken
