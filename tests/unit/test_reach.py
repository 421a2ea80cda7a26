"""The examples in the descriptions of the shared parts of checks are true."""

import doctest

from pyscripts import reach


def test_the_examples_are_true() -> None:
    assert doctest.testmod(reach) == (0, 4)
