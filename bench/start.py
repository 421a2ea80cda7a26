"""How long Python takes to start, in Node: the bundle against Pyodide as it comes."""

import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.site import ROOT
from bench.table import Row, row
from macros.delivery.bundle import ARCHIVE
from macros.delivery.names import NODE

STARTS = 5


def rows(site: Path) -> Iterator[Row]:
    """Both, taking turns, so that a slow minute of the machine falls on both."""
    [bundle] = site.glob("assets/runtime/*/")
    pairs = [(seconds(bundle, ARCHIVE), seconds(ROOT / "node_modules" / "pyodide")) for _ in range(STARTS)]
    ours, plain = (statistics.median(times) for times in zip(*pairs, strict=True))
    yield row("Старт Python в Node до первого ответа", ours, "с")
    yield row("Он же против обычного Pyodide без проверок", ours / plain)


def seconds(folder: Path, *archive: str) -> float:
    command = [str(NODE), str(Path(__file__).with_suffix(".mjs")), f"{folder.resolve()}/", *archive]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout) / 1e3
