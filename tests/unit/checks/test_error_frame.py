"""What stands beside a message: what says nothing changes nothing, what names another thing silences it."""

import re
from itertools import cycle, product

import pytest

import pyscripts
from pyscripts.data import table
from pyscripts.errors import known
from pyscripts.errors.known import CUES, FAMILIES
from pyscripts.errors.reading import words
from tests.unit.checks.test_error_texts import told

RUSSIAN = [
    (family, phrase)
    for family, row in FAMILIES.items()
    for phrase in known.phrases(row)
    if re.search("[а-я]{2}", phrase) and not re.search("[A-Z]{3}", phrase)
]
SHORT = [
    (family, phrase) for family, phrase in RUSSIAN if sum(word not in CUES["small"] for word in words(phrase)) <= 2
]
NOTHING = (
    "Внимание! {}.", "К сожалению, {}", "пишет {}", "Уважаемый пользователь! {}", "Госуслуги\n{}", "{} что делать?",
    "{}. Закрыть", "{}. Мы уже знаем о проблеме и решаем её", "{}. Попробуйте ещё раз", "{}. Обратитесь в службу поддержки",
    "{}. Приносим извинения за неудобства", "{}. На главную", "{}. Номер обращения 77120", "{} на айфоне",
)  # fmt: skip
OTHER_THINGS = ("{} кофемашины", "{} у пианиста", "{}: Minecraft", "соседский {}", "{} ёжика колючего")
REASONS = {
    "virus-file": "обнаружен вирус",
    "file-size": "файл слишком большой",
    "sign-cert": "у вас нет действующих сертификатов",
    "bank-money": "недостаточно средств на карте",
    "plugin-app": "плагин не установлен",
    "vpn": "отключите VPN",
}
RESULTS = [(family, phrase) for family, phrase in RUSSIAN if FAMILIES[family].get("result")]


def differing(beside: tuple[str, ...]) -> list[str]:
    """The phrases that are told otherwise beside one of some words, which are taken in turn."""
    texts = [(phrase, form.format(phrase)) for (_, phrase), form in zip(RUSSIAN, cycle(beside), strict=False)]
    return [text for phrase, text in texts if told(text) != told(phrase)]


@pytest.mark.parametrize("shift", range(3))
def test_a_message_means_the_same_beside_what_says_nothing(shift: int) -> None:
    assert differing((*NOTHING[shift:], *NOTHING[:shift])) == []


def test_a_short_message_of_another_thing_is_not_told() -> None:
    texts = [(family, form.format(phrase)) for (family, phrase), form in zip(SHORT, cycle(OTHER_THINGS), strict=False)]
    assert [text for family, text in texts if told(text) == family] == []


def test_words_of_another_topic_silence_the_messages_of_its_families() -> None:
    for topic in table("errors")["topic"].values():
        silences = topic["silences"].split()
        all_silenced = RUSSIAN[::20] if "*" in silences else RUSSIAN
        silenced = [(family, phrase) for family, phrase in all_silenced if {family, "*"} & set(silences)]
        assert silenced
        for (family, phrase), word in zip(silenced, cycle(topic["words"].split()), strict=False):
            assert told(f"{phrase}. {word}") != family, (phrase, word)


def test_why_is_told_before_what_failed() -> None:
    assert RESULTS
    for (_, phrase), (family, reason) in zip(RESULTS, cycle(REASONS.items()), strict=False):
        keys = pyscripts.keys("error", text=f"{phrase}: {reason}")
        its_own = {"plugin-size"} if "плагин" in phrase.lower() and family == "file-size" else set()
        assert next(key for key in keys if key in FAMILIES) in {family, *its_own}, (phrase, reason)


def test_what_failed_is_not_told_if_the_rest_may_say_why() -> None:
    strange = "потому что бухгалтерия перепутала квартальные ведомости"
    vague = [phrase for family, phrase in RUSSIAN if FAMILIES[family].get("result") or FAMILIES[family].get("general")]
    assert len([phrase for phrase in vague if told(f"{phrase}, {strange}")]) <= 0.1 * len(vague)


def test_every_silenced_family_is_known() -> None:
    silenced = [topic["silences"].split() for topic in table("errors")["topic"].values()]
    assert {family for families in silenced for family in families} <= {"*", *FAMILIES}


def test_a_button_is_no_status() -> None:
    assert told("Закрыто") == "status"
    for (_, phrase), button in product(RUSSIAN[::40], ("Закрыть", "Выполнено")):
        assert told(f"{phrase}\n{button}") == told(phrase)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Неизвестная ошибка", "vague"),
        ("приложение пишет сервер не отвечает", "app-server"),
        ("net::ERR_TIMED_OUT при загрузке в приложении", "timeout"),  # a code means itself
        ("Сайт недоступен из вашей страны", "abroad"),
    ],
)
def test_what_a_text_is_about_comes_before_general_words(text: str, family: str) -> None:
    assert told(text) == family


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("чтобы продолжить, войдите заново", "portal-login"),
        ("чтобы увидеть начисления подтвердите учётную запись", "charges-right"),
        ("чтобы войти заново, что делать", ""),
    ],
)
def test_what_is_asked_for_a_purpose_stands_on_the_screen(text: str, family: str) -> None:
    assert told(text) == family
