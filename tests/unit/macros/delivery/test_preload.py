"""Pages name the modules that their scripts import."""

import re
from pathlib import Path

from macros.delivery.preload import ASSETS, with_preloads

PAGE = (
    '<html><head><link rel="stylesheet" href="a.css"><script>1</script><script src="../assets/early.js"></script></head>'
    '<body><script src="../assets/check.mjs" type="module"></script></body></html>'
)


def links(html: str) -> list[str]:
    return re.findall(r'<link rel="modulepreload" href="([^"]+)">', html)


def test_every_import_is_named_once_and_from_the_page() -> None:
    found = links(with_preloads(PAGE))
    assert {f"../assets/{name}.mjs" for name in ("check", "runtime", "verdict", "copy", "report")} <= set(found)
    assert len(found) == len(set(found))
    assert all((ASSETS / name.removeprefix("../assets/")).exists() for name in found)


def test_what_is_loaded_later_is_not_named() -> None:
    assert not [name for name in links(with_preloads(PAGE)) if name.endswith(("worker.mjs", "probe.mjs"))]


def test_links_stand_between_the_styles_and_the_first_script() -> None:
    html = with_preloads(PAGE)
    style, early, module, script = map(html.index, ("a.css", '"preload"', '"modulepreload"', "<script>"))
    assert style < early < module < script


def test_a_page_without_scripts_stays_as_it_is() -> None:
    plain = re.sub(r"<script.*?</script>", "", PAGE)
    assert with_preloads(plain) == plain


def test_the_built_site_names_what_exists(site_folder: Path) -> None:
    for page in site_folder.rglob("*.html"):
        for name in links(page.read_text()):
            path = site_folder / name.lstrip("/") if name.startswith("/") else page.parent / name
            assert path.exists(), (page, name)
