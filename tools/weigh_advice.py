"""Writes macros/data/advice_words.toml anew from the texts of the tests: `python -m tools.weigh_advice`.

Logistic regression over how words begin and pairs of neighbours. tests/content/advice_apart.tsv measures it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.review.words import advice, sentences
from macros.review.words.lookalikes import fold
from tools import logistic, weights

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests" / "content"
TABLE = ROOT / "macros" / "data" / "advice_words.toml"
LISTS = ("advice.tsv", "advice_learned.tsv")
SOUND_TEXTS = (TEXTS / "advice_sound.txt", ROOT / "tests" / "unit" / "checks" / "letters" / "honest.txt")
# Places of the texts of strangers and neighbours that are sentences.
SAID = ("guide", "step", "warning", "answer", "outcome", "outcome-next", "note")
LEARNING = logistic.Learning(least_seen=2, rounds=20, shrink=0.0003)
LEAST_WEIGHT, SCALE = 0.5, 2  # weights are halves
BAD, SOUND = 0.75, -2.0  # from here on a paragraph is, justified by tests/content/test_advice.py

HEAD = """\
# How much the beginnings of words and pairs of neighbours weigh for bad advice, in halves. Written by tools/weigh_advice.py from
# the texts of the tests, not by hand.
as_of = {date}
base = {base}
bad = {bad}
sound = {sound}

[weights]
"""


def rows() -> Iterator[tuple[str, bool]]:
    """Texts, each with whether it is bad advice."""
    for name in LISTS:
        for line in weights.lines(TEXTS / name):
            kind, _, text = line.partition("\t")
            yield text, kind == "bad"
    for path in SOUND_TEXTS:
        yield from ((line, False) for line in weights.lines(path))
    for name, is_bad in (("strangers.tsv", True), ("neighbours.tsv", False)):
        for line in weights.lines(TEXTS / name):
            place, _, text = line.partition("\t")
            if place in SAID:
                yield text.replace("⏎", "\n"), is_bad


def parts(text: str) -> list[str]:
    """What is weighed in a text, as the review does it."""
    return list(advice.parts(sentences.same_letters(fold(text).text)))


def table(day: date) -> str:
    """The table as text."""
    base, found = logistic.weighed(((parts(text), is_bad) for text, is_bad in rows()), LEARNING)
    head = HEAD.format(date=day, base=round(base * SCALE, 1), bad=BAD * SCALE, sound=SOUND * SCALE)
    return head + weights.rows(found, LEAST_WEIGHT, SCALE)


if __name__ == "__main__":
    TABLE.write_text(table(date.today()))
