"""Every label of the steps that are walked in real browsers has its pictures, and no picture is of something else."""

from pathlib import Path

import pytest
from PIL import Image

from macros.content import pictures
from tests.browser.test_labels import HIDDEN, WALKED
from tests.harness import labels

FOLDER = Path(__file__).parents[2] / "docs" / pictures.FOLDER
FILES = sorted(FOLDER.iterdir())


def test_steps_and_pictures_agree() -> None:
    wanted = {
        pictures.name(browser, action, label, scheme)
        for browser, action in WALKED.values()
        for label in labels.quoted(" ".join(labels.entry(browser, action)["steps"]))
        if label not in HIDDEN.get((browser, action), ())
        for scheme in pictures.SCHEMES
    }
    there = {path.name for path in FILES}
    assert (wanted - there, there - wanted) == (set(), set()), "названия кнопок изменились: наберите make pictures"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_picture_is_small_and_shows_a_frame(path: Path) -> None:
    picture = Image.open(path)
    assert (picture.format, picture.size) == ("WEBP", (pictures.WIDTH, pictures.HEIGHT))
    assert path.stat().st_size <= pictures.MOST_BYTES
    red, green, blue = (list(band.tobytes()) for band in picture.convert("RGB").split())
    framed = [r for r, g, b in zip(red, green, blue, strict=True) if r > g + 100 and r > b + 50]
    assert len(framed) > pictures.HEIGHT


def test_light_and_dark_differ() -> None:
    for path in FILES:
        if path.stem.endswith("-light"):
            light, dark = (
                brightness(path.with_name(path.name.replace("light", scheme))) for scheme in pictures.SCHEMES
            )
            assert light > dark, path.name


def brightness(path: Path) -> float:
    values = Image.open(path).convert("L").tobytes()
    return sum(values) / len(values)
