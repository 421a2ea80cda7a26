"""Номер документа: СНИЛС, ИНН, паспорт, ОГРН.

Says whether the digits of a document's number add up, and where the mistake may be. A number that adds up need not
exist, and the form of a passport's number proves nothing at all: both are said each time.

Sources: pyscripts/numbers.py. СНИЛС up to 001-001-998 have no check number: ПФР, consultant.ru LAW_124607; the portal
did not know that exception in 2022 (its form engine, 2022-04-27). First digit of an ОГРН or ОГРНИП: 1, 5 and 3, of the
number of a record 2, 6–9 and 4: facts A5, A5b. Passport: постановление № 828 of 1997-07-08, no check digit.

>>> keys(kind="snils", number="112-233-445 95")
['valid']
>>> keys(kind="inn", number="500100732259")
['valid']
>>> keys(kind="ogrnip", number="304770000000020")
['valid']
>>> keys(kind="snils", number="001-001-998 00")
['snils-early']
>>> keys(kind="inn", number="0707083893")
['misprint-swap']
>>> keys(kind="ogrn", number="1020700132195")
['misprint']
>>> keys(kind="inn", number="500100732258")
['misprint-likely']
>>> keys(kind="snils", number="112-233-445 96")
['misprint']
>>> keys(kind="inn", number="01234567890")
['length']
>>> keys(kind="inn", number="105027810")
['lost-zero']
>>> keys(kind="snils", number="000-000-000 00")
['zeros']
>>> keys(kind="inn", number="112-233-445 95")
['other-kind']
>>> keys(kind="ogrn", number="2027700132194")
['record']
>>> keys(kind="ogrn", number="0909090800002")
['first-digit']
>>> keys(kind="passport", number="45 00 № 000001")
['passport']
>>> keys(kind="passport", number="00 0000001")
['passport-foreign']
>>> keys(kind="kpp", number="770701001")
['form']
>>> keys(kind="kpp", number="7707ab001")
['kpp-rare']
>>> keys(kind="kpp", number="77О701001")
['kpp-letters']
>>> keys(kind="snils", number="112-ЗЗЗ-445 95")
['number']
"""

from collections.abc import Iterator

from pyscripts import number_check, numbers
from pyscripts.form import Choice, FieldError
from pyscripts.number_check import INN, KPP, OGRN, OGRNIP, SNILS, Code, Kind, judged
from pyscripts.verdict import Finding, found, ok, unsure, warn

_PASSPORT = Kind("паспорт", (10,))
_KINDS = {"snils": SNILS, "inn": INN, "passport": _PASSPORT, "ogrn": OGRN, "ogrnip": OGRNIP, "kpp": KPP}
_OWN_FIRST_DIGITS = {"ogrn": "15", "ogrnip": "3"}
_RECORD_FIRST_DIGITS = {"ogrn": "26789", "ogrnip": "4"}

FIELDS = (
    Choice(
        "kind",
        "Какой это номер",
        options={
            "snils": "СНИЛС",
            "inn": "ИНН",
            "passport": "Паспорт: серия и номер",
            "ogrn": "ОГРН организации",
            "ogrnip": "ОГРНИП предпринимателя",
            "kpp": "КПП организации",
        },
    ),
    Code("number", "Номер", "С пробелами и дефисами или без них.", example="000-000-000 00"),
)

OUTCOMES = number_check.OUTCOMES | {
    "snils-early": unsure(
        "У СНИЛС с номером до 001-001-998 контрольного числа нет, поэтому опечатку по нему не найти.",
        limits="Формы портала в 2022 году этого не учитывали и могли такой номер не принять.",
        next="Сверьте номер с документом. Если он верный, а портал его не берёт, напишите в поддержку.",
        guide="support/feedback",
    ),
    "other-kind": warn(
        "{what}: здесь знаков {count}, а нужно {lengths}. Зато номер подходит как {other}.",
        next="Посмотрите, тот ли документ вы взяли и в то ли поле вписываете номер.",
    ),
    "record": unsure(
        "Контрольная цифра сходится, но {what} с цифры {first} не начинается. Похоже на номер записи в реестре.",
        limits="Бывает и опечатка в первой цифре, но тогда контрольная цифра обычно не сходится.",
        next="Найдите в выписке строку «{what}». Номер записи (ГРН) стоит в ней отдельно.",
    ),
    "first-digit": warn(
        "Контрольная цифра сходится, но {what} с цифры {first} не начинается, и номер записи в реестре тоже.",
        next="Сверьте номер с выпиской, начиная с первой цифры.",
    ),
    "passport": ok(
        "Цифр десять, как и должно быть: четыре в серии и шесть в номере.",
        limits="Контрольной цифры в паспорте нет: опечатку так не найти. Действует ли паспорт, отсюда не узнать.",
        next="Сверьте серию и номер с паспортом по две-три цифры.",
    ),
    "passport-foreign": unsure(
        "Цифр девять: столько в загранпаспорте. В паспорте гражданина их десять.",
        next="Посмотрите, какой паспорт просит форма. Если внутренний, найдите пропущенную цифру: часто это ноль.",
    ),
}


def check(kind: str, number: str) -> Iterator[Finding]:
    """Judge one number of the kind that the reader chose."""
    if kind != "kpp" and (letter := next((sign for sign in number if sign not in "0123456789"), None)):
        raise FieldError(
            f"Здесь бывают только цифры, пробелы и дефисы, а есть «{letter}». "
            "Проверьте, не стоит ли вместо цифры похожая буква.",
            "number",
        )
    yield _passport(number) if kind == "passport" else _registered(kind, number)


def _passport(number: str) -> Finding:
    if len(number) == 9 and number.strip("0"):
        return found("passport-foreign", "number")
    finding = judged("number", number, _PASSPORT)
    return found("passport", "number") if finding.key == "form" else finding


def _registered(kind: str, number: str) -> Finding:
    """A number that an office gave, with a check digit or, for a КПП, without."""
    finding = judged("number", number, _KINDS[kind])
    if finding.key == "length" and (other := _fits(number)):
        return found("other-kind", "number", **finding.params, other=other.what)
    if finding.key == "valid" and kind == "snils" and not numbers.snils_has_check(number):
        return found("snils-early", "number")
    if finding.key == "valid" and number[0] not in _OWN_FIRST_DIGITS.get(kind, number):
        key = "record" if number[0] in _RECORD_FIRST_DIGITS[kind] else "first-digit"
        return found(key, "number", what=_KINDS[kind].what, first=number[0])
    return finding


def _fits(number: str) -> Kind | None:
    """The kind of number, if any, whose check digits fit."""
    for kind in (SNILS, INN, OGRN, OGRNIP):
        if kind.valid and kind.valid(number) and (kind is not SNILS or numbers.snils_has_check(number)):
            return kind
    return None
