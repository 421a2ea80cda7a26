"""Of the theme's styles stays what some page, script or author uses."""

from pathlib import Path

import pytest

from macros.delivery import purge

ROOT = Path(__file__).parents[4]
PAGE = '<!doctype html><body dir="ltr"><p class="used" data-md-state="open">unspoken <a href="a">b</a></p></body>'
STYLES = """
.used{color:red}.used:hover{color:blue}[dir=ltr] .used{left:0}[data-md-state=open]{top:0}
.by-script{color:red}.admonition.danger{color:red}table{color:red}
.unused{color:red}.unspoken{color:red}[dir=rtl] .used{right:0}.used .unused-too{color:red}
@media print{.unused{display:none}}@keyframes idle{to{opacity:0}}:root{--md-kept:1px}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    styles = tmp_path / "assets" / "stylesheets" / "main.min.css"
    styles.parent.mkdir(parents=True)
    styles.write_text(STYLES)
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "assets" / "x.mjs").write_text('element.classList.add("by-script");')
    purge.site(tmp_path, ROOT)
    return styles


def test_what_is_used_stays(site: Path) -> None:
    text = site.read_text()
    for rule in (".used{", ".used:hover{", "[dir=ltr] .used{", "[data-md-state=open]{", ".by-script{", "--md-kept"):
        assert rule in text, rule
    assert ".admonition.danger{" in text  # an author may write it tomorrow
    assert "table{" in text


def test_what_nobody_uses_goes(site: Path) -> None:
    text = site.read_text()
    for name in (".unused", "rtl", "idle", ".unspoken"):  # a word of the text is no class
        assert name not in text, name


def test_a_second_build_cuts_nothing_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.read_text()
    monkeypatch.setattr(purge, "NODE", Path("/nowhere"))
    site.write_text(STYLES)
    purge.site(site.parents[2], ROOT)
    assert site.read_text() == first
