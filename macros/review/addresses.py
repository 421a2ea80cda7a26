"""Facts: what is shown and where it leads agree, and both are official. Other links of data files: where they may lead."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from macros.content import numbers
from macros.content.problem import Problem
from macros.content.yaml_file import YamlFile
from macros.review.words import contacts
from macros.review.words.contacts import Known, is_under
from macros.review.words.lookalikes import fold, latin
from pyscripts.data import table
from pyscripts.slips import slips

_URL = re.compile(r"(?P<scheme>https?)://(?P<host>[^/?#\s]+)(?P<path>[^\s]*)")
_LABEL = r"[a-z0-9а-яё](?:[a-z0-9а-яё-]{0,61}[a-z0-9а-яё])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,24}}|[а-яё]{{2,10}}|xn--[a-z0-9-]+)")
_PATH = re.compile(r"(?:/[^\s\"'<>\\^`{|}\x00-\x20]*)?(?:[?#][^\s\"'<>\\^`{|}\x00-\x20]*)?")
_ONWARD = re.compile(
    r"[?&#;][\w.-]*=\s*(?:https?:|[/\\]{2}|www\.|[\w-]+\.(?:ru|com|net|org)\b)|(?:https?:)?//", re.IGNORECASE
)
_CODE = re.compile(r"github:[\w.-]+/[\w.-]+(?:@[\w.-]{2,40})?(?:[:, ][^<>\"]*)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHORTEST, _LONG = 3, 8  # letters of a name of a site: as many as tell it, and as many as two slips leave readable
_SLIPS = 2  # in a name of the portal
SOURCE = (
    "source — это адрес http(s)://сайт/путь, github:автор/имя@номер:путь или слова; "
    "в адресе нет ни имени, ни порта, ни кавычек, ни косой черты назад"
)


def check(file: YamlFile, known: Known) -> Iterator[Problem]:
    """Find facts that show one thing and lead to another, or that lead to strangers."""
    if not isinstance(file.data, Mapping):
        return
    for name, entry in file.data.items():
        if not _ID.fullmatch(str(name)):
            yield file.problem((str(name),), f"имя факта «{name}»: нужны строчные латинские буквы, цифры и дефисы")
        if not isinstance(entry, Mapping):
            continue
        if wrong := _wrong_url(entry, known):
            yield file.problem((name, "url"), wrong)
        if wrong := _wrong_value(entry, known):
            yield file.problem((name, "value"), wrong)
        sources = entry.get("source")
        for index, source in enumerate(sources if isinstance(sources, list) else []):
            if wrong := wrong_source(str(source), known):
                yield file.problem((name, "source", index), wrong)


def wrong_source(source: str, known: Known) -> str:
    """What is wrong with a source; empty if nothing is."""
    if source.startswith("github:"):
        return "" if _CODE.fullmatch(source) else f"источник {source}; {SOURCE}"
    if not re.match(r"\s*[a-z][a-z0-9+.-]*\s*:|//|\\", source, re.IGNORECASE):
        return ""  # words; they are looked at as all words are
    return wrong_address(source, known)


def free_sites() -> tuple[str, ...]:
    """Sites where everybody can have a page."""
    free = table("free_sites")
    return (*free.get("hosts", ()), *free.get("pages", ()))


def wrong_address(url: str, known: Known) -> str:
    """What is wrong with an address of somebody's page; empty if nothing is."""
    match = _URL.fullmatch(url)
    if not match or not _HOST.fullmatch(match["host"]) or not _PATH.fullmatch(match["path"]):
        return f"адрес {url}; {SOURCE}"
    host = match["host"]
    if _ONWARD.search(unquote(match["path"])):
        return f"адрес {url}: он отправил бы читателя дальше, на другой сайт; поставьте саму страницу"
    if is_under(host, table("official").get("shorteners", {}).get("hosts", [])):
        return f"адрес {url}: короткая ссылка, по ней не видно, куда она ведёт; поставьте саму страницу"
    if is_under(host, free_sites()):
        return f"адрес {url}: на {host} страницу делает кто угодно; нужен другой источник или слова, без адреса"
    if is_unreadable(host):
        return f"адрес {url}: узел {contacts.readable(host)} написан буквами, похожими на латинские, или спрятан за xn--; уберите"
    if is_like_portal(host, known):
        return f"адрес {url}: узел {host} похож на портал, но не его; уберите"
    if imitates := imitated(host, known):
        return f"адрес {url}: узел {host} похож на {imitates}, но это другой сайт; уберите"
    return ""


def imitated(host: str, known: Known) -> str:
    """The known site whose name another one has taken: tass-news.top, tass.ru.news.top, tass.top, tasss.ru."""
    everybody = [site for sites in known.trust.called.values() for site in sites]
    return next((site for site in everybody if not is_under(host, everybody) and _imitates(host, site)), "")


