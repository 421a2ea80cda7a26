import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyscripts import keys, load, run
from pyscripts.data import table

OFFICIAL = table("official")
CURRENT = [row["name"] for row in OFFICIAL["host"] if row["now"]]
OUTCOMES = load("genuine").outcomes
LATIN_TO_RUSSIAN = dict(zip("aceopxy", "асеорху", strict=True))


def level(contact: str) -> str:
    return str(run("genuine", {"contact": contact})["level"])


@pytest.mark.parametrize(
    "row", [row for rows in OFFICIAL.values() if isinstance(rows, list) for row in rows if "id" in row]
)
def test_every_row_has_a_source_and_a_date(row: dict[str, object]) -> None:
    assert row["source"]
    assert isinstance(row["date"], date)
    assert row["date"] <= OFFICIAL["as_of"]


def test_only_two_phones_are_ever_named() -> None:
    assert [row["shown"] for row in OFFICIAL["phone"] if row["now"]] == ["8 800 100-70-10", "115"]
    assert all("shown" not in row for row in OFFICIAL["phone"] if not row["now"])
    words = " ".join(f"{outcome.text} {outcome.limits} {outcome.next}" for outcome in OUTCOMES.values())
    assert set(re.findall(r"\d[\d ()-]{5,}\d", words)) == {"8 800 100-70-10"}


def test_each_answer_says_which_of_the_three_it_is() -> None:
    for key, outcome in OUTCOMES.items():
        if outcome.level in ("warn", "stop"):
            assert outcome.text.startswith("Признак обмана"), key
        if outcome.level == "ok":
            assert outcome.text.startswith("Официальный"), key


def test_a_sign_of_fraud_says_what_to_do_if_something_was_given() -> None:
    for outcome in OUTCOMES.values():
        if outcome.level in ("warn", "stop"):
            assert "смените пароль" in outcome.next
            assert "звоните в банк" in outcome.next


@pytest.mark.parametrize("host", CURRENT)
@pytest.mark.parametrize("form", ["{}", "https://{}", "https://{}/path?a=b#c", "https://{}:443/", "{}.", "«{}»", "{},"])
def test_an_official_host_is_official_in_every_form(host: str, form: str) -> None:
    assert keys("genuine", contact=form.format(host)) == ["host-official"]
    assert keys("genuine", contact=form.format(host.upper())) == ["host-official"]


@pytest.mark.parametrize("host", CURRENT)
def test_every_changed_sign_of_an_official_host_is_no_longer_official(host: str) -> None:
    for place in range(len(host)):
        for sign in "aоq1-.":
            changed = host[:place] + sign + host[place + 1 :]
            if changed != host:
                assert "host-official" not in keys("genuine", contact=f"https://{changed}/")


@pytest.mark.parametrize("host", [host for host in CURRENT if "gosuslugi" in host])
def test_a_letter_of_another_alphabet_in_the_portals_name_is_a_sign_of_fraud(host: str) -> None:
    for place in range(host.index("gosuslugi"), len(host)):
        if letter := LATIN_TO_RUSSIAN.get(host[place]):
            contact = host[:place] + letter + host[place + 1 :]
            readable = contact.split(".")
            coded = [label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in readable]
            assert level(contact) == "stop"
            assert level(f"https://{'.'.join(coded)}/") == "stop"


