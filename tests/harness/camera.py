"""Pictures of labels that steps quote, taken while tests/browser/test_labels.py walks the steps: `make pictures`.

What is on the screen comes out of Xvfb's own memory, which it shows as a file; where a label stands AT-SPI tells.
"""

import struct
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from macros.content import pictures
from tests.harness import labels
from tests.harness.screen import Screen, Thing

FILE = "Xvfb_screen0"
SETTLED = 0.5  # seconds in which a menu has slid in
COLOUR = 12  # bytes of an entry of the colour table
FRAME = (216, 27, 96)
LINE = 3  # px
MOST_WIDTH = 300  # px of a label that is framed: a row of settings is as wide as the window


class Camera(Screen):
    """A screen that keeps a picture of each label that somebody looks for, or that shows beside it."""

    def __init__(self, frames: Path, folder: Path, scheme: str, browser: str, action: str) -> None:
        super().__init__()
        self.frames, self.folder, self.scheme = frames / FILE, folder, scheme
        self.browser, self.action = browser, action
        self.wanted = set(labels.quoted(" ".join(labels.entry(browser, action)["steps"])))

    def _once(self, label: str, fits: Callable[[Thing], bool]) -> list[Thing]:
        super()._once(label, fits)
        time.sleep(SETTLED)
        now = self.things()
        for other in sorted(label for label in self.wanted if not self._file(label).exists()):
            if shown := [thing for thing in now if thing.bears(other)]:
                self._take(other, shown[0])
        found = [thing for thing in now if fits(thing)] or super()._once(label, fits)
        if label in self.wanted:
            self._take(label, found[0])  # what is pressed is the one that the step means
        return found

    def _take(self, label: str, thing: Thing) -> None:
        left, top, width, height = thing.place()
        screen = pixels(self.frames)
        if width <= 0 or height <= 0 or left < 0 or top < 0 or left >= screen.width or top >= screen.height:
            return  # it is below the edge of what scrolls
        right = left + min(width, MOST_WIDTH)
        ImageDraw.Draw(screen).rectangle(
            (left - LINE, top - LINE, right + LINE, top + height + LINE), outline=FRAME, width=LINE
        )
        x = min(max((left + right - pictures.WIDTH) // 2, 0), screen.width - pictures.WIDTH)
        y = min(max(top + (height - pictures.HEIGHT) // 2, 0), screen.height - pictures.HEIGHT)
        part = screen.crop((x, y, x + pictures.WIDTH, y + pictures.HEIGHT))
        self.folder.mkdir(parents=True, exist_ok=True)
        part.save(self._file(label), quality=60, method=6)

    def _file(self, label: str) -> Path:
        return self.folder / pictures.name(self.browser, self.action, label, self.scheme)


def pixels(file: Path) -> Image.Image:
    """What is on the screen: an X window dump, as XWDFile.h tells."""
    dump = file.read_bytes()
    header = struct.unpack_from(">25I", dump)
    start = header[0] + header[19] * COLOUR
    return Image.frombytes("RGB", (header[4], header[5]), dump[start:], "raw", "BGRX", header[12])
