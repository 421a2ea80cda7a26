"""Orca, the screen reader of GNOME, as it reads Firefox in Russian to nobody: what it says stands in its log.

Debian brings it. It finds no voice here, so nothing sounds and nothing waits for the end of a sentence. The log also says
when an answer is over, so nobody here guesses how long to wait.
"""

import ctypes
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from selenium.common.exceptions import TimeoutException
from selenium.webdriver.support.wait import WebDriverWait

from tests.harness import engines
from tests.harness.screen import atspi

ORCA = "/usr/bin/orca"
WINDOWS = "/usr/bin/matchbox-window-manager"  # without one no window is the active one
# Orca reads this as its user's own settings. Its log is else written in blocks, and the end of what was said is not there.
SETTINGS = """from orca import debug, settings

debug.debugFile.reconfigure(line_buffering=True)
settings.structNavTriggersFocusMode = True  # a field is typed into as soon as one has come to it
"""
ALONE = "#!/bin/sh\n"  # finds nobody: Orca would not start beside another of the same user, of a run beside this one
VOICE = {"SPEECHD_ADDRESS": "inet_socket:127.0.0.1:9", "SPEECHD_CMD": "/bin/false"}  # there is none, nor is one started
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'", re.DOTALL)
ANSWERED = "^^^^^ CONSUME"  # of a key that is for Orca: all that it says to it is said
# Orca knows of a letter, and of the place behind it, in either order. Who goes on before that is taken back to the field.
TYPED = (r"Dequeued object:text-changed:insert .*\({before},1,", r"Dequeued object:text-caret-moved .*\({behind},0,0\)")
READ_OUT = "LIVE REGIONS: messages in queue: 0"  # nothing that has changed on the page waits to be said
KEYS = {"Tab": 0xFF09, "Enter": 0xFF0D, "Space": 0x20, "End": 0xFF57, "F8": 0xFFC5}  # X11/keysymdef.h
DOWN, UP, SYMBOL = 0, 1, 3  # AtspiKeySynthType
HELD = {"Shift": 50, "Control": 37, "Alt": 64}  # their places on the keyboard
LIMIT = 60.0  # seconds: both cores may be busy
STEP = 0.05
MOST = 60  # presses from one place of a page to the next


class Orca:
    """A screen reader at work."""

    def __init__(self, log: TextIO) -> None:
        self._log = log
        self._all = ""
        self._from = 0

    @property
    def heard(self) -> list[str]:
        """All that was said since somebody began to listen."""
        return _said(self._new())

    @property
    def transcript(self) -> list[str]:
        """All that was ever said."""
        self._new()
        return _said(self._all)

    def hear(self, *words: str) -> None:
        """Wait until all of these are said, one after another, since somebody began to listen."""
        self._wait(lambda: _follow(words, self.heard), f"{words} was not said")

    def hear_out(self, *words: str) -> list[str]:
        """Wait until these are said of what has changed on the page, and whatever comes after them; gives all of it."""
        self.hear(*words)
        self._wait(lambda: READ_OUT in self._new().rpartition("SPEECH OUTPUT")[2], "Orca goes on and on")
        return self.heard

    def press(self, key: str) -> list[str]:
        """Press a key by which one goes about a page, as `h` to the next heading; gives what Orca says of the place."""
        self.strike(key)
        self._wait(lambda: ANSWERED in self._new(), f"{key} was not answered")
        return self.heard

    def strike(self, key: str) -> None:
        """Press a key that is for the browser, and begin to listen: what comes of it is to be heard."""
        self._new()
        self._from = len(self._all)
        _strike(key)

    def type(self, text: str) -> None:
        """Type into an empty field, and hear each letter."""
        for place, letter in enumerate(text):
            self.strike(letter)
            self.hear(letter)
            self._wait(partial(self._has_typed, place), f"{letter} is not in the field")

    def _has_typed(self, place: int) -> bool:
        log = self._new()
        return all(re.search(known.format(before=place, behind=place + 1), log) for known in TYPED)

    def go_to(self, words: str, key: str) -> list[str]:
        """Go on from place to place, until one is read out in these words; gives all that is said of it."""
        passed: list[str] = []
        for _ in range(MOST):
            said = self.press(key)
            if words in " ".join(said):
                return said
            passed += said
        raise AssertionError(f"«{words}» is not to be reached by {key}; heard: {passed}")

    def tab_past(self, *words: str) -> None:
        """Go on with Tab until all of these were said, one after another."""
        before = len(self.transcript)
        for _ in range(MOST):
            if _follow(words, self.transcript[before:]):
                return
            self.strike("Tab")
            self._wait(lambda: len(self.heard) > 1, "Tab was not answered")  # the key itself is said first
        raise AssertionError(f"{words} are not to be reached by Tab; heard: {self.transcript[before:]}")

    def _new(self) -> str:
        self._all += self._log.read()
        return self._all[self._from :]

    def _wait(self, look: Callable[[], bool], message: str) -> None:
        driver: Any = None  # the wait is Selenium's, what is waited for is not
        try:
            WebDriverWait(driver, LIMIT, STEP).until(lambda _: look())
        except TimeoutException:
            raise AssertionError(f"{message}; heard: {self.heard}") from None


