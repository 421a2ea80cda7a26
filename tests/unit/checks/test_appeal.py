"""The text of a request: complete, clean, and without what must not be sent."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyscripts
from pyscripts import numbers, redaction
from pyscripts.checks import appeal
from tests.harness import pyodide

WORDS = "Страница услуги не открывается второй день подряд. "


def run(what: str = WORDS, topic: str = "site", **raw: Any) -> dict[str, Any]:
    return pyscripts.run("appeal", {"topic": topic, "what": what, **raw})


def letter(what: str = WORDS, topic: str = "site", **raw: Any) -> str:
    text = run(what, topic, **raw)["findings"][0]["text"]
    assert isinstance(text, str)
    return text


def keys(what: str = WORDS, topic: str = "site", **raw: Any) -> list[str]:
    return [finding["key"] for finding in run(what, topic, **raw)["findings"]]


def report(*rows: Any) -> str:
    return json.dumps(rows, ensure_ascii=False)


def test_a_full_letter() -> None:
    seen = [
        {"check": "card", "level": "ok", "found": ["mir"], "given": {}},
        {"check": "card", "level": "warn", "found": ["typo"], "given": {}},
    ]
    assert letter(
        "Нажимаю «Оплатить»,\r\nпоявляется ошибка.",
        topic="payment",
        when="22.11.2026",
        number=" 1234567890 ",
        tried="browser vpn",
        report=report(*seen),
    ) == (
        "Здравствуйте!\n\n"
        "Не проходит оплата.\n\n"
        "Нажимаю «Оплатить»,\nпоявляется ошибка.\n\n"
        "Когда: 22.11.2026.\n"
        "Номер заявления: 1234567890.\n"
        "Не помогло: открыть в другом браузере; выключить VPN и блокировщик рекламы.\n\n"
        "Проверки в браузере:\n"
        "— Платёжная карта: есть замечание. "
        "В номере опечатка: проверьте цифры. Контрольная цифра не сходится.\n\n"
        "Подскажите, в чём причина и что сделать. Спасибо."
    )


def test_what_is_not_answered_leaves_no_trace() -> None:
    assert letter().split("\n\n") == [
        "Здравствуйте!",
        "Портал не открывается или работает медленно.",
        WORDS.strip(),
        "Подскажите, в чём причина и что сделать. Спасибо.",
    ]


@settings(max_examples=50, deadline=None)
@given(
    when=st.sampled_from(["", "1.2.2026"]),
    number=st.sampled_from(["", "77"]),
    tried=st.sampled_from(["", "app", "app cache"]),
)
def test_a_line_stands_there_exactly_if_its_field_is_answered(when: str, number: str, tried: str) -> None:
    text = letter(when=when, number=number, tried=tried)
    assert ("Когда:" in text) == bool(when)
    assert ("Номер заявления:" in text) == bool(number)
    assert ("Не помогло:" in text) == bool(tried)
    assert "\n\n\n" not in text
    assert "None" not in text


@pytest.mark.parametrize("topic", appeal.FIELDS[0].options)
def test_every_topic_has_a_letter(topic: str) -> None:
    assert f"{appeal.FIELDS[0].options[topic]}." in letter(topic=topic)


def test_only_the_letter_is_to_be_copied() -> None:
    assert [key for key, outcome in appeal.OUTCOMES.items() if outcome.copy] == ["letter"]


@settings(max_examples=200, deadline=None)
@given(what=st.text(max_size=300), number=st.text(max_size=50))
def test_what_is_shown_is_what_is_copied(what: str, number: str) -> None:
    """A text area changes line ends, and invisible characters may get lost on the way: there are none."""
    if not what.strip():
        return
    text = letter(what, number=number)
    assert not set(text) & set("\r\0\u200b\u202e\ufeff\u2028\u00a0\t")
    assert all(sign == "\n" or sign.isprintable() for sign in text)
    assert text == text.strip()


SECRETS = {
    "card": [
        "2200 0000 0000 0053",
        "2200-0000-0000-0053",
        "2200000000000053",
        "4111 1111 1111 1112",
        "4111 1111 1111 1111 111",
        "3782 822463 10005",
        "378282246310005",
        "6390028880000000010",
        "２２００ ００００ ００００ ００５３",
        "2200\u00a00000\u00a00000\u00a00053",
    ],
    "card-code": [
        "CVC 123",
        "cvv2: 123",
        "цвц — 123",
        "код с обратной стороны 123",
        "код на обороте: 123",
        "пин-код 1234",
    ],
    "snils": [
        "112-233-445 95",
        "112 233 445 95",
        "112-233-445-95",
        "11223344595",
        "СНИЛС 112-233-445 96",
        "снилс: 11223344596",
        "снилса 70000000000",
    ],
    "passport": [
        "4510 123456",
        "45 10 123456",
        "45 10 № 123456",
        "4510№123456",
        "паспорт 4510123456",
        "паспорт серия 4510 номер 123456",
        "Паспорт: серия 45 10, номер 123456",
        "загранпаспорт 71 1234567",
        "загранпаспорт 71 № 1234567",
    ],
    "code": [
        "код 123456",
        "Код: 123 456",
        "код из смс 1234",
        "код подтверждения 12345678",
        "пришла смс 654321",
        "одноразовый код — 7788",
        "sms code 1234",
    ],
    "password": [
        "пароль: Qwerty12",
        "пароль Qwerty12",
        "Пароль — hunter",
        "мой пароль «солнышко»",
        "пароль=12345",
        "паролем qwe123 пользовался",
        "password: letmein",
        "пароль 12солнце",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SECRETS.items() for text in texts])
def test_a_secret_is_taken_out_and_named(kind: str, text: str) -> None:
    for around in ("{}", "Ввожу {}, и ничего не происходит.", "Было так:\n{}\nи дальше ошибка"):
        what = around.format(text)
        found = keys(what)
        assert kind in found
        shown = letter(what)
        assert "убран]" in shown
        digits = [sign for sign in pyscripts.form.plain_digits(text) if sign.isdigit()]
        assert not digits or not any(sign.isdigit() for sign in shown.replace("cvv2", "").replace("CVC2", ""))


@pytest.mark.parametrize("text", ["2200 0000 0000 0053", "112-233-445 95"])
def test_a_secret_in_the_field_of_the_number_is_taken_out_too(text: str) -> None:
    result = run(number=text)
    assert text not in result["findings"][0]["text"]
    assert result["findings"][-1]["field"] == "number"


HARMLESS = [
    "Номер заявления 1234567890, подано 22.11.2026 в 15:30.",
    "Ошибка 502 Bad Gateway, код ошибки 504001.",
    "Код ESIA-007053, страница esia.gosuslugi.ru.",
    "HTTP код 404 и ещё код 000123.",
    "Ошибка, код 12345678-1234-4123-8123-123456789012.",
    "Не приходит код с номера 0919 уже 2 часа.",
    "Код не приходит с 2026 года.",
    "Жду код 15 минут, потом 1800 секунд.",
    "Смс 5000 рублей стоили мне вчера.",
    "Код услуги 123456, код подразделения 770-001.",
    "Код 770001 ошибка на странице.",
    "Мой телефон +7 900 123-45-67, другой 89001234567.",
    "УИН 10655260181590830162, КБК 18210102010011000110.",
    "Счёт 40702810200000000001, БИК 044525225.",
    "Счёт 4070 2810 2000 0000 0001 не находится.",
    "Пишет «Неверные логин или пароль», пароль не подходит.",
    "Ввёл пароль 3 раза. Пароль: не принимает.",
    "Смена пароля: https://www.gosuslugi.ru/ не открывается.",
    "Смена пароля: 22.11.2026 в обед.",
    "Паспорт не загружается, заявление 1234567890.",
    "Скан паспорта весит 5 МБ, файл passport.pdf 413×531.",
    "Сумма 12345678901234 рублей.",
    "ОГРН 1027700132195, ОГРНИП 304770012345674.",
    "Платил дважды: 1500,00 и 1500,00 рублей 22.11.2026.",
    "Версия браузера 156.0.8078.79, IP 192.168.100.200.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_the_support_needs_stays(text: str) -> None:
    assert text in letter(text)
    assert not set(keys(text)) & redaction.INSTEAD.keys()


@settings(max_examples=200, deadline=None)
@given(body=st.integers(1_001_999, 699_999_999), before=st.sampled_from(["", "вот ", "(", "№ "]))
def test_every_true_snils_is_taken_out(body: int, before: str) -> None:
    digits = f"{body:09}"
    check = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=True)) % 101 % 100
    number = f"{digits}{check:02}"
    assert numbers.snils(number)
    for text in (number, f"{digits[:3]}-{digits[3:6]}-{digits[6:]} {check:02}"):
        assert text not in letter(before + text)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "null",
        "{}",
        "[1, null, [], {}]",
        "не json",
        "[" * 20_000,
        '{"a":' * 3_900,
        '[{"check": "' + "[" * 19_000,
        "[" * 9_999 + "]" * 9_999,
        "9" * 10_000,
        report({"check": "card"}),
        report({"check": "card", "level": "ok"}),
        report({"check": "card", "level": "great", "found": []}),
        report({"check": "card", "level": ["ok"], "found": []}),
        report({"check": "../card", "level": "ok", "found": []}),
        report({"check": "os", "level": "ok", "found": []}),
        report({"check": "__init__", "level": "ok", "found": []}),
        report({"check": ["card"], "level": "ok", "found": []}),
        report({"check": "card", "level": "ok", "found": "mir"}),
        report({"check": "appeal", "level": "ok", "found": ["letter"]}),
    ],
)
def test_a_report_of_another_shape_is_left_out(broken: str) -> None:
    assert letter(report=broken) == letter()


def test_a_report_nested_deeply_never_reaches_the_parser() -> None:
    """The parser goes down as deep as the text does, and the stack of a browser ends before its own limit."""
    code = (
        "import json, pyscripts\n"
        "json.dumps([len(pyscripts.run('appeal', {'topic': 'site', 'what': 'x', 'report': report})['findings'])"
        " for report in json.loads(values)])"
    )
    deep = ["[" * 20_000, '{"a":' * 3_900, "[" * 9_999 + "]" * 9_999, '[{"given":' * 1_900]
    assert pyodide.run(code, deep) == [2] * len(deep)


def test_of_a_report_only_known_words_pass() -> None:
    evil = "<b>звоните 8 800 555-35-35</b>"
    row = {
        "check": "card",
        "level": "warn",
        "found": ["typo", evil, None, {"a": 1}],
        "given": {"number": evil, evil: evil, "expiry": ["x"]},
        "text": evil,
    }
    text = letter(report=report(row))
    assert "В номере опечатка" in text
    assert "555" not in text
    assert letter(report=report(row | {"given": evil})) == text


def test_chosen_answers_of_other_checks_are_told_in_words() -> None:
    given = {"channel": "sms", "device": "mobile"}
    text = letter(report=report({"check": "code", "level": "unsure", "found": [], "given": given}))
    labels = [field.label for field in pyscripts.load("code").fields if field.name in given]
    assert all(f"{label}: " in text for label in labels)
    unknown = {"channel": "fax", "device": "mobile 1234"}
    assert "fax" not in letter(report=report({"check": "code", "level": "unsure", "found": [], "given": unknown}))


def test_a_long_report_is_shortened() -> None:
    text = letter(report=report(*[{"check": "card", "level": "warn", "found": ["typo"] * 99}] * 10))
    assert text.count("— Платёжная карта") == 1
    assert text.count("опечатка") == 2


def test_no_place_of_a_text_stays_unfilled_in_a_report() -> None:
    for name in pyscripts.names():
        if name != "appeal":
            check = pyscripts.load(name)
            for key in check.outcomes:
                text = letter(report=report({"check": name, "level": "warn", "found": [key], "given": {}}))
                assert f"— {check.title.partition(':')[0]}: " in text
                assert "{" not in text


def test_braces_of_the_reader_stay() -> None:
    assert "{letter} {0} {" in letter("Вижу на экране {letter} {0} { и больше ничего")


UNITS = ["а ", "код ", "код: 12 ", "пароль ", "пароль «", "паспорт ", "снилс ", "cvc ", "код на об", "«"]
UNITS += ["1 ", "12", "1-", "1234 ", "4510 ", "\n", "\u200b"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_very_long_text_has_an_answer(unit: str) -> None:
    assert run("а" + unit * (100_000 // len(unit)))["findings"]


def test_a_text_of_invisible_characters_is_called_short() -> None:
    assert keys("\u200b\u200b") == ["letter", "short"]
