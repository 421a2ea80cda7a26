"""A question for a secret is found in whatever form its words stand, and what forbids or tells of one is not taken for it.

The forms are those of Hunspell's Russian dictionary, of the Debian package hunspell-ru.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from macros.review.words import harm, roles, secrets

DICTIONARY = Path("/usr/share/hunspell")


@cache
def _rules() -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """The endings of the dictionary by flag: what goes, what comes, after which words."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for line in (DICTIONARY / "ru_RU.aff").read_text().splitlines():
        match line.split():
            case ["SFX", flag, gone, come, *where] if not come.isdigit() or where:
                ending = re.compile(f"(?:{where[0] if where else '.'})$")
                rules.setdefault(flag, []).append((gone.strip("0"), come.partition("/")[0].strip("0"), ending))
    return rules


def forms(word: str) -> Iterator[str]:
    """Every form of a word that the dictionary has."""
    flags = re.search(rf"^{word}/(\w+)", _dictionary(), re.MULTILINE)
    assert flags, f"слова «{word}» нет в словаре hunspell-ru"
    yield word
    for flag in flags[1]:
        for gone, come, ending in _rules().get(flag, ()):
            if ending.search(word) and word.endswith(gone):
                yield word.removesuffix(gone) + come


@cache
def _dictionary() -> str:
    return (DICTIONARY / "ru_RU.dic").read_text()


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("пароль", "Сообщите {} оператору."),
        ("пароль", "Назовите нам {}."),
        ("код", "Пришлите {} из СМС."),
        ("код", "Продиктуйте {} подтверждения."),
        ("изображение", "Отправьте {} паспорта."),
        ("снимок", "Пришлите {} паспорта."),
        ("фотография", "Вышлите {} паспорта."),
        ("копия", "Отправьте {} паспорта в чат."),
        ("паспорт", "Отправьте фото {} в чат."),
    ],
)
def test_every_form_of_a_secret_is_found(word: str, sentence: str) -> None:
    every = set(forms(word))
    assert len(every) >= 6
    assert [form for form in sorted(every) if not list(secrets.found(sentence.format(form)))] == []


@pytest.mark.parametrize(
    "verb",
    [
        "сообщите",
        "назовите",
        "продиктуйте",
        "пришлите",
        "отправьте",
        "перешлите",
        "скажите",
        "передайте",
        "покажите",
        "вышлите",
    ],
)
def test_a_request_is_found_and_its_opposite_is_not(verb: str) -> None:
    assert list(secrets.found(f"{verb.capitalize()} оператору код из СМС."))
    assert not list(secrets.found(f"Никому не {verb} код из СМС."))
    assert list(secrets.found(f"Не медлите: {verb} код из СМС."))
    assert list(secrets.found(f"Мошенники не дремлют, поэтому {verb} код из СМС нам."))


@pytest.mark.parametrize(
    "text",
    [
        "Никому, даже сотруднику поддержки, не называйте код из СМС.",
        "Сотрудник просит назвать код — положите трубку.",
        "Если просят прислать скан паспорта, это обман.",
        "Мошенники просят: «Сообщите код».",
        "Код из СМС сюда не вводите.",
        "Пароль здесь не нужен.",
        "Код называть нельзя никому.",
        "Введите пароль на странице входа.",
        "Придумайте новый пароль и запишите его в менеджер паролей.",
        "Назовите СНИЛС, а скан паспорта не шлите.",
        "Возьмите паспорт.",
        "Смените пароль от почты.",
        "Сохраните сертификат без закрытого ключа.",
    ],
)
def test_what_is_no_request(text: str) -> None:
    assert list(secrets.found(text)) == []


@pytest.mark.parametrize(
    "label", ["Пароль", "Ваш пароль", "Код из СМС", "Код", "CVC", "ПИН-код карты", "Кодовое слово", "Пapоль"]
)
def test_a_field_for_a_secret_is_found_by_its_label(label: str) -> None:
    assert list(secrets.labels(label))


@pytest.mark.parametrize(
    ("word", "role"),
    [("пароль", "secret"), ("код", "secret"), ("цифра", "secret"), ("сотрудник", "person"), ("антивирус", "shield")],
)
def test_every_form_of_a_word_has_its_role(word: str, role: str) -> None:
    assert [form for form in sorted(set(forms(word))) if role not in roles.of(form, harm.lexicon())] == []


@pytest.mark.parametrize("label", ["Логин", "Номер карты", "Текст или код ошибки", "Номер телефона", "Текст QR-кода"])
def test_other_labels_are_fine(label: str) -> None:
    assert list(secrets.labels(label)) == []


@pytest.mark.parametrize(
    "text", ["я" * 20_000, "яa" * 10_000, "я " * 10_000, "код " * 5_000, "«" * 5_000], ids=lambda text: text[:4]
)
def test_a_long_text_takes_no_long_time(text: str) -> None:
    """Once a thousand letters took seconds: a stranger could stop `make texts`."""
    before = process_time()
    assert list(secrets.found(text)) == []
    assert process_time() - before < 5  # of processor
