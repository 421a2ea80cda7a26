"""Misread Russian is recognised, and Russian that is right is left alone."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts.mojibake import repaired

NAMES = [
    "ООО «Три кита»",
    "УФК по г. Москве (ГУ МВД России)",
    "Казначейство России (ФНС России)",
    "Общество с ограниченной ответственностью «Ромашка»",
    "ИП Иванов Иван Иванович",
    "МБОУ СОШ № 5",
    "ГУ БАНКА РОССИИ ПО ЦФО//УФК ПО Г. МОСКВЕ",
    "САДОВОДЧЕСКОЕ НЕКОММЕРЧЕСКОЕ ТОВАРИЩЕСТВО",
    "оплата по счёту № 5 за июль",
    "Пётр Щёголев",
    "ЧОУ ДПО",
    "ТСЖ ЖЭК",
    "АО ЦЩФЭ",
    "ФГБУ ФЦЦС",
    "Подъёмщик",
    "Сёмин",
]


def shown(text: str, meant: str, as_: str) -> str:
    """What a reader sees who takes text of one encoding for another, as a browser shows it."""
    return "".join(bytes([code]).decode(as_, "ignore") or chr(code) for code in text.encode(meant))


@pytest.mark.parametrize(("name", "as_"), list(product(NAMES, ["cp1251", "cp1252", "koi8-r"])))
def test_misread_utf8_is_repaired(name: str, as_: str) -> None:
    assert repaired(shown(name, "utf-8", as_)) == name


def test_letters_that_copying_spoils_are_found_again() -> None:
    spoilt = shown("Иванов Иван Романович", "utf-8", "cp1251").replace("\x98", "").replace("\xa0", " ")
    assert repaired(spoilt) == "Иванов Иван Романович"


@pytest.mark.parametrize(("name", "meant"), list(product(NAMES[:10], ["cp1251", "koi8-r"])))
def test_one_byte_letters_read_as_latin_are_repaired(name: str, meant: str) -> None:
    plain = name.replace("«", '"').replace("»", '"').replace("№", "N").replace("ё", "е")
    assert repaired(shown(plain, meant, "cp1252")) == plain


@pytest.mark.parametrize("name", ["Общество с ограниченной ответственностью", "Казначейство России (ФНС России)"])
def test_one_byte_letters_read_as_other_russian_ones_are_repaired(name: str) -> None:
    assert repaired(shown(name, "koi8-r", "cp1251")) == name
    assert repaired(shown(name, "cp1251", "koi8-r")) == name


@pytest.mark.parametrize(
    "text",
    [
        *NAMES,
        "",
        "Ромашка",
        "École française été",
        "Müller Straße Köln über",
        "Қазақстан банкі",
        "ОсОО «Кыргыз»",
        "РРРР",
        "ST00012|Name=ООО Ромашка|BIC=044525225",
        "日本語",
        "Ελληνικά",
        "💰 деньги",
        "ФЦЧШЩЪЫЬЭЮЯ",
        "аааааааааааааааааааа",
    ],
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert repaired(text) in (None, text)


@given(st.text(max_size=200))
def test_digits_and_keys_survive_any_repair(text: str) -> None:
    meant = repaired(text)
    digits = [sign for sign in text if sign in "0123456789|="]
    assert meant is None or [sign for sign in meant if sign in "0123456789|="] == digits
