"""Programs that build the site: what of them reaches out of the program, runs what is no code yet, or stands in the way of another.

The list of who may is in macros/data/guards.toml: two people look at a change there. Checks are held to more: code.py.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.content import portal
from macros.content.problem import Problem
from macros.content.tables import rules
from macros.review import text_lines
from macros.review.repository import guards
from macros.review.repository.pins import NOT_OURS

_FOLDERS = ("macros", "pyscripts")  # what builds the site; tools and tests may do more
_CHECKS = "pyscripts/checks/"  # they have a list of their own: code.toml
_TEXTS = (".py", ".mjs", ".js", ".ts", ".css", ".html", ".sh", ".toml", ".conf", ".json", ".jsonc", ".yml")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_DUNDER = re.compile(r"__[a-z_]+?__")
_BY_NAME = ("getattr", "setattr", "delattr", "hasattr")  # harmless where the name is a constant


def check(root: Path) -> Iterator[Problem]:
    """Find what no program of a site may do but those that are named, and what would be run in place of another."""
    for path in sorted(path for folder in _FOLDERS for path in (root / folder).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):
            continue  # told where it is loaded
        yield from (Problem(name, line, fault) for line, fault in sorted(set(_of_program(tree, name, root))))
    yield from _in_the_way(root)
    yield from _unseen(root)


def _of_program(tree: ast.Module, name: str, root: Path) -> Iterator[tuple[int, str]]:
    plain: set[ast.expr] = set()
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 1)
        match node:
            case ast.Import(names=names):
                yield from ((line, fault) for alias in names for fault in _import(alias.name, name))
            case ast.ImportFrom(module=module, level=level, names=names):
                source = "." * level + (module or "")
                yield from ((line, fault) for fault in _import(source, name))
                yield from ((line, fault) for alias in names for fault in _from(source, alias.name, name, root))
            case ast.Name(id=spelt) | ast.Attribute(attr=spelt) | ast.arg(arg=spelt) if not spelt.isascii():
                yield line, f"имя {spelt} не латиницей: похожие буквы прячут другое имя"
            case ast.Name(id=called) if node not in plain:
                yield from ((line, fault) for fault in (*_listed("runs", called, name), *_dunders(called, name)))
            case ast.Attribute(attr=spelt):
                yield from ((line, fault) for fault in _attribute(spelt, name))
            case ast.Call(func=ast.Name(id=called) as by, args=[_, ast.Constant(value=str(spelt)), *_]) if (
                called in _BY_NAME
            ):
                plain.add(by)
                yield from ((line, fault) for fault in _attribute(spelt, name))
            case ast.Constant(value=str(text)):
                yield from ((line, fault) for fault in _dunders(text, name))
            case ast.keyword(arg="shell", value=value) if not (
                isinstance(value, ast.Constant) and value.value is False
            ):
                yield value.lineno, "shell=: команда идёт списком слов, без оболочки: чужое слово стало бы командой"


def _import(module: str, name: str) -> Iterator[str]:
    who = rules("guards")["imports"].get(module, [])
    is_free = module.split(".")[0] in _FOLDERS or module in rules("guards")["anywhere"]["modules"]
    if not is_free and name not in who and not name.startswith(_CHECKS):
        yield _only(module, who)


def _from(module: str, spelt: str, name: str, root: Path) -> Iterator[str]:
    """What is imported from a module and is a module of Python there: one comes by it to what may not be imported."""
    own = f"{module.replace('.', '/')}/{spelt}.py"
    if spelt != module and not any((folder / own).is_file() for folder in (root, portal.ROOT)):
        yield from _attribute(spelt, name)


def _attribute(spelt: str, name: str) -> Iterator[str]:
    module = spelt.lstrip("_")  # modules of Python import each other under such names
    if module in sys.stdlib_module_names and module not in rules("guards")["anywhere"]["attributes"]:
        yield f"{spelt} — имя модуля Python: через чужой модуль его не берут"
    yield from _listed("attributes", spelt, name)
    yield from _dunders(spelt, name)


def _dunders(text: str, name: str) -> Iterator[str]:
    guards_ = rules("guards")
    for spelt in set(_DUNDER.findall(text)) - {*guards_["anywhere"]["dunders"]}:
        who = guards_["dunders"].get(spelt, [])
        if name not in who:
            yield _only(spelt, who)


def _listed(table: str, spelt: str, name: str) -> Iterator[str]:
    who = rules("guards")[table].get(spelt)
    if who is not None and name not in who:
        yield _only(spelt, who)


def _only(what: str, who: list[str]) -> str:
    return f"{what} можно только: {', '.join(who) or 'никому'}; нужно и здесь — впишите в {guards.FILE}: такое смотрят двое"


def _in_the_way(root: Path) -> Iterator[Problem]:
    """Modules beside the folders of the project: Python would take them in place of its own or of a library's."""
    for path in sorted(root.glob("*.py")):
        yield Problem(path.name, 1, "программы лежат в своих папках; здесь этот файл взяли бы вместо чужого модуля")
    known = rules("guards")["packages"]["known"]
    for path in sorted(root.glob("*/")):
        is_known = path.name in (*known, *NOT_OURS) or path.name.startswith(".")
        if not is_known and any(path.glob("*.py")):
            file = min(path.glob("*.py")).relative_to(root).as_posix()
            yield Problem(file, 1, _only(f"папка {path.name} с программами:", known))


def _unseen(root: Path) -> Iterator[Problem]:
    """Signs in programs that nobody sees, and that make another text of what is read: trojansource.codes, CVE-2021-42574."""
    for path in _texts(root):
        text = path.read_text(errors="replace")
        for match in _UNSEEN.finditer(text):
            sign = f"{ord(match[0]):04x}"
            fault = f"невидимый знак U+{sign.upper()}: читается одно, а выполняется другое; пишите его как \\u{sign}"
            yield Problem(path.relative_to(root).as_posix(), text_lines.at(text, match.start()), fault)


def _texts(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink() and path.name not in NOT_OURS:
            yield from _texts(path)
        elif path.suffix in _TEXTS and path.is_file():
            yield path
