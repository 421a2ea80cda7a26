"""In place of Pyodide's package loader, which brings zipfile, shutil and tempfile: the archive is all there is."""


class _Folder:
    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = _Folder("/lib/python3.13/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """No packages are loaded."""
