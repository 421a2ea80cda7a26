"""Every code and message of the tables is found, however typed, and what is not an error is not taken for one."""

import base64
import random
import re
import time
from collections import Counter
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pyscripts
from pyscripts import letters
from pyscripts.checks import error
from pyscripts.data import table
from pyscripts.errors import finding, known, reading
from pyscripts.errors.known import FAMILIES
from pyscripts.form import Paragraph
from pyscripts.verdict import LEVELS

FIREFOX = ("sec", "ssl", "pkix", "ns", "pr")
FAMILY_KEYS = {
    "example",
    "level",
    "says",
    "limits",
    "year",
    "next",
    "guide",
    "side",
    "causes",
    "general",
    "result",
    "phrases",
    "alone",
    "tail",
} | {
    *table("errors")["prefix"],
    *("number", "curl", "bank", "esia"),
}
NAMES = [(family, name) for family, row in FAMILIES.items() for name in known.codes(row)]
PHRASES = [(family, phrase) for family, row in FAMILIES.items() for phrase in known.phrases(row)]
TO_SLIP = str.maketrans("O0I1l", "0OlIl")
TO_CYRILLIC_LETTERS = str.maketrans("ABEKMHOPCTYXaeopcyx", "АВЕКМНОРСТУХаеорсух")


def keys(text: str) -> list[str]:
    return pyscripts.keys("error", text=text)


def first(text: str) -> str:
    """The family of what was found, without the note on the layout."""
    return next(key for key in keys(text) if key != "layout")


# ---- Tables


def test_every_family_and_cause_is_whole_and_no_cause_is_idle() -> None:
    words = table("errors")
    used: set[str] = set()
    for key, family in FAMILIES.items():
        assert family.keys() <= FAMILY_KEYS, f"{key}: {family.keys() - FAMILY_KEYS}"
        assert family["level"] in LEVELS, key
        assert family["side"] in words["side"], key
        causes = family.get("causes", "").split()
        assert bool(causes) == (family["level"] != "ok"), key
        assert set(causes) <= words["cause"].keys(), key
        used.update(causes)
    for key, cause in words["cause"].items():
        assert cause.keys() == {"says", "test", "guide"}, key
    assert used == words["cause"].keys()


def test_nothing_is_known_twice() -> None:
    keys = [" ".join(reading.words(name)) for _, name in NAMES + PHRASES]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_chromium_numbers_are_unique_and_in_their_ranges() -> None:
    numbers = [name.partition("=") for row in FAMILIES.values() for name in row.get("chromium", "").split()]
    known = {name: int(number) for name, _, number in numbers if number}
    assert len(set(known.values())) == len(known)
    assert known["NAME_NOT_RESOLVED"] == 105
    assert known["CERT_AUTHORITY_INVALID"] == 202
    for name, number in known.items():
        assert number in range(1000)
        assert not name.startswith("CERT_") or number in {*range(200, 300), 116, 714, 716}, name
        assert not name.startswith("CACHE_") or 400 <= number < 500, name
        assert not name.startswith("DNS_") or 800 <= number < 900, name


# ---- Codes and phrases


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        lambda name: f"  net::{name}. ",
        lambda name: name.replace("_", " "),
        lambda name: name.replace("_", "-"),
        lambda name: name.translate(TO_SLIP),
        lambda name: name.translate(TO_CYRILLIC_LETTERS),
        lambda name: name.replace("_", "_\u200b\n"),
        letters.russian_keys,
        lambda name: letters.russian_keys(name.lower()),
    ],
    ids=[
        "as is",
        "lower",
        "net::",
        "spaces",
        "dashes",
        "slips",
        "Cyrillic",
        "invisible",
        "layout",
        "low layout",
    ],
)
def test_every_code_is_found(typed) -> None:  # type: ignore[no-untyped-def]  # a function of one string
    for family, name in NAMES:
        text = typed(name)
        assert first(text) == family, text


def test_a_code_is_found_in_a_long_text() -> None:
    for family, name in NAMES[::50]:
        assert first("Помогите! Пишет вот что:\n" + "слово " * 500 + f"({name})\n" + "слово " * 500) == family


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.upper,
        lambda phrase: phrase.replace("ё", "е"),
        lambda phrase: phrase.replace(" ", "\n\u00a0"),
        lambda phrase: f"Ой: «{phrase}»!",
        lambda phrase: phrase.replace("ё", "е\u0308").replace("й", "и\u0306"),
        lambda phrase: phrase.translate(str.maketrans("аеорсухАВЕКМНОРСТУХ", "aeopcyxABEKMHOPCTYX")),
    ],
    ids=["as is", "upper", "no ё", "line breaks", "in a sentence", "decomposed", "Latin letters"],
)
def test_every_phrase_is_found(typed) -> None:  # type: ignore[no-untyped-def]  # a function of one string
    for family, phrase in PHRASES:
        assert first(typed(phrase)) == family, typed(phrase)


