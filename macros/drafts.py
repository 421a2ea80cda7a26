"""Page text with calls → the same with marks in place of what they give, so that Markdown never reads that → its HTML, filled."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from macros import folding

IN_LINE = ("fact",)  # macros that give a part of a sentence; the others give blocks
# Private-use characters: Markdown ignores them, and pages must not contain them.
MARK = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile(rf"<p>((?:{MARK.pattern}\s*)+)</p>")


@dataclass(frozen=True)
class Made:
    """What stands on a page and is not its author's: the title, or what a call gave."""

    html: Markup
    is_block: bool = True
    line: int = 0  # of the call in the page's text, from 0


@dataclass(frozen=True)
class Draft:
    """A page with marks in place of what is not its author's.

    Args:
        text: Markdown.
        made: what stands in place of each mark.
        folds: whether its cases fold.
    """

    text: str
    made: tuple[Made, ...]
    folds: bool = False

    def filled(self, html: str) -> str:
        """Put what was made in its places."""
        html = folding.folded(html) if self.folds else html
        return MARK.sub(lambda match: self.made[int(match[1])].html, _ALONE.sub(self._without_paragraph, html))

    def _without_paragraph(self, match: re.Match[str]) -> str:
        """Blocks that stand alone are no paragraph."""
        return match[1] if all(self.made[int(mark)].is_block for mark in MARK.findall(match[1])) else match[0]


def mark(number: int) -> str:
    return f"\ue000{number}\ue001"


def marked(source: str, call: Callable[[Any], Markup], made: list[Made]) -> str:
    """The text with marks in place of its calls; `review` has seen that all is well.

    It is not compiled, as Jinja would: that takes longer than all the rest, for a text that is rendered once.

    Args:
        source: Markdown.
        call: gives what a call gives.
        made: the results of the calls are added here.
    """
    text = ""
    for part in parts(source):
        if isinstance(part, nodes.TemplateData):
            text += part.data
        else:
            text += mark(len(made))
            made.append(Made(call(part), part.node.name not in IN_LINE, part.lineno - 1))
    return text


def arguments(call: nodes.Call) -> tuple[list[Any], dict[str, Any]]:
    given = [argument.as_const() for argument in call.args]
    return given, {argument.key: argument.value.as_const() for argument in call.kwargs}


@lru_cache(64)  # what is done by hand stands on every page with the form of its check
def parts(source: str) -> list[Any]:
    """A text taken apart into what stands between braces and in them.

    Raises:
        jinja2.TemplateSyntaxError: that cannot be done.
    """
    try:
        tree = jinja2.Environment(keep_trailing_newline=True).parse(source)
    except RecursionError:
        raise jinja2.TemplateSyntaxError("скобки друг в друге", source.count("\n", 0, source.find("{{")) + 1) from None
    return [part for output in tree.body for part in getattr(output, "nodes", [output])]
