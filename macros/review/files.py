"""The files of docs/: which kinds there may be and where, and what must not be in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from macros.content import pictures, schemas
from macros.content.problem import Problem
from macros.review import contacts, harm, secrets, strings
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
    r"@import|@namespace|@font-face|image-set\(|\burl\(\s*[\"']?(?!#|[\"']?data:image/svg\+xml|[\w./-]+\))|(?<![-\w])behavior\s*:|expression\(|-moz-binding|\\[0-9a-f]",
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
_UNSEEN = r"transparent|-\d|\b0?\.[0-4]\d*rem\b(?!\s*auto)"
_NOTHING = re.compile(r"\s*(?=[.0])0*\.?0*(?:r?em|px|%)?(?![.\d])")
_OF_LETTERS = ("font-size", "line-height", "color")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
_SCRIPT = re.compile(
    r"\beval\(|new Function|new (?:WebSocket|EventSource|RTCPeerConnection|WebTransport)|\.sendBeacon|\batob\(|"
    r"\b(?:globalThis|window|self)\[\s*[\"'`]|Reflect\.(?:get|apply|construct)\(|set(?:Timeout|Interval)\(\s*[\"'`]|"
    r"\b(?:import|importScripts|open)\(\s*[\"'`](?:https?:)?//|(?:from|import)\s+[\"'`](?:https?:)?//|"
    r"\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)|[\"'`](?:https?:)?//[\w-]|"
    r"serviceWorker\.register\(\s*[\"'`]|createElement\(\s*[\"'`](?:script|iframe|object|embed|link|base|meta|form|style)\b|\.constructor\.constructor|md-banner|"
    r"\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|\bsrcdoc\b|setHTMLUnsafe",
    re.IGNORECASE,
)


def check(root: Path, known: Known) -> Iterator[Problem]:
    """Find files that may not be there, and what they may not have in them."""
    for folder in ("docs", "macros/data", "pyscripts"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_symlink():
                yield Problem(_name(path, root), 1, "ссылка на файл вместо файла; положите сам файл")
    yield from _of_data(root)
    yield from _for_people(root, known)
    yield from _of_editors(root)
    for path in sorted(path for path in (root / "docs").rglob("*") if path.is_file() and not path.is_symlink()):
        yield from _file(path, root, known)


def _of_data(root: Path) -> Iterator[Problem]:
    """Files of macros/data/ that are no data: nothing there is run, and nothing there is read that is not looked at."""
    for path in sorted(path for path in (root / "macros" / "data").rglob("*") if path.is_file()):
        folder = path.parent.name if path.parent.name != "data" else ""
        kinds = (".yml",) if folder else (".yml", ".toml", ".txt")
        if path.suffix not in kinds or folder not in ("", "browsers", "systems"):
            yield Problem(_name(path, root), 1, f"такого файла здесь быть не может; бывают: {', '.join(kinds)}")


def _of_editors(root: Path) -> Iterator[Problem]:
    """Schemas are made from the shapes: editors follow the addresses that stand in them."""
    made = {f"{name}.schema.json": schemas.written(schema) for name, schema in schemas.every().items()}
    for path in sorted((root / "schemas").glob("*")):
        if path.read_text(errors="replace") != made.get(path.name):
            yield Problem(_name(path, root), 1, "этот файл пишет make fix; руками его не меняют")


def _for_people(root: Path, known: Known) -> Iterator[Problem]:
    """What those read who help the site: it is shown on the code host."""
    github = root / ".github"
    names = [*root.glob("*.md"), *(root / "deploy").glob("*.md"), *github.rglob("*.md"), *github.rglob("*.yml")]
    for path in sorted(path for path in names if path.parent.name != "workflows"):
        text = path.read_text(errors="replace")
        plain = _FENCED.sub(_blank, text)
        for rule in (
            contacts.found(plain, known, names=True),
            secrets.found(plain),
            harm.found(plain),
            strings.hidden(text),
        ):
            for place, fault in rule:
                yield Problem(_name(path, root), text.count("\n", 0, place) + 1, fault)


_FENCED = re.compile(r"^ *```.*?^ *```|^    [^\n]*|`[^`\n]*`|\]\([^)\n]*\)", re.DOTALL | re.MULTILINE)


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
        elif path.suffix == ".webp" and (fault := _webp(path.read_bytes())):
            yield Problem(name, 1, fault)
    elif path.suffix != ".md":
        text = path.read_text(errors="replace")
        found = {".svg": _svg, ".css": _css, ".txt": _txt}.get(path.suffix, _script)(text, known)
        yield from (Problem(name, line, fault) for line, fault in found)


def _webp(content: bytes) -> str:
    """What is wrong with a WebP: it is one still picture and nothing besides. https://developers.google.com/speed/webp/docs/riff_container"""
    if content[8:12] != b"WEBP" or int.from_bytes(content[4:8], "little") != len(content) - 8:
        return "внутри не .webp; положите настоящий рисунок"
    if content[12:16] not in (b"VP8 ", b"VP8L") or int.from_bytes(content[16:20], "little") + 20 not in (
        len(content),
        len(content) - 1,
    ):
        return "в рисунке не только рисунок; сохраните его без сведений о снимке и без движения"
    if len(content) > pictures.MOST_BYTES:
        return f"рисунок больше {pictures.MOST_BYTES // 1000} кБ; сожмите его: читают с телефона"
    return ""


