"""In place of enum, where no check asks for it: `re` makes names for its flags by it, and takes numbers as well."""

# mypy: ignore-errors

import sys

KEEP = None


class IntFlag:
    """Named by `re`."""


def _simple_enum(_base, boundary=None):
    return lambda cls: cls


def global_enum(cls):
    flags = {name: value for name, value in vars(cls).items() if isinstance(value, int) and not name.startswith("_")}
    vars(sys.modules[cls.__module__]).update(flags)
    return cls