def _imitates(host: str, site: str) -> bool:
    name, *labels = site.split(".")[0], *host.split(".")[:-1]
    if f".{site}." in f".{host}.":
        return True
    if len(name) < _SHORTEST or site.count(".") > 1:
        return False
    beside = any("-" in label and name in label.split("-")[:9] for label in labels)
    may_differ = (len(name) > _SHORTEST) + (len(name) >= _LONG)
    return beside or labels[-1:] == [name] or any(0 < slips(name, label, may_differ) <= may_differ for label in labels)


@lru_cache(50_000)
def _slips_within(name: str, word: str) -> int:
    """How many slips are in the part of a word that is nearest to a name.

    >>> _slips_within("gosuslugi", "vhodgoslugi")
    2
    """
    longest = min(len(word), len(name) + _SLIPS)
    parts = {
        word[start : start + size]
        for size in range(len(name) - _SLIPS, longest + 1)
        for start in range(len(word) - size + 1)
    }
    return min((slips(name, part, _SLIPS) for part in parts), default=_SLIPS + 1)


def is_unreadable(host: str) -> bool:
    """Whether a reader takes a host for another: its Russian letters look like Latin ones, or it is no Russian at all."""
    labels = contacts.readable(host).split(".")
    strange = [label for label in labels if not label.isascii()]
    russian = all(re.fullmatch(r"[а-яё0-9-]+", label) for label in strange)
    return bool(strange) and (
        not russian or (labels[-1].isascii() and any(latin(label).isascii() for label in strange))
    )


def is_like_portal(host: str, known: Known) -> bool:
    """Whether a host has a name of the portal in it, in whatever letters, and is not the portal's."""
    readable = contacts.readable(host)
    if is_under(readable, (*known.portal, *known.trust.also)):
        return False
    mixed = any(re.search("[а-яё]", label) and re.search("[a-z]", label) for label in readable.split("."))
    names, bare = known.trust.names, readable.replace("-", "")
    return (
        mixed
        or bool(contacts.looks_like_portal(fold(readable).text, known.trust))
        or any(latin(name) in latin(readable) for name in names if name.isascii())
        or any(_slips_within(name, bare) <= _SLIPS for name in names)
        or any(part.startswith(known.trust.marks) for part in re.split(r"[.-]", readable))
    )


def _wrong_url(entry: Mapping[str, Any], known: Known) -> str:
    url, value, kind = entry.get("url"), str(entry.get("value") or ""), entry.get("kind")
    if url is None:
        return ""
    url = str(url)
    if url.startswith("tel:"):
        number = url.removeprefix("tel:")
        if not re.fullmatch(r"\+?\d{3,15}", number) or not numbers.is_allowed(number):
            return f"телефон {number} в url; {numbers.allowed()}"
        same = numbers.digits(number) == numbers.digits(value)
        return (
            ""
            if kind == "phone" and same
            else f"url звонит по {number}, а показано «{value}»; это должен быть один номер"
        )
    if url.startswith("mailto:"):
        same = url.removeprefix("mailto:") == value and entry.get("confidence") == "confirmed" and kind == "email"
        return (
            ""
            if same
            else f"url пишет на {url.removeprefix('mailto:')}; бывает только подтверждённая почта, та же, что в value"
        )
    if not url.startswith("https://"):
        return f"url {url}; бывают https://, tel: и mailto:"
    if wrong := wrong_address(url, known):
        return wrong
    host, path = contacts.parts(url.removeprefix("https://"))
    is_official = is_under(host, known.portal)
    social = {row["page"] for row in table("official").get("social", [])}
    if not is_official and f"{host}{path}".rstrip("/") not in social:
        return f"url ведёт на {host}; бывают только узлы портала и его страницы из pyscripts/data/official.toml"
    return _shown_otherwise(value, host, path)


def _shown_otherwise(value: str, host: str, path: str) -> str:
    """A value that is an address itself is the one to which it leads."""
    shown = re.fullmatch(rf"(?:https?://)?({_HOST.pattern})(/\S*)?", value.lower())
    if not shown or (shown[1] == host and (shown[2] or path).rstrip("/") == path.rstrip("/")):
        return ""
    return f"показано «{value}», а url ведёт на {host}{path}; это должен быть один адрес"


def _wrong_value(entry: Mapping[str, Any], known: Known) -> str:
    value, kind = str(entry.get("value") or ""), entry.get("kind")
    if not value:
        return ""
    if kind == "phone" and not numbers.is_allowed(value):
        return f"телефон {value}; {numbers.allowed()}"
    if kind == "email" and not any(value.lower().endswith(f"@{domain}") for domain in known.portal):
        return f"почта {value}; бывает только в домене портала"
    if kind == "sender" and (wrong := _wrong_sender(value)):
        return wrong
    if kind == "host":
        for host in re.findall(r"[^\s,]+\.[^\s,]+", value):
            if not is_under(host, known.portal):
                return f"узел {host}; бывают только узлы портала"
    return ""


def _wrong_sender(value: str) -> str:
    rows = table("official")
    known = {row["name"].lower() for row in rows.get("sender", [])} | {
        row["name"].lower() for row in rows.get("messenger", []) if row["ours"]
    }
    return (
        "" if value.lower() in known else f"отправитель «{value}»; бывают только те, что в pyscripts/data/official.toml"
    )
