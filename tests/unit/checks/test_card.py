"""Whose card a number is: known networks by their public test numbers, and never a calm word about an unknown one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

import pyscripts
from pyscripts.data import table

NETWORKS: list[dict[str, Any]] = table("card_networks")["network"]

# Numbers that payment services publish for tests, and invented ones with the same beginning; no real card.
FOREIGN = {
    "Discover": ["6011111111111117", "6011000990139424", "6445644564456445", "6500000000000002"],
    "Diners Club": ["30569309025904", "36227206271667", "38520000023237", "3056930009020004"],
    "Elo": ["5066991111111118", "6362970000457013", "5090000000000008", "4389350000000000"],
    "Hipercard": ["6062826786276634", "6370950000000005"],
    "Troy": ["9792030000000000", "6501700000000000"],
    "Verve": ["5061460410120223210", "5078650000000000"],
    "RuPay": ["6073849700004947", "6080320000000000", "5085000000000000", "8200000000000000"],
    "Humo": ["9860010000000000"],
    "Uzcard": ["8600490000000000", "5614680000000000"],
    "Элкарт": ["9417000000000000"],
    "Белкарт": ["9112000000000000"],
    "ArCa": ["9051000000000000"],
    "Корти милли": ["9762000000000000"],
    "Napas": ["9704000000000000"],
    "Dankort": ["5019717010103742"],
    "Naranja": ["5895620000000000"],
}


def finding(number: str) -> dict[str, Any]:
    (found,) = pyscripts.run("card", {"number": number})["findings"]
    return dict(found)


def whole(number: str) -> str:
    """The number with a last digit that fits."""
    return number if luhn.is_valid(number) else number[:-1] + luhn.calc_check_digit(number[:-1])


@pytest.mark.parametrize(("name", "number"), [(name, number) for name, row in FOREIGN.items() for number in row])
def test_a_card_of_another_country_is_named_and_not_called_fine(name: str, number: str) -> None:
    found = finding(whole(number))
    assert (found["key"], found["level"]) == ("foreign", "unsure")
    assert name in found["text"]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("2200000000000053", "mir"),
        ("2204310100000004", "mir"),
        ("4111111111111111", "visa"),
        ("5555555555554444", "mastercard"),
        ("2720990000000007", "mastercard"),
        ("6759649826438453", "maestro"),
        ("6799990100000000019", "maestro"),
        ("6390020000000000", "maestro"),
        ("378282246310005", "amex"),
        ("3566002020360505", "jcb"),
        ("6200000000000005", "unionpay"),
        ("2205000000000001", "unknown"),
        ("5000000000000611", "unknown"),
        ("6033420000000000", "foreign"),  # RuPay has all of 60 that is nobody else's
        ("6999990000000000", "unknown"),
        ("7000000000000000", "unknown"),
        ("1000000000000000", "unknown"),
    ],
)
def test_the_network(number: str, key: str) -> None:
    assert finding(whole(number))["key"] == key


def test_where_two_networks_have_the_same_digits_both_are_named() -> None:
    assert "Discover (США) или RuPay (Индия)" in finding("6522222222222222")["text"]


@given(st.from_regex(r"[0-9]{6}", fullmatch=True), st.integers(12, 19))
def test_a_number_is_of_a_network_only_by_its_own_range(start: str, length: int) -> None:
    """Said another way than in the check: prefixes as intervals of all numbers that begin with them."""
    number = whole(start + "0" * (length - 6))
    key = finding(number)["key"]
    ids = [network["id"] for network in NETWORKS if any(_within(number, row) for row in network["ranges"])]
    if key in {network["id"] for network in NETWORKS}:
        assert key in ids
    assert (key == "unknown") == (not ids)


def _within(number: str, row: str) -> bool:
    low, _, high = row.partition("-")
    return int(low) <= int(number[: len(low)]) <= int(high or low)


@pytest.mark.parametrize("digit", "123456789")
def test_one_digit_is_no_verdict(digit: str) -> None:
    assert finding(digit)["level"] == "unsure"


def test_the_table_is_in_order() -> None:
    assert table("card_networks")["source"]
    for network in NETWORKS:
        for row in network["ranges"]:
            low, _, high = row.partition("-")
            assert low.isdigit(), row
            assert not high or (len(low) == len(high) and low < high), row
