"""What programs show on a display, menus and dialogs too, as a screen reader is told: AT-SPI through its C library.

Debian's at-spi2-core brings the library and the service. The interface: https://docs.gtk.org/atspi2/
"""

import ctypes
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from selenium.common.exceptions import TimeoutException
from selenium.webdriver.support.wait import WebDriverWait

from tests.harness import engines
from tests.harness.labels import nearest, plain

LIBRARY = "libatspi.so.0"
REGISTRY = "/usr/libexec/at-spi2-registryd"
SHOWING = 25  # atspi_STATE_SHOWING
WHOLE_SCREEN = 0  # atspi_COORD_TYPE_SCREEN
LIMIT = 60.0  # seconds: where both cores are busy one look takes two
STEP = 0.1
PATIENCE = 10.0  # seconds after which a person presses again: a menu that still slides in takes no press
PRESSED = {"push button", "toggle button", "check box", "combo box", "menu item", "list item", "page tab", "link"}
# What stands after a label and is no part of it: the key that presses it, the size of what it deletes.
AFTER = re.compile(r" (?:\([^)]*\)|(?:(?:Ctrl|Shift|Alt)\+)+\S+|F\d+)$")


class Rectangle(ctypes.Structure):
    """AtspiRect."""

    _fields_ = [(name, ctypes.c_int) for name in ("left", "top", "width", "height")]  # ctypes wants it so


@dataclass(frozen=True)
class Thing:
    """Something that shows: a button, a line of text."""

    role: str
    name: str
    button: int | None = field(compare=False)  # what a click on it presses: itself, or what holds it
    handle: int = field(compare=False)

    def place(self) -> tuple[int, int, int, int]:
        """Where it stands on the screen: from the left, from the top, width, height."""
        component = atspi().atspi_accessible_get_component_iface(self.handle)
        found = atspi().atspi_component_get_extents(component, WHOLE_SCREEN, None)
        return found.contents.left, found.contents.top, found.contents.width, found.contents.height

    def bears(self, label: str) -> bool:
        """Whether a reader would call it so. A name may go on with a sentence that explains it."""
        name = plain(AFTER.sub("", plain(self.name)))
        return bool(re.fullmatch(rf"{re.escape(plain(label))}( [А-ЯA-Z]\S*( \S+){{2,}})?", name))


class Screen:
    """The programs that have come to the bus; `seen` gathers all that has shown at some look."""

    def __init__(self) -> None:
        self.seen: list[Thing] = []
        self._pressed: Thing | None = None

    def things(self) -> list[Thing]:
        """All that shows now, from the top down."""
        desktop = atspi().atspi_get_desktop(0)
        atspi().atspi_accessible_clear_cache(desktop)
        found = [thing for thing in _walk(desktop) if thing.name.strip()]
        self.seen += found
        return found

    def wait(self, label: str) -> Thing:
        """The first thing of that label, as soon as it shows."""
        return self._once(label, lambda thing: thing.bears(label))[0]

    def wait_gone(self, label: str) -> None:
        """Wait until nothing of that label shows."""
        _wait(lambda: not any(thing.bears(label) for thing in self.things()), f"«{label}» is still there")

    def press(self, label: str) -> None:
        """Press a button, an item of a menu, a box, as soon as it shows."""
        self._press(self._once(label, lambda thing: bool(thing.button) and thing.bears(label))[0])

    def open_menu(self, program: str) -> None:
        """Press the button of the program's own menu: the last one that bears the program's name."""
        self._press(self._once(program, lambda thing: thing.role == "push button" and thing.name == program)[-1])

    def _once(self, label: str, fits: Callable[[Thing], bool]) -> list[Thing]:
        def look() -> list[Thing]:
            return list(filter(fits, self.things()))

        try:
            return _wait(look, label, PATIENCE)
        except TimeoutException:
            self._press_again()
        try:
            return _wait(look, label)
        except TimeoutException:
            shown = frozenset(plain(thing.name) for thing in self.things())
            raise AssertionError(f"«{label}» does not show; the nearest: «{nearest(label, shown)}»") from None

    def _press_again(self) -> None:
        """Press what was pressed last, if it still shows: the press has done nothing."""
        things = self.things()
        if self._pressed in things:
            self._press(things[things.index(self._pressed)])

    def _press(self, thing: Thing) -> None:
        self._pressed = thing
        assert atspi().atspi_action_do_action(atspi().atspi_accessible_get_action_iface(thing.button), 0, None)


def _wait[T](look: Callable[[], T], message: str, limit: float = LIMIT) -> T:
    driver: Any = None  # the wait is Selenium's, what is waited for is not
    return WebDriverWait(driver, limit, STEP).until(lambda _: look(), message)


def _walk(handle: int | None, button: int | None = None) -> Iterator[Thing]:
    """A thing, if it shows, and all in it that shows: what holds it need not, being of no size."""
    library = atspi()
    if not handle:  # it has gone while we looked
        return
    if library.atspi_state_set_contains(library.atspi_accessible_get_state_set(handle), SHOWING):
        role = (library.atspi_accessible_get_role_name(handle, None) or b"").decode()
        name = (library.atspi_accessible_get_name(handle, None) or b"").decode()
        button = handle if role in PRESSED else button
        yield Thing(role, name, button, handle)
    for index in range(library.atspi_accessible_get_child_count(handle, None)):
        yield from _walk(library.atspi_accessible_get_child_at_index(handle, index, None), button)


@cache
def atspi() -> ctypes.CDLL:
    """The C library, with the shapes of what is called."""
    library = ctypes.CDLL(LIBRARY)
    pointer, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    signatures: dict[str, tuple[Any, ...]] = {  # the result, then the arguments; the last pointer is to an error
        "get_desktop": (pointer, number),
        "accessible_clear_cache": (None, pointer),
        "accessible_get_child_at_index": (pointer, pointer, number, pointer),
        "accessible_get_child_count": (number, pointer, pointer),
        "accessible_get_name": (text, pointer, pointer),
        "accessible_get_role_name": (text, pointer, pointer),
        "accessible_get_state_set": (pointer, pointer),
        "state_set_contains": (number, pointer, number),
        "accessible_get_action_iface": (pointer, pointer),
        "accessible_get_component_iface": (pointer, pointer),
        "component_get_extents": (ctypes.POINTER(Rectangle), pointer, number, pointer),
        "action_do_action": (number, pointer, number, pointer),
    }
    for name, (result, *arguments) in signatures.items():
        function = getattr(library, f"atspi_{name}")
        function.restype, function.argtypes = result, arguments
    return library


@contextmanager
def accessible_display(frames: Path | None = None) -> Iterator[dict[str, str]]:
    """A display of its own with a bus for screen readers; yields the environment in which programs come to both.

    Args:
        frames: a folder for what is on the screen, if somebody wants to see it.
    """
    engines.needed(REGISTRY)
    with engines.virtual_display(frames) as display:
        env = {**os.environ, "DISPLAY": display, "LANG": "ru_RU.UTF-8", "LANGUAGE": "ru"}
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bus:
            assert bus.stdout
            try:
                env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
                with mock.patch.dict(os.environ, env):  # the library finds the bus there, once for the whole process
                    assert atspi().atspi_init() == 0
                yield env
            finally:
                atspi().atspi_exit()
                bus.terminate()
