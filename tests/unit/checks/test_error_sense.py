"""A message is told also in other words, in another order and with misprints, but never against its words."""

from itertools import chain

import pytest

import pyscripts
from pyscripts.data import table
from pyscripts.errors import sense
from pyscripts.errors.known import BY_WORDS, FAMILIES
from pyscripts.errors.reading import words

GROUPS = [line.split() for line in table("errors")["sense"]["words"].strip().splitlines()]


def told(text: str) -> str:
    return next((key for key in pyscripts.keys("error", text=text) if key in FAMILIES), "")


def test_every_sense_has_some_words_and_stands_in_some_message() -> None:
    assert [group for group in GROUPS if len(set(group)) < 2 or len(set(group)) < len(group)] == []
    used = set(chain.from_iterable(sense.names(word) for message in BY_WORDS for word in message))
    assert [group for number, group in enumerate(GROUPS) if not {f"#{number}", f"#{number}!"} & used] == []


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("другой аккаунт уже занял этот мобильный", "phone-taken"),
        ("портал молчит, ведомство не прислало информацию", "outside-data"),
        ("сертефикат электроной подписи просрочен уже", "sign-cert"),
        ("эмитент отклонил транзакцию", "bank-refused"),
        ("к поликлинике вы не прикреплены", "clinic"),
        ("формат Неверный файла", "file-type"),  # a longer message in another order, and a shorter one as it stands
        ("пин-код Неправильный", "pin"),
        ("говорит интернета нет а ютуб идет", "offline"),  # two thoughts
        ("хотела записать внука в кружок, говорит учётная запись не подтверждена", "account-level"),  # and what it says
        ("пароль верный а код неправильный", "code-wrong"),  # the words that stand closer
        ("смс код приняло, пароль неправильный", "login-wrong"),
        ("пишет страница четыреста четыре", "http-missing"),  # dictated
        ("пятьсот два бэд гейтвей", "http-down"),
        ("Не удaлоcь загpу3ить cтpaницу", "not-open"),  # read from a picture
        ("Неверный код. Превышено число попыток", "code-tries"),
        ("400 Bad Request No required SSL certificate was sent nginx", "client-cert"),  # what tells why
        ("Failed! Error: Invalid type specified. (0x8009000A)", "csp"),
    ],
)
def test_other_words_of_the_same_sense_tell_the_same(text: str, family: str) -> None:
    assert told(text) == family


@pytest.mark.parametrize(
    "text",
    [
        "VPN отключён",  # it asks to turn it off
        "приложение обновлено",
        "сертификат вышел в марте, срок неизвестен",
        "Telegram: слишком много попыток",
        "стим пишет неверный пароль",  # what is said before tells whose words these are
        "У меня нет времени на это",
        "Войти\nЗарегистрироваться",  # buttons
    ],
)
def test_what_only_sounds_alike_is_not_told(text: str) -> None:
    assert told(text) == ""


def test_what_says_more_comes_before_what_stands_in_it() -> None:
    assert told("Не удалось получить информацию") == "portal-loading"
    assert told("Не удалось получить информацию от ведомства") == "outside-data"


def test_a_bank_is_no_other_topic_where_the_portal_sends_people_to_it() -> None:
    assert told("Учётная запись заблокирована. Обратитесь в банк") == ""
    assert told("Учётная запись заблокирована. Восстановите доступ через банк или МФЦ") == "login-blocked"


def test_words_that_mean_one_thing_together_are_one() -> None:
    assert sense.senses(words("учётная запись"))[0].names == sense.senses(words("аккаунт"))[0].names
