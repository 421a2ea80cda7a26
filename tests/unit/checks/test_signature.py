"""The check of a signature: every combination is answered, a certificate is judged by what it says, nobody is named."""

import base64
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyscripts
from pyscripts import certificate
from pyscripts.checks import signature
from pyscripts.form import Choice, Upload
from pyscripts.formats.source import Source
from tests.unit import certificates as made
from tests.unit import files

CHOICES = {field.name: ["", *field.options] for field in signature.FIELDS if isinstance(field, Choice)}


def judged(content: bytes, name: str = "a.cer", today: str = "2026-05-01") -> dict[str, Any]:
    return pyscripts.run("signature", {"file": files.raw(name, content), "today": today})


def keys(content: bytes, **raw: str) -> list[str]:
    return [finding["key"] for finding in judged(content, **raw)["findings"]]


def test_every_combination_gets_a_short_answer() -> None:
    for values in filter(any, itertools.product(*CHOICES.values())):
        raw = {field: value or None for field, value in zip(CHOICES, values, strict=True)}
        found = [str(getattr(one, "key", one)) for one in signature.check(**raw, file=None, today=None)]
        assert found, raw
        assert len(found) <= 6, raw
        assert set(found) <= signature.OUTCOMES.keys(), raw


def test_on_a_phone_nobody_is_sent_to_install_the_plugin() -> None:
    for says in CHOICES["says"]:
        text = str(pyscripts.run("signature", {"says": says, "system": "phone"})["findings"])
        assert "landing/gosplugin" not in text, says


def test_who_has_goskey_is_not_sent_to_tokens() -> None:
    for says in CHOICES["says"]:
        findings = pyscripts.run("signature", {"says": says, "where": "goskey"})["findings"]
        assert not {"token", "two-extensions", "both-parts"} & {finding["key"] for finding in findings}, says


@pytest.mark.parametrize(
    ("today", "key"),
    [
        ("2024-12-31", "cert-early"),
        ("2025-01-01", "cert-fine"),
        ("2026-12-01", "cert-soon"),
        ("2026-12-31", "cert-soon"),
        ("2027-01-01", "cert-expired"),
        ("", "cert-days"),
        ("вчера", "cert-days"),
    ],
)
def test_days(today: str, key: str) -> None:
    assert keys(made.certificate(), today=today)[0] == key
    assert "31.12.2026" in judged(made.certificate(), today=today)["findings"][0]["text"] or key == "cert-early"


@pytest.mark.parametrize(
    ("owner", "key"),
    [
        ({made.SNILS: "1", made.INN: "1"}, "cert-person"),
        ({made.SNILS: "1", made.OGRNIP: "1"}, "cert-entrepreneur"),
        ({made.SNILS: "1", made.OGRN: "1", made.INN_LE: "1", made.ORGANISATION: "ООО"}, "cert-organisation"),
        ({made.SNILS: "1", made.INN_LE: "1"}, "cert-organisation"),
        ({made.OGRN: "1", made.ORGANISATION: "ООО"}, "cert-nobody"),
        ({made.COMMON_NAME: "example.ru"}, "cert-nobody"),
    ],
)
def test_owners(owner: made.Name, key: str) -> None:
    assert keys(made.certificate(owner))[2] == key


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        (made.GOST_256, "cert-gost"),
        (made.GOST_512, "cert-gost"),
        (made.GOST_2001, "cert-foreign"),
        (made.RSA, "cert-foreign"),
        ("1.2.3.4", "cert-foreign"),
    ],
)
def test_algorithms(algorithm: str, key: str) -> None:
    assert keys(made.certificate(key=algorithm))[1] == key


def test_issuers() -> None:
    tax = {made.ORGANISATION: "Федеральная налоговая служба"}
    assert "Федеральная налоговая служба" in judged(made.certificate(issuer=tax))["findings"][3]["text"]
    assert "АО «Пример»" in judged(made.certificate())["findings"][3]["text"]
    assert keys(made.certificate(issuer={}))[3] == "cert-own"
    assert keys(made.certificate(made.PERSON, made.PERSON))[3] == "cert-own"


