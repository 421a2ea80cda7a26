"""HTML → HTML that names all modules of its scripts at once, so that a slow line does not ask for them one by one."""

import posixpath
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
_MODULE = re.compile(r'<script[^>]* src="([^"]*?)assets/([\w/.]+\.mjs)"')
_BLOCKING = re.compile(r'<script src="([^"]+)"></script>')
_IMPORT = re.compile(r'(?:^|;|\*/)import\s*(?:[^;"()]*\bfrom\s*)?"(\.[^"]+)"', re.MULTILINE)
_STYLE = re.compile(r'.*<link rel="stylesheet"[^>]*>', re.DOTALL)
_LINK = re.compile(r'<link rel="(?:preload" as="script|modulepreload)" href="[^"]*">')
_HEAD_END = "</head>"


def imported(source: str) -> list[str]:
    r"""What a module of ours names in its imports, as it stands there.

    >>> imported('import { all } from "./report.mjs";\nimport "./early.mjs";')
    ['./report.mjs', './early.mjs']
    >>> imported('import{all as a}from"./report.mjs";import"./early.mjs";let b=()=>import("./later.mjs");')
    ['./report.mjs', './early.mjs']
    """
    return _IMPORT.findall(source)


def closures(assets: Path) -> Callable[[str], frozenset[str]]:
    """For a module below a folder: that and all that it imports before it runs, by name from there. Each is read once."""

    @cache
    def direct(name: str) -> frozenset[str]:
        source = assets / name
        if not source.exists():
            return frozenset()  # made by the build: data, which imports nothing
        here = posixpath.dirname(name)
        return frozenset(posixpath.normpath(posixpath.join(here, path)) for path in imported(source.read_text()))

    @cache
    def closure_of(name: str) -> frozenset[str]:
        found, waiting = {name}, [name]
        while waiting:
            more = direct(waiting.pop()) - found
            waiting += more
            found |= more
        return frozenset(found)

    return closure_of


SOURCES = closures(ASSETS)


def with_preloads(html: str, closure: Callable[[str], frozenset[str]] = SOURCES) -> str:
    """Name the modules of a page, what they import, and the scripts that its head waits for.

    The links stand after the styles, which are to come first, and before the theme's own script: it waits for the styles,
    and whatever stands after it is asked for only then. Those that a page had before are forgotten.

    Args:
        html: the page.
        closure: of its modules, those of the sources or of a built site.
    """
    head, end, rest = _LINK.sub("", html).partition(_HEAD_END)
    modules = {f"{root}assets/{module}" for root, name in _MODULE.findall(html) for module in closure(name)}
    links = [f'<link rel="preload" as="script" href="{script}">' for script in _BLOCKING.findall(head)]
    links += [f'<link rel="modulepreload" href="{module}">' for module in sorted(modules)]
    styled = _STYLE.match(head)
    place = styled.end() if styled else len(head)
    return head[:place] + "".join(links) + head[place:] + end + rest
