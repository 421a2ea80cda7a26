"""What is installed and what runs by itself: exact versions with hashes, one registry, no files that are obeyed unasked.

A pull request is built by CI before anybody has looked at it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from macros.content.problem import Problem
from macros.review import text_lines

REQUIREMENTS, PACKAGE, LOCK, PROJECT = "requirements.txt", "package.json", "package-lock.json", "pyproject.toml"
# Programs read these from a folder without being told to.
OBEYED = (
    ".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", "pip.conf", "pip.ini", "uv.toml", ".pypirc", "sitecustomize.py",
    "usercustomize.py", "setup.py", "setup.cfg", "tox.ini", "noxfile.py", "pytest.ini", ".pre-commit-config.yaml", ".envrc",
    ".gitmodules", "GNUmakefile", "makefile", "mypy.ini", "ruff.toml", ".ruff.toml", "Dockerfile", "netlify.toml", "vercel.json",
    "wrangler.toml", ".gitattributes", ".mailmap", ".lfsconfig", ".tool-versions", ".mise.toml", "mise.toml",
    "devcontainer.json", "launch.json", "mkdocs.yaml", "bunfig.toml", "deno.json", ".coveragerc",
)  # fmt: skip
_TESTS = "tests"  # only there pytest's own files may stand
_NOT_OURS = ("node_modules", ".venv", ".git", ".cache", "site", "__pycache__")
# What the editor does by itself when somebody opens the folder.
_EDITOR = ".vscode"
_BY_ITSELF = re.compile(r"runOn|[iI]nterpreter|[pP]ythonPath|\.path\"|\benv\b|terminal\.|allowAutomatic|[eE]xecutable")
_TASK = ".venv/bin/python -m macros"

_PINNED = re.compile(r"[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,_-]+\])?==[0-9][\w.+!-]*(?: ?; [^\\]+)?(?: \\)?", re.IGNORECASE)
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
_KEYS = ("name", "private", "type", "license", "dependencies", "devDependencies")
_REGISTRY = re.compile(
    r"index[-_]url|find[-_]links|\[\[?tool\.uv|dependency-links|@ ?(?:https?|git|file)|trusted-host|"
    r"\bplugins\s*=(?! \[\"pydantic\.mypy\"\])|build-backend(?! = \"hatchling\.build\")|\[project\.(?:entry|scripts|gui)",
    re.IGNORECASE,
)


def check(root: Path) -> Iterator[Problem]:
    """Find what could put foreign code into the build of a site that has such files."""
    rules = {REQUIREMENTS: _requirements, PACKAGE: _package, LOCK: _lock, PROJECT: _project}
    for name, rule in rules.items():
        if (root / name).is_file():
            yield from (Problem(name, line, fault) for line, fault in rule((root / name).read_text(errors="replace")))
    yield from _obeyed(root, root)


def _obeyed(folder: Path, root: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        name = path.relative_to(root).as_posix()
        if path.name in _NOT_OURS:
            continue
        if path.is_symlink():
            yield Problem(name, 1, "ссылка на файл вместо файла; положите сам файл")
        elif path.is_dir():
            yield from _obeyed(path, root)
        elif path.parent == root / _EDITOR:
            yield from (Problem(name, line, fault) for line, fault in _editor(path.read_text(errors="replace")))
        elif (
            path.name in OBEYED or path.suffix == ".pth" or (path.name == "conftest.py" and not name.startswith(_TESTS))
        ):
            yield Problem(name, 1, "программы слушаются этого файла сами; такого файла здесь быть не может")


def _editor(text: str) -> Iterator[tuple[int, str]]:
    for match in _BY_ITSELF.finditer(text):
        yield (
            text_lines.at(text, match.start()),
            f"«{match[0]}»: редактор запустил бы это сам, когда откроют папку; уберите",
        )
    for match in re.finditer(r'"command"\s*:\s*"([^"]*)"', text):
        if match[1] != _TASK:
            yield text_lines.at(text, match.start()), f"команда «{match[1]}»; редактор запускает только {_TASK}"


def _requirements(text: str) -> Iterator[tuple[int, str]]:
    lines = text.splitlines()
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
    for name, package in packages.items():
        if not name:
            continue
        if package.get("link") or not re.fullmatch(r"sha512-[\w+/]{86}==", str(package.get("integrity"))):
            yield _line(text, name), f"у {name} нет integrity sha512; make lock пишет этот файл сам"
        if "resolved" in package:
            yield _line(text, name), f"{name} берут с {package['resolved']}; адресов в этом файле нет, npm знает их сам"


def _project(text: str) -> Iterator[tuple[int, str]]:
    for match in _REGISTRY.finditer(text):
        yield (
            text_lines.at(text, match.start()),
            f"«{match[0]}»: чужой реестр или чужая программа; версии приходят только из реестра pip",
        )


def _line(text: str, name: str) -> int:
    return text_lines.at(text, max(0, text.find(f'"{name}"')))
