"""What our templates and our part of the theme add to pages, held to the list of whole pages before anything is built.

The build holds every page to the same list, and that is the truth. Here the fault is named with the template and its line.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from macros.content.problem import Problem
from macros.review import html, text_lines
from macros.review.words import contacts, harm, secrets
from macros.review.words.contacts import Known

FOLDERS = ("macros/templates", "macros/theme")
SKELETONS = "macros/templates/new"  # for people, not for pages
OTHER = ("macros/theme/robots.txt",)
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_READY = re.compile(r"\{\{-?\s*[\d\"'](?:(?! if )[^}])*\}\}")
_RAW = re.compile(r"\|\s*safe\b|\bMarkup\b|\{%-?\s*(?:raw|autoescape)\b")
# What may stand inside of {{ }} and {% %}: names of files and of kinds. Words and numbers come from data, or stand plainly.
_NAME = re.compile(r"[a-zA-Z./_-]*", re.ASCII)
_WORDS = frozenset([" ", ", ", ": ", "%2F", 'id="neighbours"', "Помогло", "Не помогло"])
_PAGE = re.compile(r"\b(?:about|checks|guides)/[a-z-]+\.md\b")
_NUMBERS = (0, 1)
_FEW = 1  # numbers among the words of one template
_SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Pow, nodes.Neg)
_FILTERS = frozenset(
    """
    as_of day default dictsort first forceescape join length list lower map replace script_tag selectattr sum tojson upper url
    urlencode
    """.split()  # noqa: SIM905  # a list of words
)
_BANNER = ("macros/theme/main.html", "{% block announce %}{{ config.extra.announce }}")
_ROBOTS = "User-agent: *\nAllow: /\nSitemap: {{ config.site_url }}sitemap.xml\n"


def check(root: Path, known: Known) -> Iterator[Problem]:
    """Find what a template of a site may not have."""
    for path in (path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file()):
        name = path.relative_to(root).as_posix()
        if name.startswith(SKELETONS):
            continue
        if path.suffix != ".html" and name not in OTHER:
            yield Problem(name, 1, f"такого файла здесь быть не может; бывают .html и {', '.join(OTHER)}")
            continue
        text = path.read_text(errors="replace")
        if name in OTHER:
            if text != _ROBOTS:
                yield Problem(name, 1, f"robots.txt бывает только таким: {_ROBOTS!r}")
            continue
        for match in _RAW.finditer(text):
            yield Problem(
                name,
                text_lines.at(text, match.start()),
                f"«{match[0]}»: слова людей печатают только экранированными",
            )
        for match in _CODE.finditer(text):
            if "__" in match[0] and not match[0].startswith("{#"):
                yield Problem(
                    name,
                    text_lines.at(text, match.start()),
                    f"«{match[0][:60]}»: шаблон печатает слова, а не сам Python",
                )
        for match in _READY.finditer(text):
            if not re.search(r"\|\s*url\b", match[0]):
                yield Problem(name, text_lines.at(text, match.start()), f"«{match[0]}»: готовые слова пишут без скобок")
        yield from (Problem(name, line, fault) for line, fault in _of_code(text, known))
        if name == _BANNER[0] and _BANNER[1] not in text:
            yield Problem(name, 1, f"нет строки {_BANNER[1]}: над каждой страницей сказано, что сайт неофициальный")
        found = dict.fromkeys(_faults(text, known))
        lines = text_lines.beginnings(text, found, lambda part: _faults(part, known))
        yield from (Problem(name, lines.get(fault, 1), fault) for fault in found)


def _of_code(text: str, known: Known) -> Iterator[tuple[int, str]]:
    """What is said inside of {{ }} and {% %}, where words would come together that stand apart."""
    try:
        code = jinja2.Environment(extensions=["jinja2.ext.do"]).parse(text)
    except jinja2.TemplateSyntaxError as error:
        yield error.lineno, f"это не шаблон: {error.message}"
        return
    said: list[str] = []
    with_code = contacts.with_named(known, known.trust.code)
    for node in code.find_all((nodes.Const, nodes.Filter, nodes.Concat, *_SUMS)):
        if isinstance(node, _SUMS):
            yield node.lineno, "счёт внутри скобок; числа приходят из файлов с данными"
        elif isinstance(node, nodes.Filter):
            if node.name not in _FILTERS:
                yield node.lineno, f"фильтр {node.name}; бывают: {', '.join(sorted(_FILTERS))}"
        elif isinstance(node, nodes.Concat):
            said.append("".join(str(part.value) for part in node.find_all(nodes.Const)))
        elif not isinstance(node, nodes.Const):
            continue
        elif isinstance(node.value, str):
            said.append(node.value)
            if not _NAME.fullmatch(node.value) and node.value not in _WORDS:
                yield node.lineno, f"«{node.value}» внутри скобок; слова и числа пишут без них или в файле с данными"
        elif node.value not in (*_NUMBERS, True, False, None):
            yield node.lineno, f"«{node.value}» внутри скобок; слова и числа пишут без них или в файле с данными"
    for words in (*said, " ".join(said)):
        yield from ((1, fault) for _, fault in contacts.found(_PAGE.sub("", words), with_code))


def _faults(text: str, known: Known) -> Iterator[str]:
    """What must not be in a template; what is put in stands as a word without meaning."""
    root = html.tree(_CODE.sub(_blank, text))
    yield from html.of_template(root)
    words = html.words(root, {}).replace(html.HOLE, "\x00")
    if len(numbers := re.findall(r"(?<![#\w])\d+", words)) > _FEW:
        yield f"«{' '.join(numbers)}» в шаблоне; числа приходят из файлов с данными"
    for found in (contacts.found(words, known, names=True), secrets.found(words), harm.found(words)):
        yield from (fault for _, fault in found)
    for label in _labels(root):
        yield from (fault for _, fault in secrets.labels(label.replace(html.HOLE, "")))


def _labels(root: Any) -> Iterator[str]:
    """What stands beside fields or in them."""
    yield from (html.words(node, {}) for name in ("label", "legend", "option") for node in html.named(root, name))
    for element in html.elements(root):
        yield from (
            element.attributes[key] for key in ("placeholder", "aria-label", "title") if key in element.attributes
        )


def _blank(match: re.Match[str]) -> str:
    """A word for what is put in, nothing for what only decides; the lines stay."""
    return (html.HOLE if match[0].startswith("{{") else "") + "\n" * match[0].count("\n")
