"""mkdocs.yml can load programs, themes and other sites, so every key has its own rule."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.content import config, portal, trusted
from macros.content.problem import ContentError, Problem
from macros.content.yaml_file import YamlFile
from macros.review import addresses
from macros.review.prose import Prose
from macros.review.words import contacts, strings
from macros.review.words.contacts import Known

EXTENSIONS = ("admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.betterem", "pymdownx.superfences")
FEATURES = (
    "content.action.edit",
    "navigation.top",
    "toc.follow",
)  # of the theme; others start scripts or hide what is said
# Keys that bring programs of others, unless their rules are kept.
LOADED = ("markdown_extensions", "plugins", "hooks", "theme")
WORDS = ("site_name", "site_description", "copyright", "repo_name", "announce")
_ASSET = r"assets/[a-z0-9_-]+\.(?:css|mjs|js)"
_OPTIONS: Mapping[str, tuple[str, ...]] = {  # of extensions
    "tables": ("use_align_attribute",), "toc": ("permalink", "permalink_title", "slugify"),
}  # fmt: skip


def unreadable(root: Path) -> Iterator[Problem]:
    """What is wrong with settings that cannot be read: without them no page can be shown."""
    try:
        config.whole(portal.own(root, config.NAME))
    except ContentError as error:
        yield from error.problems


def check(root: Path, known: Known) -> Iterator[Problem]:
    """Find what may not stand in the settings of a site that has its own."""
    if not (root / config.NAME).exists():
        return
    file = config.read(root)
    if not isinstance(file.data, dict):
        yield Problem(file.path, 1, "нужны строки «ключ: значение»")
        return
    for key, value in file.data.items():
        rule = _KEYS.get(key)
        if rule is None:
            yield file.problem((key,), f"ключ {key}; бывают: {', '.join(_KEYS)}")
        elif wrong := rule(value, root):
            yield file.problem((key,), f"{key}: {wrong}")
    for key in WORDS:
        for way in ((key,), ("extra", key)):
            value = file.data.get(key) if len(way) == 1 else (file.data.get("extra") or {}).get(key)
            if key in ("site_name", "repo_name") and contacts.looks_like_portal(str(value or ""), known.trust):
                yield file.problem(way, f"{key}: сайт не зовётся именем портала")
            if isinstance(value, str):
                yield from strings.check(Prose(file.path, file.line(way), value), known)
    yield from _site_url(file, known, trusted.FILE if (root / trusted.FILE).is_file() else "")


def may_be_loaded(root: Path) -> bool:
    """Whether the settings of a site name no program but ours."""
    if not (root / config.NAME).exists():
        return True
    given = config.read(root).data
    return not isinstance(given, dict) or not any(_KEYS[key](given[key], root) for key in LOADED if key in given)


def _site_url(file: YamlFile, known: Known, own: str) -> Iterator[Problem]:
    """Where the site and its code lie: what stands in the site's own table of those who are trusted, if it has one."""
    for key in ("site_url", "repo_url"):
        url = file.data.get(key)
        if url is None:
            continue
        match = re.fullmatch(r"https?://([a-z0-9.-]+|127\.0\.0\.1)(?::\d+)?(/[\w./-]*)?", str(url))
        if not match:
            yield file.problem((key,), f"{key}: нужен адрес https://сайт/путь")
        elif own and known.trust.home:
            if url not in known.trust.home:
                yield file.problem((key,), f"{key}: бывает то, что стоит в {own}, home: {', '.join(known.trust.home)}")
        elif addresses.is_like_portal(match[1], known):
            yield file.problem((key,), f"{key}: узел {match[1]} похож на портал; свой сайт так не зовут")
        elif key == "repo_url" and match[1] not in known.trust.code:
            yield file.problem((key,), f"{key}: код лежит на одном из сайтов: {', '.join(known.trust.code)}")


def _leads_to(*names: str) -> Callable[[Any, Path], str]:
    """Paths that may be only those of this project."""

    def rule(value: Any, root: Path) -> str:
        given = value if isinstance(value, list) else [value]
        ours = [(portal.ROOT / name).resolve() for name in names] + [(root / name).resolve() for name in names]
        wrong = [path for path in given if not isinstance(path, str) or (root / path).resolve() not in ours]
        return f"{', '.join(map(str, wrong))}; бывает только {', '.join(names)}" if wrong else ""

    return rule


def _hooks(value: Any, root: Path) -> str:
    return (
        _leads_to("macros/hooks.py")(value, root)
        if value
        else "нужно [macros/hooks.py]: без него страницы не проверяют"
    )


def _unofficial(value: Any, _: Path) -> str:
    return (
        ""
        if str(value).startswith("Неофициальн")
        else "начинается со слов «Неофициальный сайт»: их видят на каждой странице"
    )


def _one_of(*values: Any) -> Callable[[Any, Path], str]:
    return lambda value, _: "" if value in values else f"{value}; бывает только {', '.join(map(str, values))}"


