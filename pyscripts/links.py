"""The parts of a link as a browser reads them. Nothing is ever looked up on the network.

Sources: the WHATWG URL standard (a backslash counts as a slash, what stands before an @ is no host), RFC 3492 (xn--).
"""

import re
import unicodedata
from dataclasses import dataclass
from encodings import punycode

COMMANDS = ("javascript", "data", "vbscript", "file", "blob")  # schemes that make a browser do something

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.DOTALL)
_WEB = ("http", "https", "ftp")
DOTS = str.maketrans("。．｡․", "....")  # browsers read each as the dot of a host


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
