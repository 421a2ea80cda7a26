"""The skeleton of a page: headings, lists, and the parts that every guide has."""

import re
from collections.abc import Iterator

from macros.content.pages import Page
from macros.content.problem import Problem
from macros.review import references
from macros.review.prose import BLANK, Prose

type Numbered = list[tuple[int, str]]  # lines with their numbers
type Found = Iterator[tuple[int, str]]  # the number of a line, and what is wrong with it

WAY_OUT = "Если не помогло"
MOST_ITEMS = 7
INDENT = 4  # of a list in a list: what Python-Markdown wants
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d+[.)])\s+\S")


def check(page: Page) -> Iterator[Problem]:
    """Find what is wrong with the skeleton of a page."""
    lines = Prose(page.path, page.first_line, page.body).words.split("\n")
    numbered = list(enumerate(lines, page.first_line))
    found = [*_headings(numbered), *_lists_in_text(numbered)]
    if page.kind == "guide":
        found += [*_lead(page, numbered), *_long_lists(numbered), *_parts(page, lines)]
    yield from (Problem(page.path, line, text) for line, text in found)


def _headings(lines: Numbered) -> Found:
    above = 1  # the title, from the front matter
    for number, line in lines:
        if not (match := re.match(r"(#{1,6})(\s*)(?=[^\s#])", line)):
            continue
        level = len(match[1])
        if not match[2]:
            yield number, f"заголовок «{match[1]}» без пробела; поставьте после решёток пробел"
        if level == 1:
            yield number, "заголовок первого уровня «#»; он есть в шапке (title), в тексте бывают «##» и глубже"
        elif level > above + 1:
            yield number, f"заголовок «{match[1]}» через уровень; здесь бывает не глубже «{'#' * (above + 1)}»"
        above = max(level, 2)


def _lists_in_text(lines: Numbered) -> Found:
    """Lists that Markdown does not see: glued to a paragraph, not indented enough, numbered with a bracket."""
    block = ""  # its first line
    for number, line in lines:
        item = _ITEM.match(line)
        block = "" if not line.strip() or line.startswith("#") else block or line
        if item and not item["indent"] and not _ITEM.match(block):
            yield number, "список сразу за строкой текста; вставьте между ними пустую строку"
        if item and len(item["indent"]) % INDENT:
            yield number, f"отступ списка {len(item['indent'])}; у списка внутри списка он {INDENT}"
        if item and item["mark"].endswith(")"):
            yield number, f"«{item['mark']}» — ещё не пункт списка; поставьте точку: «{item['mark'][:-1]}.»"


def _lead(page: Page, lines: Numbered) -> Found:
    first = next(((number, line) for number, line in lines if line.strip()), None)
    if not first:
        yield page.first_line, "в инструкции нет текста; начните с ответа для большинства, в двух предложениях"
    elif re.match(r"#|>|!|\||\s|[:?]{3}", first[1]) or _ITEM.match(first[1]) or _is_macro(page, first[0]):
        yield first[0], "инструкция начинается не с абзаца; сначала ответ для большинства, в двух предложениях"


def _is_macro(page: Page, number: int) -> bool:
    """Whether a line is nothing but a call of a macro or HTML: then it is no sentence."""
    line = page.body.split("\n")[number - page.first_line]
    return bool(re.fullmatch(r"\s*(\{\{.*?\}\}|<[^>]*>)\s*", line))


def _long_lists(lines: Numbered) -> Found:
    for number, count in _lists(lines):
        if count > MOST_ITEMS:
            yield number, f"в списке {count} пунктов; бывает не больше {MOST_ITEMS}; разделите его на части"


def _lists(lines: Numbered) -> Iterator[tuple[int, int]]:
    """Where each list begins, and how many items it has."""
    open_: dict[int, tuple[int, int]] = {}  # by indent: first line, count
    for number, line in [*lines, (0, "end")]:
        item = _ITEM.match(line)
        indent = len(item["indent"]) if item else len(line) - len(line.lstrip())
        ends = [at for at in open_ if line.strip() and (at > indent or (not item and at == indent))]
        for at in ends:
            yield open_.pop(at)
        if item:
            first, count = open_.get(indent, (number, 0))
            open_[indent] = (first, count + 1)


def _parts(page: Page, lines: list[str]) -> Found:
    if f"## {WAY_OUT}" not in (re.sub(rf"[ {BLANK}]+$", "", line) for line in lines):
        yield 0, f"нет раздела «## {WAY_OUT}»; напишите, куда обратиться, если шаги не помогли"
    calls_check = re.search(r"\{\{\s*check\(", page.body)
    if not calls_check and not any(path.startswith("checks/") for path in references.leads_to(page)):
        yield 0, 'нет проверки; вставьте {{ check("имя") }} или ссылку на страницу проверки: ../../checks/имя.md'
