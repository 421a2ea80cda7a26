"""The files of docs/: which kinds there may be and where, and what must not be in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from macros.content.problem import Problem
from macros.review import contacts, strings
from macros.review.contacts import Known

CODE = (".mjs", ".js", ".css")  # in docs/assets/, but for the service worker: its folder is what it may keep
TEXTS = (".txt", ".svg")
PICTURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
}
SERVICE_WORKER = "service-worker.js"
KINDS = (
    "бывают: страницы .md, в docs/assets/ — .mjs, .js, .css, .svg, .txt, рисунки .png, .jpg, .webp; "
    "в имени — строчные латинские буквы, цифры, дефис и «_»"
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9]+)+")
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
_CSS = re.compile(
    r"@import|\burl\(\s*[\"']?(?!#|[\"']?data:image/svg\+xml|[\w./-]+\))|expression\(|-moz-binding|\\[0-9a-f]",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
# The name of SVG is no address: nothing is ever asked there.
_FOREIGN = re.compile(r"(?!http://www\.w3\.org/2000/svg\")(?:https?|wss?):\\?/\\?/[\w.-]+\.[a-z]{2,}", re.IGNORECASE)
_SCRIPT = re.compile(
    r"\beval\(|new Function|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|\bsrcdoc\b|setHTMLUnsafe",
    re.IGNORECASE,
)


def check(root: Path, known: Known) -> Iterator[Problem]:
    """Find files that may not be there, and what they may not have in them."""
    for folder in ("docs", "macros/data", "pyscripts"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_symlink():
                yield Problem(_name(path, root), 1, "ссылка на файл вместо файла; положите сам файл")
    for path in sorted(path for path in (root / "docs").rglob("*") if path.is_file() and not path.is_symlink()):
        yield from _file(path, root, known)


def others(docs: Path) -> frozenset[str]:
    """The files that are no pages, by path in docs/."""
    return frozenset(
        path.relative_to(docs).as_posix() for path in docs.rglob("*.*") if path.suffix != ".md" and path.is_file()
    )


def _file(path: Path, root: Path, known: Known) -> Iterator[Problem]:
    name = _name(path, root)
    if not _may_be(path.relative_to(root / "docs")):
        yield Problem(name, 1, f"такого файла на сайте быть не может; {KINDS}")
    elif path.suffix in PICTURES:
        if not path.read_bytes().startswith(PICTURES[path.suffix]):
            yield Problem(name, 1, f"внутри не {path.suffix}; положите настоящий рисунок")
    elif path.suffix != ".md":
        text = path.read_text(errors="replace")
        found = {".svg": _svg, ".css": _css, ".txt": _txt}.get(path.suffix, _script)(text, known)
        yield from (Problem(name, line, fault) for line, fault in found)


def _may_be(path: Path) -> bool:
    if not all(
        _NAME.fullmatch(part) or ("." not in part and re.fullmatch(r"[a-z0-9_-]+", part)) for part in path.parts
    ):
        return False
    if path.suffix == ".md":
        return path.name.count(".") == 1
    in_assets = path.parts[0] == "assets" and len(path.parts) == 2
    return path.as_posix() == SERVICE_WORKER or (in_assets and path.suffix in (*CODE, *TEXTS, *PICTURES))


def _svg(text: str, known: Known) -> Iterator[tuple[int, str]]:
    """A picture is a page too, if somebody opens it: no scripts, no handlers, nothing from elsewhere."""
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
            yield from _css(element.text or "", known, _at(text, "<style"))
        for words in (element.text, element.tail, element.get("aria-label")):
            if words and tag != f"{_SVG}style":
                yield from ((_at(text, words.strip()), fault) for _, fault in contacts.found(words, known, names=True))
                yield from ((_at(text, words.strip()), fault) for _, fault in strings.hidden(words))
    together = " ".join(" ".join(element.itertext()) for element in root if element.tag != f"{_SVG}style")
    yield from ((_at(text, "<text"), fault) for _, fault in contacts.found(together, known, names=True))


def _css(text: str, known: Known, first: int = 1) -> Iterator[tuple[int, str]]:
    for match in _CSS.finditer(_COMMENT.sub(_blank, text)):
        yield first + text.count("\n", 0, match.start()), f"«{match[0]}»: оформление ничего не загружает извне; уберите"
    for match in re.finditer(r"(?<![-\w])content\s*:\s*([^;}]*)", text):
        for _, fault in contacts.found(match[1], known):
            yield first + text.count("\n", 0, match.start()), fault


def _script(text: str, known: Known) -> Iterator[tuple[int, str]]:
    plain = _COMMENT.sub(_blank, text)
    for match in _SCRIPT.finditer(plain):
        yield text.count("\n", 0, match.start()) + 1, f"«{match[0]}»: строка не становится ни кодом, ни HTML; уберите"
    for match in _FOREIGN.finditer(plain):
        yield (
            text.count("\n", 0, match.start()) + 1,
            f"адрес {match[0]} в программе; она говорит только со своим сайтом; уберите",
        )
    for match in re.finditer(r"\"[^\"\n]*[а-яё][^\"\n]*\"|`[^`]*[а-яё][^`]*`", plain, re.IGNORECASE):
        for _, fault in contacts.found(re.sub(r"\$\{[^}]*\}", "\x00", match[0]), known, names=True):
            yield text.count("\n", 0, match.start()) + 1, fault


def _txt(text: str, known: Known) -> Iterator[tuple[int, str]]:
    for position, fault in [*contacts.found(text, known), *strings.hidden(text)]:
        yield text.count("\n", 0, position) + 1, fault


def _at(text: str, *words: str) -> int:
    """The line on which the first of some words stands that are there at all."""
    place = next((text.find(word) for word in words if word and word in text), 0)
    return text.count("\n", 0, place) + 1


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
