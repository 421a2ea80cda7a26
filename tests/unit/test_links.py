import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyscripts.links import is_address, parse


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
