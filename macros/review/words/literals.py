"""Facts that a page states in its own words: they must come from facts.yml, where each has a source and a date."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from macros.content.facts import Fact
from macros.content.numbers import digits, found
from macros.content.problem import Problem
from macros.review.prose import Prose
from pyscripts.data import table

_UNIT = r"""
    дн(?:я|ей|ями|ях)|день|час(?:а|ов|ами)?|минут[аыу]?|секунд[аыу]?|сут(?:ки|ок)|недел[яьюи]|месяц(?:а|ев)?
    |[кмг]б|[кмг]байт(?:а|ов)?|мегабайт(?:а|ов)?|килобайт(?:а|ов)?|гигабайт(?:а|ов)?
"""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w")
_TERM = re.compile(
    rf"(?<!\d)\d+(?:[.,–-]\d+)?[ \u00a0]?(?:(?:рабочи|календарны)[хй][ \u00a0])?(?:{_UNIT})\b",
    re.IGNORECASE | re.VERBOSE,
)
_OF_TIME, _PHONE = "срок или размер", "телефон"
_EMERGENCY = ("112", "102")  # of numbers.EMERGENCY: the others are more often codes of errors
_SHORT = 5  # digits of a phone that is dialled as it stands
# «Firefox 115», «статья 102», «112 баллов», in a sentence that tells nobody to call.
_BEFORE = re.compile(
    r"(?:\b[a-z][\w.]*|\b(?:стать\w+|ст\.|пункт\w*|п\.|дом\w*|д\.|ошибк\w+|верси\w+|старше|новее|ниже|рост)) $",
    re.IGNORECASE,
)
_AFTER = re.compile(r" (?:рубл|балл|см\b|кг\b|км\b|шт|мест|человек|страниц|строк)")
_CALLS = re.compile(r"звон|набер|набир|номер|телефон|линия", re.IGNORECASE)


def check(prose: Prose, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Find facts that a page states without the macro."""
    for position, kind, value in _literals(prose):
        yield prose.problem(position, f"{kind} «{value}» прямо в тексте; {_how(value, facts)}")


def check_front_matter(prose: Prose) -> Iterator[Problem]:
    """Find facts in the front matter, where macros do not work."""
    for position, kind, value in _literals(prose):
        yield prose.problem(position, f"{kind} «{value}» в шапке, где вставки не работают; скажите здесь без него")


def _literals(prose: Prose) -> Iterator[tuple[int, str, str]]:
    for position, phone in found(prose.literal):
        yield position, _PHONE, phone
    official = table("official")
    short = tuple(row["number"] for row in official["phone"] if len(row["number"]) <= _SHORT)
    domains = tuple(sorted({re.escape(".".join(row["name"].split(".")[-2:])) for row in official["host"]}))
    for kind, pattern in _kinds(short, domains).items():
        for match in pattern.finditer(prose.literal):
            if kind == _OF_TIME and _is_quoted(prose.literal, match.start()):
                continue
            if kind == _PHONE and _is_no_phone(match):
                continue
            yield match.start(), kind, match[0]


def _is_no_phone(match: re.Match[str]) -> bool:
    """Whether a short number is one of a version, an article or a sum."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
    before, after = match.string[: match.start()][-30:], match.string[match.end() :][:12]
    return bool(_BEFORE.search(before) or _AFTER.match(after)) and not _CALLS.search(line)


def _is_quoted(text: str, place: int) -> bool:
    """Whether somebody else says it: a letter or a window that is quoted on the same line."""
    before = text[text.rfind("\n", 0, place) + 1 : place]
    return before.count("«") > before.count("»")


@lru_cache(8)
def _kinds(short: tuple[str, ...], domains: tuple[str, ...]) -> Mapping[str, re.Pattern[str]]:
    """What to look for; the phones and hosts of the portal are those of data/official.toml."""
    return {
        "почта": _MAIL,
        "адрес портала": re.compile(rf"(?<![\w@-])(?:[\w-]+\.)*(?:{'|'.join(domains)})\b(?:/[\w/-]*)?"),
        _OF_TIME: _TERM,
        _PHONE: re.compile(rf"(?<![\w.,-])(?:{'|'.join([*short, *_EMERGENCY])})(?![\w-]|[.,]\d)"),
    }


def _how(value: str, facts: Mapping[str, Fact]) -> str:
    """Which fact to use instead: those that say the same, else how to add one."""
    same = [fact.id for fact in facts.values() if fact.confidence != "not-found" and _same(value, fact)]
    if same:
        return f"используйте {' или '.join(f'{{{{ fact("{name}") }}}}' for name in same)}"
    return 'добавьте факт с источником в macros/data/facts.yml и используйте {{ fact("имя") }}'


def _same(value: str, fact: Fact) -> bool:
    return _plain(value) in (_plain(fact.value), _plain(fact.url))


def _plain(text: str) -> str:
    """For comparison: one kind of space, no protocol, phones as digits.

    >>> _plain("https://www.gosuslugi.ru/"), _plain("tel:+78001007010")
    ('www.gosuslugi.ru', '88001007010')
    """
    text = re.sub(r"^(?:https?://|tel:)", "", text.replace("\u00a0", " ").lower()).rstrip("/")
    return text if re.search(r"[^\W\d]", text) else digits(text)
