"""Arrows run one way: hooks → review → render → content, delivery → content; nothing knows who calls it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# What the modules of a room may import of macros, besides what is in the same room.
ALLOWED: dict[str, set[str]] = {
    "content": set(),
    "api": set(),
    "article": {"content"},
    "folding": set(),
    "drafts": {"folding"},
    "retelling": {"content"},
    "render": {"content", "api", "drafts", "retelling"},
    "review": {"content", "drafts", "render", "article"},
    "delivery": {"content"},
    "new": {"content", "review"},
    "__main__": {"content", "review"},
    "workbench": {"content", "render", "article", "review", "new"},
    "hooks": {"content", "drafts", "render", "review", "delivery"},
}


def room(path: Path) -> str:
    parts = path.relative_to(ROOT / "macros").with_suffix("").parts
    return parts[0]


def imported(path: Path) -> Iterator[str]:
    """The rooms of macros that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "macros":
            names = [str(node.module)] if node.module != "macros" else [f"macros.{each.name}" for each in node.names]
            yield from (name.split(".")[1] for name in names)
        elif isinstance(node, ast.Import):
            yield from (each.name.split(".")[1] for each in node.names if each.name.startswith("macros."))


MODULES = [
    path
    for path in sorted((ROOT / "macros").rglob("*.py"))
    if (not {"shims", "templates"} & set(path.parts) and path.parent != ROOT / "macros") or path.stem in ALLOWED
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_arrows_run_one_way(path: Path) -> None:
    assert set(imported(path)) <= ALLOWED[room(path)] | {room(path)}


def test_every_module_has_a_room() -> None:
    rooms = {
        room(path)
        for path in (ROOT / "macros").rglob("*.py")
        if path.name != "__init__.py" or path.parent != ROOT / "macros"
    }
    assert rooms - {"templates", "__init__"} == ALLOWED.keys()


def test_only_hooks_know_mkdocs() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text())
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        names |= {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
        assert path.stem == "hooks" or not {name for name in names if name.partition(".")[0] == "mkdocs"}, path


@pytest.mark.parametrize("folder", ["pyscripts", "macros"])
def test_what_is_shipped_or_built_knows_no_tests(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        if "templates" not in path.parts:
            assert "from tests" not in path.read_text(), path


@pytest.mark.parametrize("folder", ["bench", "tools"])
def test_tools_share_only_the_harness(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
                assert str(node.module).startswith("tests.harness"), path
