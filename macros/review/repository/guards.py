"""Changes that would weaken the checks: altered commands, tests that cannot fail, missing owners, deleted safety wording.

A pull request that weakens one of these passes everything that it has weakened. Nothing here proves that a program is honest:
that is what the people of .github/CODEOWNERS look at. It sees to it that they are asked, and that nothing goes silently.
"""

import hashlib
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from macros.content import config, locks, portal
from macros.content.problem import Problem
from macros.content.tables import rules
from macros.review import text_lines

FILE = "macros/data/guards.toml"
# In the project no file of these kinds is unknown: each has its sum in the table. A portal of somebody else has its own.
_KNOWN = ("Makefile", ".ci/*", ".vscode/*", ".github/workflows/*", "setup/*", "tools/*.sh", "tests/**/conftest.py")
_SHARED = ("docs/", "macros/", "pyscripts/")  # what of it would stand in the place of ours
_STRANGE = re.compile(
    r"\b(?:curl|wget|nc|ncat|telnet|ssh|scp|base64|eval)\b|\|\s*(?:ba|z|da)?sh\b|https?://(?!127\.0\.0\.1)"
)
_INHERITS = re.compile(r"^INHERIT:", re.MULTILINE)
# Where words say nothing: comments of scripts, templates and programs, and what stands in three quotes.
_COMMENT = re.compile(r'/\*.*?\*/|<!--.*?-->|\{#.*?#\}|""".*?"""|^[ \t]*(?://|#)[^\n]*', re.DOTALL | re.MULTILINE)
_SERVERS = "deploy/*.conf"
# What nginx takes as one instruction, or what stands between two; a hash in the middle of a word begins no comment there.
_INSTRUCTION = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|(?<=\S)\#|[^;{}"'#])+|\#[^\n]*|[;{}]""")
_SOURCE = re.compile(
    r"'(?:none|self|script|wasm-unsafe-eval|sha256-[\w+/]+={0,2})'|own|blob:|data:|https://[a-z0-9-]+(?:\.[a-z0-9-]+)+"
)
_TOOTHLESS = re.compile(
    r"\bos\._exit\b|\bmark\.(?:skip|xfail)\w*|\bpytest\.(?:skip|xfail|importorskip|exit)\b|^\s*assert True\b|"
    r"\bcollect_ignore\w*\s*=|\b__test__\b|\bSkipTest\b|\bpytest_[a-z]\w*",
    re.MULTILINE,
)
OWNERS = ".github/CODEOWNERS"
_LOOKED_AT = (
    ".github/workflows/*", "Makefile", "package*.json", "requirements.txt", "pyproject.toml", "mkdocs.yml", "setup/*",
    "macros/data/*.toml", "macros/data/facts.yml", "macros/data/sources.yml",
    "macros/data/stops.txt", "macros/data/verdicts.txt", "macros/review/*.py", "macros/templates/*.html",
    "macros/hooks.py", "macros/delivery/csp.py", "macros/delivery/headers.py", "macros/delivery/sealed.py", "pyscripts/data/*.toml",
    "docs/service-worker.js", "docs/assets/realm.mjs", "docs/assets/trusted.mjs", "docs/assets/worker.mjs", "pyscripts/verdict.py",
)  # fmt: skip
_PEOPLE = "@razberemsya/facts"
_TEAMS = {_PEOPLE, "@razberemsya/maintainers"}
# Editors write files as it says: in another charset or with other ends of lines a text is another one.
_EDITOR = ".editorconfig"
_EDITED = re.compile(
    r"^(?!root = true$|charset = utf-8$|end_of_line = lf$|insert_final_newline = true$|trim_trailing_whitespace = true$|"
    r"indent_style = (?:space|tab)$|indent_size = \d$|max_line_length = \d+$|\[[\w*.{},/-]+\]$|#|$).+",
    re.MULTILINE,
)
# Made here, and then taken as they lie there.
_MADE = (".cache", ".hypothesis", ".mypy_cache", ".ruff_cache", ".venv", "node_modules", "site")


def check(root: Path) -> Iterator[Problem]:
    """Find what would let other things in, in a site that has such files."""
    is_ours = not _is_of_another(root)
    for name, wanted in rules("guards")["file"].items():
        if (root / name).is_file():
            if is_ours or name.startswith(_SHARED):
                yield from _of_file(name, wanted, (root / name).read_bytes())
        elif (root / FILE).is_file():
            yield Problem(name, 1, f"файла нет, а без него проверяется не всё; так задумано — уберите его из {FILE}")
    for files in _KNOWN:
        yield from (
            _unknown(root, files) if is_ours else _lines_of(root, files, _STRANGE, "команды ничего не качают сами")
        )
    yield from _lines_of(root, _EDITOR, _EDITED, "редакторы испортили бы файлы; так не пишут")
    yield from _of_servers(root)
    yield from _of_tests(root, is_ours)
    if is_ours:
        yield from _of_missing_tests(root)
    yield from _of_names(root)
    yield from _of_owners(root)
    yield from _of_groups(root)
    yield from _of_history(root)


