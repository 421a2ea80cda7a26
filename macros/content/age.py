"""How old a piece of knowledge is, in Russian."""

from datetime import date

from pyscripts.days import said

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


def as_of(value: date) -> str:
    """How old a piece of knowledge is. In the data an unknown day or month is written as 01.

    >>> as_of(date(2022, 4, 27)), as_of(date(2026, 5, 1)), as_of(date(2025, 1, 1))
    ('на 27 апреля 2022 года', 'за май 2026 года', 'за 2025 год')
    """
    if (value.day, value.month) == (1, 1):
        return f"за {value.year} год"
    return f"за {_MONTHS[value.month - 1]} {value.year} года" if value.day == 1 else f"на {said(value)}"
