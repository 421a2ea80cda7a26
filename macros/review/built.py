"""A built page, theme included, checked against the allow-list in the tree that a browser would build from it.

The parser is selectolax's Lexbor: in C, by the algorithm of the HTML standard, twenty times as fast on whole pages as the pure
Python one of `html`, which is there for what the workbench judges too: an author's part. The list is in macros/data/html.toml.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.content.tables import rules
from macros.review import html
from macros.review.html import Element

_OWN_ROOT = re.compile(r'new URL\("(?:/[\w./-]*|\.\.?(?:/\.\.)*)",location\)')
_NOSCRIPT = re.compile(r"(</?)noscript\b", re.IGNORECASE)


@dataclass(frozen=True)
class Addresses:
    """Where a page may lead.

    Args:
        links: whole addresses on other sites.
        begins: how an address on another site may begin: the code of this site, its own address.
        base: the path of the site, with a slash at both ends: links of the error page begin with it.
    """

    links: frozenset[str]
    begins: tuple[str, ...] = ()
    base: str = "/"

    def may_link(self, url: str) -> bool:
        """Whether a link may lead there: to the site itself, or to an address that is known."""
        return html.is_path(url.removeprefix(self.base)) or url in self.links or url.startswith(self.begins)


@dataclass(frozen=True)
class Built:
    """What there is on a built page.

    Args:
        elements: those that differ, each with its name and its attributes, in their order, those in templates last.
        scripts: those that stand in the page and run.
    """

    elements: tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]
    scripts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Built":
        """What a browser would find on a page."""
        elements: dict[tuple[str, tuple[tuple[str, str | None], ...]], None] = {}
        scripts: list[str] = []
        for node in _nodes(text):
            name, attributes = node.tag or "", node.attributes
            elements[name, tuple(attributes.items())] = None
            if name == "script" and _runs(attributes):
                scripts.append(node.text())
        return cls(tuple(elements), tuple(scripts))

    @property
    def attributes(self) -> frozenset[str]:
        """The names of all attributes: `data-way` tells of probes of other hosts, `data-workbench` of the workbench."""
        return frozenset(name for _, attributes in self.elements for name, _ in attributes)

    @property
    def has_charset(self) -> bool:
        """Whether a page says first of all in which letters it is written: its policy stands right behind that."""
        name, attributes = next(element for element in self.elements if element[0] not in ("html", "head"))
        return name == "meta" and "charset" in dict(attributes)


def _nodes(text: str) -> Iterator[LexborNode]:
    """Every element of a page, as a browser sees it without JavaScript, then as one with it.

    The second takes what is in `noscript` for text; Lexbor does so with `noframes` only, which ends like it.
    """
    yield from _of_tree(text)
    if (with_script := _NOSCRIPT.sub(r"\1noframes", text)) != text:
        yield from (node for node in _of_tree(with_script) if node.tag != "noframes")


def _of_tree(text: str) -> Iterator[LexborNode]:
    """Every element of a tree, those in templates too."""
    root = LexborHTMLParser(text).root
    waiting = [root] if root else []
    while waiting:
        part = waiting.pop()
        yield from part.css("*")
        waiting += part.template_fragments()


def _runs(attributes: Mapping[str, str | None]) -> bool:
    return "src" not in attributes and (attributes.get("type") or "").strip().lower() != "application/json"


def check(page: Built, site: Addresses) -> Iterator[str]:
    """What must not be on a whole page."""
    if not page.has_charset:
        yield "первым в <head> стоит не <meta charset>; без него странице не поставить политику"
    yield from of_scripts(page)
    for name, attributes in page.elements:
        yield from _of_element(name, attributes, site)


@lru_cache(50_000)  # most elements stand on every page
def _of_element(name: str, attributes: tuple[tuple[str, str | None], ...], site: Addresses) -> tuple[str, ...]:
    element = Element(name, {key: value or "" for key, value in attributes})
    wrong = f"элемент <{name}>; его нет в macros/data/html.toml"
    return (*html.by_list(element, html.allowed_on_page(), wrong), *_values(element, site))


def _values(element: Element, site: Addresses) -> Iterator[str]:
    values, attributes = html.allowed_values(), element.attributes
    for key in ("href", "src", "data-runtime", "data-answers"):
        url = attributes.get(key)
        if url is not None and not site.may_link(url):
            yield f"адрес {url} в {key} у <{element.name}>; {html.LINKS}"
    words = {"link": "rel", "input": "type", "button": "type"}.get(element.name)
    if words and not set(attributes.get(words, "").split()) <= set(values[element.name]):
        yield f"{words}={attributes.get(words)} у <{element.name}>; бывают: {', '.join(values[element.name])}"
    if element.name == "a" and not set(attributes.get("rel", "").split()) <= set(values["rel"]):
        yield f"rel={attributes['rel']} у <a>; бывают: {', '.join(values['rel'])}"
    leaves = element.name == "a" and re.match(r"https?:", attributes.get("href", ""))
    if leaves and not {"noreferrer", "noopener"} <= set(attributes.get("rel", "").split()):
        yield f'ссылка {attributes["href"]} без rel="noreferrer noopener": другой сайт узнает, откуда пришёл читатель'
    if element.name == "meta":
        if attributes.get("http-equiv", values["http-equiv"][0]) not in values["http-equiv"]:
            yield f"http-equiv={attributes['http-equiv']}; бывает только {values['http-equiv'][0]}"
        if attributes.get("name", values["meta"][0]) not in values["meta"]:
            yield f"<meta name={attributes['name']}>; бывают: {', '.join(values['meta'])}"
    if element.name == "form" and attributes.get("method", "dialog") != "dialog":
        yield "форма, которая что-то отправляет; бывает только method=dialog"


def digest(script: str) -> str:
    """The SHA-256 of a script as hexadecimal digits."""
    return hashlib.sha256(script.encode()).hexdigest()


def of_scripts(page: Built) -> Iterator[str]:
    """Inline scripts that are not the theme's own; the address of the site's root in them may be any."""
    for script in page.scripts:
        number = digest(_OWN_ROOT.sub('new URL(".",location)', script, count=1))
        if number not in rules("theme_scripts")["scripts"]:
            yield (
                f"встроенный скрипт, которого нет в macros/data/theme_scripts.toml: sha256 {number}, «{script[:60]}»; "
                "на странице бывают только скрипты темы"
            )
