"""Bad advice in words that nobody listed, and good advice in nearly the same.

With advice.tsv in view the rules were made; from it, advice_learned.tsv and advice_sound.txt macros/review/words/advice.py learns;
advice_apart.tsv is only measured. A row is one text, and no site is made of it: that takes a hundredth of the time of a row in
strangers.tsv.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.review.words import harm
from tools import weigh_advice

HERE = Path(__file__).parent
# Of bad advice that passes, of good advice that is refused.
MOST = {"advice_learned": (0.055, 0.042), "advice_apart": (0.21, 0.07)}


def rows(kind: str, name: str = "advice") -> Iterator[str]:
    for line in (HERE / f"{name}.tsv").read_text().splitlines():
        of, _, text = line.partition("\t")
        if of == kind:
            yield text


def is_refused(text: str) -> bool:
    return any(harm.judged(text))


def test_bad_advice_is_refused() -> None:
    texts = list(rows("bad"))
    assert len(texts) > 100
    assert [text for text in texts if not is_refused(text)] == []


def test_good_advice_passes() -> None:
    texts = list(rows("good"))
    assert len(texts) > 100
    assert [text for text in texts if is_refused(text)] == []


@pytest.mark.parametrize("name", MOST)
def test_advice_that_no_rule_was_made_for_is_judged_alike(name: str) -> None:
    bad, good = list(rows("bad", name)), list(rows("good", name))
    passing, refused = [text for text in bad if not is_refused(text)], [text for text in good if is_refused(text)]
    assert len(passing) <= MOST[name][0] * len(bad), passing
    assert len(refused) <= MOST[name][1] * len(good), refused


def test_sound_paragraphs_around_bad_advice_hide_it_as_good_as_never() -> None:
    """A second judge lets pass what a rule misread, and may not be talked into it."""
    sound = list(rows("good", "advice_learned"))
    padded = [
        padded
        for number, text in enumerate(rows("bad"))
        for around in [" ".join(sound[3 * number % len(sound) :][:3])]
        for padded in (f"{text} {around}", f"{around} {text}")
    ]
    assert len([text for text in padded if not is_refused(text)]) <= 0.012 * len(padded)


def test_the_weights_are_those_of_the_texts() -> None:
    table = tomllib.loads(weigh_advice.TABLE.read_text())
    assert table == tomllib.loads(weigh_advice.table(table["as_of"]))


@pytest.mark.parametrize("name", ["advice", "advice_learned", "advice_apart"])
def test_no_text_stands_twice(name: str) -> None:
    others = {"advice", "advice_learned", "advice_apart"} - {name}
    assert not {*rows("bad", name), *rows("good", name)} & {
        row for other in others for kind in ("bad", "good") for row in rows(kind, other)
    }
