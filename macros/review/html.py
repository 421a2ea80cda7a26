"""HTML checked against an allow-list, in the tree that a browser would build from it.

The parser is justhtml: pure Python, so that it runs in the workbench too, made by the algorithm of the HTML standard and
tested on html5lib's tests, and kept (html5lib itself has not been since 2020). The lists are in macros/data/html.toml: what an
author's text may become before anything of ours is put into it, and what stands on whole pages (`built`).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from justhtml import JustHTML

from macros.content.tables import rules
from macros.drafts import MARK

HOLE = "\u00a4"  # stands in a template for what is put in
LINKS = "бывают только ссылки на страницы и файлы сайта: [слова](../login/no-code.md)"
ONLY_MARKDOWN = "в тексте бывает только разметка Markdown; уберите HTML"
_BLOCKS = frozenset(
    """
    p h1 h2 h3 h4 h5 h6 li ul ol div table tr td th thead tbody pre blockquote hr br details summary dl dt dd section
    """.split()  # noqa: SIM905
)
_DRAWING, _PICTURE = 12, 20  # signs in which a drawing can be told from a command, and from words
_STEP = 2  # signs from which to which one looks
_FEW = 3  # different signs: nothing is written with them
_ALIGNED = re.compile(r"\S {2,}\S")
_SPOKEN = ("alt", "title", "aria-label", "placeholder", "content", "value")  # attributes that are seen or heard
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ«»№—–]")
_SAFE_PATH = re.compile(r"(?!/)(?!.*//)[\w./%~,+-]*(?:\?[\w=&%.-]*)?(?:#[\w%.,:~-]*)?", re.ASCII)
_MARKUP = re.compile(
    r"!?\[[^\]\n]*\]\s?[(\[][^)\]\n]*[)\]]|^\s*\[[^\]\n]+\]:\s*\S+|\{:|\{\s*[.#][\w-]+|\{\s*[\w-]+\s*=|(?<!\(\?)</?[a-z!][^>]*>?"
    r"|\b(?:on[a-z]{3,}|style|href|src|srcdoc|srcset|formaction|action|xlink:href)\s*=\s*[\"'\w/]|\{%|\{\{",
    re.IGNORECASE | re.MULTILINE,
)
_LEAVES = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*\s*:|[/\\]{2})|(?:url|to)\s*=\s*[\"']?\s*(?:[a-z]+:)?//", re.IGNORECASE)
# What an author may have meant for a program, and nobody took for that: HTML, attributes, files put in, directives.
_SEEN = re.compile(
    r"<[a-z/!][^>]*>?|\{:|\{\s*[.#][\w-]+[^}]*\}|\{[^}]*\w=[^}]*\}|-+8<-+.*|\{!.*|^:{3,}.*|\[TOC\]",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Element:
    """One element of a tree."""

    name: str  # with its namespace before a colon, unless it is HTML
    attributes: Mapping[str, str]


def tree(html: str) -> Any:
    """The tree of a part of a page's body."""
    return JustHTML(html, sanitize=False, fragment=True).root


def elements(root: Any) -> Iterator[Element]:
    """Every element, in order, those in templates too."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not node.name.startswith(("#", "!")):
            prefix = "" if node.namespace in (None, "html") else f"{node.namespace}:"
            yield Element(prefix + node.name, {name: value or "" for name, value in (node.attrs or {}).items()})
        waiting += reversed(_children(node))


def _children(node: Any) -> list[Any]:
    children: list[Any] = node.children or []
    inside = getattr(node, "template_content", None)
    return [*children, *(inside.children or [])] if inside else children


def _comments(node: Any) -> Iterator[str]:
    if node.name.startswith("#comment"):
        yield f"!--{' '.join(str(node.data or '').split())[:40]}--"
    for child in _children(node):
        yield from _comments(child)


def of_author(root: Any, leads: Callable[[str], bool], marks: Collection[int] = ()) -> Iterator[str]:
    """What must not be in the HTML that an author's Markdown became.

    Args:
        root: its tree, with marks in place of what macros gave.
        leads: whether an address on this site, as it stands in `href`, leads to something that is there.
        marks: those of blocks, which stand alone.
    """
    allowed = rules("html")["author"]
    whole = list(elements(root))
    for element in whole:
        yield from by_list(element, allowed, f"элемент <{element.name}>; {ONLY_MARKDOWN}")
        for name, value in element.attributes.items():
            if MARK.search(value):
                yield f"вставка {{{{ … }}}} внутри атрибута {name}; вставки стоят только в тексте"
            if name in ("alt", "title"):
                yield from of_plain(value)
        yield from _author_values(element, leads)
    yield from (f"<{text}> читатель не увидит; {ONLY_MARKDOWN}" for text in _comments(root))
    yield from _drawn(root)
    yield from _marks(root, marks, ())
    yield from _twice(element.attributes.get("id", "") for element in whole)


def _drawn(root: Any) -> Iterator[str]:
    """What is drawn with signs: a QR code, digits as high as lines. No rule reads it, and readers do."""
    for code in (words(pre, {}) for pre in named(root, "pre")):
        signs = re.sub(r"\s", "", code)
        aligned = sum(bool(_ALIGNED.search(line)) for line in code.splitlines())
        if (len(signs) >= _DRAWING and _is_drawn(signs)) or aligned >= _FEW:
            yield f"«{signs[:20]}»: рисунок из знаков вместо кода; словами его не прочитать; уберите"
    signs = re.sub(r"\s", "", words(root, {}))
    for start in range(0, len(signs) - _PICTURE + 1, _STEP):
        if _is_drawn(signs[start : start + _PICTURE]):
            yield f"«{signs[start : start + 20]}»: рисунок из знаков; словами его не прочитать; уберите"
            return


def _is_drawn(signs: str) -> bool:
    return len(set(signs.casefold())) <= _FEW or sum(map(str.isalnum, signs)) < len(signs) / 4


def of_line(html: str) -> Iterator[str]:
    """What must not be in one line of a data file, as HTML."""
    for element in elements(tree(html)):
        yield from by_list(
            element,
            rules("html")["line"],
            f"элемент <{element.name}>; здесь бывает только **жирный**, *курсив* и `код`",
        )


def of_plain(text: str) -> Iterator[str]:
    """What must not be in a text that has no markup at all."""
    if "<" in text:
        for element in elements(tree(text)):
            yield f"элемент <{element.name}>; здесь бывают только слова"
    if match := _MARKUP.search(text):
        yield f"разметка «{match[0]}»; здесь бывают только слова"


def allowed_values() -> Mapping[str, Any]:
    """What some attributes may hold."""
    values: Mapping[str, Any] = rules("html")["values"]
    return values


@cache
def allowed_on_page() -> dict[str, list[str]]:
    """The elements that a page may have, with their attributes: an author's, and those of our templates and the theme."""
    author, page = rules("html")["author"], rules("html")["page"]
    return {name: [*author.get(name, []), *page.get(name, [])] for name in author | page}


