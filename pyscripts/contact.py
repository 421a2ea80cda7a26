"""One contact at a time: what a number, a link, an address, a sender or a messenger is to the portal.

Pure rules: each names an outcome of the check `genuine`, whose words are in data/contact_words.toml. A host is compared
letter by letter with lists: data/official.toml, known_sites.toml, free_sites.toml. How a link is read: links.py; names
that are made to be taken for the portal's: lookalike.py.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from pyscripts import links, message
from pyscripts.data import table
from pyscripts.form import bare_number
from pyscripts.letters import LATIN, as_latin, listing, shape, shown, words
from pyscripts.links import COMMANDS, Link, is_address, is_link, is_mail, parse, split
from pyscripts.lookalike import BRAND, RUSSIAN_BRAND, foreign_letters, has_brand, in_path, is_near, swapped_letters
from pyscripts.slips import one_slip
from pyscripts.verdict import Finding, found

_OFFICIAL = table("official")
_PHONES = {row["number"]: row for row in _OFFICIAL["phone"]}
_HOSTS = {row["name"]: row for row in _OFFICIAL["host"]}
_BODIES = {row["name"]: row["what"] for row in _OFFICIAL["body"]}
_MAILS = {row["address"]: row for row in _OFFICIAL["mail"]}
_SENDERS = {row["name"] for row in _OFFICIAL["sender"]}
_SOCIAL = {row["page"] for row in _OFFICIAL["social"]}
_MESSENGERS = _OFFICIAL["messenger"]
_FREE_MAIL = table("mail_domains")["known"]
_FREE = table("free_sites")
_KNOWN = table("known_sites")
_OUTCOMES = table("contact_words")["outcome"]
_LOGIN, _OFFER = re.compile(_KNOWN["login"]), re.compile(_KNOWN["offer"])

_OWN_ZONE = f".{BRAND}.ru"
# «nalog.gov.ru.site.example», «vk.com-login.example»: a name that everybody knows, and then whose site it is
_FRONT = re.compile(rf"(?:^|\.)((?:[\w-]+\.)?gov\.[a-z]{{2}}|{'|'.join(map(re.escape, _KNOWN['hosts']))})[.-]")
_INNER = re.compile(r"https?(?::|%3a)(?://|%2f%2f)([^/&?#%]+)", re.IGNORECASE)
_VALUE = re.compile(r"[?&][^=&#]+=([^&#]+)")
_PHONE = re.compile(r"(?<![\w@/.-])(?:\+\d|[78])(?:[ ()‑–-]{0,3}\d){9,13}(?![\w@/-])")
_NO_PHONE = re.compile(r"(?:№|заявлени\w*|номер\w* заявления|договор\w*|счет\w*|заказ\w*)\W{0,3}$", re.IGNORECASE)
PROGRAM = re.compile(r"[^/?&=#]*\.(?:apk|xapk|apks|exe|scr|msi|bat|cmd|vbs|jar)(?=$|[?&#])", re.IGNORECASE)


def pieces(text: str) -> list[str]:
    """What of a text can be judged, each once: the whole of it if it is a number, else what it has of them.

    Links and addresses come first, then those that links pass a reader on to, short names, phones.

    >>> pieces("Звоните 8 800 100-70-10 или gosuslugi.ru")
    ['gosuslugi.ru', '8 800 100-70-10']
    """
    text = re.sub(r"^(tel|sms|mailto):", "", text, flags=re.IGNORECASE)
    if only_digits(text):
        return [text]
    short = [word for token in text.split() if (word := token.strip(".,;:!?()«»\"'")) in _PHONES or word in _SENDERS]
    phones = [
        match[0]
        for match in _PHONE.finditer(text)
        if not _NO_PHONE.search(text, max(match.start() - 20, 0), match.start())
    ]
    found_links = [*links.all_in(text)]
    inner = [address for piece in found_links if is_link(piece) for address in _passed_on(parse(piece))]
    return list(dict.fromkeys([*found_links, *inner, *short, *phones]))


def _passed_on(link: Link) -> Iterator[str]:
    """The addresses to which a well-known site is asked to pass a reader on: `google.com/url?q=…`, `away.php?to=…`."""
    if _is_under(link.host, _KNOWN["hosts"]):
        for value in _VALUE.findall(link.path):
            address = unquote(value)
            if is_link(address) and not _is_own(parse(address).host):
                yield address


def only_digits(text: str) -> str:
    """The digits of what is nothing but a number, else nothing."""
    number = bare_number(text)
    return number if number.isdecimal() and not re.search(r"\d[.:]\d", text) else ""


def judge(piece: str, said: message.Words | None, turned: bool) -> Iterator[Finding]:
    """What one piece is: a number, an address, a link or a name.

    Args:
        piece: as pieces() gives it.
        said: what the message says in which it stands, if it is one.
        turned: whether the text has marks by which it runs from right to left.
    """
    if number := only_digits(piece):
        yield _phone(number, piece)
    elif is_mail(piece):
        yield _mail(piece)
    elif is_link(piece):
        yield from _link(parse(piece), said, turned)
    else:
        yield judge_word(piece, None)


def _number(digits: str) -> str:
    """Digits as the list of phones has them: eleven of a Russian number begin with 8."""
    return f"8{digits[-10:]}" if len(digits) == 10 or (len(digits) == 11 and digits[0] == "7") else digits


def _phone(digits: str, typed: str) -> Finding:
    if digits in _SENDERS:
        return found("sender-official", "contact", name=digits)
    number = _number(digits)
    if row := _PHONES.get(number):
        key = "phone-official" if row["now"] else "phone-old"
        return found(key, "contact", phone=row.get("shown"), what=row["what"], year=row["date"].year)
    if number in _OFFICIAL["emergency"]["numbers"]:
        return found("phone-emergency", "contact")
    if number in _OFFICIAL["false"]["numbers"]:
        return found("phone-false", "contact")
    for row in _PHONES.values():
        if row["now"] and len(row["number"]) > 6 and one_slip(number, row["number"]):
            return found("phone-near", "contact", right=row["shown"])
    if len(digits) < 7:
        return found("number-short", "contact")
    is_phone = typed.lstrip().startswith("+") or (len(number) == 11 and number[0] == "8")
    return found("phone-other" if is_phone else "unknown", "contact", phone=shown(typed))


def _mail(address: str) -> Finding:
    name, _, domain = address.lower().rpartition("@")
    if row := _MAILS.get(f"{name}@{domain}"):
        return found(row["outcome"], "contact", mail=row["address"], what=row["what"], year=row["date"].year)
    link = parse(domain)
    if _is_own(link.host):
        return found("mail-own", "contact", mail=shown(address))
    judged = _foreign(link)
    if _OUTCOMES[judged.key]["level"] in ("warn", "stop"):
        return judged
    key = "mail-fake" if has_brand(name) and link.host in _FREE_MAIL else "mail-unknown"
    return found(key, "contact", host=shown(link.host))


def _link(link: Link, said: message.Words | None, turned: bool) -> Iterator[Finding]:
    if link.scheme in COMMANDS:
        yield found("link-command", "contact")
    elif messenger := _messenger_of(link):
        yield _messenger(messenger, link, said)
    elif link.tricky or turned:
        yield found("link-tricky", "contact")
    elif _is_own(link.host):
        yield _own(link.host)
        yield from _oddities(link)
    elif link.user:
        yield found("link-user", "contact", host=shown(link.host))
    elif link.host:
        yield _calmer(_foreign(link), said)
    else:
        yield found("unknown", "contact")


def _is_own(host: str) -> bool:
    """Whether a host is listed or lies under the portal's registered name."""
    return host in _HOSTS or host.endswith(_OWN_ZONE)


