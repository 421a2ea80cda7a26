"""How long Python takes to start, in Node: the bundle against Pyodide as it comes."""

import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.table import Row, row
from macros.delivery.names import NODE
from macros.delivery.runtime_files import ARCHIVE
from tests.harness.whose import ROOT

STARTS = 5
MEMORY = 40  # MB


def rows(site: Path) -> Iterator[Row]:
    """Both, taking turns, so that a slow minute of the machine falls on both."""
    [bundle] = site.glob("assets/runtime/*/")
    pairs = [(costs(bundle, ARCHIVE), costs(ROOT / "node_modules" / "pyodide")) for _ in range(STARTS)]
    (ours, memory, pages), (plain, whole, _) = (
        map(statistics.median, zip(*both, strict=True)) for both in zip(*pairs, strict=True)
    )
    yield row("Старт Python в Node до первого ответа", ours, "с")
    yield row("Он же против обычного Pyodide без проверок", ours / plain)
    yield row("Память Python после первого ответа, в Node", memory / 1e6, "МБ", most=MEMORY, digits=0)
    yield row("Она же против обычного Pyodide без проверок", memory / whole)
    yield row("Она же и страницы самого Node, прочитанные за это время", pages / 1e6, "МБ", digits=0)


def costs(folder: Path, *archive: str) -> tuple[float, float, float]:
    """Seconds, and bytes that the process takes more than before: of its own, and with pages of the program's file."""
    command = [str(NODE), str(Path(__file__).with_suffix(".mjs")), f"{folder.resolve()}/", *archive]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    milliseconds, memory, pages = map(float, done.stdout.split())
    return milliseconds / 1e3, memory, pages
