"""Sources of checks and their examples → the modules and tables that each uses: what is run, and what is named in it."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LEAN = Path(__file__).with_name("lean")  # modules in place of Python's own
PROGRAM = Path(__file__).with_name("trace.py")
_TABLE = re.compile(r'\btable\("(\w+)"\)')
_LOADS = re.compile(r"\bpyscripts\.(?:load|run)\(")  # a check that asks others needs all of them
_OURS = re.compile(r"^ *(?:from|import) (pyscripts[\w.]*)", re.MULTILINE)

type Examples = Mapping[str, list[str]]  # lines of Python, by check


@dataclass(frozen=True)
class Used:
    """What a check imports, and the tables that it reads."""

    modules: frozenset[str]
    tables: frozenset[str]


def traced(sources: Path, examples: Examples) -> dict[str, Used]:
    """What checks use, with modules in LEAN in place of Python's own, if none of them needs more of these."""
    modules = [sources / "sealed.py", *(sources / "pyscripts").rglob("*.py")]
    asked = {pair for path in modules for pair in needed(ast.parse(path.read_text()))}
    lean = [Path(shutil.copy(path, sources)) for path in sorted(LEAN.glob("*.py"))]
    provided = {(path.stem, name) for path in lean for name in _named(ast.parse(path.read_text()))}
    if {pair for pair in asked if pair[0] in {path.stem for path in lean}} <= provided:
        with suppress(RuntimeError):  # what Python's own modules ask for comes out here
            return _trace(sources, examples)
    for path in lean:
        path.unlink()
    return _trace(sources, examples)


def needed(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Modules and the names that are taken from them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


def _named(tree: ast.Module) -> Iterator[str]:
    """What a module defines."""
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _trace(sources: Path, examples: Examples) -> dict[str, Used]:
    """What each check and its examples use, by its name; under no name, what all of them do."""
    command = [sys.executable, "-S", "-B", "-P", str(PROGRAM), str(sources)]
    answer = subprocess.run(command, input=json.dumps(examples), capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeError(f"проверки не импортируются:\n{answer.stderr}")
    told = (json.loads(line) for line in answer.stdout.splitlines() if line.startswith('["'))
    used = {name: _with_named(Used(frozenset(modules), frozenset(tables)), sources) for name, modules, tables in told}
    everything = Used(
        frozenset().union(*(one.modules for one in used.values())),
        frozenset().union(*(one.tables for one in used.values())),
    )
    for name in used:
        if name and _LOADS.search((sources / "pyscripts" / "checks" / f"{name}.py").read_text()):
            used[name] = everything
    return used


def _with_named(used: Used, sources: Path) -> Used:
    """With what its modules of ours name besides: an example may not come to every function that imports or reads."""
    modules, tables = set(used.modules), set(used.tables)
    waiting = [name for name in modules if name.partition(".")[0] == "pyscripts"]
    while waiting:
        place = sources.joinpath(*waiting.pop().split("."))
        path = place.with_suffix(".py") if place.with_suffix(".py").exists() else place / "__init__.py"
        source = path.read_text()
        tables |= set(_TABLE.findall(source))
        named = {name for name in _OURS.findall(source) if _exists(sources, name)}
        waiting += named - modules
        modules |= named
    return Used(frozenset(modules), frozenset(tables))


def _exists(sources: Path, module: str) -> bool:
    place = sources.joinpath(*module.split("."))
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()
