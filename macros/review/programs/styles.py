"""Style sheets: they load nothing, say nothing, cover nothing, and the words about whose the site is not stay in sight."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.content.tables import rules as rules_of
from macros.review import text_lines

FILE = "macros/data/styles.toml"
_CSS = re.compile(
    r"@import|@counter-style|@property|//[\w-]|@namespace|@font-face|image-set\(|\burl\(\s*[\"']?(?!#|[\"']?data:image/svg\+xml|[\w./-]+\))|(?<![-\w])behavior\s*:|expression\(|-moz-binding|\\[0-9a-f]",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"(?<![-\w])content\s*:\s*([^;}]*)", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_TOKEN = re.compile(r"[^{};]+|[{};]")
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
# What a rule may set at all. What moves words from their place, turns their order or says something is not here.
_MAY_SET = re.compile(
    r"""
    --[\w-]+ | (?:margin|padding|border|outline|scroll|overscroll|grid|flex|font|animation|transition|column|background
    |text-decoration|text-underline|list-style|break|page-break|stroke|fill|scrollbar|place|object)(?:-[a-z-]+)?
    | (?:align|justify)-(?:content|items|self) | (?:min-|max-)?(?:width|height|inline-size|block-size)
    | -webkit-(?:box-orient|line-clamp|tap-highlight-color|overflow-scrolling|appearance) | appearance | aspect-ratio
    | accent-color | bottom | top | left | right | inset | position | z-index | float | clear | display | visibility
    | opacity | overflow(?:-[a-z]+)? | box-shadow | box-sizing | caption-side | caret-color | clip-path | color
    | color-scheme | content | content-visibility | cursor | forced-color-adjust | print-color-adjust | gap | row-gap
    | columns | hyphens | line-height | line-break | orphans | widows | page | pointer-events | resize | size
    | tab-size | table-layout | text-align | text-overflow | text-transform | text-wrap | transition | touch-action
    | vertical-align | white-space | will-change | word-break | zoom | border-collapse | isolation
    """,
    re.VERBOSE,
)
# What may be set to what by anybody: nothing of it takes words out of sight, bleaches or moves them, or has one answer look like
# another. All else stands in macros/data/styles.toml, rule by rule.
_LENGTH = r"(?:0|auto|[012]?(?:\.\d+)?r?em|\d\d?px|\dmm)"
_LINE = r"(?:0|0?\.\d+rem|\dpx|solid|dashed|dotted|none|currentcolor|inherit|var\(--(?:edge|md-default-fg-color--lightest)\))"
_PLAIN = {
    re.compile(keys): re.compile(values)
    for keys, values in {
        r"display": r"block|flex|grid|inline(?:-block|-flex)?",
        r"color": r"inherit|var\(--md-(?:default-fg|typeset-a|accent-fg)-color\)",
        r"background(?:-color)?": r"none|var\(--(?:panel|md-default-bg-color)\)",
        r"position": r"static|relative",
        r"top|left|right|bottom|inset": r"0|auto|0?\.\d+r?em",
        r"(?:margin|padding|scroll-margin|scroll-padding)(?:-[a-z]+)*|(?:row-)?gap": rf"{_LENGTH}(?: {_LENGTH}){{0,3}}",
        r"(?:border|outline)(?:-[a-z]+)*": rf"{_LINE}(?: {_LINE}){{0,3}}|50%|collapse",
        r"(?:(?:min|max)-)?(?:width|height|inline-size|block-size)": r"auto|none|100%|[1-9](?:\.\d+)?rem|1\d(?:\.\d+)?rem",
        r"min-(?:width|height)": r"0",
        r"max-width": r"[1-9]\d?(?:\.\d+)?rem",
        r"(?:overflow|overscroll)(?:-[a-z]+)*": r"visible|auto|anywhere|break-word|contain",
        r"opacity": r"1|0?\.[89]\d*",
        r"(?:content-)?visibility": r"visible",
        r"z-index": r"\d",
        r"font-size": r"inherit|0?\.[6-9]\d*rem|[12](?:\.\d+)?rem|1[1-9]px|0?\.[89]\d*em|1(?:\.\d+)?em",
        r"font": r"inherit|[12]\dpx (?:sans-)?serif",
        r"font-family": r"inherit|monospace|(?:sans-)?serif|var\(--md-(?:code|text)-font-family\)(?:, monospace)?",
        r"line-height": r"inherit|normal|[12](?:\.\d+)?",
        r"fill|stroke": r"none|currentcolor|#[0-9a-f]{3,8}|var\(--(?:edge|md-[a-z-]+)\)",
        r"content": r"none|\"[ →←›»·•—]*\"(?: / \"\")?",
        r"text-decoration(?:-[a-z]+)*|text-underline-[a-z]+": r"(?!.*through)[a-z0-9. ]+",
        r"flex(?:-[a-z]+)?|grid-template-columns": r"(?!.*reverse)[\w .,()%-]+",
        r"box-shadow|transition|animation|list-style|appearance|float": r"none",
        r"white-space|cursor|resize|hyphens|caret-color|box-sizing|(?:align|justify|place)-[a-z]+|text-(?:align|overflow|wrap)"
        r"|font-(?:weight|style|variant-numeric)|stroke-[a-z]+|orphans|widows|page|size|(?:page-)?break-[a-z]+|table-layout"
        r"|vertical-align|word-break|border-collapse|aspect-ratio|scroll-behavior|forced-color-adjust|tab-size"
        r"|text-transform|-webkit-tap-highlight-color|accent-color"
        r"|touch-action|caption-side|isolation|print-color-adjust": r"[\w .%/()-]+",
    }.items()
}
# Words for which people come: what stops them, what was found, a fact, a step.
_WORDS = re.compile(
    r"warning|verdict|admonition|\.fact|steps__|check__|\boutput\b|data-level|(?:^|[\s>+~])(?:li|p|a|strong|ol|ul|td|tr|table|h[1-3]|form)"
    r"(?::[\w-]+(?:\([^)]*\))?)*\s*(?:,|$)"
)
_AROUND = re.compile(
    r"\.md-(?:container|main|content|footer|typeset)|\b(?:html|body|main|article|footer)\b|\*"
)  # of all words
# What makes of these words one line in a box, or lies over them; and what may be lighter where none of them stand.
_NARROWS = re.compile(
    r"(?:max-)?(?:width|height|inline-size|block-size):(?!auto|none|100%).*|overflow(?:-[xy])?:(?!visible).*"
    r"|white-space:(?!normal).*|text-decoration(?:-[a-z]+)*:.*\d.*|stroke(?:-[a-z]+)?:.*"
)
_LIGHTER = "color: var(--md-default-fg-color--light)"
_NOT_WORDS = re.compile(r":empty|\[hidden\]|:not\(|::(?:before|after|marker|details-content)|__optional|:is\(")
_HIDES = re.compile(
    r"(?:display|content-visibility|pointer-events):(?:none|hidden)|visibility:(?:hidden|collapse)|opacity:(?:0?\.[0-4]\d*|0)"
    r"|color:(?:transparent|currentcolor|var\(--md-default-bg-color\))|clip-path:.+|zoom:0?(?:\.\d+)?"
    r"|(?:font-size|line-height|(?:max-)?(?:width|height|inline-size|block-size)):(?:0|0?\.[0-4]\d*|1px)[a-z%]*|font:0.*"
    r"|text-decoration:.*line-through.*|margin(?:-\w+)?:-\d{2,}.*|position:absolute"
)
# On paper nothing is covered, and without scripts no form answers.
_PRINTED = re.compile(r"@media (?:print|\(scripting: none\)) \{(?:[^{}]|\{[^{}]*\})*\}")
_LEVELS = ("--ok", "--unsure", "--warn", "--stop")
_FAR = re.compile(r"-\s*(?:\d+(?:vh|vw|%)|\d{3,}px|\d{2,}r?em)")
_HIGHEST = 9  # of what lies above what
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def check(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """Find what may not stand in a style sheet, with its line."""
    plain = _COMMENT.sub(text_lines.blank, text)
    rules = list(_rules(plain))
    found = [*_of_content(plain), *_of_words(rules), *_of_rules(rules)]
    told = {place for place, _ in found}
    found += (fault for fault in _keyed(rules) if fault[0] not in told)
    for place, fault in found:
        yield first - 1 + text_lines.at(plain, place), fault


class _Rule(NamedTuple):
    """A rule: its selector, its own declarations, its position, and whether it applies only in print or without scripts.

    Of a rule in a rule, `who` is both of them.
    """

    who: str
    says: str
    place: int
    is_printed: bool


def _rules(plain: str) -> Iterator[_Rule]:
    """The rules of a style sheet; those inside of @media and of each other, too."""
    printed = [match.span() for match in _PRINTED.finditer(plain)]
    for who, says, place in _blocks(plain):
        yield _Rule(who, says, place, any(start < place < end for start, end in printed))


def _blocks(plain: str) -> Iterator[tuple[str, str, int]]:
    """Whom each block is for, what it says itself, and where it begins."""
    open_: list[tuple[str, int, list[str]]] = []
    last = ""
    for token in _TOKEN.finditer(plain):
        if token[0] == "{":
            outer = open_[-1][0] if open_ and not open_[-1][0].startswith("@") else ""
            open_.append((f"{outer} {last.strip()}".strip(), token.end(), []))
        elif token[0] == "}" and open_:
            who, place, says = open_.pop()
            yield who, "".join([*says, last]), place
        elif token[0] == ";" and open_:
            open_[-1][2].append(f"{last};")
        last = "" if token[0] in "{};" else token[0]
    for who, place, says in open_:
        yield who, "".join([*says, last]), place


def _of_content(plain: str) -> Iterator[tuple[int, str]]:
    """What would be loaded from elsewhere, or say words that are not on the page."""
    for match in _CSS.finditer(plain):
        yield match.start(), f"«{match[0]}»: оформление ничего не загружает извне; уберите"
    for match in _CONTENT.finditer(plain):
        said = "".join(part for quoted in _QUOTED.findall(match[1]) for part in quoted)
        if re.search(r"\w|\\", said) or re.search(r"attr\(|var\(", match[1]):
            yield match.start(), f"«{match[0].strip()}»: в оформлении только знаки, слова — на странице"


def _of_rules(rules: Iterable[_Rule]) -> Iterator[tuple[int, str]]:
    """What would change the line that the site is unofficial, or all elements at once, cover the page, or tell what was typed."""
    for rule in rules:
        place, declared = rule.place, _DECLARATION.findall(rule.says)
        if _WARNING.search(rule.who):
            for key, value in declared:
                if key not in _OF_WARNING or _is_unseen(key, value):
                    yield (
                        place,
                        f"«{key}: {value.strip()}» у строки о том, что сайт неофициальный; её видят все; уберите",
                    )
        if _is_of_any(rule.who) and not rule.is_printed:
            for key, value in declared:
                if key not in _OF_ANY:
                    yield (
                        place,
                        f"«{key}: {value.strip()}» у «{rule.who}»: так меняют и то, что видят все; назовите класс",
                    )
        for key, value in declared:
            if key == "position" and "fixed" in value and "drawer" not in rule.who:
                yield place, "position: fixed закрыл бы страницу; уберите"
        if re.search(r"\[\s*value\s*[~|^$*]?=", rule.who):
            yield place, f"«{rule.who}»: по оформлению не узнают, что ввёл читатель; уберите"


def _of_words(rules: Iterable[_Rule]) -> Iterator[tuple[int, str]]:
    """What would take words away from a reader, put them into another order, or say others."""
    for who, says, place, is_printed in rules:
        found = {key.lower(): value.strip() for key, value in _DECLARATION.findall(says)}
        is_of_words = bool(_WORDS.search(who)) and not _NOT_WORDS.search(who) and not is_printed
        for key, value in found.items():
            if not _MAY_SET.fullmatch(key):
                yield place, f"«{key}» в оформлении не бывает: так слова прячут или меняют местами; уберите"
            elif (
                key not in ("content", "font-family", "font") and "url(" not in value and re.search(r"[\"'].*\w", value)
            ):
                yield place, f"«{key}: {value}»: в оформлении только знаки, слова — на странице"
            elif is_of_words and _HIDES.fullmatch(f"{key}:{value.lower()}"):
                yield place, f"«{key}: {value}» у «{who}»: эти слова видят все; уберите"
            elif key == "z-index" and value.isdigit() and int(value) > _HIGHEST:
                yield place, f"«{key}: {value}» закрыл бы страницу; бывает не больше {_HIGHEST}"
            elif key.startswith("margin") and _FAR.search(value):
                yield place, f"«{key}: {value}» у «{who}»: так слова уносят за край; уберите"
            elif key in _LEVELS and "data-md-color-scheme" not in who:
                yield place, f"«{key}» у «{who}»: цвет ответов один на весь сайт; уберите"
        levels = [found[key] for key in _LEVELS if key in found]
        if len(levels) > len(set(levels)):
            yield place, f"у «{who}» разные ответы одного цвета: {', '.join(levels)}; по цвету видно, можно ли дальше"


def _keyed(rules: Iterable[_Rule]) -> Iterator[tuple[int, str]]:
    """What may hide words, or change what they look like, and is not on the list."""
    listed = rules_of("styles")["may"]
    for rule in rules:
        if rule.is_printed and not (_WORDS.search(rule.who) or _AROUND.search(rule.who)):
            continue
        who = " ".join((("@print " if rule.is_printed else "") + rule.who).split())
        for key, value in _DECLARATION.findall(rule.says):
            value = " ".join(value.replace("!important", "").split())
            said = f"{key}: {value}"
            if not _is_plain(rule.who, key, value.lower()) and said not in listed.get(who, ()):
                yield (
                    rule.place,
                    f"«{said}» у «{who}»: так слова прячут и меняют; если иначе нельзя, впишите в {FILE}, и смотрят двое",
                )


def _is_plain(who: str, key: str, value: str) -> bool:
    """Whether anybody may set that there."""
    is_of_words = bool(_WORDS.search(who))
    if is_of_words and _NARROWS.fullmatch(f"{key}:{value}"):
        return False
    if f"{key}: {value}" == _LIGHTER:
        return not is_of_words and not _AROUND.search(who)
    return any(keys.fullmatch(key) and values.fullmatch(value) for keys, values in _PLAIN.items())


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
