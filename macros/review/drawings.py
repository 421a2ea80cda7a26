"""SVG files: somebody may open one as a page, so it has no scripts, no handlers and nothing from elsewhere."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from macros.review import strings, styles, text_lines
from macros.review.contacts import Known

_SVG = "{http://www.w3.org/2000/svg}"
_SVG_ELEMENTS = frozenset(
    """
    svg g defs path rect circle ellipse line polyline polygon text tspan textPath title desc use symbol marker
    clipPath mask pattern linearGradient radialGradient stop style filter feGaussianBlur feOffset feMerge
    feMergeNode feColorMatrix feFlood feComposite feBlend
    """.split()  # noqa: SIM905
)
_STRANGE = re.compile(
    r"(?:(?<![\w:])(?:https?|wss?|ftp):)?//(?!www\.w3\.org/)[\w.-]+\.[a-z]{2,}|\b(?:javascript|data|vbscript):",
    re.IGNORECASE,
)


def check(text: str, known: Known) -> Iterator[tuple[int, str]]:
    """Find what may not be in a drawing, with its line."""
    head = re.sub(r"^\s*<\?xml [^?]*\?>", "", text)
    if match := re.search(r"<!(?!--)|<\?", head):
        yield _at(text, match[0]), f"«{match[0]}» в рисунке; в нём бывают только элементы SVG"
        return
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield error.position[0], f"это не SVG: {error}"
        return
    if root.tag != f"{_SVG}svg":
        yield 1, "это не SVG: нет элемента <svg> с его пространством имён"
    for element in root.iter():
        tag = str(element.tag)
        if tag.removeprefix(_SVG) not in _SVG_ELEMENTS or not tag.startswith(_SVG):
            short = tag.rpartition("}")[2]
            yield _at(text, f"<{short}", short), f"элемент <{short}> в рисунке; бывают только те, что рисуют"
        for key, value in element.attrib.items():
            short = key.rpartition("}")[2]
            if short.lower().startswith("on") or (short == "href" and not re.fullmatch(r"#[\w-]+", value)):
                yield (
                    _at(text, f"{short}="),
                    f"атрибут {short}=«{value}» в рисунке; ссылки бывают только внутрь него: #имя",
                )
            elif re.search(r"url\(\s*[\"']?(?!#)", value, re.IGNORECASE) or _STRANGE.search(value):
                yield _at(text, value), f"адрес в {short}=«{value}»; рисунок ничего не загружает"
        if tag == f"{_SVG}style":
            yield from styles.check(element.text or "", _at(text, "<style"))
        for words in (element.text, element.tail, element.get("aria-label")):
            if words and tag != f"{_SVG}style":
                yield from ((_at(text, words.strip()), fault) for fault in strings.said(words, known))
    together = " ".join(" ".join(element.itertext()) for element in root if element.tag != f"{_SVG}style")
    yield from ((_at(text, "<text"), fault) for fault in strings.said(together, known))
    for element in root.iter(f"{_SVG}text"):  # its parts are drawn side by side
        yield from ((_at(text, "<text"), fault) for fault in strings.said("".join(element.itertext()), known))


def _at(text: str, *words: str) -> int:
    """The line on which the first of some words stands that are there at all."""
    place = next((text.find(word) for word in words if word and word in text), 0)
    return text_lines.at(text, place)
