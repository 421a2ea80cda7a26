"""What stands in a lock of pip or of npm: one reader for those who judge it and for those who tell what has changed in it."""

import json
import re
from dataclasses import dataclass

_ROW = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)[^\n]*((?:\n    --hash=\S+[^\n]*)*)", re.MULTILINE)


@dataclass(frozen=True)
class Pinned:
    """A package in a lock.

    Args:
        name: what its registry calls it.
        version: the only one that may be installed.
        hashes: the sums of its files.
    """

    name: str
    version: str
    hashes: frozenset[str]


def of_pip(text: str) -> dict[str, Pinned]:
    r"""The packages of requirements.txt by name.

    >>> of_pip("a[b]==1.0 ; x \\\n    --hash=sha256:12\n")
    {'a': Pinned(name='a', version='1.0', hashes=frozenset({'sha256:12'}))}
    """
    rows = _ROW.findall(text)
    return {name: Pinned(name, version, frozenset(re.findall(r"sha256:\w+", sums))) for name, version, sums in rows}


def of_npm(text: str) -> dict[str, Pinned]:
    """The packages of package-lock.json by the folder into which they go.

    Raises:
        ValueError: it is no JSON.
    """
    packages = json.loads(text).get("packages", {})
    return {
        where: Pinned(
            package.get("name", where.rpartition("node_modules/")[2]),
            str(package.get("version")),
            frozenset([str(package.get("integrity"))]),
        )
        for where, package in packages.items()
        if where
    }
