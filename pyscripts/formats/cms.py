"""Electronic signatures in files of their own (SIG, P7S), certificates and private keys; DER, PEM or bare base64.

Sources: RFC 5652 §3, §5.1, §6.1 and §8 (ContentInfo and its kinds), RFC 5083 §2, RFC 7468 (PEM labels), X.690 §8.1.3;
private keys: RFC 7292 §4 (PFX), RFC 5958 §2–3, RFC 8017 A.1.2, RFC 5915 §3.
"""

import binascii
import re

from pyscripts.formats.source import Content, Source

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
# PFX; PKCS#8, open and under a password (PBES2, PBES1); PKCS#1; SEC 1
_PRIVATE = re.compile(
    rb"\x02\x01(?:\x03\x30|\0\x30|\0\x02[\x81\x82]|\x01\x04)|\x30.\x06(?:\x09\*\x86H\x86\xf7\x0d\x01\x05|\x0a\*\x86H\x86\xf7\x0d\x01\x0c\x01)",
    re.DOTALL,
)
# CMS that is enveloped, encrypted, or both with a signature inside: nobody but the addressee opens it.
_ENCRYPTED = re.compile(
    rb"\x06(?:\x09\*\x86H\x86\xf7\x0d\x01\x07[\x03\x04\x06]|\x0b\*\x86H\x86\xf7\x0d\x01\x09\x10\x01\x17)"
)
_BEGIN = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----")
_LABELS = {
    b"CERTIFICATE": "cer",
    b"PKCS7": "sig",
    b"CMS": "sig",
    b"PGP SIGNATURE": "pgp",
}


def look(source: Source) -> Content | None:
    head = source.head
    if _has_private_key(source):
        return Content("key")
    if label := re.match(rb"\s*" + _BEGIN.pattern, head):
        kind = (
            None if b"REQUEST" in label[1] else next((_LABELS[words] for words in _LABELS if words in label[1]), None)
        )
        if kind == "sig" and (content := _der(_decoded(head[label.end() : label.end() + 200]), None)):
            kind = content.kind
        ends = [found.start() for found in re.finditer(rb"-----END [A-Z0-9 ]{1,40}-----", source.tail)]
        whole = bool(ends) and ends[-1] > source.tail.rfind(b"-----BEGIN ")
        return Content(kind, cut=not whole, whole=whole) if kind else None
    if head.startswith(b"\x30"):
        return _der(head, source.size)
    if re.match(rb"M[A-Za-z0-9+/\r\n]{40}", head):
        return _der(_decoded(head[:200]), _decoded_size(source))
    return None


def _decoded(text: bytes) -> bytes:
    """The first bytes that base64 stands for."""
    first = re.sub(rb"[^A-Za-z0-9+/]", b"", text)[:64]
    return binascii.a2b_base64(first[: len(first) // 4 * 4])


def _has_private_key(source: Source) -> bool:
    """Whether a text has one: behind its certificate, behind words, or in what an editor saved as UTF-16."""
    head = source.head
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in head and not is_wide:
        return False  # a program may know such labels, too
    text = (head + source.tail).replace(b"\0", b"")
    return any(b"PRIVATE KEY" in label for label in _BEGIN.findall(text))


def _decoded_size(source: Source) -> int | None:
    """How many bytes base64 stands for; None if it is too long to be counted."""
    signs = source.piece(0, source.size)
    if len(signs) < source.size:
        return None
    signs = re.sub(rb"[^A-Za-z0-9+/]", b"", signs)
    return len(signs) * 3 // 4


def _der(head: bytes, size: int | None) -> Content | None:
    """Judge by the first bytes of DER; the size of what they are of tells whether the end is there."""
    if len(head) < 2:
        return None
    start, total = 2, None
    if head[1] < 0x80:
        total = 2 + head[1]
    elif 0x80 < head[1] <= 0x84:
        start = 2 + head[1] - 0x80
        total = start + int.from_bytes(head[2:start])
    elif head[1] > 0x84:
        return None
    kind = _kind(head[start : start + 32])
    if not kind:
        return None
    if size is None or total is None:
        return Content(kind)
    return Content(kind, cut=total > size, whole=total == size)


def _kind(body: bytes) -> str | None:
    if body.startswith(_SIGNED_DATA):
        return "sig"
    if _ENCRYPTED.match(body):
        return "p7e"
    if _PRIVATE.match(body):
        return "key"
    if re.match(rb"\x30[\x81-\x84].{1,4}?\xa0\x03\x02\x01\x02\x02", body, re.DOTALL):  # a certificate, version 3
        return "cer"
    if first := re.match(rb"\x30[\x81-\x84].{1,4}?\x02([\x02-\x14])", body, re.DOTALL):  # a certificate, version 1
        return "cer" if re.match(rb"\x30.\x06", body[first.end() + first[1][0] :], re.DOTALL) else None
    return None
