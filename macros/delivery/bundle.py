"""What the browser loads to run a check: Pyodide's core, cut to what checks use, and two archives of bytecode.

One has what every start needs, the other what one check has besides: its module and those that it imports, of `pyscripts`, of
small libraries and of the standard library, and the tables that it reads, as JSON. All that is found by running its examples.
Some modules that Pyodide imports and never needs here are replaced by those in shims/. All is compiled by `pyodide
py-compile`, because most of the start-up of Pyodide is compiling its own standard library. Where the core is cut, the whole
one lies in a folder beside it, for whoever asks what it cannot answer. The same sources give the same bytes.
"""

import _imp
import ast
import doctest
import hashlib
import importlib.util
import json
import marshal
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from types import CodeType

from macros.delivery import core, erase, loader, runtime_files, tables, usage
from macros.delivery.erase import without_types
from macros.delivery.kept import digest, kept, named
from macros.delivery.sealed import SHARED
from macros.delivery.usage import LEAN, PROGRAM, Examples, Used, traced
from pyscripts import checks, data
from pyscripts.data import from_toml, table

LIBRARIES = ("stdnum",)
HERE = Path(__file__).parent
BOOT = HERE / "boot_modules.txt"  # what Pyodide imports before any check
SHIMS = HERE / "shims"
COLLECTIONS = "collections/__init__.py"
# Named tuples without a text of Python, which needs a compiler: what stands in COLLECTIONS, and what takes its place.
REPLACED = {
    """    code = f'lambda _cls, {arg_list}: _tuple_new(_cls, ({arg_list}))'
    __new__ = eval(code, namespace)
""": """    def __new__(_cls, *values, **named):
        if _len(values) > num_fields or not named.keys() <= {*field_names[_len(values):]}:
            raise TypeError(f'{typename} takes {arg_list}')
        if named or _len(values) < num_fields:
            found = {**field_defaults, **_dict(_zip(field_names, values)), **named}
            if _len(found) < num_fields:
                raise TypeError(f'{typename} takes {arg_list}')
            values = [found[name] for name in field_names]
        return tuple_new(_cls, values)
""",
    """    if defaults is not None:
        __new__.__defaults__ = defaults
""": "",
}
SEALED = HERE / "sealed.py"  # what the worker asks


def build(root: Path) -> Path:
    """Make the runtime, unless it has been made from the same sources before.

    Args:
        root: the project, with `npm ci` done.

    Returns:
        A folder named by the hash of its content.
    """
    npm = root / "node_modules" / "pyodide"
    packed = [npm / name for name in (runtime_files.LOADER, *core.FILES, "package.json")]
    profile = core.profiled()
    small = core.build(root, profile) if profile else None
    folders: tuple[str | Path, ...] = (root / "pyscripts", SHIMS, *checks.__path__, *data.__path__, LEAN)
    libraries = root / "requirements.txt"  # pins LIBRARIES and the compiler
    others = (libraries, root / runtime_files.FILE, *packed, BOOT, SEALED, PROGRAM)
    makers = (str(module.__file__) for module in (erase, loader, runtime_files, tables, usage))
    made_from = digest(named((*folders, *others, *makers, __file__)))

    def make(folder: Path) -> None:
        with tempfile.TemporaryDirectory(dir=folder.parent) as work:
            made = _build(root, npm, small, Path(work))
            made.rename(_made(folder) / made.name)

    name = f"{made_from}-{small.name}" if small else made_from
    return next(kept(root / ".cache" / "runtime" / name, make).iterdir())