def _may_be(path: Path) -> bool:
    if not all(
        _NAME.fullmatch(part) or ("." not in part and re.fullmatch(r"[a-z0-9_-]+", part)) for part in path.parts
    ):
        return False
    if path.suffix == ".md":
        return path.name.count(".") == 1
    in_assets = path.parts[0] == "assets" and len(path.parts) == 2
    if path.parent.as_posix() == pictures.FOLDER:
        return bool(pictures.NAME.fullmatch(path.name))
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
                yield from ((_at(text, words.strip()), fault) for fault in _said(words, known))
    together = " ".join(" ".join(element.itertext()) for element in root if element.tag != f"{_SVG}style")
    yield from ((_at(text, "<text"), fault) for fault in _said(together, known))


def _said(words: str, known: Known) -> Iterator[str]:
    """What words may not say that stand in a file that is no page."""
    found = (contacts.found(words, known, names=True), secrets.found(words), harm.found(words), strings.hidden(words))
    yield from (fault for part in found for _, fault in part)


def _css(text: str, known: Known, first: int = 1) -> Iterator[tuple[int, str]]:
    for match in _CSS.finditer(_COMMENT.sub(_blank, text)):
        yield first + text.count("\n", 0, match.start()), f"«{match[0]}»: оформление ничего не загружает извне; уберите"
    plain = _COMMENT.sub(_blank, text)
    for match in _CONTENT.finditer(plain):
        said = "".join(part for quoted in _QUOTED.findall(match[1]) for part in quoted)
        if re.search(r"\w|\\", said) or re.search(r"attr\(|var\(", match[1]):
            line = first + plain.count("\n", 0, match.start())
            yield line, f"«{match[0].strip()}»: в оформлении только знаки, слова — на странице"
    for match in _RULE.finditer(plain):
        line = first + plain.count("\n", 0, match.start("rule"))
        if _WARNING.search(match["who"]):
            for key, value in _DECLARATION.findall(match["rule"]):
                if (
                    key not in _OF_WARNING
                    or re.search(_UNSEEN, value)
                    or (_NOTHING.match(value) and key in _OF_LETTERS)
                ):
                    yield (
                        line,
                        f"«{key}: {value.strip()}» у строки о том, что сайт неофициальный; её видят все; уберите",
                    )
        for key, value in _DECLARATION.findall(match["rule"]):
            if key == "position" and "fixed" in value and "drawer" not in match["who"]:
                yield line, "position: fixed закрыл бы страницу; уберите"
        if re.search(r"\[\s*value\s*[~|^$*]?=", match["who"]):
            yield line, f"«{match['who'].strip()}»: по оформлению не узнают, что ввёл читатель; уберите"


def _script(text: str, known: Known) -> Iterator[tuple[int, str]]:
    plain = _COMMENT.sub(_blank, text).replace(f'"{_SVG[1:-1]}"', '""')  # the name of SVG is no address
    for match in _SCRIPT.finditer(plain):
        yield text.count("\n", 0, match.start()) + 1, f"«{match[0]}»: строка не становится ни кодом, ни HTML; уберите"
    for match in re.finditer(r"(?:https?|wss?):\\?/\\?/[\w.-]+\.[a-z]{2,}", plain, re.IGNORECASE):
        yield (
            text.count("\n", 0, match.start()) + 1,
            f"адрес {match[0]} в программе; она говорит только со своим сайтом; уберите",
        )
    for match in re.finditer(r"\"[^\"\n]*[а-яё][^\"\n]*\"|`[^`]*[а-яё][^`]*`", plain, re.IGNORECASE):
        for fault in _said(re.sub(r"\$\{[^}]*\}", "x", match[0]), known):
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
