from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts import keys, load, mail, run
from pyscripts.data import table
from pyscripts.letters import other_layout
from pyscripts.numbers import snils, snils_has_check

MAIL = table("mail_domains")
ZONES = set(
    (Path(hypothesis.__file__).parent / "vendor" / "tlds-alpha-by-domain.txt").read_text().lower().split("\n")[1:]
)
TRUE_SNILS = [
    "11223344595", "12345678964", "98765432183", "90000005900", "90000006800", "90006999900", "90007899900",
]  # fmt: skip
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,10}([._-][a-z0-9]{1,8}){0,2}", fullmatch=True)


def text(key: str, login: str) -> str:
    findings = run("login", {"login": login})["findings"]
    return str(next(row["text"] for row in findings if row["key"] == key))


def grouped(number: str) -> str:
    return f"{number[:3]}-{number[3:6]}-{number[6:9]} {number[9:]}"


@given(st.from_regex(r"9[0-9]{9}", fullmatch=True), st.sampled_from(["+7{}", "8{}", "7{}", "{}", "+7 ({:.3}) {}"]))
def test_a_mobile_number_is_right_however_it_is_written(number: str, form: str) -> None:
    typed = form.format(number, number[3:]) if "(" in form else form.format(number)
    assert keys("login", login=typed)[0] in ("phone", "phone-or-snils")
    assert keys("login", login=f" {typed}")[0] == "edge-space"


@given(st.from_regex(r"9[0-9]{9}", fullmatch=True), st.sampled_from(["+78", "+7 8", "88", "+8"]))
def test_a_doubled_code_is_seen(number: str, start: str) -> None:
    found = keys("login", login=start + number)
    assert found[0] in ("phone-twice", "phone-plus8", "inn")


@pytest.mark.parametrize("number", TRUE_SNILS)
def test_true_snils(number: str) -> None:
    assert keys("login", login=number) == ["snils"]
    assert keys("login", login=grouped(number)) == ["snils"]


@pytest.mark.parametrize("number", TRUE_SNILS)
def test_every_changed_digit_of_a_snils_is_seen(number: str) -> None:
    for place in range(11):
        for digit in "0123456789":
            changed = number[:place] + digit + number[place + 1 :]
            if changed != number and snils_has_check(changed):
                right = (
                    "snils" if snils(changed) else "snils-typo"
                )  # the rule lets some changes pass: 00 stands for 100
                assert keys("login", login=grouped(changed)) == [right]


@pytest.mark.parametrize("number", ["11223344596", "12345678900", "98765432184"])
def test_false_snils(number: str) -> None:
    assert keys("login", login=grouped(number)) == ["snils-typo"]


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_a_true_snils_is_never_called_wrong(first: str) -> None:
    number = next(first + f"{last:02}" for last in range(101) if snils(first + f"{last:02}"))
    assert run("login", {"login": grouped(number)})["level"] == "ok"
    assert run("login", {"login": number})["level"] == "ok"


@pytest.mark.parametrize("login", ["+375 29 123-45-67", "+1 202 555 0100", "+44 20 7946 0000"])
def test_foreign_numbers_are_not_called_wrong(login: str) -> None:
    assert keys("login", login=login) == ["phone-foreign"]


@pytest.mark.parametrize(
    "login",
    ["37477123456", "373 621 12345", "375294911911", "998 91 234-56-78", "380501234567", "99366123456", "995555123456"],
)
def test_a_foreign_number_without_its_plus_is_no_slip_in_snils(login: str) -> None:
    assert keys("login", login=login) == ["phone-bare"]
    assert keys("login", login=f"+{login}") == ["phone-foreign"]


@pytest.mark.parametrize(
    ("login", "key"), [("373-621-123 45", "snils-typo"), ("375294911904", "inn"), ("37529491191", "snils-typo")]
)
def test_what_only_begins_like_a_code_of_a_country_is_none(login: str, key: str) -> None:
    assert keys("login", login=login) == [key]


