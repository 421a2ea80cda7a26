import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts import letters, slips
from pyscripts.data import table

TABLES = table("letters")


def test_the_alphabets_are_those_of_unicode() -> None:
    beginnings: list[str] = []
    for code in range(sys.maxunicode + 1):
        if (char := chr(code)).isalnum():
            called = unicodedata.name(char, "-").partition(" ")[0]
            assert letters.alphabet.__wrapped__(char) == ("" if called == "-" else called)
            if not beginnings or beginnings[-1] != called:
                beginnings += [f"{code:X}", called]
    assert table("alphabets")["from"].split() == beginnings


def test_the_twin_letters_are_of_the_two_alphabets() -> None:
    assert letters.LATIN.issuperset(TABLES["twins"]["latin"])
    assert letters.RUSSIAN.issuperset(TABLES["twins"]["russian"])


def test_each_key_gives_one_sign_in_each_layout() -> None:
    latin, russian = TABLES["layout"]["latin"], TABLES["layout"]["russian"]
    assert len(latin) == len(russian) == len(set(latin)) == len(set(russian))
    assert letters.RUSSIAN.issubset(russian)


def test_an_invisible_sign_becomes_one_that_is_seen_or_nothing() -> None:
    for char, row in TABLES["invisible"].items():
        assert letters.unseen(char)
        assert row["becomes"] in ("", " ", "\n")


@pytest.mark.parametrize("shape", "abcdefghijklmnopqrstuvwxyz")
def test_a_shape_has_only_letters_of_other_kinds(shape: str) -> None:
    for char in TABLES["shapes"].get(shape, ""):
        assert not char.isascii()
        assert char == char.casefold()[:1] or unicodedata.category(char) in ("Lu", "Ll", "So")


@given(st.text(alphabet=sorted(letters.RUSSIAN), min_size=1))
def test_keys_pressed_in_the_wrong_layout_come_back(word: str) -> None:
    typed = letters.other_layout(word)
    assert letters.RUSSIAN.isdisjoint(typed)
    assert letters.other_layout(typed) == word


@given(st.text())
def test_what_is_seen_has_nothing_unseen(text: str) -> None:
    once = letters.seen(text)
    assert [once[place] for place in letters.all_unseen(once) if once[place] != "\n"] == []
    assert letters.seen(once) == once


@given(st.text())
def test_a_shape_has_one_sign_for_each(text: str) -> None:
    assert len(letters.shape(text)) == len(text)


@given(st.text(max_size=300), st.integers(5, 80))
def test_what_is_shown_is_one_short_line(text: str, most: int) -> None:
    line = letters.shown(text, most)
    assert len(line) <= most
    assert "\n" not in line


@given(st.text(alphabet="abcdef", min_size=1, max_size=8), st.data())
def test_one_slip_is_seen(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    sign = data.draw(st.sampled_from("xyz"))
    for typed in (
        word[:place] + word[place + 1 :],
        word[:place] + sign + word[place:],
        word[:place] + sign + word[place + 1 :],
    ):
        assert slips.one_slip(typed, word)
        assert slips.one_slip(word, typed)
    assert not slips.one_slip(word, word)
    assert not slips.one_slip(word + "xy", word)


@pytest.mark.parametrize(
    "char", ["a", "а", "і", "ο", "ա", "ü", "漢", "5", "٣", "№", "\u0306", "\x07", "\ue000", "\U0010ffff", "😀"]
)
def test_every_sign_has_a_name(char: str) -> None:
    assert len(letters.name(char)) > 3
    assert not any(map(letters.unseen, letters.name(char)))


def test_a_very_long_text_is_listed() -> None:
    text = "Мoсква \u00a0й😀" * 16_000
    assert letters.listing(text, letters.all_unseen(text))
    assert letters.seen(text)
