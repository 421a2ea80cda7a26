"""What the workbench loads: the build itself, as the readers' Python runs it, and the site on which it works.

Two archives, because they change at different times: Python's library with all that the build imports, as bytecode; and
the site: its pages, what reading its data gave, and our own modules. The core of Pyodide is the readers' own. Libraries are
those that are installed here, which requirements.txt pins; of each only the modules that are imported, found by following
imports from macros/workbench. The same sources give the same bytes.
"""

import ast
import copyreg
import hashlib
import importlib.util
import io
import json
import marshal
import pickle
import re
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from types import CodeType
from typing import Any

from macros.content import config
from macros.content.shape import Shape
from macros.content.site import Site
from macros.delivery import core, profile, runtime_files
from macros.delivery.kept import kept

FOLDER = "assets/workbench/"
# In the archive of a site; macros/workbench/__init__.py has the same names.
PROJECT, PORTAL, SITE = "project", "portal", "site.pickle"
CALL = re.compile(r"\{\{\s*workbench\(")  # a site without such a page ships nothing of this
SHIMS = Path(__file__).parent / "shims"  # in place of what has no pure Python
START = ("macros.workbench", "macros.workbench.trial")
UNREAD = {"__pycache__", "shims", "theme", Path(profile.FILE).name}  # for the build and the bundle of readers only
WHOLE = "pyscripts"
OURS = ("macros", WHOLE)
# What is imported by a name that is made at run time: packages whole, modules alone.
PACKAGES = ("_pyodide", "encodings", "justhtml", "markdown.extensions", "pyodide", "pyscripts")
MODULES = (
    "html.parser", "pygments.formatters.html", "pygments.lexers.configs", "pygments.lexers.data", "pygments.lexers.python",
    "pygments.lexers.shell", "pygments.lexers.special", "pygments.styles.default", "pymdownx.highlight", "site",
)  # fmt: skip
# What is named and never loaded here: in a browser there are no other processes, no Windows and no locks to judge.
NEVER = ("multiprocessing", "packaging", "asyncio.proactor_events", "asyncio.windows_events", "asyncio.windows_utils")
NAMED = ("markdown",)  # distributions that are asked what they bring: extensions of Markdown have short names
_RUN, _NO_LINE = 8, 0x80 | 15 << 3  # InternalDocs/code_objects.md of CPython
_HEAD = importlib.util.MAGIC_NUMBER + b"\1\0\0\0" + b"\0" * 8  # PEP 552: a hash of the source that is not checked


def is_wanted(site: Site) -> bool:
    """Whether a site has a workbench."""
    return any(CALL.search(page.body) for page in site.pages.values())


def files(root: Path, site: Path, content: Site, runtime: str) -> dict[str, bytes]:
    """The files that the workbench loads, by their address on the site.

    Args:
        root: this project, with `npm ci` done.
        site: the folder of the site.
        content: what was read of it.
        runtime: the folder of the readers' Python, from the root of the built site.
    """
    allowed = tomllib.loads((root / "macros" / "data" / "code.toml").read_text())["modules"]  # of a check that is tried
    modules = _Modules(root, [*_extensions(site), *(name for name in allowed if not name.endswith("*"))])
    archives = {
        "python": _archive(_library(modules)),
        "site": _archive(_site(root, site, content, modules)),
    }
    npm = root / "node_modules" / "pyodide"
    names = {key: f"{key}-{hashlib.sha256(made).hexdigest()[:16]}.zip.txt" for key, made in archives.items()}
    whole = f"{runtime}{runtime_files.WHOLE}/" if core.profiled() else runtime  # more is asked here than checks ask
    manifest = {
        "files": {key: {"name": names[key], "bytes": len(made)} for key, made in archives.items()},
        "core": (npm / runtime_files.CORE).stat().st_size,
        "runtime": runtime,
        "whole": whole,
        "lock": {"info": json.loads((npm / "pyodide-lock.json").read_text())["info"], "packages": {}},
    }
    found = {FOLDER + names[key]: made for key, made in archives.items()}
    return {**found, f"{FOLDER}manifest.json": json.dumps(manifest, separators=(",", ":")).encode()}


