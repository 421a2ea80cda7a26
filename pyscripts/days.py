"""Days as they are read in Russian."""

from datetime import date

OF_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def said(day: date) -> str:
    """A day in words.

    >>> said(date(2022, 4, 27))
    '27 апреля 2022 года'
    """
    return f"{day.day} {OF_MONTHS[day.month - 1]} {day.year} года"
