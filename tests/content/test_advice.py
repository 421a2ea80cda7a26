"""Bad advice in words that nobody listed, and good advice in nearly the same: tests/content/advice.tsv.

A row is one text, and no site is made of it: that takes a hundredth of the time of a row in strangers.tsv.
"""

from collections.abc import Iterator
from pathlib import Path

from macros.review import harm, secrets

ADVICE = Path(__file__).with_name("advice.tsv")


def rows(kind: str) -> Iterator[str]:
    for line in ADVICE.read_text().splitlines():
        of, _, text = line.partition("\t")
        if of == kind:
            yield text


def is_refused(text: str) -> bool:
    return any(True for rule in (harm, secrets) for _ in rule.found(text))


def test_bad_advice_is_refused() -> None:
    texts = list(rows("bad"))
    assert len(texts) > 100
    assert [text for text in texts if not is_refused(text)] == []


def test_good_advice_passes() -> None:
    texts = list(rows("good"))
    assert len(texts) > 100
    assert [text for text in texts if is_refused(text)] == []
