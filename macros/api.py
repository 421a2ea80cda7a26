"""The docstrings of a package, read with ast: nothing is run, and what begins with «_» stays inside."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

PACKAGES = ("pyscripts", "macros")

type Node = ast.Module | ast.ClassDef | ast.FunctionDef


@dataclass(frozen=True)
class Documented:
    """A module, class or function with its docstring as paragraphs of lines."""

    name: str
    signature: str
    doc: list[list[Markup]]
    inside: list["Documented"]


def modules(package: Path) -> list[Documented]:
    """The modules of a package that say what they are for, the package itself first."""
    found = [(path, _name(path, package)) for path in package.rglob("*.py") if _is_module(path, package)]
    return [_entry(name, name, ast.parse(path.read_text())) for path, name in sorted(found, key=lambda each: each[1])]


def paragraphs(doc: str) -> Iterator[list[str]]:
    r"""The paragraphs of a docstring, without its examples: one line each, or one for every argument.

    >>> list(paragraphs("Do it.\n\nArgs:\n    a: this\n        and that\n    b: more\n\n>>> 1"))
    [['Do it.'], ['Args:', 'a: this and that', 'b: more']]
    """
    for part in re.split(r"\n\s*\n", inspect.cleandoc(doc).partition(">>>")[0].strip()):
        if re.match(r"(Args|Returns|Raises):$", part, re.MULTILINE):
            yield [" ".join(line.split()) for line in re.split(r"\n(?: {4})?(?! )", part)]
        elif part:
            yield [" ".join(part.split())]


def _is_module(path: Path, package: Path) -> bool:
    """Templates and replacements of other people's modules lie in folders that are no packages."""
    folders = [folder for folder in path.parents if folder.is_relative_to(package)]
    return path.name != "__main__.py" and all((folder / "__init__.py").exists() for folder in folders)


def _name(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _entry(name: str, signature: str, node: Node) -> Documented:
    doc = [[_line(text) for text in lines] for lines in paragraphs(ast.get_docstring(node) or "")]
    inside = [] if isinstance(node, ast.FunctionDef) else list(_inside(node.body))
    return Documented(name, signature, doc, inside)


def _inside(body: Iterable[ast.stmt]) -> Iterator[Documented]:
    for node in body:
        if (
            isinstance(node, ast.ClassDef | ast.FunctionDef)
            and not node.name.startswith("_")
            and ast.get_docstring(node)
        ):
            yield _entry(node.name, _signature(node), node)


def _signature(node: ast.ClassDef | ast.FunctionDef) -> str:
    """The first line of a definition.

    >>> _signature(ast.parse("def f(a: int, *b: str) -> None: ...").body[0])
    'f(a: int, *b: str) -> None'
    """
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(ast.unparse(base) for base in node.bases)
        return f"class {node.name}({bases})" if bases else f"class {node.name}"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){returns}"


def _line(text: str) -> Markup:
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))
