"""official.toml and hosts.toml: what goes into a policy and onto every page has a strict shape and a second key."""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from macros.content import portal, toml_file, trusted
from macros.content.numbers import digits
from macros.content.problem import Problem, noted
from macros.review.words.contacts import is_under

OFFICIAL, HOSTS, SIGNS, SITES = (
    f"pyscripts/data/{name}.toml" for name in ("official", "hosts", "message_signs", "known_sites")
)
OWN = "own"  # the group of our own site
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_PATH = re.compile(r"/(?!/)[\w./-]*", re.ASCII)
_ID, _NUMBER = r"[A-Za-z0-9-]{1,20}", r"\d{3,15}"
_PAGE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,10}/[\w./-]+", re.ASCII)
SECOND = f"того же нет в {trusted.FILE}; такое меняют в двух местах, и смотрят двое"


def check(root: Path) -> Iterator[Problem]:
    """Find rows of a site's own tables that may not be there."""
    second = trusted.load(root)
    is_ours = (root / trusted.FILE).exists() or root.resolve() == portal.ROOT
    found: list[Problem] = []
    for name, rows in ((OFFICIAL, _official), (HOSTS, _hosts), (SIGNS, _signs), (SITES, _sites)):
        if not (path := root / name).exists():
            continue
        text = path.read_text()
        with noted(found):
            data = toml_file.parse(text, name).data
            faults = rows(data, second if is_ours else None)
            found += (Problem(name, line_of(text, value), wrong) for value, wrong in faults)
            if is_ours and name == OFFICIAL:
                found += _only_there(root, data, second)
    yield from found


def _only_there(root: Path, data: dict[str, Any], second: trusted.Trusted) -> Iterator[Problem]:
    """What the second key opens and the table does not have: a change of one file alone, this way round."""
    text = path.read_text() if (path := root / trusted.FILE).exists() else ""
    phones_now = {row.get("shown") for row in data.get("phone", []) if row.get("now")}
    hosts, senders = ({row.get("name") for row in data.get(key, [])} for key in ("host", "sender"))
    for only in (
        *(set(second.phones) - phones_now),
        *(set(second.portal) - hosts),
        *(set(second.senders) - senders),
    ):
        yield Problem(
            trusted.FILE, line_of(text, only), f"«{only}» нет в {OFFICIAL}; такое меняют в двух местах, и смотрят двое"
        )


def line_of(text: str, value: str) -> int:
    """The last line with a value in quotes: what was added stands below what was there; else the first with a part of it."""
    places = [text.rfind(f'"{value}"'), text.rfind(f"'{value}'"), text.rfind(value), text.find(value[:20])]
    return text.count("\n", 0, max(0, next((place for place in places if place >= 0), 0))) + 1


