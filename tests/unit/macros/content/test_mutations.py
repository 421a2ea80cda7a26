"""Whatever stands in a data file, it gives a list of problems with lines, never a traceback, and hides no other mistake."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import review
from macros.content import browsers, facts, triage
from macros.content.pages import check, read, readable
from macros.content.problem import ContentError, Problem, noted
from macros.content.shape import Text, shaped
from macros.content.yaml_file import read as read_yaml

ROOT = Path(__file__).parents[4]
FOLDER = ROOT / "macros" / "data"
PAGES = readable(ROOT / "docs")[0]
LOADERS: dict[str, Callable[[Path], object]] = {
    "facts.yml": facts.load,
    "triage.yml": lambda path: triage.load(path, PAGES),
    "sources.yml": lambda path: shaped(dict[str, Text], read_yaml(path, path.name)),
    "browsers/yandex.yml": lambda path: browsers.load_browsers(path.parent),
    "systems/windows.yml": lambda path: browsers.load_systems(path.parent),
}
LINES = st.sampled_from(
    [
        "", "[]", "null", "5", "a: b", "- x", "  - {says: 1, to: 2}", "\ttab: 1",
        "x: &a [*a]", "? [1]", "!!python/name:os", "'", "- - - -", "a: 2026-02-30", "<<: {a: 1}", "\x00",
    ]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text with some of its lines gone, doubled, moved or replaced."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 5)):
            case 0:
                del lines[at : at + draw(st.integers(1, 5))]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = " " * draw(st.integers(0, 6)) + lines[at].lstrip()
            case 3:
                lines[at] = draw(LINES)
            case 4:
                lines[at] = lines[at].partition(":")[0] + ": " + draw(LINES)
            case _:
                lines[at] = lines[at].replace(":", "", 1)
        lines = lines or [""]
    return "\n".join(lines)


def problems(load: Callable[[Path], object], path: Path) -> list[Problem]:
    try:
        load(path)
    except ContentError as error:
        return error.problems
    return []


@pytest.mark.parametrize("name", LOADERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mutation_of_a_data_file_is_answered(name: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    text = (FOLDER / name).read_text()
    path.write_text(data.draw(mutated(text)))
    lines = path.read_text().count("\n") + 1
    for problem in problems(LOADERS[name], path):
        assert problem.path.endswith(name)
        assert problem.text
        assert 0 <= problem.line <= lines


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize(
    "text",
    ["", "[]", "слово", "null", "- a\n- b", "a: null", "a: []", "5: {}", "a: {b: {c: {d: 1}}}", "{", "\t", "a: " + "я" * 1_000_000],
    ids=lambda text: repr(text[:20]),
)  # fmt: skip
def test_a_file_of_another_shape_is_named(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    assert problems(LOADERS[name], tmp_path / name)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_front_matter_is_answered(data: st.DataObject) -> None:
    page = PAGES["guides/login/no-code.md"]
    text = data.draw(mutated(page.source.removesuffix(page.body))) + page.body
    found: list[Problem] = []
    with noted(found):
        seen = read(text, page.path)
        found += check(seen)
        assert isinstance(seen.title + seen.description, str)
    assert all(problem.text for problem in found)


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("content", [b"[", b"[]", b"\xff\xfe", b"a: {says: 7}"])
def test_one_broken_file_hides_no_other_mistake(name: str, content: bytes, tmp_path: Path) -> None:
    """A wrong macro and a misspelt word in a guide are named whatever is wrong with the data."""
    site = tmp_path / "site"
    for folder in ("browsers", "systems"):
        (site / "macros" / "data" / folder).mkdir(parents=True)
    for each in LOADERS:
        (site / "macros" / "data" / each).write_bytes((FOLDER / each).read_bytes())
    (site / "macros" / "data" / name).write_bytes(content)
    guide = site / "docs" / "guides" / "login" / "no-code.md"
    guide.parent.mkdir(parents=True)
    guide.write_text(PAGES["guides/login/no-code.md"].source + '\nАккуант и {{ fakt("phone") }}.\n')
    told = [(problem.path, problem.text) for problem in review.problems(site)]
    assert [path for path, _ in told if path == f"macros/data/{name}"]
    assert [text for path, text in told if path.endswith("no-code.md") and "fakt" in text]
    assert [text for path, text in told if path.endswith("no-code.md") and "Аккуант" in text]
    assert not [
        text for path, text in told if path.endswith("no-code.md") and text.startswith(("нет факта", "нет действия"))
    ]
