"""What a reader has to load does not grow unnoticed."""

import tomllib
from pathlib import Path

import pytest

from bench import sizes
from bench.table import number

ROOT = Path(__file__).parents[2]
BUDGET: sizes.Figures = tomllib.loads((ROOT / "bench" / "budget.toml").read_text())
WHAT = [(kind, name) for kind, figures in BUDGET.items() for name in figures]


@pytest.fixture(scope="session")
def measured(packed_folder: Path) -> sizes.Figures:
    return sizes.figures(packed_folder.resolve())


@pytest.mark.parametrize(("kind", "name"), WHAT)
def test_nothing_grows_beyond_its_budget(measured: sizes.Figures, kind: str, name: str) -> None:
    size, most = measured[kind][name], BUDGET[kind][name]
    grown = f"{kind}.{name}: {number(size, 0)} байт, на {number(size - most, 0)} больше, чем можно"
    assert size <= most, f"{grown}. Уменьшите; если оно того стоит, поднимите число в bench/budget.toml"


def test_every_figure_has_its_budget(measured: sizes.Figures) -> None:
    assert {kind: named.keys() for kind, named in measured.items()} == {
        kind: named.keys() for kind, named in BUDGET.items()
    }


def test_a_page_is_counted_with_all_that_it_loads(tmp_path: Path) -> None:
    files = {
        "a/index.html": '<link rel="stylesheet" href="../s.css"><link rel="next" href="../b/"><script src="../m.mjs">',
        "b/index.html": "",
        "s.css": "",
        "m.mjs": 'import { a } from "./n.mjs";\nimport "./o.mjs";\nconst later = () => import("./p.mjs");\n',
        "n.mjs": 'import m from "./m.mjs";\n',
        "o.mjs": "",
        "p.mjs": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    loaded = sizes.loaded(tmp_path / "a" / "index.html")
    assert {path.name for path in loaded} == {"index.html", "s.css", "m.mjs", "n.mjs", "o.mjs"}
