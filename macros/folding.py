"""HTML of a guide → the same, where a long row of cases folds to its headings: who reads it is in one of them.

`<details>` opens without JavaScript, for who follows a link to its heading, for who searches the page, and on paper.
"""

import re
from itertools import groupby

FEW = 2  # cases that one reads through rather than chooses from
SHORT = 1_500  # characters of all cases together: two screens of a phone
_SECTIONS = re.compile(r"^(?=<h[123][ >])", re.MULTILINE)
_HEADING = re.compile(r"(<h3 .*?)(?:<a class=\"headerlink\".*?</a>)?(</h3>)(.*)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_HOLDING = ("div", "details", "blockquote", "ul", "ol")  # a heading that stands in one of these stays there


def folded(html: str) -> str:
    """Fold the cases of each section, where they are many and long."""
    parts = _SECTIONS.split(html)
    return "".join(_row(list(group)) if is_case else "".join(group) for is_case, group in groupby(parts, _is_case))


def _is_case(part: str) -> bool:
    return part.startswith("<h3")


def _row(cases: list[str]) -> str:
    text = "".join(cases)
    if len(cases) <= FEW or len(_TAG.sub("", text)) <= SHORT or not all(map(_is_whole, cases)):
        return text
    return f'<div class="cases">\n{"".join(map(_fold, cases))}</div>\n'


def _fold(case: str) -> str:
    return _HEADING.sub(r'<details class="case"><summary>\1\2</summary>\3</details>\n', case)


def _is_whole(part: str) -> bool:
    return all(part.count(f"<{tag}") == part.count(f"</{tag}>") for tag in _HOLDING)