def _is_of_another(root: Path) -> bool:
    """Whether a site is a portal of somebody else: a folder beside ours, which takes from us what it has not."""
    settings = root / config.NAME
    return (
        root.resolve() != portal.ROOT.resolve() and settings.is_file() and bool(_INHERITS.search(settings.read_text()))
    )


def _of_file(name: str, wanted: Mapping[str, Any], content: bytes) -> Iterator[Problem]:
    text = content.decode(errors="replace")
    free = "|".join(wanted.get("free", ()))
    fixed = re.sub(free, "*", text, flags=re.MULTILINE).encode() if free else content
    if "sha256" in wanted and (digest := hashlib.sha256(fixed).hexdigest()) != wanted["sha256"]:
        fault = f"от этого файла зависит, что проверяется и что уходит; так задумано — впишите в {FILE}"
        yield Problem(name, 1, f"{fault} sha256 = {digest}: такое смотрят двое")
    said = _COMMENT.sub("", text)
    missing = [words for words in wanted.get("words", ()) if _COMMENT.sub("", words) not in said]
    yield from (Problem(name, 1, f"нет слов «{words.strip()}»; без них проверяется не всё") for words in missing)


def _unknown(root: Path, files: str) -> Iterator[Problem]:
    for path in sorted(path for path in root.glob(files) if path.is_file()):
        if (name := path.relative_to(root).as_posix()) not in rules("guards")["file"]:
            yield Problem(name, 1, f"такого файла здесь нет; нужен — впишите его сумму в {FILE}: такое смотрят двое")


def _lines_of(root: Path, files: str, wrong: re.Pattern[str], fault: str) -> Iterator[Problem]:
    for path in sorted(path for path in root.glob(files) if path.is_file()):
        text = path.read_text(errors="replace")
        for match in wrong.finditer(text):
            where = text_lines.at(text, match.end() - 1)
            yield Problem(path.relative_to(root).as_posix(), where, f"«{match[0].strip()}»: {fault}")


def _of_servers(root: Path) -> Iterator[Problem]:
    """Instructions to a server that are not on the list: it gives its own files as they are, and writes nothing down."""
    allowed: Mapping[str, str] = rules("guards")["server"]
    for path in sorted(root.glob(_SERVERS)):
        text = path.read_text(errors="replace")
        for match in _INSTRUCTION.finditer(text):
            name, _, given = " ".join(match[0].split()).partition(" ")
            if not name or name.startswith("#") or name in ";{}":
                continue
            if not re.fullmatch(allowed.get(name, "x^"), given):
                what = f"«{name} {given[:40]}»: сервер отдаёт только свои файлы, как они есть, и ничего не записывает"
                yield _at(root, path, text, match, f"{what}; бывают строки из {FILE}, [server]")
            elif given.startswith("$policy ") and (wrong := _wrong_policy(given)):
                yield _at(root, path, text, match, wrong)


def _at(root: Path, path: Path, text: str, match: re.Match[str], fault: str) -> Problem:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Problem(path.relative_to(root).as_posix(), text_lines.at(text, start), fault)


def _wrong_policy(given: str) -> str:
    """What a policy of pages may not have."""
    directives = dict(part.strip().partition(" ")[::2] for part in given.partition('"')[2].rstrip('"').split(";"))
    wide = [
        f"{name} {source}"
        for name, row in directives.items()
        for source in row.split()
        if not _SOURCE.fullmatch(source)
    ]
    if wide:
        return f"политика: {', '.join(wide)}; бывают 'none', 'self', blob:, data:, суммы скриптов и https://имя-сайта"
    closed = [name for name in ("default-src", "frame-ancestors") if directives.get(name) != "'none'"]
    return f"политика: нет {', '.join(closed)} 'none'" if closed else ""


