"""A second look is a short one, and finds what a whole one would."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import review
from macros.content import pages, portal
from macros.review import since

ROOT = Path(__file__).parents[4]
OTHER = ROOT / "examples" / "courier"
GUIDE, FACTS = "docs/guides/parcel/not-found.md", "macros/data/facts.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site in which nothing is wrong, and somebody who has just seen that."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(since, "FOLDER", tmp_path / "cache")
    site = shutil.copytree(OTHER, tmp_path / "site")
    settings = site / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("../..", str(ROOT)))
    assert list(since.problems(site)) == []
    yield site
    portal.use(ROOT)


def test_only_texts_that_changed_are_looked_at(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / GUIDE).write_text((site / GUIDE).read_text() + "\nЭто позвоните на 8 900 123-45-67.\n\nИ этта тоже.\n")
    whole = sorted(review.problems(site))
    assert len(whole) >= 2
    assert sorted(since.problems(site)) == whole
    assert sorted(since.problems(site)) == whole  # what is wrong is not in order at the next look

    def never(root: Path) -> None:
        raise AssertionError(root)

    monkeypatch.setattr(review, "problems", never)
    assert sorted(since.problems(site)) == whole


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (FACTS, "value:", "valve:"),
        (GUIDE, "title: ", "title: 8 900 123-45-67 "),
        ("pyscripts/checks/tracking.py", "import ", "import socket, "),
    ],
)
def test_after_any_other_change_everything_is(site: Path, name: str, old: str, new: str) -> None:
    (site / name).write_text((site / name).read_text().replace(old, new, 1))
    found = sorted(since.problems(site))
    assert found
    assert found == sorted(review.problems(site))


def test_a_page_less_is_a_change_of_all(site: Path) -> None:
    (site / GUIDE).unlink()
    assert list(since.problems(site))


def test_a_record_that_was_cut_off_is_none(site: Path, tmp_path: Path) -> None:
    (record,) = (tmp_path / "cache").iterdir()
    record.write_text(record.read_text()[:100])
    assert list(since.problems(site)) == []


def test_a_build_believes_what_it_judged_of_the_same_text_and_of_nothing_else(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = GUIDE.removeprefix("docs/")

    def judged() -> since.Judged:
        return since.Judged(site, pages.read_all(site / "docs"), "build")

    first = judged()
    assert not first.has(path), "a look at texts is no build"
    first.add(path)
    first.keep()
    assert judged().has(path)
    text = (site / GUIDE).read_text()
    (site / GUIDE).write_text(f"{text}\nНазовите код оператору.\n")
    assert not judged().has(path)
    judged().keep()
    (site / GUIDE).write_text(text)
    assert judged().has(path)
    monkeypatch.setenv("CI", "true")
    assert not judged().has(path)
    monkeypatch.delenv("CI")
    (site / FACTS).write_text((site / FACTS).read_text() + "\n")
    assert not judged().has(path)
