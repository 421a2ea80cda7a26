"""Check digits: published true numbers stay true, and every small mistake that the rule can see is seen."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ru import inn as other_inn

from pyscripts import numbers

RULES: dict[str, Callable[[str], bool]] = {
    "inn": numbers.inn,
    "snils": numbers.snils,
    "ogrn": numbers.ogrn,
    "ogrnip": numbers.ogrnip,
    "uin": numbers.uin,
}
# Public organisations, the offices' own examples and invented numbers; no private person's. ОГРНИП with remainders 10,
# 11 and 12 (which python-stdnum 2.2 refuses), УИН that need the second pass (8…756) and both (…750, …070).
TRUE = {
    "inn": "7707083893 7736207543 7707329152 1234567894 7727406020 7707089101 123456789047 500100732259",
    "snils": "11223344595 12345678964 98765432183 90000005900 90000006800 90006999900 90007899900 "
    "00100199800 00000000100",
    "ogrn": "1027700132195 1022200525819 1037739010891 1117746358608",
    "ogrnip": "304770012345674 304770000000020 304770000000031 304770000000042",
    "uin": "10655260181590830162 10656131860913909968 34788783848372616756 99965168495183944750 18209965144380684245 "
    "1065797543231948757491189 1065366712768426846563218 9992869788834725418928070",
}
FALSE = {
    "inn": "7707083894 1234567895 123456789037 500100732258 0000000000 000000000000 770708389 77070838930",
    "snils": "11223344596 12345678900 98765432184 00000000000 00100199900 1122334459 112233445950",
    "ogrn": "1022500001328 1027700132196 0000000000000 102770013219",
    "ogrnip": "304770000000021 304770012345675 000000000000000 30477001234567",
    "uin": "10655260181590830163 34788783848372616755 18810177240010001111 1065797543231948757491180 "
    "00000000000000000000 0000000000000000000000000 1065579754323194875749 10657975432319487574911",
}


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(rule, number) for rule, row in table.items() for number in row.split()]


@pytest.mark.parametrize(("rule", "number"), pairs(TRUE))
def test_a_true_number_is_true(rule: str, number: str) -> None:
    assert RULES[rule](number)


@pytest.mark.parametrize(("rule", "number"), pairs(FALSE))
def test_a_false_number_is_false(rule: str, number: str) -> None:
    assert not RULES[rule](number)


def changed(number: str) -> list[str]:
    return [
        number[:place] + digit + number[place + 1 :]
        for place, old in enumerate(number)
        for digit in "0123456789"
        if digit != old
    ]


def weighed(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


# The remainder before it is made a digit (two in a СНИЛС): from `most` on, it shares its digit with another remainder.
REMAINDERS: dict[str, tuple[Callable[[str], int], int]] = {
    "inn": (lambda number: weighed(number, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11, 10),
    "snils": (lambda number: weighed(number, range(9, 0, -1)) % 101, 100),
    "ogrn": (lambda number: int(number[:12]) % 11, 10),
    "ogrnip": (lambda number: int(number[:14]) % 13, 10),
    "uin": (lambda number: weighed(number[:-1], [*range(1, 11)] * 3) % 11, 10),
}


@pytest.mark.parametrize(("rule", "number"), pairs(TRUE))
def test_a_changed_digit_is_seen_at_every_place(rule: str, number: str) -> None:
    """Unless the rule itself cannot see it: the numbers have no check, or two remainders have one digit."""
    remainder, most = REMAINDERS[rule]
    for other in changed(number):
        if RULES[rule](other):
            assert len(number) != 12, "two check digits see every change in these"
            unchecked = rule == "snils" and not (numbers.snils_has_check(number) and numbers.snils_has_check(other))
            assert unchecked or max(remainder(number), remainder(other)) >= most, other


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_inn_agrees_with_stdnum(number: str) -> None:
    for candidate in (number, number[:10]):
        assert numbers.inn(candidate) == (other_inn.is_valid(candidate) and candidate.strip("0") != "")


@given(st.integers(1_001_999, 999_999_999))
def test_every_swap_of_neighbours_in_a_snils_is_seen(body: int) -> None:
    """Weights differ by one, so a swap changes the sum by the digits' difference; only 0 and 100 look the same."""
    remainder = REMAINDERS["snils"][0]
    number = f"{body:09}{remainder(f'{body:09}') % 100:02}"
    assert numbers.snils(number)
    for place in range(8):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        if swapped != number and numbers.snils_has_check(swapped) and numbers.snils(swapped):
            assert {remainder(number), remainder(swapped)} == {0, 100}