def test_every_russian_phrase_is_found_in_the_wrong_layout() -> None:
    for family, phrase in PHRASES:
        if re.fullmatch("[а-яёА-ЯЁ ]+", phrase):
            assert keys(letters.latin_keys(phrase))[:2] == ["layout", family], phrase


def test_a_code_with_one_letter_wrong_left_out_or_twice_is_guessed() -> None:
    for _, name in [pair for pair in NAMES if "_" in pair[1] and "=" not in pair[1]][::25]:
        at = len(name) // 2
        for slip in (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[:at] + "Q" + name[at + 1 :]):
            assert keys(slip)[0] in {"misprint", *FAMILIES}, slip


ENTRY = '{"request":{"method":"GET","url":"https://www.gosuslugi.ru/api/x"},"response":{"status": %d,"statusText":""}}'


def test_the_answer_that_failed_is_found_in_a_log_of_the_browser() -> None:
    assert keys(ENTRY % 500)[0] == "http-down"
    assert keys(",".join(ENTRY % code for code in (200, 200, 500)))[0] == "http-down"
    assert "http-fine" not in keys(",\n".join(ENTRY % code for code in (200, 200, 500)))
    assert keys((ENTRY % 200).replace('""', '"OK"'))[0] == "http-fine"
    assert keys("https://www.gosuslugi.ru/500/status/404") == ["unknown"]


DUMP = """Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number: 1337 (0x539)
        Signature Algorithm: sha256WithRSAEncryption
        Issuer: CN = ca
        Validity
            Not Before: Feb 27 13:58:15 2019 GMT
            Not After : Feb 24 14:58:15 2029 GMT
        Subject Public Key Info:
            Public Key Algorithm: rsaEncryption
                Modulus:
"""


@pytest.mark.parametrize("seed", range(20))
def test_a_printed_certificate_is_no_message(seed: int) -> None:
    noise = random.Random(seed)
    printed = "\n".join(noise.randbytes(15).hex(":") for _ in range(10))
    pem = base64.encodebytes(noise.randbytes(700)).decode()
    text = f"{DUMP}{printed}\n-----BEGIN CERTIFICATE-----\n{pem}-----END CERTIFICATE-----\n"
    assert keys(text)[0] in ("unknown", "layout")


@pytest.mark.parametrize("status", HTTPStatus, ids=str)
def test_every_registered_status_is_known(status: HTTPStatus) -> None:
    family = known.STATUSES[status.value][0]
    texts = [f"HTTP {status.value}", f"HTTP/1.1 {status.value} {status.phrase}"]
    if status.value >= 400:
        texts += [
            f"{status.value}",
            f"Ошибка: {status.value}",
            f"{status.value} {status.phrase}",
            f"{status.value}\nошибка",
            f"{status.phrase} ({status.value})",
        ]
    for text in texts:
        assert first(text) == family, text
    result = pyscripts.run("error", {"text": f"HTTP ERROR {status.value}"})
    assert f"HTTP {status.value}" in result["findings"][0]["text"]
    assert "Код" in result["findings"][0]["text"]


@pytest.mark.parametrize(
    ("code", "family"), [(199, "http-fine"), (399, "http-moved"), (498, "http-request"), (599, "http-down")]
)
def test_a_status_that_is_not_registered_is_known_by_its_class(code: int, family: str) -> None:
    assert first(f"HTTP {code}") == family
    assert "нет" in pyscripts.run("error", {"text": f"HTTP {code}"})["findings"][0]["text"]


def test_every_chromium_number_is_known() -> None:
    for number, one in finding.CHROMIUM.items():
        assert first(f"net error {number}") == one.family
        if number <= -100:  # smaller ones are errors of every program
            assert first(f"Ошибка ({number})") == one.family


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("NSURLErrorDomain, код −1003", "no-address"),
        ("NSURLErrorDomain error -1202", "cert-authority"),
        ("Код ответа банка: 61", "bank-limit"),
        ("отказ банка-эмитента, код 51", "bank-money"),
        ("ESIA-007014", "esia-client"),
        ("esia007055", "esia-unconfirmed"),
        ("error=access_denied&error_description=ESIA-007019: no grants", "esia-consent"),
        ("https://site.ru/login?error=access_denied&error_description=ESIA-007019", "esia-consent"),
        ("УЫШФ-007008", "esia-down"),
        ("ESIA-099999", "esia-other"),
    ],
)
def test_other_numbers(text: str, family: str) -> None:
    assert first(text) == family


