r"""The parts of a link as a browser reads them, and the links of a text. Nothing is ever looked up on the network.

Sources: the WHATWG URL standard (a backslash counts as a slash, what stands before an @ is no host), RFC 3492 (xn--),
RFC 2606 (names for examples); which zones exist: data/suffixes.toml.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from encodings import punycode

from pyscripts.data import table
from pyscripts.letters import as_latin

COMMANDS = ("javascript", "data", "vbscript", "file", "blob")  # schemes that make a browser do something
DOTS = str.maketrans("。．｡․", "....")  # browsers read each as the dot of a host

ZONES = frozenset([*table("suffixes")["zones"].split(), "example", "invalid", "test"])
_SHARED = frozenset(table("suffixes")["shared"].split())
_GENERIC = frozenset(("com", "net", "org", "gov", "edu", "co", "ac", "mil", "pp"))  # as in com.cy: zones of registries
_FILES = frozenset(
    ("zip", "mov", "py", "sh", "rs", "ps", "md", "cab", "so")
)  # a zone, but far oftener the end of a file

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.DOTALL)
_WEB = ("http", "https", "ftp")
_MARKS = "«»„“”‚‘’\"'`<>()[]{},;!?.…|*"
_BREAKS = re.compile(r"[«»„“”\"<>()\[\]{},;!…|]|—")
_DISGUISED_DOT = re.compile(r"\s?[\[({](?:\.|dot|точка)[\])}]\s?", re.IGNORECASE)
_DISGUISED_SCHEME = re.compile(r"\bh(?:xx|\*\*|ХХ)p(s?):", re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?[/\\]{2}.|[a-z][a-z0-9+.-]{0,20}:\\", re.IGNORECASE)
_GLUED = re.compile(r"(?:(?<=[^\x00-\x7f])|(?<=[(=,;])|(?<=[^\x00-\x7f]:))https?:[/\\]", re.IGNORECASE)
_COMMAND = re.compile(rf"(?<![\w-])(?!data:\d)(?:{'|'.join(COMMANDS)}):(?=[^\s/])", re.IGNORECASE)
_HOST = re.compile(r"((?:[^\s/?#@:.]{1,63}\.){1,20}[^\s/?#@:.]{2,63})\.?(?::\d{1,5})?(?=$|[:/?#])")
_QUAD = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?=:\d{2,5}/|:(?!443$|80$)\d{2,5}$|/[^\W\d])")


@dataclass(frozen=True)
class Link:
    """A link taken apart; `host` is in small letters, and what was in `xn--` is readable again."""

    scheme: str  # empty if none was written
    user: str
    host: str
    port: str
    path: str  # what comes after, without the slash at its end
    tricky: bool  # written in a way that hides where it leads

    @property
    def labels(self) -> list[str]:
        return self.host.split(".")


def parse(text: str) -> Link:
    r"""Take a link apart; whatever the text is, something comes out.

    >>> parse("https://gosuslugi.ru:443@evil.example/x")
    Link(scheme='https', user='gosuslugi.ru:443', host='evil.example', port='', path='/x', tricky=False)
    >>> parse("gosuslugi.ru:8080").port
    '8080'
    >>> parse("http://xn--c1aapkosapc.xn--p1ai").host
    'госуслуги.рф'
    >>> parse("https:\\\\gosuslugi.ru\\@evil.example").tricky
    True
    """
    tricky = "\\" in text
    text = text.strip().replace("\\", "/")
    scheme, rest = "", text
    match = _SCHEME.fullmatch(text)
    if match and (match[2].startswith("//") or match[1].lower() in _WEB + COMMANDS):  # else it is host:port
        scheme, rest = match[1].lower(), match[2]
    if scheme in COMMANDS:
        return Link(scheme, "", "", "", rest, tricky)
    authority, path = _cut(rest.lstrip("/"))
    user, _, host = authority.rpartition("@")
    host, port = _port(host)
    return Link(scheme, user, _readable(host), port, path.rstrip("/"), tricky or "%" in host)


def _cut(rest: str) -> tuple[str, str]:
    end = min((place for place in map(rest.find, "/?#") if place >= 0), default=len(rest))
    return rest[:end], rest[end:]


def _port(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and port.isdecimal() and not name.endswith(":") else (host, "")


def _readable(host: str) -> str:
    host = unicodedata.normalize("NFKC", host.translate(DOTS)).lower()
    return ".".join(map(_label, host.removesuffix(".").split(".")))


def _label(label: str) -> str:
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        readable = punycode.punycode_decode(label[4:].encode("ascii"), "strict").lower()
    except UnicodeError:
        return label
    return readable if readable.isprintable() else label


def is_address(host: str) -> bool:
    """Whether a host is a number of a machine and not a name.

    >>> [is_address(host) for host in ("192.168.0.1", "[::1]", "3232235777", "0x7f.1", "gosuslugi.ru")]
    [True, True, True, True, False]
    """
    return host.startswith("[") or bool(re.fullmatch(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+)){0,3}", host))


def split(host: str) -> tuple[list[str], str, str]:
    """What stands before the registered name of a host, that name's own part, and the zone where it is registered.

    >>> split("a.b.gosuslugi.ru"), split("gosuslugi.msk.ru"), split("ru")
    ((['a', 'b'], 'gosuslugi', 'ru'), ([], 'gosuslugi', 'msk.ru'), ([], 'ru', ''))
    """
    labels = host.split(".")
    size = 2 if len(labels) > 2 and (".".join(labels[-2:]) in _SHARED or _is_generic(labels)) else 1
    if len(labels) == 1:
        return [], host, ""
    return labels[: -size - 1], labels[-size - 1], ".".join(labels[-size:])


def _is_generic(labels: list[str]) -> bool:
    return labels[-2] in _GENERIC and (len(labels[-1]) == 2 or labels[-1] in ("com", "net"))


def is_name(text: str) -> bool:
    """Whether a text is the name of a host, maybe with a port: its last part is a zone that exists.

    >>> [is_name(text) for text in ("gosuslugi.ru", "24.11.2026", "12.45", "и.о", "стр.2", "мвд.рф", "a.xn--p1ai")]
    [True, False, False, False, False, True, True]
    """
    match = _HOST.fullmatch(text)
    if not match:
        return False
    *before, zone = match[1].split(".")
    readable = _label(zone.lower())
    if readable not in ZONES and not (as_latin(readable) in ZONES and any("a" <= char <= "z" for char in text.lower())):
        return False
    if not zone.isascii() and (len(before[-1]) < 2 or (zone[:1].isupper() and not before[-1].isupper())):
        return False  # «г.Москва», «гуляли.Дети»: no space after the dot
    return not (
        len(before) == 1 and before[0].isdecimal() and readable in ("am", "pm", "kg", "km", "mm", "cm", "gb", "mb")
    )


def is_mail(token: str) -> bool:
    """Whether a word is an address of mail.

    >>> is_mail("ivan@mail.ru"), is_mail("https://gosuslugi.ru@evil.example"), is_mail("ivan@mail")
    (True, False, False)
    """
    name, _, domain = token.rpartition("@")
    return bool(name) and "/" not in name and ":" not in name and is_name(domain)


def is_link(token: str) -> bool:
    """Whether a word is a link: it has a scheme, or its host is in a zone that exists.

    >>> [is_link(token) for token in ("//evil.example", "gosuslugi.ru/help", "10:30", "156.0.8078.79", "1.2.3.4/login")]
    [True, True, False, False, True]
    """
    if _ABSOLUTE.match(token) or _COMMAND.match(token):
        return True
    if _QUAD.match(token):
        return all(int(part) < 256 for part in re.split("[.:/]", token)[:4])
    match = _HOST.match(token)
    if match is None or is_mail(token) or not is_name(match[0]):
        return False
    return match[0] != token or token.count(".") > 1 or token.rpartition(".")[2] not in _FILES


def plain(text: str) -> str:
    """A text in which a link that was made unreadable for programs is one again.

    >>> plain("hxxps://gosuslugi[.]ru и evil (точка) example")
    'https://gosuslugi.ru и evil.example'
    """
    return _DISGUISED_SCHEME.sub(r"http\1:", _DISGUISED_DOT.sub(".", text.translate(DOTS)))


def all_in(text: str) -> Iterator[str]:
    """The links and the addresses of mail in a text, in their order, without the marks around them.

    >>> list(all_in("Вход:gosuslugi-vhod.example/x, почта ivan@mail.ru (или https://evil.example)."))
    ['gosuslugi-vhod.example/x', 'ivan@mail.ru', 'https://evil.example']
    >>> list(all_in("Запись 24.11.2026 в 10:30, п.5 ст.12.9, 12.45 руб., т.д., Иванов И.И., г.Москва, стр.2, v1.2.3"))
    []
    """
    for token in text.split():
        if "." not in token and ":" not in token and "//" not in token:
            continue
        word = token.strip(_MARKS).rstrip(":")
        glued = _GLUED.search(word)
        if _ABSOLUTE.match(word) or _COMMAND.match(word):
            yield word
        elif glued and not is_link(word):
            yield from all_in(word[: glued.start()])
            yield word[glued.start() :]
        else:
            yield from filter(None, (_bare(part.strip(_MARKS)) for part in _BREAKS.split(word)))


def _bare(part: str) -> str:
    """A link or an address in a word, or nothing: what stands before a colon or after a missing space goes."""
    before, colon, after = part.partition(":")
    if colon and not before.isascii() and not is_link(part):
        part = after.strip(_MARKS)
    while part and not (is_mail(part) or is_link(part)):
        shorter, _, last = part.rpartition(".")
        part = shorter if last[:1].isupper() and not last.isascii() else ""  # «gosuslugi.ru.Срочно»
    return part