@pytest.mark.parametrize("kpp", ["770701001", "773301001", "7707AB001", "616143001"])
def test_kpp(kpp: str) -> None:
    assert numbers.kpp(kpp)


@pytest.mark.parametrize(
    "kpp", ["77070100", "7707-0100", "7707ab001", "77АВ01001", "77070100A", "000000000", "٧٧٠٧٠١٠٠١"]
)
def test_no_kpp(kpp: str) -> None:
    assert not numbers.kpp(kpp)


# Examples of ЦБ № 515; the Bank of Russia's directory ED807 (2022–2026); requisites that offices published.
TRUE_ACCOUNTS = """
    30101810800000000746 049805000
    40602810700000000025 049805746
    30101810400000000225 044525225
    30101810200000000593 044525593
    30101810145250000974 044525974
    30101810745374525104 044525104
    30101810500000000674 046577674
    30101810945250000378 044525378
    30101810550040000884 045004884
    30101810600000000602 046015602
    30101810800000000651 047102651
    40702810200000000001 044525225
    50286516400000008106 823397286
    40102810545370000003 004525988
    40102810445370000059 017003983
    40102810945370000005 014030106
    40102810645370000025 012406500
    40102810545370000012 010507002
    40102810045370000002 024501901
    40102810745370000024 012202102
    40102810445370000043 015004950
    40102810645370000061 017308101
    40102810845370000115 042202115
    40116810900000010001 040397100
    40116810903970010002 040397100
    40116810008160010022 000816041
    40116810100000010010 041280103
    40101810045250010041 044525000
    40101810500000001901 044501002
    40501810700002000001 043207001
    03100643000000017300 004525988
    03212643000000017200 014030106
    03234643457220000700 015209001
"""


@pytest.mark.parametrize("pair", TRUE_ACCOUNTS.split("\n")[1:-1])
def test_a_true_account_goes_with_its_bik(pair: str) -> None:
    account, bik = pair.split()
    assert numbers.account_key(account, bik)


@pytest.mark.parametrize(
    "pair",
    [
        "40602810800000000025 049805746",
        "30101810700000000746 049805000",
        "40702810200000000001 044525974",
        "40702810200000000001 000000000",
        "4070281020000000000 044525225",
        "00000000000000000000 044525225",
        "40702810200000000001 04452522",
    ],
)
def test_a_false_account_does_not(pair: str) -> None:
    account, bik = pair.split()
    assert not numbers.account_key(account, bik)


ACCOUNTS = [
    ("30101810400000000225", "044525225"),
    ("40702810200000000001", "044525225"),
    ("40102810545370000003", "004525988"),
]


@pytest.mark.parametrize(("account", "bik"), ACCOUNTS)
def test_a_changed_digit_of_an_account_is_seen_at_every_place(account: str, bik: str) -> None:
    """7, 1 and 3 have no divisor in common with 10; but the first digits also say which bank the key is for."""
    for other in changed(account):
        same_kind = other[:5] == account[:5]
        assert not same_kind or not numbers.account_key(other, bik), other


@pytest.mark.parametrize(("account", "bik"), ACCOUNTS)
def test_a_swap_in_an_account_is_seen_unless_the_digits_differ_by_five(account: str, bik: str) -> None:
    for place in range(5, 19):
        left, right = account[place], account[place + 1]
        if left != right and abs(int(left) - int(right)) != 5:
            assert not numbers.account_key(account[:place] + right + left + account[place + 2 :], bik)


@given(st.text(max_size=40), st.text(max_size=12))
def test_any_text_has_an_answer(text: str, other: str) -> None:
    assert all(rule(text) in (True, False) for rule in RULES.values())
    assert numbers.kpp(text) in (True, False)
    assert numbers.account_key(text, other) in (True, False)


@pytest.mark.parametrize("digits", ["７７０７０８３８９３", "٧٧٠٧٠٨٣٨٩٣", "²²²²²²²²²²"])
def test_other_digits_are_no_number_here(digits: str) -> None:
    assert not numbers.inn(digits)


@given(st.sampled_from([number for _, number in pairs(TRUE)]), st.data())
def test_repairs_find_what_was_meant(number: str, data: st.DataObject) -> None:
    valid = next(rule for rule in RULES.values() if rule(number))
    place = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert number in numbers.changes(number[:place] + digit + number[place + 1 :], valid)
    place = data.draw(st.integers(0, len(number) - 2))
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or number in numbers.swaps(swapped, valid)
