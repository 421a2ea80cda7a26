"""Writes pyscripts/data/message_words.toml anew from the messages of the tests: `python -m tools.weigh_words`.

Logistic regression over letters in a row and topics, the simplest thing that learns from a few thousand examples. Each
message counts as one, however long: its weights are divided by the root of their number. It sees fraud.txt, honest.txt,
advice.txt and what people paste into the other checks: the lists that are kept apart measure it. Of two writers whom it
had not seen it heard 211 of 220 frauds, and alarmed at 10 of 440 honest messages as near to frauds as can be. Few rounds
and coarse weights keep it from learning the examples by heart. The same messages always give the same table.
"""

import math
import random
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from tools.suffixes import wrapped

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "pyscripts" / "data" / "message_words.toml"
CHECKS = ROOT / "tests" / "unit" / "checks"
MESSAGES = CHECKS / "messages"
ROUNDS, STEP, SHRINK = 12, 3.0, 0.0005
LEAST_SEEN, LEAST_WEIGHT, SCALE = 3, 0.75, 2  # weights are halves

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
ENOUGH = 0.5
OF_FRAUD = ("scare", "dangerous")  # families of errors: a page that frightens, and the browser's warning of one


def rows(name: str) -> list[str]:
    """The messages of a list, each in one line of the file."""
    lines = (MESSAGES / name).read_text().splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


def pasted(*kinds: str) -> list[str]:
    """Texts of errors and letters to the support: what else people paste, and no fraud, but for what tells of one.

    Args:
        kinds: how the names of the lists end.
    """
    names = [name for kind in kinds for name in (f"error_texts/*known{kind}.*", f"letters/honest{kind}.txt")]
    lines = (line for name in names for path in sorted(CHECKS.glob(name)) for line in path.read_text().splitlines())
    rows = (line.rpartition("\t") for line in lines if line and not line.startswith("#"))
    return [text for families, _, text in rows if families not in OF_FRAUD]


def names(text: str) -> list[str]:
    """What is weighed in a message, as the check does it."""
    from pyscripts.checks.genuine import weighed

    return [name for name, _ in weighed(" ".join(text.split()))]


def weighed(frauds: list[str], honest: list[str]) -> tuple[float, dict[str, float]]:
    """The base and the weights that tell the two lists apart best."""
    texts = [(names(text), 1) for text in frauds] + [(names(text), 0) for text in honest]
    seen = Counter(name for text, _ in texts for name in text)
    known = [
        ([name for name in text if seen[name] >= LEAST_SEEN], 1 / math.sqrt(len(text) or 1), answer)
        for text, answer in texts
    ]
    order = random.Random(1)
    weights: dict[str, float] = defaultdict(float)
    base = 0.0
    for number in range(ROUNDS):
        order.shuffle(known)
        step = STEP / (1 + number / 5)
        for text, size, answer in known:
            total = base + size * sum(weights[name] for name in text)
            miss = answer - 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            base += step * miss / 10
            for name in text:
                weights[name] += step * (size * miss - SHRINK * weights[name])
    return base, weights


def table(day: date) -> str:
    """The table as text."""
    base, weights = weighed(rows("fraud.txt"), [*rows("honest.txt"), *rows("advice.txt"), *pasted("", "_retold")])
    by_weight: dict[int, list[str]] = defaultdict(list)
    for name, weight in weights.items():
        if abs(weight) >= LEAST_WEIGHT:
            by_weight[round(weight * SCALE)].append(name)
    head = HEAD.format(date=day, base=round(base * SCALE, 1), enough=round(ENOUGH * SCALE, 1), common=COMMON)
    return head + "".join(
        f'{weight} = """\n{wrapped(sorted(group))}\n"""\n' for weight, group in sorted(by_weight.items())
    )


if __name__ == "__main__":
    TABLE.write_text(table(date.today()))
