import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts.links import all_in, is_address, is_link, is_mail, parse, plain


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("gosuslugi.ru", "gosuslugi.ru"),
        ("HTTPS://WWW.Gosuslugi.RU/Help?a=b#c", "www.gosuslugi.ru"),
        ("//gosuslugi.ru/x", "gosuslugi.ru"),
        ("https:gosuslugi.ru", "gosuslugi.ru"),
        ("https:///gosuslugi.ru", "gosuslugi.ru"),
        ("gosuslugi.ru.", "gosuslugi.ru"),
        ("gosuslugi.ru?@site.example", "gosuslugi.ru"),
        ("gosuslugi.ru#@site.example", "gosuslugi.ru"),
        ("https://a@b@site.example:80/", "site.example"),
        ("https://xn--a.example/", "xn--a.example"),  # no such code
        ("ｇosuslugi。ru", "gosuslugi.ru"),
        ("http://[::1]:80/", "[::1]"),
        ("https://xn--c1aapkosapc.xn--p1ai", "госуслуги.рф"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_host_is_the_one_a_browser_would_open(text: str, host: str) -> None:
    assert parse(text).host == host


@given(st.text())
def test_any_text_comes_apart(text: str) -> None:
    is_address(parse(text).host)
    assert parse("https://site.example/" + text).host == "site.example"


@given(st.from_regex(r"xn--[a-z0-9-]{0,70}", fullmatch=True))
def test_any_punycode_comes_apart(label: str) -> None:
    assert parse(f"https://{label}.example").host.endswith(".example")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Вход: gosuslugi-vhod.ru.", ["gosuslugi-vhod.ru"]),
        ("Ссылка:https://site.example/a,b", ["https://site.example/a,b"]),
        ("смотри(https://site.example/a)", ["https://site.example/a"]),
        ("https://site.example/?to=https://gosuslugi.ru", ["https://site.example/?to=https://gosuslugi.ru"]),
        ("site.example/?to=https://gosuslugi.ru", ["site.example/?to=https://gosuslugi.ru"]),
        ("gosuslugi.ru,esia.gosuslugi.ru;мвд.рф", ["gosuslugi.ru", "esia.gosuslugi.ru", "мвд.рф"]),
        ("на сайте gosuslugi.ru.Срочно", ["gosuslugi.ru"]),
        ("hxxp://site[.]example", ["http://site.example"]),
        ("1.2.3.4:8080/login и 1.2.3.4/login", ["1.2.3.4:8080/login", "1.2.3.4/login"]),
        ("сервер 1.2.3.4, сеть 10.0.0.0/8, версия 156.0.8078.79", []),
        ("гоsuslugi.соm", ["гоsuslugi.соm"]),
        ("foto.zip, отчёт.md, run.py", []),
        ("site.zip/login", ["site.zip/login"]),
    ],
)
def test_the_links_of_a_text(text: str, links: list[str]) -> None:
    assert list(all_in(plain(text))) == links


@given(st.text())
def test_any_text_has_its_links_found(text: str) -> None:
    for link in all_in(plain(text)):
        assert is_link(link) or is_mail(link)


@pytest.mark.parametrize(
    "unit", ["a.", "А.", "a.ru,", "https://", "://", "a:", "а:https://a", "@a.", "1.2.3.4/", "(.)", "a" * 63 + "."]
)
def test_a_long_text_takes_linear_time(unit: str) -> None:
    list(all_in(plain(unit * (20_000 // len(unit)))))
