"""Whom a text names: phones, hosts, mail, pages of messengers. Only what is official or a fact may stand on the site."""

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from macros.content import numbers, trusted
from macros.content.facts import Fact
from macros.review.words import phones
from macros.review.words.grams import Gate
from macros.review.words.lookalikes import Folded, cyrillic, fold, latin
from pyscripts.data import table

_CYRILLIC = "рф|рус|дети|москва|онлайн|сайт|орг|ком|бел|укр|мкд|срб|католик|ею|бг|мон|қаз"
# Zones that are believed after a dot that is spelt or stands between spaces; there are 1,400 of them.
_COMMON = (
    "ru|su|com|net|org|info|biz|online|site|shop|top|xyz|pro|io|me|cc|ws|club|app|dev|help|support|live|link|click|store|"
    "tech|fun|space|website|icu|vip|moscow|by|kz|ua|uz|gg|tv|co|uk|de|us|eu|to|ly|am|ge|lat|bond|cyou|sbs|"
) + _CYRILLIC
_IN_LABEL = r"\w\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"  # emoji are letters there
_LABEL = rf"[{_IN_LABEL}](?:[{_IN_LABEL}-]{{0,61}}[{_IN_LABEL}])?"
_SPELT = r"(?:·|\ ?[\[(]\ ?(?:\.|точка|dot)\ ?[\])]\ ?|\ \.\ |\ (?:точка|тчк|dot)\ )"  # a dot
# A word of ours may stand right after: «zone.top-страница».
_ZONE = rf"(?:[a-z]{{2,24}}(?![a-z0-9]|[-_][a-z0-9])|xn--[a-z0-9-]{{2,50}}(?![\w-])|(?:{_CYRILLIC})(?!\w|-[a-z0-9]))"
_HOST = re.compile(
    rf"(?<![\w@])(?:{_LABEL}[.·])+{_ZONE}(?P<path>(?:/[\w./%?=&#@+~-]*)?)"
    rf"|(?<![\w@./-])(?:{_LABEL}){_SPELT}(?:{_COMMON}|ру|ком|нет)(?![\w-])",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\b(?P<scheme>[a-z][a-z0-9+.-]{1,20})\s?:\s?[/\\]{1,}\s?(?P<rest>[^\s»«<>\"']*)", re.IGNORECASE)
_ACTS = re.compile(
    r"\b(?:javascript|vbscript|data|blob|file|intent|sms|tel|mailto|callto|tg|whatsapp|viber|skype|view-source):(?=[\w/(+%])",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+(?: ?@ ?| ?[\[(](?:at|собака)[\])] ?| собака )[\w-]+(?: ?\. ?[\w-]+)+", re.IGNORECASE)
_MAY_BE_MAIL = Gate(_MAIL)
_MACHINE = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:]|\.\d))",
    re.IGNORECASE,
)
_AS_ONE_NUMBER = re.compile(
    r"\b(?:откройте|зайдите на|перейдите (?:на|по(?: адресу)?)|наберите в адресной строке) (?P<number>\d{8,10})(?!\d)",
    re.IGNORECASE,
)
_HOMES = [
    ipaddress.ip_network(home)
    for home in (
        "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "0.0.0.0/32", "255.0.0.0/8", "::/128", "::1/128",
    )
]  # fmt: skip
_WHAT = (
    "бывают только адреса портала и те, что есть в macros/data/facts.yml; уберите этот или добавьте факт с источником"
)
_BESIDE = re.compile(r"(?=.*gosuslugi)(?:gosuslugi[\w-]*[a-z0-9]|[\w-]+gosuslugi[\w-]*)(?<!gosuslugi)|[\w-]+-gosuslugi")
_HANDLE = re.compile(r"(?<![\w.@/])@[a-z]\w{3,31}", re.IGNORECASE)
_WORD = re.compile(r"[^\W_](?:[\w|-]*\w)?(?:\.[\w-]+)*")
# Endings that are files, and zones too; the rest of a name tells nothing.
_FILES = frozenset(
    """
    7z apk avi bat bin bmp cer cfg cmd conf cpl crt css csv db doc docx dll dmg exe gif heic heif htm html ico ini
    iso jar jpeg jpg js json key lnk log lock md mjs mkv mov mp3 mp4 msc msi odt ods p7b p7m p7s pak pdf pem pkg png
    ppt pptx py rar rb reg rtf sh sig svg sys tar tif tiff toml ts txt vbs wasm wav webp xls xlsx xml yaml yml zip
    """.split()  # noqa: SIM905  # a list of words, not of strings
)
_NEAR = 60  # characters before a name in which words say what it is
_OF_FILE = re.compile(r"\b(?:файл|архив|папк|вложени|скрипт|документ|назван|имен)[^.!?\n]{0,30}$", re.IGNORECASE)
# Words that send somebody to a site; names of modules have no hyphen.
_LEADS = re.compile(
    r"\b(?:зайд|заход|перейд|переход|посет|войд)[^.!?\n]{0,30}$"
    r"|\b(?:на|сюда|(?:сайт|портал|адрес|ссылк|страниц|браузер|вход|помощ|поддержк)\w*)[ :—-]*[«\"'`(]*$",
    re.IGNORECASE,
)
_IS_HOST = re.compile(rf"-|\.(?:{_COMMON})$|^www\.")
EXAMPLES = (
    "example",
    "invalid",
    "test",
    "localhost",
    "example.com",
    "example.net",
    "example.org",
    "example.ru",
)  # RFC 2606, and the Russian one that people take