@pytest.mark.parametrize(
    ("paste", "found"),
    [
        (
            (
                "Не удается получить доступ к сайту\nПревышено время ожидания ответа от сайта www.gosuslugi.ru.\n"
                "Попробуйте сделать следующее:\nПроверьте подключение к Интернету.\nERR_CONNECTION_TIMED_OUT"
            ),
            ["timeout"],
        ),
        (
            (
                "Подключение не защищено\nЗлоумышленники могут пытаться похитить ваши данные с сайта lk.gosuslugi.ru "
                "(например, пароли, сообщения или номера банковских карт).\nNET::ERR_CERT_AUTHORITY_INVALID"
            ),
            ["cert-authority"],
        ),
        (
            (
                "Ошибка при установлении защищённого соединения\nПри соединении с esia.gosuslugi.ru произошла ошибка. "
                "PR_CONNECT_RESET_ERROR\nКод ошибки: PR_CONNECT_RESET_ERROR"
            ),
            ["dropped", "tls-broken"],
        ),
        (
            (
                "Предупреждение: Вероятная угроза безопасности\nКод ошибки: SEC_ERROR_UNKNOWN_ISSUER\n"
                "Просмотреть сертификат"
            ),
            ["cert-authority"],
        ),
        ("Хмм. Нам не удаётся найти этот сайт.\nМы не можем подключиться к серверу", ["no-address"]),
        ("Браузеру Safari не удается открыть страницу, так как он не смог подключиться к серверу", ["refused"]),
        ("Не удаётся установить соединение с сайтом\nСоединение сброшено.", ["dropped"]),
        (
            (
                "Не сработало\nПопробуйте снова или зайдите позже. Если ничего не изменится — напишите в службу "
                "поддержки и передайте код ошибки: 7b1f40c2d5"
            ),
            ["portal-failed"],
        ),
        (
            (
                "При получении реквизитов оплаты пошлины произошла ошибка. Попробуйте обновить страницу или обратитесь "
                "в службу поддержки. Ваш черновик автоматически сохранен."
            ),
            ["portal-bill"],
        ),
        ("Файл тяжелее 5 МБ", ["file-size"]),
        ("<html><head><title>502 Bad Gateway</title></head><center>nginx/1.18.0</center></html>", ["http-down"]),
        ("Ошибка 105 (net::ERR_NAME_NOT_RESOLVED): Не удается преобразовать DNS-адрес сервера.", ["no-address"]),
        ("Операция отклонена. Обратитесь в банк, выпустивший карту.", ["bank-refused"]),
        ("Недостаточно средств на карте 2200 0000 0000 0053", ["bank-money"]),
    ],
)
def test_what_is_really_pasted(paste: str, found: list[str]) -> None:
    assert [key for key in keys(paste) if key in FAMILIES] == found


@pytest.mark.parametrize(
    "text",
    [
        "заплатил 410 рублей и жду",
        "ООО «Ромашка», кабинет 404, III этаж",
        "8 800 100-70-10",
        "паспорт 45 10 123456 выдан 11.11.2011",
        "на улице -20, завтра -21",
        "карта 2200 0000 0000 0053",
        "договор 502-П от 12.05.2026",
        "деньги из банка 14 мая пришли",
    ],
)
def test_a_number_that_is_no_error_is_not_taken_for_one(text: str) -> None:
    assert not set(keys(text)) & FAMILIES.keys()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ERR_CERT_NEW", "unknown-code"),
        ("у меня болит голова", "unknown"),
        ("qwerty asdfgh", "unknown"),
        ("💥!", "text"),
    ],
)
def test_what_is_not_known_is_said_to_be_unknown(text: str, key: str) -> None:
    assert keys(text)[0] == key


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Вы в очереди. Не закрывайте страницу", "portal-queue"),
        ("Сейчас много желающих, вы в очереди", "portal-queue"),
        ("Ваше место в очереди: 1532", "portal-queue"),
        ("Приложение «Госуслуги» не отвечает", "app-crash"),
        ("приложение вылетает", "app-crash"),
        ("На вкладке произошёл сбой", "crash"),
        ("Не удалось построить цепочку сертификатов", "sign-chain"),
        ("Подпись: не удаётся построить цепочку сертификатов", "sign-chain"),
        ("пятисотая ошибка", "http-down"),
        ("err conection timed out", "timeout"),
    ],
)
def test_what_sounds_like_another_message_is_told_as_itself(text: str, family: str) -> None:
    assert next(key for key in keys(text) if key in FAMILIES) == family


