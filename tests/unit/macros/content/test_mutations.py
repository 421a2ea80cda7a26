"""Whatever stands in a data file, it gives a list of problems with lines, never a traceback, and hides no other mistake."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import review
from macros.content import tables, toml_file
from macros.content.pages import check, read, readable
from macros.content.problem import Problem, noted
from macros.content.site import Site

ROOT = Path(__file__).parents[4]
FOLDER = ROOT / "macros" / "data"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yml"))
PAGES = readable(ROOT / "docs")[0]
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


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose data files are there and say nothing, so that one alone is quickly read."""
    for name in FILES:
        (tmp_path / "macros" / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        if "/" not in name:
            (tmp_path / "macros" / "data" / name).write_text("{}")
    return tmp_path


def problems(site: Path, name: str, text: str) -> list[Problem]:
    """What is wrong with a file; those that it may name stand beside it."""
    path = site / "macros" / "data" / name
    if "/" in name:
        shutil.copytree(FOLDER / Path(name).parent, path.parent, dirs_exist_ok=True)
    path.write_text(text)
    return [problem for problem in Site.of(PAGES, site)[1] if problem.path == f"macros/data/{name}"]


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mutation_of_a_data_file_is_answered(name: str, data: st.DataObject, site: Path) -> None:
    text = data.draw(mutated((FOLDER / name).read_text()))
    for problem in problems(site, name, text):
        assert problem.text
        assert 0 <= problem.line <= text.count("\n") + 1


TABLES = [(folder, name) for folder, kinds in tables.FOLDERS.items() for name in kinds]
TOML = st.sampled_from(
    [
        "",
        "[]",
        "[a",
        "a = ",
        "= 5",
        "a = 5",
        "[[a]]",
        "a.b.c = 1",
        'a = """',
        "a = 2026-02-30",
        "a = {b = 1}",
        "\x00",
        "a = [1, 'б']",
    ]
)


@st.composite
def mutated_toml(draw: st.DrawFn, text: str) -> str:
    """A table with some of its lines gone, doubled, without a value, with another, or of another name."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key, _, value = lines[at].partition("=")
        lines[at : at + 1] = draw(
            st.sampled_from(
                [[], [lines[at]] * 2, [key], [f"{key}= {draw(TOML)}"], [draw(TOML)], [f"x{key}={value}"], [f"[{key}]"]]
            )
        )
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize(("folder", "name"), TABLES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_mutation_of_a_table_is_answered(folder: str, name: str, data: st.DataObject) -> None:
    path = ROOT / folder / f"{name}.toml"
    text = data.draw(mutated_toml(path.read_text()))
    check = tables.check if folder == tables.OF_CHECKS else tables.check_rules
    found: list[Problem] = []
    with noted(found):
        found += check(name, toml_file.parse(text, path.name))
    for problem in found:
        assert problem.text
        assert 0 <= problem.line <= text.count("\n") + 1


@pytest.mark.parametrize("name", FILES)
def test_the_file_itself_is_right(name: str, site: Path) -> None:
    assert problems(site, name, (FOLDER / name).read_text()) == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "text",
    ["", "[]", "слово", "null", "- a\n- b", "a: null", "a: []", "5: {}", "a: {b: {c: {d: 1}}}", "{", "\t", "a: " + "я" * 1_000_000],
    ids=lambda text: repr(text[:20]),
)  # fmt: skip
def test_a_file_of_another_shape_is_named(name: str, text: str, site: Path) -> None:
    assert problems(site, name, text)


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


def told(site: Path, broken: dict[str, bytes]) -> tuple[set[str], list[str]]:
    """Of a site with a guide in which a macro and a word are wrong: the files that are named, and what is said of the guide."""
    shutil.copytree(FOLDER, site / "macros" / "data")
    for name, content in broken.items():
        (site / "macros" / "data" / name).write_bytes(content)
    guide = site / "docs" / "guides" / "login" / "no-code.md"
    guide.parent.mkdir(parents=True)
    guide.write_text(PAGES["guides/login/no-code.md"].source + '\nАккуант и {{ fakt("phone") }}.\n')
    found = list(review.problems(site))
    return {problem.path for problem in found}, [found.text for found in found if found.path.endswith("no-code.md")]


ONE_OF_EACH_FOLDER = [name for name in FILES if "/" not in name] + list(
    {Path(name).parent: name for name in FILES if "/" in name}.values()
)


@pytest.mark.parametrize(
    "broken",
    [dict.fromkeys(FILES, content) for content in (b"[", b"[]", b"\xff\xfe", b"a: {says: 7}")]
    + [{name: b"["} for name in ONE_OF_EACH_FOLDER],
    ids=lambda broken: " ".join(broken) if len(broken) == 1 else str(next(iter(broken.values()))),
)
def test_broken_files_hide_no_other_mistake(broken: dict[str, bytes], tmp_path: Path) -> None:
    """They are named, and so are a wrong macro and a misspelt word in a guide; nothing is blamed for what cannot be read."""
    files, of_guide = told(tmp_path / "site", broken)
    assert {f"macros/data/{name}" for name in broken} <= files
    assert [text for text in of_guide if "fakt" in text]
    assert [text for text in of_guide if "Аккуант" in text]
    assert not [text for text in of_guide if text.startswith(("нет факта", "нет действия"))]
