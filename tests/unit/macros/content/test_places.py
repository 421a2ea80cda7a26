"""Where a step is to be pressed: what its words tell, what nobody knows, and how many steps show it."""

import re
from pathlib import Path

import pytest

from macros.content import browsers, places
from macros.content.places import FILE, KNOWN, Step, load, spot
from macros.content.problem import ContentError
from macros.content.site import Site
from macros.render import Macros, draft
from tests.unit.macros.small_pages import page

ROOT = Path(__file__).parents[4]
DATA = ROOT / "macros" / "data"
STEPS = [
    (way, step, shown)
    for table in (browsers.load_browsers(DATA / "browsers"), browsers.load_systems(DATA / "systems"))
    for ways in table.values()
    for way in ways
    for step, (_, shown) in zip(way.steps, way.shown, strict=True)
]
# A step that presses something names it in bold, or says so.
PRESSES = re.compile(r"\*\*|\b(?:нажмите|откройте|выберите|включите|выключите|отметьте)\b", re.IGNORECASE)
SIGNS = {"⋮": "menu-top-right"}


def test_four_steps_of_five_that_press_something_show_where() -> None:
    pressing = [shown for _, step, shown in STEPS if PRESSES.search(step.says)]
    share = sum(shown is not None for shown in pressing) / len(pressing)
    assert len(pressing) > 300
    assert share >= 0.8, f"{share:.1%} of {len(pressing)} steps"


@pytest.mark.parametrize(
    ("says", "program", "place"),
    [
        ("Нажмите **⋮ → «Настройки»**.", "desktop", "menu-top-right-computer"),
        ("Нажмите **⋮ → «Настройки»**.", "android", "menu-top-right-phone"),
        ("Нажмите **☰ → «Настройки»**.", "android", None),  # nobody said where this browser has it
        ("Есть там Госуслуги — нажмите **⋮** рядом, затем **«Удалить»**.", "desktop", "row-end-any"),
        ("Откройте внутренний адрес. Или **⋮ → «Справка»**.", "desktop", "address-bar-computer"),
        ("Нажмите **⌘ + Shift + 4**.", "macos", "keyboard-computer"),
        ("Введите `cmd` и нажмите **Enter**.", "windows", "enter-key-computer"),
        ("Откройте **«Настройки» → «Система»**.", "android", "app-icon-phone"),
        ("Откройте **«Настройки» → «Система»**.", "desktop", None),  # that is a thing of phones
        ("Подождите 10 секунд.", "windows", None),
    ],
)
def test_words_tell_the_place(says: str, program: str, place: str | None) -> None:
    found = spot(Step(says=says), program, SIGNS)
    assert (found and found.id) == (place and f"at-{place}")


def test_what_a_step_tells_itself_goes_before_its_words() -> None:
    found = spot(Step(says="Нажмите **⋮ → «Настройки»**.", where="row"), "desktop", SIGNS)
    assert found
    assert (found.id, found.says) == ("at-row-any", KNOWN.places["row"].says)


def test_a_place_that_a_step_tells_is_drawn_for_its_device() -> None:
    assert [(way.label, step.says) for way, step, shown in STEPS if step.where and not shown] == []


def test_a_browser_does_not_take_over_the_signs_of_its_upstream(tmp_path: Path) -> None:
    way = "{steps: ['Нажмите **⋮**.'], source: а, as_of: '5', confidence: help}"
    for name, text in {
        "a": f"name: А\nsigns: {{desktop: {{⋮: menu-top-right}}}}\nplatforms: {{desktop: {{update: {way}}}}}\n",
        "b": "name: Б\nupstream: a\nplatforms: {desktop: {}}\n",
    }.items():
        (tmp_path / f"{name}.yml").write_text(text)
    shown = {way.id: way.shown[0][1] for way in browsers.load_browsers(tmp_path)["update"]}
    assert shown["a"]
    assert shown["b"] is None


def test_every_place_and_every_rule_is_used() -> None:
    used = {shown.id for _, _, shown in STEPS if shown}
    assert {name for name in KNOWN.places if not any(re.fullmatch(f"at-{name}-\\w+", id_) for id_ in used)} == set()
    unused = [rule.words for rule in KNOWN.rules if not any(re.search(rule.words, step.says) for _, step, _ in STEPS)]
    assert unused == []


def test_every_scene_is_used() -> None:
    drawn = {drawing.scene for place in KNOWN.places.values() for drawing in places._drawings(place).values()}
    assert drawn == KNOWN.scenes.keys()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("scene: browser", "scene: brouser", "нет рисунка «brouser»; есть: browser, "),
        ("words: '", "words: '(", "«("),
        ("where: keyboard", "where: keybord", "нет места «keybord»; есть: menu-top-right, "),
    ],
)
def test_a_mistake_in_the_file_of_places(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "places.yml"
    path.write_text((ROOT / FILE).read_text().replace(right, wrong, 1))
    with pytest.raises(ContentError) as caught:
        load(path)
    assert [problem.text.startswith(message) for problem in caught.value.problems] == [True]


@pytest.mark.parametrize(
    ("calls", "some"), [('{{ browser_steps("clear-site") }}\n\n{{ system_steps("clock") }}', True), ("Слово.", False)]
)
def test_a_page_has_each_drawing_once(calls: str, some: bool) -> None:
    site = Site.load(ROOT / "docs")
    source = page(f"{calls}\n")
    made = draft(source, Macros(site, source, ""))
    html = made.filled(made.text)
    used, drawn = re.findall(r'<use href="#([^"]+)"', html), re.findall(r'<symbol id="([^"]+)"', html)
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == set(used)
    assert bool(drawn) == some
