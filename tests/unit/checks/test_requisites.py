"""The check of requisites: each by itself, all against each other, and the text of a payment code."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyscripts
from pyscripts import payment_qr
from pyscripts.data import table
from pyscripts.payment_qr import KEYS

BANK = {"bik": "044525225", "account": "40702810200000000001", "corr_account": "30101810400000000225"}
TREASURY = {"bik": "004525988", "account": "03100643000000017300", "corr_account": "40102810545370000003"}
CODE = (
    "ST00012|Name=УФК по г. Москве (ГУ МВД России)|PersonalAcc=03100643000000017300|BankName=ГУ БАНКА РОССИИ ПО ЦФО|"
    "BIC=004525988|CorrespAcc=40102810545370000003|PayeeINN=7707089101|KPP=770731005|CBC=18811601121010001140|"
    "OKTMO=45382000|UIN=18810577250455141636|Sum=75000"
)


def run(**raw: str) -> dict[str, Any]:
    return pyscripts.run("requisites", raw)


def found(**raw: str) -> dict[str, dict[str, Any]]:
    return {finding["key"]: finding for finding in run(**raw)["findings"]}


def problems(**raw: str) -> list[tuple[str, str]]:
    """Key and field of everything that is not fine."""
    return [(finding["key"], finding["field"]) for finding in run(**raw)["findings"] if finding["level"] != "ok"]


def changed(number: str) -> list[str]:
    return [number[:place] + digit + number[place + 1 :] for place in range(len(number)) for digit in "0123456789"]


# True requisites that banks and offices publish: payees' accounts of organisations only.
@pytest.mark.parametrize(
    "row",
    [
        "40602810700000000025 049805746",
        "40702810452090004826 046015602 30101810600000000602",
        "40702810810000117040 044525974 30101810145250000974",
        "40702810200000154168 044525823 30101810200000000823",
        "03100643000000018500 017003983 40102810445370000059",
        "03212643000000017200 014030106 40102810945370000005",
        "03214643000000013300 012406500 40102810645370000025",
        "03234643227010003204 012202102 40102810745370000024",
        "03224643520000005201 015209001 0",
        "03100643000000015100 015004950 40102810445370000043",
        "40501810700002000001 043207001",
        "0 044525104 30101810745374525104",
        "0 042202115 40102810845370000115",
    ],
)
def test_true_requisites_are_fine(row: str) -> None:
    account, bik, *corr = row.split()
    raw = {"bik": bik, "corr_account": corr[0] if corr else ""} | ({"account": account} if account != "0" else {})
    assert problems(**raw) == []


# The offices of the treasury with their own accounts, as they publish them since 2021.
OFFICES = """
    010173001 40102810045370000009
    011012100 40102810245370000015
    011117401 40102810045370000016
    011203901 40102810445370000017
    011403102 40102810745370000018
    011501101 40102810245370000019
    011708377 40102810945370000020
    011806101 40102810445370000021
    011909101 40102810445370000022
    012007084 40102810945370000023
    012202102 40102810745370000024
    012406500 40102810645370000025
    012520101 40102810145370000026
    012618001 40102810345370000027
    012748051 40102810545370000028
    012809106 40102810545370000029
    012908002 40102810045370000030
    013002402 40102810945370000031
    013207212 40102810745370000032
    013304182 40102810345370000033
    013469126 40102810945370000034
    013510002 40102810645370000035
    013601205 40102810545370000036
    013735150 40102810345370000037
    013807906 40102810545370000038
    014030106 40102810945370000005
    014106101 40102810745370000006
    014206212 40102810945370000039
    014442501 40102810945370000040
    004525987 40102810845370000004
    014705901 40102810745370000041
    014959900 40102810145370000042
    015004950 40102810445370000043
    015209001 40102810245370000044
    015354008 40102810545370000045
    015402901 40102810545370000046
    015655003 40102810045370000047
    015773997 40102810145370000048
    015805002 40102810145370000049
    016015102 40102810845370000050
    016126031 40102810345370000051
    016311121 40102810845370000052
    016401800 40102810845370000053
    016577551 40102810645370000054
    016614901 40102810445370000055
    016711001 40102810045370000056
    016850200 40102810645370000057
    016902004 40102810245370000058
    017003983 40102810445370000059
    017102101 40102810945370000060
    017308101 40102810645370000061
    017501500 40102810645370000062
    017601329 40102810945370000063
    017719101 40102810745370000064
    017888102 40102810245370000065
    017908101 40102810145370000066
    018073401 40102810045370000067
    018142016 40102810545370000068
    018209001 40102810945370000069
    018327106 40102810145370000070
    018405033 40102810045370000071
    018580010 40102810245370000072
    018602104 40102810945370000073
    018702501 40102810245370000074
    018860003 40102810545370000075
    018952501 40102810345370000076
    019033100 40102810945370000077
    019133001 40102810245370000078
    019205400 40102810445370000079
    019304100 40102810945370000080
    019401100 40102810545370000081
    019514901 40102810845370000082
    019690001 40102810945370000083
    019706900 40102810945370000084
    019805001 40102810345370000085
    007182108 40102810145370000008
    007162163 40102810245370000007
    010407105 40102810245370000011
    010507002 40102810545370000012
    010702101 40102810345370000013
    010813050 40102810845370000014
    010349101 40102810945370000010
    004525988 40102810545370000003
    024501901 40102810045370000002
