"""How many brackets and the like a page may have: Markdown reads them again and again, and a few thousand take minutes."""

import re
from collections.abc import Iterator

from macros.content.pages import Page
from macros.content.problem import Problem
from macros.review.prose import Prose

# Several times what the longest page of the site has.
_LONGEST, _LINE, _LINES = 80_000, 3_000, 1_500  # characters, characters, lines
_MOST = {"[": 200, "<": 200, "{": 500, "`": 1_000}  # of a sign on a page
_DEEPEST = 10  # lists in lists and quotes in quotes, begun on one line
_BEGIN = re.compile(r"^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)+", re.MULTILINE)
_MARK = re.compile(r"[-*+>]|\d+[.)]")


def check(page: Page) -> Iterator[Problem]:
    """Find what would take for ever to read; a page that has it is not looked at any further."""
    text, source = page.body, Prose(page.path, page.first_line, page.body)
    if len(text) > _LONGEST or text.count("\n") > _LINES:
        yield Problem(
            page.path, page.first_line, f"страница длиннее {_LONGEST} знаков или {_LINES} строк; разделите её"
        )
        return
    for sign, most in _MOST.items():
        if text.count(sign) > most:
            first = [place for place, char in enumerate(text) if char == sign][most]
            yield source.problem(first, f"знаков «{sign}» на странице больше {most}; разделите её")
    place = 0
    for line in text.splitlines(keepends=True):
        if len(line) > _LINE:
            yield source.problem(place, f"строка длиннее {_LINE} знаков; разбейте её")
        place += len(line)
    for match in _BEGIN.finditer(text):
        if len(_MARK.findall(match[0])) > _DEEPEST:
            yield source.problem(match.start(), f"списков или цитат друг в друге больше {_DEEPEST}; сделайте их мельче")
