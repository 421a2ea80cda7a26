"""Where a fact is from, in the words of a reader: the site's name in place of its address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from macros.content.shape import Text, shaped, wrong
from macros.content.yaml_file import read

FILE = "macros/data/sources.yml"
CODE = "github:"  # then owner/name@commit:path
_SITE = re.compile(r"(?:[a-z0-9а-яё-]+\.)+[a-zа-яё]{2,}(?:/[\w.-]+)?|github:[\w.-]+/[\w.-]+")


def _site(name: str) -> str:
    if not _SITE.fullmatch(name):
        raise wrong(f"имя «{name}»: нужен сайт без https:// и www. или github:автор/имя")
    return name


type Names = dict[Annotated[str, AfterValidator(_site)], Text]


@dataclass(frozen=True)
class NamedSource:
    """What stands on a page: a name, and where it leads if that is a page to read."""

    name: str
    url: str


def load(path: Path) -> dict[str, str]:
    """Read what the sites are called.

    Raises:
        ContentError: something in the file is wrong; every mistake is named.
    """
    names: dict[str, str] = shaped(Names.__value__, read(path, FILE))
    return names


def named(sources: Iterable[str], names: Mapping[str, str]) -> list[NamedSource]:
    """The sources of a fact; two pages of one site are told apart by a number.

    Args:
        sources: addresses, places in public code, or words.
        names: what a site or a repository is called.
    """
    found: dict[str, NamedSource] = {}
    for source in sources:
        name = own = _name(source, names)
        url = source if source.startswith("http") else ""
        while url and name in found:
            name = f"{own} ({int(name.removeprefix(own).strip(' ()') or 1) + 1})"
        found[name] = NamedSource(name, url)
    return list(found.values())


def _name(source: str, names: Mapping[str, str]) -> str:
    """What one source is called.

    >>> _name("https://www.tass.ru/1", {"tass.ru": "ТАСС"}), _name("https://github.com/a/b/1", {"github.com/a": "Автор"})
    ('ТАСС', 'Автор')
    >>> _name("https://xn--e1afmkfd.xn--p1ai/1", {}), _name("github:a/b@c:d.ts", {"github:a/b": "код"}), _name("закон", {})
    ('пример.рф', 'код', 'закон')
    """
    if source.startswith(CODE):
        repository = source.partition("@")[0].partition(",")[0]
        return names.get(repository, "открытый код")
    if not source.startswith("http"):
        return source
    address = urlsplit(source)
    site = (address.hostname or "").removeprefix("www.").encode("idna").decode("idna")
    owner = f"{site}/{address.path.strip('/').partition('/')[0]}"
    return names.get(owner) or names.get(site) or site
