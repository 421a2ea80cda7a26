"""Style sheets: they load nothing, say nothing, cover nothing, and the words about whose the site is not stay in sight."""

import re
from collections.abc import Iterator

from macros.review import text_lines

_CSS = re.compile(
    r"@import|@counter-style|@property|//[\w-]|@namespace|@font-face|image-set\(|\burl\(\s*[\"']?(?!#|[\"']?data:image/svg\+xml|[\w./-]+\))|(?<![-\w])behavior\s*:|expression\(|-moz-binding|\\[0-9a-f]",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"(?<![-\w])content\s*:\s*([^;}]*)", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_RULE = re.compile(r"(?P<who>[^{};]+)\{(?P<rule>[^{}]*)")
_DECLARATION = re.compile(r"(?:^|[;{\s])(--[\w-]+|[a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
# The words above and below every page that say whose it is not.
_WARNING = re.compile(r"banner|announce|copyright|\baside\b|\.enlarge\b(?!\[hidden\])|:has\(", re.IGNORECASE)
_OF_WARNING = frozenset(
    """
    background border border-bottom border-top color cursor font-size font-weight line-height margin outline padding
    text-decoration
    """.split()  # noqa: SIM905  # a list of words, not of strings
)
_UNSEEN = re.compile(r"transparent|-\d|\b0?\.[0-4]\d*rem\b(?!\s*auto)")
# How these words must be: as dark as all others, on a background that is none, and not smaller than one can read.
_COLOURS = {
    "color": re.compile(r"var\(--md-default-fg-color\)|inherit"),
    "background": re.compile(r"var\(--panel\)|none"),
}
_SMALLEST = {"rem": 0.6, "em": 0.8, "px": 11, "%": 80, "": 1}
_SIZE = re.compile(r"\s*(\d*\.?\d+)(r?em|px|%|)\s*")
# What a rule may do that is for every element in a place, the words above among them.
_OF_ANY = frozenset(
    ["animation", "box-sizing", "color", "scroll-behavior", "transition", "-webkit-tap-highlight-color"]
)
_PLACE = re.compile(r":(?:(?:first|last|nth|only)-[\w-]+|not)(?:\([^)]*\))?")
_LAST = re.compile(r"(?:^|[\s>+~])((?:\([^)]*\)|[^\s>+~()])+)\s*$")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def check(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """Find what may not stand in a style sheet, with its line."""
    for match in _CSS.finditer(_COMMENT.sub(text_lines.blank, text)):
        yield first + text.count("\n", 0, match.start()), f"«{match[0]}»: оформление ничего не загружает извне; уберите"
    plain = _COMMENT.sub(text_lines.blank, text)
    for match in _CONTENT.finditer(plain):
        said = "".join(part for quoted in _QUOTED.findall(match[1]) for part in quoted)
        if re.search(r"\w|\\", said) or re.search(r"attr\(|var\(", match[1]):
            line = first + plain.count("\n", 0, match.start())
            yield line, f"«{match[0].strip()}»: в оформлении только знаки, слова — на странице"
    for match in _RULE.finditer(plain):
        line = first + plain.count("\n", 0, match.start("rule"))
        if _WARNING.search(match["who"]):
            for key, value in _DECLARATION.findall(match["rule"]):
                if key not in _OF_WARNING or _is_unseen(key, value):
                    yield (
                        line,
                        f"«{key}: {value.strip()}» у строки о том, что сайт неофициальный; её видят все; уберите",
                    )
        for key, value in _DECLARATION.findall(match["rule"]) if _is_of_any(match["who"]) else ():
            if key not in _OF_ANY:
                yield (
                    line,
                    f"«{key}: {value.strip()}» у «{match['who'].strip()}»: так меняют и то, что видят все; назовите класс",
                )
        for key, value in _DECLARATION.findall(match["rule"]):
            if key == "position" and "fixed" in value and "drawer" not in match["who"]:
                yield line, "position: fixed закрыл бы страницу; уберите"
        if re.search(r"\[\s*value\s*[~|^$*]?=", match["who"]):
            yield line, f"«{match['who'].strip()}»: по оформлению не узнают, что ввёл читатель; уберите"


def _is_unseen(key: str, value: str) -> bool:
    """Whether words of that look are hard to see, or cannot be seen at all."""
    if key in _COLOURS:
        return not _COLOURS[key].fullmatch(value.strip())
    if key in ("font-size", "line-height"):
        size = _SIZE.fullmatch(value)
        return float(size[1]) < _SMALLEST[size[2]] if size else value.strip() != "inherit"
    return bool(_UNSEEN.search(value))


def _is_of_any(who: str) -> bool:
    """Whether a rule is for elements that have no more than a place: «main > *», «div:first-child»."""
    for selector in re.split(r",(?![^(]*\))", who):
        last = _LAST.search(selector)
        if last and _PLACE.sub("", last[1]) in ("*", "", "div"):
            return True
    return False
