"""Certificates of signatures (X.509), alone or in a signature (CMS); as DER, PEM or bare base64.

Only what a check may tell is taken: days, algorithm, issuer, and which kinds of numbers the owner has – never their
values. No signature is verified.

Sources: RFC 5280 §4.1 (Certificate), RFC 5652 §5.1 and §5.3 (SignedData, SignerInfo), RFC 7468 (PEM), RFC 9215 (ГОСТ
keys); the owner's kinds of numbers: data/signing.toml.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pyscripts.formats import cms
from pyscripts.formats.der import (
    BITS,
    CONTEXT,
    INTEGER,
    OCTETS,
    OID,
    SEQUENCE,
    SET,
    TIMES,
    Broken,
    Value,
    header,
    read,
    written,
)
from pyscripts.formats.source import Source

__all__ = ["Broken", "Certificate", "Private", "Request", "read_all", "read_large"]

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_BASIC_CONSTRAINTS = "2.5.29.19"
_ORGANISATION, _COMMON_NAME = "2.5.4.10", "2.5.4.3"
_MOST = 50  # certificates of one signature
_LARGEST = 512 * 1024  # bytes of the certificates in a large one
_LABEL = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----")
_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END ")
_NO_OWNER = (b"REQUEST", b"PUBLIC KEY", b"CRL", b"PARAMETERS")  # labels of PEM
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")


class Private(Exception):
    """There is a private key in the file."""


class Request(Exception):
    """It is a request for a certificate, a public key or a list of revoked ones: sound, and nobody's certificate."""


@dataclass(frozen=True)
class Certificate:
    """One certificate.

    Args:
        since: the first day.
        until: the last day.
        key: the algorithm of the owner's key, an object identifier.
        has: object identifiers of what the owner's name consists of.
        issuer: the organisation that gave it; empty if it names none, or is the owner himself.
        own: the owner gave it to himself.
        authority: the owner may give certificates to others.
    """

    since: date
    until: date
    key: str
    has: frozenset[str]
    issuer: str
    own: bool
    authority: bool


def read_all(data: bytes) -> list[Certificate]:
    """The certificates in a file; the one that signed, or may sign, is the first.

    Raises:
        Private: a private key is there, too.
        Request: it is a request, or something else of the kind without a certificate.
        Broken: there is nothing of the kind, or it is damaged.
    """
    values = [_value(content) for content in _contents(data)]
    certificates = [pair for value in values for pair in _of(value)]
    certificates.sort(key=lambda pair: (not pair[1], pair[0].authority))
    return [certificate for certificate, _ in certificates]


def read_large(source: Source) -> list[Certificate]:
    """The same of a file that is too large to be read whole: of a signature the document that is signed is passed over.

    Raises:
        Private, Request, Broken: as `read_all` does.
    """
    content = cms.look(source)
    if content and content.kind == "key":
        raise Private
    outer = _values(source, 0)
    around = _values(source, outer[1][0]) if len(outer) == 2 else []
    fields = _values(source, around[0][0]) if around else []
    if len(fields) < 4:
        raise Broken
    kept = [_bytes(source, *field) for field in fields[3:] if source.piece(field[0], 1) == bytes([CONTEXT])]
    signers = [
        written(SEQUENCE, b"".join(_bytes(source, *part) for part in _values(source, start)[:2]))  # whose certificate
        for start, _ in _values(source, fields[-1][0])
    ]
    few = written(INTEGER, b"\1") + written(SET, b"") + written(SEQUENCE, b"") + b"".join(kept)
    signed = written(SEQUENCE, few + written(SET, b"".join(signers)))
    return read_all(written(SEQUENCE, _bytes(source, *outer[0]) + written(CONTEXT, signed)))


def _values(source: Source, place: int) -> list[tuple[int, int]]:
    """Where the values inside of the one at a place begin and end; their content is not read.

    Raises:
        Broken: there are none, too many, or lengths are not told.
    """
    _, inside, end = header(source.piece(place, 6), place)
    found = list[tuple[int, int]]()
    while inside < end and len(found) < _MOST:
        _, _, after = header(source.piece(inside, 6), inside)
        found.append((inside, after))
        inside = after
    if inside != end:
        raise Broken
    return found


def _bytes(source: Source, start: int, end: int) -> bytes:
    return source.piece(start, min(end - start, _LARGEST))


