"""A page with mistakes, as somebody who works on it sees it."""

from macros.content.problem import ContentError, Problem
from macros.render import mistakes


def test_every_mistake_is_shown_with_its_line_and_nothing_is_read_as_html() -> None:
    html = mistakes(
        ContentError([Problem("guides/x.md", 7, "нет факта «<b>»"), Problem("guides/x.md", 2, "нет ключа")]), "Ошибки"
    )
    assert html.index("строка 2: нет ключа") < html.index("строка 7: нет факта")
    assert "<b>" not in html
