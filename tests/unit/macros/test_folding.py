"""Of many long cases each folds to its heading; what is short, or stands in something else, stays as it is."""

import re

import pytest

from macros.folding import FEW, folded

LONG = "<p>Подробно.</p>\n" * 300
BEFORE = '<h1 id="start">Беда</h1>\n<p>Ответ.</p>\n<h2 id="do">Что делать</h2>\n<ol>\n<li>Шаг.</li>\n</ol>\n'
AFTER = '<h2 id="else">Если не помогло</h2>\n<p>Дальше.</p>'
LINK = '<a class="headerlink" href="#{0}" title="Permanent link">&para;</a>'


def page(*cases: str) -> str:
    heads = [f'<h3 id="{n}">Случай {n}{LINK.format(n)}</h3>\n{case}' for n, case in enumerate(cases)]
    return f"{BEFORE}{''.join(heads)}{AFTER}"


def test_each_of_many_long_cases_folds() -> None:
    html = folded(page(*[LONG] * (FEW + 1)))
    assert re.findall(r"<summary>(.*?)</summary>", html) == [f'<h3 id="{n}">Случай {n}</h3>' for n in range(FEW + 1)]
    assert html.count('<details class="case">') == html.count("</details>") == FEW + 1
    assert html.startswith(BEFORE)
    assert html.endswith(f"</details>\n</div>\n{AFTER}")
    assert html.count(LONG) == FEW + 1


def test_links_to_what_folds_are_said_once() -> None:
    links = (
        '<p>Выберите своё:</p>\n<ul>\n<li><a href="#0">Случай 0</a></li>\n'
        '<li><a href="#{0}">Ещё</a>, <a href="#1">ещё</a></li>\n</ul>\n'
    )
    long, short = page(*[LONG] * 3), page(*["<p>Коротко.</p>\n"] * 3)
    first = '<h3 id="0">'
    assert folded(long.replace(first, links.format(2) + first, 1)) == folded(
        long.replace(first, f"<p>Выберите своё:</p>\n{first}", 1)
    )
    elsewhere = long.replace(first, links.format("else") + first, 1)
    assert links.format("else") in folded(elsewhere)
    assert links.format(2) in folded(short.replace(first, links.format(2) + first, 1))


@pytest.mark.parametrize("cases", [[LONG] * FEW, ["<p>Коротко.</p>\n"] * 9], ids=["few", "short"])
def test_few_or_short_cases_stay(cases: list[str]) -> None:
    assert folded(page(*cases)) == page(*cases)


def test_a_heading_in_a_box_stays() -> None:
    cases = page(LONG, LONG, LONG, '<div class="admonition">\n', f"{LONG}</div>\n")
    assert folded(cases) == cases
