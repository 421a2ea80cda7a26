"""The examples in the descriptions of the shared parts of checks are true."""

import doctest
import importlib


def test_the_examples_are_true() -> None:
    # Asked for by name: tests of other portals load the parts of checks anew, and doctest knows only what is loaded now.
    assert doctest.testmod(importlib.import_module("pyscripts.reach")) == (0, 4)
