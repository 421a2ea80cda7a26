"""Certificates are read in every wrapping, and damage of any kind is told, never raised as something else."""

import base64
import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyscripts import certificate
from pyscripts.certificate import Broken, Private, Request, read_all
from pyscripts.formats import der as reader
from tests.unit import certificates as made

CERTIFICATE = made.certificate()
SIGNATURE = made.signature(CERTIFICATE, signer=(made.CENTRE, 1))


def pem(label: str, content: bytes) -> bytes:
    return f"-----BEGIN {label}-----\n{base64.encodebytes(content).decode()}-----END {label}-----\n".encode()


@pytest.mark.parametrize(
    "file",
    [
        CERTIFICATE,
        CERTIFICATE + b"\0" * 5,
        base64.encodebytes(CERTIFICATE),
        base64.b64encode(CERTIFICATE).rstrip(b"="),
        pem("CERTIFICATE", CERTIFICATE),
        b"\xef\xbb\xbf" + pem("CERTIFICATE", CERTIFICATE).replace(b"\n", b"\r\n"),
        b"subject=/CN=Test\n" + pem("X509 CERTIFICATE", CERTIFICATE),
        SIGNATURE,
        base64.b64encode(SIGNATURE),
        pem("PKCS7", SIGNATURE),
        pem("CMS", SIGNATURE),
        made.signature(CERTIFICATE),
        made.signature(CERTIFICATE, signer=(made.CENTRE, 1), wrap=made.endless),
        made.certificate(tag=0x1E),
        made.certificate(days=("20250101000000Z", "20261231205959Z")),
    ],
)
def test_it_is_the_same_certificate_in_any_wrapping(file: bytes) -> None:
    (found,) = read_all(file)
    assert (found.since, found.until) == (date(2025, 1, 1), date(2026, 12, 31))
    assert found.key == made.GOST_256
    assert found.has == set(made.PERSON)
    assert found.issuer == "АО «Пример»"
    assert not found.own
    assert not found.authority


def test_files_of_openssl_are_read() -> None:
    """Made with `openssl req -x509` and `openssl cms -sign -stream` (BER)."""
    (alone,) = read_all(base64.b64decode(OPENSSL))
    (signed,) = read_all(base64.b64decode(OPENSSL_STREAM))
    assert alone == signed
    assert alone.own
    assert alone.authority
    assert alone.key == "1.2.840.10045.2.1"
    assert made.SNILS in alone.has


@pytest.mark.parametrize("wrap", [made.der, made.endless])
def test_the_one_that_signed_is_the_first(wrap: object) -> None:
    root = made.certificate(made.CENTRE, made.CENTRE, number=9, authority=True)
    other = made.certificate({made.COMMON_NAME: "Другой"}, number=2)
    for chain in ([root, other, CERTIFICATE], [CERTIFICATE, root, other], [other, CERTIFICATE, root]):
        first, *rest = read_all(made.signature(*chain, signer=(made.CENTRE, 1), wrap=wrap))
        assert made.SNILS in first.has
        assert len(rest) == 2
        assert rest[-1].authority


def test_without_a_signer_a_centre_is_never_the_first() -> None:
    root = made.certificate(made.CENTRE, made.CENTRE, authority=True)
    assert not read_all(made.signature(root, CERTIFICATE))[0].authority


def test_a_signature_may_have_no_certificate() -> None:
    assert read_all(made.signature()) == []


@pytest.mark.parametrize(
    "file",
    [
        pem("PRIVATE KEY", b"1"),
        pem("CERTIFICATE", CERTIFICATE) + pem("ENCRYPTED PRIVATE KEY", b"1"),
        pem("EC PRIVATE KEY", b"1"),
        b"-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: A-B,F4\n\nMTIz\n-----END EC PRIVATE KEY-----\n",
        pem("CERTIFICATE", CERTIFICATE) + b"-----BEGIN PRIVATE KEY-----\nMTIz",
        made.der(0x30, made.der(0x02, b"\3"), made.der(0x30)),  # PFX
        made.der(0x30, made.der(0x02, b"\0"), made.der(0x30), made.der(0x04)),  # PKCS#8
        made.der(0x30, made.der(0x02, b"\1"), made.der(0x04)),  # SEC 1
        made.der(0x30, made.der(0x30, made.oid("1.2.840.113549.1.5.13")), made.der(0x04, b"1")),  # under a password
    ],
)
def test_a_private_key_is_told_as_such(file: bytes) -> None:
    for content in (file, base64.b64encode(file) if file.startswith(b"0") else file):
        with pytest.raises(Private):
            read_all(content)


