"""HTML → HTML that names all modules of its scripts at once, so that a slow line does not ask for them one by one."""

import posixpath
import re
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "docs" / "assets"
_SCRIPT = re.compile(r'<script[^>]* src="([^"]*?)assets/([\w/.]+\.mjs)"')
_IMPORT = re.compile(r'^import\s(?:[^;"]* from )?"(\.[^"]+)";', re.MULTILINE)
_HEAD_END = "</head>"


def imported(source: str) -> list[str]:
    r"""What a module of ours names in its imports, as it stands there.

    >>> imported('import { all } from "./report.mjs";\nimport "./early.mjs";')
    ['./report.mjs', './early.mjs']
    """
    return _IMPORT.findall(source)


def with_preloads(html: str) -> str:
    """Name what the scripts of a page import, and what that imports, as links in its head."""
    scripts = {name: root for root, name in _SCRIPT.findall(html)}
    modules = {f"{root}assets/{module}" for name, root in scripts.items() for module in closure(name) - scripts.keys()}
    links = "".join(f'<link rel="modulepreload" href="{module}">' for module in sorted(modules))
    return html.replace(_HEAD_END, links + _HEAD_END, 1)


@cache
def closure(name: str) -> frozenset[str]:
    """All that a module imports before it runs; by name below assets/."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        source = ASSETS / waiting.pop()
        if not source.exists():
            continue  # made by the build: data, which imports nothing
        here = source.relative_to(ASSETS).parent.as_posix()
        more = {posixpath.normpath(posixpath.join(here, path)) for path in imported(source.read_text())}
        waiting += more - found
        found |= more
    return frozenset(found)
