"""The workbench says and shows of a page what the build does, byte for byte, and costs readers nothing."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import review
from macros.content import portal
from macros.content.site import Site
from macros.delivery import offline
from macros.review import spelling
from macros.review.programs import code
from macros.workbench import drawing
from macros.workbench.bench import Bench
from tests.content.test_attacks import ATTACKS, CHANGES, HONEST, NEIGHBOURS, STRANGERS
from tests.harness import sites
from tests.harness import workbench as harness
from tests.harness.mutations import mutations

ROOT = Path(__file__).parents[2]
OTHER = ROOT / "examples" / "courier"
SOURCES, SEARCH = "macros/data/sources.yml", "macros/data/search.yml"
MOST = 7_100_000  # bytes, packed, for all that the workbench loads
SHARE = 8  # one row of so many
EDITED = (sites.GUIDE, sites.CHECK, sites.TRIAGE, sites.FACTS, sites.BROWSER, sites.SYSTEM, SOURCES, SEARCH)
SPOILT = [name.removeprefix("docs/") for name in (sites.FACTS, sites.TRIAGE, sites.BROWSER, sites.SYSTEM, sites.GUIDE)]
LOOKS = """
import json
def told(bench, path, text):
    look = bench.look(path, text)
    return [list(map(str, look.problems)), look.html]
"""
SOME = LOOKS + "json.dumps({path: told(bench, path, bench.sources[path]) for path in json.loads(values)})"
ALL = LOOKS + "json.dumps({path: told(bench, path, text) for path, text in bench.sources.items()})"
ROWS = (
    LOOKS
    + """
from macros.content import components, portal
from macros.content.site import Site
from macros.workbench.bench import Bench
components.load = lambda _: []  # nothing is installed there, and no page of the small site tells of it
given = json.loads(values)
root = Path("/small")
for name, text in given["files"].items():
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)
portal.use(root)
small = Bench(Site.load(root / "docs", root), root, "")
json.dumps([told(small, path, text) for path, text in given["edits"]])
"""
)

type Told = tuple[list[str], str | None]


def told(bench: Bench, path: str, text: str) -> Told:
    look = bench.look(path, text)
    return list(map(str, look.problems)), look.html


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Bench]:
    """What the workbench loads, and the same in CPython."""
    folder = tmp_path_factory.mktemp("workbench")
    return folder, harness.build(folder)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small site; a hostile text may be spelt well."""
    monkeypatch.setattr(spelling, "misspelt", lambda _: {})
    yield sites.write(tmp_path)
    portal.use(portal.ROOT)


def edits(root: Path) -> Iterator[tuple[str, str, str]]:
    """Each attack on a file that the workbench can edit, and each honest text, with the file and what it says then."""
    named = [(row[0], row[3]) for row in (*ATTACKS, *HONEST) if not row[2]]
    looked_at = {path.removeprefix("docs/") for path in EDITED}
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for place, text in (*named, *STRANGERS, *(row for row in NEIGHBOURS if row[0] != "guide")):
        if place.partition(" ")[0] in CHANGES:
            continue  # it makes or takes away files
        name = sites.put(root, place, text)
        if name.removeprefix("docs/") in looked_at:
            yield place, name.removeprefix("docs/"), (root / name).read_text()
        if name in files:
            (root / name).write_bytes(files[name])
        else:
            (root / name).unlink()


def test_every_page_looks_as_it_is_built(made: tuple[Path, Bench], site_folder: Path) -> None:
    """In CPython; a third of them in the workbench's Python too."""
    folder, bench = made
    asked = list(bench.sources.items())[::3]
    found = harness.run(folder, SOME, [path for path, _ in asked])
    assert len(found) > 35
    for path, text in bench.sources.items():
        problems, html = told(bench, path, text)
        assert found.get(path, [problems, html]) == [problems, html], path
        assert problems == []
        if path.startswith("pyscripts/"):
            continue  # a module is no page
        assert html
        if path.startswith("macros/"):
            continue  # shown on a page that the site has not
        built = (site_folder / bench.site.pages[path].url / "index.html").read_text()
        assert html in re.sub(r"assets/[0-9a-f]{16}/", "assets/", built), path  # macros/delivery/fingerprint.py


def test_every_page_of_another_portal_looks_alike(tmp_path: Path, small: Path) -> None:
    """`small` gives the checks and tables back."""
    bench = harness.build(tmp_path, OTHER)
    expected = {path: list(told(bench, path, text)) for path, text in bench.sources.items()}
    assert "guides/parcel/not-found.md" in expected
    assert harness.run(tmp_path, ALL, None) == expected


def test_every_attack_is_told_alike(made: tuple[Path, Bench], small: Path) -> None:
    portal.use(small)
    bench = Bench(Site.load(small / "docs", small), small, "")
    files = {path.relative_to(small).as_posix(): path.read_text() for path in small.rglob("*") if path.is_file()}
    # tests/content/test_attacks.py has them all; here two interpreters are compared.
    asked = [(path, text) for _, path, text in edits(small)][::SHARE]
    assert len(asked) > 100
    expected = [list(told(bench, *edit)) for edit in asked]
    assert sum(bool(problems) for problems, _ in expected) > len(asked) / 2
    for edit, one, other in zip(
        asked, harness.run(made[0], ROWS, {"files": files, "edits": asked}), expected, strict=True
    ):
        assert one == other, edit


