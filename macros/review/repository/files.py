"""The files of docs/: which kinds there may be and where, and what must not be in them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from macros import render
from macros.content import pictures, places, portal, schemas, tables, yaml_file
from macros.content.problem import Problem, noted
from macros.review import html, prose, text_lines
from macros.review.programs import drawings, scripts, styles
from macros.review.repository import pins
from macros.review.words import secrets, strings
from macros.review.words.contacts import Known

CODE = (".mjs", ".js", ".css")  # in docs/assets/, but for the service worker: its folder is what it may keep
TEXTS = (".txt", ".svg")
PICTURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
}
MOST = 300_000  # bytes of one file; nothing of ours is half of that
SERVICE_WORKER = "service-worker.js"
KINDS = (
    "бывают: страницы .md, в docs/assets/ — .mjs, .js, .css, .svg, .txt, рисунки .png, .jpg, .webp; "
    "в имени — строчные латинские буквы, цифры, дефис и «_»"
)
# Device names on Windows: there the project could not even be checked out.
_OF_WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9]+)+")
# Keys of a form, where naming a secret asks for it.
_LABELS = frozenset(("label", "placeholder", "options", "name", "title"))
# What a form that everybody reads has no field for.
_PERSONAL = re.compile(
    r"\W*(?:(?:ваш\w*|номер\w*)\s+)*(?:карт[аы]|снилс|паспорт\w*|инн|телефон\w*|фио|имя|фамили\w+|e-?mail|почта)\b",
    re.IGNORECASE,
)


def check(root: Path, known: Known) -> Iterator[Problem]:
    """Find files that may not be there, and what they may not have in them."""
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
        elif path.suffix == ".toml" and path.stem not in tables.OWN and root.resolve() != portal.ROOT:
            yield Problem(_name(path, root), 1, "здесь действует таблица проекта, а этой не читают; уберите её")
        elif _name(path, root) == places.FILE and root.resolve() != portal.ROOT:
            yield Problem(
                _name(path, root), 1, "места на экране у всех сайтов одни, а этого файла не читают; уберите его"
            )


def _of_editors(root: Path) -> Iterator[Problem]:
    """Schemas are made from the shapes: editors follow the addresses that stand in them."""
    for path in sorted((root / "schemas").glob("*")):
        if path.read_text(errors="replace") != _schemas().get(path.name):
            yield Problem(_name(path, root), 1, "этот файл пишет make fix; руками его не меняют")


@cache
def _schemas() -> Mapping[str, str]:
    """What is made of the shapes, which are code: by name of file."""
    return {f"{name}.schema.json": schemas.written(schema) for name, schema in schemas.every().items()}


def _for_people(root: Path, known: Known) -> Iterator[Problem]:
    """What those read who help the site: it is shown on the code host, as it is written and as Markdown makes it."""
    for path in _read_by_people(root):
        name, text = _name(path, root), path.read_text(errors="replace")
        yield from (Problem(name, text_lines.at(text, place), fault) for place, fault in strings.said(text, known))
        if path.suffix != ".yml":
            yield from (Problem(name, line, fault) for line, fault in _on_lines(text, lambda part: _shown(part, known)))
            continue
        wrong: list[Problem] = []
        with noted(wrong):
            file = yaml_file.parse(text, name)
            for way, value in prose.strings(file.data):
                asked = _asked(value) if _LABELS.intersection(way) else ()
                yield from (file.problem(way, fault) for fault in (*_shown(value, known), *asked))
        yield from wrong


def _asked(label: str) -> Iterator[str]:
    yield from (fault for _, fault in secrets.labels(label))
    if _PERSONAL.match(label):
        yield f"«{label}»: ответы видят все, о себе там не спрашивают"


def _read_by_people(root: Path) -> Iterator[Path]:
    """Pages of a portal, in docs/, are looked at as pages."""
    folders = [path for path in root.glob("*/") if path.name not in pins.NOT_OURS]
    found = [*root.glob("*.md"), *root.glob("LICENSE*"), *(path for folder in folders for path in folder.rglob("*.md"))]
    yield from sorted(path for path in found if "docs" not in path.relative_to(root).parts)
    yield from sorted(path for path in (root / ".github").rglob("*.yml") if path.parent.name != "workflows")


def _shown(text: str, known: Known) -> Iterator[str]:
    """What is wrong with a text when Markdown has made of it what people see."""
    tree = html.tree(render.blocks(text))
    yield from (fault for _, fault in strings.said(html.words(tree, {}), known))
    for element in html.elements(tree):
        for url in (element.attributes[key] for key in ("href", "src", "srcset") if key in element.attributes):
            if not html.is_path(url):
                yield f"ссылка {url}; бывают только ссылки на файлы этого хранилища"


def others(docs: Path) -> frozenset[str]:
    """The files that are no pages, by path in docs/."""
    return frozenset(
        path.relative_to(docs).as_posix() for path in docs.rglob("*.*") if path.suffix != ".md" and path.is_file()
    )


def _file(path: Path, root: Path, known: Known) -> Iterator[Problem]:
    name = _name(path, root)
    if not _may_be(path.relative_to(root / "docs")):
        yield Problem(name, 1, f"такого файла на сайте быть не может; {KINDS}")
    elif path.stat().st_size > MOST:
        yield Problem(name, 1, f"файл больше {MOST // 1000} КБ; его качали бы с телефона")
    elif path.suffix in PICTURES:
        if not path.read_bytes().startswith(PICTURES[path.suffix]):
            yield Problem(name, 1, f"внутри не {path.suffix}; положите настоящий рисунок")
        elif path.suffix == ".webp" and (fault := _webp(path.read_bytes())):
            yield Problem(name, 1, fault)
    elif path.suffix != ".md":
        text = path.read_text(errors="replace")
        yield from (Problem(name, line, fault) for line, fault in _found(path, text, known))


def _found(path: Path, text: str, known: Known) -> Iterator[tuple[int, str]]:
    match path.suffix:
        case ".svg":
            return drawings.check(text, known)
        case ".css":
            return styles.check(text)
        case ".txt":
            return ((text_lines.at(text, place), fault) for place, fault in strings.said(text, known))
        case _:
            return scripts.check(text, path.name, known)


def _on_lines(text: str, faults: Callable[[str], Iterable[str]]) -> Iterator[tuple[int, str]]:
    begins = text_lines.beginnings(text, faults(text), faults)
    return ((line, fault) for fault, line in begins.items())


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
    ) or any(_OF_WINDOWS.fullmatch(part.partition(".")[0]) for part in path.parts):
        return False
    if path.suffix == ".md":
        return path.name.count(".") == 1
    in_assets = path.parts[0] == "assets" and len(path.parts) == 2
    if path.parent.as_posix() == pictures.FOLDER:
        return bool(pictures.NAME.fullmatch(path.name))
    return path.as_posix() == SERVICE_WORKER or (in_assets and path.suffix in (*CODE, *TEXTS, *PICTURES))


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