@pytest.mark.parametrize("kind", ["1.2.840.113549.1.7.1", "1.2.840.113549.1.7.3", "1.2.840.113549.1.7.5"])
def test_what_is_enciphered_or_hashed_is_sound_and_has_no_certificate(kind: str) -> None:
    assert read_all(made.der(0x30, made.oid(kind), made.der(0xA0, made.der(0x04, b"data")))) == []


def test_a_request_for_a_time_stamp_is_no_key() -> None:
    algorithm = made.der(0x30, made.oid("2.16.840.1.101.3.4.2.1"))
    imprint = made.der(0x30, algorithm, made.der(0x04, bytes(32)))
    with pytest.raises(Broken):
        read_all(made.der(0x30, made.der(0x02, b"\1"), imprint, made.der(0x01, b"\xff")))


def test_a_text_editor_may_have_saved_it() -> None:
    text = pem("CERTIFICATE", made.certificate()).decode()
    assert read_all(text.encode("utf-16")) == read_all(made.certificate())


def test_a_request_is_told_as_such() -> None:
    info = made.der(0x30, made.der(0x02, b"\0"), made.name(made.PERSON), made.der(0x30), made.der(0xA0))
    for file in (made.der(0x30, info, made.der(0x30), made.der(0x03)), pem("NEW CERTIFICATE REQUEST", b"1")):
        with pytest.raises(Request):
            read_all(file)


NUMBER = made.der(0x02, b"\1\2\3")
REVOKED = made.der(
    0x30,
    made.der(0x30, made.der(0x02, b"\1"), made.der(0x30), made.name(made.CENTRE), made.der(0x17, b"260101000000Z")),
    made.der(0x30),
    made.der(0x03, b"\0"),
)


@pytest.mark.parametrize(
    "file",
    [
        made.der(0x30, NUMBER, NUMBER),  # PKCS#1
        made.der(0x30, NUMBER, NUMBER, NUMBER),  # parameters of DSA
        made.der(0x30, made.der(0x30, made.oid("1.2.643.7.1.1.1.1")), made.der(0x03, b"\0")),
        REVOKED,
        pem("PUBLIC KEY", b"1"),
        pem("X509 CRL", REVOKED),
        pem("EC PARAMETERS", b"1"),
    ],
)
def test_what_is_public_is_neither_secret_nor_damaged(file: bytes) -> None:
    with pytest.raises(Request):
        read_all(file)


def test_parameters_before_a_certificate_do_not_hide_it() -> None:
    assert read_all(pem("EC PARAMETERS", b"1") + pem("CERTIFICATE", CERTIFICATE)) == read_all(CERTIFICATE)


def answered(file: bytes) -> None:
    with contextlib.suppress(Broken, Private, Request):
        for found in read_all(file):
            assert isinstance(found, certificate.Certificate)
            assert found.issuer.isprintable()


@pytest.mark.parametrize("file", [CERTIFICATE, SIGNATURE, made.signature(CERTIFICATE, wrap=made.endless)])
def test_every_truncation_is_told(file: bytes) -> None:
    for end in range(len(file)):
        with pytest.raises(Broken):
            read_all(file[:end])


@pytest.mark.parametrize("byte", [0, 1, 2, 6, 0x30, 0x31, 0x7F, 0x80, 0xA0, 0xFF], ids=hex)
def test_every_byte_may_be_another(byte: int) -> None:
    for file in (CERTIFICATE, SIGNATURE):
        for place in range(len(file)):
            answered(file[:place] + bytes([byte]) + file[place + 1 :])


@settings(max_examples=400, deadline=None)
@given(
    file=st.sampled_from([CERTIFICATE, SIGNATURE, made.signature(CERTIFICATE, wrap=made.endless)]),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_every_mutation_is_answered(file: bytes, changes: list[tuple[int, int]]) -> None:
    broken = bytearray(file)
    for place, byte in changes:
        broken[place % len(broken)] = byte
    answered(bytes(broken))


@settings(max_examples=300, deadline=None)
@given(start=st.sampled_from([b"", b"0", b"0\x80", b"0\x82", b"MI", b"-----BEGIN "]), rest=st.binary(max_size=400))
def test_any_bytes_are_answered(start: bytes, rest: bytes) -> None:
    answered(start + rest)
    answered(pem("CERTIFICATE", start + rest))
    answered(base64.b64encode(start + rest))


@pytest.mark.parametrize(
    "file",
    [
        b"\x30\x80" * 200_000,
        b"\x30\x80" + b"\x05\0" * 200_000,
        b"\x30\x80" * 30 + b"\x30\0" * 100_000,
        b"\x30\x83\x05\x00\x00" + b"\x30\0" * 0x28000,
        pem("CERTIFICATE", b"0\0") * 8_000,
        b"-----BEGIN A" * 40_000,
        b"M" * 500_000,
    ],
)
def test_a_hostile_file_costs_little(file: bytes) -> None:
    with pytest.raises(Broken):
        read_all(file)


@given(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 2**40), max_size=6))
def test_an_identifier_is_read_as_it_was_written(first: int, second: int, rest: list[int]) -> None:
    dots = ".".join(map(str, (first, second, *rest)))
    assert reader.read(made.oid(dots)).oid() == dots


