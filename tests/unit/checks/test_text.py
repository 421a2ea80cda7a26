import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts import keys, load, run
from pyscripts.checks.text import cleaned
from pyscripts.letters import unseen

KINDS = ["name", "address", "free"]
TROUBLESOME = st.text(
    st.one_of(
        st.sampled_from(
            "АВЕКМНОРСТХасеорхуABEKMHOPCTXaceopxyЖщЙёЁëgQ 5—–«»’-\n\t\u00a0\u200b\u0306\u0308\ufb01Ａ٣😀\ufe0f\u200d�і"
        ),
        st.characters(),
    ),
    max_size=60,
)
# What has no certain cure stays, and so do its findings.
STAYS = {"length", "clean", "mixed", "alien-word", "other-letters", "name-sign", "rare", "lost", "empty", "garbled"}


def finding(key: str, text: str, kind: str = "free") -> str:
    findings = run("text", {"text": text, "kind": kind})["findings"]
    return str(next(row["text"] for row in findings if row["key"] == key))


@given(TROUBLESOME, st.booleans())
def test_a_cleaned_text_is_clean(text: str, one_line: bool) -> None:
    once = cleaned(text, one_line)
    assert cleaned(once, one_line) == once


@given(TROUBLESOME, st.sampled_from(KINDS))
def test_what_is_offered_to_copy_has_only_what_cannot_be_cured(text: str, kind: str) -> None:
    offered = next(
        (row["text"] for row in run("text", {"text": text, "kind": kind})["findings"] if row["key"] == "cleaned"), ""
    )
    if offered:
        assert set(keys("text", text=offered, kind=kind)) <= STAYS


@given(st.text(alphabet="абвгдежзиклмнопрстуфхцчшщьыъэюяй ё", min_size=1).filter(str.strip), st.sampled_from(KINDS))
def test_plain_russian_is_never_called_wrong(text: str, kind: str) -> None:
    text = " ".join(text.split())
    assert keys("text", text=text, kind=kind) == ["length", "clean"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Салтыков-Щедрин Михаил Евграфович", "name"),
        ("Мамедов Али Вагиф оглы (Али)", "name"),
        ("Anna-Maria O'Neill", "name"),
        ("г. Санкт-Петербург, наб. реки Мойки, д. 12, кв. 3/5", "address"),
        ("ул. XXII Партсъезда, д. 5, корп. 2", "address"),
        ("пр-кт 50 лет Октября, д. 1А", "address"),
        ("Проверил в Chrome и в Windows XP: ошибка 500, HTTP, IT-отдел молчит. Прошу помочь!", "free"),
        ("Первая строка.\nВторая строка.\n\nТретья.", "free"),
        ("№ 5 § 2, 100 ₽, 20 °C", "free"),
    ],
)
def test_ordinary_texts_are_clean(text: str, kind: str) -> None:
    assert keys("text", text=text, kind=kind) == ["length", "clean"]


def test_each_odd_letter_has_its_name_and_place() -> None:
    assert "«Мoсква»: латинская «o» (знак 8)" in finding("look-alike", "город Мoсква")
    assert "неразрывный пробел (строка 2, знак 3)" in finding("invisible", "раз\nна\u00a0два")
    assert "русская «Я» (знак 1)" in finding("mixed", "Яndex")
    assert "после «Москва,»" in finding("line-break", "Москва,\nЛенина", "address")


@pytest.mark.parametrize(
    ("text", "kind", "clean"),
    [
        ("  Мoсква,\r\n ул.\u00a0Лeнинa  5", "address", "Москва, ул. Ленина 5"),
        ("Семëнов", "name", "Семёнов"),
        ("Андреи\u0306 Семе\u0308нов", "name", "Андрей Семёнов"),
        ("Ｇｏｏｄ ﬁles ٣", "free", "Good files 3"),
        ("ООО «Ромашка» – “лучшее”…", "free", 'ООО "Ромашка" - "лучшее"...'),
        ("Wi-Fi с\u00adе\u200bть", "free", "Wi-Fi сеть"),
        ("строка  \n  другая ", "free", "строка\nдругая"),
        ("gооd news", "free", "good news"),
    ],
)
def test_cures(text: str, kind: str, clean: str) -> None:
    assert finding("cleaned", text, kind) == clean