@dataclass(frozen=True)
class Known:
    """What may be named: official tables, facts, and what stands in trusted.toml. Two of the same content are the same.

    Args:
        trust: the second key.
        links: every address to which a page may link.
        hosts: those that may be named as they are.
        portal: the domains of the portal, each with all that is under it.
        pages: pages of sites where everybody can have one.
        mails: addresses that are confirmed.
        shared: sites where everybody can have a page.
        cache_key: distinguishes sites in the caches: rules read the table of contacts themselves, so it must be part of the key.
        zones: with what a name of a site may end.
        reserved: names that lead nowhere, for examples.
    """

    trust: trusted.Trusted
    links: frozenset[str]
    hosts: frozenset[str]
    portal: tuple[str, ...]
    pages: frozenset[str]
    mails: frozenset[str]
    shared: frozenset[str]
    cache_key: str
    zones: frozenset[str]
    reserved: tuple[str, ...] = EXAMPLES

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """Domains that may be named with all that is under them."""
        return (*self.portal, *self.trust.named, *self.reserved)

    def may_name(self, host: str, path: str = "") -> bool:
        """Whether a text may name a host, or a page of it."""
        host = readable(host)
        if is_under(host, self.shared):
            page = f"{host}{path}".rstrip("/.,").lower()
            return page in self.pages or (host in ("max.ru", "telegram.org", "whatsapp.com") and path.strip("/") == "")
        return host in self.hosts or is_under(host, self.domains)


