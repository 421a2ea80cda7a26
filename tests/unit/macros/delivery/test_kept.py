"""The content caches: what they know files by, and what is there after whoever makes it is interrupted or not alone."""

from pathlib import Path

import pytest

from macros.delivery.kept import digest, kept, named


def of(*roots: Path) -> str:
    return digest(named(roots))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file in a folder, and a file beside it."""
    for name in ("ours/checks/card.py", "ours/form.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path / "ours"


def test_the_same_files_elsewhere_are_the_same(folder: Path) -> None:
    before = of(folder)
    assert of(folder.rename(folder.with_name("theirs"))) == before


def test_a_renamed_folder_is_another(folder: Path) -> None:
    before = of(folder)
    (folder / "checks").rename(folder / "tests")
    assert of(folder) != before


@pytest.mark.parametrize("change", ["renamed", "written", "removed", "swapped"])
def test_a_change_of_a_file_is_seen(folder: Path, change: str) -> None:
    before = of(folder)
    path, other = folder / "form.py", folder / "checks" / "card.py"
    match change:
        case "renamed":
            path.rename(folder / "forms.py")
        case "written":
            path.write_text("")
        case "removed":
            path.unlink()
        case _:
            texts = path.read_text(), other.read_text()
            other.write_text(texts[0])
            path.write_text(texts[1])
    assert of(folder) != before


def test_which_root_a_file_is_below_tells(folder: Path) -> None:
    """The tables of a portal come before ours of the same name."""
    first, second = folder / "checks", folder / "form.py"
    assert of(first, second) != of(second, first)


def test_bytecode_and_files_of_other_kinds_count_for_nothing(folder: Path) -> None:
    before = digest(named([folder], [".py"]))
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "form.py").touch()
    (folder / "notes.txt").touch()
    assert digest(named([folder], [".py"])) == before


def test_made_once(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "word"
    assert kept(place, lambda path: path.write_text("first")).read_text() == "first"
    assert kept(place, lambda path: path.write_text("second")).read_text() == "first"
    assert list(place.parent.iterdir()) == [place]


def test_what_was_interrupted_is_not_there(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "word"

    def half(path: Path) -> None:
        path.write_text("ha")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept(place, half)
    assert list(place.parent.iterdir()) == []


def test_another_process_may_be_faster(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "folder"

    def slow(path: Path) -> None:
        place.mkdir()
        (place / "theirs").touch()
        path.mkdir()
        (path / "ours").touch()

    assert [each.name for each in kept(place, slow).iterdir()] == ["theirs"]
    assert list(place.parent.iterdir()) == [place]
