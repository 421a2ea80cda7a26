"""Words that a reader sees, wherever they are written, with the place in the file where they stand.

Checks of words look at `Prose.words`: there, everything that is not words is blanked out, and every position stays.
"""

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pyscripts
from macros.content.nested import leaves
from macros.content.pages import Page
from macros.content.problem import Problem
from macros.content.yaml_file import Key, YamlFile
from pyscripts import Check, checks, data
from pyscripts.form import Field

BLANK = "\ufffc"  # neither a space, nor a letter, nor a sign that a rule looks for
_NOT_WORDS = re.compile(
    r"""
    ^(?P<fence>```|~~~).*?^(?P=fence)   # code
    | (?P<ticks>`+)(?:(?!\n\n).)+?(?P=ticks)
    | ^[ ]*(?:!!!|\?\?\?\+?)[ ][\w -]*"   # the kind of a note, and the quote before its title
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
_RUSSIAN, _SEVERAL = re.compile(r"[а-яё]{3,}", re.IGNORECASE), 3  # words
_NOT_TYPED = ("hidden", "choice", "choices")  # widgets of fields
_BEGIN = 40  # characters by which a text is found in a file
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


def of_head(page: Page) -> Iterator[Prose]:
    """Every text of the front matter, aliases too."""
    for way, text in strings(page.head):
        yield Prose(page.path, page.meta.line(way), text)


def of_yaml(file: YamlFile, seen: Collection[str] = _SEEN_KEYS) -> Iterator[Prose]:
    """What a data file shows: the texts below some keys."""
    for way, text in strings(file.data):
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
    yield from (_placed(text, source) for text in filter(None, dict.fromkeys(texts)))


def literals_of_check(name: str) -> Iterator[Prose]:
    """Texts of several Russian words in a module: an outcome can be put together from anything that stands there."""
    source = source_of_check(name)
    tree = ast.parse(source.text)
    told = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if node not in told and len(_RUSSIAN.findall(text)) >= _SEVERAL:
                yield Prose(source.path, node.lineno, text)


def labels_of_check(name: str) -> Iterator[Prose]:
    """What stands beside and in the fields into which a reader types."""
    check = pyscripts.load(name)
    source = source_of_check(name)
    yield from (_placed(text, source) for field in _typed(check) for text in (field.label, field.example) if text)


def hints_of_check(name: str) -> Iterator[Prose]:
    """What is said below the labels of the fields into which a reader types."""
    check = pyscripts.load(name)
    source = source_of_check(name)
    yield from (_placed(field.hint, source) for field in _typed(check) if field.hint)


def _typed(check: Check) -> list[Field[Any]]:
    """The fields into which a reader types."""
    return [field for field in check.fields if field.widget not in _NOT_TYPED]


def forget() -> None:
    """The tables may have changed since they were read."""
    _tables.cache_clear()


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


def strings(data: Any) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Every text in some data, with its way from the root."""
    return ((way, value) for way, value in leaves(data) if isinstance(value, str))


def _placed(text: str, source: Prose) -> Prose:
    """A text of a check with its place: in the module, else in the table from which it was put together."""
    if line := _line(text, source.text):
        return Prose(source.path, line, text)
    begin = text.split("{")[0][:_BEGIN].strip() or text
    for name, table in _tables(tuple(data.__path__)):
        if (place := table.find(begin)) >= 0:
            return Prose(f"pyscripts/data/{name}", table.count("\n", 0, place) + 1, text)
    outcomes = source.text.find("\nOUTCOMES")  # put together from parts
    return Prose(source.path, source.text.count("\n", 0, outcomes + 1) + 1, text)


def _line(text: str, source: str) -> int:
    """Where a text stands in a module; strings side by side are one. 0 if it is not there."""
    begin = text.split("{")[0][:_BEGIN].strip() or text
    for value, line in _constants(source):
        if begin in value or (len(value) > _BEGIN // 2 and value in text):
            return line + value.count("\n", 0, max(0, value.find(begin)))
    return 0


@lru_cache(1)
def _tables(folders: tuple[str, ...]) -> list[tuple[str, str]]:
    paths = (path for folder in folders for path in sorted(Path(folder).glob("*.toml")))
    return [(path.name, path.read_text()) for path in paths]


@lru_cache(64)
def _constants(source: str) -> list[tuple[str, int]]:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    return [(node.value, node.lineno) for node in nodes if isinstance(node.value, str)]
