"""A packed site: what every page loads is one file, nothing runs twice, and everything that is named is there."""

import re
from pathlib import Path

import pytest

from macros.delivery import join, preload
from tests.harness import node

ROOT = Path(__file__).parents[4]
PAGE = (
    '<html><head><link rel="stylesheet" href="{up}assets/theme.css">\n<link rel="stylesheet" href="{up}assets/own.css">\n'
    '{more}</head><body><script src="{up}assets/first.mjs" type="module"></script>\n'
    '<script src="{up}assets/second.mjs" type="module"></script>\n{script}</body></html>'
)
FILES = {
    "index.html": PAGE.format(up="", more="", script=""),
    "a/index.html": PAGE.format(
        up="../",
        more='<link rel="stylesheet" href="../assets/more.css">',
        script='<script type="module" src="../assets/own.mjs"></script>',
    ),
    "proof-of-ownership.html": "<html><head></head><body>1a2b</body></html>",
    "assets/first.mjs": 'import { note } from "./parts/log.mjs";\nnote("first");\n',
    "assets/second.mjs": (
        'import { log, note } from "./parts/log.mjs";\nimport { spawn } from "./threads.mjs";\nnote("second");\n'
        'export const later = () => import("./later.mjs");\nexport const start = () => spawn("name", "worker.mjs");\n'
        "globalThis.page = { later, log };\n"
    ),
    "assets/own.mjs": 'import { note } from "./parts/log.mjs";\nimport { five } from "./both.mjs";\nnote(`own ${five}`);\n',
    "assets/later.mjs": 'import { note } from "./parts/log.mjs";\nimport { five } from "./both.mjs";\nnote(`later ${five}`);\n',
    "assets/both.mjs": 'import { note } from "./parts/log.mjs";\nnote("both");\nexport const five = 5;\n',
    "assets/parts/log.mjs": "export const log = [];\nexport const note = (word) => log.push(word);\n",
    "assets/threads.mjs": "export const spawn = (name, module) => new URL(module, import.meta.url).href;\n",
    "assets/worker.mjs": 'import { pack } from "./pack.mjs";\nglobalThis.packed = pack(2);\n',
    "assets/pack.mjs": "export const pack = (number) => number * 10;\n",
    "assets/runtime/ab/python.mjs": "var  theirs;\n",
    "assets/theme.css": '@charset "UTF-8"; .a { color: red }\n',
    "assets/own.css": '@charset "UTF-8"; .a { color: blue }\n',
    "assets/more.css": ".a { color: green }\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    join.modules(folder, ROOT)
    join.styles(folder, ROOT)
    return folder


def named(page: Path) -> list[str]:
    """Scripts and sheets of a page, in their order."""
    return re.findall(r'(?:src="|stylesheet" href=")([^"]+)', page.read_text())


def test_what_every_page_loads_is_one_file_of_a_kind(site: Path) -> None:
    assert named(site / "index.html") == ["assets/own.css", "assets/site.mjs"]
    assert named(site / "a" / "index.html") == [
        *("../assets/own.css", "../assets/more.css", "../assets/site.mjs", "../assets/own.mjs")
    ]
    page = (site / "a" / "index.html").read_text()
    assert 'rel="modulepreload" href="../assets/site.mjs"' in page
    assert 'rel="modulepreload" href="../assets/own.mjs"' in page


def test_nobody_asks_for_what_is_not_there_and_nothing_lies_unasked(site: Path) -> None:
    left = {path.relative_to(site / "assets").as_posix() for path in (site / "assets").rglob("*.mjs")}
    chunks = {name for name in left if name.startswith("chunk-")}
    assert left - chunks == {"site.mjs", "own.mjs", "later.mjs", "worker.mjs", "runtime/ab/python.mjs"}
    links = {link for path in (site / "assets").glob("*.mjs") for link in preload.imported(path.read_text())}
    assert {link.removeprefix("./") for link in links} == {"site.mjs", *chunks}


def test_modules_run_in_their_order_and_once(site: Path) -> None:
    urls = [(site / "assets" / name).as_uri() for name in ("site.mjs", "own.mjs")]
    script = "for (const url of given) await import(url); await page.later(); answer(page.log);"
    assert node.run(script, urls) == ["first", "second", "both", "own 5", "later 5"]


def test_a_worker_comes_whole(site: Path) -> None:
    assert preload.imported((site / "assets" / "worker.mjs").read_text()) == []
    url = (site / "assets" / "worker.mjs").as_uri()
    assert node.run("await import(given); answer(globalThis.packed);", url) == 20


def test_sheets_stay_in_their_order(site: Path) -> None:
    text = (site / "assets" / "own.css").read_text()
    assert text.index("red") < text.index("#00f")
    assert not (site / "assets" / "theme.css").exists()


def test_the_packed_site_names_what_exists(packed_folder: Path) -> None:
    for page in packed_folder.rglob("*.html"):
        for _, name in re.findall(r'(?:src|href)="([^"]*?)(assets/[^"]+\.(?:mjs|css|js))"', page.read_text()):
            assert (packed_folder / name).exists(), (page, name)
    for script in packed_folder.glob("assets/*/*.mjs"):
        for link in [*preload.imported(script.read_text()), *re.findall(r'import\("(\./[^"]+)"\)', script.read_text())]:
            assert (script.parent / link).exists(), (script, link)
