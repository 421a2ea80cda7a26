"""What a site may show as a contact and whom it may ask: the second key to official.toml and hosts.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from macros.content import portal, toml_file

FILE = "macros/data/trusted.toml"


@dataclass(frozen=True)
class Trusted:
    """The table; what each list holds is said in it."""

    phones: tuple[str, ...] = ()
    portal: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    messengers: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    regional: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    shorteners: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


def load(site: Path) -> Trusted:
    """The table of a site, or ours if it has none."""
    return _of(portal.own(site, FILE).read_text())


@lru_cache(4)
def _of(content: str) -> Trusted:
    data = toml_file.values(content)
    called = {name: tuple(hosts) for name, hosts in data.get("called", {}).items()}
    return Trusted(**{key: tuple(values) for key, values in data.items() if key != "called"}, called=called)
