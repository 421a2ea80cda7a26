"""The text of a payment code, as generators write it and as people paste it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts.data import table
from pyscripts.payment_qr import KEYS, REQUIRED, PaymentQr, parse

# The example of the standard's implementations: QRCoder, gost-56042, gost-r-56042-2014.
EXAMPLE = (
    'ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО "БАНК"|BIC=044525225|'
    "CorrespAcc=30101810400000000225|PayeeINN=6200098765|LastName=Иванов|FirstName=Иван|MiddleName=Иванович|"
    "Purpose=Оплата членского взноса|PayerAddress=г.Рязань ул.Ленина д.10 кв.15|Sum=100000"
)


def read(text: str) -> PaymentQr:
    code = parse(text)
    assert code is not None
    return code


def test_the_example() -> None:
    code = read(EXAMPLE)
    assert (code.version, code.encoding, code.separator, code.misread) == ("0001", "2", "|", False)
    assert code.values["Name"] == "ООО «Три кита»"
    assert code.values["Sum"] == "100000"
    assert [*code.unknown, *code.repeated, *code.loose, *code.missing()] == []


@pytest.mark.parametrize("separator", ["#", ";", "^", "~", "§", "}", "&", "\\", "/"])
def test_the_ninth_character_separates(separator: str) -> None:
    assert read(EXAMPLE.replace("|", separator)).values == read(EXAMPLE).values


@pytest.mark.parametrize(
    "text",
    [
        "\\000026" + EXAMPLE,
        "]Q2\\000026" + EXAMPLE,
        f"\ufeff  Вот текст: {EXAMPLE}\n",
        EXAMPLE.replace("|", "|\n"),
        EXAMPLE.replace("|", " | "),
        EXAMPLE + "|",
        EXAMPLE.replace("Name=", "name=").replace("Sum=", "SUM="),
        EXAMPLE.replace("|Name", "Name", 1),
    ],
)
def test_what_scanners_and_people_add_is_passed_over(text: str) -> None:
    assert read(text).values == read(EXAMPLE).values


@pytest.mark.parametrize(("digit", "encoding"), [("1", "cp1251"), ("3", "koi8-r"), ("2", "utf-8")])
@pytest.mark.parametrize("as_", ["cp1251", "cp1252", "koi8-r"])
def test_letters_in_a_wrong_encoding_are_repaired(digit: str, encoding: str, as_: str) -> None:
    plain = EXAMPLE.replace("ST00012", f"ST0001{digit}").replace("«", '"').replace("»", '"')
    seen = "".join(bytes([code]).decode(as_, "ignore") or chr(code) for code in plain.encode(encoding))
    code = read(seen)
    assert code.misread is (encoding != as_)
    assert code.values == read(plain).values


def test_what_is_odd_is_told() -> None:
    code = read("ST00012|Name=А|Name=Б|KBK=1|Colour=red|за июль|=5|BIC=")
    assert code.values == {"Name": "А", "BIC": ""}
    assert code.repeated == ["Name"]
    assert code.unknown == {"KBK": "CBC", "Colour": None, "": None}
    assert code.loose == ["за июль"]
    assert code.missing() == ["PersonalAcc", "BankName", "BIC", "CorrespAcc"]


@pytest.mark.parametrize("value", ["", "0"])
def test_a_correspondent_account_may_be_empty(value: str) -> None:
    assert read(f"ST00012|Name=А|PersonalAcc=1|BankName=Б|BIC=1|CorrespAcc={value}").missing() == []


@pytest.mark.parametrize(
    "text", ["", "ST0001", "ST00012", "TEST00012|Name=А", "https://example.com", "st0001x|", "BCD|"]
)
def test_other_text_is_no_payment_code(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    parse(text)
    code = read("ST00012|" + text)
    assert code.values.keys() <= KEYS.keys()


def test_the_table_has_its_source_and_fits_itself() -> None:
    assert table("payment_qr")["source"]
    assert table("payment_qr")["as_of"]
    assert list(REQUIRED) == ["Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc"]
    assert len(KEYS) == len({key.lower() for key in KEYS})
    assert not {other.lower() for row in KEYS.values() for other in row.get("instead", ())} & {
        key.lower() for key in KEYS
    }
