"""HTML as names, attributes and children, so that a browser makes elements of it and never reads a string as HTML."""

from collections.abc import Iterator, Mapping
from typing import Any

from macros.review import html

_NEVER = ("link", "meta", "script", "template")  # of a page: they are the theme's, or do nothing alone

type Tree = str | tuple[str, Mapping[str, str], list["Tree"]]


def tree(text: str) -> list[Tree]:
    """The tree of an article, without what may not be on a page, and what is in that: macros/data/html.toml."""
    return list(_children(html.tree(text), html.allowed_on_page()))


def _children(node: Any, allowed: Mapping[str, list[str]]) -> Iterator[Tree]:
    for child in node.children or []:
        if child.name == "#text":
            yield child.data or ""
        elif child.name in allowed and child.name not in _NEVER:
            names = allowed[child.name]
            attributes = {name: value or "" for name, value in (child.attrs or {}).items() if name.lower() in names}
            yield child.name, attributes, list(_children(child, allowed))
