"""What would weaken the checks: other commands, tests that cannot fail, owners who are not asked, words that templates lose.

A pull request that weakens one of these passes everything that it has weakened. Nothing here proves that a program is honest:
that is what the people of .github/CODEOWNERS look at. It sees to it that they are asked, and that nothing goes silently.
"""

import hashlib
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from macros.content.problem import Problem
from macros.content.tables import rules
from macros.review import text_lines

FILE = "macros/data/guards.toml"
_ENGINE = "$(MAKE) --no-print-directory -C"  # the Makefile of a portal calls ours
_COMMANDS = ("Makefile", "setup/*.sh", "tools/*.sh", ".ci/*")
_STRANGE = re.compile(
    r"\b(?:curl|wget|nc|ncat|telnet|ssh|scp|base64|eval)\b|\|\s*(?:ba|z|da)?sh\b|https?://(?!127\.0\.0\.1)|--(?:deselect|ignore)(?=[=\s])|"
    r"\|\|\s*(?:true\b|:(?=\s|$))|^\t@?-@?(?=[\w$])|\b(?:NODE_OPTIONS|NODE_PATH|LD_\w+|PYTHON(?:PATH|STARTUP|HOME)|BASH_ENV|PIP_\w+|npm_config_\w+)=",
    re.MULTILINE,
)
_SERVERS = "deploy/*.conf"
# What nginx takes as one instruction, or what stands between two; a hash in the middle of a word begins no comment there.
_INSTRUCTION = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|(?<=\S)\#|[^;{}"'#])+|\#[^\n]*|[;{}]""")
_SOURCE = re.compile(
    r"'(?:none|self|script|wasm-unsafe-eval|sha256-[\w+/]+={0,2})'|own|blob:|data:|https://[a-z0-9-]+(?:\.[a-z0-9-]+)+"
)
# One program and one package of Debian in a line.
_NEED = re.compile(r"^ *need (?!\S+ [a-z0-9.+-]+$).*", re.MULTILINE)
_INSTALLS = "setup/browsers.sh"
_TOOTHLESS = re.compile(
    r"\bos\._exit\b|\bmark\.(?:skip|xfail)\w*|\bpytest\.(?:skip|xfail|importorskip|exit)\b|^\s*assert True\b|"
    r"\bcollect_ignore\w*\s*=|"
    r"\bpytest_(?:collection_modifyitems|ignore_collect|runtest_(?:protocol|setup|call)|deselected)\b",
    re.MULTILINE,
)
_CONFTESTS = ("tests/conftest.py", "tests/browser/conftest.py")
_ON_THE_HOST = ("workflows", "ISSUE_TEMPLATE")
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
_SETTINGS, _PINNED = "pyproject.toml", "requirements.txt"
_LEAVES_OUT = re.compile(r"(?<!\S)-p\s+(?!no:)\S+|--(?:ignore|deselect)\S*|(?<!\S)-[kmx]\b")
_MADE = (".cache", ".hypothesis", ".venv", "node_modules", "site")  # here, and then taken as they lie there


def check(root: Path) -> Iterator[Problem]:
    """Find what would let other things in, in a site that has such files."""
    for name, wanted in rules("guards")["file"].items():
        if (root / name).is_file():
            yield from _of_file(name, wanted, (root / name).read_bytes())
    for files in _COMMANDS:
        yield from _lines_of(root, files, _STRANGE, "команды ничего не качают сами; уберите")
    yield from _lines_of(root, _EDITOR, _EDITED, "редакторы испортили бы файлы; так не пишут")
    yield from _of_servers(root)
    yield from _lines_of(root, _INSTALLS, _NEED, "в строке одна программа и один её пакет: need программа пакет")
    yield from _of_tests(root)
    yield from _of_host(root)
    yield from _of_owners(root)
    yield from _of_settings(root)
    yield from _of_history(root)


def _of_file(name: str, wanted: Mapping[str, Any], content: bytes) -> Iterator[Problem]:
    if "sha256" in wanted and (digest := hashlib.sha256(content).hexdigest()) != wanted["sha256"]:
        fault = f"от этого файла зависит, что остаётся у читателя и что уходит; так задумано — впишите в {FILE}"
        yield Problem(name, 1, f"{fault} sha256 = {digest}: такое смотрят двое")
    text = content.decode(errors="replace")
    missing = () if _ENGINE in text else [words for words in wanted.get("words", ()) if words not in text]
    yield from (Problem(name, 1, f"нет слов «{words.strip()}»; без них проверяется не всё") for words in missing)


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
    rules = dict(rule.strip().partition(" ")[::2] for rule in given.partition('"')[2].rstrip('"').split(";"))
    wide = [
        f"{name} {source}" for name, row in rules.items() for source in row.split() if not _SOURCE.fullmatch(source)
    ]
    if wide:
        return f"политика: {', '.join(wide)}; бывают 'none', 'self', blob:, data:, суммы скриптов и https://имя-сайта"
    closed = [name for name in ("default-src", "frame-ancestors") if rules.get(name) != "'none'"]
    return f"политика: нет {', '.join(closed)} 'none'" if closed else ""


