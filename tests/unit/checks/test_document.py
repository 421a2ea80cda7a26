"""The check of a document's number."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pyscripts
from tests.unit.test_numbers import FALSE, TRUE, changed, pairs

KINDS = ["snils", "inn", "passport", "ogrn", "ogrnip", "kpp"]


def run(kind: str, number: str) -> dict[str, Any]:
    return pyscripts.run("document", {"kind": kind, "number": number})


def key(kind: str, number: str) -> str:
    (finding,) = run(kind, number)["findings"]
    return str(finding["key"])


def own(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, number) for kind, number in pairs(table) if kind in KINDS]


@pytest.mark.parametrize(("kind", "number"), own(TRUE))
def test_a_true_number_is_never_called_wrong(kind: str, number: str) -> None:
    early = kind == "snils" and number.startswith("00")
    assert key(kind, number) == ("snils-early" if early else "valid")


@pytest.mark.parametrize(("kind", "number"), own(FALSE))
def test_a_false_number_is_caught(kind: str, number: str) -> None:
    assert run(kind, number)["level"] == "warn"


def test_every_changed_digit_of_a_snils_is_caught() -> None:
    for number in changed("11223344595"):
        assert run("snils", number)["level"] == "warn", number


def test_every_changed_digit_of_a_persons_inn_is_caught() -> None:
    for number in changed("500100732259"):
        assert key("inn", number) == "misprint-likely", number


@pytest.mark.parametrize(
    "number", ["112-233-445 95", "112 233 445-95", "11223344595", "１１２−２３３−４４５ ９５", "№ 112-233-445 95"]
)
def test_separators_and_digits_are_read_as_meant(number: str) -> None:
    assert key("snils", number) == "valid"


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("45 00 000001", "passport"),
        ("4500 № 000001", "passport"),
        ("00 00 000001", "passport"),
        ("00 0000001", "passport-foreign"),
        ("45 00 00001", "passport-foreign"),
        ("45 00 0000", "length"),
        ("45 00 0000011", "length"),
        ("00 00 000000", "zeros"),
    ],
)
def test_passport(number: str, found: str) -> None:
    assert key("passport", number) == found


@pytest.mark.parametrize(
    ("kind", "number", "other"),
    [
        ("inn", "112-233-445 95", "СНИЛС"),
        ("snils", "7707083893", "ИНН"),
        ("inn", "1027700132195", "ОГРН"),
        ("ogrn", "304770012345674", "ОГРНИП"),
        ("kpp", "7707083893", "ИНН"),
    ],
)
def test_the_number_of_another_document(kind: str, number: str, other: str) -> None:
    (finding,) = run(kind, number)["findings"]
    assert finding["key"] == "other-kind"
    assert f"подходит как {other}." in finding["text"]


@pytest.mark.parametrize("number", ["105027810", "0105027810"])
def test_a_lost_zero(number: str) -> None:
    assert key("inn", number) == ("valid" if len(number) == 10 else "lost-zero")


@pytest.mark.parametrize(
    ("kind", "number"), [("snils", "112-ЗЗЗ-445 95"), ("inn", "77O7083893"), ("passport", "IV-МЮ 000001")]
)
def test_a_letter_is_an_error_that_names_it(kind: str, number: str) -> None:
    assert any(f"есть «{letter}»" in run(kind, number)["errors"]["number"] for letter in "ЗOI")


def test_what_is_right_does_not_prove_that_it_exists() -> None:
    for kind, number in [("snils", "11223344595"), ("inn", "7707083893"), ("ogrn", "1027700132195")]:
        (finding,) = run(kind, number)["findings"]
        assert "не доказывает" in finding["limits"]


def test_a_record_is_no_registration() -> None:
    assert key("ogrn", "2027700132194") == "record"


@pytest.mark.parametrize("number", ["0909090800002", "0123456789104", "0657187958042", "0987654321005"])
def test_what_begins_like_no_number_of_the_register_is_no_record(number: str) -> None:
    assert key("ogrn", number) == "first-digit"


@given(st.sampled_from(KINDS), st.text(max_size=40))
def test_any_text_has_an_answer(kind: str, number: str) -> None:
    result = run(kind, number)
    assert bool(result["findings"]) != bool(result["errors"])
    assert result["report"]["given"] in ({"kind": kind}, {})


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("snils", "СНИЛС 112-233-445 95", "valid"),
        ("inn", "ИНН: 7707083893", "valid"),
        ("ogrn", "ОГРН № 1027700132195", "valid"),
        ("passport", "паспорт РФ: серия 4510 номер 123456", "passport"),
        ("kpp", "КПП 7707AB001", "kpp-rare"),
        ("passport", "II-АК 123456", "number"),
        ("inn", "ИН 7707083893", "number"),
    ],
)
def test_a_number_may_be_copied_with_its_name(kind: str, text: str, key: str) -> None:
    assert pyscripts.keys("document", kind=kind, number=text) == [key]
