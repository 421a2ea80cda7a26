"""Whom the code of the checks names: hosts and phones stand in tables, each with its source, and two people look at them.

A line of code that lets one more host pass as the portal's changes no word that a reader sees and no table.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.content import numbers
from macros.content.problem import Problem
from macros.review import text_lines
from macros.review.words.contacts import Known, is_under
from pyscripts.data import table

FOLDER = "pyscripts"
_DESCRIBED = re.compile(r'r?"""(?:[^\\]|\\.)*?"""|^\s*#.*$', re.DOTALL | re.MULTILINE)
_HOST = re.compile(
    r"""(["'])(?P<name>(?:[a-zа-я0-9](?:[a-zа-я0-9-]*[a-zа-я0-9])?\.)+[a-zа-я]{2,})(?:/[^\s"']*)?\1""", re.IGNORECASE
)
_PHONE = re.compile(
    r"""(?<![\w.])(?:\+?[78]\d{10}|9\d{9})(?![\w.])|(["'])\+?[78][ (-]{1,2}\d{3}[ )-]{1,2}[\d -]{7,10}\1"""
)
_WHERE = "адреса и телефоны стоят в таблицах pyscripts/data/, у каждого источник; впишите туда"


def check(root: Path, known: Known) -> Iterator[Problem]:
    """Find hosts and phones in the code that no table has."""
    zones, sites = frozenset(table("suffixes")["zones"].split()), table("known_sites")["hosts"]
    for path in sorted((root / FOLDER).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        text = _DESCRIBED.sub(text_lines.blank, path.read_text(errors="replace"))
        for match in _HOST.finditer(text):
            host = match["name"].lower()
            if host.rpartition(".")[2] in zones and not known.may_name(host) and not is_under(host, sites):
                yield Problem(name, text_lines.at(text, match.start()), f"адрес {host} в коде; {_WHERE}")
        for match in _PHONE.finditer(text):
            if not numbers.is_allowed(match[0].strip("\"'")):
                yield Problem(name, text_lines.at(text, match.start()), f"телефон {match[0]} в коде; {_WHERE}")