def _of_tests(root: Path, is_ours: bool) -> Iterator[Problem]:
    for path in sorted((root / "tests").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        text = path.read_text(errors="replace")
        if is_ours and name in rules("guards")["file"]:
            continue
        if path.name == "__init__.py" and "import" in text:
            yield Problem(name, 1, "этот файл только собирает папку; программы здесь не бывает")
        for match in _TOOTHLESS.finditer(text):
            yield Problem(
                name, text_lines.at(text, match.start()), f"«{match[0].strip()}»: тест, который не упадёт; уберите"
            )


def _of_missing_tests(root: Path) -> Iterator[Problem]:
    """Files of tests that are gone or have lost their tests: those of the list, and one for each check, that asks it something."""
    wanted = dict.fromkeys(rules("guards")["tests"]["exist"], r"^[ ]*def test_\w+\(")
    for check_ in root.glob("pyscripts/checks/[a-z]*.py"):
        wanted[f"tests/unit/checks/test_{check_.stem}.py"] = rf'\b(?:run|keys)\("{check_.stem}"'
    for name, words in wanted.items():
        if (root / name).is_file():
            if not re.search(words, _COMMENT.sub("", (root / name).read_text(errors="replace")), re.MULTILINE):
                yield Problem(name, 1, "в этом файле не осталось тестов, а без них проверяется не всё")
        elif (root / FILE).is_file():
            yield Problem(name, 1, f"теста нет, а без него проверяется не всё; список тестов — в {FILE}, [tests]")


def _of_names(root: Path) -> Iterator[Problem]:
    """Files with unknown names in places where tools pick files up automatically; files ignored by git do not count."""
    strange = [
        path.relative_to(root).as_posix()
        for folder, known in rules("guards")["names"].items()
        for path in sorted((root / folder).glob("*"))
        if path.name not in (*known, *_MADE, ".git") and (path.is_file() or path.name.startswith(".") or folder != ".")
    ]
    for name in _kept(root, strange, "--others", "--exclude-standard"):
        yield Problem(name, 1, f"программы слушаются таких файлов сами; бывают имена из {FILE}, [names]")


def _of_owners(root: Path) -> Iterator[Problem]:
    """Lines that ask nobody or a stranger, and files that two people look at and no line asks them to."""
    if not (root / OWNERS).is_file():
        return
    text = (root / OWNERS).read_text(errors="replace")
    lines = [line.split() for line in text.splitlines()]
    for number, (where, *who) in ((number, line) for number, line in enumerate(lines, 1) if line):
        if where.startswith("#"):
            continue
        if not who or not set(who) <= _TEAMS:
            fault = f"«{' '.join([where, *who])}»: в строке путь и кто-то из {', '.join(sorted(_TEAMS))}, больше никто"
            yield Problem(OWNERS, number, fault)
        if _PEOPLE not in who and any(line[:1] != ["#"] and _PEOPLE in line for line in lines[:number]):
            fault = (
                f"«{where}» без {_PEOPLE}: верна последняя подходящая строка, и эта отменила бы прежние; её место выше"
            )
            yield Problem(OWNERS, number, fault)
    two_look_at = [where for where in looked_at_by_two(text) if where.startswith("/")]
    for kind in _LOOKED_AT:
        if not any(_covers(where, kind) for where in two_look_at):
            yield Problem(OWNERS, 1, f"нет строки для /{kind} с {_PEOPLE}: такое смотрят двое")


def looked_at_by_two(owners: str) -> list[str]:
    """The paths in CODEOWNERS that two people look at, because an edit there can harm."""
    lines = (line.split() for line in owners.splitlines() if line.strip() and not line.startswith("#"))
    return [where for where, *who in lines if _PEOPLE in who]


def _covers(where: str, kind: str) -> bool:
    """Whether a line of CODEOWNERS is for all files of a kind: it names the folder, the kind, or each of them.

    >>> _covers("/setup/", "setup/*"), _covers("/package.json", "package*.json"), _covers("/tools/", "setup/*")
    (True, True, False)
    """
    path = where.removeprefix("/")
    return kind.startswith(path) if path.endswith("/") else fnmatch(path, kind)


def _of_history(root: Path) -> Iterator[Problem]:
    """Find what is made by our own programs in the history: somebody else would have made it."""
    if not (root / ".git").exists():
        return
    for name in _kept(root, _MADE)[:1]:
        yield Problem(name, 1, "такие файлы делает программа, в истории их не бывает; уберите: git rm --cached")


def _kept(root: Path, names: Iterable[str], *kinds: str) -> list[str]:
    """The files under some names that git keeps, or would keep; all of them where there is no git."""
    if not (names := list(names)):
        return []
    if not (root / ".git").exists():
        files = [path for name in names for path in (root / name, *(root / name).rglob("*")) if path.is_file()]
        return [path.relative_to(root).as_posix() for path in files]
    # The project may lie in a container where it belongs to another user.
    command = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached", *kinds, "--", *names]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")[:-1]


def _of_groups(root: Path) -> Iterator[Problem]:
    """Libraries that pyproject.toml asks for and requirements.txt has not; all else in it has its sum."""
    name, pinned = "pyproject.toml", root / "requirements.txt"
    if not (root / name).is_file() or not pinned.is_file():
        return
    text = (root / name).read_text(errors="replace")
    installed = locks.of_pip(pinned.read_text())
    try:
        groups = tomllib.loads(text).get("dependency-groups", {})
    except tomllib.TOMLDecodeError as error:
        yield Problem(name, 1, f"это не TOML: {error}")
        return
    for wanted in (str(wanted) for group in groups.values() for wanted in group):
        library = re.split(r"[\[=<>!~ ]", wanted)[0].lower().replace("_", "-")
        if library not in installed:
            line = text_lines.at(text, text.find(wanted))
            yield Problem(name, line, f"{library} нет в requirements.txt; наберите make lock")
