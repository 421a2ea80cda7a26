"""Certificates and signatures for tests, written tag by tag: nobody's key has made them."""

GOST_256, GOST_512, GOST_2001, RSA = "1.2.643.7.1.1.1.1", "1.2.643.7.1.1.1.2", "1.2.643.2.2.19", "1.2.840.113549.1.1.1"
SNILS, OGRN, OGRNIP, INN_LE, INN = (
    "1.2.643.100.3",
    "1.2.643.100.1",
    "1.2.643.100.5",
    "1.2.643.100.4",
    "1.2.643.3.131.1.1",
)
COMMON_NAME, ORGANISATION, SURNAME = "2.5.4.3", "2.5.4.10", "2.5.4.4"

type Name = dict[str, str]
PERSON: Name = {COMMON_NAME: "Тестов Тест", SURNAME: "Тестов", SNILS: "00000000000", INN: "000000000000"}
CENTRE: Name = {ORGANISATION: "АО «Пример»", COMMON_NAME: "Пример УЦ", OGRN: "0000000000000"}


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = (len(body).bit_length() + 7) // 8
    length = bytes([len(body)]) if len(body) < 0x80 else bytes([0x80 | size]) + len(body).to_bytes(size)
    return bytes([tag]) + length + body


def endless(tag: int, *parts: bytes) -> bytes:
    """As BER may write it: the length is not told, an end mark is."""
    return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"


def oid(dots: str) -> bytes:
    first, second, *numbers = map(int, dots.split("."))
    return der(0x06, *(_base_128(number) for number in (40 * first + second, *numbers)))


def _base_128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def name(pairs: Name, tag: int = 0x0C) -> bytes:
    codec = {0x0C: "utf-8", 0x1E: "utf-16-be"}[tag]
    return der(0x30, *(der(0x31, der(0x30, oid(key), der(tag, text.encode(codec)))) for key, text in pairs.items()))


def certificate(
    owner: Name = PERSON,
    issuer: Name = CENTRE,
    key: str = GOST_256,
    days: tuple[str, str] = ("250101000000Z", "261231205959Z"),
    number: int = 1,
    authority: bool = False,
    tag: int = 0x0C,
) -> bytes:
    times = [der(0x17 if len(day) == 13 else 0x18, day.encode()) for day in days]
    algorithm = der(0x30, oid(key))
    constraint = der(0x30, *([der(0x01, b"\xff")] if authority else []))
    extensions = der(0x30, der(0x30, oid("2.5.29.19"), der(0x01, b"\xff"), der(0x04, constraint)))
    signed = der(
        0x30,
        der(0xA0, der(0x02, b"\x02")),
        der(0x02, bytes([number])),
        algorithm,
        name(issuer, tag),
        der(0x30, *times),
        name(owner, tag),
        der(0x30, algorithm, der(0x03, b"\0" + b"\x55" * 64)),
        der(0xA3, extensions),
    )
    return der(0x30, signed, algorithm, der(0x03, b"\0" + b"\xaa" * 64))


def signature(
    *certificates: bytes, signer: tuple[Name, int] | None = None, wrap: object = der, document: bytes | None = None
) -> bytes:
    """CMS SignedData; `wrap` writes the outer values: `der` or `endless`."""
    assert wrap in (der, endless)
    outer = der if wrap is der else endless
    infos = []
    if signer:
        identity = der(0x30, name(signer[0]), der(0x02, bytes([signer[1]])))
        infos = [der(0x30, der(0x02, b"\x01"), identity, der(0x30), der(0x30), der(0x04, b"\x55" * 64))]
    fields = [
        der(0x02, b"\x01"),
        der(0x31),
        outer(0x30, oid("1.2.840.113549.1.7.1"), *([] if document is None else [outer(0xA0, der(0x04, document))])),
        *([outer(0xA0, *certificates)] if certificates else []),
        outer(0x31, *infos),
    ]
    return outer(0x30, oid("1.2.840.113549.1.7.2"), outer(0xA0, outer(0x30, *fields)))
