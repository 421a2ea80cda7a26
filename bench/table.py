"""What the bench prints: a row for each figure, with what is aimed at beside it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure.

    Args:
        what: was measured.
        figure: as printed, with its unit.
        aim: the most that it should be, as printed; empty if nothing is aimed at.
        reached: whether it is no more than that.
    """

    what: str
    figure: str
    aim: str = ""
    reached: bool = True


def row(what: str, value: float, unit: str = "", most: float | None = None, digits: int = 2) -> Row:
    """A row for a number; without a unit it is a ratio."""
    aim = "" if most is None else f"≤ {number(most, digits)}"
    return Row(what, f"{number(value, digits)} {unit}".rstrip(), aim, most is None or value <= most)


def number(value: float, digits: int = 2) -> str:
    """A number as Russians write it.

    >>> number(1234.5), number(0.15), number(20000, 0)
    ('1 234,50', '0,15', '20 000')
    """
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",").replace("\u202f", " ")


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a table."""
    lines = [("Что", "Сколько", "Цель", ""), ("---", "---:", "---:", "---")]
    lines += [(row.what, row.figure, row.aim, "" if row.reached else "**нет**") for row in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(4)]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