def files(folder: Path) -> list[Path]:
    """The files of a runtime, those of the whole core too."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def javascript(name: str) -> str:
    """A table of pyscripts/data/ as a module, for what the page must know before Python is there."""
    return f"export default {json.dumps(table(name), ensure_ascii=False, separators=(',', ':'), default=str)};\n"


def _build(root: Path, npm: Path, small: Path | None, work: Path) -> Path:
    sources = work / "sources"
    used = traced(sources, _copy_sources(root, sources))
    start = (
        used.pop("").modules
        | set(BOOT.read_text().split())
        | {*SHARED, SEALED.stem, "builtin_modules", checks.__name__}
    )
    _keep_modules(start.union(*(one.modules for one in used.values())), sources, npm / "python_stdlib.zip")
    made = _made(work / "made")
    _write_archives(_compiled(sources, work), start, used, made)
    _copy_core(npm, small, made)
    _write_manifest(npm, made)
    return made.rename(work / digest(named([made]))[:16])


def _copy_sources(root: Path, sources: Path) -> Examples:
    """Put together what is ours and what stands in for Python's own modules; gives the examples, which stand in docstrings."""
    _copy_pyscripts(root / "pyscripts", sources / "pyscripts")
    _copy_libraries(sources)
    shutil.copyfile(SEALED, sources / SEALED.name)
    shutil.copytree(SHIMS, sources, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    examples = _examples(sources)
    for path in sources.rglob("*.py"):
        path.write_text(_ours(path))
    return examples


def _keep_modules(modules: Set[str], sources: Path, stdlib: Path) -> None:
    """Add what is used of Python's library, and drop what is not used of the others."""
    with zipfile.ZipFile(stdlib) as archive:
        for name in _files_of(modules - _frozen(), archive.namelist()):
            if not (sources / name).exists():
                _write(sources / name, _changed(name, archive.read(name).decode()))
    builtin = sorted(modules - _frozen() - _modules_in(sources))
    (sources / "builtin_modules.py").write_text(f"NAMES = {builtin!r}\n")  # for sealed.py
    _drop_unused_libraries(sources, modules)


def _write_archives(compiled: Mapping[str, bytes], start: Set[str], used: Mapping[str, Used], made: Path) -> None:
    """One archive for every start, and one for each check with what that has besides."""
    first = _files_of(start, compiled)
    _write_archive(compiled, first, made / runtime_files.ARCHIVE)
    _made(made / runtime_files.CHECKS)
    for name, one in used.items():
        read = (f"pyscripts/data/{table}.json" for table in one.tables)
        own = {*_files_of(one.modules, compiled), *read}.difference(first)
        _write_archive(compiled, own, made / runtime_files.archive_of(name))


def _copy_core(npm: Path, small: Path | None, made: Path) -> None:
    """The core and what loads it; where the core is cut, the whole one beside it."""
    shutil.copyfile(npm / runtime_files.LOADER, made / runtime_files.LOADER)
    whole = _made(made / runtime_files.WHOLE) if small else made
    for name in core.FILES:
        if small:
            shutil.copyfile(small / name, made / name)
        shutil.copyfile(npm / name, whole / name)
    script = whole / runtime_files.SCRIPT
    script.write_text(loader.without_compiler(script.read_text()))


def _copy_pyscripts(ours: Path, made: Path) -> None:
    """Checks and tables come from where they are found, so that another portal can have its own: macros/content/portal.py."""
    shutil.copytree(ours, made, ignore=shutil.ignore_patterns("__pycache__", "__main__.py", "checks"))
    for package in (checks, data):
        for folder in reversed(package.__path__):
            place = made / package.__name__.rpartition(".")[2]
            shutil.copytree(folder, place, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    (made / "checks" / "__init__.py").touch()
    for path in (made / "data").glob("*.toml"):
        path.with_suffix(".json").write_bytes(tables.to_json(tables.unsourced(from_toml(path.read_bytes()))))
        path.unlink()


def _copy_libraries(sources: Path) -> None:
    """Libraries go in under empty packages: their own `__init__` imports everything they have."""
    for name in LIBRARIES:
        spec = importlib.util.find_spec(name)
        assert spec
        assert spec.origin
        shutil.copytree(Path(spec.origin).parent, sources / name, ignore=shutil.ignore_patterns("__pycache__", "*.dat"))
        for init in (sources / name).rglob("__init__.py"):
            init.write_text("")


def _examples(sources: Path) -> Examples:
    """What the examples of each check say."""
    parser = doctest.DocTestParser()
    checks = sources / "pyscripts" / "checks"
    return {
        module.name: [example.source for example in parser.get_examples((checks / f"{module.name}.py").read_text())]
        for module in pkgutil.iter_modules([str(checks)])
    }


def _ours(path: Path) -> str:
    """A module of ours without types. A check is called what its first line says, which bytecode would not have."""
    source = path.read_text()
    said = ast.get_docstring(ast.parse(source)) if path.parent.name == "checks" else None
    return without_types(source) + (f"\n__doc__ = {said.partition('\n')[0]!r}\n" if said else "")


def _changed(name: str, source: str) -> str:
    """A module of Python's library: Pyodide's own without types, named tuples without code that is written and compiled."""
    if name == COLLECTIONS:
        for old, new in REPLACED.items():
            if old not in source:
                raise ValueError(f"{name}: нет строк «{old}»")
            source = source.replace(old, new)
    return without_types(source) if name.startswith(("_pyodide/", "pyodide/")) else source


def _write(path: Path, text: str) -> None:
    _made(path.parent)
    path.write_text(text)


def _frozen() -> set[str]:
    """Modules that are part of the interpreter itself."""
    return set(_imp._frozen_module_names())  # type: ignore[attr-defined]  # typeshed has it not


def _files_of(modules: Iterable[str], names: Iterable[str]) -> list[str]:
    wanted = {module.replace(".", "/") for module in modules}
    return [name for name in names if name.rpartition(".py")[0].removesuffix("/__init__") in wanted]


def _modules_in(sources: Path) -> set[str]:
    paths = (path.relative_to(sources).with_suffix("") for path in sources.rglob("*.py"))
    return {".".join(path.parts).removesuffix(".__init__") for path in paths}


def _drop_unused_libraries(sources: Path, modules: Set[str]) -> None:
    for name in LIBRARIES:
        for path in (sources / name).rglob("*.*"):
            module = path.relative_to(sources).with_suffix("").as_posix().replace("/", ".")
            if module.removesuffix(".__init__") not in modules:
                path.unlink()


def _compiled(sources: Path, work: Path) -> Mapping[str, bytes]:
    """Compile everything, without docstrings and asserts; files by name."""
    folder = _made(work / "compile")
    with zipfile.ZipFile(folder / "python.zip", "w") as archive:
        for path in sorted(path for path in sources.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(sources).as_posix())
    command = [str(Path(sys.executable).with_name("pyodide")), "py-compile", "--silent", str(folder)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONOPTIMIZE": "2"}, capture_output=True)
    with zipfile.ZipFile(folder / "python.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write_archive(files: Mapping[str, bytes], names: Iterable[str], path: Path) -> None:
    """Write files so that equal content gives equal bytes: py-compile puts the time of its run into both."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(names):
            archive.writestr(zipfile.ZipInfo(name), _slim(files[name]) if name.endswith(".pyc") else files[name])


def _slim(pyc: bytes) -> bytes:
    """Bytecode without what no reader needs.

    Its source's date goes (PEP 552: flag 1 is a hash that is not checked), and so do the tables of line numbers: a third
    of the archive.
    """
    return pyc[:4] + b"\1\0\0\0" + b"\0" * 8 + marshal.dumps(_without_lines(marshal.loads(pyc[16:])))


def _without_lines(code: CodeType) -> CodeType:
    constants = tuple(_without_lines(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=constants)


def _write_manifest(npm: Path, made: Path) -> None:
    """What the worker compares the files with, and Pyodide's lock without its 300 packages."""
    info = json.loads((npm / "pyodide-lock.json").read_text())["info"]
    told = {
        path.relative_to(made).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in files(made)
    }
    manifest = {"files": told, "lock": {"info": info, "packages": {}}}
    (made / runtime_files.MANIFEST).write_text(json.dumps(manifest, separators=(",", ":")))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
