"""Pictures of the labels that steps quote: files that `make pictures` takes in real browsers, found by their names."""

import hashlib
import re
from collections.abc import Collection
from typing import NamedTuple

FOLDER = "assets/pictures"
WIDTH, HEIGHT = 400, 120
MOST_BYTES = 12_000
SCHEMES = ("light", "dark")
NAME = re.compile(r"[a-z-]+-[0-9a-f]{8}-(?:light|dark)\.webp")
_LABEL = re.compile("«([^»]*)»")


class Picture(NamedTuple):
    """A label as a browser shows it.

    Args:
        label: that is framed.
        names: of the files, by scheme.
    """

    label: str
    names: dict[str, str]


def name(browser: str, action: str, label: str, scheme: str) -> str:
    """The file of a label: a label that is called something else has another one.

    >>> name("firefox", "clear-all", "Журнал", "dark")
    'firefox-clear-all-97c459a6-dark.webp'
    """
    return f"{browser}-{action}-{hashlib.sha256(label.encode()).hexdigest()[:8]}-{scheme}.webp"


def of_step(says: str, browser: str, action: str, there: Collection[str]) -> list[Picture]:
    """The pictures of the labels that a step quotes, in their order.

    Args:
        says: the step in words.
        browser: whose step it is.
        action: what it is a step of.
        there: the names of all pictures.
    """
    found = [
        Picture(label, {scheme: name(browser, action, label, scheme) for scheme in SCHEMES})
        for label in _LABEL.findall(says)
    ]
    return [picture for picture in found if set(picture.names.values()).issubset(there)]
