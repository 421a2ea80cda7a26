"""Scripts of the pages: what each of them may do, and what they may say. The powers are in macros/data/scripts.toml."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from macros.content.tables import rules
from macros.review import text_lines
from macros.review.words import strings
from macros.review.words.contacts import Known

_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//(?!# ?source)[^\n]*", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?|wss?):\\?/\\?/[\w.-]+\.[a-z]{2,}", re.IGNORECASE)
_SVG = '"http://www.w3.org/2000/svg"'  # a name, and no address
_SAID = re.compile(r"\"[^\"\n]*[а-яё][^\"\n]*\"|`[^`]*[а-яё][^`]*`", re.IGNORECASE)

# What is put together in one statement is read together: words, and numbers beside them.
_STATEMENT = re.compile(r"[^;\n]*[\"'`][^;\n]*[а-яё][^;\n]*[\"'`][^;\n]*", re.IGNORECASE)
_LITERAL = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`|(?<![\w.$])(\d[\d_]*)(?![\w.])")


def check(text: str, name: str, known: Known) -> Iterator[tuple[int, str]]:
    """Find what may not stand in a script of that name, with its line."""
    plain = _COMMENT.sub(text_lines.blank, text).replace(_SVG, '""')
    for power in _powers():
        if name not in power.get("files", ()):
            for match in power["what"].finditer(plain):
                yield text_lines.at(text, match.start()), f"«{match[0]}»: {power['says']}; уберите"
    for match in _ADDRESS.finditer(plain):
        yield (
            text_lines.at(text, match.start()),
            f"адрес {match[0]} в программе; она говорит только со своим сайтом; уберите",
        )
    for match in _SAID.finditer(plain):
        for _, fault in strings.said(re.sub(r"\$\{[^}]*\}", "x", match[0]), known):
            yield text_lines.at(text, match.start()), fault
    for match in _STATEMENT.finditer(plain):
        said = " ".join(part[1] or part[0].strip("\"'`") for part in _LITERAL.finditer(match[0]))
        for _, fault in strings.said(said, known):
            yield text_lines.at(text, match.start()), fault


@cache
def _powers() -> tuple[Mapping[str, Any], ...]:
    return tuple(row | {"what": re.compile("|".join(row["what"]), re.IGNORECASE)} for row in rules("scripts")["power"])
