"""What people paste is told right or not at all: a wrong meaning is worse than none.

error_texts/ has two pairs of lists. With known.tsv and unknown.txt in view the table and the rules were made; the other two
were written afterwards and only measured. That is what justifies likeness.NEAR: nearer than that a text is told as the
message, farther it is said not to be known.
"""

from pathlib import Path

import pytest

import pyscripts
from pyscripts.errors.known import FAMILIES

TEXTS = Path(__file__).parent / "error_texts"
MOST_WRONG = 0.01
LEAST_TOLD = 0.9


def told(text: str) -> str:
    """The family that a text is told as first; «status» for a status, «» for none."""
    keys = pyscripts.keys("error", text=text)
    if any(key.startswith("status-") for key in keys):
        return "status"
    return next((key for key in keys if key in FAMILIES), "")


def known(name: str) -> list[tuple[set[str], str]]:
    lines = [line.split("\t") for line in read(name)]
    return [(set(families.split("|")), text.replace("\\n", "\n")) for families, text in lines]


def read(name: str) -> list[str]:
    return [line for line in (TEXTS / name).read_text().splitlines() if not line.startswith("# ")]


@pytest.mark.parametrize("name", ["known.tsv"])
def test_an_error_is_told_as_itself_or_not_at_all(name: str) -> None:
    texts = known(name)
    answers = [(told(text), families, text) for families, text in texts]
    wrong = [answer for answer in answers if answer[0] and answer[0] not in answer[1]]
    unknown = [answer for answer in answers if not answer[0]]
    assert len(wrong) <= MOST_WRONG * len(texts), wrong
    assert len(unknown) <= (1 - LEAST_TOLD) * len(texts), unknown


@pytest.mark.parametrize("name", ["unknown.txt"])
def test_what_is_no_known_error_is_told_as_none(name: str) -> None:
    texts = read(name)
    wrong = [(family, text) for text in texts if (family := told(text))]
    assert len(wrong) <= MOST_WRONG * len(texts), wrong


def test_the_lists_name_families_and_no_text_twice() -> None:
    texts = known("known.tsv")
    assert {family for families, _ in texts for family in families} <= FAMILIES.keys() | {"status"}
    all_texts = [text for _, text in texts] + read("unknown.txt")
    assert len(all_texts) == len(set(all_texts))
