"""Writes pyscripts/data/message_words.toml anew from the messages of the tests: `python -m tools.weigh_words`.

Logistic regression over letters in a row and topics. It sees fraud.txt, honest.txt, advice.txt and what people paste into the
other checks: the lists that are kept apart measure it. Coarse weights, too, keep it from learning the examples by heart.
"""

from datetime import date
from pathlib import Path

from tools import logistic, weights

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "pyscripts" / "data" / "message_words.toml"
CHECKS = ROOT / "tests" / "unit" / "checks"
MESSAGES = CHECKS / "messages"
LEAST_WEIGHT, SCALE = 0.75, 2  # weights are halves

HEAD = """\
# How much words weigh for fraud, in halves. Written by tools/weigh_words.py from the messages of the tests, not by hand.
# Four letters in a row, «_» is the edge of a word. T-a+b: two topics of message_topics.toml.
# In Latin letters: what else there is (checks/genuine.py, _marks).
as_of = {date}
base = {base}
enough = {enough}
# words that say nothing
common = "{common}"

[weights]
"""
COMMON = "и в на с по за для я это вы ваш вам вас из от до у о к не что как мы он она мне тебе же то бы а но"
ENOUGH = 0.65
OF_FRAUD = ("scare", "dangerous")  # families of errors: a page that frightens, and the browser's warning of one


def rows(name: str) -> list[str]:
    """The messages of a list, each in one line of the file."""
    return [line.replace("\\n", "\n") for line in weights.lines(MESSAGES / name)]


def pasted(*kinds: str) -> list[str]:
    """Texts of errors and letters to the support: what else people paste, and no fraud, but for what tells of one.

    Args:
        kinds: how the names of the lists end.
    """
    names = [name for kind in kinds for name in (f"error_texts/*known{kind}.*", f"letters/honest{kind}.txt")]
    lines = (line for name in names for path in sorted(CHECKS.glob(name)) for line in weights.lines(path))
    parted = (line.rpartition("\t") for line in lines)
    return [text for families, _, text in parted if families not in OF_FRAUD]


def names(text: str) -> list[str]:
    """What is weighed in a message, as the check does it."""
    from pyscripts.checks.genuine import weighed

    return [name for name, _ in weighed(" ".join(text.split()))]


def table(day: date) -> str:
    """The table as text."""
    honest = [*rows("honest.txt"), *rows("advice.txt"), *pasted("", "_numbers", "_retold")]
    texts = [(names(text), True) for text in rows("fraud.txt")] + [(names(text), False) for text in honest]
    base, found = logistic.weighed(texts)
    head = HEAD.format(date=day, base=round(base * SCALE, 1), enough=round(ENOUGH * SCALE, 1), common=COMMON)
    return head + weights.rows(found, LEAST_WEIGHT, SCALE)


if __name__ == "__main__":
    TABLE.write_text(table(date.today()))
