"""What a change does to the site, for the person who looks at it: `python -m tools.preview HEAD^1` writes preview/.

site/         the site as it is here
pictures/     every changed page on a phone, before and after, and a page that shows them side by side
summary.md    the list of changed pages; in CI it also stands in the summary of the run
"""

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros.review.repository import guards
from tests.harness.chromium import CHROMIUM, FLAGS, PHONE
from tests.harness.server import Server
from tools import decisions, notable
from tools.markdown import changed_lines, code, fenced

ROOT = Path(__file__).parents[1]
PREVIEW = ROOT / "preview"
MOST_PICTURES = 20  # pages
MOST_LINES, MOST_LETTERS = 60, 300  # of a changed file in the summary
KINDS = {"new": "Новые", "changed": "Изменились", "gone": "Исчезли"}
HOW_TO_SEE = "Скачайте архив `preview`, распакуйте и наберите в папке `python3 -m http.server`. Потом откройте"

type Pages = dict[str, tuple[str, str]]  # by address: the title, and what stands between header and footer


@dataclass(frozen=True, order=True)
class Change:
    """A page that is not what it was."""

    kind: str  # one of KINDS
    address: str
    title: str


def main(base: str) -> None:
    """Build the site twice, say what changed and take pictures of it.

    Args:
        base: the commit to compare with.
    """
    shutil.rmtree(PREVIEW, ignore_errors=True)
    pictures = PREVIEW / "pictures"
    pictures.mkdir(parents=True)
    before, after = ROOT / ".cache" / "preview" / "site", PREVIEW / "site"
    build(ROOT, after)
    source = checked_out(base, before.with_name("source"))
    build(source, before)
    changes = sorted(compared(pages(before), pages(after)))
    text = (
        warning(changed_guarded(source, ROOT))
        + decisions.told(decisions.compared(source, ROOT))
        + notable.told(source, ROOT)
    )
    text += summary(changes, changed_assets(before, after))
    (PREVIEW / "summary.md").write_text(text)
    if told := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(told).open("a") as file:
            file.write(text)
    take(changes[:MOST_PICTURES], before, after, pictures)
    print(text)
    if faults := list(notable.faults(source, ROOT)):
        sys.exit("\n".join(faults))


def checked_out(commit: str, folder: Path) -> Path:
    """The files of a commit, with the programs that are installed here."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "--extract", "--directory", folder], input=archive.stdout, check=True)
    for name in (".venv", "node_modules", ".cache"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def build(source: Path, site: Path) -> None:
    """Build one site."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=source, check=True)


def pages(site: Path) -> Pages:
    """The pages of a built site."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text()
        title = re.search(r"<title>(.*?)(?: - [^<]*)?</title>", text)
        article = re.search(r"<article.*?</article>", text, re.DOTALL)
        if title and article:
            address = path.relative_to(site).as_posix().removesuffix("index.html")
            same = re.sub(r"assets/(runtime/\w+|[0-9a-f]{16})/", "assets/", article[0])  # named by their content
            found[address] = (html.unescape(title[1]), " ".join(same.split()))
    return found


def compared(before: Pages, after: Pages) -> Iterable[Change]:
    """The pages that are new, changed or gone."""
    for address in before.keys() | after.keys():
        if address not in before:
            yield Change("new", address, after[address][0])
        elif address not in after:
            yield Change("gone", address, before[address][0])
        elif before[address] != after[address]:
            yield Change("changed", address, after[address][0])


def changed_assets(before: Path, after: Path) -> list[str]:
    """Our scripts and styles that are not what they were."""
    contents = [{path.name: path.read_bytes() for path in site.glob("assets/*/*.*")} for site in (before, after)]
    names = {name for content in contents for name in content}
    return sorted(name for name in names if len({content.get(name) for content in contents}) > 1)


def changed_guarded(before: Path, after: Path) -> dict[str, list[str]]:
    """Files that two look at and that are not what they were, each with its changed lines.

    Args:
        before: the sources as they were.
        after: the sources as they are; the list of such files is that of before, and what was added to it.
    """
    owners = [_text(root / guards.OWNERS) for root in (before, after)]
    names = {where.strip("/") for text in owners for where in guards.looked_at_by_two(text)}
    found = {}
    for name in sorted({*notable.files(before, names), *notable.files(after, names)}):
        old, new = (_text(root / name).splitlines() for root in (before, after))
        if lines := changed_lines(old, new):
            found[name] = lines
    return found


def warning(changed: Mapping[str, list[str]]) -> str:
    """What must be looked at line by line, in Markdown; empty if nothing must."""
    if not changed:
        return ""
    lines = ["## ⚠️ Изменилось то, чем можно навредить читателю", ""]
    lines += ["Здесь телефоны, адреса, политика страниц или то, что их проверяет. Каждую строку читают двое.", ""]
    for name, diff in changed.items():
        shown = [line[:MOST_LETTERS] for line in diff[:MOST_LINES]]
        more = [f"… и ещё строк: {len(diff) - MOST_LINES}"] if len(diff) > MOST_LINES else []
        lines += [code(name), "", *fenced([*shown, *more], "diff"), ""]
    return "\n".join(lines) + "\n"


def summary(changes: Iterable[Change], assets: Iterable[str]) -> str:
    """What changed, in Markdown."""
    lines = ["## Что изменилось на сайте", ""]
    for kind, title in KINDS.items():
        of_kind = [change for change in changes if change.kind == kind]
        if of_kind:
            lines += [f"{title}, страниц: {len(of_kind)}", ""]
            lines += [f"- {code(change.title)} — `{change.address or 'главная'}`" for change in of_kind]
            lines += [""]
    if assets := list(assets):
        lines += [f"Изменились скрипты и оформление: {', '.join(f'`{name}`' for name in assets)}", ""]
    if len(lines) == 2:
        lines += ["Ни одна страница не изменилась.", ""]
    lines += [f"{HOW_TO_SEE} http://127.0.0.1:8000/site/ — сайт, http://127.0.0.1:8000/pictures/ — снимки.", ""]
    return "\n".join(lines)


def take(changes: Iterable[Change], before: Path, after: Path, folder: Path) -> None:
    """Take pictures of changed pages, and put them side by side on a page."""
    rows = []
    with sync_playwright() as playwright, Server(before) as old, Server(after) as new:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="ru-RU", viewport=PHONE, service_workers="block")
        for number, change in enumerate(changes):
            names = []
            for side, server, there in (("before", old, change.kind != "new"), ("after", new, change.kind != "gone")):
                if there:
                    names.append(f"{number}-{side}.png")
                    page.goto(server.url + change.address)
                    page.screenshot(path=folder / names[-1], full_page=True)
            shown = " ".join(f'<img src="{name}" alt="{name}">' for name in names)
            rows.append(f"<h2>{html.escape(change.title)}</h2>{shown}")
        browser.close()
    (folder / "index.html").write_text(f'<meta charset="utf-8"><title>Снимки</title>{"".join(rows)}')


def _text(path: Path) -> str:
    return path.read_text(errors="replace") if path.exists() else ""


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "HEAD")
