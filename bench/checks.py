"""Whether ten times the input costs ten times the time, in every check where one can type a text."""

import time
from collections.abc import Iterator, Mapping

import pyscripts
from bench.table import Row, row
from pyscripts.form import Field

SHORT, LONG = 10_000, 100_000  # characters
MOST = 15.0  # ten, and some for the noise of the machine
TRIES = 5
TEXTS: Mapping[str, str] = {
    "digits": "4276 1609 ",
    "one digit": "7",
    "words": "Не приходит код подтверждения от портала. ",
    "one letter": "а",
    "latin": "https://gosuslugi.ru-login.example/path?query=1 ",
    "mojibake": "РќРµ РїСЂРёС…РѕРґРёС‚ ",
    "signs": "-. ,/:@<>()[]{}\\|'\"",
    "lines": "ERR_CONNECTION_TIMED_OUT\n",
    "spaces": " ",
}


def rows() -> Iterator[Row]:
    """A row for every check with a text field: of all texts, the one that costs most."""
    for name in pyscripts.names():
        fields = [field for field in pyscripts.load(name).fields if is_text(field)]
        if not fields:
            continue
        short, long = max((costs(name, fields, text) for text in TEXTS.values()), key=lambda cost: cost[1])
        yield row(f"Проверка {name}: 100 кБ против 10 кБ ({long * 1e3:.1f} мс)", long / short, most=MOST, digits=1)


def is_text(field: Field[object]) -> bool:
    """Whether anything whatever can be typed."""
    return field.widget in ("line", "paragraph")


def costs(name: str, fields: list[Field[object]], text: str) -> tuple[float, float]:
    """Seconds for the short and for the long input, in all fields at once."""
    short, long = ({field.name: (text * size)[:size] for field in fields} for size in (SHORT, LONG))
    return seconds(name, short), seconds(name, long)


def seconds(name: str, raw: Mapping[str, str]) -> float:
    """What one run costs at best: the rest is the machine's."""
    best = float("inf")
    for _ in range(TRIES):
        start = time.perf_counter()
        pyscripts.run(name, raw)
        best = min(best, time.perf_counter() - start)
    return best
