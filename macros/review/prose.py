"""Words that a reader sees, wherever they are written, with the place in the file where they stand.

Checks of words look at `Prose.words`: there, everything that is not words is blanked out, and every position stays.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyscripts
from macros.content.pages import Page
from macros.content.problem import Problem
from macros.content.yaml_file import Key, YamlFile
from pyscripts import checks

BLANK = "\ufffc"  # neither a space, nor a letter, nor a sign that a rule looks for
_NOT_WORDS = re.compile(
    r"""
    ^(?P<fence>```|~~~).*?^(?P=fence)   # code
    | (?P<ticks>`+)(?:(?!\n\n).)+?(?P=ticks)
    | \{[{%\#].*?[}%\#]\}               # macros
    | \{[^{}\n]+\}                      # identifiers and classes, places for the parameters of a check
    | <!--.*?-->
    | </?[a-z][^>]*>                    # HTML
    | (?<=\])\([^()\n]*\)               # where a link leads
    | https?://[^\s»")]+
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_HAS_INSIDE = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|!!!|\?\?\?)")
_MACRO = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SEEN_KEYS = {"name", "steps", "warning", "note", "says", "value", "question", "hint"}  # of macros/*.yml


def blank(match: re.Match[str]) -> str:
    """As many blanks as the match is long; its lines stay lines."""
    return re.sub(r"[^\n]", BLANK, match[0])


@dataclass(frozen=True)
class Prose:
    """One text.

    Args:
        path: the file, as people know it.
        line: where the text begins; 0 if that is not known.
        text: as it was written, Markdown and macros included.
    """

    path: str
    line: int
    text: str

    @cached_property
    def words(self) -> str:
        """The text with code, macros, HTML and addresses blanked out."""
        return _NOT_WORDS.sub(blank, _without_indented_code(self.text))

    @cached_property
    def literal(self) -> str:
        """The text with nothing but macros blanked out."""
        return _MACRO.sub(blank, self.text)

    def problem(self, position: int, text: str) -> Problem:
        """A problem at a position of the text."""
        return Problem(self.path, self.line and self.line + self.text.count("\n", 0, position), text)


def of_page(page: Page) -> Iterator[Prose]:
    """The text of a page, and what its front matter shows. Aliases are not shown: they are spelt as people type."""
    yield Prose(page.path, page.first_line, page.body)
    for key in ("title", "description"):
        if key in page.head:
            yield Prose(page.path, page.meta.lines.get((key,), 1), str(page.head[key]))


def of_yaml(file: YamlFile, seen: Collection[str] = _SEEN_KEYS) -> Iterator[Prose]:
    """What a data file shows: the texts below some keys."""
    for way, text in _strings(file.data, ()):
        if any(key in seen for key in way[-2:]):
            yield Prose(file.path, file.lines.get(way, 0), text)


def of_check(name: str) -> Iterator[Prose]:
    """The title, the fields and the outcomes of a check. Examples are no words: they are what a reader types."""
    check = pyscripts.load(name)
    source = source_of_check(name)
    texts = [check.title]
    for field in check.fields:
        texts += [field.label, field.hint, *(getattr(field, "options", None) or {}).values()]
    for outcome in check.outcomes.values():
        texts += [outcome.text, outcome.limits, outcome.next]
    for text in filter(None, dict.fromkeys(texts)):
        yield Prose(source.path, _line(text, source.text), text)


def source_of_check(name: str) -> Prose:
    """The module of a check as it is written."""
    path = Path(*checks.__path__) / f"{name}.py"
    return Prose(f"pyscripts/checks/{name}.py", 1, path.read_text())


def _without_indented_code(text: str) -> str:
    """Blank out lines with an indent, unless they belong to a list or a note above."""
    lines = text.split("\n")
    inside = False
    for index, line in enumerate(lines):
        if line and not line.startswith("    "):
            inside = bool(_HAS_INSIDE.match(line)) or (inside and line.startswith(" "))
        elif line and not inside:
            lines[index] = BLANK * len(line)
    return "\n".join(lines)


def _strings(data: Any, way: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(data, str):
        yield way, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _strings(value, (*way, str(key)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*way, index))


def _line(text: str, source: str) -> int:
    """Where a text stands in a module, found by its first words; 0 if it is put together from parts."""
    place = source.find(text.split("{")[0][:40].rstrip() or text)
    return source.count("\n", 0, place) + 1 if place >= 0 else 0
