"""Misread Russian is recognised, and Russian that is right is left alone."""

from collections import Counter
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts.mojibake import readable, repaired

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


# Names that nothing was tuned by.
OTHERS = [
    "Фонд капитального ремонта Свердловской области",
    "ГУП «Водоканал Санкт-Петербурга»",
    "УФК по Хабаровскому краю (Росреестр)",
    "ИП Щербакова Юлия Эдуардовна",
    "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «ЖИЛИЩНИК»",
    "СНТ «Черёмушки»",
    "ДЕПАРТАМЕНТ ФИНАНСОВ ГОРОДА МОСКВЫ (ГБУ «МФЦ»)",
    "Мосэнергосбыт",
]
ENCODINGS = ["utf-8", "cp1251", "koi8-r", "cp866", "mac_cyrillic"]


def misread(text: str, meant: str, as_: str) -> str:
    """As a program does it that puts a mark where it knows no letter."""
    return text.encode(meant, "replace").decode(as_, "replace")


def outcome(text: str, right: str) -> str:
    """What becomes of a text on its way to the reader."""
    told = repaired(text) or text
    if told == right:
        return "right"
    return "wrong" if readable(told) else "told unreadable"


# Rare letters in a row, and nothing wrong with them.
RARE = [
    "Архыз", "Темрюк", "Азур Эйр", "Юг-Инвестбанк", "Дьячков Лтд", "Бэнк Оф Чайна", "Алмазэргиэнбанк", "Липецк", "НЛМК",
    "Делл (Dell)", "Генбанк", "Швейцар", "Ямбург", "Ряжск", "Кызыл", "ООО «ЖилКомСервис»", "АО «ТБанк»", "Коммерсантъ",
    "Müller GmbH", "Société Générale", "Łódź Sp. z o.o.",
]  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, *OTHERS, *RARE, *(name.upper() for name in RARE)])
def test_a_right_name_is_readable(name: str) -> None:
    assert readable(name)
    assert repaired(name) is None


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(("meant", "as_"), list(permutations(ENCODINGS, 2)))
def test_a_name_that_was_misread_is_right_again_or_told_unreadable(name: str, meant: str, as_: str) -> None:
    right = name.encode(meant, "replace").decode(meant)  # KOI8-R has no «№» and no quotes
    assert outcome(misread(name, meant, as_), right) != "wrong"


@pytest.mark.parametrize("name", OTHERS)
def test_a_name_that_was_misread_twice_is_hardly_ever_shown_wrong(name: str) -> None:
    """Two misreadings by a Mac can make another letter of a capital, and no rule of letters sees that."""
    seen = Counter[str]()
    for (first, first_as), (second, second_as) in product(permutations(ENCODINGS, 2), repeat=2):
        right = name.encode(first, "replace").decode(first)
        seen[outcome(misread(misread(name, first, first_as), second, second_as), right)] += 1
    assert seen["wrong"] <= 2, seen
    assert seen["right"] > 50, seen


@pytest.mark.parametrize(
    "text",
    [
        "ООО «Рома\ufffdка»",
        "ООО ?омашка",
        "??? ???????",
        "Љазначейство ђоссии",
        "╨Ю╨Ю╨Ю",
        "тПНЛЮЬЙЮ",
        "рбп уветвбол",
        "ООО €нтарь",
    ],
)
def test_broken_letters_are_repaired_or_told(text: str) -> None:
    told = repaired(text)
    assert not readable(text)
    assert told is None or readable(told)


@given(st.text(max_size=200))
def test_digits_and_keys_survive_any_repair(text: str) -> None:
    meant = repaired(text)
    digits = [sign for sign in text if sign in "0123456789|="]
    assert meant is None or [sign for sign in meant if sign in "0123456789|="] == digits
