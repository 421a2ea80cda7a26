"""Pages name the modules that their scripts import."""

import re
from pathlib import Path

from macros.preload import ASSETS, closure, with_preloads

PAGE = (
    '<html><head><title>x</title></head><body><script src="../assets/check.mjs" type="module"></script></body></html>'
)


def links(html: str) -> list[str]:
    return re.findall(r'<link rel="modulepreload" href="([^"]+)">', html)


def test_every_import_is_named_once_and_from_the_page() -> None:
    found = links(with_preloads(PAGE))
    assert {"../assets/runtime.mjs", "../assets/verdict.mjs", "../assets/copy.mjs", "../assets/report.mjs"} <= set(
        found
    )
    assert "../assets/check.mjs" not in found
    assert len(found) == len(set(found))
    assert all((ASSETS / name.removeprefix("../assets/")).exists() for name in found)


def test_what_is_loaded_later_is_not_named() -> None:
    assert not [name for name in links(with_preloads(PAGE)) if name.endswith(("worker.mjs", "probe.mjs"))]


def test_the_thread_of_python_asks_for_all_its_modules_at_once() -> None:
    source = (ASSETS / "runtime.mjs").read_text()
    named = re.findall(r'"([\w.]+)"', re.findall(r"^const MODULES = \[(.*)\]", source, re.MULTILINE)[0])
    assert {*named} == closure("worker.mjs") | {"worker.mjs"}


def test_a_page_without_modules_stays_as_it_is() -> None:
    plain = PAGE.replace(".mjs", ".js")
    assert with_preloads(plain) == plain


def test_the_built_site_names_what_exists(site_folder: Path) -> None:
    for page in site_folder.rglob("*.html"):
        for name in links(page.read_text()):
            path = site_folder / name.lstrip("/") if name.startswith("/") else page.parent / name
            assert path.exists(), (page, name)
