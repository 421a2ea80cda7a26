"""Report of what time has done to the site, once a week: `python -m tools.weekly weekly.md` writes what people should look at.

Facts that wait to be compared with their sources, links and hosts that are gone, labels that browsers have changed.
Asks many sites, so it never runs for a pull request. Nothing to say gives an empty file.
"""

import http.client
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from macros.content import facts
from pyscripts.data import table
from tests.harness.labels import KNOWN, desktop, strangers
from tools.markdown import code

ROOT = Path(__file__).parents[1]
SECONDS = 30
GONE = ("404", "410", "no-host")
ABROAD = "Проверка идёт не из России: сайт мог ответить отказом только ей. Откройте сами."

type Ask = Callable[[str], str]  # an address → the status of the answer, or why there is none


def main(path: Path) -> None:
    """Look at everything and write what was found."""
    path.write_text(report(date.today(), status, labels()))
    print(path.read_text() or "Всё в порядке.")


def report(today: date, ask: Ask, wrong_labels: Iterable[str]) -> str:
    """All parts that have something to say, in Markdown."""
    known = facts.load(ROOT / facts.FILE)
    *late, count = facts.due_lines(ROOT, today)
    sections = {
        f"{count} Источники открывают и сверяют руками": list(map(code, late)),
        f"Источники, которых больше нет. {ABROAD}": list(gone(addresses(known.values()), ask)),
        f"Адреса проверки связи, которые молчат. {ABROAD}": list(silent(hosts(), ask)),
        "Названия кнопок, которых нет в новых версиях браузеров": list(wrong_labels),
    }
    return "\n".join(line for title, lines in sections.items() if lines for line in (f"### {title}", "", *_list(lines)))


def addresses(known: Iterable[facts.Fact]) -> list[str]:
    """Every page to which the facts lead."""
    return sorted({url for fact in known for url in (*fact.source, fact.url) if url.startswith("https://")})


def hosts() -> list[str]:
    """Every address that the check of the connection asks of other hosts."""
    found = [host for group in table("hosts")["group"] for host in group["host"] if "path" in host]
    return [f"https://{host['name']}{host['path']}" for host in found]


def gone(urls: Iterable[str], ask: Ask) -> Iterator[str]:
    """The pages that are there no longer; a refusal proves nothing."""
    return (f"{code(url)} — {code(answer)}" for url, answer in _asked(urls, ask) if answer in GONE)


def silent(urls: Iterable[str], ask: Ask) -> Iterator[str]:
    """The addresses that give no answer at all, or know nothing at that path."""
    return (
        f"{code(url)} — {code(answer)}" for url, answer in _asked(urls, ask) if answer in GONE or not answer.isdigit()
    )


def status(url: str) -> str:
    """Ask once, politely."""
    request = urllib.request.Request(url, headers={"User-Agent": "Mozilla/5.0 (link check, once a week)"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except (OSError, http.client.HTTPException) as error:
        reason = str(getattr(error, "reason", error))
        return "no-host" if re.search("Name or service not known|No address associated", reason) else reason


def labels() -> Iterator[str]:
    """The labels in macros/data/browsers/ that the browsers installed here do not have."""
    for browser, known in KNOWN.items():
        for action, steps in desktop(browser).items():
            yield from (f"{browser}, {action}: {code(wrong)}" for wrong in strangers(steps, known()))


def _asked(urls: Iterable[str], ask: Ask) -> list[tuple[str, str]]:
    urls = list(urls)
    with ThreadPoolExecutor(8) as pool:
        return list(zip(urls, pool.map(ask, urls), strict=True))


def _list(lines: Iterable[str]) -> list[str]:
    return [*(f"- {line}" for line in lines), ""]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