def _text(value: Any, _: Path) -> str:
    return "" if isinstance(value, str) else "нужна строка"


def _address(value: Any, _: Path) -> str:
    return "" if value is None or isinstance(value, str) else "нужен адрес"


def _assets(value: Any, _: Path) -> str:
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        known = isinstance(entry, str) or (isinstance(entry, dict) and entry.keys() <= {"path", "type"})
        path = entry.get("path") if isinstance(entry, dict) else entry
        if not known or not re.fullmatch(_ASSET, str(path)):
            return f"{path}; бывают только файлы из docs/assets/"
    return ""


def _theme(value: Any, root: Path) -> str:
    allowed = ("name", "custom_dir", "static_templates", "language", "font", "favicon", "icon", "features", "palette")
    if not isinstance(value, dict):
        return "нужны ключи name и custom_dir"
    if strange := sorted(value.keys() - set(allowed)):
        return f"ключ {', '.join(strange)}; бывают: {', '.join(allowed)}"
    if value.get("name", "material") != "material" or value.get("font", False) is not False:
        return "тема — material, шрифты — свои (font: false)"
    if value.get("static_templates", ["robots.txt"]) != ["robots.txt"]:
        return "static_templates — только robots.txt"
    if not re.fullmatch(r"assets/[\w-]+\.svg", str(value.get("favicon", "assets/icon.svg"))):
        return "favicon — рисунок .svg из docs/assets/"
    if unknown := sorted(set(value.get("features", [])) - set(FEATURES)):
        return f"features: {', '.join(unknown)}; бывают: {', '.join(FEATURES)}"
    if not all(re.fullmatch(r"[a-z]+/[a-z0-9-]+", str(icon)) for icon in (value.get("icon") or {}).values()):
        return "icon — имена рисунков темы: material/lifebuoy"
    words = re.findall(
        r"[<>\"&]|//", str(value.get("palette", "")) + str(value.get("features", "")) + str(value.get("icon", ""))
    )
    if words:
        return f"знак {words[0]} в настройках темы"
    return _leads_to("macros/theme")(value["custom_dir"], root) if "custom_dir" in value else ""


def _extra(value: Any, root: Path) -> str:
    allowed = ("generator", "offline", "announce", "order", "tables", "unused")
    if not isinstance(value, dict):
        return f"нужны ключи: {', '.join(allowed)}"
    if strange := sorted(value.keys() - set(allowed)):
        return f"ключ {', '.join(strange)}; бывают: {', '.join(allowed)}"
    if "announce" in value and (official := _unofficial(value["announce"], root)):
        return f"announce {official}"
    if wrong := [
        name
        for name in value.get("unused", [])
        if not re.match(r"assets/(?:javascripts|stylesheets|images)/", str(name))
    ]:
        return f"unused: {wrong[0]}; бывают только файлы темы"
    names = [*value.get("order", []), *value.get("tables", []), *value.get("unused", [])]
    if wrong := [name for name in names if not re.fullmatch(r"[a-z0-9_][\w./-]*", str(name)) or ".." in str(name)]:
        return f"имя {wrong[0]}; бывают буквы, цифры, «_» и «/»"
    return ""


def _extensions(value: Any, _: Path) -> str:
    for entry in value if isinstance(value, list) else [value]:
        options = entry if isinstance(entry, dict) else {str(entry): None}
        for name, given in options.items():
            if name not in EXTENSIONS:
                return f"{name}; бывают: {', '.join(EXTENSIONS)}"
            if strange := sorted((given or {}).keys() - set(_OPTIONS.get(name, ()))):
                return f"{name}: ключ {', '.join(strange)}; бывают: {', '.join(_OPTIONS.get(name, ())) or 'никаких'}"
    return ""


def _validation(value: Any, _: Path) -> str:
    found = [how for part in value.values() for how in part.values()] if isinstance(value, dict) else [None]
    return "" if set(found) == {"warn"} else "всё — warn: сборка останавливается на любой ошибке"


_KEYS: Mapping[str, Callable[[Any, Path], str]] = {
    "INHERIT": lambda value, root: (
        "" if (root / str(value)).resolve() == portal.ROOT / config.NAME else "бывает только mkdocs.yml этого проекта"
    ),
    "site_name": _text,
    "site_description": _text,
    "site_url": _address,
    "repo_url": _address,
    "repo_name": _text,
    "edit_uri": lambda value, _: "" if re.fullmatch(r"edit/[\w-]+/docs/|", str(value)) else "нужно edit/ветка/docs/",
    "copyright": _unofficial,
    "dev_addr": _one_of("127.0.0.1:8000"),
    "hooks": _hooks,
    "watch": _leads_to("macros", "pyscripts"),
    "plugins": _one_of([]),
    "not_in_nav": _one_of("help/"),
    "theme": _theme,
    "extra_css": _assets,
    "extra_javascript": _assets,
    "extra": _extra,
    "markdown_extensions": _extensions,
    "validation": _validation,
}
