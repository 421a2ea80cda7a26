"""HTML → HTML that names all modules of its scripts at once, so that a slow line does not ask for them one by one."""

import posixpath
import re
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
_MODULE = re.compile(r'<script[^>]* src="([^"]*?)assets/([\w/.]+\.mjs)"')
_BLOCKING = re.compile(r'<script src="([^"]+)"></script>')
_IMPORT = re.compile(r'(?:^|;|\*/)import\s*(?:[^;"()]*\bfrom\s*)?"(\.[^"]+)"', re.MULTILINE)
_STYLE = re.compile(r'.*<link rel="stylesheet"[^>]*>', re.DOTALL)
_HEAD_END = "</head>"


def imported(source: str) -> list[str]:
    r"""What a module of ours names in its imports, as it stands there.

    >>> imported('import { all } from "./report.mjs";\nimport "./early.mjs";')
    ['./report.mjs', './early.mjs']
    >>> imported('import{all as a}from"./report.mjs";import"./early.mjs";let b=()=>import("./later.mjs");')
    ['./report.mjs', './early.mjs']
    """
    return _IMPORT.findall(source)


def with_preloads(html: str) -> str:
    """Name the modules of a page, what they import, and the scripts that its head waits for.

    The links stand after the styles, which are to come first, and before the theme's own script: it waits for the styles,
    and whatever stands after it is asked for only then.
    """
    head, end, rest = html.partition(_HEAD_END)
    modules = {f"{root}assets/{module}" for root, name in _MODULE.findall(html) for module in closure(name)}
    links = [f'<link rel="preload" as="script" href="{script}">' for script in _BLOCKING.findall(head)]
    links += [f'<link rel="modulepreload" href="{module}">' for module in sorted(modules)]
    styled = _STYLE.match(head)
    place = styled.end() if styled else len(head)
    return head[:place] + "".join(links) + head[place:] + end + rest


@cache
def closure(name: str) -> frozenset[str]:
    """A module and all that it imports before it runs; by name below assets/."""
    found = {name}
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