"""


@pytest.mark.parametrize("office", OFFICES.split("\n")[1:-1])
def test_every_office_of_the_treasury_is_fine(office: str) -> None:
    bik, own = office.split()
    assert problems(bik=bik, account="03100643000000017300", corr_account=own) == []
    assert run(bik=bik)["level"] == "ok"
    assert problems(bik=bik, account="40601810000000000001", corr_account=own) == [], "no rule of banks holds there"


@pytest.mark.parametrize(
    ("bik", "account"),
    [
        ("245010945", "40503810845250001010"),
        ("278000760", "40503810545250000094"),
        ("200000154", "40301810245372157001"),
        ("245001291", "30107810200000000038"),
        ("100070012", ""),
    ],
)
def test_a_code_of_who_is_no_bank_of_russia_is_rare_and_not_wrong(bik: str, account: str) -> None:
    """The directory of 2026-08-21: a central bank, a bank abroad, corporations of the state, an electoral commission."""
    assert problems(bik=bik, account=account) == [("bik-rare", "bik")]
    assert run(bik=bik, account=account)["level"] == "unsure"
    assert "не платите" not in str(run(bik=bik, account=account)["findings"])


@pytest.mark.parametrize("zeros", ["0", "00000000000000000000", "000"])
def test_a_bank_account_of_zeros_is_none(zeros: str) -> None:
    assert problems(bik="015209001", account="03224643520000005201", corr_account=zeros) == []
    code = CODE.replace("CorrespAcc=40102810545370000003", f"CorrespAcc={zeros}")
    assert problems(qr=code) == []


@pytest.mark.parametrize(
    "tail", ["|KBK=", "|Colour=", "|UIN=", "|PayeeINN=-", "|LastName=|FirstName=|MiddleName=", "|KPP=—", "||"]
)
def test_an_empty_key_of_a_code_is_absent(tail: str) -> None:
    code = "ST00012|Name=УФК по г. Москве|PersonalAcc=03100643000000017300|BankName=ГУ БАНКА РОССИИ|BIC=004525988|CorrespAcc="
    assert problems(qr=code + tail) == []


@pytest.mark.parametrize(
    "number", ["12345678901234567890123456", "0" * 25 + "1", "80АВ123456-01-8091", "70AA123456-01"]
)
def test_a_number_of_a_housing_bill_is_no_wrong_uin(number: str) -> None:
    code = CODE.replace("UIN=18810577250455141636", f"UIN={number}")
    assert problems(qr=code) == [("uin-other", "qr")]
    assert run(qr=code)["level"] == "unsure"


@pytest.mark.parametrize("text", ["ST0001", "ST00012", " st00012| ", "ST00011||"])
def test_a_code_with_nothing_after_its_head(text: str) -> None:
    assert problems(qr=text) == [("qr-empty", "qr")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("around", ["{}", "https://qr.example/?data={}"])
def test_a_code_written_as_an_address_is_read(encoding: str, around: str) -> None:
    code = "ST00012|Name=Дом на Мира|PersonalAcc=40702810400000000225|BIC=044525225"
    read = payment_qr.parse(around.format(quote(code, safe="", encoding=encoding)))
    assert read == payment_qr.parse(code)


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_code_written_as_an_address_may_be_cut_anywhere(cut: int) -> None:
    read = payment_qr.parse(quote("ST00012|BIC=044525225|Name=Дом", safe="")[:-cut])
    assert read
    assert read.values["BIC"] == "044525225"
    assert "\ufffd" not in read.values.get("Name", "")


def test_a_key_in_russian_letters_is_told_as_such() -> None:
    (told,) = (row for row in run(qr="ST00012|Name=А|КПП=770701001")["findings"] if row["key"] == "qr-key-instead")
    assert "русскими буквами" in told["text"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac_cyrillic"])
def test_a_name_is_never_shown_broken(encoding: str) -> None:
    name = "Администрация городского округа Мытищи Московской области"
    for as_ in ("cp1251", "koi8-r", "cp866", "mac_cyrillic"):
        once = name.encode(encoding).decode(as_, "replace")
        for broken in (once, once.encode("utf-8").decode("cp1251", "replace"), once[:9] + "\ufffd" + once[10:]):
            said = run(name=broken)["findings"][0]
            assert name in said["text"] or said["key"] == "name-lost" or broken == name, (encoding, as_, said)
            read = found(qr=CODE.replace("УФК по г. Москве (ГУ МВД России)", broken))["qr-read"]["text"]
            assert name in read or "не прочитать" in read, (encoding, as_, read)


def test_a_broken_name_in_a_sound_code_is_mended_alone() -> None:
    broken = "Администрация города Мытищи".encode().decode("cp1251", "replace").encode().decode("cp866")
    result = found(qr=CODE.replace("УФК по г. Москве (ГУ МВД России)", broken))
    assert "Администрация города Мытищи" in result["qr-read"]["text"]


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("inn", "7707083893"),
        ("inn", "500100732259"),
        ("kpp", "770701001"),
        ("kbk", "18210102010011000110"),
        ("kbk", "00000000000000000130"),
        ("oktmo", "45379000"),
        ("oktmo", "45382000001"),
        ("uin", "18810577250455141636"),
        ("uin", "1065797543231948757491189"),
        ("uin", "99965168495183944750"),
        ("bik", "004525988"),
        ("name", "Общество с ограниченной ответственностью «Ромашка»"),
        ("kpp", "0"),
        ("uin", "0"),
    ],
)
def test_a_true_requisite_alone_is_fine(field: str, number: str) -> None:
    assert run(**{field: number})["level"] == "ok"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("bik", "БИК 044525225"),
        ("bik", "БИК банка: 044525225"),
        ("inn", "ИНН получателя — 7707083893"),
        ("account", "р/с № 4070 2810 2000 0000 0001"),
        ("oktmo", "Код ОКТМО:45382000"),
    ],
)
def test_a_number_may_be_copied_with_its_name(field: str, text: str) -> None:
    assert run(**{field: text}) == run(**{field: re.sub(r"^\D+", "", text)})


def test_a_letter_instead_of_a_digit_is_no_name() -> None:
    assert run(account="О0702810952090030727")["errors"]


@pytest.mark.parametrize(
    ("field", "number", "key"),
    [
        ("inn", "7707083894", "misprint-swap"),
        ("inn", "123456789037", "misprint-likely"),
        ("inn", "0000000000", "zeros"),
        ("uin", "34788783848372616755", "misprint"),
        ("uin", "18810177240010001111", "misprint-swap"),
        ("uin", "1065797543231948757491", "length"),
        ("bik", "04452522", "length"),
        ("bik", "44525225", "lost-zero"),
        ("bik", "588453854", "bik-start"),
        ("bik", "344525225", "bik-start"),
        ("bik", "123456789", "bik-rare"),
        ("bik", "245001228", "bik-rare"),
        ("bik", "044525049", "bik-ending"),
        ("kpp", "77070100", "length"),
        ("kpp", "7707АВ001", "kpp-letters"),
        ("kbk", "1821010201001100011", "length"),
        ("oktmo", "453790", "length"),
    ],
)
def test_a_false_requisite_alone_is_found(field: str, number: str, key: str) -> None:
    keys = {name for name, _ in problems(**{field: number})}
    assert keys == {key} or (key.startswith("misprint") and all(name.startswith("misprint") for name in keys))


@pytest.mark.parametrize("field", ["account", "corr_account"])
def test_every_changed_digit_of_an_account_is_told(field: str) -> None:
    for number in changed(BANK[field]):
        if number != BANK[field]:
            assert problems(**BANK | {field: number}), number


def test_every_changed_digit_of_a_bik_that_the_key_sees_is_told() -> None:
    for number in changed(BANK["bik"]):
        if number[4:] != BANK["bik"][4:]:
            assert problems(**BANK | {"bik": number}), number


def test_a_mistake_in_the_account_is_not_blamed_on_the_bik() -> None:
    for number in changed(BANK["account"])[80:]:  # the first digits also say which bank the key is for
        if number != BANK["account"]:
            ((key, field),) = problems(**BANK | {"account": number})
            assert field == "account"
            assert key.startswith("misprint")


def test_a_mistake_in_the_end_of_the_bik_is_found_in_the_bik() -> None:
    result = found(**BANK | {"bik": "044525226"})["misprint-likely"]
    assert result["field"] == "bik"
    assert "9-я цифра — 5, а не 6" in result["text"]


def test_where_two_places_are_possible_both_are_named() -> None:
    result = found(**BANK | {"corr_account": "30101810500000000225"})["misfit-likely"]
    assert "корреспондентский счёт, 9-я цифра — 4, а не 5" in result["text"]
    assert "БИК, 5-я цифра" in result["text"]


def test_what_was_meant_is_always_among_the_guesses() -> None:
    for field, place in [("corr_account", 8), ("corr_account", 12), ("bik", 6), ("bik", 7), ("bik", 8)]:
        true = BANK[field]
        for number in changed(true)[place * 10 : place * 10 + 10]:
            if number != true:
                told = " ".join(finding["text"] for finding in found(**BANK | {field: number}).values())
                assert f"{place + 1}-я цифра — {true[place]}, а не {number[place]}" in told


def test_with_one_account_the_blame_stays_open() -> None:
    result = found(bik="044525974", account=BANK["account"])["key-misfit"]
    assert result["text"].startswith("Счёт получателя и БИК не подходят")


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({"account": "40101810045250010041", "bik": "044525000"}, "closed-account"),
        ({"account": "40817810700000000001", "bik": "044525225"}, "private-account"),
        ({"account": "40817810700000000001", "name": "УФК по г. Москве"}, "not-treasury"),
        ({"account": "40702810200000000001", "name": "Федеральное казначейство"}, "not-treasury"),
        ({"account": "40802810200000000001", "inn": "7707083893"}, "inn-account"),
        ({"account": "40702810200000000001", "inn": "500100732259"}, "inn-account"),
        ({"inn": "500100732259", "kpp": "770701001"}, "kpp-extra"),
        ({"account": "03100643000000017300", "corr_account": "30101810400000000225"}, "treasury-bank"),
        ({"account": "03100643000000017300", "bik": "044525225"}, "treasury-bank"),
        ({"account": "03100634000000017300"}, "treasury-form"),
        ({"account": "40102810545370000003", "corr_account": "03100643000000017300"}, "swapped"),
    ],
)
def test_requisites_against_each_other(raw: dict[str, str], key: str) -> None:
    assert key in found(**raw)


@pytest.mark.parametrize("name", ["ООО «Казначейство-Консалт»", "ИП Уфкин", "Суфк", "ООО Ромашка"])
def test_a_name_that_only_sounds_like_the_treasury(name: str) -> None:
    assert "not-treasury" not in found(account="40702810200000000001", name=name)


def test_a_payment_code_fills_the_fields() -> None:
    result = found(qr=CODE)
    assert run(qr=CODE)["level"] == "ok"
    assert "УФК по г. Москве" in result["qr-read"]["text"]
    assert result["qr-sum"]["text"].endswith("750 руб. 00 коп.")
    assert result["valid"]["text"].startswith("ИНН, УИН, корреспондентский счёт:")
    assert result["form"]["text"].startswith("БИК, КПП, КБК, ОКТМО:")


@pytest.mark.parametrize(
    ("kopecks", "words"),
    [("75000", "750 руб. 00 коп."), ("5", "0 руб. 05 коп."), ("123456789", "1\u00a0234\u00a0567 руб. 89 коп.")],
)
def test_kopecks(kopecks: str, words: str) -> None:
    assert words in found(qr=f"ST00012|Name=А|Sum={kopecks}")["qr-sum"]["text"]


@pytest.mark.parametrize("sum_", ["750.00", "750,00", "750 руб", "-5", "٧٥٠", "1e3", "9" * 5000])
def test_a_sum_that_is_no_kopecks(sum_: str) -> None:
    assert "qr-sum-form" in found(qr=f"ST00012|Name=А|Sum={sum_}")


def test_a_mistake_in_a_payment_code_is_shown_there() -> None:
    assert problems(qr=CODE.replace("18810577250455141636", "18810577250455141637"))[0][1] == "qr"
    assert ("letters", "qr") in problems(qr=CODE.replace("BIC=004525988", "BIC=ОО4525988"))


def test_what_is_typed_goes_before_the_code() -> None:
    same = run(qr=CODE, uin="18810 57725 04551 41636", kpp="770731005")
    assert same["level"] == "ok"
    assert problems(qr=CODE, bik="004525989") == [("qr-differs", "bik")]


@pytest.mark.parametrize(("digit", "encoding"), [("1", "cp1251"), ("2", "utf-8"), ("3", "koi8-r")])
def test_a_code_in_a_wrong_encoding_is_said_kindly(digit: str, encoding: str) -> None:
    data = CODE.replace("ST00012", f"ST0001{digit}").encode(encoding)
    result = found(qr="".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in data))
    assert result["misread"]["level"] == "unsure"
    assert "УФК по г. Москве" in result["misread"]["text"]
    assert "valid" in result


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://qr.nspk.ru/AS10000000000000000000000000000X?type=01", "qr-sbp"),
        ("HTTPS://QR.NSPK.RU/AS1", "qr-sbp"),
        ("https://qr.nspk.ru.example.com/AS1", "qr-link"),
        ("http://qr.nspk.ru/AS1", "qr-link"),
        ("www.gosuslugi.ru", "qr-link"),
        ("t=20261122T1200&s=1500.00&fn=1&i=1&fp=1&n=1", "qr-receipt"),
        ("привет", "qr-other"),
        ("8 800 100-70-10", "qr-other"),
    ],
)
def test_text_that_is_no_payment_code(text: str, key: str) -> None:
    assert [name for name, _ in problems(qr=text)] == [key]


@pytest.mark.parametrize(
    ("day", "today", "past"),
    [
        ("21.11.2026", "2026-11-22", True),
        ("22.11.2026", "2026-11-22", False),
        ("21.11.2026", "", False),
        ("11.2026", "2026-11-22", False),
        ("99.99.9999", "2026-11-22", False),
    ],
)
def test_a_day_in_a_code(day: str, today: str, past: bool) -> None:
    assert ("qr-date" in found(qr=f"{CODE}|PaymTerm={day}", today=today)) is past


def test_many_odd_lines_stay_a_few_words() -> None:
    result = run(qr="ST00012|" + "|".join(f"k{place}=1|loose{place}" for place in range(400)))
    assert len(result["findings"]) < 10
    assert all(len(finding["text"]) < 400 for finding in result["findings"])


def test_nothing_given_is_an_error_that_says_what_to_do() -> None:
    assert run()["errors"] == {"bik": "Заполните хотя бы одно поле: например, счёт и БИК. Или вставьте текст QR-кода."}


def test_the_report_has_nothing_that_was_typed() -> None:
    assert run(**BANK, qr=CODE, name="ООО Ромашка")["report"]["given"] == {}


pieces = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789٣", max_size=25),
    st.sampled_from([*BANK.values(), *TREASURY.values(), "0", "00000000000000000000", "4081781070000000000²"]),
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(KEYS)), pieces), st.text(max_size=9))
def test_any_payment_code_has_an_answer(values: dict[str, str], tail: str) -> None:
    text = "ST00012|" + "|".join(f"{key}={value}" for key, value in values.items()) + tail
    result = run(qr=text, today="2026-11-22")
    assert result["findings"]
    assert all("{" not in finding["next"] + finding["limits"] for finding in result["findings"])


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys([*BANK, "inn", "kpp", "kbk", "oktmo", "uin", "name", "qr"], pieces)))
def test_any_requisites_have_an_answer(raw: dict[str, str]) -> None:
    result = run(**raw)
    assert bool(result["findings"]) != bool(result["errors"])


def test_a_long_code_is_refused_and_a_full_one_answered() -> None:
    assert "qr" in run(qr="ST00012|" + "Р" * 100_000)["errors"]
    assert run(qr="ST00012|" + "|Name=РћРћ" * 700)["findings"]


def test_the_tables_have_their_sources() -> None:
    assert table("accounts")["source"]
    assert all(start.isdigit() for group in table("accounts")["group"] for start in group["starts"])