def test_a_large_signature_has_its_document_inside() -> None:
    own, other = made.certificate(made.PERSON), made.certificate(made.CENTRE)
    for size in (70_000, 3_000_000):
        assert keys(made.signature(own, document=bytes(size))) == keys(own)
        signed = made.signature(other, own, signer=(made.PERSON, 5), document=bytes(size))
        assert keys(signed) == keys(made.signature(other, own, signer=(made.PERSON, 5)))
    read: list[int] = []

    def part(start: int, end: int) -> bytes:
        read.append(end - start)
        return content[start:end]

    content = made.signature(own, other, document=bytes(100_000_000))
    assert certificate.read_large(Source(Upload("a.sig", len(content), part)))
    assert sum(read) < 200_000
    for size in (600_000, 99_000_000, len(content) - 1):
        with pytest.raises(certificate.Broken):
            certificate.read_large(Source(Upload("a.sig", size, part)))
    assert keys(b"\x30\x83" + (600_000).to_bytes(3) + b"\x02\x01\x03\x30" + bytes(600_000)) == ["cert-secret"]
    assert keys(bytes(600_000)) == ["cert-broken"]


def test_nobody_is_named() -> None:
    secret = {made.COMMON_NAME: "Секретов Иван", made.SNILS: "11223344595", made.INN: "500100732259"}
    for issuer in (made.CENTRE, secret):
        for content in (made.certificate(secret, issuer), made.signature(made.certificate(secret, issuer))):
            result = judged(content)
            for private in secret.values():
                assert private not in str(result)
            assert "Пример" not in str(result["report"])
            assert "2026" not in str(result["report"]["found"])


@pytest.mark.parametrize("name", ["header.key", "Primary.key", "masks2.KEY"])
def test_a_key_container_is_secret_whatever_is_in_it(name: str) -> None:
    for content in (b"", made.certificate(), b"0\x05"):
        assert keys(content, name=name) == ["cert-secret"]


@settings(max_examples=200, deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.integers(0, 600).map(lambda end: made.certificate()[:end]),
        st.integers(0, 900).map(lambda end: made.signature(made.certificate())[:end]),
    ),
    says=st.sampled_from(CHOICES["says"]),
)
def test_any_file_is_answered(content: bytes, says: str) -> None:
    result = pyscripts.run("signature", {"file": files.raw("a.cer", content), "says": says, "today": "2026-05-01"})
    assert result["findings"]
    assert not result["errors"]


def test_a_file_of_the_wrong_kind_is_not_called_damaged_for_sure() -> None:
    for content in (files.pdf(), files.png(), "просто текст".encode(), b""):
        result = judged(content)
        assert [finding["key"] for finding in result["findings"]] == ["cert-broken"]
        assert result["level"] == "unsure"


BEGIN_KEY = b"-----BEGIN PRIVATE KEY-----\nMTIz\n-----END PRIVATE KEY-----\n"
CERTIFICATE = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(made.certificate()) + b"-----END CERTIFICATE-----\n"


@pytest.mark.parametrize(
    "content",
    [
        BEGIN_KEY,
        CERTIFICATE + BEGIN_KEY,
        CERTIFICATE * 70 + BEGIN_KEY,
        BEGIN_KEY + CERTIFICATE,
        b"-----BEGIN EC PARAMETERS-----\nBg==\n-----END EC PARAMETERS-----\n"
        + BEGIN_KEY.replace(b"PRIVATE", b"EC PRIVATE"),
        b"Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n" + BEGIN_KEY,
        b"# key of the office\r\n" + BEGIN_KEY.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + BEGIN_KEY,
        BEGIN_KEY.decode().encode("utf-16"),
        b"\xfe\xff" + BEGIN_KEY.decode().encode("utf-16-be"),
        BEGIN_KEY.replace(b"PRIVATE", b"ENCRYPTED PRIVATE"),
        made.der(0x30, made.der(0x02, b"\0"), made.der(0x02, b"\x7f" * 128), *[made.der(0x02, b"\1")] * 7),
        base64.b64encode(made.der(0x30, made.der(0x02, b"\1"), made.der(0x04, b"\1" * 32), made.der(0xA0, b"\1" * 80))),
    ],
)
@pytest.mark.parametrize("name", ["a.pem", "a.cer", "a.txt"])
def test_both_checks_of_files_know_a_private_key(name: str, content: bytes) -> None:
    assert keys(content, name=name) == ["cert-secret"]
    assert "secret-key" in pyscripts.keys("attachment", file=files.raw(name, content))


def test_what_only_speaks_of_a_key_is_none() -> None:
    program = b"MZ" + b"\0" * 100 + BEGIN_KEY
    assert "secret-key" not in pyscripts.keys("attachment", file=files.raw("a.exe", program))
    assert "secret-key" not in pyscripts.keys("attachment", file=files.raw("a.txt", b"PRIVATE KEY"))
