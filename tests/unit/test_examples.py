"""The examples in the docstrings of what checks are made of are true; those of the checks themselves: test_checks.py."""

import doctest
import importlib
import pkgutil

import pytest

import pyscripts

MODULES = [module.name for module in pkgutil.walk_packages(pyscripts.__path__, "pyscripts.")]


@pytest.mark.parametrize(
    "name", [name for name in MODULES if not name.startswith(("pyscripts.checks", "pyscripts.__"))]
)
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    # By name: tests of other portals load the parts of checks anew, and doctest knows only what is loaded now.
    assert not doctest.testmod(importlib.import_module(name)).failed
