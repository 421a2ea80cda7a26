"""Обращение в поддержку: готовый текст.

Composes a short and complete text from what the reader answers and from what the other checks found on this visit.
Takes out what must not be sent to anybody. Nothing is sent: the reader copies what is shown.

Sources: what is taken out and how it is known, redaction. What a good request holds is our own advice.

>>> keys(topic="status", what="Заявление не движется с понедельника, статус прежний.", number="1234567890")
['letter']
>>> keys(topic="login", what="Не работает", when="22.11.2026", tried="browser vpn")
['letter', 'short']
>>> keys(topic="status", what="Заявление не движется с понедельника, статус прежний.")
['letter', 'no-number']
>>> keys(topic="site", what="Страница не открывается. " * 200)
['letter', 'long']
>>> keys(topic="stolen", what="В профиле чужой телефон, войти не получается.")
['letter', 'urgent']
>>> keys(topic="payment", what="Платёж с карты 2200 0000 0000 0053, CVC 123, не прошёл.", number="1")
['letter', 'card', 'card-code']
>>> keys(topic="login", what="Мой СНИЛС 112-233-445 95, паспорт 4510 123456, вход не работает.")
['letter', 'snils', 'passport']
>>> keys(topic="other", what="Не принимает мой ИНН 500100732259, хотя он верный.")
['letter', 'inn']
>>> keys(topic="code", what="Код из смс 123456 не подходит, пароль: Qwerty12 тоже.")
['letter', 'code', 'password']
>>> keys(topic="form", what="Не принимает полис ОМС 1234 5678 9012 3456 и счёт 40817810099910004312.")
['letter', 'account', 'document']
>>> keys(topic="other", what="Открываю https://esia.gosuslugi.ru/?token=a81bc81bdead4e5d и вижу пустую страницу.")
['letter', 'token']
>>> keys(topic="other", what="Кошелёк не открыт: apple river stone cloud house green table light wolf baby lemon snow")
['letter', 'phrase']
>>> keys(topic="other", what="")
['what']
>>> report = '[{"check": "card", "level": "warn", "found": ["typo"], "given": {}}]'
>>> keys(topic="payment", what="Форма не принимает карту уже второй день.", number="1", report=report)
['letter']
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyscripts
from pyscripts.data import table
from pyscripts.form import Choice, Choices, Day, Line, Measured, Paragraph, plain_digits
from pyscripts.redaction import without_secrets
from pyscripts.verdict import Finding, found, ok, stop, unsure, warn

FIELDS = (
    Choice(
        "topic",
        "Что случилось",
        options={
            "login": "Не получается войти на Госуслуги",
            "code": "Не приходит код подтверждения",
            "form": "Не отправляется заявление",
            "file": "Не загружается файл",
            "status": "Заявление долго не рассматривают",
            "refused": "В услуге отказали",
            "payment": "Не проходит оплата",
            "data": "В профиле или в заявлении неверные данные",
            "site": "Портал не открывается или работает медленно",
            "stolen": "В мой профиль вошёл кто-то чужой",
            "other": "Другая трудность с порталом",
        },
    ),
    Paragraph(
        "what",
        "Опишите своими словами",
        "Что вы делали, что ждали и что увидели. Текст ошибки спишите дословно. "
        "Пароли, коды из СМС, номера карт и документов не пишите.",
    ),
    Day("when", "Когда это случилось", optional=True),
    Line(
        "number",
        "Номер заявления или обращения",
        "Он стоит в карточке заявления, в разделе «Заявления».",
        optional=True,
        example="1234567890",
    ),
    Choices(
        "tried",
        "Что уже пробовали",
        optional=True,
        options={
            "reload": "обновить страницу",
            "later": "подождать и повторить",
            "relogin": "выйти и войти снова",
            "browser": "открыть в другом браузере",
            "private": "открыть частное окно (инкогнито)",
            "cache": "очистить данные сайта в браузере",
            "network": "подключиться через другой интернет",
            "vpn": "выключить VPN и блокировщик рекламы",
            "device": "зайти с другого устройства",
            "app": "зайти через приложение",
        },
    ),
    Measured("report", how="report"),
)

_PHONES = " или ".join(row["shown"] for row in table("official")["phone"] if row["now"])
_LEVELS = {
    "ok": "замечаний нет",
    "unsure": "точно сказать нельзя",
    "warn": "есть замечание",
    "stop": "есть серьёзное замечание",
}
_WITH_NUMBER = {"status", "refused", "payment"}  # where the request exists already, so it has a number
_FEW_WORDS = 5
_MANY_SIGNS = 3_000
_MOST_CHECKS = 12
_MOST_SENTENCES = 3
_MOST_DEEP = 4  # a list of rows, a row, what was given

_ANY_DIGITS = (
    "Похожие цифры бывают и у других номеров. Если это другой номер и он нужен, допишите его после копирования."
)

OUTCOMES = {
    "letter": ok(
        "{letter}",
        next="Прочитайте текст, скопируйте и отправьте через форму обратной связи или чат на портале. "
        "Сначала войдите в профиль: тогда поддержка видит, кто пишет.",
        limits="Этот сайт ничего не отправляет. Когда ответят, зависит от поддержки.",
        guide="support/feedback",
        copy=True,
    ),
    "short": unsure(
        "Описание короткое: поддержке придётся переспрашивать.",
        next="Добавьте, на какой странице это было, что вы нажали и что появилось на экране.",
    ),
    "long": unsure(
        "Текст длинный: {count} знаков. Форма может не взять его целиком.",
        limits="Сколько знаков берёт форма, она пишет сама.",
        next="Оставьте главное: что делали, что увидели, что уже пробовали.",
    ),
    "no-number": unsure(
        "Номера заявления в тексте нет. С ним поддержка найдёт его быстрее.",
        next="Откройте на портале раздел «Заявления» и спишите номер из карточки. Не нашли — отправляйте без него.",
    ),
    "urgent": stop(
        "Если в профиль вошёл чужой, одного обращения мало: действуйте сразу.",
        next=f"Смените пароль, если ещё можете войти. Позвоните на {_PHONES}. "
        "О деньгах сообщите в банк, о краже профиля — в полицию, 102.",
        guide="login/blocked",
    ),
    "card": warn(
        "В тексте был номер, похожий на номер карты. Вместо него стоит «[номер карты убран]».",
        limits=_ANY_DIGITS,
        next="Не возвращайте его. Для платежа хватает даты, суммы и названия банка.",
    ),
    "account": warn(
        "В тексте был номер, похожий на счёт человека в банке. Вместо него стоит «[номер счёта убран]».",
        limits=_ANY_DIGITS,
        next="Не возвращайте его. Чтобы найти платёж, хватает даты, суммы и названия банка.",
    ),
    "card-code": warn(
        "В тексте был код с карты или ПИН. Вместо него стоит «[код карты убран]».",
        next="Никому его не сообщайте. Если вы уже отправили его кому-то, закройте карту в приложении банка.",
        guide="safety/fraud",
    ),
    "snils": warn(
        "В тексте был номер, похожий на СНИЛС. Вместо него стоит «[СНИЛС убран]».",
        limits=_ANY_DIGITS,
        next="Не возвращайте его. Если вы вошли в профиль, портал знает ваш СНИЛС.",
    ),
    "inn": warn(
        "В тексте был номер, похожий на ИНН. Вместо него стоит «[ИНН убран]».",
        limits="ИНН организации — не тайна. Если ответу он нужен, допишите его после копирования.",
        next="Свой ИНН не возвращайте. Если вы вошли в профиль, портал видит его сам.",
    ),
    "passport": warn(
        "В тексте был номер, похожий на номер паспорта. Вместо него стоит «[номер паспорта убран]».",
        limits=_ANY_DIGITS,
        next="Не возвращайте его и не прикладывайте снимок паспорта: поддержке он не нужен.",
        guide="safety/fraud",
    ),
    "document": warn(
        "В тексте был номер, похожий на номер документа. Вместо него стоит «[номер документа убран]».",
        limits=_ANY_DIGITS,
        next="Не возвращайте его. Если вы вошли в профиль, портал видит ваши документы сам.",
    ),
    "code": warn(
        "В тексте был код, похожий на код из СМС. Вместо него стоит «[код убран]».",
        limits="Номер ошибки тоже бывает похож на код. Если это он, допишите его после копирования.",
        next="Никому не сообщайте коды. Если вы уже назвали код кому-то, смените пароль.",
        guide="safety/fraud",
    ),
    "password": warn(
        "В тексте было слово, похожее на пароль. Вместо него стоит «[пароль убран]».",
        next="Никому не сообщайте пароль, поддержке тоже. Если вы уже отправили его, смените.",
        guide="safety/fraud",
    ),
    "token": warn(
        "В тексте был ключ, по которому можно войти без пароля. Вместо него стоит «[ключ доступа убран]».",
        limits="Бывает, что это только номер страницы или ошибки. Если он нужен, допишите его после копирования.",
        next="Не посылайте никому ссылок с такими ключами. Уже послали — выйдите из профиля на всех устройствах.",
    ),
    "phrase": warn(
        "В тексте были слова, похожие на секретную фразу кошелька. Вместо них стоит «[секретная фраза убрана]».",
        next="Никому их не сообщайте: по ним забирают деньги. К порталу они не относятся.",
        guide="safety/fraud",
    ),
}


def check(
    topic: str, what: str, when: date | None, number: str | None, tried: str | None, report: str | None
) -> Iterator[Finding | str]:
    """Compose the text from the answers; an unanswered field leaves no trace in it."""
    what, secrets = without_secrets(_clean(what))
    number, more = without_secrets(" ".join(_clean(number or "").split()))
    letter = "\n\n".join(filter(None, [
        "Здравствуйте!",
        f"{_option('topic', topic)}.",
        what,
        "\n".join(_details(when, number, tried)),
        "\n".join(_reported(report)),
        "Подскажите, в чём причина и что сделать. Спасибо.",
    ]))  # fmt: skip
    yield found("letter", letter=letter)
    if topic == "stolen":
        yield "urgent"
    if len(what.split()) < _FEW_WORDS:
        yield found("short", "what")
    if len(letter) > _MANY_SIGNS:
        yield found("long", "what", count=len(letter))
    if topic in _WITH_NUMBER and not number:
        yield found("no-number", "number")
    for key in secrets:
        yield found(key, "what")
    for key in more:
        if key not in secrets:
            yield found(key, "number")


def _details(when: date | None, number: str, tried: str | None) -> Iterator[str]:
    if when:
        yield f"Когда: {when.day:02}.{when.month:02}.{when.year}."
    if number:
        yield f"Номер заявления: {number}."
    if tried:
        yield f"Не помогло: {'; '.join(_option('tried', word) for word in tried.split())}."


def _option(name: str, value: str) -> str:
    field = next(field for field in FIELDS if field.name == name)
    assert isinstance(field, Choice)
    return field.options[value]


def _clean(text: str) -> str:
    r"""Text that looks the same wherever it is pasted: no invisible characters, no odd spaces or line ends.

    >>> _clean("a\r\nb\u200b\u00a0c  \n\n\n\nd")
    'a\nb c\n\nd'
    """
    lines = plain_digits(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    shown = "".join(" " if sign.isspace() and sign != "\n" else sign for sign in lines if _is_shown(sign))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in shown.split("\n"))).strip()


def _is_shown(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cn", "Co", "Cs")


# What the other checks found. It comes from the browser's memory, so only what is known by name passes.


def _reported(report: str | None) -> list[str]:
    lines: dict[str, str] = {}
    for row in _rows(report):
        if line := _line(row):
            lines.pop(row["check"], None)  # only the last try of each check counts
            lines[row["check"]] = line
    return ["Проверки в браузере:", *list(lines.values())[-_MOST_CHECKS:]] if lines else []


def _rows(report: str | None) -> list[dict[str, Any]]:
    if not report or _depth(report) > _MOST_DEEP:
        return []
    try:
        rows = json.loads(report)
    except ValueError:
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _depth(text: str) -> int:
    """How deep the brackets of a JSON text are nested. A browser's stack is small: the parser must not go down there.

    >>> _depth('[{"given": {"a": "[[["}, "found": []}]'), _depth("[" * 20_000)
    (3, 20000)
    """
    deep = deepest = 0
    for bracket in re.findall(r"[\[{}\]]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        deep += 1 if bracket in "[{" else -1
        deepest = max(deepest, deep)
    return deepest


def _line(row: dict[str, Any]) -> str | None:
    """One check in one line: its title, its verdict, what it saw; None if anything about it is unknown."""
    name, level, keys = row.get("check"), row.get("level"), row.get("found")
    if not isinstance(name, str) or name == "appeal" or not isinstance(keys, list) or level not in [*_LEVELS]:
        return None
    try:
        check = pyscripts.load(name)
    except pyscripts.UnknownCheck:
        return None
    outcomes = [check.outcomes[key] for key in keys if isinstance(key, str) and key in check.outcomes]
    sentences = [sentence for outcome in outcomes if outcome.level != "ok" for sentence in outcome.constant]
    title = check.title.partition(":")[0]
    return " ".join([f"— {title}: {_LEVELS[level]}.", *sentences[:_MOST_SENTENCES], *_given(check, row.get("given"))])


def _given(check: pyscripts.Check, given: object) -> list[str]:
    """The answers that were chosen from a list."""
    if not isinstance(given, dict):
        return []
    return [
        f"{field.label}: {words}."
        for field in check.fields
        if isinstance(field, Choice)
        for words in [_chosen(field, given.get(field.name))]
        if words
    ]


def _chosen(field: Choice, value: object) -> str:
    """The words of an answer; empty if any of them is unknown."""
    chosen = value.split() if isinstance(value, str) else []
    return ", ".join(field.options[word] for word in chosen) if all(word in field.options for word in chosen) else ""
