"""SVG files: somebody may open one as a page, so it has no scripts, no handlers and nothing from elsewhere."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from macros.review import text_lines
from macros.review.programs import styles
from macros.review.words import strings
from macros.review.words.contacts import Known

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = (f"{_SVG}text", f"{_SVG}tspan")
_SVG_ELEMENTS = frozenset(
    """
    svg g defs path rect circle ellipse line polyline polygon text tspan title desc use symbol marker
    clipPath mask pattern linearGradient radialGradient stop style filter feGaussianBlur feOffset feMerge
    feMergeNode feColorMatrix feFlood feComposite feBlend
    """.split()  # noqa: SIM905
)
# What words in a drawing may have, and all in which they stand: nothing that turns them round, puts sign after sign into its own
# place, or shows them twice.
_NUMBER = r"-?\d{1,4}(?:\.\d+)?(?:px)?"
_OF_WORDS = {
    **dict.fromkeys(("x", "y", "dx", "dy", "width", "height"), _NUMBER),
    **dict.fromkeys(("fill", "class", "role", "aria-label", "aria-hidden", "aria-labelledby", "viewBox"), "[^()]*"),
    "font-family": "(?:sans-)?serif|monospace|inherit",
    "font-size": r"(?:[89]|\d\d)(?:\.\d+)?(?:px)?|inherit",
    "font-weight": r"\w+",
    "text-anchor": r"\w+",
    "transform": rf"translate\({_NUMBER}(?:[ ,]+{_NUMBER})?\)",
}
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
                yield from ((_at(text, words.strip()), fault) for _, fault in strings.said(words, known))
    placed: list[tuple[float, float, str]] = []
    yield from ((_at(text, f" {key}=", key), fault) for key, fault in _of_words(root, (0, 0), placed))
    for words in _readings(root, placed):
        yield from ((_at(text, "<text"), fault) for _, fault in strings.said(words, known))


def _readings(root: ElementTree.Element, placed: list[tuple[float, float, str]]) -> Iterator[str]:
    """The drawing's words in every order a reader may take: as written, as placed, character by character."""
    yield " ".join(" ".join(element.itertext()) for element in root if element.tag != f"{_SVG}style")
    yield from ("".join(element.itertext()) for element in root.iter(f"{_SVG}text"))
    lines: dict[float, list[str]] = {}
    for y, _, words in sorted(placed):
        lines.setdefault(y, []).append(words)
    yield " ".join(" ".join(line) for line in lines.values())
    yield from ("".join(line) for line in lines.values() if all(len(words) == 1 for words in line))


def _of_words(
    element: ElementTree.Element, at: tuple[float, float], placed: list[tuple[float, float, str]]
) -> Iterator[tuple[str, str]]:
    """What an element with drawn words in it may not have; fills `placed` with the words and where they stand."""
    if not any(each.tag in _DRAWN for each in element.iter()):
        return
    for key, value in element.attrib.items():
        if not re.fullmatch(_OF_WORDS.get(key, "x^"), value):
            yield key, f"атрибут {key}=«{value}» у слов в рисунке; бывают: {', '.join(_OF_WORDS)}, у каждого одно число"
    x, y = (_number(element.get(key)) for key in ("x", "y"))
    moved = re.findall(_NUMBER, element.get("transform", ""))
    at = (at[0] + sum(map(_number, moved[:1])), at[1] + sum(map(_number, moved[1:2])))
    if element.tag in _DRAWN and (words := (element.text or "").strip()):
        placed.append((at[1] + y, at[0] + x, words))
    for child in element:
        yield from _of_words(child, at, placed)


def _number(value: str | None) -> float:
    return float(found[0]) if (found := re.match(r"-?\d+(?:\.\d+)?", value or "")) else 0


def _at(text: str, *words: str) -> int:
    """The line on which the first of some words stands that are there at all."""
    place = next((text.find(word) for word in words if word and word in text), 0)
    return text_lines.at(text, place)