@pytest.mark.parametrize(
    ("was", "taken"),
    [
        *[("cp1251", latin) for latin in ("cp1252", "latin-1")],
        *[("utf-8", other) for other in ("cp1251", "cp1252", "latin-1", "cp866", "koi8-r")],
        ("koi8-r", "latin-1"),
    ],
)
def test_a_text_of_another_encoding_is_told_as_such(was: str, taken: str) -> None:
    for text in ("Прошу выдать справку", "Ёлкина Юлия"):
        assert keys("text", text=text.encode(was).decode(taken, "replace"), kind="free") == ["length", "garbled"]


@pytest.mark.parametrize(
    "text", ["Мәскәү өлкәһе", "Café Größe", "Її євро № 5 — «Ґанок»", "Příliš žluťoučký", "Ünnepélyes"]
)
def test_letters_of_other_languages_are_no_other_encoding(text: str) -> None:
    assert "garbled" not in keys("text", text=text, kind="free")


def test_a_roman_number_is_no_alien_word_but_a_house_letter_is() -> None:
    assert "alien-word" not in keys("text", text="ул. XX лет Победы, д. 5", kind="address")
    assert "alien-word" in keys("text", text="дом 5A", kind="address")
    assert "alien-word" in keys("text", text="дом 5C", kind="address")
    assert "alien-word" not in keys("text", text="вариант A", kind="free")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("г. MOCKBA", "address"),
        ("PETPOB Иван", "name"),
        ("КАТЯ BOPOHA", "name"),
        ("TATAPEHKO ИВАН", "name"),
        ("CAMAPA", "address"),
        ("TATA", "name"),
        ("HATA", "name"),
    ],
)
def test_a_latin_word_that_looks_russian_is_alien_however_many_letters_it_has(text: str, kind: str) -> None:
    assert keys("text", text=text, kind=kind) == ["length", "alien-word"]


@pytest.mark.parametrize("text", ["Anna-Maria O'Neill", "Tom Hope", "Ivan Petrov"])
def test_a_latin_name_is_no_alien_word(text: str) -> None:
    assert keys("text", text=text, kind="name") == ["length", "clean"]


def test_an_emoji_is_kept_whole() -> None:
    family = "👨\u200d👩\u200d👧"
    assert keys("text", text=family, kind="free") == ["length", "rare"]


@pytest.mark.parametrize(("text", "count"), [("дом", 3), ("да 😀", 5), ("а\r\nб", 3)])
def test_the_length_is_counted_as_browsers_do(text: str, count: int) -> None:
    assert f"Знаков: {count}," in finding("length", text)


def test_braces_of_a_reader_do_no_harm() -> None:
    assert finding("cleaned", " {0}{text} {", "free") == "{0}{text} {"


@given(TROUBLESOME.filter(str.strip), st.sampled_from(KINDS))
def test_no_words_of_ours_hide_an_unseen_sign(text: str, kind: str) -> None:
    for row in run("text", {"text": text, "kind": kind})["findings"]:
        if row["key"] != "cleaned":
            plain = re.sub(r"«.*?»", "", row["text"])
            assert not any(map(unseen, plain))


def test_every_outcome_can_be_copied_only_if_it_is_text_to_take_away() -> None:
    assert [key for key, outcome in load("text").outcomes.items() if outcome.copy] == ["cleaned"]


@pytest.mark.parametrize("unit", ["Мoсква \u00a0—й😀і", "漢", "a", "\n ", "Aя", " ", "\u0306", "5"])
def test_a_very_long_text_has_an_answer(unit: str) -> None:
    text = "я" + unit * (100_000 // len(unit)) + "z"
    assert run("text", {"text": text, "kind": "name"})["findings"]
