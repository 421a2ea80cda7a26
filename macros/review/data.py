"""Every text of a data file, by what it is: words, one line of Markdown, an address, a source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from macros.content import components, facts, numbers, sources, toml_file
from macros.content.problem import Problem
from macros.content.yaml_file import Key, YamlFile
from macros.review import addresses, days, html, prose, second_key
from macros.review.programs import regexes
from macros.review.prose import Prose
from macros.review.words import contacts, harm, phones, secrets, strings
from macros.review.words.contacts import Known

KNOWN_SITES = "pyscripts/data/known_sites.toml"
STEPS = ("macros/data/browsers/", "macros/data/systems/")
_IN_MARKDOWN = {"steps", "says", "warning", "note"}  # of steps
_NOT_SHOWN = {"version", "files", "modules", "words", "npm", "pypi", "licence", "part_of"}  # of licences.yml
_SHOWN = {"way", "title", "why", "source"}  # of hosts.toml
# Of tables: no sentences.
_PLACES = {"source", "sources", "decree", "hosts", "patterns", "shared", "date", "page", "pattern", "zones", "weights"}
_GUIDE = re.compile(r"(?:[a-z0-9-]+/[a-z0-9-]+(?:#[\w-]+)?)?")
_PATTERN = re.compile(r"\\[a-zA-Z.]|\(\?|\[\^|\]\(")  # a regular expression is nothing that is shown
# Pages of browsers in which something is set or seen; others crash them.
_ADDRESS = re.compile(
    r"(?!.*\.\.)(?:about:|(?:chrome|edge|opera|browser|internet|vivaldi|yandex)://)"
    r"(?:addons|config|preferences|support|settings|extensions|help|tune|update|version|flags|history|downloads|net-internals|dns|"
    r"net-export|certificate-manager|password-manager|policy|about|networking)(?:[/#?][a-zA-Z_./?&=#-]{0,80})?"
)
_HOST = re.compile(r"([\w-]+\.)+[^\W\d_]{2,}(/\S*)?")
_CYRILLIC = re.compile(r"[а-яё]{2}", re.IGNORECASE)


def check(file: YamlFile, known: Known) -> Iterator[Problem]:
    """Find texts of a data file that may not be there."""
    yield from days.to_come(file, "as_of")
    if file.path == facts.FILE:
        yield from days.too_late(file, "recheck_by")
        yield from addresses.check(file, known)
    if file.path == sources.FILE:
        for site, name in _rows(file):
            if addresses.is_unreadable(str(site).partition("/")[0]):
                yield file.problem((site,), f"{site}: имя, похожее на чужое; напишите его так, как его видят")
            if contacts.looks_like_portal(str(name), known.trust) and not known.may_name(*contacts.parts(str(site))):
                yield file.problem((site,), f"{site} назван «{name}»; именем портала зовутся только его сайты")
        yield from _borrowed(file, known)
    for way, text in prose.strings(file.data):
        words = Prose(file.path, file.line(way), text)
        yield from _check(words, _key(way), known if file.path != sources.FILE else _with_sources(known, file))


def _rows(file: YamlFile) -> Iterable[tuple[Any, Any]]:
    """What stands in a file under its keys; nothing where it has none, which its shape will tell."""
    return file.data.items() if isinstance(file.data, dict) else ()


def _borrowed(file: YamlFile, known: Known) -> Iterator[Problem]:
    """Names that belong to others: to an office, to a newspaper that has a site, or to one that is named already."""
    whose: dict[str, str] = {}
    for site, name in _rows(file):
        host, bare = str(site).partition("/")[0], " ".join(re.findall(r"\w+", str(name).lower().replace("ё", "е")))
        if str(site).startswith(sources.CODE):
            continue
        for called, hosts in known.trust.called.items():
            if re.search(rf"(?<!\w)(?:{called})(?!\w)", bare) and not contacts.is_under(host, hosts):
                said = f"{host} назван «{name}»; так зовутся только: {', '.join(hosts)}"
                yield file.problem((site,), f"{said}; напишите, как сайт зовёт себя сам")
        first = whose.setdefault(bare, host)
        if first != host:
            yield file.problem(
                (site,), f"{host} назван «{name}», а так зовётся {first}; напишите, как сайт зовёт себя сам"
            )
        elif imitated := addresses.imitated(host, known):
            yield file.problem((site,), f"{host} похож на {imitated}, но это другой сайт; уберите")


def of_table(file: Prose, known: Known) -> Iterator[Problem]:
    """Find texts of a table of pyscripts/data/ that may not be there: words of checks, and what a page shows."""
    return iter(_of_table(file.path, file.text, known, addresses.free_sites()))


@lru_cache(128)  # the same tables stand in several sites, where they are tested
def _of_table(path: str, text: str, known: Known, free: tuple[str, ...]) -> tuple[Problem, ...]:
    found = [
        Problem(path, second_key.line_of(text, f"{day}"), f"{day} {days.TO_COME}")
        for day in days.of_table(toml_file.values(text))
    ]
    for way, cell in prose.strings(toml_file.values(text)):
        if faults := list(_of_cell(Prose(path, 1, cell), way, known, free)):
            above = second_key.line_of(text, cell) - 1  # a table is long: only what is wrong is looked up in it
            found += (replace(fault, line=fault.line + above) for fault in faults)
    return tuple(found)


def _of_cell(words: Prose, way: tuple[Key, ...], known: Known, free: tuple[str, ...]) -> Iterator[Problem]:
    """What one text of a table may not have; lines count from its own."""
    text = words.text
    if _key(way) in _SHOWN and words.path == second_key.HOSTS:
        yield from strings.check(words, known)
    else:
        yield from (words.problem(0, fault) for fault in html.of_plain(text) if not _PATTERN.search(text))
        yield from (words.problem(place, fault) for place, fault in strings.hidden(text))
    is_host = not {"hosts", "known", "page"}.isdisjoint(way) and _HOST.fullmatch(text)
    if is_host and addresses.is_like_portal(text.partition("/")[0], known):
        yield words.problem(0, f"узел {text} похож на портал, но не его; уберите")
    if words.path == KNOWN_SITES and "hosts" in way and not _HOST.fullmatch(text):
        yield words.problem(0, f"«{text}» — не имя сайта: с ним известными стали бы все, кто им кончается")
    if words.path == KNOWN_SITES and "hosts" in way and text in (*known.trust.shorteners, *free):
        yield words.problem(0, f"узел {text}: страницу там заводит кто угодно; среди известных ему не место")
    if regexes.is_endless(text):
        yield words.problem(0, f"«{text[:60]}»: {regexes.WHAT}")
    if _key(way) == "guide" and not _GUIDE.fullmatch(text):
        yield words.problem(0, f"guide «{text}»; нужно раздел/имя инструкции")
    if _CYRILLIC.search(text) and _PLACES.isdisjoint(way):
        for rule in (contacts.found(text, known), secrets.found(text), harm.found(text)):
            yield from (words.problem(place, fault) for place, fault in rule)
    elif words.path != second_key.OFFICIAL:
        for place, phone in phones.found(text):
            yield words.problem(place, f"телефон {phone}; {numbers.allowed()}")


def _check(words: Prose, key: str, known: Known) -> Iterator[Problem]:
    path = words.path
    if path == facts.FILE and key in ("url", "source") and re.match(r"\S*:\S", words.text):
        return  # told by its shape
    if path == components.FILE and key == "file":
        if not re.fullmatch(r"(?:node_modules|pyscripts|macros)/[\w@-][\w@./-]*", words.text) or ".." in words.text:
            yield words.problem(0, f"файл {words.text}; бывает только в node_modules, pyscripts или macros")
    elif path == components.FILE and key == "url":
        if not re.fullmatch(r"https://[\w./~-]+", words.text, re.ASCII):
            yield words.problem(0, f"адрес {words.text}; нужен https://сайт/путь")
        elif contacts.parts(words.text.removeprefix("https://"))[0] not in (*known.trust.code, *known.trust.licences):
            yield words.problem(0, f"адрес {words.text}: такого сайта нет в macros/data/trusted.toml (code, licences)")
    elif path == components.FILE and key in _NOT_SHOWN:
        return
    elif path.startswith(STEPS) and key == "address":
        if not _ADDRESS.fullmatch(words.text):
            yield words.problem(
                0, f"адрес {words.text}; бывают только внутренние адреса браузера: chrome://settings, about:preferences"
            )
    elif path.startswith(STEPS) and key == "source":
        yield from _source(words, known)
    else:
        yield from strings.check(words, known, in_markdown=path.startswith(STEPS) and key in _IN_MARKDOWN)


def _source(words: Prose, known: Known) -> Iterator[Problem]:
    """Where the labels of a browser are from: words, and addresses on sites that facts have, too."""
    rest = words.text
    for url in re.findall(r"https?:\S+", words.text):
        url = url.rstrip(".,;)")
        rest = rest.replace(url, "…")
        if wrong := addresses.wrong_address(url, known) or _unknown(url, known):
            yield words.problem(0, wrong)
    yield from strings.check(Prose(words.path, words.line, rest), known)


def _unknown(url: str, known: Known) -> str:
    host = urlsplit(url).hostname or ""
    if known.may_name(host) or any(urlsplit(link).hostname == host for link in known.links):
        return ""
    return f"адрес {url}: на {host} не ссылается ни один факт; скажите словами, откуда это"


def _with_sources(known: Known, file: YamlFile) -> Known:
    """A site may be called by its own name: RB.RU."""
    names = tuple(str(site) for site in file.data if "/" not in str(site))
    return contacts.with_named(known, names)


def _key(way: tuple[Key, ...]) -> str:
    return next((step for step in reversed(way) if isinstance(step, str)), "")
