"""In place of Pyodide's package loader, which brings zipfile, shutil and tempfile: the archive is all there is."""

# A snapshot of memory expects that JavaScript was asked for this, as the module in whose place we are does.
from pyodide_js import loadedPackages as loadedPackages  # type: ignore[import-not-found]


class _Folder:
    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = _Folder("/lib/python3.13/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """No packages are loaded."""
