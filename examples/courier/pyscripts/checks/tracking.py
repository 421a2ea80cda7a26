"""Номер посылки: опечатка в международном номере.

Says whether the check digit of an international number fits and what kind of item its letters tell of. It never asks
anybody where the item is.

Sources: UPU S10, the standard for numbers of postal items: weights and letters in data/s10.toml.

>>> keys(number="RA 123 456 785 CN")
['right']
>>> keys(number="ra123456785cn")
['right']
>>> keys(number="UA123456785CN")
['untracked']
>>> keys(number="XX123456785CN")
['other']
>>> keys(number="RA123456784CN")
['typo']
>>> keys(number="RA124356785CN")
['swapped']
>>> keys(number="СА123456785СN")
['russian', 'right']
>>> keys(number="RA12345678CN")
['short']
>>> keys(number="RA1234567855CN")
['long']
>>> keys(number="123456789012")
['inner']
>>> keys(number="123RA45CN")
['shape']
>>> keys(number="!")
['number']
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyscripts.data import table
from pyscripts.form import Field, FieldError
from pyscripts.letters import as_latin
from pyscripts.numbers import swaps
from pyscripts.verdict import Finding, found, ok, unsure, warn

_TABLE = table("s10")
_KINDS: Mapping[str, Mapping[str, Any]] = {kind["letter"]: kind for kind in _TABLE["kind"]}
_DIGITS: int = _TABLE["digits"]
_FORM = re.compile(r"([A-Z]{2})([0-9]+)([A-Z]{2})")


@dataclass(frozen=True)
class Code(Field[str]):
    """Letters and digits; spaces and hyphens are left out."""

    def parse(self, text: str) -> str:
        code = re.sub(r"[\s-]", "", text).upper()
        if not re.fullmatch(r"[A-ZА-ЯЁ0-9]+", code):
            raise FieldError("Здесь бывают только буквы, цифры, пробелы и дефисы.")
        return code


FIELDS = (
    Code(
        "number",
        "Номер посылки",
        "Он напечатан на чеке, похож на RA 123 456 785 CN. Пробелы можно не вводить.",
        example="RA 123 456 785 CN",
    ),
)

_PLACE = "Где посылка, знает только служба доставки."

OUTCOMES = {
    "right": ok(
        "Контрольная цифра сходится. По буквам это {kind}.",
        limits=f"Это не доказывает, что посылка с таким номером есть. {_PLACE}",
        next="Введите номер в поиске службы доставки. Не нашёлся — подождите два дня.",
        guide="parcel/not-found",
    ),
    "untracked": unsure(
        "Контрольная цифра сходится. По буквам это {kind}: по дороге такие обычно не отмечают.",
        limits=_PLACE,
        next="Спросите отправителя, есть ли другой номер. Нет — остаётся ждать.",
    ),
    "other": unsure(
        "Контрольная цифра сходится, но букв {letters} мы не знаем.",
        limits="Такие буквы бывают у отдельных стран.",
        next="Введите номер в поиске службы доставки.",
    ),
    "typo": warn(
        "Контрольная цифра не сходится: в номере опечатка.",
        limits="Какая цифра неверна, отсюда не видно.",
        next="Сверьте номер с чеком по одной цифре.",
        guide="parcel/not-found",
    ),
    "swapped": warn(
        "Контрольная цифра не сходится. Похоже, переставлены две соседние цифры.",
        limits="Мы только перебрали перестановки: так ли это, скажет чек.",
        next="Сверьте с чеком: может быть, там {guesses}.",
        guide="parcel/not-found",
    ),
    "russian": warn(
        "В номере русские буквы. В международных номерах бывают только латинские, поэтому поиск его не найдёт.",
        next="Наберите буквы заново на английской раскладке.",
    ),
    "short": warn(
        "Цифр в номере {count}, а бывает {right}.",
        next="Допишите номер до конца.",
    ),
    "long": warn(
        "Цифр в номере {count}, а бывает {right}.",
        next="Уберите лишнее: две буквы, девять цифр, две буквы.",
    ),
    "inner": unsure(
        "Это не международный номер: в нём одни цифры. Проверить его мы не умеем.",
        limits="У каждой службы свои правила для таких номеров.",
        next="Введите номер в поиске службы доставки.",
    ),
    "shape": warn(
        "Это не похоже на международный номер: в нём две буквы, девять цифр и ещё две буквы.",
        next="Сверьте номер с чеком.",
    ),
}


def _fits(digits: str) -> bool:
    """Whether the last digit is what the eight before it ask for.

    >>> _fits("123456785"), _fits("123456784")
    (True, False)
    """
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_TABLE["weights"], digits, strict=False)) % 11
    return int(digits[-1]) == {10: 0, 11: 5}.get(rest, rest)


def check(number: str) -> Iterator[Finding | str]:
    """Judge a number by its letters, its length and its last digit."""
    code = as_latin(number)
    if number != code and code.isascii():
        yield found("russian", "number")
    if number.isdecimal():
        yield found("inner", "number")
        return
    if not (parts := _FORM.fullmatch(code)):
        yield found("shape", "number")
        return
    letters, digits, country = parts.groups()
    if len(digits) != _DIGITS:
        yield found("short" if len(digits) < _DIGITS else "long", "number", count=len(digits), right=_DIGITS)
    elif not _fits(digits):
        guesses = [f"{letters}{guess}{country}" for guess in swaps(digits, _fits)]
        yield found("swapped", "number", guesses=" или ".join(guesses)) if guesses else found("typo", "number")
    elif kind := _KINDS.get(letters[0]):
        yield found("right" if kind["tracked"] else "untracked", "number", kind=kind["words"])
    else:
        yield found("other", "number", letters=letters)