def of_template(root: Any) -> Iterator[str]:
    """What must not be in a part of a page that is ours, whatever is put into it."""
    allowed = allowed_on_page()
    for element in elements(root):
        name = element.name.removeprefix("svg:")
        attributes = {key: value for key, value in element.attributes.items() if key != HOLE}
        yield from by_list(
            Element(name, attributes), allowed, f"элемент <{element.name}>; его нет в macros/data/html.toml"
        )
        for key in ("href", "src", "action", "formaction", "content"):
            if _LEAVES.search(element.attributes.get(key, "")):
                yield f"адрес {element.attributes[key]} в {key} у <{element.name}>; адреса приходят из файлов с данными"
        yield from _template_values(element)
        if element.name == "meta" and "http-equiv" in element.attributes:
            yield f"<meta http-equiv={element.attributes['http-equiv']}>; политику ставит сборка"
        if element.name == "input" and element.attributes.get("type", "text") not in (
            *allowed_values()["input"],
            HOLE,
        ):
            yield f"поле type={element.attributes['type']}; бывают: {', '.join(allowed_values()['input'])}"
        if element.name == "script" and "src" not in element.attributes:
            yield "встроенный скрипт; на странице бывают только скрипты темы"


def _template_values(element: Element) -> Iterator[str]:
    """Relations and kinds of `meta` that are not on a list; what is put in is judged when the page is built."""
    values = allowed_values()
    key, wanted = {"a": ("rel", values["rel"]), "link": ("rel", values["link"]), "meta": ("name", values["meta"])}.get(
        element.name, ("", ())
    )
    for word in element.attributes.get(key, "").split():
        if word not in (*wanted, HOLE):
            yield f"{key}={word} у <{element.name}>; бывают: {', '.join(wanted)}"
    if element.attributes.get("name") == "referrer" and element.attributes.get("content") != "no-referrer":
        yield "<meta name=referrer>: бывает только no-referrer; другим сайтам незачем знать, откуда пришёл читатель"


def is_path(url: str) -> bool:
    """Whether an address leads to the site itself. Cyrillic names of headings are safe, too."""
    return bool(_SAFE_PATH.fullmatch(_CYRILLIC.sub("x", url)))


def by_list(element: Element, allowed: Mapping[str, Collection[str]], wrong: str) -> Iterator[str]:
    """Elements and attributes that are not on the allow-list; `wrong` is the message for an element that is not on it at all."""
    if element.name not in allowed:
        yield wrong
        return
    for name in element.attributes:
        if name.lower() not in allowed[element.name]:
            yield f"атрибут {name} у <{element.name}>; бывают: {', '.join(allowed[element.name]) or 'никаких'}"


