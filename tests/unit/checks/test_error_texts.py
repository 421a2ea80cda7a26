"""What people paste is told right or not at all: a wrong meaning is worse than none.

error_texts/ has three pairs of lists. The table of messages is made with known.tsv and unknown.txt in view; from these and from
those with _retold in their names, in which people use their own words, tools/weigh_errors.py learns. Those with _apart are
only measured: they justify the numbers in errors/classifier.py and checks/error.py.
"""

import tomllib
from pathlib import Path

import pytest

import pyscripts
from pyscripts.data import table
from pyscripts.errors.known import FAMILIES
from tools import weigh_errors

TEXTS = Path(__file__).parent / "error_texts"
# What is wrong at most, and told at least: of the lists that the table was made with, and of those kept apart.
LIMITS = {"": (0.004, 0.97), "_retold": (0.02, 0.89), "_apart": (0.025, 0.9)}
MOST_GIVEN = {"": 0.018, "_retold": 0.008, "_apart": 0.03}  # of texts that are no known error, told as one
SHARE = {"": 1, "_retold": 3, "_apart": 1}  # one text of so many is told
APART = pytest.mark.parametrize("apart", LIMITS)


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


@APART
def test_an_error_is_told_as_itself_or_not_at_all(apart: str) -> None:
    most_wrong, least_told = LIMITS[apart]
    texts = known(f"known{apart}.tsv")[:: SHARE[apart]]
    answers = [(told(text), families, text) for families, text in texts]
    wrong = [answer for answer in answers if answer[0] and answer[0] not in answer[1]]
    unknown = [answer for answer in answers if not answer[0]]
    assert len(wrong) <= most_wrong * len(texts), wrong
    assert len(unknown) <= (1 - least_told) * len(texts), unknown


@APART
def test_what_is_no_known_error_is_told_as_none(apart: str) -> None:
    texts = read(f"unknown{apart}.txt")[:: SHARE[apart]]
    wrong = [(family, text) for text in texts if (family := told(text))]
    assert len(wrong) <= MOST_GIVEN[apart] * len(texts), wrong


@pytest.mark.timeout(600)  # it learns everything anew: two minutes of one processor
def test_the_weights_are_those_of_the_lists() -> None:
    assert table("error_words") == tomllib.loads(weigh_errors.table(table("error_words")["as_of"]))


def test_the_lists_name_families_and_no_text_twice() -> None:
    texts = [one for kind in LIMITS for one in known(f"known{kind}.tsv")]
    assert {family for families, _ in texts for family in families} <= FAMILIES.keys() | {"status"}
    all_texts = [text for _, text in texts] + [one for kind in LIMITS for one in read(f"unknown{kind}.txt")]
    assert len(all_texts) == len(set(all_texts))
