"""Every page is valid by the Nu checker, the reference for HTML: it knows ARIA and looks into policies too."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What the checker says of which part of a page and is no mistake of ours.
EXCEPTIONS = (
    # Material's base.html gives it to the two boxes behind its menu, so that Firefox forgets them on a reload.
    ("Attribute “autocomplete” is only allowed when", r'<input class="md-toggle" data-md-toggle="(drawer|search)"'),
    # It reads files, which have no 'self', and takes data for scripts. tests/browser/test_policy.py and every test that
    # wants an empty console say in real browsers whether the policy lets a page work.
    ("Resource violates Content Security Policy", "<(script|link|img)"),
    # Python-Markdown writes XHTML.
    ("Trailing slash on void elements has no effect", "<img alt="),
)


def test_every_page_is_valid_html(site_folder: Path) -> None:
    pages = sorted(site_folder.rglob("*.html"))
    assert pages
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", *map(str, pages)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [said for said in json.loads(answer.stdout)["messages"] if not is_known(said)]
    assert [f"{said.get('url')}:{said.get('lastLine')}: {said['message']}" for said in found] == []


def is_known(said: dict[str, Any]) -> bool:
    extract = said.get("extract", "")
    return any(said["message"].startswith(words) and re.search(where, extract) for words, where in EXCEPTIONS)
