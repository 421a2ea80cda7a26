"""Phones: what looks like one in a text, and which may stand on the site."""

import re
from collections.abc import Iterator

from pyscripts.data import table

EMERGENCY = ("101", "102", "103", "104", "112")

_ADDRESS = re.compile(r"https?://\S+")
_PHONE = re.compile(
    r"""
    (?<![\w.,:/+-]) (?<!\d[ \u00a0-])
    (?: (?:\+?7|8) [\s(-]* \d{3} [\s)-]* \d{3} [\s-]* \d{2} [\s-]* \d{2}  # 8 800 100-70-10, +78001007010
      | \(\d{3,5}\) \s* \d[\d -]{4,8} \d                                   # (495) 123-45-67
      | \+ \d[\d ()-]{8,16} \d                                            # another country
    )
    (?![\s-]?\d) (?!\w)
    """,
    re.VERBOSE,
)


def support() -> list[str]:
    """The phones of the portal. Not taken from facts.yml, so that a wrong number in facts.yml is found too."""
    return [row["shown"] for row in table("official")["phone"] if row["now"]]


def allowed() -> str:
    """Which phones may stand on the site, for a message."""
    return f"бывают только {', '.join(support())} и экстренные {', '.join(EMERGENCY)}; уберите этот"


def is_allowed(phone: str) -> bool:
    """Whether a phone may stand on the site."""
    return digits(phone) in map(digits, (*support(), *EMERGENCY))


def found(text: str) -> Iterator[tuple[int, str]]:
    """Everything that looks like a phone number, with its position, allowed or not.

    Disguised ones are found by macros/review/words/phones.py. Addresses of pages have long numbers in them.
    """
    for match in _PHONE.finditer(_ADDRESS.sub(lambda match: "x" * len(match[0]), text)):
        yield match.start(), match[0]


def digits(phone: str) -> str:
    """A phone as its digits, with 8 for the country.

    >>> digits("+7 (800) 100-70-10")
    '88001007010'
    """
    number = re.sub(r"\D", "", phone)
    return f"8{number[1:]}" if len(number) == 11 and number.startswith("7") else number
