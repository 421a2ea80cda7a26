"""Addresses of mail: their form, and the domain that was probably meant where the finger slipped.

Sources: RFC 5321 §4.1.2 and RFC 5322 §3.2.3 (signs of an address), RFC 1035 §2.3.1 (labels of a domain);
data/mail_domains.toml (services); data/suffixes.toml (zones that exist).
"""

import re

from pyscripts import links
from pyscripts.data import table
from pyscripts.slips import one_slip

_TABLE = table("mail_domains")
_USUAL: list[str] = _TABLE["zones"]
NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+/=?^_`{|}~.-")
_SHORTEST = 4  # letters of a name that is not another one when a finger stumbled
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_ZONE = re.compile(r"[A-Za-z]+|[Xx][Nn]--[A-Za-z0-9-]+")


def is_mail(text: str) -> bool:
    """Whether a text is an address in ASCII whose zone exists.

    >>> is_mail("ivan@mail.ru"), is_mail("ivan@mailru"), is_mail("@mail.ru"), is_mail("ivan@mail.ru@mail.ru")
    (True, False, False, False)
    """
    return NAME_SIGNS.issuperset(text.rpartition("@")[0]) and text.isascii() and links.is_mail(text)


def is_domain(domain: str) -> bool:
    """Whether a text has the form of a domain with a zone, in ASCII.

    >>> is_domain("mail.ru"), is_domain("mail"), is_domain("mail..ru"), is_domain("mail.123")
    (True, False, False, False)
    """
    labels = domain.split(".")
    return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and bool(_ZONE.fullmatch(labels[-1]))


def is_zone(zone: str) -> bool:
    """Whether a zone exists, in Cyrillic or as `xn--` too.

    >>> is_zone("ru"), is_zone("рф"), is_zone("xn--p1ai"), is_zone("nry")
    (True, True, True, False)
    """
    return zone in links.ZONES or (zone.startswith("xn--") and links.parse(f"a.{zone}").labels[-1] in links.ZONES)


def wrong_zone(zone: str) -> str | None:
    """The usual zone that was meant by one that does not exist; None if it exists or nothing can be guessed.

    >>> wrong_zone("con"), wrong_zone("tu"), wrong_zone("co"), wrong_zone("рф"), wrong_zone("ru")
    ('com', 'ru', None, None, None)
    """
    if is_zone(zone):
        return None
    return next((usual for usual in _USUAL if one_slip(zone, usual) or zone == usual[0]), None)


def meant(domain: str) -> str | None:
    """The domain of a common mail service that was probably meant, or the same domain with a zone that exists.

    Two slips are seen where one is in the name and one in the zone. A name that can well be somebody's own gives None.

    >>> [meant(domain) for domain in ("gnail.con", "yandex.ru.ru", "hotmail.co", "primer.cmo", "mail.com", "gmx.de")]
    ['gmail.com', 'yandex.ru', 'hotmail.com', 'primer.com', None, None]
    """
    body, _, zone = domain.rpartition(".")
    doubled = body.endswith(f".{zone}") or (body in _TABLE["known"] and zone in _USUAL)
    if doubled:
        return meant(body) or body
    usual = wrong_zone(zone)
    mended = f"{body}.{usual}" if usual else domain
    right = (
        _TABLE["habits"].get(mended)
        or next((right for right in _TABLE["distinctive"] if _near(mended, right)), None)
        or next((right for right in _TABLE["known"] if _stumbled(mended, right)), None)
    )
    return right or (mended if usual else None)


def _stumbled(domain: str, right: str) -> bool:
    """Two neighbours swapped, or a letter pressed twice: that makes hardly ever another name, not of a short one either.

    >>> [_stumbled(domain, "mail.ru") for domain in ("amil.ru", "mmail.ru", "mails.ru", "mail.ur", "mail.ru")]
    [True, True, False, False, False]
    """
    (name, _, zone), (right_name, _, right_zone) = domain.rpartition("."), right.rpartition(".")
    if domain in _TABLE["known"] or zone != right_zone or len(right_name) < _SHORTEST or not one_slip(name, right_name):
        return False
    return sorted(name) == sorted(right_name) or _undoubled(name) == _undoubled(right_name)


def _undoubled(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", name)


def _near(domain: str, right: str) -> bool:
    """A slip in the name, a lost letter in the zone, or both. Another first letter makes another word: cloud.com."""
    if domain in _TABLE["known"] or domain[0] != right[0]:
        return False
    (name, _, zone), (right_name, _, right_zone) = domain.rpartition("."), right.rpartition(".")
    near_name = name == right_name or one_slip(name, right_name)
    return near_name and (zone == right_zone or (len(zone) < len(right_zone) and one_slip(zone, right_zone)))
