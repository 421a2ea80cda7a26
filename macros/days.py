"""Days as they are read in Russian."""

from datetime import date

MONTHS = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
OF_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def day(value: date) -> str:
    """A day as it is read.

    >>> day(date(2022, 4, 27))
    '27 апреля 2022 года'
    """
    return f"{value.day} {OF_MONTHS[value.month - 1]} {value.year} года"


def as_of(value: date) -> str:
    """How old a piece of knowledge is. In the data an unknown day or month is 01.

    >>> as_of(date(2022, 4, 27)), as_of(date(2026, 5, 1)), as_of(date(2025, 1, 1))
    ('на 27 апреля 2022 года', 'за май 2026 года', 'за 2025 год')
    """
    if (value.day, value.month) == (1, 1):
        return f"за {value.year} год"
    return f"за {MONTHS[value.month - 1]} {value.year} года" if value.day == 1 else f"на {day(value)}"