def test_every_spoilt_file_is_told_alike(made: tuple[Path, Bench], small: Path) -> None:
    """The build reads YAML with a loader in C, the workbench with one in Python."""
    portal.use(small)
    bench = Bench(Site.load(small / "docs", small), small, "")
    files = {path.relative_to(small).as_posix(): path.read_text() for path in small.rglob("*") if path.is_file()}
    spoilt = [(path, text) for path in SPOILT for text in mutations(bench.sources[path], 15)]
    expected = [list(told(bench, *edit)) for edit in spoilt]
    assert sum("это не YAML" in str(problems) for problems, _ in expected) > 10
    for edit, one, other in zip(
        spoilt, harness.run(made[0], ROWS, {"files": files, "edits": spoilt}), expected, strict=True
    ):
        assert one == other, edit


def test_a_look_says_what_all_checks_of_the_texts_say(small: Path) -> None:
    """Of that file: `make texts` looks at all of them."""
    portal.use(small)
    bench = Bench(Site.load(small / "docs", small), small, "")
    by_file: dict[str, list[tuple[str, str]]] = {}
    for row, path, text in edits(small):
        by_file.setdefault(path, []).append((row, text))
    assert by_file.keys() == {path.removeprefix("docs/") for path in EDITED}
    some = [(path, *edit) for path, all_of_it in by_file.items() for edit in all_of_it[:: 2 * SHARE]]
    for path, row, text in some:
        file = small / (path if path.startswith("macros/") else f"docs/{path}")
        before = file.read_text()
        file.write_text(text)
        everything = {problem for problem in review.problems(small) if problem.path == path}
        file.write_text(before)
        assert set(bench.look(path, text).problems) == everything, row


def test_a_module_is_told_what_may_not_be_in_it_as_the_build_tells_it(small: Path) -> None:
    """What is wrong with its words is told when it is tried: for that it has to run."""
    portal.use(small)
    bench = Bench(Site.load(small / "docs", small), small, "")
    refused = 0
    for text in [text for place, text in STRANGERS if place == "code"]:
        name = sites.put(small, "code", text)
        told = set(bench.look(name, (small / name).read_text()).problems)
        expected = set(code.check(small))
        assert told == expected, text
        refused += bool(told)
    assert refused > 60


def test_what_may_not_be_on_a_page_is_not_drawn() -> None:
    hostile = (
        '<p onclick="x()" style="color: red" class="a">Слово<script>x()</script></p><iframe src="a"></iframe>'
        '<object data="a"><b>Текст</b></object><svg><style>a</style><image href="a"/></svg><a href="../b/" target="_top">Ссылка</a>'
    )
    assert drawing.tree(hostile) == [
        ("p", {"class": "a"}, ["Слово"]),
        ("svg", {}, []),
        ("a", {"href": "../b/"}, ["Ссылка"]),
    ]


def test_readers_load_nothing_of_it(site_folder: Path) -> None:
    assert not [name for name in offline.files(site_folder) if "workbench" in name or "codemirror" in name]
    (editor,) = site_folder.glob("assets/*/lib/codemirror.mjs")
    named = [path.name for path in editor.parents[1].glob("*.mjs") if '"./lib/codemirror.mjs"' in path.read_text()]
    assert named == ["workbench_editor.mjs"]
    for page in site_folder.rglob("*.html"):
        loaded = re.findall(r'(?:src|href)="[^"]*assets/(?:[0-9a-f]{16}/)?workbench[^"]*"', page.read_text())
        assert bool(loaded) == (page.parent.name == "workbench"), page


def test_all_that_the_editor_says_is_russian() -> None:
    """Every phrase of those parts of CodeMirror that speak to somebody here has its words."""
    folder = ROOT / "node_modules" / "@codemirror"
    code = "".join(
        (folder / name / "dist" / "index.js").read_text() for name in ("autocomplete", "commands", "search", "view")
    )
    said = set(re.findall(r'phrase\((?:view, )?"([^"]+)"', code))
    words = (
        (ROOT / "docs" / "assets" / "workbench_editor.mjs").read_text().partition("PHRASES = {")[2].partition("};")[0]
    )
    told = dict(re.findall(r'^  "?([^"\n]+?)"?: "(.+)",$', words, re.MULTILINE))
    assert len(said) > 15
    assert set(told) == said
    assert all(re.search("[а-яё]", words) for words in told.values())


def test_it_is_light_enough(site_folder: Path) -> None:
    folder = site_folder / "assets"
    manifest = json.loads((folder / "workbench" / "manifest.json").read_text())
    (core,) = folder.glob("runtime/*/")
    files = [
        *(folder / "workbench").iterdir(),
        *folder.glob("*/workbench*.*"),
        *folder.glob("*/lib/codemirror.mjs"),
        core / "pyodide.mjs",
        *(core / "whole").glob("pyodide.*"),
    ]
    assert {file["name"] for file in manifest["files"].values()} < {path.name for path in files}
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= MOST