def _strike(key: str) -> None:
    *held, name = key.split("+")
    for each in held:
        atspi().atspi_generate_keyboard_event(HELD[each], None, DOWN, None)
    atspi().atspi_generate_keyboard_event(KEYS.get(name) or ord(name), None, SYMBOL, None)
    for each in held:
        atspi().atspi_generate_keyboard_event(HELD[each], None, UP, None)


def _said(log: str) -> list[str]:
    return [" ".join(said.split()) for said in SAID.findall(log)]


def _follow(words: tuple[str, ...], heard: list[str]) -> bool:
    """Whether all words are there, one after another; where one sentence ends and the next begins is the reader's affair."""
    place, text = 0, "\n".join(heard)
    for word in words:
        if (found := text.find(word, place)) < 0:
            return False
        place = found + len(word)
    return True


@contextmanager
def reading(address: str, env: Mapping[str, str], work: Path, preferences: Mapping[str, Any]) -> Iterator[Orca]:
    """Orca, and Firefox with a page.

    Args:
        address: of the page.
        env: of a display with a bus: the fixture of that name.
        work: an empty folder; it is the home of both.
        preferences: of Firefox.
    """
    for program in (ORCA, WINDOWS):
        engines.needed(program)
    atspi().atspi_generate_keyboard_event.argtypes = (ctypes.c_long, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)
    profile, settings, log = work / "profile", work / "orca", work / "log.txt"
    profile.mkdir()
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
    (profile / "user.js").write_text("".join(lines))
    settings.mkdir()
    (settings / "orca-customizations.py").write_text(SETTINGS)
    log.touch()
    (work / "pgrep").write_text(ALONE)
    (work / "pgrep").chmod(0o755)
    own = {**env, **VOICE, "HOME": str(work), "PATH": f"{work}:{env['PATH']}"}
    own |= {f"XDG_{what}": str(work) for what in ("DATA_HOME", "CONFIG_HOME", "CACHE_HOME", "RUNTIME_DIR")}
    own["LC_ALL"] = "C.UTF-8"  # is on every machine; LANGUAGE says what is spoken
    with ExitStack() as running:

        def start(*command: str) -> None:
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            process = running.enter_context(subprocess.Popen(command, env=own, **quiet))  # type: ignore[call-overload]
            running.callback(process.kill)  # Orca does not go when asked

        start(WINDOWS, "-use_titlebar", "no")
        start(ORCA, "--disable", "braille", "--debug-file", str(log))
        orca = Orca(running.enter_context(log.open(errors="replace")))
        orca.hear("")  # that it is there
        start(engines.FIREFOX, "-profile", str(profile), address)
        yield orca