OPENSSL = """
MIIB0DCCAXagAwIBAgIUKRPXbroS6urolPDYlIJT7jeQ0pYwCgYIKoZIzj0EAwIwTjELMAkGA1UE
BhMCUlUxFTATBgNVBAoMDNCf0YDQuNC80LXRgDEWMBQGBSqFA2QDEgswMDAwMDAwMDAwMDEQMA4G
A1UEAwwHRXhhbXBsZTAeFw0yNjExMjYwMDUzMjlaFw0zNjExMjMwMDUzMjlaME4xCzAJBgNVBAYT
AlJVMRUwEwYDVQQKDAzQn9GA0LjQvNC10YAxFjAUBgUqhQNkAxILMDAwMDAwMDAwMDAxEDAOBgNV
BAMMB0V4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQU6yPekMHusftuwaFdyajr9Q7z
Gdsh9ToyzXwcW6wz6yWuj3cT1UjD4HpUbskVsp0bRXzo4qeijURDsojihCI4ozIwMDAPBgNVHRMB
Af8EBTADAQH/MB0GA1UdDgQWBBT4rRKVJZESnxtFG3lD6h3+STBvmDAKBggqhkjOPQQDAgNIADBF
AiB/aKT62EEVxpfPq7vs+FggLjUm0yYB/L6pdLb1pczb5gIhAN+wQdd4SVxuu3MGOOt9J35a+6ET
DPQvOUf+9fuEGxm3
"""

OPENSSL_STREAM = """
MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcBoIAkgAQEaGkN
CgAAAAAAAKCCAdQwggHQMIIBdqADAgECAhQpE9duuhLq6uiU8NiUglPuN5DSljAKBggqhkjOPQQD
AjBOMQswCQYDVQQGEwJSVTEVMBMGA1UECgwM0J/RgNC40LzQtdGAMRYwFAYFKoUDZAMSCzAwMDAw
MDAwMDAwMRAwDgYDVQQDDAdFeGFtcGxlMB4XDTI2MTEyNjAwNTMyOVoXDTM2MTEyMzAwNTMyOVow
TjELMAkGA1UEBhMCUlUxFTATBgNVBAoMDNCf0YDQuNC80LXRgDEWMBQGBSqFA2QDEgswMDAwMDAw
MDAwMDEQMA4GA1UEAwwHRXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBTrI96Qwe6x
+27BoV3JqOv1DvMZ2yH1OjLNfBxbrDPrJa6PdxPVSMPgelRuyRWynRtFfOjip6KNREOyiOKEIjij
MjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFPitEpUlkRKfG0UbeUPqHf5JMG+YMAoGCCqG
SM49BAMCA0gAMEUCIH9opPrYQRXGl8+ru+z4WCAuNSbTJgH8vql0tvWlzNvmAiEA37BB13hJXG67
cwY4630nflr7oRMM9C85R/71+4QbGbcxggG5MIIBtQIBATBmME4xCzAJBgNVBAYTAlJVMRUwEwYD
VQQKDAzQn9GA0LjQvNC10YAxFjAUBgUqhQNkAxILMDAwMDAwMDAwMDAxEDAOBgNVBAMMB0V4YW1w
bGUCFCkT1266Eurq6JTw2JSCU+43kNKWMAsGCWCGSAFlAwQCAaCB5DAYBgkqhkiG9w0BCQMxCwYJ
KoZIhvcNAQcBMBwGCSqGSIb3DQEJBTEPFw0yNjExMjYwMDUzMjlaMC8GCSqGSIb3DQEJBDEiBCBE
cj3U0ODUajx/qKyiVLYcJ7a1eJ+WF36CyAcAQJ8VNTB5BgkqhkiG9w0BCQ8xbDBqMAsGCWCGSAFl
AwQBKjALBglghkgBZQMEARYwCwYJYIZIAWUDBAECMAoGCCqGSIb3DQMHMA4GCCqGSIb3DQMCAgIA
gDANBggqhkiG9w0DAgIBQDAHBgUrDgMCBzANBggqhkiG9w0DAgIBKDAKBggqhkjOPQQDAgRIMEYC
IQCfnW0h5/iT8hBBBuB1nnXzcFlorW/Pv1VWf5cERPao2AIhAN/Di72NZZ9vmEJ74cyO2tBiuEYw
WDqB38/bYrcHjNUYAAAAAAAA
"""
