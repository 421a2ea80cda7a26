"""In place of importlib.abc, which brings pathlib and importlib.resources: the two names that Pyodide takes from it."""

from importlib._abc import Loader

__all__ = ["Loader", "MetaPathFinder"]


class MetaPathFinder:
    """A finder of modules needs no base class to be asked."""
