"""Everything shipped to the reader that others have made, with version and licence."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import quote

from pydantic import AfterValidator, WithJsonSchema, model_validator

from macros.content import locks
from macros.content.portal import ROOT
from macros.content.problem import ContentError, Problem, unknown
from macros.content.shape import Field, Shape, Text, pattern, shaped, wrong
from macros.content.yaml_file import YamlFile, read

FILE = "macros/data/licences.yml"
# What metadata calls a licence, if that is no name from the SPDX list.
SPDX = {"LGPL": "LGPL-2.1-or-later"}
TEXTS = re.compile(r"(LICEN[CS]E|COPYING)[^/]*$")


def _one_group(words: str) -> str:
    if (groups := re.compile(pattern(words)).groups) != 1:
        raise wrong(f"words: скобок {groups}, а нужна одна пара, вокруг версии")
    return words


def _inside(file: str) -> str:
    if not re.fullmatch(r"(?:node_modules|pyscripts)(?:/(?!\.\.)[\w.@-]+)+", file):
        raise wrong(f"file «{file}»: бывает путь внутри node_modules/ или pyscripts/")
    return file


class InFile(Shape):
    """Where the version stands of what no package manager knows."""

    file: Annotated[str, AfterValidator(_inside), WithJsonSchema({"type": "string"})] = Field(
        description="в каком файле"
    )
    words: Annotated[str, AfterValidator(_one_group), WithJsonSchema({"type": "string"})] = Field(
        description="регулярное выражение, версия в скобках"
    )


class Program(Shape):
    """What licences.yml says of one program."""

    name: Text = Field(description="название")
    says: Text = Field(description="что программа здесь делает")
    npm: Text = Field("", description="имя в npm: оттуда версия и лицензия")
    pypi: Text = Field("", description="имя в PyPI: оттуда версия и лицензия")
    part_of: Text = Field("", description="внутри какой программы лежит")
    licence: Text = Field("", description="лицензия по списку SPDX, если её не скажет пакет")
    url: Text = Field("", description="где исходный код, если нет ни npm, ни pypi")
    version: InFile | None = Field(None, description="где стоит версия, если нет ни npm, ни pypi")
    files: list[Text] = Field([], description="её файлы на сайте, можно со звёздочкой")
    modules: list[Text] = Field([], description="её модули в архиве Python")
    tables: list[Text] = Field([], description="какие таблицы из pyscripts/data/ сделаны из её данных")

    @model_validator(mode="after")
    def _told(self) -> Self:
        """Version and licence are told by one package, or here."""
        here = [key for key in ("licence", "url", "version") if getattr(self, key)]
        if self.pypi and not self.npm and "licence" in here:
            here.remove("licence")  # some packages do not tell it, or tell its whole text
        if self.npm and self.pypi:
            raise wrong("есть и npm, и pypi; нужен один")
        if (self.npm or self.pypi) and here:
            raise wrong(f"{', '.join(here)}: это скажет пакет; уберите")
        if not (self.npm or self.pypi or {"licence", "url"} <= set(here)):
            raise wrong("нет ни npm, ни pypi; тогда нужны licence и url")
        return self


type Programs = dict[str, Program]


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


def load(path: Path = ROOT / FILE, root: Path = ROOT) -> list[Component]:
    """Read the table, what is pinned, and what is installed.

    Without `npm ci` there is less to read, which is enough to check the texts of a site.

    Args:
        path: the table.
        root: the project.

    Raises:
        ContentError: something in the table is wrong; every mistake is named.
    """
    file = read(path, FILE)
    return [_component(root, file, name, entry) for name, entry in programs(file).items()]


def programs(file: YamlFile) -> "Programs":
    """The table as it is written, whatever is installed.

    Raises:
        ContentError: something in the table is wrong; every mistake is named.
    """
    entries: Programs = shaped(Programs.__value__, file)
    if lost := list(_inside_of_nothing(file, entries)):
        raise ContentError(lost)
    return entries


def _inside_of_nothing(file: YamlFile, entries: Programs) -> Iterator[Problem]:
    for name, entry in entries.items():
        if entry.part_of and entry.part_of not in entries.keys() - {name}:
            yield file.problem((name, "part_of"), unknown("программы", entry.part_of, entries.keys() - {name}))


def _component(root: Path, file: YamlFile, name: str, entry: Program) -> Component:
    try:
        if entry.npm:
            known = _from_npm(root, entry.npm)
        elif entry.pypi:
            known = _from_pypi(root, entry.pypi, entry.licence)
        else:
            known = _from_table(root, name, entry)
    except LookupError as error:
        raise ContentError([file.problem((name,), f"{name}: {error.args[0]}")]) from None
    return Component(
        id=name,
        name=entry.name,
        says=entry.says,
        part_of=entry.part_of,
        files=tuple(entry.files),
        modules=tuple(entry.modules),
        tables=tuple(entry.tables),
        **known,
    )


def _from_npm(root: Path, name: str) -> dict[str, Any]:
    pinned = json.loads((root / "package-lock.json").read_text())["packages"].get(f"node_modules/{name}")
    if not pinned:
        raise LookupError(f"пакета {name} нет в package-lock.json")
    folder = root / "node_modules" / name
    told = json.loads((folder / "package.json").read_text()) if folder.exists() else {}
    kind, _, digest = pinned["integrity"].partition("-")
    return {
        "version": pinned["version"],
        "licence": pinned["license"],
        "url": told.get("homepage") or f"https://www.npmjs.com/package/{name}",
        "purl": f"pkg:npm/{quote(name)}@{pinned['version']}",
        "text": "\n".join(path.read_text() for path in sorted(folder.glob("*")) if TEXTS.match(path.name)),
        "hashes": ((f"SHA-{kind.removeprefix('sha')}", base64.b64decode(digest).hex()),),
    }


def _from_pypi(root: Path, name: str, licence: str) -> dict[str, Any]:
    """The hashes are those of all files of the version: which of them was taken is told by the machine that builds."""
    pinned = locks.of_pip((root / "requirements.txt").read_text()).get(name)
    if not pinned:
        raise LookupError(f"пакета {name} нет в requirements.txt")
    package = metadata.distribution(name)
    told = package.metadata
    licence = licence or told.get("License-Expression") or told.get("License") or ""
    pages = dict(page.split(", ", 1) for page in told.get_all("Project-URL", []))
    return {
        "version": package.version,
        "licence": SPDX.get(licence, licence),
        "url": told.get("Home-page")
        or next((pages[kind] for kind in ("Source", "Repository", "Homepage") if kind in pages), "")
        or f"https://pypi.org/project/{name}/",
        "purl": f"pkg:pypi/{name}@{package.version}",
        "text": "\n".join(Path(str(package.locate_file(name))).read_text() for name in _texts_of(package)),
        "hashes": tuple(("SHA-256", digest.removeprefix("sha256:")) for digest in sorted(pinned.hashes)),
    }


def _texts_of(package: metadata.Distribution) -> list[str]:
    """The texts of its licence; `package.files` would look whether each of Material's 15,000 files is there."""
    lines = (package.read_text("RECORD") or "").splitlines()
    return [name for name in (line.partition(",")[0] for line in lines) if TEXTS.search(name)]


def _from_table(root: Path, name: str, entry: Program) -> dict[str, Any]:
    version = _version(root, entry.version) if entry.version else ""
    return {
        "version": version,
        "licence": entry.licence,
        "url": entry.url,
        "purl": f"pkg:generic/{name}@{version}" if version else f"pkg:generic/{name}",
        "text": "",
        "hashes": (),
    }


def _version(root: Path, where: InFile) -> str:
    path = root / where.file
    if path.parts[len(root.parts)] == "node_modules" and not (root / "node_modules").exists():
        return ""
    match = re.search(where.words.encode(), path.read_bytes()) if path.is_file() else None
    if not match or not match[1]:
        raise LookupError(f"в {where.file} нет слов {where.words}")
    return match[1].decode(errors="replace").replace("_", ".")