@pytest.mark.parametrize("text", ["Ваш номер в очереди 45 в детский сад", "112", "115", "102"])
def test_a_place_in_a_queue_and_a_phone_are_no_error(text: str) -> None:
    assert not set(keys(text)) & FAMILIES.keys()


@pytest.mark.parametrize("text", ["Сертификат отозван", "Сертификат просрочен", "Сертификат не является доверенным"])
def test_a_certificate_may_be_of_a_signature_if_the_words_do_not_say_of_a_site(text: str) -> None:
    assert "cert-whose" in keys(text)
    assert "cert-whose" not in keys(text.replace("Сертификат", "Сертификат сайта"))


# ---- Words


def test_a_general_message_yields_to_a_definite_one() -> None:
    assert keys("Произошла ошибка")[0] == "vague"
    assert "vague" not in keys("Произошла ошибка. ERR_TIMED_OUT")
    assert keys("HTTP 200. Что-то ещё: ERR_TIMED_OUT")[0] == "timeout"


def test_causes_are_numbered_without_repeats_and_few() -> None:
    result = pyscripts.run("error", {"text": "ERR_CONNECTION_RESET ERR_TIMED_OUT ERR_CERT_REVOKED ERR_FAILED"})
    causes = [finding for finding in result["findings"] if finding["key"].startswith("cause-")]
    assert [finding["text"].partition(":")[0] for finding in causes] == [
        f"Возможная причина {number}" for number in range(1, 7)
    ]
    assert len({finding["key"] for finding in causes}) == 6
    assert result["level"] == "stop"


def test_every_outcome_is_filled_and_says_whose_side_it_is_on() -> None:
    texts = (
        [name for _, name in NAMES] + [phrase for _, phrase in PHRASES] + [f"HTTP {code}" for code in range(112, 600)]
    )
    for text in texts:
        result = pyscripts.run("error", {"text": text})
        said = " ".join(finding["text"] + finding["limits"] + finding["next"] for finding in result["findings"])
        assert "{" not in said, text
        assert result["findings"][0]["limits"].startswith(tuple(table("errors")["side"].values())), text


def test_no_phone_is_named_and_what_was_pasted_is_not_repeated() -> None:
    words = " ".join(outcome.text + outcome.limits + outcome.next for outcome in error.OUTCOMES.values())
    assert not re.search(r"\d[\d ()-]{6,}\d", words)
    result = pyscripts.run("error", {"text": "Недостаточно средств Иванов-Секретный 4111"})
    assert "Секретный" not in str(result)
    assert "4111" not in str(result)


# ---- Cost

LONG = Paragraph.max_length // 4


@pytest.mark.parametrize(
    "part",
    [
        "ERR_", "ERR CONNECTION ", "_", "-1 ", "a\u0301\u0316", "ошибка 404 ", "ошибка 000 ", "Не удалось ", "x_y", "\n", "ﷺ",
        "9", "ESIA",
    ],
)  # fmt: skip
def test_a_very_long_text_has_an_answer_and_costs_little(part: str) -> None:
    """A quarter of the longest; were the cost to grow with its square, it would take minutes."""
    text = (part * LONG)[:LONG] + "x"
    began = time.process_time()
    result = pyscripts.run("error", {"text": text})
    assert time.process_time() - began < 5
    assert result["findings"] or result["errors"]


@given(st.text(alphabet="ERSL_ -01OIоОшибка4", max_size=80))
def test_any_mix_of_the_letters_of_codes_is_answered(text: str) -> None:
    result = pyscripts.run("error", {"text": text})
    assert bool(result["findings"]) != bool(result["errors"])


@pytest.mark.parametrize(
    "text",
    [
        "неверный код товара на этикетке",
        "как обновить приложение на телевизоре",
        "если сервис временно недоступен, куда звонить",
        "раньше писало «Сервис временно недоступен», а сейчас всё хорошо",
        "ошибки 403 не было",
        "Недостаточно памяти для разбора аргумента",
        "не удалось записать файл протокола",
        "отказано в регистрации брака",
        "Заказ передан в доставку",
    ],
)
def test_words_of_a_message_in_a_sentence_about_something_else_are_no_error(text: str) -> None:
    assert keys(text) == ["unknown"]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("вчера вечером портал пишет сервис временно недоступен и всё", "portal-down"),
        ("если ввожу код, пишет неверный код", "code-wrong"),
        ("Safari не удалось открыть страницу, так как не удалось найти сервер", "no-address"),
        ("как исправить ошибку 502", "http-down"),
        ("Недостаточно средств на карте 2200 0000 0000 0053", "bank-money"),
    ],
)
def test_a_message_is_told_in_the_words_of_those_who_met_it(text: str, family: str) -> None:
    assert family in keys(text)
