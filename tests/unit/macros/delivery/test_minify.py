"""Scripts of a site that is packed are small, do what they did, and say whose they are."""

from pathlib import Path

import pytest

from macros.delivery import minify, preload
from tests.harness import node

ROOT = Path(__file__).parents[4]
FILES = {
    "assets/sum.mjs": (
        "/*! A library, MIT */\n/** Adds. */\nimport { add } from './parts/add.mjs';\n"
        "export function sum(firstOfTheNumbers, secondOfTheNumbers) {\n  // why not\n"
        "  return add(firstOfTheNumbers, secondOfTheNumbers);\n}\n"
    ),
    "assets/parts/add.mjs": "export const add = (first, second) => {\n  return first + second;\n};\n",
    "assets/early.js": "(function () {\n  window.early = true;\n})();\n",
    "assets/runtime/core.mjs": "var  theirs;\n",
    "service-worker.js": "const MANIFEST = { on: true };\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    minify.site(tmp_path, ROOT)
    return tmp_path


def test_what_is_ours_is_smaller_and_what_is_not_stays(site: Path) -> None:
    for name, before in FILES.items():
        after = (site / name).read_text()
        assert after == before if name.startswith(minify.LEFT) else len(after) < len(before), name


def test_modules_do_what_they_did_and_name_each_other(site: Path) -> None:
    script = f"const {{ sum }} = await import({(site / 'assets/sum.mjs').as_uri()!r}); answer(sum(given, 2));"
    assert node.run(script, 40) == 42
    assert preload.imported((site / "assets/sum.mjs").read_text()) == ["./parts/add.mjs"]


def test_a_licence_stays(site: Path) -> None:
    text = (site / "assets/sum.mjs").read_text()
    assert "A library, MIT" in text
    assert "why not" not in text


def test_the_same_file_gives_the_same_bytes(site: Path) -> None:
    first = (site / "assets/sum.mjs").read_text()
    (site / "assets/sum.mjs").write_text(FILES["assets/sum.mjs"])
    minify.site(site, ROOT)
    assert (site / "assets/sum.mjs").read_text() == first
