"""Measure everything: `python -m bench`, or only parts of it: `python -m bench bytes checks`. RESULTS.md keeps the last of each."""

import argparse
import os
import platform
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from bench import builds, checks, core, engines, phone, site, sizes, start, visits, workbench
from bench.table import Row, markdown
from tests.harness.chromium import CHROMIUM
from tests.harness.whose import ROOT, SITE

RESULTS = SITE / "bench" / "RESULTS.md"
OF_ANY = ("bytes", "checks")  # the other parts walk pages of ours
TITLE = "# Измерения\n"
PARTS: Mapping[str, Callable[[Path], Iterable[Row]]] = {
    "bytes": sizes.rows,
    "visits": visits.rows,
    "engines": engines.rows,
    "phone": phone.rows,
    "start": start.rows,
    "checks": lambda _: checks.rows(),
    "workbench": workbench.rows,
    "core": lambda _: core.rows(),
    "builds": lambda _: builds.rows(),
}


def main() -> None:
    measurable = PARTS if SITE == ROOT else OF_ANY
    parser = argparse.ArgumentParser(prog="python -m bench", description="Измеряет сайт и печатает таблицы.")
    # Without parts argparse looks for an empty list among the choices.
    parser.add_argument("parts", nargs="*", choices=[[], *measurable], help="что измерить; по умолчанию всё")
    with tempfile.TemporaryDirectory() as folder:
        print("Собираем сайт…", flush=True)
        built = site.build(Path(folder) / "site")
        for part in parser.parse_args().parts or measurable:
            print(f"Измеряем: {part}…", flush=True)
            before = machine()
            text = f"{markdown(PARTS[part](built))}\n\n{date.today():%Y-%m-%d}, {commit()}. {before}, после: {load()}."
            print(text, flush=True)
            RESULTS.parent.mkdir(exist_ok=True)
            RESULTS.write_text(renewed(RESULTS.read_text() if RESULTS.exists() else TITLE, part, text))


def renewed(results: str, part: str, text: str) -> str:
    r"""The file of results with one part measured anew; the parts stand in their order.

    >>> renewed("# A\n\n## phone\n\n1\n", "bytes", "2")
    '# A\n\n## bytes\n\n2\n\n## phone\n\n1\n'
    """
    head, *rest = re.split(r"^## (\w+)\n", results, flags=re.MULTILINE)
    sections = dict(zip(rest[::2], rest[1::2], strict=True)) | {part: text}
    return (
        head.strip()
        + "".join(f"\n\n## {name}\n\n{sections[name].strip()}" for name in PARTS if name in sections)
        + "\n"
    )


def machine() -> str:
    """The machine the figures come from: figures of different or differently loaded machines are not comparable."""
    model = next(line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    browser = _said(CHROMIUM, "--version")
    return (
        f"Машина: {model.partition(': ')[2]}, ядер {os.cpu_count()}, {browser}, Python {platform.python_version()}. "
        f"Загрузка до: {load()}"
    )


def load() -> str:
    """How many processes wanted the processors in the last minute."""
    return f"{os.getloadavg()[0]:.2f}".replace(".", ",")


def commit() -> str:
    """What was measured."""
    changed = " с правками" if _said("git", "status", "--porcelain", ".", ":!bench/RESULTS.md") else ""
    return f"коммит {_said('git', 'rev-parse', '--short', 'HEAD')}{changed}"


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    main()
