"""What checks of numbers have in common: the rules of each kind of number and the words for what is wrong with one.

`judged` gives one finding for a number; its keys are those of `OUTCOMES`, which a check puts among its own.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from pyscripts import numbers
from pyscripts.form import Field, FieldError, compact
from pyscripts.russian import either
from pyscripts.verdict import Finding, found, ok, unsure, warn

MOST_GUESSES = 4  # more candidates than that tell the reader nothing
_MOST_SWAPS = 2
_EXCEL_EATS_ZEROS = "Если номер копировали из таблицы, в начале мог потеряться ноль."

OUTCOMES = {
    "valid": ok(
        "{what}: опечаток не видно, контрольные цифры сходятся.",
        limits="Это не доказывает, что такой номер кому-то выдан: мы не ищем по базам.",
    ),
    "form": ok(
        "{what}: по числу знаков всё верно.",
        limits="Контрольной цифры здесь нет, поэтому опечатку в одной цифре так не найти.",
        next="Сверьте номер с документом по три-четыре цифры.",
    ),
    "length": warn(
        "{what}: здесь знаков {count}, а нужно {lengths}.",
        next=f"Посмотрите, нет ли пропущенной или лишней цифры. {_EXCEL_EATS_ZEROS}",
    ),
    "lost-zero": warn(
        "{what}: не хватает одной цифры. Похоже, потерялся ноль в начале: {guess}.",
        limits="Ноль теряется, когда номер копируют из таблицы. Но могла пропасть и другая цифра.",
        next="Сверьте номер с документом.",
    ),
    "zeros": warn(
        "{what}: одни нули. Таких номеров не выдают.",
        next="Впишите номер из документа. Если поля нет в документе, оставьте его пустым.",
    ),
    "misprint": warn(
        "{what}: в номере опечатка. Контрольная цифра не сходится.",
        limits="Какая цифра неверна, по номеру не узнать.",
        next="Сверьте номер с документом по три-четыре цифры. Чаще всего меняют местами две соседние.",
    ),
    "misprint-likely": warn(
        "{what}: в номере опечатка. Вероятно, дело здесь: {guesses}.",
        limits="Это подсказка на случай, если ошибка только одна.",
        next="Посмотрите на это место в документе. Наугад не исправляйте.",
    ),
    "misprint-swap": warn(
        "{what}: в номере опечатка. Если местами поменялись две соседние цифры, то это {guesses}.",
        limits="Опечатка может быть и другой: по номеру этого не узнать.",
        next="Сверьте номер с документом, начните с этого места.",
    ),
    "kpp-letters": warn(
        "{what}: на этих местах букв не бывает. Буква может стоять только пятой или шестой, заглавная латинская.",
        next="Сверьте КПП с документом. Обычно в нём одни цифры.",
    ),
    "kpp-rare": unsure(
        "{what}: в нём есть «{sign}». По правилам буквы здесь могут стоять, но встречаются очень редко.",
        next="Посмотрите, не вместо ли цифр они: «O» похожа на ноль, «I» — на единицу.",
    ),
}


@dataclass(frozen=True)
class Kind:
    """A kind of number: its name inside a sentence, the lengths it comes in, and its check digit if it has one."""

    what: str
    lengths: tuple[int, ...]
    valid: Callable[[str], bool] | None = None


INN = Kind("ИНН", (10, 12), numbers.inn)
KPP = Kind("КПП", (9,))
OGRN = Kind("ОГРН", (13,), numbers.ogrn)
OGRNIP = Kind("ОГРНИП", (15,), numbers.ogrnip)
SNILS = Kind("СНИЛС", (11,), numbers.snils)
UIN = Kind("УИН", (20, 25), numbers.uin)


# What is copied with a number, before its digits.
_NAMES = re.compile(
    r"№|(?<![^\W_])(?:снилс|инн|кпп|кбк|огрн(?:ип)?|(?:загран)?паспорт\w{0,2}|рф|сери[яи]|номер)[\s:=.№—–-]+(?=\W*(?:\d|номер|сери|рф))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Code(Field[str]):
    """A number that may hold letters: separators and what it is called are left out, letters become capitals.

    >>> Code("kpp", "КПП").value(" 7707-ab-001 "), Code("passport", "Паспорт").value("серия 4510 номер № 123456")
    ('7707AB001', '4510123456')
    """

    inputmode: ClassVar[str] = "numeric"  # letters are so rare that they may be pasted

    def parse(self, text: str) -> str:
        code = compact(_NAMES.sub("", text)).upper()
        if not code:
            raise FieldError("Здесь нужны цифры.")
        if wrong := re.search(r"[\W_]", code):
            raise FieldError(f"Здесь бывают цифры и буквы, пробелы и дефисы, а есть знак «{wrong[0]}».")
        return code


def judged(field: str, number: str, kind: Kind) -> Finding:
    """One finding about a row of ASCII digits (for a КПП: of digits and letters)."""
    what = sentence([kind.what])
    if not number.strip("0"):
        return found("zeros", field, what=what)
    if len(number) not in kind.lengths:
        if kind.valid and kind.valid("0" + number):
            return found("lost-zero", field, what=what, guess="0" + number)
        return found("length", field, what=what, count=len(number), lengths=either(kind.lengths))
    if kind is KPP and re.search(r"[^0-9]", number):
        rare = numbers.kpp(number)
        return found("kpp-rare" if rare else "kpp-letters", field, what=what, sign=number[4:6].strip("0123456789"))
    if kind.valid is None:
        return found("form", field, what=what)
    if kind.valid(number):
        return found("valid", field, what=what)
    return misprint(field, number, kind.what, kind.valid)


def misprint(field: str, number: str, what: str, valid: Callable[[str], bool]) -> Finding:
    """What may have been meant by a number that does not add up, where that can be narrowed down.

    One check digit lets nearly every place be the wrong one, so only swaps are worth telling; two leave a few places.
    """
    swaps = numbers.swaps(number, valid)
    likely = swaps + numbers.changes(number, valid)
    if 0 < len(likely) <= MOST_GUESSES:
        return found("misprint-likely", field, what=sentence([what]), guesses=differences(number, likely))
    if 0 < len(swaps) <= _MOST_SWAPS:
        return found("misprint-swap", field, what=sentence([what]), guesses=differences(number, swaps))
    return found("misprint", field, what=sentence([what]))


def differences(number: str, guesses: Iterable[str]) -> str:
    """How other numbers of the same length differ from this one, in words.

    >>> differences("500100732258", ["500100732259", "500100723258"])
    '12-я цифра — 9, а не 8; или 8-я и 9-я цифры — 23, а не 32'
    """
    return "; или ".join(_difference(number, guess) for guess in guesses)


def _difference(number: str, guess: str) -> str:
    places = [place for place, pair in enumerate(zip(number, guess, strict=True)) if pair[0] != pair[1]]
    named = " и ".join(f"{place + 1}-я" for place in places) + (" цифра" if len(places) == 1 else " цифры")
    return f"{named} — {''.join(guess[p] for p in places)}, а не {''.join(number[p] for p in places)}"


def sentence(names: Iterable[str]) -> str:
    """Names as the start of a sentence.

    >>> sentence(["счёт получателя", "ИНН"])
    'Счёт получателя, ИНН'
    """
    text = ", ".join(names)
    return text[:1].upper() + text[1:]
