"""What stands in place of modules of Python's library does what they do, as far as checks ask for it."""

import ast
import dataclasses
import doctest
import importlib.util
import typing
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import pyscripts
from macros.delivery import bundle, erase, runtime_files, usage
from macros.delivery.erase import without_types

ROOT = Path(__file__).parents[4]
CLASSES = """
@dataclass(frozen=True)
class Point:
    x: int
    y: int = 2
    tags: list[str] = field(default_factory=list)
    seen: bool = field(default=False, compare=False)
    count: ClassVar[int] = 3

@dataclass(frozen=True)
class Named(Point):
    name: str = ""
    y: int = 5

@dataclass
class Loose:
    x: int
    def __post_init__(self):
        self.doubled = self.x * 2

class Row(NamedTuple):
    a: int
    b: str = "b"
    def both(self):
        return f"{self.a}{self.b}"
"""
ASKED = [
    "Point(1)", "Point(1, 3, ['a'])", "Point(x=1, y=4)", "Point(1) == Point(1, seen=True)", "Point(1) == Point(2)",
    "Point(1).tags is Point(1).tags", "Named(1)", "Named(1, 2, [], True, 'n').name", "Named(1) == Point(1, 5)",
    "replace(Point(1), y=9)", "Point.count", "Point(1).y", "hash(Point(1, 2, ())) == hash(Point(1, 2, (), True))",
    "Loose(2).doubled", "Loose(1) == Loose(1)", "Row(1)", "Row(1, 'c').both()", "Row(b='x', a=2)",
    "Row(1)._replace(b='z')", "Row._make([1, 2])", "Row(1)._asdict()", "Row(1) == (1, 'b')", "Row._fields",
]  # fmt: skip
REFUSED = [
    "Point()",
    "Point(1, x=1)",
    "Point(1, z=1)",
    "Point(1, 2, [], True, 5)",
    "setattr(Point(1), 'x', 2)",
    "hash(Loose(1))",
]
REFUSED += ["Row()", "Row(1, 'b', 2)", "Row(1, a=1)", "Row(1, c=1)", "delattr(Point(1), 'x')"]


def lean(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"lean_{name}", usage.LEAN / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scope(classes: ModuleType, types: ModuleType, source: str) -> dict[str, Any]:
    found: dict[str, Any] = {"__name__": "scope"}
    found |= {name: getattr(classes, name) for name in ("dataclass", "field", "replace")}
    found |= {name: getattr(types, name) for name in ("ClassVar", "NamedTuple")}
    exec(source, found)
    return found


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return scope(dataclasses, typing, CLASSES)


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    return scope(lean("dataclasses"), lean("typing"), without_types(CLASSES))


@pytest.mark.parametrize("line", ASKED)
def test_what_is_made_of_annotations_is_the_same(line: str, real: dict[str, Any], ours: dict[str, Any]) -> None:
    assert repr(eval(line, ours)) == repr(eval(line, real))


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused_is_refused(line: str, real: dict[str, Any], ours: dict[str, Any]) -> None:
    for names in (real, ours):
        with pytest.raises((TypeError, AttributeError)):
            eval(line, names)


def test_named_tuples_are_made_without_a_compiler() -> None:
    name = bundle.COLLECTIONS
    source = Path(importlib.util.find_spec("collections").origin).read_text()  # type: ignore[union-attr, arg-type]
    made: dict[str, Any] = {"__name__": "collections"}
    exec(bundle._changed(name, source), made)
    assert "eval(" not in bundle._changed(name, source)
    row = made["namedtuple"]("Row", "a b", defaults=["x"])
    assert (row(1), row(b=2, a=1), row._fields, row._field_defaults) == ((1, "x"), (1, 2), ("a", "b"), {"b": "x"})
    for wrong in ({}, {"a": 1, "c": 2}):
        with pytest.raises(TypeError):
            row(**wrong)
    with pytest.raises(TypeError):
        row(1, a=1)
    with pytest.raises(TypeError):
        row(1, 2, 3)


@pytest.mark.parametrize(
    ("source", "pairs"),
    [
        ("from typing import Any", {("typing", "Any")}),
        ("def f():\n    from enum import auto", {("enum", "auto")}),
        ("import dataclasses\ndataclasses.fields(x)", {("dataclasses", "fields")}),
    ],
)
def test_what_is_asked_of_a_module_is_seen(source: str, pairs: set[tuple[str, str]]) -> None:
    assert set(usage.needed(ast.parse(source))) == pairs


def test_our_checks_ask_for_no_more_than_there_is() -> None:
    with zipfile.ZipFile(bundle.build(ROOT) / runtime_files.ARCHIVE) as archive:
        assert archive.getinfo("typing.pyc").file_size < 5_000


def test_the_examples_are_true() -> None:
    assert doctest.testmod(erase).failed == 0


@pytest.mark.parametrize("path", sorted((ROOT / "pyscripts").rglob("*.py")), ids=lambda path: path.stem)
def test_of_our_modules_nothing_but_types_goes(path: Path) -> None:
    before, after = (ast.parse(text) for text in (path.read_text(), without_types(path.read_text())))
    for kind in (ast.Return, ast.Yield, ast.Compare, ast.JoinedStr, ast.Raise, ast.Dict, ast.For, ast.comprehension):
        counts = [sum(isinstance(node, kind) for node in ast.walk(tree)) for tree in (before, after)]
        assert counts[0] == counts[1], kind
    assert not [node for node in ast.walk(after) if isinstance(node, ast.arg) and node.annotation]


def test_a_check_keeps_the_name_that_it_gives_itself(tmp_path: Path) -> None:
    path = tmp_path / "checks" / "card.py"
    path.parent.mkdir()
    path.write_text((ROOT / "pyscripts" / "checks" / "card.py").read_text())
    code = compile(bundle._ours(path), "card", "exec", optimize=2)
    assert pyscripts.load("card").title in [str(one).rstrip(".") for one in code.co_consts]
