"""Numbers with a check digit: does what was written add up?

Pure functions of plain ASCII digits (see `pyscripts.form.compact`); anything else is simply not such a number. A check
digit that is right proves only that the number was copied right, not that it was ever given to anybody.

Sources:
    ИНН: приказ ФНС of 2012-06-29 № ММВ-7-6/435@, as implemented in python-stdnum 2.2, stdnum/ru/inn.py.
    СНИЛС: ПФР, consultant.ru LAW_124607 (no check number up to 001-001-998).
    ОГРН, ОГРНИП: приказ Минфина of 2017-10-30 № 165н, п. 7. python-stdnum 2.2 refuses true ОГРНИП whose remainder
        is 10, 11 or 12.
    КПП: form only, приказ ФНС № ММВ-7-6/435@.
    Account: ЦБ РФ of 1997-09-08 № 515, zakonbase.ru/content/part/140335; tried on entries of the Bank of Russia's
        directory ED807 of 2022–2026 and on published treasury requisites, see tests/unit/test_numbers.py.
    УИН: four independent public implementations that agree.
"""

import re
from collections.abc import Callable
from itertools import pairwise

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11TH = (7, *_INN_10)
_INN_12TH = (3, *_INN_11TH)
_ACCOUNT = (7, 1, 3)
_SNILS_WITHOUT_CHECK = "001001998"


def inn(number: str) -> bool:
    """ИНН of an organisation (10 digits) or of a person (12 digits, both check digits).

    >>> inn("7707083893"), inn("500100732259"), inn("123456789037"), inn("0000000000")
    (True, True, False, False)
    """
    if not _digits(number, 10, 12):
        return False
    if len(number) == 10:
        return _weighed(number, _INN_10) % 11 % 10 == int(number[9])
    return _weighed(number, _INN_11TH) % 11 % 10 == int(number[10]) and _weighed(number, _INN_12TH) % 11 % 10 == int(
        number[11]
    )


def snils(number: str) -> bool:
    """СНИЛС, 11 digits; the early numbers, up to 001-001-998, have no check number and always pass.

    >>> snils("11223344595"), snils("11223344596"), snils("00100199800")
    (True, False, True)
    """
    if not _digits(number, 11):
        return False
    return not snils_has_check(number) or _weighed(number, range(9, 0, -1)) % 101 % 100 == int(number[9:])


def snils_has_check(number: str) -> bool:
    """Whether the last two digits of a СНИЛС are a check number at all.

    >>> snils_has_check("11223344595"), snils_has_check("00100199812")
    (True, False)
    """
    return number[:9] > _SNILS_WITHOUT_CHECK


def ogrn(number: str) -> bool:
    """ОГРН or ГРН of an organisation, 13 digits.

    >>> ogrn("1027700132195"), ogrn("1027700132196")
    (True, False)
    """
    return _digits(number, 13) and int(number[:12]) % 11 % 10 == int(number[12])


def ogrnip(number: str) -> bool:
    """ОГРНИП or ГРНИП of an entrepreneur, 15 digits.

    >>> ogrnip("304770012345674"), ogrnip("304770000000020"), ogrnip("304770000000021")
    (True, True, False)
    """
    return _digits(number, 15) and int(number[:14]) % 13 % 10 == int(number[14])


def kpp(number: str) -> bool:
    """КПП: 9 characters, the fifth and sixth may be Latin capitals; there is no check digit.

    >>> kpp("770701001"), kpp("7707AB001"), kpp("77070100")
    (True, True, False)
    """
    return bool(re.fullmatch(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", number)) and number.strip("0") != ""


def uin(number: str) -> bool:
    """УИН, 20 or 25 digits.

    >>> uin("10655260181590830162"), uin("34788783848372616756"), uin("10655260181590830163")
    (True, True, False)
    """
    return _digits(number, 20, 25) and _uin_check(number[:-1]) == int(number[-1])


def _uin_check(body: str) -> int:
    """Weights 1…10 over and over; on remainder 10 once more from 3; on 10 again, zero."""
    for first in (1, 3):
        weights = [(first - 1 + place) % 10 + 1 for place in range(len(body))]
        remainder = _weighed(body, weights) % 11
        if remainder < 10:
            return remainder
    return 0


def account_key(account: str, bik: str) -> bool:
    """Whether an account of 20 digits goes with the БИК of its bank: the ninth digit is a key over both.

    The treasury's own accounts (03…) have no key, so they always pass.

    >>> account_key("40602810700000000025", "049805746"), account_key("40602810800000000025", "049805746")
    (True, False)
    >>> account_key("30101810400000000225", "044525225"), account_key("40102810545370000003", "004525988")
    (True, True)
    """
    if not (_digits(account, 20) and _digits(bik, 9)):
        return False
    return account[0] == "0" or any(_key_fits(account, prefix) for prefix in _key_prefixes(account, bik))


def _key_prefixes(account: str, bik: str) -> tuple[str, ...]:
    """The three digits that stand for the bank: for an account in the Bank of Russia its office, else the bank.

    Where that cannot be told from the numbers, both will do: budget accounts (401…, 402…) are kept here and there, and
    a БИК need not begin with 04: the treasury's begin with 00, 01 or 02.
    """
    office, bank = "0" + bik[4:6], bik[6:]
    if account.startswith(("30101", "40101", "40102")) or bank in ("000", "001", "002"):
        return (office,)
    if account.startswith(("301", "401", "402")) or not bik.startswith("04"):
        return (office, bank)
    return (bank,)


def _key_fits(account: str, prefix: str) -> bool:
    digits = prefix + account
    return sum(int(digit) * _ACCOUNT[place % 3] % 10 for place, digit in enumerate(digits)) % 10 == 0


def changes(number: str, valid: Callable[[str], bool]) -> list[str]:
    """Everything valid that differs from a row of digits in one digit.

    >>> changes("500100732258", inn)
    ['500100732259']
    """
    return [
        changed
        for place, old in enumerate(number)
        for new in "0123456789"
        if new != old and valid(changed := number[:place] + new + number[place + 1 :])
    ]


def swaps(number: str, valid: Callable[[str], bool]) -> list[str]:
    """Everything valid in which two unlike neighbours of a row of digits have changed places.

    >>> swaps("7707803893", inn)
    ['7707083893']
    """
    return [
        swapped
        for place, (left, right) in enumerate(pairwise(number))
        if left != right and valid(swapped := number[:place] + right + left + number[place + 2 :])
    ]


def _digits(number: str, *lengths: int) -> bool:
    """A row of ASCII digits of one of these lengths, not all of them zero: zeros pass every check digit."""
    return len(number) in lengths and number.isascii() and number.isdigit() and number.strip("0") != ""


def _weighed(number: str, weights: tuple[int, ...] | range | list[int]) -> int:
    """The sum of digits times weights; digits beyond the weights do not count."""
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
