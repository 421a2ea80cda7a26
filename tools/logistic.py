"""Logistic regression on sets of features: the simplest model that learns from a few thousand examples.

Each text counts as one, however long: what its parts weigh is divided by the root of their number. Few rounds keep it from
learning the examples by heart. The same examples always give the same weights.
https://en.wikipedia.org/wiki/Logistic_regression
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_STEP = 3.0


class Learning(NamedTuple):
    """How much is learned.

    Args:
        least_seen: in so many texts a part must stand.
        rounds: how often the texts are read.
        shrink: what of a weight is lost each time that it counts.
    """

    least_seen: int = 3
    rounds: int = 12
    shrink: float = 0.0005


USUAL = Learning()


def weighed(
    texts: Iterable[tuple[Sequence[str], bool]], learning: Learning = USUAL
) -> tuple[float, Mapping[str, float]]:
    """The base and the weights that tell texts apart best.

    Args:
        texts: what each has, every part once, and whether it is one of those that are looked for.
        learning: how much is learned.
    """
    texts = list(texts)
    seen = Counter(part for parts, _ in texts for part in parts)
    numbers = {
        part: number for number, part in enumerate(part for part, count in seen.items() if count >= learning.least_seen)
    }
    known = [
        ([numbers[part] for part in parts if part in numbers], 1 / math.sqrt(len(parts) or 1), answer)
        for parts, answer in texts
    ]
    order = random.Random(1)
    weights = [0.0] * len(numbers)
    weight_of = weights.__getitem__
    base = 0.0
    for number in range(learning.rounds):
        order.shuffle(known)
        step = _STEP / (1 + number / 5)
        for parts, size, answer in known:
            total = base + size * sum(map(weight_of, parts))
            miss = answer - 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            base += step * miss / 10
            gain, kept = step * size * miss, 1 - step * learning.shrink
            for part in parts:
                weights[part] = weights[part] * kept + gain
    return base, dict(zip(numbers, weights, strict=True))
