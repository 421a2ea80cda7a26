"""Every text of a data file or of a check, held to what a text may have: no markup, no stranger, no question for a secret."""

import re
import unicodedata
from collections.abc import Iterator

from macros import render
from macros.content.problem import Problem
from macros.review import contacts, html, secrets
from macros.review.contacts import Known
from macros.review.prose import Prose

# Signs that turn the direction of a text, hide a part of it, or are nobody's.
_HIDDEN = re.compile(
    "[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\ue000-\uf8ff\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_PLACE = re.compile(r"\{\w*\}")  # for a parameter of an outcome


def check(prose: Prose, known: Known, in_markdown: bool = False, label: bool = False) -> Iterator[Problem]:
    """Find what must not stand in one text.

    Args:
        prose: the text, with its place.
        known: who may be named.
        in_markdown: it may be bold and have code in it: a step in a browser.
        label: it stands beside a field.
    """
    text = _PLACE.sub("…", prose.text)
    found = [*hidden(prose.text)]
    found += [(0, fault) for fault in (html.of_line(render.inline(text)) if in_markdown else html.of_plain(text))]
    found += contacts.found(text, known)
    found += secrets.found(text)
    if label:
        found += secrets.labels(text)
    yield from (prose.problem(position, fault) for position, fault in found)


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Signs that a reader cannot see and that change what is read."""
    for match in _HIDDEN.finditer(text):
        name = unicodedata.name(match[0], "без имени")
        yield match.start(), f"невидимый знак U+{ord(match[0]):04X} ({name}); уберите его"
