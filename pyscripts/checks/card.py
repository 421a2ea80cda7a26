"""Платёжная карта: номер и срок.

Says which network a card number belongs to, whether it has a misprint and whether the card is past its date. Never
asks for the code on the back or for a name: neither is needed to find a misprint.

Sources: networks and lengths in data/card_networks.toml; the check digit is that of ISO/IEC 7812-1 (Luhn).

>>> keys(number="2200 0000 0000 0053", expiry="12/30", today="2026-11-22")
['mir', 'valid']
>>> keys(number="4111-1111-1111-1111")
['visa']
>>> keys(number="2200 0000 0000 0054")
['typo']
>>> keys(number="2200 00")
['partial']
>>> keys(number="2")
['partial']
>>> keys(number="6")
['partial-any']
>>> keys(number="7")
['unknown']
>>> keys(number="4111 1111 1111 1111 1111")
['too-long']
>>> keys(number="4111 1111 1111 11111")
['odd-length']
>>> keys(number="6221 5588 1234 0001")
['no-luhn']
>>> keys(number="2221 0000 0000 0009", expiry="10/26", today="2026-11-22")
['mastercard', 'expired']
>>> keys(number="3530 1113 3330 0000", expiry="11/26", today="2026-11-22")
['jcb', 'last-month']
>>> keys(number="3782 822463 10005", expiry="11/66", today="2026-11-22")
['amex', 'far']
>>> keys(number="6390 0288 8000 0000 010")
['maestro']
>>> keys(number="6011 1111 1111 1117")
['foreign']
>>> keys(number="6200 0000 0000 0005", expiry="12/30")
['unionpay', 'no-clock']
>>> keys(number="карта")
['number']
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from stdnum import luhn

from pyscripts.data import table
from pyscripts.form import Digits, MonthYear, Today
from pyscripts.russian import either
from pyscripts.verdict import Finding, found, ok, stop, unsure, warn

_NETWORKS = table("card_networks")["network"]
_LONGEST = max(max(network["lengths"]) for network in _NETWORKS)
_MOST_NAMES = 4  # more possible networks than that tell the reader nothing

FIELDS = (
    Digits(
        "number",
        "Номер карты",
        "Цифры на лицевой стороне, с пробелами или без. Код с обратной стороны и имя не нужны: не вводите их.",
        example="2200 0000 0000 0053",
    ),
    MonthYear("expiry", "Срок действия", "Месяц и год, как на карте: 12/30.", optional=True, example="12/30"),
    Today("today"),
)

OUTCOMES = {
    network["id"]: ok(
        f"По первым цифрам это карта {network['name']}. Длина и контрольная цифра сходятся.",
        limits="Это не доказывает, что карта действует и что на ней есть деньги: это знает только банк.",
        next="Если оплата не проходит, откройте приложение банка и посмотрите, что оно пишет об этом платеже.",
    )
    for network in _NETWORKS
    if "foreign" not in network
} | {
    "foreign": unsure(
        "По первым цифрам это карта {names}. Длина и контрольная цифра сходятся.",
        limits="У нас такие карты редки. Примут ли её в России, мы не знаем.",
        next="Спросите банк, который выдал карту, платит ли она в России, или заплатите другой.",
    ),
    "partial": unsure(
        "Пока похоже на карту {names}. Введено цифр: {count}, а нужно {lengths}.",
        next="Допишите номер до конца.",
    ),
    "partial-any": unsure(
        "Чья это карта, пока не видно. Введено цифр: {count}, а нужно {lengths}.",
        next="Допишите номер до конца.",
    ),
    "unknown": unsure(
        "Карты, номер которой начинается с {start}, в нашей таблице нет.",
        limits="Таблица неполная: карта может быть настоящей.",
        next="Сверьте первые цифры с картой.",
    ),
    "typo": warn(
        "В номере опечатка: проверьте цифры. Контрольная цифра не сходится.",
        limits="Какая цифра неверна, по номеру не узнать.",
        next="Сверьте номер с картой по четыре цифры. Чаще всего меняют местами две соседние.",
    ),
    "no-luhn": unsure(
        "Контрольная цифра не сходится, но у карт {names} так может быть.",
        next="Сверьте номер с картой по четыре цифры.",
    ),
    "odd-length": warn(
        "У карт {names} бывает {lengths} цифр, а здесь {count}.",
        next="Проверьте, не пропущена ли цифра и нет ли лишней.",
    ),
    "too-long": warn(
        "Это слишком длинно для номера карты: цифр {count}, а бывает не больше {most}.",
        next="Проверьте, не введён ли номер счёта вместо номера карты: у счёта 20 цифр.",
    ),
    "valid": ok(
        "Срок на карте ещё не вышел.",
        limits="Банк может закрыть карту и раньше срока.",
    ),
    "last-month": ok(
        "Карта действует последний месяц, до {last}.",
        next="Если оплата не проходит, проверьте в приложении банка, не выпущена ли уже новая карта.",
    ),
    "expired": stop(
        "Срок на карте вышел.",
        limits="Некоторые банки продлевают свои карты; ваш ли это случай, знает только банк.",
        next="Посмотрите в приложении банка, действует ли карта, или заплатите другой.",
    ),
    "far": unsure(
        "Такой далёкий срок у карт бывает редко.",
        next="Сверьте срок с картой: сначала месяц, потом год.",
    ),
    "no-clock": unsure("Браузер не сообщил сегодняшнюю дату, поэтому срок карты не проверен."),
}


def check(number: str, expiry: date | None, today: date | None) -> Iterator[Finding | str]:
    """Judge a number of digits and, if given, the first day of the month in which the card ends."""
    yield _number(number)
    if expiry:
        yield _expiry(expiry, today)


def _number(number: str) -> Finding:
    count = len(number)
    if count > _LONGEST:
        return found("too-long", "number", count=count, most=_LONGEST)
    candidates = _candidates(number)
    if not candidates:
        return found("unknown", "number", start=number[:4])
    lengths = sorted({length for candidate in candidates for length in candidate["lengths"]})
    words = {"names": either(map(_name, candidates)), "count": count, "lengths": _span(lengths)}
    if count < lengths[0]:
        return found("partial" if len(candidates) <= _MOST_NAMES else "partial-any", "number", **words)
    if count not in lengths:
        return found("odd-length", "number", **words)
    if luhn.is_valid(number):
        network = candidates[0]
        return found("foreign" if "foreign" in network else network["id"], "number", **words)
    always_luhn = all(candidate.get("always_luhn", True) for candidate in candidates)
    return found("typo" if always_luhn else "no-luhn", "number", **words)


def _candidates(number: str) -> list[Mapping[str, Any]]:
    """The networks that a number may still belong to; where it is long enough to tell, only the closest ones."""
    full: list[tuple[int, Mapping[str, Any]]] = []
    open_: list[Mapping[str, Any]] = []
    for network in _NETWORKS:
        for row in network["ranges"]:
            low, _, high = row.partition("-")
            start = number[: len(low)]
            if len(start) == len(low) and low <= start <= (high or low):
                full.append((len(low), network))
            elif len(start) < len(low) and low[: len(start)] <= start <= (high or low)[: len(start)]:
                open_.append(network)
    longest = max((length for length, _ in full), default=0)
    closest = [network for length, network in full if length == longest]
    return list({network["id"]: network for network in closest + open_}.values())


def _name(network: Mapping[str, Any]) -> str:
    """A network in words: «Visa», «Troy (Турция)»."""
    return f"{network['name']} ({network['foreign']})" if "foreign" in network else str(network["name"])


def _expiry(expiry: date, today: date | None) -> Finding:
    if today is None:
        return found("no-clock", "expiry")
    months = (expiry.year - today.year) * 12 + expiry.month - today.month
    if months < 0:
        return found("expired", "expiry")
    if months == 0:
        return found("last-month", "expiry", last=f"конца {expiry:%m.%Y}")
    return found("valid" if months <= 20 * 12 else "far", "expiry")


def _span(lengths: list[int]) -> str:
    """Lengths in words: «16», «16, 18 или 19», «12–19».

    >>> _span([16]), _span([16, 18, 19]), _span([12, 13, 14])
    ('16', '16, 18 или 19', '12–14')
    """
    if len(lengths) > 2 and lengths[-1] - lengths[0] == len(lengths) - 1:
        return f"{lengths[0]}–{lengths[-1]}"
    return either(lengths)
