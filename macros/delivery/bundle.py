"""What the browser loads to run the checks: Pyodide's core, cut to what they use, and one archive of bytecode.

The archive holds `pyscripts`, its tables as JSON, the modules of small libraries that it imports, and of the standard
library only what Pyodide and the checks import: found by running every example of every check. Some modules that
Pyodide imports and never needs here are replaced by those in shims/. It is compiled by `pyodide py-compile`, because
most of the start-up of Pyodide is compiling its own standard library. Where the core is cut, the whole one lies in a folder
beside it, for whoever asks what it cannot answer. The same sources give the same bytes.
"""

import _imp
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
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import CodeType

from macros.delivery import core
from macros.delivery.kept import digest, kept, named
from pyscripts import checks, data
from pyscripts.data import from_toml, table, to_json, unsourced

LIBRARIES = ("stdnum",)
# Stored, not deflated, and called a text: hosts compress texts on the way as a whole, which is a third smaller with
# brotli than compressing each module by itself; archives they leave alone.
ARCHIVE = "python.zip.txt"
LOADER = "pyodide.mjs"
WHOLE = "whole"
HERE = Path(__file__).parent
BOOT = HERE / "boot_modules.txt"  # what Pyodide imports before any check
SHIMS = HERE / "shims"
SEALED = HERE / "sealed.py"  # what the worker asks

# Runs in a fresh interpreter, so that nothing is in sys.modules but what the checks brought.
TRACE = """
import sys
sys.path[:0] = [sys.argv[1]]
import pyscripts
from functools import partial
for name, examples in eval(sys.stdin.read()).items():
    module = __import__(f"pyscripts.checks.{name}", fromlist=["*"])
    scope = vars(module) | {"keys": partial(pyscripts.keys, name)}
    for example in examples:
        try:
            exec(example, scope)
        except Exception:
            pass  # examples of errors; whether they are right is for the tests to say
# What is another module's second name needs no file: `importlib._bootstrap` is a part of the interpreter.
names = {name: getattr(getattr(module, "__spec__", None), "name", name) for name, module in sys.modules.items()}
print(*sorted(name for name, own in names.items() if name == own))
"""


def build(root: Path) -> Path:
    """Make the runtime, unless it has been made from the same sources before.

    Args:
        root: the project, with `npm ci` done.

    Returns:
        A folder named by the hash of its content.
    """
    npm = root / "node_modules" / "pyodide"
    packed = [npm / name for name in (LOADER, *core.FILES, "package.json")]
    profile = core.profiled()
    small = core.build(root, profile) if profile else None
    folders: tuple[str | Path, ...] = (root / "pyscripts", SHIMS, *checks.__path__, *data.__path__)
    made_from = digest(named((*folders, *packed, BOOT, SEALED, __file__)))

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
    _copy_pyscripts(root / "pyscripts", sources / "pyscripts")
    _copy_libraries(sources)
    shutil.copyfile(SEALED, sources / SEALED.name)
    shutil.copytree(SHIMS, sources, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    modules = set(_trace(sources)) | set(BOOT.read_text().split())
    with zipfile.ZipFile(npm / "python_stdlib.zip") as stdlib:
        for name in _files_of(modules - _frozen(), stdlib.namelist()):
            if not (sources / name).exists():
                stdlib.extract(name, sources)
    builtin = sorted(modules - _frozen() - _modules_in(sources))
    (sources / "builtin_modules.py").write_text(f"NAMES = {builtin!r}\n")  # for sealed.py
    _drop_unused_libraries(sources, modules)
    made = _made(work / "made")
    _write_archive(_compiled(sources, work), made / ARCHIVE)
    shutil.copyfile(npm / LOADER, made / LOADER)
    for name in core.FILES:
        if small:
            shutil.copyfile(small / name, made / name)
        shutil.copyfile(npm / name, (_made(made / WHOLE) if small else made) / name)
    _write_manifest(npm, made)
    return made.rename(work / digest(named([made]))[:16])


def _copy_pyscripts(ours: Path, made: Path) -> None:
    """Checks and tables come from where they are found, so that another portal can have its own: macros/content/portal.py."""
    shutil.copytree(ours, made, ignore=shutil.ignore_patterns("__pycache__", "__main__.py", "checks"))
    for package in (checks, data):
        for folder in reversed(package.__path__):
            place = made / package.__name__.rpartition(".")[2]
            shutil.copytree(folder, place, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    (made / "checks" / "__init__.py").touch()
    for path in (made / "data").glob("*.toml"):
        path.with_suffix(".json").write_bytes(to_json(unsourced(from_toml(path.read_bytes()))))
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


def _trace(sources: Path) -> list[str]:
    """The names of all modules that the checks and their examples import."""
    parser = doctest.DocTestParser()
    checks = sources / "pyscripts" / "checks"
    examples = {
        module.name: [example.source for example in parser.get_examples((checks / f"{module.name}.py").read_text())]
        for module in pkgutil.iter_modules([str(checks)])
    }
    command = [sys.executable, "-S", "-B", "-c", TRACE, str(sources)]
    answer = subprocess.run(command, input=repr(examples), capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeError(f"проверки не импортируются:\n{answer.stderr}")
    return answer.stdout.splitlines()[-1].split()


def _frozen() -> set[str]:
    """Modules that are part of the interpreter itself."""
    return set(_imp._frozen_module_names())  # type: ignore[attr-defined]  # typeshed has it not


def _files_of(modules: Iterable[str], names: Iterable[str]) -> list[str]:
    wanted = {module.replace(".", "/") for module in modules}
    return [name for name in names if name.removesuffix(".py").removesuffix("/__init__") in wanted]


def _modules_in(sources: Path) -> set[str]:
    paths = (path.relative_to(sources).with_suffix("") for path in sources.rglob("*.py"))
    return {".".join(path.parts).removesuffix(".__init__") for path in paths}


def _drop_unused_libraries(sources: Path, modules: set[str]) -> None:
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


def _write_archive(files: Mapping[str, bytes], path: Path) -> None:
    """Write files so that equal content gives equal bytes: py-compile puts the time of its run into both."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), _slim(content) if name.endswith(".pyc") else content)


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
    (made / "manifest.json").write_text(json.dumps(manifest, separators=(",", ":")))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