def _author_values(element: Element, leads: Callable[[str], bool]) -> Iterator[str]:
    values, attributes = allowed_values(), element.attributes
    known = [*values["class"], *values["admonition"]]
    for name in attributes.get("class", "").split():
        is_code = element.name in ("span", "code", "pre") and re.fullmatch(
            r"[a-z]{1,3}\d?|language-[\w-]+|highlight", name
        )
        if not is_code and (name not in known or element.name not in ("a", "div", "p")):
            yield f"класс {name} у <{element.name}>; бывают: {', '.join(values['class'][3:])} у ссылок"
    name = attributes.get("id", "")
    if name.startswith(tuple(values["id-begins"])) or (name.lower() in values["id"] and element.name != "h1"):
        yield f"имя места «{name}» занято; назовите иначе"
    if name and not re.fullmatch(r"[\w-]+", name):
        yield f"имя места «{name}»; в нём бывают только буквы, цифры и дефис"
    for key in ("href", "src"):
        if (url := attributes.get(key)) is not None:
            yield from _author_link(url, leads, is_picture=key == "src")


def _author_link(url: str, leads: Callable[[str], bool], is_picture: bool) -> Iterator[str]:
    path = url.partition("#")[0]
    if not is_path(url) or (path and not leads(path)) or (not path and is_picture):
        what = "картинка" if is_picture else "ссылка на"
        yield f"{what} {MARK.sub('вставку', url) or 'пустое место'}; {LINKS}"


def _twice(names: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in filter(None, names):
        if name in seen:
            yield f"имя места «{name}» стоит дважды; назовите одно иначе"
        seen.add(name)


def _marks(node: Any, blocks: Collection[int], above: tuple[str, ...]) -> Iterator[str]:
    """Where what macros give has no place: in code, and blocks inside of a sentence."""
    if node.name == "#text" and node.data:
        if not {"code", "pre"} & set(above) and (seen := _SEEN.search(node.data)):
            yield f"«{seen[0]}» читатель увидит как есть; {ONLY_MARKDOWN}"
        found = [int(number) for number in MARK.findall(node.data)]
        if found and {"code", "pre", "a"} & set(above):
            yield "вставка {{ … }} внутри кода или ссылки; вставки стоят только в тексте"
        if set(found) & set(blocks) and not _stands_alone(node, above):
            yield "вставка {{ … }}, которая рисует блок, стоит внутри текста; поставьте её отдельным абзацем"
        return
    for child in _children(node):
        yield from _marks(child, blocks, (*above, node.name))


def _stands_alone(node: Any, above: tuple[str, ...]) -> bool:
    beside = "".join(child.data or "x" if child.name == "#text" else "x" for child in node.parent.children)
    return not MARK.sub("", beside).strip() and above[-1] in ("p", "li", "div", "#document-fragment", "body")


def columns(root: Any) -> Iterator[str]:
    """What a reader sees who goes down a table, or along it, cell by cell; and the digits alone of a list, item by item."""
    if root.name == "table":
        rows = [[each for each in _children(row) if each.name in ("td", "th")] for row in named(root, "tr")]
        for place in range(max(map(len, rows), default=0)):
            yield " ".join(words(row[place], {}).strip() for row in rows if place < len(row))
        yield " ".join(words(cell, {}).strip() for row in rows for cell in row)
    if root.name in ("ol", "ul"):
        items = [words(item, {}) for item in _children(root) if item.name == "li"]
        yield " ".join(" ".join(re.findall(r"\d+", item)) for item in items)
    for child in _children(root):
        yield from columns(child)


def joined(root: Any) -> Iterator[tuple[bool, str]]:
    """What is one thought for a reader and stands in several blocks; whether it is a row of a table, or of a list.

    In a row each cell stands behind its heading, an item behind the words that end in a colon before its list.
    """
    if root.name == "table":
        first, *rows = [
            [_plain(cell) for cell in _children(row) if cell.name in ("td", "th")] for row in named(root, "tr")
        ] or [[]]
        yield from ((True, " ".join(chain.from_iterable(zip(first, row, strict=False)))) for row in rows)
    before = None
    for child in _children(root):
        if before is not None and child.name in ("ol", "ul") and (lead := _plain(before)).endswith(":"):
            yield from ((False, f"{lead} {_plain(item)}") for item in _children(child) if item.name == "li")
        if child.name != "#text" or (child.data or "").strip():
            before = child
        yield from joined(child)


def _plain(node: Any) -> str:
    return " ".join(words(node, {}).split())


def named(node: Any, name: str) -> Iterator[Any]:
    """The elements of a name below one, those in each other too."""
    for child in _children(node):
        if child.name == name:
            yield child
        yield from named(child, name)


def words(root: Any, made: Mapping[int, str]) -> str:
    """What a reader sees and hears of a text, a block a line.

    Args:
        root: the tree of an author's HTML, or a part of it.
        made: the words for the marks; a mark without words ends what is read.
    """
    if root.name == "#text":
        return MARK.sub(lambda match: made.get(int(match[1]), "\x00"), root.data or "")
    attributes = getattr(root, "attrs", None) or {}
    if root.name.startswith("#comment") or "headerlink" in (attributes.get("class") or ""):
        return ""
    heard = "".join(f"\n{attributes[name]}\n" for name in _SPOKEN if attributes.get(name)) if attributes else ""
    seen = "".join([words(child, made) for child in _children(root)])
    return f"{heard}\n\n{seen}\n\n" if root.name in _BLOCKS else heard + seen