def _contents(data: bytes) -> Iterator[bytes]:
    """What is in a file, as DER: PEM may have more than one thing."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # PEM that a text editor has saved
        data = data.decode("utf-16", "replace").encode("ascii", "replace")
    labels = _LABEL.findall(data)  # a key under a password has lines of its own before what it is
    if any(b"PRIVATE KEY" in label for label in labels):
        raise Private
    if labels and all(any(word in label for word in _NO_OWNER) for label in labels):
        raise Request
    blocks = [(label, body) for label, body in _PEM.findall(data) if not any(word in label for word in _NO_OWNER)]
    if blocks:
        yield from (_decoded(body) for _, body in blocks)
    elif _BASE64.fullmatch(data):
        yield _decoded(data)
    else:
        yield data


def _decoded(body: bytes) -> bytes:
    body = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4))
    except binascii.Error:
        raise Broken from None


def _value(content: bytes) -> Value:
    """A value that may have certificates.

    Private keys begin with a version (PKCS#1, PKCS#8, SEC 1, PFX), or are under a password: an algorithm, then bytes.
    A public key is two or three numbers (PKCS#1, parameters), or an algorithm, then bits.
    """
    value = read(content)
    parts = value.parts()
    tags = [part.tag for part in parts]
    if tags == [SEQUENCE, OCTETS]:
        raise Private
    if tags in ([INTEGER] * 2, [INTEGER] * 3, [SEQUENCE, BITS]):
        raise Request
    if tags[:1] == [INTEGER] and (tags[1:2] != [SEQUENCE] or tags[2:3] == [OCTETS] or _begins_with_kind(parts[1])):
        raise Private
    return value


def _begins_with_kind(value: Value) -> bool:
    """Whether it begins with what it is, as the content of PFX does and an imprint for a time stamp does not."""
    parts = value.parts()
    return not parts or parts[0].tag == OID


def _of(value: Value) -> Iterator[tuple[Certificate, bool]]:
    """Certificates, each with whether it has signed."""
    parts = value.parts()
    if not parts:
        raise Broken
    if parts[0].tag == OID:
        yield from _of_signature(parts)
    else:
        yield _certificate(value)[0], False


def _of_signature(parts: list[Value]) -> Iterator[tuple[Certificate, bool]]:
    if parts[0].oid() != _SIGNED_DATA:
        return  # data that is enciphered or hashed: sound, but nobody's certificate
    if len(parts) < 2:
        raise Broken
    fields = _one(parts[1], CONTEXT).parts()
    signers = {signer for field in fields[3:] if field.tag == SET for signer in _signers(field)}
    for field in fields[3:]:
        if field.tag == CONTEXT:
            for number, value in enumerate(field):
                if value.tag == SEQUENCE and number < _MOST:
                    certificate, identity = _certificate(value)
                    yield certificate, identity in signers


def _signers(infos: Value) -> Iterator[tuple[bytes, bytes]]:
    """Issuer and number of the certificates that have signed."""
    for info in infos:
        parts = info.parts()
        if len(parts) > 1 and parts[1].tag == SEQUENCE:
            identity = parts[1].parts()
            if len(identity) == 2:
                yield identity[0].whole, identity[1].content


def _certificate(value: Value) -> tuple[Certificate, tuple[bytes, bytes]]:
    """A certificate, with its issuer and number."""
    fields = _first(value).parts()
    if fields and fields[0].tag == CONTEXT:  # the version
        del fields[0]
    if any(field.tag in TIMES for field in fields[2:5]):  # days stand alone in a list of revoked certificates
        raise Request
    if len(fields) < 6 or fields[0].tag != INTEGER:
        raise Request if _is_request(fields) else Broken
    number, _, issuer, validity, subject, key = fields[:6]
    days = validity.parts()
    if len(days) != 2:
        raise Broken
    algorithm = _first(_first(key)).oid()
    own = issuer.whole == subject.whole
    certificate = Certificate(
        since=days[0].day(),
        until=days[1].day(),
        key=algorithm,
        has=frozenset(_name(subject)),
        issuer="" if own else _organisation(issuer),
        own=own,
        authority=any(_is_authority(field) for field in fields[6:]),
    )
    return certificate, (issuer.whole, number.content)


def _is_request(fields: list[Value]) -> bool:
    """PKCS#10: version, name, key, attributes."""
    return [field.tag for field in fields] == [INTEGER, SEQUENCE, SEQUENCE, CONTEXT]


def _name(name: Value) -> dict[str, str]:
    """What a name consists of: text by object identifier."""
    found = {}
    for part in name.parts():
        for pair in part.parts(SET):
            key, text = _pair(pair)
            found[key.oid()] = text.text()
    return found


def _organisation(name: Value) -> str:
    """The organisation of a name on one line, or its common name."""
    found = _name(name)
    text = found.get(_ORGANISATION) or found.get(_COMMON_NAME) or ""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())[:100]


def _is_authority(field: Value) -> bool:
    """Whether extensions say that the owner is a certification authority."""
    if field.tag != CONTEXT | 3:
        return False
    for extension in _one(field, CONTEXT | 3).parts():
        parts = extension.parts()
        if len(parts) > 1 and parts[0].oid() == _BASIC_CONSTRAINTS:
            return any(part.content == b"\xff" for part in read(parts[-1].content).parts())
    return False


def _first(value: Value) -> Value:
    parts = value.parts()
    if not parts:
        raise Broken
    return parts[0]


def _one(value: Value, tag: int) -> Value:
    """What a tag is put around."""
    parts = value.parts(tag)
    if len(parts) != 1:
        raise Broken
    return parts[0]


def _pair(value: Value) -> tuple[Value, Value]:
    parts = value.parts()
    if len(parts) != 2:
        raise Broken
    return parts[0], parts[1]
