"""What Lighthouse says of the site on a phone with a slow line; it is served by real nginx."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.table import Row, row
from tests.harness.lighthouse import audit
from tests.harness.nginx import Nginx

MARKS = {"performance": "скорость", "accessibility": "доступность", "best-practices": "порядок", "seo": "поиск"}
PAGES = {  # with the least mark for speed
    "Главная": ("", 95),
    "Инструкция": ("guides/services/payment-error/", 98),
    "Проверка": ("checks/card/", 95),
}
RUNS = 3  # speed is not the same twice
FULL = 100


def rows(site: Path) -> Iterator[Row]:
    """The marks of each page, in the middle of the runs, and how soon a guide is there."""
    with tempfile.TemporaryDirectory() as folder, Nginx(site, Path(folder)) as nginx:
        urls = [nginx.url + address for address, _ in PAGES.values()]
        found = audit(urls * RUNS, MARKS)
    for number, (name, (_, speed)) in enumerate(PAGES.items()):
        runs = found[number :: len(PAGES)]
        for category, words in MARKS.items():
            mark = statistics.median(run["marks"][category] for run in runs)
            least = speed if category == "performance" else FULL
            yield Row(f"Lighthouse, телефон. {name}: {words}", f"{mark}", f"≥ {least}", mark >= least)
        paint = statistics.median(run["figures"]["largest-contentful-paint"] for run in runs) / 1e3
        yield row(f"{name}: самое большое на экране, Slow 4G", paint, "с", most=2)
