"""Links of a page to other pages, as they stand in its text. Anchors are for MkDocs to check: it sees them built."""

import posixpath
import re
from collections.abc import Collection, Iterator

from macros.content.pages import Page
from macros.content.problem import Problem, unknown
from macros.review.prose import BLANK, Prose, blank

_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)[^()]*\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_OTHER = re.compile(
    r"<a\s[^>]*>|^\[[^\]]+\]:.*$|(?:https?://|mailto:|tel:)[\w+][^\s>)»]*", re.MULTILINE | re.IGNORECASE
)
FORM = "бывают только ссылки на файлы сайта: [слова](../login/no-code.md)"
CONTACTS = 'адреса портала и телефоны печатает {{ fact("имя") }}, он сам делает ссылку'
OUTSIDE = "about/"  # the pages for those who make the site may link to other sites


def check(page: Page, paths: Collection[str]) -> Iterator[Problem]:
    """Find links that lead nowhere, or where a page may not lead; `paths` are the pages that there are."""
    prose = Prose(page.path, page.first_line, page.body)
    text = _CODE.sub(blank, prose.literal)
    for link in _LINK.finditer(text):
        if wrong := _wrong(page, link["target"], paths, image=bool(link["image"])):
            yield prose.problem(link.start(), wrong)
        elif not link["text"].strip():
            yield prose.problem(link.start(), f"у ссылки на {link['target']} нет слов; напишите, куда она ведёт")
    for link in _OTHER.finditer(_LINK.sub(blank, text)):
        yield prose.problem(link.start(), f"ссылка {link[0]}; {FORM}")


def leads_to(page: Page) -> Iterator[str]:
    """The paths of the pages to which a page links."""
    for link in _LINK.finditer(page.body):
        yield page.leads_to(link["target"])


def _wrong(source: Page, target: str, paths: Collection[str], image: bool) -> str:
    """What is wrong with the target of a link; empty if nothing is."""
    name = target.partition("#")[0]
    if target.startswith("https://") and source.path.startswith(OUTSIDE):
        return ""
    if re.match(rf"[a-z]+:|/|{BLANK}", target):
        return f"ссылка на {target.replace(BLANK, '') or 'вставку'}; {FORM}; {CONTACTS}"
    if image or (not name and "#" in target):
        return ""
    if not name.endswith(".md"):
        return f"ссылка на {target or 'пустое место'}; {FORM}"
    path = source.leads_to(target)
    return "" if path in paths else unknown("страницы", path, _beside(path, paths))


def _beside(path: str, paths: Collection[str]) -> Collection[str]:
    """The pages of the same folder, if there is one: the names of all would be too many to read."""
    return [other for other in paths if posixpath.dirname(other) == posixpath.dirname(path)] or paths