def _of_tests(root: Path) -> Iterator[Problem]:
    for path in sorted((root / "tests").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        text = path.read_text(errors="replace")
        if path.name == "conftest.py" and name not in _CONFTESTS:
            yield Problem(name, 1, f"такого файла здесь быть не может; бывают: {', '.join(_CONFTESTS)}")
        for match in _TOOTHLESS.finditer(text):
            yield Problem(
                name, text_lines.at(text, match.start()), f"«{match[0].strip()}»: тест, который не упадёт; уберите"
            )


def _of_host(root: Path) -> Iterator[Problem]:
    for path in sorted((root / ".github").glob("*/")):
        if path.name not in _ON_THE_HOST:
            for file in sorted(file for file in path.rglob("*") if file.is_file()):
                yield Problem(file.relative_to(root).as_posix(), 1, f"бывают только папки {', '.join(_ON_THE_HOST)}")


def _of_owners(root: Path) -> Iterator[Problem]:
    """Lines that ask nobody or a stranger, and files that two people look at and no line asks them to."""
    if not (root / OWNERS).is_file():
        return
    text = (root / OWNERS).read_text(errors="replace")
    lines = map(str.split, text.splitlines())
    for number, (where, *who) in ((number, line) for number, line in enumerate(lines, 1) if line):
        if not where.startswith("#") and (not who or not set(who) <= _TEAMS):
            fault = f"«{' '.join([where, *who])}»: в строке путь и кто-то из {', '.join(sorted(_TEAMS))}, больше никто"
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
    # The project may lie in a container where it belongs to another user.
    command = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "--", *_MADE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for name in done.stdout.splitlines()[:1]:
        yield Problem(name, 1, "такие файлы делает программа, в истории их не бывает; уберите: git rm --cached")


def _of_settings(root: Path) -> Iterator[Problem]:
    """What in pyproject.toml would let tests and types catch less, or needs what nobody has pinned."""
    if not (root / _SETTINGS).is_file():
        return
    text = (root / _SETTINGS).read_text(errors="replace")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield Problem(_SETTINGS, 1, f"это не TOML: {error}")
        return
    for words, fault in (*_of_pytest_and_mypy(data), *_of_tools(data), *_of_groups(root, data)):
        place = max(0, text.find(words)) + words.startswith("\n")
        yield Problem(_SETTINGS, text_lines.at(text, place), fault)


def _of_pytest_and_mypy(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The words on whose line something is wrong, and what is."""
    pytest, mypy = (data.get("tool", {}).get(tool, {}) for tool in ("pytest", "mypy"))
    options = pytest.get("ini_options", {})
    warned = options.get("filterwarnings", [])
    is_right = {
        "testpaths": options.get("testpaths") == ["tests"],
        "timeout": isinstance(options.get("timeout"), int) and 0 < options["timeout"] <= 1000,
        "filterwarnings": "error" in warned and "ignore" not in warned,
        "addopts": not _LEAVES_OUT.search(str(options.get("addopts", ""))),
        "strict": mypy.get("strict") is True,
    }
    yield from (
        (f"\n{key} ", f"{key}: так тесты и типы ничего не ловят") for key, right in is_right.items() if not right
    )


def _of_tools(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for where, keys in rules("guards")["tools"].items():
        section: Any = data.get("tool", {})
        for part in where.split("."):
            section = section.get(part, {}) if isinstance(section, dict) else {}
        for key in sorted(section.keys() - set(keys)) if isinstance(section, dict) else ():
            yield f"\n{key}", f"[tool.{where}] {key}: бывают {', '.join(keys)}; другое ослабило бы проверки"


def _of_groups(root: Path, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not (root / _PINNED).is_file():
        return
    installed = {line.partition("==")[0].partition("[")[0] for line in (root / _PINNED).read_text().splitlines()}
    for wanted in (str(wanted) for group in data.get("dependency-groups", {}).values() for wanted in group):
        library = re.split(r"[\[=<>!~ ]", wanted)[0].lower().replace("_", "-")
        if library not in installed:
            yield wanted, f"{library} нет в requirements.txt; наберите make lock"