def _library(modules: "_Modules") -> dict[str, bytes]:
    """Bytecode of Python's own library and of other people's, by name in the archive."""
    found = dict(modules.others)
    for name in NAMED:
        package = metadata.distribution(name)
        for part in ("METADATA", "entry_points.txt"):
            found[f"{name}-{package.version}.dist-info/{part}"] = (package.read_text(part) or "").encode()
    return found


def _extensions(site: Path) -> list[str]:
    """The extensions of Markdown that are called by the names of their modules."""
    listed: list[Any] = config.whole(site / config.NAME).get("markdown_extensions") or []
    names = [name for entry in listed for name in (entry if isinstance(entry, dict) else [entry])]
    return [name for name in names if "." in name]


def _site(root: Path, site: Path, content: Site, modules: "_Modules") -> dict[str, bytes]:
    """This project as far as a look needs it, the site if that is another one, and what was read of it, by name.

    Of what is no page only the name is needed: links lead to it. Pages are in what was read. Modules that only the build
    imports are there to be read, for the pages about the code, and have no bytecode.
    """
    found: dict[str, bytes] = {}
    for folder in OURS:
        for path in _files(root / folder):
            name = path.relative_to(root).as_posix()
            found[f"{PROJECT}/{name}"] = path.read_bytes()
            if name in modules.ours:
                place = path.relative_to(root).parent / "__pycache__" / f"{path.stem}.cpython-313.pyc"
                found[f"{PROJECT}/{place.as_posix()}"] = _read(root, name, path.read_bytes()).code
    found[f"{PROJECT}/{config.NAME}"] = (root / config.NAME).read_bytes()
    found |= {f"{PROJECT}/{path.relative_to(root).as_posix()}": b"" for path in _files(root / "docs")}
    if site.resolve() != root.resolve():
        for folder in ("macros/data", "pyscripts/checks", "pyscripts/data"):
            found |= {
                f"{PORTAL}/{path.relative_to(site).as_posix()}": path.read_bytes() for path in _files(site / folder)
            }
        settings = re.sub(
            "^INHERIT: .*$", f"INHERIT: ../{PROJECT}/{config.NAME}", (site / config.NAME).read_text(), flags=re.M
        )
        found[f"{PORTAL}/{config.NAME}"] = settings.encode()
        found |= {f"{PORTAL}/{path.relative_to(site).as_posix()}": b"" for path in _files(site / "docs")}
    return {**found, SITE: _pickled(content)}


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, without what only the build and the bundle of readers need."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not UNREAD & set(path.relative_to(folder).parts):
            yield path


class _Modules:
    """All that a look at a page imports, found by following imports from its first module.

    What others import in a function only, and from others, is for the rest of what they can.
    """

    def __init__(self, root: Path, more: Iterable[str]) -> None:
        self.others: dict[str, bytes] = {}
        self.ours: set[str] = set()
        self._root = root
        self._seen: set[str] = set()
        with zipfile.ZipFile(root / "node_modules" / "pyodide" / "python_stdlib.zip") as archive:
            self._stdlib = {name: archive.read(name) for name in archive.namelist() if name.endswith(".py")}
        packages = [name for package in PACKAGES for name in self._inside(package)]
        waiting = [*START, *MODULES, *packages, *more]
        while waiting:
            waiting += self._follow(waiting.pop())

    def _follow(self, module: str) -> list[str]:
        """Take a module in; gives what it imports, and the packages in which it lies."""
        if module in self._seen or module.startswith(NEVER):
            return []
        self._seen.add(module)
        found = self._find(module)
        if not found:
            return []  # a part of the interpreter, or a name in a module
        name, source = found
        module_read = _read(self._root, name, source)
        if name.startswith(OURS):
            self.ours.add(name)
        else:
            self.others[f"{name}c"] = module_read.code
        package = [module.rpartition(".")[0]] if "." in module else []
        own = module.partition(".")[0]
        late = [each for each in module_read.imported_late if own in (*OURS, each.partition(".")[0])]
        return [*module_read.imported, *late, *package]

    def _find(self, module: str) -> tuple[str, bytes] | None:
        """The file of a module by its name in an archive, and its source."""
        path = module.replace(".", "/")
        for name in (f"{path}/__init__.py", f"{path}.py"):
            for folder in (SHIMS, *([self._root] if module.startswith(OURS) else [])):
                if (folder / name).is_file():
                    return name, (folder / name).read_bytes()
            if name in self._stdlib:
                return name, self._stdlib[name]
            if (file := _installed() / name).is_file():
                return name, file.read_bytes()
        return None

    def _inside(self, package: str) -> Iterator[str]:
        """The modules of a package."""
        folder = f"{package.replace('.', '/')}/"
        names = [name for name in self._stdlib if name.startswith(folder)]
        for place in (self._root, _installed()):
            names += (path.relative_to(place).as_posix() for path in sorted((place / folder).rglob("*.py")))
        for name in names:
            yield name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _pickled(content: Site) -> bytes:
    """What was read, without the texts of licences, and what pydantic keeps besides: its own, and a set, which has no order."""
    told = replace(content, components=[replace(part, text="") for part in content.components])
    vars(told)["neighbours"] = content.neighbours  # are kept, too

    class Pickler(pickle.Pickler):
        def reducer_override(self, each: object) -> Any:
            if isinstance(each, Shape):
                return copyreg.__newobj__, (type(each),), {"__dict__": dict(each)}  # type: ignore[attr-defined]
            return NotImplemented

    made = io.BytesIO()
    Pickler(made).dump(told)
    return made.getvalue()


