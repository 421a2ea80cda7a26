"""A picture that lies on the site is a still picture and nothing besides."""

import io
from pathlib import Path

import pytest
from PIL import Image

from macros.review.repository import files
from macros.review.words import contacts
from tests.harness import sites
from tests.harness.sites import ROOT

NAME = "docs/assets/pictures/chrome-update-0123abcd-light.webp"


def saved(**options: object) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 12), "red").save(content, "WEBP", **options)
    return content.getvalue()


def faults(root: Path, content: bytes, name: str = NAME) -> list[str]:
    sites.write(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(content)
    return [problem.text for problem in files.check(root, contacts.known({}, root)) if problem.path == name]


def test_a_plain_picture_may_be(tmp_path: Path) -> None:
    assert faults(tmp_path, saved()) == []


@pytest.mark.parametrize(
    "content",
    [
        saved(exif=b"Exif\0\0where it was taken"),
        saved(xmp=b"<x:xmpmeta/>"),
        saved(icc_profile=b"colours"),
        saved(save_all=True, append_images=[Image.new("RGB", (40, 12), "blue")]),
        saved() + b"<script>",
        b"RIFF\x04\0\0\0WEBP",
        b"RIFF<script>alert(1)</script>",
        saved(lossless=True, quality=0) + b"\0" * 20_000,
    ],
    ids=["exif", "xmp", "icc", "animation", "tail", "empty", "script", "large"],
)
def test_more_than_a_picture_may_not(tmp_path: Path, content: bytes) -> None:
    assert len(faults(tmp_path, content)) == 1


@pytest.mark.parametrize("name", ["a.webp", "chrome-update-0123abcd-light.png", "chrome-update-0123abcd-light.mjs"])
def test_only_pictures_of_labels_lie_among_them(tmp_path: Path, name: str) -> None:
    assert len(faults(tmp_path, saved(), f"docs/assets/pictures/{name}")) == 1


@pytest.mark.parametrize(("name", "is_own"), [("trusted", True), ("harm", False), ("guards", False)])
def test_a_table_of_rules_that_is_not_read_may_not_lie_in_a_site(name: str, is_own: bool, tmp_path: Path) -> None:
    file = f"macros/data/{name}.toml"
    assert faults(tmp_path, (ROOT / file).read_bytes(), file) == (
        [] if is_own else ["здесь действует таблица проекта, а этой не читают; уберите её"]
    )


def test_places_on_the_screen_are_those_of_the_project(tmp_path: Path) -> None:
    file = "macros/data/places.yml"
    wanted = "места на экране у всех сайтов одни, а этого файла не читают; уберите его"
    assert faults(tmp_path, (ROOT / file).read_bytes(), file) == [wanted]
