"""What is installed and what runs by itself: exact versions with hashes, one registry, no files that are obeyed unasked.

A pull request is built by CI before anybody has looked at it."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from macros.content import locks
from macros.content.problem import Problem
from macros.content.tables import rules
from macros.review import text_lines

REQUIREMENTS, PACKAGE, LOCK, PROJECT = "requirements.txt", "package.json", "package-lock.json", "pyproject.toml"
# Programs read these from any folder without being told to. What may stand at the root is said by macros/data/guards.toml.
OBEYED = (
    "sitecustomize.py", "usercustomize.py", "conftest.py", "pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "pytest.ini",
    "mypy.ini", "ruff.toml", "uv.toml", "pip.conf", "package.json", "biome.json", "biome.jsonc", "tsconfig.json", "jsconfig.json",
    "deno.json", "GNUmakefile", "makefile", "Dockerfile", "AGENTS.md", "CLAUDE.md",
)  # fmt: skip
NOT_OURS = ("node_modules", ".venv", ".git", ".cache", "site", "__pycache__")
_PINNED = re.compile(r"[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,_-]+\])?==[0-9][\w.+!-]*(?: ?; [^\\]+)?(?: \\)?", re.IGNORECASE)
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
_KEYS = ("name", "private", "type", "license", "dependencies", "devDependencies")


def check(root: Path) -> Iterator[Problem]:
    """Find what could put foreign code into the build of a site that has such files."""
    readers = {REQUIREMENTS: _requirements, PACKAGE: _package, LOCK: _lock}
    for name, read in readers.items():
        if (root / name).is_file():
            yield from (Problem(name, line, fault) for line, fault in read((root / name).read_text(errors="replace")))
    yield from _strangers(root)
    yield from _obeyed(root, root)


def _strangers(root: Path) -> Iterator[Problem]:
    """Packages in a lock that nobody asks for: names that only look known."""
    for lock, source, rule in ((REQUIREMENTS, PROJECT, _unasked), (LOCK, PACKAGE, _unasked_of_npm)):
        if (root / lock).is_file() and (root / source).is_file():
            text = (root / lock).read_text(errors="replace")
            try:
                faults = list(rule(text, (root / source).read_text(errors="replace")))
            except (ValueError, AttributeError):
                continue  # that it cannot be read is told elsewhere
            yield from (Problem(lock, text_lines.at(text, max(0, text.find(where))), fault) for where, fault in faults)


def _unasked(text: str, project: str) -> Iterator[tuple[str, str]]:
    from packaging.utils import canonicalize_name  # the workbench, which judges no locks, has it not

    data = tomllib.loads(project)
    wanted = [*data["project"]["dependencies"], *(row for group in data["dependency-groups"].values() for row in group)]
    locked: dict[str, str] = {canonicalize_name(name): pin.version for name, pin in locks.of_pip(text).items()}
    known = {name: found for name in locked if (found := _installed(name))}
    if any(locked[name] != version for name, (version, _) in known.items()):
        return  # another version may ask for others: it is judged when it is installed
    asked: set[str] = set()
    queue = [_asked(row) for row in wanted]
    seen: set[tuple[str, frozenset[str]]] = set()
    while queue:
        name, extras = queue.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        asked.add(name)
        queue += [_asked(row) for row in (known[name][1] if name in known else ()) if _applies(row, extras)]
    for name in sorted(locked.keys() - asked):
        yield (
            f"{name}==",
            f"{name} никому не нужен: ни {PROJECT}, ни пакеты его не просят; make lock пишет этот файл сам",
        )


def _asked(row: str) -> tuple[str, frozenset[str]]:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    wanted = Requirement(row)
    return canonicalize_name(wanted.name), frozenset(wanted.extras)


def _applies(row: str, extras: Iterable[str]) -> bool:
    """Whether a row holds with some extras, on whatever system: a lock is made on one and judged on others."""
    from packaging.requirements import Requirement

    marker = Requirement(row).marker
    return (
        marker is None
        or "extra" not in str(marker)
        or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))
    )


@lru_cache(1_000)
def _installed(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The version of a package that is installed, and what it asks for."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    return found.version, tuple(found.requires or ())


def _unasked_of_npm(text: str, package: str) -> Iterator[tuple[str, str]]:
    """npm trusts the lock file about who depends on whom, so only packages that nobody requests are reported."""
    packages: Mapping[str, Mapping[str, Any]] = json.loads(text)["packages"]
    wanted = json.loads(package)
    rows = [wanted, *(row for where, row in packages.items() if where)]
    kinds = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
    asked = {name for row in rows for kind in kinds for name in row.get(kind, {})}
    for where, row in packages.items():
        name = where.rpartition("node_modules/")[2]
        if where and name not in asked:
            yield f'"{where}"', f"{name} никому не нужен; make lock пишет этот файл сам"
        if row.get("name", name) != name and where:
            yield f'"{where}"', f"{where}: на деле это пакет {row['name']}; бывают только пакеты под своим именем"


def _repeated(pinned: Iterable[locks.Pinned]) -> Iterator[tuple[str, str]]:
    """Sums that two packages have: of one of them it is not the sum."""
    whose: dict[str, str] = {}
    for package, digest in ((f"{pin.name} {pin.version}", digest) for pin in pinned for digest in sorted(pin.hashes)):
        if whose.setdefault(digest, package) != package:
            yield digest, f"у {package} та же сумма, что у {whose[digest]}; make lock пишет этот файл сам"


def _obeyed(folder: Path, root: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        name = path.relative_to(root).as_posix()
        if path.name in NOT_OURS:
            continue
        if path.is_symlink():
            yield Problem(name, 1, "ссылка на файл вместо файла; положите сам файл")
        elif path.is_dir():
            yield from _obeyed(path, root)
        elif folder != root and (
            path.suffix == ".pth" or (_is_obeyed(path.name) and name not in rules("guards")["file"])
        ):
            yield Problem(name, 1, "программы слушаются этого файла сами; такого файла здесь быть не может")


def _is_obeyed(name: str) -> bool:
    return name in OBEYED or (name.startswith(".") and name != ".gitignore")


def _requirements(text: str) -> Iterator[tuple[int, str]]:
    lines = text.splitlines()
    pinned = locks.of_pip(text).values()
    yield from ((text_lines.at(text, text.rfind(digest)), fault) for digest, fault in _repeated(pinned))
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#") and not _HASH.fullmatch(line):
            if not _PINNED.fullmatch(line):
                yield (
                    number,
                    f"«{line[:60]}»; бывает только имя==версия и под ним --hash; make lock пишет этот файл сам",
                )
            elif number == len(lines) or not _HASH.fullmatch(lines[number]):
                yield number, f"у «{line[:60]}» нет --hash=sha256; make lock пишет этот файл сам"


def _package(text: str) -> Iterator[tuple[int, str]]:
    try:
        data = json.loads(text)
    except ValueError as error:
        yield 1, f"это не JSON: {error}"
        return
    for key in data:
        if key not in _KEYS:
            yield _line(text, key), f"ключ {key}; бывают: {', '.join(_KEYS)}; npm сам запустил бы scripts"
    for name, version in [*data.get("dependencies", {}).items(), *data.get("devDependencies", {}).items()]:
        if not re.fullmatch(r"\d+\.\d+\.\d+", str(version)):
            yield _line(text, name), f"версия {version} у {name}; нужна точная: 1.2.3"


def _lock(text: str) -> Iterator[tuple[int, str]]:
    try:
        packages = json.loads(text).get("packages", {})
    except ValueError as error:
        yield 1, f"это не JSON: {error}"
        return
    pinned = locks.of_npm(text).values()
    yield from ((text_lines.at(text, max(0, text.rfind(digest))), fault) for digest, fault in _repeated(pinned))
    for name, package in packages.items():
        if not name:
            continue
        if package.get("link") or not re.fullmatch(r"sha512-[\w+/]{86}==", str(package.get("integrity"))):
            yield _line(text, name), f"у {name} нет integrity sha512; make lock пишет этот файл сам"
        if "resolved" in package:
            yield _line(text, name), f"{name} берут с {package['resolved']}; адресов в этом файле нет, npm знает их сам"


def _line(text: str, name: str) -> int:
    return text_lines.at(text, max(0, text.find(f'"{name}"')))