def is_under(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of some domains, or lies in one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def known(facts: Mapping[str, Fact], site: Path) -> Known:
    """What the texts of a site may name."""
    official, trust, given = table("official"), trusted.load(site), facts.values()
    shared = frozenset(
        [host for row in official.get("messenger", []) for host in row["hosts"]]
        + [row["page"].partition("/")[0] for row in official.get("social", [])]
        + list(official.get("shorteners", {}).get("hosts", []))
    )
    asked = {host["name"] for group in table("hosts")["group"] for host in group["host"]}
    linked = {_host_of(fact.url) for fact in given if fact.url.startswith("https://")}
    return Known(
        trust,
        links=frozenset(url for fact in given for url in (fact.url, *fact.source) if url),
        hosts=frozenset(asked | (linked - shared) | {row["name"] for row in official["host"]}),
        portal=(*trust.portal, *(row["name"] for row in official.get("host", []) if row.get("now"))),
        pages=frozenset(fact.url.removeprefix("https://").rstrip("/").lower() for fact in given),
        mails=frozenset(
            fact.value.lower() for fact in given if fact.kind == "email" and fact.confidence == "confirmed"
        ),
        shared=shared,
        cache_key=repr(official),
        zones=frozenset(table("suffixes")["zones"].split()),
    )


def with_named(known: Known, names: tuple[str, ...]) -> Known:
    """The same, and some domains besides."""
    return replace(known, trust=replace(known.trust, named=(*known.trust.named, *names)))


@lru_cache(8)
def of_readers(known: Known) -> Known:
    """What pages for readers may name: no made-up addresses, because readers would try them."""
    return replace(known, reserved=(), zones=known.zones | set(known.reserved))


def found(text: str, known: Known, names: bool = False) -> Iterator[tuple[int, str]]:
    """Who is named in a text that may not be: the position, and what is wrong.

    Args:
        text: as a reader sees it.
        known: what may be named.
        names: the text has names of modules and of files with dots in them, as descriptions of code have.
    """
    return iter(_found(text, known, names))


@lru_cache(20_000)  # a text of a check stands in a table too, and the same data in several sites, where they are tested
def _found(text: str, known: Known, names: bool) -> tuple[tuple[int, str], ...]:
    return tuple(_strangers(fold(text), known, names))


def _strangers(folded: Folded, known: Known, names: bool) -> Iterator[tuple[int, str]]:
    for place, phone in phones.found(folded):
        yield place, f"телефон {phone}; {numbers.allowed()}"
    yield from _hosts(folded, known, names)
    yield from _mails(folded, known)
    yield from _machines(folded)
    yield from look_alikes(folded, known.trust)


def _hosts(folded: Folded, known: Known, names: bool) -> Iterator[tuple[int, str]]:
    if ":" in folded.text:
        yield from _commands(folded)
        yield from _with_scheme(folded, known)
    yield from _bare(folded, known, names)


def _commands(folded: Folded) -> Iterator[tuple[int, str]]:
    for match in _ACTS.finditer(folded.text):
        yield folded.place(match), f"команда «{folded.shown(match)}»; в текстах бывают только слова; уберите её"


def _with_scheme(folded: Folded, known: Known) -> Iterator[tuple[int, str]]:
    for match in _SCHEME.finditer(folded.text):
        scheme, host = match["scheme"].lower(), re.split(r"[/?#\\]", match["rest"].lstrip("/\\"))[0]
        is_ours = re.fullmatch(r"[\d.]+(?::\d+)?\.?", host) and _is_at_home(host.partition(":")[0])
        if (
            scheme in ("http", "https", "ftp")
            and "." in host
            and not is_ours
            and not known.may_name(*parts(match["rest"]))
        ):
            yield folded.place(match), f"адрес {folded.shown(match)}; {_WHAT}"


def _bare(folded: Folded, known: Known, names: bool) -> Iterator[tuple[int, str]]:
    """Addresses that begin with the host."""
    for match in _HOST.finditer(folded.text):
        name = re.sub(r"\s?[\[(]?\s?(?:[.·]|точка|тчк|\bdot\b)\s?[\])]?\s?", ".", match[0].partition("/")[0].lower())
        path = match["path"] or ""
        before = folded.text[max(0, match.start() - _NEAR) : match.start()]
        if _is_file(name, before, known, names):
            continue
        if not _is_zone(name.rpartition(".")[2], known):
            continue
        if names and not (_IS_HOST.search(name) or _LEADS.search(before) or looks_like_portal(name, known.trust)):
            continue
        if not known.may_name(name, path):
            yield folded.place(match), f"адрес {folded.shown(match)}; {_WHAT}"


def _machines(folded: Folded) -> Iterator[tuple[int, str]]:
    for match in _MACHINE.finditer(folded.text):
        before = folded.text[max(0, match.start() - 30) : match.start()]
        if not re.search(
            r"верси\w*\W[^.!?]*$|\bv\.? ?$|\b(?:ping|tracert|traceroute|nslookup) $", before, re.IGNORECASE
        ) and not _is_at_home(match[0]):
            yield folded.place(match), f"номер машины {folded.shown(match)}; бывают только имена сайтов; уберите"
    for match in _AS_ONE_NUMBER.finditer(folded.text):
        yield folded.place(match), f"номер машины {match['number']}; бывают только имена сайтов; уберите"


def _is_at_home(number: str) -> bool:
    """Whether it is no number of a machine, or one of a reader's own network."""
    try:
        machine = ipaddress.ip_address(number)
    except ValueError:
        return True
    return any(machine in home for home in _HOMES)


def _mails(folded: Folded, known: Known) -> Iterator[tuple[int, str]]:
    if _MAY_BE_MAIL.may_be_in(folded.text):
        for match in _MAIL.finditer(folded.text):
            mail = re.sub(r" ?(?:@|\(at\)|\[at\]|\bсобака\b) ?", "@", match[0].lower()).replace(" ", "")
            host = mail.partition("@")[2]
            if mail not in known.mails and not is_under(host, known.reserved):
                yield (
                    folded.place(match),
                    f"почта {folded.shown(match)}; бывает только та, что подтверждена в facts.yml; уберите",
                )
    for match in _HANDLE.finditer(folded.text):
        yield folded.place(match), f"имя {folded.shown(match)} в чужой сети; таких контактов у сайта нет; уберите"


def look_alikes(folded: Folded, trust: trusted.Trusted) -> Iterator[tuple[int, str]]:
    """Words that look like a name of the portal and are spelt with other signs."""
    shortest = min(map(len, (*trust.names, "gosuslugi")))
    for match in _WORD.finditer(folded.text):
        likeness = _likeness(match[0], trust.names) if len(match[0]) >= shortest else ""
        if likeness == "beside":
            yield folded.place(match), f"«{folded.shown(match)}»: такого имени у портала нет; уберите"
        elif likeness == "look-alike":
            what = "похоже на имя портала, но знаки другие; напишите имя теми буквами, какими его пишет портал"
            yield folded.place(match), f"«{folded.shown(match)}» {what}"


@lru_cache(50_000)
def _likeness(word: str, names: tuple[str, ...]) -> str:
    return "beside" if _BESIDE.fullmatch(word.lower()) else _looks_like(word, names)


def looks_like_portal(word: str, trust: trusted.Trusted) -> str:
    """Whether a word has a name of the portal in it, as it is or in other signs."""
    return _looks_like(word, trust.names)


@lru_cache(20_000)
def _looks_like(word: str, names: tuple[str, ...]) -> str:
    small = word.lower()
    if any(name in small for name in names):
        return "name"
    as_latin, as_cyrillic = latin(word), cyrillic(word)
    bare = as_latin.replace("-", "").replace("_", "")
    for name in names:
        if name.isascii() and (latin(name) in as_latin or latin(name) in bare):
            return "look-alike"
        if not name.isascii() and cyrillic(name) in as_cyrillic:
            return "look-alike"
    return ""


def _is_file(name: str, before: str, known: Known, names: bool) -> bool:
    """Whether a name with a dot is that of a file; where the ending is a zone, too, the words before say so."""
    end = name.rpartition(".")[2]
    likeness = looks_like_portal(name, known.trust)
    if end in known.zones:
        return end in _FILES and not likeness and bool(names or _OF_FILE.search(before)) and not _LEADS.search(before)
    return end in _FILES and likeness != "look-alike"


def _is_zone(end: str, known: Known) -> bool:
    return end.startswith("xn--") or readable(end) in known.zones or end in ("ру", "нет")  # «точка ру» is said for .ru


def parts(rest: str) -> tuple[str, str]:
    """The host and the path of an address without its scheme."""
    host, slash, path = rest.replace("\\", "/").lstrip("/").partition("/")
    return re.split(r"[?#]", host)[0].lower(), slash + path


def _host_of(url: str) -> str:
    return readable(parts(url.partition("://")[2])[0])


def readable(host: str) -> str:
    """A host in small letters, with what was in `xn--` readable again."""
    try:
        return host.lower().rstrip(".").encode().decode("idna") if "xn--" in host else host.lower().rstrip(".")
    except UnicodeError:
        return host.lower()
