"""Our files lie at addresses that name their content, and every page says the address of its own version."""

from pathlib import Path

import pytest

from macros.delivery import fingerprint

PAGE = (
    '<link href="../assets/site.css"><form data-answers="../assets/answers/a.json">'
    '<p data-words="[&#34;../assets/answers/a.json&#34;]"><img src="../assets/icon.svg">'
)
FILES = {
    "assets/site.css": "a {}",
    "assets/check.mjs": 'import "./data/b.mjs"',
    "assets/data/b.mjs": "1",
    "assets/answers/a.json": "{}",
    "assets/icon.svg": "<svg/>",
    "assets/runtime/0123456789abcdef/pyodide.mjs": "2",
    "assets/stylesheets/theme.min.css": "b {}",
    "guides/index.html": PAGE,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def write(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)


def names(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_what_is_ours_moves_and_pages_follow(site: Path) -> None:
    folder = fingerprint.move(site)
    moved = {"site.css", "check.mjs", "data/b.mjs", "answers/a.json", "stylesheets/theme.min.css"}
    kept = {name for name in FILES if name.removeprefix("assets/") not in moved}
    assert names(site) == kept | {f"assets/{folder}/{name}" for name in moved}
    page = (site / "guides" / "index.html").read_text()
    assert f'"../assets/{folder}/site.css"' in page
    assert f'"../assets/{folder}/answers/a.json"' in page
    assert f"&#34;../assets/{folder}/answers/a.json&#34;" in page
    assert '"../assets/icon.svg"' in page


def test_the_address_changes_with_the_content_only(site: Path) -> None:
    first = fingerprint.move(site)
    write(site, FILES)
    assert fingerprint.move(site) == first
    write(site, {**FILES, "assets/data/b.mjs": "2"})
    assert fingerprint.move(site) != first


def test_a_page_that_was_not_built_anew_follows_too(site: Path) -> None:
    first = fingerprint.move(site)
    write(
        site, {name: text for name, text in FILES.items() if not name.endswith(".html")} | {"assets/check.mjs": "new"}
    )
    second = fingerprint.move(site)
    page = (site / "guides" / "index.html").read_text()
    assert first not in page
    assert f'"../assets/{second}/site.css"' in page
