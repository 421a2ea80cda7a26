"""The examples in the docstrings of macros/ are true."""

import doctest
import importlib
import pkgutil

import pytest

import macros


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(macros.__path__, "macros.")])
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    assert not doctest.testmod(importlib.import_module(name)).failed
