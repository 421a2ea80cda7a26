"""Reads the QR codes of a page as a phone would."""

import re

import zxingcpp
from playwright.sync_api import Locator

SCALE = 4  # pixels a module
DARK, LIGHT = 0, 255


def read(picture: Locator) -> str:
    """The text of a code.

    Args:
        picture: the <svg> that docs/assets/qr.mjs draws: a square for each dark module.

    Raises:
        ValueError: there is no code that can be read.
    """
    size = int((picture.get_attribute("viewBox") or "").split()[-1])
    path = picture.locator("path").get_attribute("d") or ""
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    side = range(size * SCALE)
    pixels = bytes(DARK if (x // SCALE, y // SCALE) in dark else LIGHT for y in side for x in side)
    found = zxingcpp.read_barcodes(memoryview(pixels).cast("B", shape=[len(side), len(side)]))
    if len(found) != 1:
        raise ValueError(f"{len(found)} codes")
    return found[0].text
