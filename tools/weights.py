"""What the tools that learn from texts share: the lists that they read, and how they write what each thing weighs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.suffixes import wrapped


def lines(path: Path) -> Iterator[str]:
    """The rows of a list: the lines of a file but for those that tell of it."""
    return (line for line in path.read_text().splitlines() if line and not line.startswith("#"))


def rows(weights: Mapping[str, float], least: float, scale: int = 1) -> str:
    """Weights as rows of TOML, in whole numbers: by what they weigh, all that weighs so.

    Args:
        weights: by what they are of.
        least: what must be weighed.
        scale: how many make one.

    >>> print(rows({"b": 1.2, "a": 0.9, "c": -0.1}, least=0.5), end="")
    1 = \"\"\"
    a b
    \"\"\"
    """
    found: dict[int, list[str]] = defaultdict(list)
    for one, weight in weights.items():
        if abs(weight) >= least and (whole := round(weight * scale)):
            found[whole].append(one)
    return "".join(f'{weight} = """\n{wrapped(sorted(group))}\n"""\n' for weight, group in sorted(found.items()))