@pytest.mark.parametrize("domain", MAIL["known"])
def test_known_services_are_right(domain: str) -> None:
    assert keys("login", login=f"ivan@{domain}") == ["mail"]


@pytest.mark.parametrize(
    "domain",
    [
        "yandex.kz", "yandex.com.tr", "yandex.md", "hotmail.fr", "hotmail.co.uk", "yahoo.co.uk", "outlook.de", "mai.ru",
        "mil.ru", "email.ru", "bmail.ru", "main.ru", "vk.ru", "ok.ru", "yandex-team.ru", "corp.mail.ru", "mail.by",
        "list.com", "live.nl", "msu.ru", "gov.spb.ru", "lenta.com", "mail.com", "ymail.com", "e.mail.ru", "gmail.de",
        "xn--80a1acny.xn--p1ai", "cloud.com", "landex.ru", "rambler-co.ru", "a-b.co", "ya.ru", "gmx.de", "inbox.lv",
        "gmx.at", "abv.bg", "seznam.cz", "wp.pl", "libero.it", "comcast.net", "qq.com", "tele2.ru", "edu.tatar.ru",
        "permkrai.ru", "yahoo.ca", "yahoo.com.br", "outlook.com.ar", "hotmail.co.jp", "icloud.com.cn", "yandex.eu",
        "emaildomain.co", "primer.cam", "primer.su", "ru.ru", "com.ru", "g.co", "x.com.co", "proton.ch", "land.ru",
    ],
)  # fmt: skip
def test_a_right_domain_is_never_corrected(domain: str) -> None:
    assert keys("login", login=f"ivan@{domain}") == ["mail"]


@pytest.mark.parametrize("domain", [*MAIL["known"], *MAIL["habits"].values(), *MAIL["zones"]])
def test_what_is_suggested_is_itself_right(domain: str) -> None:
    address = f"ivan@{domain if '.' in domain else 'mail.' + domain}"
    assert keys("login", login=address) == ["mail"]


@pytest.mark.parametrize(
    ("domain", "right"),
    [
        ("yandx.ru", "yandex.ru"), ("ynadex.ru", "yandex.ru"), ("yandexx.ru", "yandex.ru"), ("gmial.com", "gmail.com"),
        ("gamil.com", "gmail.com"), ("gmail.ru", "gmail.com"), ("gmai.com", "gmail.com"), ("ramdler.ru", "rambler.ru"),
        ("outlok.com", "outlook.com"), ("iclaud.com", "icloud.com"), ("mial.ru", "mail.ru"),
        ("hotmail.co", "hotmail.com"), ("yandex.co", "yandex.com"), ("icloud.co", "icloud.com"), ("gmail.cm", "gmail.com"),
        ("outlook.om", "outlook.com"), ("yahoo.co", "yahoo.com"), ("yajoo.com", "yahoo.com"), ("icould.com", "icloud.com"),
        ("gmial.co", "gmail.com"), ("gmailc.om", "gmail.com"), ("yandex.ru.ru", "yandex.ru"), ("mail.ru.ru", "mail.ru"),
        ("gmail.com.com", "gmail.com"), ("gmail.com.ru", "gmail.com"), ("primer.ru.ru", "primer.ru"),
        ("yandx.ru.ru", "yandex.ru"), ("bk.ru.com", "bk.ru"), ("amil.ru", "mail.ru"), ("lisst.ru", "list.ru"),
        ("inobx.ru", "inbox.ru"), ("ayndex.ru", "yandex.ru"),
    ],
)  # fmt: skip
def test_a_likely_slip_is_asked_about_and_not_called_wrong(domain: str, right: str) -> None:
    assert keys("login", login=f"ivan@{domain}") == ["mail-typo"]
    assert right in text("mail-typo", f"ivan@{domain}")
    assert run("login", {"login": f"ivan@{domain}"})["level"] == "unsure"


