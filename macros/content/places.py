"""Where on the screen to find what a step mentions: stated in the step, or inferred from its words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from macros.content.portal import ROOT
from macros.content.problem import ContentError
from macros.content.shape import Field, Shape, Text, one_of, pattern, shaped
from macros.content.yaml_file import parse, text_of

FILE = "macros/data/places.yml"
PHONES = ("android", "ios")  # platforms and systems; all others are computers


class Drawing(Shape):
    """A scene, and the path of what is marked on it."""

    scene: Text
    mark: Text


class Place(Shape):
    """One of the places, as its file says it."""

    says: Text
    computer: Drawing | None = None
    phone: Drawing | None = None
    any: Drawing | None = None


class Rule(Shape):
    """What words of a step tell its place."""

    words: Annotated[Text, AfterValidator(pattern)]
    where: Text


class Places(Shape):
    """The file of places."""

    scenes: dict[str, Text]
    places: dict[str, Place]
    rules: list[Rule]


class Spot(NamedTuple):
    """A place as it is drawn.

    Args:
        id: of its drawing on a page.
        says: in words.
        scene: what stands around it, an SVG path.
        mark: itself, an SVG path.
    """

    id: str
    says: str
    scene: str
    mark: str


def _drawings(place: Place) -> dict[str, Drawing]:
    named = {"computer": place.computer, "phone": place.phone, "any": place.any}
    return {device: drawing for device, drawing in named.items() if drawing}


def load(path: Path = ROOT / FILE) -> Places:
    """Read the file of places.

    Raises:
        ContentError: something in it is wrong, or names what is not there.
    """
    return _read(text_of(path, FILE))


@lru_cache(4)  # ours is asked for when this is imported, and again by every site that has none of its own
def _read(text: str) -> Places:
    file = parse(text, FILE)
    found = shaped(Places, file)
    mistakes = [
        file.problem(("places", name, device), f"нет рисунка «{drawing.scene}»; есть: {', '.join(found.scenes)}")
        for name, place in found.places.items()
        for device, drawing in _drawings(place).items()
        if drawing.scene not in found.scenes
    ]
    mistakes += [
        file.problem(("rules", number, "where"), f"нет места «{rule.where}»; есть: {', '.join(found.places)}")
        for number, rule in enumerate(found.rules)
        if rule.where not in found.places
    ]
    if mistakes:
        raise ContentError(mistakes)
    return found


def _readable() -> Places:
    """The places that steps can have; none, and any name is right, while the file cannot be read: `Site` says why."""
    try:
        return load()
    except ContentError:
        return Places(scenes={}, places={}, rules=[])


KNOWN = _readable()
PlaceName = one_of("места", {name: place.says for name, place in KNOWN.places.items()}) if KNOWN.places else Text
type Signs = Mapping[str, str]  # the place of each sign that steps name: ⋮


class Step(Shape):
    """One step, in words; where to press, if neither its words nor a rule say so."""

    says: Text = Field(description="сам шаг")
    where: PlaceName = Field("", validate_default=False, description="место из macros/data/places.yml")  # type: ignore[valid-type]


def spot(step: Step, program: str, signs: Signs) -> Spot | None:
    """The place of a step: the one it states, else the first one its words imply.

    Args:
        step: in words.
        program: the platform of a browser, or a system.
        signs: where the browser has its signs.
    """
    name = step.where or _told(step.says, signs)
    device = "phone" if program in PHONES else "computer"
    drawings = _drawings(KNOWN.places[name]) if name in KNOWN.places else {}
    for kind in (device, "any"):
        if kind in drawings:
            drawing = drawings[kind]
            return Spot(f"at-{name}-{kind}", KNOWN.places[name].says, KNOWN.scenes[drawing.scene], drawing.mark)
    return None


def _told(text: str, signs: Signs) -> str:
    """The place that stands first in the words of a step.

    >>> _told("Нажмите **⋮ → «Настройки»**.", {"⋮": "menu-top-right"})
    'menu-top-right'
    >>> _told("Нажмите **Ctrl + R**. Или **⋮ → «Обновить»**.", {"⋮": "menu-top-right"})
    'keyboard'
    >>> _told("Подождите.", {})
    ''
    """
    found = [(match.start(), rule.where) for rule in KNOWN.rules if (match := re.search(rule.words, text))]
    found += [(text.index(f"**{sign}"), place) for sign, place in signs.items() if f"**{sign}" in text]
    return min(found, key=lambda each: each[0], default=(0, ""))[1]
