"""Writes pyscripts/data/error_words.toml anew from the texts of the tests: `python -m tools.weigh_errors`, a few seconds.

An averaged perceptron with a margin (Collins, 2002: https://aclanthology.org/W02-1001/): wherever a text does not weigh
clearly more for its own family than for the next one, its roots gain weight for the one and lose it for the other. It
learns from the messages of the table, from what people paste or retell, and from texts that are no error; the lists that
are kept apart measure it. The same texts always give the same table.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from pyscripts.errors import classifier, known
from pyscripts.errors.reading import words
from tools import weights

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "pyscripts" / "data" / "error_words.toml"
CHECKS = ROOT / "tests" / "unit" / "checks"
KNOWN = ("error_texts/known.tsv", "error_texts/known_retold.tsv")
UNKNOWN = (
    "error_texts/unknown.txt",
    "error_texts/unknown_retold.txt",
    "messages/honest.txt",
    "messages/advice.txt",
    "letters/honest.txt",
)
LEAST = 3  # texts of errors in which a root stands
ORDERS, ROUNDS, MARGIN = 5, 5, 1.5
LEAST_WEIGHT = 0.5

HEAD = """\
# What the roots of words weigh for each family of errors. Written by tools/weigh_errors.py from the texts of the tests, not
# by hand. «{none}» is no error. «{any}» is in every text; «{rare}1» is a root that stands in few texts of errors, «{rare}2»
# the second one.
as_of = {date}
"""

type Text = tuple[str, list[str]]  # a family and the roots of a text
type Weights = Mapping[str, Mapping[str, float]]  # by the root and the family


def texts() -> Iterator[tuple[str, str]]:
    """Texts, each with its family; one that two families explain is a text of both."""
    for family, row in known.FAMILIES.items():
        said = dict.fromkeys((*known.phrases(row), *known.phrases(row, "alone"), row["example"]))
        yield from ((family, text) for text in said)
    for name in KNOWN:
        for families, _, text in (line.partition("\t") for line in lines(name)):
            yield from ((family, text) for family in families.split("|"))
    yield from ((classifier.NONE, text) for name in UNKNOWN for text in lines(name))


def lines(name: str) -> Iterator[str]:
    """The texts of a list, each in one line of the file."""
    return (line.replace("\\n", "\n") for line in weights.lines(CHECKS / name))


def read() -> list[Text]:
    """The roots of each text, as the check will see them."""
    found = [(family, set(map(classifier.root, words(text)))) for family, text in texts()]
    often = Counter(root for family, roots in found if family != classifier.NONE for root in roots)
    common = {root for root, count in often.items() if count >= LEAST}
    return [(family, classifier.roots(roots, common)) for family, roots in found]


def weighed(data: list[Text]) -> Weights:
    """The weights, averaged over several orders of the texts: what only one order gives is chance."""
    mean: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for order in range(ORDERS):
        for root, row in _learned(data, random.Random(order)).items():
            for family, weight in row.items():
                mean[root][family] += weight / ORDERS
    return mean


def _learned(data: list[Text], order: random.Random) -> Weights:
    """The weights, averaged over all moments of learning."""
    families = sorted({family for family, _ in data})
    number = {family: place for place, family in enumerate(families)}
    texts = [(number[family], roots, 1 / math.sqrt(len(roots))) for family, roots in data]
    now: dict[str, dict[int, float]] = defaultdict(dict)
    late: dict[str, dict[int, float]] = defaultdict(dict)  # each change by its moment
    moment = 0
    for _ in range(ROUNDS):
        for family, roots, size in order.sample(texts, len(texts)):
            moment += 1
            totals = [0.0] * len(families)
            for root in roots:
                for other, weight in now[root].items():
                    totals[other] += weight
            own, totals[family] = totals[family], -math.inf
            most = max(totals)
            if (own - most) * size < MARGIN:
                for one, change in ((family, size), (totals.index(most), -size)):
                    for root in roots:
                        now[root][one] = now[root].get(one, 0.0) + change
                        late[root][one] = late[root].get(one, 0.0) + change * moment
    return {
        root: {families[one]: weight - late[root][one] / moment for one, weight in row.items()}
        for root, row in now.items()
    }


def table(day: date) -> str:
    """The table as text."""
    by_family: dict[str, dict[str, float]] = defaultdict(dict)
    for root, row in weighed(read()).items():
        for family, weight in row.items():
            by_family[family][root] = weight
    head = HEAD.format(date=day, none=classifier.NONE, any=classifier.ANY, rare=classifier.RARE)
    tables = (
        f"\n[weights.{family}]\n{weights.rows(of_roots, LEAST_WEIGHT)}"
        for family, of_roots in sorted(by_family.items())
    )
    return head + "".join(tables)


if __name__ == "__main__":
    TABLE.write_text(table(date.today()))