@pytest.mark.parametrize(
    ("domain", "right"),
    [
        ("gnail.con", "gmail.com"), ("homail.con", "hotmail.com"), ("yandx.ry", "yandex.ru"), ("yahooo.cmo", "yahoo.com"),
        ("ynadex.tu", "yandex.ru"), ("yandexr.u", "yandex.ru"), ("primer.cmo", "primer.com"), ("mail.tu", "mail.ru"),
        ("a.primer.nte", "a.primer.net"), ("con-artists.con", "con-artists.com"), ("rambler.r", "rambler.ru"),
        ("gmail.c", "gmail.com"), ("gmail.comm", "gmail.com"), ("bk.ruu", "bk.ru"),
    ],
)  # fmt: skip
def test_a_zone_that_does_not_exist_is_mended_together_with_the_name(domain: str, right: str) -> None:
    assert keys("login", login=f"ivan@{domain}") == ["mail-zone"]
    assert f"быть {right}." in text("mail-zone", f"ivan@{domain}")


SIGNS = "abcdefghijklmnopqrstuvwxyz"


def slips(word: str) -> set[str]:
    """Every word that one slip of the finger makes of this one: another rule than that of the check."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in parts if right),
        *(left + sign + right[1:] for left, right in parts if right for sign in SIGNS),
        *(left + sign + right for left, right in parts for sign in SIGNS),
        *(left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1),
    } - {"", word}


@pytest.mark.parametrize("zone", MAIL["zones"])
def test_a_zone_is_called_wrong_only_if_there_is_none(zone: str) -> None:
    assert len(ZONES) > 1000
    for typed in slips(zone):
        found = keys("login", login=f"ivan@primer.{typed}")
        assert found == (["mail"] if typed in ZONES else ["mail-zone"]), typed


def test_no_zone_that_exists_is_called_wrong() -> None:
    assert not [zone for zone in ZONES if mail.wrong_zone(zone)]


@given(st.sampled_from(MAIL["distinctive"]), st.data())
def test_two_slips_on_the_way_to_a_common_service_are_seen(domain: str, data: st.DataObject) -> None:
    """One in the name beyond its first letter, one in the zone that makes none that exists."""
    name, _, zone = domain.rpartition(".")
    slipped = data.draw(st.sampled_from(sorted(one for one in slips(name) if one[0] == name[0])))
    wrong = data.draw(st.sampled_from(sorted(slips(zone) - ZONES)))
    suggested = text("mail-zone", f"ivan@{slipped}.{wrong}")
    assert any(f"быть {right}." in suggested for right in MAIL["distinctive"]), suggested


@pytest.mark.parametrize(("domain", "right"), [("gmailcom", "gmail.com"), ("mailru", "mail.ru"), ("primer", "mail.ru")])
def test_a_lost_dot_is_put_back_in_the_example(domain: str, right: str) -> None:
    (found,) = run("login", {"login": f"ivan@{domain}"})["findings"]
    assert found["key"] == "mail-domain"
    assert f"Например, так: {right}." in found["next"]


def test_the_zones_are_those_of_iana() -> None:
    assert not [zone for zone in ZONES if zone and not mail.is_zone(zone)]
    assert not [zone for zone in ("nry", "мвд", "local", "xn--0", "") if mail.is_zone(zone)]
    assert keys("login", login="ivan@comcast.nry") == ["mail-zone-odd"]


@given(NAMES)
def test_an_address_is_right(name: str) -> None:
    assert keys("login", login=f"{name}@mail.ru") == ["mail"]


@given(NAMES, st.sampled_from(["mail.ru", "yandex.ru", "gmail.com", "primer.net"]), st.booleans())
def test_an_address_in_the_wrong_layout_is_read(name: str, domain: str, phone: bool) -> None:
    address = f"{name}@{domain}"
    if phone:  # @, dots, dashes and digits are typed as they are
        typed = "".join(other_layout(char) if char.isalpha() else char for char in address)
    else:
        typed = "".join(other_layout(char) for char in address)
    assert keys("login", login=typed) == ["mail-layout"]
    assert f"«{address}»" in text("mail-layout", typed)


@given(st.sampled_from("аеорсху"), st.integers(0, 4))
def test_a_russian_letter_in_an_address_is_named_with_its_place(letter: str, place: int) -> None:
    address = "ivzn1@mail.ru"
    typed = address[:place] + letter + address[place + 1 :]
    assert f"русская «{letter}» (знак {place + 1})" in text("mail-look-alike", typed)


@pytest.mark.parametrize(
    ("login", "key"),
    [
        ("ivan2mail.ru", "mail-no-at"), ("ivan mail.ru", "mail-no-at"), ("ivan собака mail.ru", "mail-no-at"),
        ("ivan@mail.ru@mail.ru", "mail-two-at"), ("ivan@", "mail-empty"), ("ivan@ mail.ru", "mail-space"),
        ("ivan@mail,ru", "mail-sign"), ("ivan;@mail.ru", "mail-sign"), ("i..v@mail.ru", "mail-dots"),
        ("ivan@mail..ru", "mail-domain"), ("ivan@mail.ru.", "mail-domain"), ("ivan@-mail.ru", "mail-domain"),
        ("ivan@mail.123", "mail-domain"), ("i@" + "a." * 130 + "ru", "mail-long"), ("hänsel@mail.de", "mail-letters"),
        ("шмфт@mail.ru", "mail-russian"), ("ivan@почта.рф", "mail-letters"), ("8 916 l23-45-67", "digit-letter"),
    ],
)  # fmt: skip
def test_addresses_with_a_mistake(login: str, key: str) -> None:
    assert keys("login", login=login)[-1] == key


@pytest.mark.parametrize("domain", ["mail.ru", "gmail.com", "yandex.ru", "hotmail.com", "ymail.com", "bk.ru"])
def test_a_service_of_mail_alone_is_no_address_without_its_sign(domain: str) -> None:
    assert keys("login", login=domain)[0] == "word"
    assert keys("login", login=f"ivan{domain}")[-1] == "mail-no-at"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ghbdtn", "привет"), ("vjcrdf", "москва"), ("Rjhjkm", "Король"), ("k.,jdm", "любовь"), ("цщкдв", "world")],
)
def test_a_word_in_the_wrong_layout_is_shown_in_the_other(typed: str, meant: str) -> None:
    assert f"«{meant}»" in text("layout", typed)


@pytest.mark.parametrize("word", ["привет", "hello", "ссср", "html", "Москва", "привет мир", "tcp"])
def test_a_right_word_is_not_called_a_wrong_layout(word: str) -> None:
    assert run("login", {"login": word})["level"] == "unsure"
    assert "layout" not in keys("login", login=word)


@pytest.mark.parametrize("login", ["Primer+2000", "Пароль123", "qwerty!2000", "Aa1Aa1Aa1"])
def test_what_looks_like_a_password_is_not_repeated(login: str) -> None:
    result = run("login", {"login": login, "caps": "on"})
    assert "like-password" in [row["key"] for row in result["findings"]]
    assert login not in str(result)


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(["on", "off", ""]), st.sampled_from(["ru", "en", ""]))
def test_what_was_typed_never_goes_into_a_report(login: str, caps: str, layout: str) -> None:
    report = run("login", {"login": login, "caps": caps, "layout": layout})["report"]
    assert report["given"] == {}


def test_the_keyboard() -> None:
    assert keys("login", login="ivan@mail.ru", caps="off", layout="en") == ["mail"]
    assert keys("login", login="8 900 000-00-00", caps="on") == ["phone", "caps"]
    assert keys("login", login="8 900 000-00-00", layout="ru") == ["phone", "layout-ru"]
    assert keys("login", login="привет", layout="ru") == ["word", "practice"]
    assert keys("login", login="iVANOV")[-1] == "caps-guess"
    assert "caps-guess" not in keys("login", login="Ivanov")


def test_nothing_asks_for_a_password() -> None:
    check = load("login")
    assert not any("парол" in field.label.lower() for field in check.fields)
    assert "Свой пароль не вводите" in check.fields[0].hint