@pytest.mark.parametrize(
    "contact",
    [
        "gosuslugi.ru.com", "www.gosuslugi.ru.site.example", "esia.gosuslugi.ru.site.example/login",
        "gosuslugi.ru-login.example", "gosuslugi-vhod.ru", "vhod-gosuslugi.ru", "esia-gosuslugi.site.example",
        "gosuslugi.online", "gosuslugi.com.ru", "gos-uslugi.ru", "wwwgosuslugi.ru", "gosuslugisovet.ru",
        "posgosuslugi.ru", "infogosuslugi.ru", "gosusIugi.ru", "gosus1ugi.ru", "g0suslugi.ru", "gosuslugl.ru",
        "gosuslugiq.ru", "gosusluji.ru", "gosuslug.ru", "gossuslugi.ru", "gosulsugi.ru", "госуслуги-помощь.рф",
        "госуслуги.онлайн", "гoсуслуги.рф", "https://gosuslugi.ru@site.example", "https://gosuslugi.ru:443@site.example",
        "https://www.gosuslugi.ru%2f@site.example", "https:\\\\site.example\\gosuslugi.ru",
        "gosuslugi%2eru.site.example", "http://192.168.0.1/gosuslugi.ru", "http://3232235777/", "http://[::1]/",
        "javascript:alert(1)",
        "data:text/html,gosuslugi.ru", "\u202eur.igulsusog", "gоsuslugi71.ru", "support@gosuslugi.ru.com",
        "gosuslugi@gmail.com", "no-reply@gosuslugi-mail.ru", "8 800 100-07-00", "8 800 100-70-70", "8 800 555-35-35",
        "+7 (495) 771-77-77", "8-800-555-11-22", "8-800-333-44-55", "gosus1ugi", "gosuslugi_help", "gоsuslugi",
        "https://wa.me/79000000000", "t.me/gosuslugi_bot", "WhatsApp", "вотсапе", "Телеграм-бот", "tg://resolve?domain=x",
    ],
)  # fmt: skip
def test_a_trick_is_a_sign_of_fraud(contact: str) -> None:
    assert level(contact) == "stop"


@pytest.mark.parametrize(
    "contact",
    [
        "mos.ru", "https://www.nalog.gov.ru/", "sberbank.ru", "gosuslugi71.ru", "26gosuslugi.ru", "gosuslugi41.ru",
        "gosuslugi.astrobl.ru", "gu.spb.ru", "uslugi27.ru", "uslugi.mosreg.ru", "госуслуги.рф", "мвд.рф", "900", "102",
        "ivan@mail.ru", "gosuslugi@admin.region.example", "kremlin@москва.рф", "vk.com/gosuslugi", "ok.ru/gosuslugi",
        "t.me/gosuslugi", "max.ru/gosuslugi", "8 495 727-47-47", "+7 499 550-18-39", "support@gosuslugi.ru",
        "no-reply@gosuslugi.ru",
        "beta.gosuslugi.ru", "a.b.gosuslugi.ru", "oplata.gosuslugi.ru", "Иван Петров", "Почта.", "2200 0000 0000 0053",
        "Максим", "xn--80a1acny.xn--p1ai", "MAX", "Макс", "мне пишут в MAX",
    ],
)  # fmt: skip
def test_what_may_be_honest_is_never_called_fraud(contact: str) -> None:
    assert level(contact) == "unsure"


@pytest.mark.parametrize(
    "contact",
    ["8 800 100-70-10", "88001007010", "+7 (800) 100 70 10", "8001007010", "115", "0919", "gosuslugi", "GosUslugi",
     "tel:88001007010", "Позвоните 8-800-100-70-10."],
)  # fmt: skip
def test_what_is_official(contact: str) -> None:
    assert level(contact) == "ok"


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_no_other_phone_is_official(number: str) -> None:
    official = number[-10:] == "8001007010" and number[0] in "78"
    assert ("phone-official" in keys("genuine", contact=number)) == official


def test_every_slip_in_the_phone_is_called_near() -> None:
    right = "88001007010"
    for place in range(1, 11):
        for digit in "0123456789":
            changed = right[:place] + digit + right[place + 1 :]
            if changed != right:
                assert keys("genuine", contact=changed) == ["phone-near"]
        swapped = right[: place - 1] + right[place] + right[place - 1] + right[place + 1 :]
        if swapped != right:
            assert keys("genuine", contact=swapped) == ["phone-near"]


