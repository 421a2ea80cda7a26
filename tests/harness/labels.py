"""The Russian words on the buttons of Chromium and Firefox, out of the language packs that Debian ships.

A label is compared as a reader sees it: without the keyboard's «&», with «…» in place of what the browser fills in.
"""

import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from macros.content import portal
from tests.harness.whose import SITE

LIBRARY = Path("/usr/lib")
CHROMIUM = LIBRARY / "chromium/locales/ru.pak"  # package chromium-l10n
FIREFOX = (
    LIBRARY / "firefox-esr/browser/extensions/langpack-ru@firefox-esr.mozilla.org.xpi"
)  # package firefox-esr-l10n-ru

GZIP = b"\x1f\x8b"


@cache
def chromium() -> frozenset[str]:
    """Every Russian string of Chromium."""
    pack = _there(CHROMIUM, "chromium-l10n").read_bytes()
    return frozenset(plain(text) for text in data_pack(pack))


@cache
def firefox() -> frozenset[str]:
    """Every Russian string of Firefox, but those of the developer tools."""
    with zipfile.ZipFile(_there(FIREFOX, "firefox-esr-l10n-ru")) as pack:
        files = {name: pack.read(name).decode() for name in pack.namelist() if name.endswith((".ftl", ".properties"))}
    terms = dict(_terms("\n".join(text for name, text in files.items() if "brand" in name)))
    return frozenset(
        plain(value)
        for name, text in files.items()
        if "devtools" not in name
        for value in (fluent(text, terms) if name.endswith(".ftl") else properties(text))
    )


def data_pack(pack: bytes) -> Iterator[str]:
    """Read a GRIT data pack, version 5: a header, a table of (id, offset), then the strings.

    Two ids may share one string through a table of aliases, which names no string of its own.
    """
    version, encoding, count, _ = struct.unpack_from("<IBxxxHH", pack)
    if (version, encoding) != (5, 1):
        raise ValueError(f"not a UTF-8 data pack of version 5: version {version}, encoding {encoding}")
    offsets = [struct.unpack_from("<HI", pack, 12 + 6 * index)[1] for index in range(count + 1)]
    for start, end in pairwise(offsets):
        if not pack.startswith(GZIP, start):  # whole HTML pages are packed once more
            yield pack[start:end].decode()


VALUE = re.compile(r"^\s*(?:-?[\w-]+\s*=|\.[\w-]+\s*=|\*?\[[^\]]+\])?\s*(.*)$")
TERM = re.compile(r"^(-[\w-]+) *= *(\S.*)$", re.MULTILINE)
REFERENCE = re.compile(r"\{ *(-[\w-]+)[^}]*\}")


def fluent(text: str, terms: dict[str, str]) -> Iterator[str]:
    """Every value of a Fluent file, line by line: no label is longer than a line."""
    for line in text.splitlines():
        found = VALUE.match(line)
        if found and not line.startswith("#"):
            yield REFERENCE.sub(lambda reference: terms.get(reference[1], "…"), found[1])


def _terms(text: str) -> Iterator[tuple[str, str]]:
    for found in TERM.finditer(text):
        yield found[1], found[2]


def properties(text: str) -> Iterator[str]:
    """Every value of a `.properties` file."""
    for line in text.splitlines():
        if "=" in line and not line.startswith("#"):
            yield line.partition("=")[2]


PLACES = re.compile(r"\$\d|\{[^{}]*\}|%\d?\$?S")


def plain(text: str) -> str:
    """A label as it is compared.

    >>> plain("Н&астройки"), plain("О &Chromium"), plain("Всегда показывать окна с сайта $1")
    ('Настройки', 'О Chrome', 'Всегда показывать окна с сайта …')
    """
    text = text.replace("сookie", "cookie")  # Chromium 156 writes «Файлы сookie» with a Cyrillic «с»; we do not
    text = text.replace("Chromium", "Chrome").replace("\xa0", " ").replace("...", "…")
    return PLACES.sub("…", re.sub(r"&(?=\w)", "", text)).strip()


def quoted(text: str) -> list[str]:
    """The labels that a step names.

    >>> quoted("Нажмите **☰ → «Настройки»**, затем **«Удалить»**.")
    ['Настройки', 'Удалить']
    """
    return re.findall("«([^»]*)»", text)


def nearest(label: str, known: frozenset[str]) -> str:
    """The real string that is most like a label, or nothing."""
    return next(iter(get_close_matches(plain(label), known, 1)), "")


def _there(path: Path, package: str) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"no Russian language pack at {path}; install it: apt-get install {package}")
    return path


BROWSERS = portal.own(SITE, "macros/data/browsers")
KNOWN: dict[str, Callable[[], frozenset[str]]] = {"chrome": chromium, "firefox": firefox}


def entry(browser: str, action: str) -> dict[str, Any]:
    """What a browser's file says about one action on a computer."""
    found: dict[str, Any] = desktop(browser)[action]
    return found


def strangers(entry: dict[str, Any], known: frozenset[str]) -> Iterator[str]:
    """The labels that the browser does not have, each with its place and with the nearest one that it has."""
    places = [(f"step {number}", step) for number, step in enumerate(entry["steps"], 1)]
    places += [(key, entry[key]) for key in ("warning", "note") if key in entry]
    for place, text in places:
        for label in quoted(text):
            if plain(label) not in known:
                yield f"{place}: «{label}» is not there; the nearest: «{nearest(label, known)}»"


def desktop(browser: str) -> dict[str, Any]:
    """What a browser's file says about each action on a computer, every step as its words."""
    found: dict[str, Any] = yaml.safe_load((BROWSERS / f"{browser}.yml").read_text())["platforms"]["desktop"]
    for said in found.values():
        said["steps"] = [step if isinstance(step, str) else step["says"] for step in said["steps"]]
    return found
