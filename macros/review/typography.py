"""Russian typography: each rule finds what is wrong and knows what should stand there, so that it can be mended."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.problem import Problem
from macros.review.prose import Prose

HOW = "исправит make fix"  # the text of pages; the rest is for people to mend


@dataclass(frozen=True)
class Rule:
    """What is wrong is the groups of the pattern; what should stand there, group by group, is `right`."""

    pattern: re.Pattern[str]
    right: tuple[str, ...]
    text: str


def _rule(pattern: str, right: str | tuple[str, ...], text: str) -> Rule:
    compiled = re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    return Rule(compiled, right if isinstance(right, tuple) else (right,), text)


RULES = (
    _rule(r'(?<!\w)(")(?=\S)[^"\n]*[а-яё][^"\n]*(?<=\S)(")(?!\w)', ("«", "»"), 'прямые кавычки ""; нужны «ёлочки»'),
    _rule(r"(“)[^“”\n]*[а-яё][^“”\n]*(”)", ("«", "»"), "английские кавычки “”; нужны «ёлочки»"),
    _rule(r"(?<=[^\s|][ \u00a0])(--?|–)(?=[ \u00a0][^\s|])", "—", "дефис вместо тире; между словами нужно «—»"),
    _rule(r"(\.{3})", "…", "три точки; нужен один знак «…»"),
    _rule(r"(?<=[^\s|])( {2,})(?=[^\s|])", " ", "пробелов подряд больше одного; нужен один"),
    _rule(r"(?<=\w)( +)(?=[,;:!?](?:\s|$))", "", "пробел перед знаком препинания; он стоит сразу за словом"),
    _rule(r"([ \t]+)$", "", "пробелы в конце строки; там их не бывает"),
)


def check(prose: Prose, how: str = "исправьте") -> Iterator[Problem]:
    """Find what a rule would put right; `how` says who does that."""
    for rule in RULES:
        for match in rule.pattern.finditer(prose.words):
            yield prose.problem(match.start(1), f"{rule.text}; {how}")


def fixed(text: str) -> str:
    """Put Markdown right by all rules; what is not words stays as it is. Fixing twice changes nothing more."""
    before = None
    while before != text:
        before = text
        for rule in RULES:
            text = _applied(rule, text)
    return text


def _applied(rule: Rule, text: str) -> str:
    for match in reversed(list(rule.pattern.finditer(Prose("", 1, text).words))):
        for group, right in reversed(list(enumerate(rule.right, 1))):
            text = text[: match.start(group)] + right + text[match.end(group) :]
    return text
