"""YAML that somebody has spoilt, the same each time."""

import random
from collections.abc import Iterator

VALUES = [
    "", "[]", "{}", "null", "5", "1.5", "yes", "слово", "2026-01-02", "2026-01-02 10:00:00", "'2026-13-01'", "' '",
    "a: b", "[а, 5, null, [б]]", "{а: б}", "я" * 61, "я" * 161, "слово " * 400, f"[{', '.join('абвгдежз')}]", "confirmed", "phone",
]  # fmt: skip


def mutations(text: str, count: int) -> Iterator[str]:
    """A text with one or two lines gone, doubled, indented otherwise, or with another value."""
    chance = random.Random(18)  # any will do, but the same each time
    for _ in range(count):
        lines = text.split("\n")
        for _ in range(chance.randint(1, 2)):
            at = chance.randrange(len(lines))
            key, colon, _value = lines[at].partition(":")
            other = [f"{key}: {chance.choice(VALUES)}"]
            same = [f"  {lines[at]}"], [lines[at].lstrip()], [f"{key}x{colon} б"]
            lines[at : at + 1] = chance.choice([[], [lines[at], lines[at]], *same, other, other])
            lines = lines or [""]
        yield "\n".join(lines)
