"""How many bytes a reader pays: for a page, and for everything until the first verdict."""

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

import pyscripts
from bench.table import Row, row
from macros.delivery import offline, precompress, preload

PACKED = Path(__file__).parent.parent / ".cache" / "packed"
SUFFIXES = {"gzip": ".gz", "brotli": ".br"}
_LINK = re.compile(r'<link rel="(?:stylesheet|modulepreload|preload|icon)"[^>]* href="([^"]+)"')
_SCRIPT = re.compile(r'<script[^>]* src="([^"]+)"')

type Figures = dict[str, dict[str, int]]  # bytes by name, by kind of compression


def rows(site: Path) -> Iterator[Row]:
    """The figures that are aimed at, for the table."""
    found = figures(site)
    gzip, brotli = found["gzip"], found["brotli"]
    yield row(f"Страница проверки {check()} до касания, gzip", gzip["page-check"] / 1e6, "МБ", most=0.15)
    yield row("Главная, gzip", gzip["page-home"] / 1e6, "МБ", most=0.15)
    yield row("Самая большая инструкция, только HTML, gzip", gzip["html-guide"] / 1e3, "кБ", most=60, digits=0)
    yield row("Стили страницы, где их больше всего, gzip", gzip["page-styles"] / 1e3, "кБ", most=30, digits=1)
    yield row("Скрипты до касания там же, gzip", gzip["page-scripts"] / 1e3, "кБ", most=40, digits=1)
    yield row(f"До первого ответа {check()}, gzip", (gzip["page-check"] + gzip["runtime"]) / 1e6, "МБ", most=1.35)
    yield row(f"До первого ответа {check()}, brotli", (brotli["page-check"] + brotli["runtime"]) / 1e6, "МБ", most=1.05)


def figures(site: Path) -> Figures:
    """Every figure that must not grow: bench/budget.toml has the same names."""
    return {kind: {name: _size(files, suffix) for name, files in counted(site)} for kind, suffix in SUFFIXES.items()}


def counted(site: Path) -> Iterator[tuple[str, Iterable[Path]]]:
    """What is counted, by name."""
    yield "page-home", loaded(site / "index.html")
    yield "page-check", loaded(site / "checks" / check() / "index.html")
    yield "page-styles", most_loaded(site, {".css"})
    yield "page-scripts", most_loaded(site, {".js", ".mjs"})
    yield "html-guide", largest(site.glob("guides/*/*/index.html"))
    yield "html-check", largest(site.glob("checks/*/index.html"))
    yield "answers", largest(site.glob("assets/*/answers/*"))
    search = _with_imports(site.glob("assets/*/results.mjs")) - loaded(site / "index.html")
    scripts = {site / name for name in offline.files(site) if name.endswith((".mjs", ".js"))}
    yield "scripts", scripts - search
    yield "search", search
    yield "runtime", runtime(site)


def check() -> str:
    """The check that is measured."""
    return "card" if "card" in pyscripts.names() else pyscripts.names()[0]


def largest(files: Iterable[Path]) -> list[Path]:
    """The one of files of a kind beside which all others are smaller; packed copies are not looked at."""
    own = [path for path in files if path.suffix not in SUFFIXES.values()]
    return sorted(own, key=lambda path: path.stat().st_size)[-1:]


def most_loaded(site: Path, suffixes: Set[str]) -> set[Path]:
    """What some page loads of a kind by itself, where that is most. The workbench is no reader's page."""
    pages = (page for page in site.rglob("index.html") if "workbench" not in page.parts)
    kinds = ({path for path in loaded(page) if path.suffix in suffixes} for page in pages)
    return max(kinds, key=lambda files: sum(path.stat().st_size for path in files))


def loaded(page: Path) -> set[Path]:
    """A page and what it loads by itself: styles, scripts, all that they import, the icon."""
    html = page.read_text()
    return {page, *_with_imports(_beside(page, link) for pattern in (_LINK, _SCRIPT) for link in pattern.findall(html))}


def _with_imports(paths: Iterable[Path]) -> set[Path]:
    """Files, and of modules all that they import."""
    found: set[Path] = set()
    waiting = [*paths]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        if path.suffix == ".mjs":
            waiting += [_beside(path, link) for link in preload.imported(path.read_text())]
    return found


def runtime(site: Path) -> set[Path]:
    """What a page loads more when one of its forms is touched; the whole core, for rare questions, is not loaded then."""
    return {
        *_with_imports(site.glob("assets/*/worker.mjs")),
        *site.glob("assets/runtime/*/*.*"),
        *site.glob(f"assets/runtime/*/checks/{check()}.*"),
    }


def _beside(path: Path, link: str) -> Path:
    return (path.parent / link).resolve()


def _size(files: Iterable[Path], suffix: str) -> int:
    """The bytes of files as deploy/ sends them."""
    return sum(len(_sent(path.read_bytes(), suffix)) for path in files if path.suffix not in SUFFIXES.values())


def _sent(content: bytes, suffix: str) -> bytes:
    return precompress.packed(content, suffix, PACKED) if len(content) > precompress.LEAST else content