def _phones(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for row in data.get("phone", []):
        number, shown = str(row.get("number", "")), str(row.get("shown", ""))
        if not re.fullmatch(_NUMBER, number):
            yield number, f"номер «{number}»: нужны только цифры, от 3 до 15"
        if shown and digits(shown) != digits(number):
            yield shown, f"shown «{shown}» и number «{number}» — разные номера"
        if row.get("now") and not shown:
            yield number, f"у номера {number}, который показываем, нет shown"
        if second and row.get("now") and shown not in second.phones:
            yield shown, f"официальный телефон {shown}: {SECOND}"
        if second and not row.get("now") and number not in second.before:
            yield number, f"прежний телефон {number}: {SECOND}"


def _hosts_of_portal(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for row in data.get("host", []):
        yield from _host(str(row.get("name", "")), second.portal if second else None)


def _bodies(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for row in data.get("body", []):
        name = str(row.get("name", ""))
        if second and not is_under(name, second.named):
            yield name, f"сайт ведомства {name}: {SECOND}"


def _pages(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for row in data.get("social", []):
        page = str(row.get("page", ""))
        if not _PAGE.fullmatch(page):
            yield page, f"страница «{page}»: нужно имя сайта и путь, например t.me/gosuslugi"
        elif second and page not in second.social:
            yield page, f"страница {page}: {SECOND}"


def _mails(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for row in data.get("mail", []):
        address = str(row.get("address", ""))
        host = address.partition("@")[2]
        if not re.fullmatch(r"[a-z0-9._-]+@[a-z0-9.-]+", address) or (second and not is_under(host, second.portal)):
            yield address, f"почта «{address}»: она бывает только в домене портала"


def _senders(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for row in data.get("sender", []):
        name = str(row.get("name", ""))
        if not re.fullmatch(r"\d{3,6}|[A-Za-z]{2,11}", name):
            yield name, f"отправитель «{name}»: бывает 3–6 цифр или до 11 латинских букв"
        elif second and name not in second.senders:
            yield name, f"отправитель {name}: {SECOND}"


def _messengers(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for row in data.get("messenger", []):
        for host in row.get("hosts", []):
            if not _HOST.fullmatch(host):
                yield host, f"узел «{host}»: нужно имя, например max.ru"
            elif second and row.get("ours") and host not in second.messengers:
                yield host, f"мессенджер портала {host}: {SECOND}"


def _regional(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    pattern = str(data.get("regional", {}).get("pattern", "x"))
    if any(re.fullmatch(pattern, name) for name in ("a.ru", "example.com", "xn--a.ru", "мвд.рф", "www.example.ru", "")):
        yield pattern, f"образец «{pattern}» подходит и к чужим именам"
    elif second and pattern != "x" and pattern not in second.regional:
        yield pattern, f"образец «{pattern}»: {SECOND}"


def _shorteners(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    if not second:
        return
    hiding = data.get("shorteners", {}).get("hosts", [])
    for host in second.shorteners:
        if host not in hiding:
            yield "shorteners", f"из [shorteners] пропал {host}; {SECOND}"


def _false(data: dict[str, Any], _: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    official = {digits(str(row.get("number", ""))) for row in data.get("phone", []) if row.get("now")}
    for number in data.get("false", {}).get("numbers", []):
        if digits(str(number)) in official:
            yield str(number), f"номер {number} назван поддельным, а он официальный"


def _emergency(data: dict[str, Any], _: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for number in data.get("emergency", {}).get("numbers", []):
        if not re.fullmatch(r"1(?:0[1-9]|1[0-9]|2[0-9])", str(number)):
            yield str(number), f"экстренный номер «{number}»: бывают три цифры, от 101 до 129"


def _official(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    return chain.from_iterable(rule(data, second) for rule in _OF_OFFICIAL)


_OF_OFFICIAL = (
    _phones, _hosts_of_portal, _bodies, _pages, _mails, _senders, _messengers, _regional, _shorteners, _false, _emergency
)  # fmt: skip


def _signs(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    """What takes a message out of judgement: one phrase more, and a fraud with it is none."""
    silent = [str(data.get(key, "")) for key in ("warning", "they")]
    silent += [row["unless"] for row in data.get("sign", []) if "unless" in row]
    digest = hashlib.sha256("\n".join(silent).encode()).hexdigest()
    if second and digest not in second.quiet:
        yield "warning", f"изменилось то, от чего проверка молчит (warning, they, unless), сумма {digest}: {SECOND}"


def _sites(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    """What the checks call known: one host more, and a site that deceives is no stranger to them."""
    digest = hashlib.sha256("\n".join(map(str, data.get("hosts", ()))).encode()).hexdigest()
    if second and digest not in second.known:
        yield "hosts", f"изменилось, какие сайты проверки знают (hosts), сумма {digest}: {SECOND}"


def _hosts(data: dict[str, Any], second: trusted.Trusted | None) -> Iterator[tuple[str, str]]:
    for group in data.get("group", []):
        name = str(group.get("id", ""))
        if not re.fullmatch(_ID, name):
            yield name, f"id «{name}»: нужны латинские буквы, цифры и дефис"
        for host in group.get("host", []):
            if name != OWN:
                yield from _host(str(host.get("name", "")), (*second.portal, *second.asked) if second else None)
            elif "path" in host or "image" in host:
                yield str(host.get("name", "")), "у своего сайта нет ни path, ни image"
            for key in ("path", "image"):
                if key in host and not _PATH.fullmatch(str(host[key])):
                    yield str(host[key]), f"{key} «{host[key]}»: нужен путь от косой черты, например /robots.txt"


def _host(name: str, known: tuple[str, ...] | None) -> Iterator[tuple[str, str]]:
    """One name of a host: its shape, then its second key."""
    if not _HOST.fullmatch(name):
        yield name, f"узел «{name}»: нужно только имя строчными латинскими буквами, например www.gosuslugi.ru"
    elif known is not None and not is_under(name, known):
        yield name, f"узел {name}: {SECOND}"
