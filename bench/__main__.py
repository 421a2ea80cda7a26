"""Measure everything and print one table: `python -m bench`, or only parts of it: `python -m bench bytes checks`."""

import argparse
import os
import platform
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from bench import builds, checks, core, phone, site, start, visits, workbench
from bench import bytes as sizes
from bench.table import Row, markdown
from tests.harness.chromium import CHROMIUM

RESULTS = Path(__file__).with_name("RESULTS.md")
PARTS: Mapping[str, Callable[[Path], Iterable[Row]]] = {
    "bytes": sizes.rows,
    "visits": visits.rows,
    "phone": phone.rows,
    "start": start.rows,
    "checks": lambda _: checks.rows(),
    "workbench": workbench.rows,
    "core": lambda _: core.rows(),
    "builds": lambda _: builds.rows(),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Измеряет сайт и печатает одну таблицу.")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="что измерить; по умолчанию всё")
    parts = parser.parse_args().parts or list(PARTS)
    before = machine()
    with tempfile.TemporaryDirectory() as folder:
        print("Собираем сайт…", flush=True)
        built = site.build(Path(folder) / "site")
        rows: list[Row] = []
        for part in parts:
            print(f"Измеряем: {part}…", flush=True)
            rows += PARTS[part](built)
    text = f"{markdown(rows)}\n\n{before}\nЗагрузка после: {load()}\n"
    print(text)
    if parts == list(PARTS):
        RESULTS.write_text(f"# Измерения\n\n{date.today():%Y-%m-%d}, {commit()}. Повторить: `make bench`.\n\n{text}")


def machine() -> str:
    """On what it was measured: figures of two machines, or of a busy and a quiet one, do not compare."""
    model = next(line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    browser = _said(CHROMIUM, "--version")
    return (
        f"Машина: {model.partition(': ')[2]}, ядер {os.cpu_count()}, {browser}, Python {platform.python_version()}.\n"
        f"Загрузка до: {load()}"
    )


def load() -> str:
    """How many processes wanted the processors in the last minute."""
    return f"{os.getloadavg()[0]:.2f}".replace(".", ",")


def commit() -> str:
    """What was measured."""
    changed = " с правками" if _said("git", "status", "--porcelain") else ""
    return f"коммит {_said('git', 'rev-parse', '--short', 'HEAD')}{changed}"


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=site.ROOT, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    main()
