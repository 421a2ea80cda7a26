"""A built page is read as browsers read it, with JavaScript and without, and what stands in corners is seen."""

import pytest

from macros.review.built import Addresses, Built, check

PAGE = '<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'
SITE = Addresses(frozenset({"https://www.gosuslugi.ru/"}), base="/portal/")


def faults(inside: str) -> list[str]:
    return list(check(Built.of(PAGE.format(inside)), SITE))


@pytest.mark.parametrize(
    "inside",
    [
        '<p><a href="guides/">Инструкции</a></p>',
        '<a href="/portal/guides/">Инструкции</a>',
        '<a href="https://www.gosuslugi.ru/" rel="noopener noreferrer">Портал</a>',
        "<noscript><p>Включите JavaScript.</p></noscript>",
        '<svg viewBox="0 0 24 24"><path d="M0 0"/></svg>',
    ],
)
def test_what_a_page_may_have(inside: str) -> None:
    assert faults(inside) == []


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="/guides/">не наш</a>',
        '<a href="//evil.example/">не наш</a>',
        '<a href="java&#x0a;script:run()">не наш</a>',
        '<p onclick="run()">x</p>',
        "<script>run()</script>",
        "<svg><script>run()</script></svg>",
        "<svg><foreignObject><p onclick='run()'>x</p></foreignObject></svg>",
        "<template data-guide><a href='//evil.example/'>x</a></template>",
        "<template data-guide><template data-guide><p onclick='run()'>x</p></template></template>",
        '<noscript><p title="</noscript><img src=x onerror=run()>">x</p></noscript>',  # with JavaScript it is an image
        "<noscript><select></noscript><img src=x onerror=run()>",
        "<noscript><img src=x onerror=run()></noscript>",  # without JavaScript it is there
        '<table><tr><td></table><iframe src="x"></iframe>',
        "<math><mi>x</mi></math>",
        "</body></html><p onclick='run()'>x</p>",
        "<body onload='run()'>",
        '<meta http-equiv="refresh" content="0">',
        "<form method=post></form>",
        '<input type="password">',
    ],
)
def test_what_a_page_may_not_have(inside: str) -> None:
    assert faults(inside)


def test_depth_is_no_way_out() -> None:
    deep = "<template data-guide>" * 5_000 + "<b onclick='run()'>"
    assert faults(deep)
    assert faults("<div>" * 20_000 + "<b onclick='run()'>")
