"""HTML of a guide → the same with a long row of `<h3>` sections in `<details>`: a reader is in one of these cases, not in all.

`<details>` opens without JavaScript: when a link leads to its heading, when the page is searched, and in print.
The headings then stand one below another, so a list of links to them right before would only say them twice.
"""

import re
from itertools import groupby

FEW = 2  # cases that one reads through rather than chooses from
SHORT = 1_500  # characters of all cases together: two screens of a phone
_SECTIONS = re.compile(r"^(?=<h[123][ >])", re.MULTILINE)
_HEADING = re.compile(r"(<h3 .*?)(?:<a class=\"headerlink\".*?</a>)?(</h3>)(.*)", re.DOTALL)
_LIST = re.compile(r"<ul>\n(?:<li><a href=\"#.*</li>\n)+</ul>\n\Z")
_LINK = re.compile(r'href="([^"]*)"')
_ID = re.compile(r'<h3 id="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_HOLDING = ("div", "details", "blockquote", "ul", "ol")  # a heading that stands in one of these stays there


def folded(html: str) -> str:
    """Fold the cases of each section, where they are many and long."""
    done = ""
    for is_case, group in groupby(_SECTIONS.split(html), _is_case):
        cases = list(group)
        folds = is_case and _folds(cases)
        done = (_without_list(done, cases) if folds else done) + (_row(cases) if folds else "".join(cases))
    return done


def _is_case(part: str) -> bool:
    return part.startswith("<h3")


def _folds(cases: list[str]) -> bool:
    return len(cases) > FEW and len(_TAG.sub("", "".join(cases))) > SHORT and all(map(_is_whole, cases))


def _without_list(before: str, cases: list[str]) -> str:
    """What stands before a row, without the links at its end if each leads to a case of that row."""
    headings = {f"#{name}" for case in cases for name in _ID.findall(case)}
    links = _LIST.search(before)
    return before[: links.start()] if links and headings.issuperset(_LINK.findall(links[0])) else before


def _row(cases: list[str]) -> str:
    return f'<div class="cases">\n{"".join(map(_fold, cases))}</div>\n'


def _fold(case: str) -> str:
    return _HEADING.sub(r'<details class="case"><summary>\1\2</summary>\3</details>\n', case)


def _is_whole(part: str) -> bool:
    return all(part.count(f"<{tag}") == part.count(f"</{tag}>") for tag in _HOLDING)
