"""Calls of macros on a page: each is tried, so that a wrong one is named with its line before anything is built."""

import inspect
from collections.abc import Callable, Iterator, Mapping

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from macros.content.pages import Page
from macros.content.problem import MacroError, Problem, unknown
from macros.drafts import arguments, parts
from macros.render import Macros

UNKNOWN = "непонятная вставка {{ … }}"


def check(page: Page, macros: Macros) -> Iterator[Problem]:
    """Find calls that cannot be rendered."""
    try:
        found = parts(page.body)
    except jinja2.TemplateSyntaxError as error:
        yield Problem(page.path, page.first_line + error.lineno - 1, f"{UNKNOWN}: {error.message}")
        return
    for part in found:
        if wrong := "" if isinstance(part, nodes.TemplateData) else _wrong(part, macros.public):
            yield Problem(page.path, page.first_line + part.lineno - 1, wrong)


def _wrong(part: nodes.Node, public: Mapping[str, Callable[..., Markup]]) -> str:
    """What is wrong with what stands in braces; empty if nothing is."""
    if not isinstance(part, nodes.Call) or not isinstance(part.node, nodes.Name):
        return f'{UNKNOWN}: бывает только {{{{ имя("слово") }}}}'
    name = part.node.name
    return _wrong_call(name, public[name], part) if name in public else unknown("макроса", name, public)


def _wrong_call(name: str, macro: Callable[..., Markup], call: nodes.Call) -> str:
    """What is wrong with one call of a macro, found by calling it; empty if nothing is."""
    try:
        given, named = arguments(call)
    except nodes.Impossible:
        return f"у {name} в скобках бывает только слово в кавычках"
    try:
        inspect.signature(macro).bind(*given, **named)
    except TypeError:
        return f"{name}({', '.join(map(repr, given))}): не те слова в скобках; нужно {_signature(name, macro)}"
    try:
        macro(*given, **named)
    except MacroError as error:
        return str(error)
    return ""


def _signature(name: str, macro: Callable[..., Markup]) -> str:
    return f"{name}({', '.join(f'"{given}"' for given in inspect.signature(macro).parameters)})"
