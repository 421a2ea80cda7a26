"""$title.

ЗАПОЛНИТЕ. What it says and what it cannot know.

Sources: ЗАПОЛНИТЕ.

>>> keys(number="112-233")
['right']
>>> keys(number="112")
['short']
>>> keys(number="номер")
['number']
"""

from collections.abc import Iterator

from pyscripts.form import Digits
from pyscripts.verdict import Finding, found, ok, warn

LENGTH = 6

FIELDS = (Digits("number", "ЗАПОЛНИТЕ", "ЗАПОЛНИТЕ. Где это найти и как вводить.", example="112-233"),)

OUTCOMES = {
    "right": ok(
        "ЗАПОЛНИТЕ. Что мы увидели.",
        limits="ЗАПОЛНИТЕ. Чего это не доказывает.",
    ),
    "short": warn(
        "ЗАПОЛНИТЕ. Здесь {count} цифр, а бывает {length}.",
        next="ЗАПОЛНИТЕ. Самый простой следующий шаг.",
    ),
}


def check(number: str) -> Iterator[Finding | str]:
    """Judge a row of digits. When in doubt, say nothing wrong."""
    if len(number) < LENGTH:
        yield found("short", "number", count=len(number), length=LENGTH)
    else:
        yield "right"