@cache
def _installed() -> Path:
    """Where libraries are installed."""
    return Path(sysconfig.get_path("purelib"))


@dataclass(frozen=True)
class _Module:
    """Bytecode, and what it imports, at once and in functions: names of modules, or of something in one."""

    code: bytes
    imported: list[str]
    imported_late: list[str]


def _read(root: Path, name: str, source: bytes) -> _Module:
    """A module compiled; each version once, because that takes seconds for all of them.

    They lose their docstrings, their asserts and the lines of each step; what checks are made of keeps them: its examples are
    run, and whoever writes a check sees the line of an error.
    """
    digest = hashlib.sha256(b"%s\0%s\0%s" % (_maker(), name.encode(), source)).hexdigest()
    place = root / ".cache" / "workbench" / digest
    made = kept(place, lambda path: path.write_bytes(marshal.dumps(_compiled(source, name))))
    return _Module(*marshal.loads(made.read_bytes()))


@cache
def _maker() -> bytes:
    """What tells this compiler from another one: the version of Python, and this module."""
    return hashlib.sha256(_HEAD + Path(__file__).read_bytes()).digest()


def _compiled(source: bytes, name: str) -> tuple[bytes, list[str], list[str]]:
    tree = ast.parse(source)
    is_whole = name.startswith(WHOLE)
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0 if is_whole else 2)
    parts = name.removesuffix(".py").removesuffix("/__init__").split("/")
    imported = list(_imported(tree, parts if name.endswith("/__init__.py") else parts[:-1]))
    at_once, late = (sorted({each for each, late in imported if late is is_late}) for is_late in (False, True))
    return _HEAD + marshal.dumps(code if is_whole else _without_lines(code)), at_once, late


def _imported(tree: ast.AST, package: list[str], is_late: bool = False) -> Iterator[tuple[str, bool]]:
    """What stands after `import` and `from … import`, and whether it stands in a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, is_late) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join((*above, *filter(None, [node.module])))
            yield from ((each, is_late) for each in (base, *(f"{base}.{part.name}" for part in node.names)))
        elif isinstance(node, ast.stmt | ast.excepthandler) and not _is_skipped(node):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from _imported(node, package, is_late or is_function)


def _is_skipped(node: ast.AST) -> bool:
    """What is there for those who look at types, or who run the module as a program."""
    return isinstance(node, ast.If) and any(name in ast.unparse(node.test) for name in ("TYPE_CHECKING", "__name__"))


def _without_lines(code: CodeType) -> CodeType:
    """The table says of all steps that they have no line: a run of steps a byte, all alike, which packs to nothing."""
    runs, rest = divmod(len(code.co_code) // 2, _RUN)
    table = bytes([_NO_LINE + _RUN - 1]) * runs + bytes([_NO_LINE + rest - 1] if rest else [])
    constants = tuple(_without_lines(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_linetable=table, co_consts=constants)


def _archive(named: Mapping[str, bytes]) -> bytes:
    """Stored, not deflated, and called a text: hosts pack texts on the way as a whole, which is smaller."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(named.items()):
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()
