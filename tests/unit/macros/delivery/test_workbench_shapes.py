"""The pydantic of the workbench says of any mistake what pydantic says, word for word."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.harness.mutations import VALUES, mutations

ROOT = Path(__file__).parents[4]
SHIMS = ROOT / "macros" / "delivery" / "workbench" / "shims"
# Reads texts by the name of a shape; says what is wrong with each, or what came of it.
READ = """
import json, sys
sys.path[:0] = sys.argv[1:]
from macros.content import shape
from macros.content.problem import ContentError
from macros.content.schemas import YAML
from macros.content.yaml_file import parse
def told(kind, text):
    try:
        return repr(plain(shape.shaped(YAML[kind], parse(text, kind))))
    except ContentError as error:
        return list(map(str, error.problems))
def plain(made):
    if isinstance(made, dict):
        return {key: plain(value) for key, value in made.items()}
    if isinstance(made, list):
        return [plain(value) for value in made]
    return {key: plain(value) for key, value in made} if isinstance(made, shape.Shape) else made
print(json.dumps([told(kind, text) for kind, text in json.load(sys.stdin)]))
"""
# What can stand at every place of a shape, by its way.
OFFERED = """
import json, sys
sys.path[:0] = sys.argv[1:]
from macros.content import shape
from macros.content.schemas import YAML
def offered(kind, way):
    keys = shape.keys(kind, way)
    yield list(way), keys, shape.values(kind, way)
    for name in [hint.name for hint in keys] or ["any"]:
        if shape._typed(kind, (*way, name)) is not None:
            yield from offered(kind, (*way, name))
print(json.dumps({name: list(offered(kind, ())) for name, kind in YAML.items()}))
"""
FILES = {
    "facts": "macros/data/facts.yml", "triage": "macros/data/triage.yml", "sources": "macros/data/sources.yml",
    "browser": "macros/data/browsers/yandex.yml", "system": "macros/data/systems/windows.yml",
    "places": "macros/data/places.yml", "search": "macros/data/search.yml",
}  # fmt: skip
HEADS = {
    "guide": "title: Т\ndescription: О\naliases: [а, б]\nchecked: 2026-11-22\n",
    "check": "title: Т\ndescription: О\naliases: [а, б]\n",
    "page": "title: Т\ndescription: О\nhide: [navigation]\n",
}
LINES_OF_A_FILE = 120  # pydantic's answers to the rest are the same ones


def told(texts: list[tuple[str, str]], *paths: Path) -> list[object]:
    found: list[object] = said(READ, *paths, given=json.dumps(texts))
    return found


def said(code: str, *paths: Path, given: str = "") -> Any:
    command = [sys.executable, "-B", "-c", code, *map(str, (*paths, ROOT))]
    answer = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert not answer.returncode, answer.stderr
    return json.loads(answer.stdout)


def test_both_offer_the_same() -> None:
    ours, theirs = said(OFFERED, SHIMS), said(OFFERED)
    assert ours == theirs
    assert sum(bool(keys or values) for places in theirs.values() for _, keys, values in places) > 100


@pytest.mark.parametrize("kind", [*FILES, *HEADS])
def test_both_say_the_same(kind: str) -> None:
    whole = HEADS.get(kind) or (ROOT / FILES[kind]).read_text()
    text = "\n".join(whole.split("\n")[:LINES_OF_A_FILE])
    texts = [(kind, each) for each in (whole, *VALUES, *mutations(text, 400))]
    ours, theirs = told(texts, SHIMS), told(texts)
    assert len([said for said in theirs if isinstance(said, list)]) > 100
    for (_, given), one, other in zip(texts, ours, theirs, strict=True):
        assert one == other, given
