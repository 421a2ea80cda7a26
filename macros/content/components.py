"""Everything shipped to the reader that others have made, with version and licence."""

import base64
import json
import re
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from macros.content import yaml_file
from macros.content.portal import ROOT

TABLE = ROOT / "macros" / "data" / "licences.yml"
TOLD = "components.json"
# What metadata calls a licence, if that is no name from the SPDX list.
SPDX = {"LGPL": "LGPL-2.1-or-later"}
TEXTS = re.compile(r"(LICEN[CS]E|COPYING)[^/]*$")


@dataclass(frozen=True)
class Component:
    """One program or library that is not ours.

    Args:
        id: its key in licences.yml.
        says: what it does here, in Russian.
        version: empty if nothing tells it.
        licence: its name in the SPDX list.
        url: where its source is found.
        purl: its address as a package.
        part_of: the id of the component that contains it, or nothing.
        files: patterns of its files on the site.
        modules: its packages in the archive of Python.
        tables: ours in pyscripts/data/ that were made from it.
        text: what its package has as the text of the licence.
        hashes: of its package, as the lock files pin it: the algorithm by its name in CycloneDX, and hexadecimal digits. What
            lies inside another package is pinned with that one.
    """

    id: str
    name: str
    says: str
    version: str
    licence: str
    url: str
    purl: str
    part_of: str
    files: tuple[str, ...]
    modules: tuple[str, ...]
    tables: tuple[str, ...]
    text: str
    hashes: tuple[tuple[str, str], ...]

    @property
    def licence_url(self) -> str:
        """Where the text of its licence is found."""
        return f"https://spdx.org/licenses/{self.licence}.html"


def load(root: Path = ROOT) -> list[Component]:
    """Read the table, and what is installed; in the workbench nothing is, so there the build has told it.

    Args:
        root: the project, with `npm ci` done.
    """
    if (root / TOLD).exists():
        return [Component(**each) for each in json.loads((root / TOLD).read_text())]
    table = yaml_file.read(TABLE, f"macros/data/{TABLE.name}").data
    return [_component(root, name, entry) for name, entry in table.items()]


def told(root: Path) -> str:
    """What `load` gives, as text, without the texts of licences."""
    return json.dumps([asdict(replace(part, text="")) for part in load(root)])


def _component(root: Path, name: str, entry: dict[str, Any]) -> Component:
    if "npm" in entry:
        known = _from_npm(root / "node_modules" / entry["npm"], entry["npm"])
        hashes = _npm_hashes(root, entry["npm"])
    elif "pypi" in entry:
        known = _from_pypi(entry["pypi"], entry.get("licence", ""))
        hashes = _pypi_hashes(root, entry["pypi"])
    else:
        known, hashes = _from_table(root, name, entry), ()
    return Component(
        id=name,
        name=entry["name"],
        says=entry["says"],
        part_of=entry.get("part_of", ""),
        files=tuple(entry.get("files", ())),
        modules=tuple(entry.get("modules", ())),
        tables=tuple(entry.get("tables", ())),
        hashes=hashes,
        **known,
    )


def _npm_hashes(root: Path, name: str) -> tuple[tuple[str, str], ...]:
    lock = json.loads((root / "package-lock.json").read_text())
    kind, _, digest = lock["packages"][f"node_modules/{name}"]["integrity"].partition("-")
    return ((f"SHA-{kind.removeprefix('sha')}", base64.b64decode(digest).hex()),)


def _pypi_hashes(root: Path, name: str) -> tuple[tuple[str, str], ...]:
    """Those of all files of the version: which of them was taken is told by the machine that builds."""
    pinned = re.search(rf"^{name}==[^\n]*(?:\n    [^\n]*)*", (root / "requirements.txt").read_text(), re.MULTILINE)
    assert pinned, name
    return tuple(("SHA-256", digest) for digest in sorted(re.findall("--hash=sha256:([0-9a-f]{64})", pinned[0])))


def _from_npm(folder: Path, name: str) -> dict[str, str]:
    package = json.loads((folder / "package.json").read_text())
    return {
        "version": package["version"],
        "licence": package["license"],
        "url": package.get("homepage") or f"https://www.npmjs.com/package/{name}",
        "purl": f"pkg:npm/{quote(name)}@{package['version']}",
        "text": "\n".join(path.read_text() for path in sorted(folder.iterdir()) if TEXTS.match(path.name)),
    }


def _from_pypi(name: str, licence: str) -> dict[str, str]:
    package = metadata.distribution(name)
    told = package.metadata
    licence = licence or told.get("License-Expression") or told.get("License") or ""
    pages = dict(page.split(", ", 1) for page in told.get_all("Project-URL", []))
    return {
        "version": package.version,
        "licence": SPDX.get(licence, licence),
        "url": told.get("Home-page")
        or next(pages[name] for name in ("Source", "Repository", "Homepage") if name in pages),
        "purl": f"pkg:pypi/{name}@{package.version}",
        "text": "\n".join(Path(str(package.locate_file(name))).read_text() for name in _texts_of(package)),
    }


def _texts_of(package: metadata.Distribution) -> list[str]:
    """The texts of its licence; `package.files` would look whether each of Material's 15,000 files is there."""
    lines = (package.read_text("RECORD") or "").splitlines()
    return [name for name in (line.partition(",")[0] for line in lines) if TEXTS.search(name)]


def _from_table(root: Path, name: str, entry: dict[str, Any]) -> dict[str, str]:
    version = _version(root, **entry["version"]) if "version" in entry else ""
    return {
        "version": version,
        "licence": entry["licence"],
        "url": entry["url"],
        "purl": f"pkg:generic/{name}@{version}" if version else f"pkg:generic/{name}",
        "text": "",
    }


def _version(root: Path, file: str, words: str) -> str:
    match = re.search(words.encode(), (root / file).read_bytes())
    if not match:
        raise LookupError(f"macros/data/{TABLE.name}: в {file} нет слов {words}")
    return match[1].decode().replace("_", ".")
