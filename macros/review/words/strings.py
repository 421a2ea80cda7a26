"""Every text of a data file or of a check, held to what a text may have: no markup, no stranger, no question for a secret."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from macros import render
from macros.content.problem import Problem
from macros.review import html
from macros.review.prose import Prose
from macros.review.words import contacts, harm, secrets
from macros.review.words.contacts import Known

_ASCII = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[^\x00-\x7fА-яЁё«»—–№…→\xa0]")
_BLANK = "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5"  # letters by category
# What stands over a letter; but for a stress, and for what macOS makes of й and ё.
_MARKS = frozenset(
    map(chr, [*range(0x300, 0x370), *range(0x483, 0x48A), *range(0x20D0, 0x2100), *range(0xFE00, 0xFE10)])
) - set("\u0300\u0301\u0306\u0308")
# Three words and more in Latin letters, two of them small: a sentence, and no name.
_FOREIGN = re.compile(r"(?<![\w.])(?:[A-Za-z][A-Za-z’'-]*[ ,]+){2,}[A-Za-z][A-Za-z’'-]+(?!\w|\.\w)")
_PLACE = re.compile(r"\{\w*\}")  # for a parameter of an outcome
# Whom to call and where to go stands in tables, and a macro prints it; a parameter is what somebody has typed.
_LED = re.compile(
    r"\b\w*(?:звон|набер|набирай|пиш|откро|перейд|зайд|скача|перевед|перечисл|плат|правь|установ)(?:ите|йте|те)\b[^.!?{]{0,25}\{",
    re.IGNORECASE,
)
_ODD_PLACE = re.compile(r"\{\w+[!:.\[][^{}]*\}|\d\{\w*\}|\{\w*\}\d")


def check(
    prose: Prose, known: Known, in_markdown: bool = False, label: bool = False, searched: bool = False
) -> Iterator[Problem]:
    """Find what must not stand in one text.

    Args:
        prose: the text, with its place.
        known: who may be named.
        in_markdown: it may be bold and have code in it: a step in a browser.
        label: it stands beside a field.
        searched: people search for it: it may be what they have heard from somebody.
    """
    text = _PLACE.sub("…", prose.text)
    found = [*hidden(prose.text), *of_other_scripts(prose.text)]
    found += (
        (match.start(), f"«{match[0]}»: параметр стоит отдельно, без правил вывода и не внутри числа")
        for match in _ODD_PLACE.finditer(prose.text)
    )
    found += (
        (match.start(), f"«{match[0]}»: параметр — это то, что ввели; куда звонить, писать и идти, говорят словами")
        for match in _LED.finditer(prose.text)
    )
    found += [(0, fault) for fault in (html.of_line(render.inline(text)) if in_markdown else html.of_plain(text))]
    found += contacts.found(text, known)
    if label:
        found += (*secrets.found(text), *secrets.labels(text))
    else:
        found += harm.judged(text, searched)
        found += [] if searched else foreign(prose.words)
    yield from (prose.problem(position, fault) for position, fault in found)


def said(words: str, known: Known) -> Iterator[tuple[int, str]]:
    """What text outside of pages must not say."""
    return chain(
        contacts.found(words, known, names=True),
        secrets.found(words),
        harm.found(words),
        hidden(words),
        of_other_scripts(words),
    )


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Signs that a reader cannot see and that change what is read."""
    for match in _ASCII.finditer(text):
        kind = unicodedata.category(match[0])
        if not (kind in ("Cc", "Cf", "Co", "Cn") or match[0] in _BLANK or match[0] in _MARKS):
            continue
        name = unicodedata.name(match[0], "без имени")
        yield match.start(), f"невидимый знак U+{ord(match[0]):04X} ({name}); уберите его"


def of_other_scripts(text: str) -> Iterator[tuple[int, str]]:
    """Signs of scripts that no rule reads: hieroglyphs, Braille."""
    for match in _ASCII.finditer(text):
        is_letter = unicodedata.category(match[0]) in ("Lo", "Nl") and match[0] not in _BLANK
        if is_letter or "\u2800" < match[0] <= "\u28ff":
            yield match.start(), f"«{match[0]}»: знак чужого письма; сайт на русском; уберите"


def foreign(text: str) -> Iterator[tuple[int, str]]:
    """Sentences in Latin letters that are no quotation and no name of a button: in them no other rule sees what they ask for."""
    for match in _FOREIGN.finditer(text):
        before = text[: match.start()]
        small = [word for word in match[0].split() if word[:1].islower() and len(word) > 1]
        if len(small) >= 2 and before.count("«") <= before.count("»") and before.count("**") % 2 == 0:
            yield match.start(), f"«{match[0]}»: сайт на русском; чужие слова стоят в «кавычках», команды — в `коде`"
