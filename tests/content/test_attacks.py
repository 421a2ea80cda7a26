"""What a stranger could put into a pull request is refused with its file and line, and what honest people write is not.

The ideas are rows of two tables beside this file; a new idea is a new row. tests/harness/sites.py says how a row gets in.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import review
from macros.content import portal
from macros.content.problem import Problem
from macros.review import spelling
from tests.harness import sites

HERE = Path(__file__).parent
# What is wrong with a text whoever writes it: it tells nothing about an attack.
STYLE = ("прямые кавычки", "дефис вместо тире", "знаков, а бывает не больше", "есть и русские, и латинские буквы")

type Row = tuple[str, str, str | None, str]  # place, name, path of a file, text


def rows(name: str) -> Iterator[Row]:
    for place, table in tomllib.loads((HERE / name).read_text()).items():
        if isinstance(table, list):
            yield from ((place, row["name"], row["path"], row["text"]) for row in table)
        else:
            yield from ((place, what, None, text) for what, text in table.items())


def told(row: Row, root: Path) -> tuple[str, list[Problem]]:
    """The file into which a row was put, and what is wrong then."""
    place, _, path, text = row
    sites.write(root)
    file = sites.add(root, path, text) if path else sites.put(root, place, text)
    return file, sorted(set(review.problems(root)))


@pytest.fixture(autouse=True)
def without_spelling(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A hostile text may be spelt well; the dictionary would take most of the time."""
    monkeypatch.setattr(spelling, "misspelt", lambda _: {})
    yield
    portal.use(portal.ROOT)


ATTACKS = list(rows("attacks.toml"))
HONEST = list(rows("honest.toml"))


@pytest.mark.parametrize("row", ATTACKS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_an_attack_is_refused_with_its_file_and_line(row: Row, tmp_path: Path) -> None:
    file, problems = told(row, tmp_path)
    named = [
        problem
        for problem in problems
        if problem.path in (file, file.removeprefix("docs/")) and problem.line and not problem.text.startswith(STYLE)
    ]
    assert named, problems


@pytest.mark.parametrize("row", HONEST, ids=lambda row: f"{row[0]}: {row[1]}")
def test_what_honest_people_write_passes(row: Row, tmp_path: Path) -> None:
    _, problems = told(row, tmp_path)
    assert [str(problem) for problem in problems] == []


def test_the_site_into_which_they_are_put_has_no_mistakes(tmp_path: Path) -> None:
    assert list(review.problems(sites.write(tmp_path))) == []
