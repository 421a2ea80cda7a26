"""What must never stand on the site, whoever writes it: a phone that nobody confirmed, a question for a secret."""

import re
from collections.abc import Iterator

from macros.content.problem import Problem
from macros.review.prose import Prose
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
_SECRET = re.compile(
    r"(?<!не )\b(?:введите|впишите|укажите|напишите|пришлите|отправьте|назовите|сообщите|продиктуйте)\b"
    r"[^.!?\n]{0,60}?(?:\bC[VP][CVP]2?\b|с обратной стороны|с оборота карты)",
    re.IGNORECASE,
)
_INPUT = re.compile(r"<\s*(?:input|form|textarea|select)\b[^>]*>|type\s*=\s*[\"']?password", re.IGNORECASE)


def check(prose: Prose) -> Iterator[Problem]:
    """Find what must not stand in any text of the site."""
    for position, phone in phones(prose.text):
        if not is_allowed(phone):
            yield prose.problem(position, f"телефон {phone}; {allowed()}")
    for match in _SECRET.finditer(prose.text):
        yield prose.problem(
            match.start(), f"«{match[0]}»: код с обратной стороны карты мы не просим никогда; уберите эту просьбу"
        )
    for match in _INPUT.finditer(prose.text):
        yield prose.problem(
            match.start(), f'поле для ввода {match[0]}; поля рисует только {{{{ check("…") }}}}; уберите HTML'
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


def phones(text: str) -> Iterator[tuple[int, str]]:
    """What looks like a phone, with its position. Addresses of pages have long numbers in them, too."""
    for match in _PHONE.finditer(_ADDRESS.sub(lambda match: "x" * len(match[0]), text)):
        yield match.start(), match[0]


def digits(phone: str) -> str:
    """A phone as its digits, with 8 for the country.

    >>> digits("+7 (800) 100-70-10")
    '88001007010'
    """
    number = re.sub(r"\D", "", phone)
    return f"8{number[1:]}" if len(number) == 11 and number.startswith("7") else number
