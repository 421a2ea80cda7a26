"""Which checks have only fields with a few choices, so that the build can compute every answer beforehand."""

import math
from typing import Any

import pyscripts
from pyscripts.form import Choice, Choices, Field

MOST = 250_000  # combinations


def is_finite(name: str) -> bool:
    """Whether all combinations of what a check can be told are few enough to ask for each."""
    fields = pyscripts.load(name).fields
    return all(map(_is_choice, fields)) and math.prod(len(words(field)) for field in fields) <= MOST


def _is_choice(field: Field[Any]) -> bool:
    return isinstance(field, Choice) and not isinstance(field, Choices)


def words(field: Field[Any]) -> list[str]:
    """What the field can be when the form is sent; one that the reader sees may be left empty."""
    assert isinstance(field, Choice)
    return [*field.options, *([] if field.widget == "hidden" else [""])]
