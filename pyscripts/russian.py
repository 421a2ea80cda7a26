"""Words in a row and after numbers, as they are said in Russian."""

from collections.abc import Iterable


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a number.

    >>> [plural(count, "день", "дня", "дней") for count in (1, 2, 5, 11, 21, 112)]
    ['день', 'дня', 'дней', 'дней', 'день', 'дней']
    """
    if count % 10 == 1 and count % 100 != 11:
        return one
    return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many


def either(things: Iterable[object]) -> str:
    """Any of some things.

    >>> either([16]), either([16, 18, 19])
    ('16', '16, 18 или 19')
    """
    *others, last = map(str, things)
    return " или ".join(filter(None, [", ".join(others), last]))