def _own(host: str) -> Finding:
    row = _HOSTS.get(host)
    if not row:
        return found("host-own", "contact", host=shown(host))
    key = "host-official" if row["now"] else "host-old"
    return found(key, "contact", host=host, what=row["what"], year=row["date"].year)


def _oddities(link: Link) -> Iterator[Finding]:
    """What is odd in a link that does lead to the portal."""
    if link.scheme == "http":
        yield found("own-http", "contact")
    if link.port not in ("", "80", "443"):
        yield found("own-port", "contact", port=link.port)
    if link.user:
        yield found("own-user", "contact", user=shown(link.user))
    if inner := _INNER.search(link.path):
        host = parse(inner[1]).host
        if not _is_own(host):
            yield found("own-inside", "contact", inner=shown(host))


def _messenger_of(link: Link) -> dict[str, Any] | None:
    if link.user:
        return None
    return next(
        (row for row in _MESSENGERS if link.scheme in row["schemes"] or _is_under(link.host, row["hosts"])), None
    )


def _is_under(host: str, names: Iterable[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _messenger(messenger: dict[str, Any], link: Link, said: message.Words | None) -> Finding:
    page = f"{link.host}{link.path}".lower()
    if page in _SOCIAL:
        return found("social-old", "contact", page=page)
    is_claimed = said is None or said.portal or in_path(link.path)
    key = "messenger-page" if messenger["ours"] else "messenger-foreign" if is_claimed else "messenger-link"
    return found(key, "contact", name=messenger["name"])


def _calmer(finding: Finding, said: message.Words | None) -> Finding:
    """A shortened link is no sign by itself in a message that is not from the portal."""
    is_calm = finding.key == "host-short" and said is not None and not said.portal
    return found("short-message", "contact", **finding.params) if is_calm else finding


def _foreign(link: Link) -> Finding:
    """Judge a host that is not the portal's: by how it is written, for nobody can tell what is on it."""
    host, page = link.host, f"{link.host}{link.path}".lower()
    if page in _SOCIAL:
        return found("social-old", "contact", page=page)
    if letters := swapped_letters(host):
        return found("host-letters", "contact", signs=listing(host, letters))
    if letters := foreign_letters(host):
        return found("host-mixed", "contact", signs=listing(host, letters))
    key = _foreign_key(link)
    file = PROGRAM.search(unquote(link.path))
    if file and _OUTCOMES[key]["level"] == "unsure":
        return found("file-program", "contact", file=shown(file[0]))
    if key == "host-unknown" and (body := next((name for name in _BODIES if _is_under(host, [name])), None)):
        return found("host-body", "contact", host=shown(host), what=_BODIES[body])
    front = _FRONT.search(host)
    return found(key, "contact", host=shown(host), tail=".".join(link.labels[-2:]), front=front[1] if front else "")


def _foreign_key(link: Link) -> str:
    host = link.host.removeprefix("www.")
    if is_address(host):
        return "host-number"
    if _is_under(host, _KNOWN["networks"]):
        return "social-page"
    if host in _OFFICIAL["shorteners"]["hosts"]:
        return "host-short"
    if re.fullmatch(_OFFICIAL["regional"]["pattern"], host):
        return "host-regional"
    if host == f"{RUSSIAN_BRAND}.рф":
        return "host-russian"
    if re.search(rf"(^|\.){BRAND}\.ru[.-]", host):
        return "host-prefix"
    key = _brand_key(host)
    if key == "host-unknown" and _FRONT.search(host) and not _is_under(host, _KNOWN["hosts"]):
        return "host-front"
    return key if key != "host-unknown" else _page_key(host, link.path)


def _brand_key(host: str) -> str:
    """Whose name the labels of a host carry."""
    before, owner, zone = split(host)
    is_free = _is_under(host, _FREE["hosts"])
    whole = "".join((*before, owner))
    if has_brand(owner) or whole == BRAND or any(has_brand(label) and (is_free or label != BRAND) for label in before):
        return "host-borrowed"
    if any(map(is_near, (*before, owner))) or (len(whole) < len(BRAND) + 2 and is_near(whole)):
        return "host-misspelt"
    if BRAND not in before:
        return "host-unknown"
    # A region's portal may be called so; it is in a zone of Russia, and no word of its name asks to log in.
    is_home = zone.rpartition(".")[2] in _OFFICIAL["regional"]["zones"] and not (
        _LOGIN.search(owner) or _OFFER.search(owner)
    )
    return "host-inside" if is_home else "host-borrowed"


def _page_key(host: str, path: str) -> str:
    """What the rest of a link tells, where the name of its host tells nothing."""
    brand = in_path(path)
    if _is_under(host, (*_FREE["pages"], *_FREE["disks"], *_FREE["hosts"])):
        kinds = (("host-disk", _FREE["disks"]), ("host-free", (*_FREE["pages"], *_FREE["hosts"])))
        return "host-page" if brand else next(key for key, hosts in kinds if _is_under(host, hosts))
    if not _is_under(host, _KNOWN["hosts"]) and (brand == "host" or (brand == "name" and _asks_to_log_in(path))):
        return "host-path"
    return "host-named" if brand else "host-unknown"


def _asks_to_log_in(path: str) -> bool:
    """Whether the short words of a path, and not the title of an article in it, speak of logging in or paying."""
    words = [word for word in re.split(r"[/?&=#]", unquote(path).lower()) if len(re.split("[-_]", word)) < 4]
    return any(map(_LOGIN.search, words)) and bool(in_path("/".join(words)))


def judge_word(text: str, said: message.Words | None) -> Finding:
    """Judge what is neither a number nor a link nor an address."""
    if text.casefold() in _SENDERS:
        return found("sender-official", "contact", name=text)
    if said is not None:
        key = "code-message" if said.code else "name-only" if said.portal else "message-calm"
        return found(key, "contact")
    if text.startswith("@"):
        return found("handle", "contact")
    spoken = [word.casefold() for _, word in words(text)]
    for messenger in sorted(_MESSENGERS, key=lambda row: bool(row["ours"])):
        if any(_names(messenger, word) or _names(messenger, as_latin(word)) for word in spoken):
            key = "messenger-ours" if messenger["ours"] else "messenger-foreign"
            return found(key, "contact", name=messenger["name"])
    if " " not in text and text.count(".") < 2 and _is_like_name(re.sub(r"[._-]", "", text)):
        return found("sender-fake", "contact", name=shown(text))
    return found("name-only" if has_brand(text) else "unknown", "contact")


def _is_like_name(flat: str) -> bool:
    """Whether a word is made to be taken for the Latin name of the portal; its Russian name is a common word."""
    return not LATIN.isdisjoint(flat) and (shape(BRAND) in shape(flat) or is_near(flat))


def _names(messenger: dict[str, Any], word: str) -> bool:
    """Whether a word is a messenger's name; a long name may have an ending."""
    return any(word == name or (len(name) > 4 and word.startswith(name)) for name in messenger["names"])


def unknown_phones(pieces: list[str]) -> set[str]:
    """The phones that are not the portal's."""
    return {_number(number) for piece in pieces if len(number := only_digits(piece)) > 9} - {*_PHONES}


def unknown_links(pieces: list[str]) -> list[Link]:
    """The links that lead neither to the portal nor to a site of the list."""
    parsed = [parse(piece) for piece in pieces if is_link(piece)]
    return [
        link for link in parsed if link.host and not _is_own(link.host) and not _is_under(link.host, _KNOWN["hosts"])
    ]


def is_strange(link: Link) -> bool:
    """Whether a host is one that frauds are oftener found on than others: its name, its zone, or what hides it."""
    host = link.host.removeprefix("www.")
    zone = split(host)[2]
    return (
        zone in _KNOWN["zones"]
        or is_named(link)
        or is_address(host)
        or host in _OFFICIAL["shorteners"]["hosts"]
        or _is_under(host, (*_FREE["hosts"], *_FREE["pages"]))
        or bool(_messenger_of(link))
    )


def is_named(link: Link) -> bool:
    """Whether a part of a host's name, between hyphens, is a name by which frauds pass for somebody known."""
    owner = split(link.host.removeprefix("www."))[1]
    return "-" in owner and not {*_KNOWN["names"]}.isdisjoint(owner.split("-"))