def test_all_of_a_message_is_judged() -> None:
    message = (
        "Госуслуги: вход с нового устройства! Отмените: https://gosuslugi-otmena.example/x. "
        "Вопросы: 8 800 100-70-70, help@gosuslugi.ru.com"
    )
    assert keys("genuine", contact=message) == ["message-link", "host-borrowed", "host-prefix", "phone-near"]


@given(st.from_regex(r"[a-z0-9.@:/-]{1,40}", fullmatch=True), st.sampled_from(["", "https://"]))
def test_only_listed_hosts_are_official(tail: str, scheme: str) -> None:
    for contact in (f"{scheme}gosuslugi.ru{tail}", f"{scheme}{tail}gosuslugi.ru"):
        if "host-official" in keys("genuine", contact=contact):
            host = re.sub(r"^(https?:)?/*", "", contact).partition("/")[0].rpartition("@")[2].partition(":")[0]
            assert host.strip(".") in CURRENT


@given(st.text(max_size=80))
def test_a_message_around_it_does_not_make_a_trick_official(words: str) -> None:
    result = run("genuine", {"contact": f"gosuslugi-vhod.example {words}"})
    assert result["level"] == "stop"


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
DAY_FORMS = ["%d.%m.%Y", "%d.%m.%y", "%d.%m", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y г."]
TIME_FORMS = ["{}:{:02}", "{}.{:02}", "{:02}-{:02}", "{} ч. {} мин."]
SUM_FORMS = ["{}.{:02} руб.", "{:,}.{:02}", "{},{:02} ₽", "{}р", "{}.{:02}р.", "{} RUB", "{}.{:02}RUB"]
PARTS = ["ст.", "ст. ", "п.", "стр.", "гл.", "ч.", "№ ", "v", "версия ", "кв.", "д.", "т. "]
ABBREVIATIONS = [
    "т.д.", "т.п.", "и.о.", "т.е.", "Иванов И.И.", "А.С.Пушкин", "г.Москва", "ул.Ленина,д.5", "стр.2", "п.5", "ст.15КоАП",
    "файл паспорт.pdf", "фото.jpg", "отчёт.docx", "архив.zip", "100 %", "м.р.", "г.р.", "руб./мес.", "к.т.н.", "М.О.",
    "гуляли.Дети", "12.00-13.00", "24/7", "8-10 лет", "7-15",
]  # fmt: skip
CALM = st.one_of(
    st.builds(lambda day, form: day.strftime(form), DAYS, st.sampled_from(DAY_FORMS)),
    st.builds(
        lambda form, *time: form.format(*time), st.sampled_from(TIME_FORMS), st.integers(0, 23), st.integers(0, 59)
    ),
    st.builds(
        lambda form, *money: form.format(*money),
        st.sampled_from(SUM_FORMS),
        st.integers(0, 99_999_999),
        st.integers(0, 99),
    ),
    st.builds(lambda parts: ".".join(map(str, parts)), st.lists(st.integers(0, 9_999), min_size=2, max_size=5)),
    st.builds(
        lambda word, *part: f"{word}{part[0]}.{part[1]}",
        st.sampled_from(PARTS),
        st.integers(1, 400),
        st.integers(1, 99),
    ),
    st.from_regex(r"№ ?[0-9]{6,20}", fullmatch=True),
    st.sampled_from(ABBREVIATIONS),
)
AROUND = ["{}", "Запись к врачу {} подтверждена", "Баланс {}", "до {}", "Заявление {} принято.", "({})", "{}, {}"]


@settings(max_examples=300, deadline=None)
@given(
    CALM,
    st.sampled_from(
        ["{}", "Запись к врачу {} подтверждена", "Баланс {}", "до {}", "Заявление {} принято.", "({})", "{}, {}"]
    ),
)
def test_no_alarm_on_any_date_or_sum(text: str, around: str) -> None:
    result = run("genuine", {"contact": around.format(text, text)})
    assert result["level"] == "unsure"
    assert not {"message-link", "host-number", "host-unknown"} & {finding["key"] for finding in result["findings"]}


@pytest.mark.parametrize(
    "number", ["8-800-100-07-07", "8 800 100-07-01", "8 800 100-24-24", "8 495 000-00-00", "+7 900 000-00-00", "+44 20 7946 0000"]
)  # fmt: skip
def test_the_number_of_somebody_else_is_not_found_and_no_more(number: str) -> None:
    assert keys("genuine", contact=number) == ["phone-other"]
    assert level(number) == "unsure"


@pytest.mark.parametrize("body", [row["name"] for row in OFFICIAL["body"]])
def test_a_site_of_another_public_body_is_named_and_is_not_the_portals(body: str) -> None:
    for contact in (body, f"https://www.{body}/a", f"lk.{body}"):
        assert keys("genuine", contact=contact) == ["host-body"]
    for contact in (f"{body}.example", f"my-{body}", f"x{body}"):
        assert keys("genuine", contact=contact) != ["host-body"]
    assert keys("genuine", contact=f"https://{body}/a.apk") == ["file-program"]
    assert level(body) == "unsure"


@pytest.mark.parametrize("number", OFFICIAL["false"]["numbers"])
def test_a_number_that_is_given_for_the_portals_is_called_false(number: str) -> None:
    assert keys("genuine", contact=number) == ["phone-false"]


@pytest.mark.parametrize(
    ("contact", "key"),
    [
        ("gosuslygi.msk.ru", "host-misspelt"), ("gosuslugi.spb.ru", "host-borrowed"), ("gosuslugi.com", "host-borrowed"),
        ("gosuslugi-ru.xyz", "host-borrowed"), ("gosuslugi.co.uk", "host-borrowed"), ("gosuslugi.org.ru", "host-borrowed"),
        ("gosuslugi.мск.рус", "host-borrowed"), ("login.gosuslugi.pp.ua", "host-borrowed"),
    ],
)  # fmt: skip
def test_whoever_may_register_below_a_zone_is_the_owner(contact: str, key: str) -> None:
    assert keys("genuine", contact=contact) == [key]


@pytest.mark.parametrize(
    "contact",
    [
        "gosuslygi.msk.ru", "gosuslygi.ru", "gosyslygi.ru", "gosuslugi.com", "gosuslugi-ru.xyz", "gosuslugii.ru",
        "gossuslugi.online", "my-gosuslygi24.site", "login.gosuslygi.example", "gosuslugi.github.io", "gosuslugi-vhod.tilda.ws",
        "gosuslugi.pages.dev", "vhod-gosuslugi.vercel.app", "gosuslugi.ry", "gosuslugi.соm", "госулуги.рф", "госуслуги24.рф",
        "sites.google.com/view/gosuslugi", "https://sites.google.com/view/gosuslygi-vhod", "telegra.ph/Gosuslugi-05-12",
        "docs.google.com/forms/d/e/x?title=gosuslugi", "disk.yandex.ru/d/x/gosuslugi.apk", "drive.google.com/file/d/x/госуслуги",
        "site.example/gosuslugi.ru/login", "https://site.example/esia.gosuslugi.ru", "site.example/?gosuslugi.ru",
        "site.example/gosuslugi/login.php", "https://site.example/%67osuslugi/vhod", "https://1.2.3.4:8080/gosuslugi",
        "sberbаnk.ru", "аlfаbаnk.ru", "оzоn.ru", "vtв.ru", "αlfabank.ru", "ozοn.ru", "tbаnk.example", "օzon.ru", "mаx.ru",
        "https://xn--sberbnk-3fg.ru/", "https://xn--80ak6aa92e.com/", "ցosuslugi.ru", "gοsuslugi.ru", "gօsuslugi.ru",
        "goѕuslugi.ru", "gosuslugі.ru", "gosusługi.ru", "gösuslugi.ru", "https://disk.yandex.ru/d/abc/MAX.apk",
        "cloud.mail.ru/public/a/b/Foto.apk?x=1", "mega.nz/file/x/update.exe", "hxxps://gosuslugi-vhod[.]example",
    ],
)  # fmt: skip
def test_a_look_alike_is_a_sign_of_fraud(contact: str) -> None:
    assert level(contact) == "stop"


@pytest.mark.parametrize(
    "contact",
    [
        "https://site.example/news/kak-otkazatsya-ot-vhoda-na-gosuslugi-cherez-sms/", "tass.ru/obschestvo/gosuslugi-123",
         "https://ria.ru/20260212/gosuslugi.html", "mos.ru/gosuslugi/login",
        "https://site.example/?to=https://esia.gosuslugi.ru/login", "https://web.archive.org/web/https://www.gosuslugi.ru/",
        "https://translate.yandex.ru/?url=gosuslugi.ru", "mosuslugi.ru", "rosuslugi.example", "uslugi.mosreg.ru",
        "my-page.github.io", "docs.google.com/forms/d/e/x", "forms.yandex.ru/u/1", "disk.yandex.ru/d/abc", "münchen.de",
        "кремль.рф", "школа-5.рф", "ελλάδα.gr", "https://xn--80aesfpebagmfblc0a.xn--p1ai", "日本語.jp", "gu.spb.ru",
        "московский-дом.com", "rustore.ru/catalog/app/x", "lk.rosreestr.ru/login",
    ],
)  # fmt: skip
def test_what_only_looks_strange_is_not_called_fraud(contact: str) -> None:
    assert level(contact) == "unsure"


@given(st.sampled_from("gosuli"), st.sampled_from(["ru", "com", "msk.ru", "online", "рф"]), st.booleans())
def test_every_letter_of_another_alphabet_in_the_name_is_seen(letter: str, zone: str, coded: bool) -> None:
    for sign in table("letters")["shapes"].get(letter, ""):
        label = "gosuslugi".replace(letter, sign, 1)
        written = f"xn--{label.encode('punycode').decode()}" if coded else label
        assert level(f"https://{written}.{zone}/") == "stop", sign


def test_the_worst_of_many_links_are_shown() -> None:
    calm = " ".join(f"site{number}.example" for number in range(8))
    found = keys("genuine", contact=f"{calm} gosuslugi-vhod.example")
    assert "host-borrowed" in found
    assert "more" in found


def test_a_message_is_never_official_for_the_phone_that_it_names() -> None:
    for text in (
        "Ваш кабинет взломали, ждите звонка. Поддержка 8 800 100-70-10",
        "Нужна помощь? Пишите нам, отправитель 0919, MAX",
    ):
        assert level(text) != "ok"


@pytest.mark.parametrize(
    ("address", "front"),
    [
        ("mvd.gov.ru.secure-check.example", "mvd.gov.ru"),
        ("https://nalog.gov.ru.oplata.example", "nalog.gov.ru"),
        ("https://vk.com-login-page.ru/auth", "vk.com"),
        ("https://online.sberbank.ru.login.example/", "sberbank.ru"),
        ("pochtabank.ru.com", "pochtabank.ru"),
        ("mvd.gov.by.secure-check.example/pay", "mvd.gov.by"),
    ],
)
def test_a_known_name_before_somebody_elses_site_is_a_trick(address: str, front: str) -> None:
    (told,) = run("genuine", {"contact": address})["findings"]
    assert told["key"] == "host-front"
    assert f"«{front}»" in told["text"]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.nalog.gov.ru/rn77/",
        "lk.mos.ru",
        "tax.gov.kg",
        "book.ru.example",
        "notok.ru.example",
        "ok.rural.example",
    ],
)
def test_a_known_name_at_the_end_or_within_a_word_is_no_trick(address: str) -> None:
    assert keys("genuine", contact=address) == ["host-unknown"]
