"""What our templates and our part of the theme add to pages, held to the list of whole pages before anything is built.

The build holds every page to the same list, and that is the truth. Here the fault is named with the template and its line.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.content.problem import Problem
from macros.review import contacts, harm, html, secrets, text_lines
from macros.review.contacts import Known

FOLDERS = ("macros/templates", "macros/theme")
SKELETONS = "macros/templates/new"  # for people, not for pages
OTHER = ("macros/theme/robots.txt",)
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_READY = re.compile(r"\{\{-?\s*[\d\"'](?:(?! if )[^}])*\}\}")
_RAW = re.compile(r"\|\s*safe\b|\bMarkup\b|\{%-?\s*(?:raw|autoescape)\b")
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
        if name == _BANNER[0] and _BANNER[1] not in text:
            yield Problem(name, 1, f"нет строки {_BANNER[1]}: над каждой страницей сказано, что сайт неофициальный")
        found = dict.fromkeys(_faults(text, known))
        lines = text_lines.beginnings(text, found, lambda part: _faults(part, known))
        yield from (Problem(name, lines.get(fault, 1), fault) for fault in found)


def _faults(text: str, known: Known) -> Iterator[str]:
    """What must not be in a template; what is put in stands as a word without meaning."""
    root = html.tree(_CODE.sub(_blank, text))
    yield from html.of_template(root)
    words = html.words(root, {}).replace(html.HOLE, "\x00")
    for found in (contacts.found(words, known, names=True), secrets.found(words), harm.found(words)):
        yield from (fault for _, fault in found)


def _blank(match: re.Match[str]) -> str:
    """A word for what is put in, nothing for what only decides; the lines stay."""
    return (html.HOLE if match[0].startswith("{{") else "") + "\n" * match[0].count("\n")
