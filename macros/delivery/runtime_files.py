"""The files of the readers' Python, by name, once for all that make and use them."""

import re
from pathlib import Path

FILE = "docs/assets/runtime_files.mjs"
_SCRIPT = Path(__file__).parents[2] / FILE
# The worker in the browser has these names from there, so they are read and not written down again.
_FILES = dict(re.findall(r'^export const (\w+) = "([^"]+)";', _SCRIPT.read_text(), re.MULTILINE))
MANIFEST, LOADER, SCRIPT, CORE, ARCHIVE = (_FILES[name] for name in ("MANIFEST", "LOADER", "SCRIPT", "CORE", "ARCHIVE"))
CHECKS, WHOLE = (_FILES[name].removesuffix("/") for name in ("CHECKS", "WHOLE"))


def archive_of(check: str) -> str:
    """The archive of one check, as a path in the folder of the runtime."""
    return f"{CHECKS}/{check}.zip.txt"
