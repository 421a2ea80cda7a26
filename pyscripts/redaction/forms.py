"""Secrets that are known by their own form, unless a doubt saves them: data/secrets.toml names the doubt of each form.

Accounts of people begin with 40817, 40820, 423 and 426: План счетов, ЦБ РФ 809-П; check digits, numbers.py.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from stdnum import luhn

from pyscripts import numbers
from pyscripts.redaction.passwords import whole
from pyscripts.redaction.spans import (
    AFTER_CARD,
    CLAUSE,
    REACH,
    SPOKEN,
    TABLE,
    THING,
    UNIT,
    YEAR,
    Label,
    Span,
    found,
    more_codes,
)

# A field that tells its name and its value apart: JSON, forms of pages, settings; its quotes may stand behind a slash.
_QUOTE = r"""\\{0,3}["']?"""
_IS = rf"{_QUOTE}\s{{0,40}}[:=]\s{{0,40}}{_QUOTE}"
_NEXT = rf"{_QUOTE}(?:\s{{0,40}},\s{{0,40}}|\s{{1,40}})"
_VALUE = rf"{_NEXT}(?:(?!{_QUOTE}value){_QUOTE}\w{{2,20}}{_IS}[\w-]{{0,40}}{_NEXT}){{0,2}}{_QUOTE}value{_IS}"
_CONTENT = (
    r"""(?P<v>(?!<[\w -]{1,40}>|\{\{|\[[а-я ]{5,30}\])(?=VALUE)"""
    r"""(?:(?<=\\")[^"\\\n]{1,4000}|(?<=")(?:[^"\\\n]|\\[^\n]){1,4000}|(?<=')[^'\n]{1,4000}|[^\s"',;<>{}\\]{1,500}))"""
)
_NAME = rf"(?<![^\W_])(?:name|key){_IS}[\w.\[\]-]{{0,40}}"


def _field_forms(row: Mapping[str, str]) -> list[re.Pattern[str]]:
    """A field whose name stands before its value, and one whose value stands first."""
    content, names = _CONTENT.replace("VALUE", row["value"]), row["names"]
    return [
        re.compile(rf"{_NAME}{names}{_VALUE}{content}"),
        re.compile(rf"(?<![^\W_])value{_IS}{content}{_NEXT}{_QUOTE}{_NAME}{names}{_QUOTE}[\s,}}]"),
    ]


_FORMS = [
    (
        row["kind"],
        row.get("unless", ""),
        row.get("whole", False),
        [re.compile(form.replace("SPOKEN", SPOKEN)) for form in row["patterns"]],
    )
    for row in TABLE["form"]
]
_FORMS += [(row["kind"], "", False, _field_forms(row)) for row in TABLE["field"]]
PAIRED = re.compile(rf"[\w.\[\]-]{{0,40}}{_VALUE}")  # the name of a field, which has a form
_CODES, _SENTENCE, _TELLING, _COMING, _ORIGIN, _OTHER = (
    re.compile(TABLE["words"][name]) for name in ("codes", "sentence", "telling", "coming", "origin", "other")
)
_MIR = ("2200", "2201", "2202", "2203", "2204")

_FOURS = re.compile(r"(?<![\d-])\d{4}(?: \d{4}){3,}(?![\d-]|[.:]\d)")
_TAIL = re.compile(r" \d{2,3}(?![\d-]|[.:/]\d)")  # of a card with more digits, or the code on it
_CENTS = re.compile(r",\d\d(?!\d)")
_CARD, _ACCOUNT = 4, 5  # fours
# How an account begins: the number of its kind (40x clients, 420–423 and 426 deposits) and its currency.
_ACCOUNT_BEGINS = re.compile(r"4(?:0\d\d\d|2[0-36]\d\d)(?:810|643|840|978|156)")
_NUMBER_BEFORE = re.compile(r"(?:№|номер\w*|number|id)\W{0,3}$")


def by_form(text: str, labels: list[Label]) -> Iterator[Span]:
    """Secrets that are known by their form, unless a doubt saves them."""
    ends = [label.end for label in labels]

    def is_harmless(place: int, by_sign: bool = True) -> bool:
        """Whether a number is said to be one that the support needs: by the label before it, else maybe by «№»."""
        nearest = bisect_right(ends, place) - 1
        near = nearest >= 0 and place - ends[nearest] <= REACH // 2
        if near and not CLAUSE.search(text, ends[nearest], place):
            return labels[nearest].kind == "harmless"
        return by_sign and bool(_NUMBER_BEFORE.search(text, max(place - 12, 0), place))

    doubts: dict[str, Callable[[re.Match[str]], bool]] = {
        "": lambda match: False,
        "harmless": lambda match: is_harmless(match.start()),
        "label": lambda match: is_harmless(match.start(), by_sign=False),
        "no card": lambda match: (
            is_harmless(match.start()) or not (luhn.is_valid(match[0]) or match[0].startswith(_MIR))
        ),
        "no snils": lambda match: (
            not numbers.snils(re.sub(r"\D", "", match[0])) or is_harmless(match.start(), by_sign=False)
        ),
        "no inn": lambda match: not numbers.inn(match[0]) or is_harmless(match.start()),
        "no talk of codes": lambda match: (
            not _CODES.search(text) or bool(UNIT.match(text, match.end())) or is_harmless(match.start())
        ),
        "not told": lambda match: not _TELLING.search(text) or is_harmless(match.start()),
        "no word of codes": lambda match: not _is_code(text, match) or is_harmless(match.start()),
        "machine": lambda match: "." in match[0] and _is_machine(match[0]),
        "thing": lambda match: bool(THING.match(match["v"])),
        "sentence": lambda match: bool(_SENTENCE.search(match[0])),
    }
    for start, end in _cards_in_fours(text, is_harmless):
        yield Span(start, end, "card")
        yield from found(AFTER_CARD.match(text, end), "card-code")
    for kind, unless, is_whole, patterns in _FORMS:
        for pattern in patterns:
            for match in pattern.finditer(text):
                if not doubts[unless](match):
                    yield from (whole(text, span) if is_whole else span for span in found(match, kind))
                    if kind == "card":
                        yield from found(AFTER_CARD.match(text, match.end()), "card-code")
                    elif kind == "code":
                        yield from more_codes(text, match.end())


def _cards_in_fours(text: str, is_harmless: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Where cards stand whose digits are in fours: alone, one behind another, beside a sum or a year.

    Five fours are rather an account or a УИН; among more than four only a check digit or «Мир» tells a card.
    """
    for run in _FOURS.finditer(text):
        fours = run[0].split(" ")
        is_uin = numbers.uin(text[run.start() : run.start() + 31].replace(" ", ""))  # 25 digits, the last five together
        is_uin = is_uin or numbers.uin(run[0].replace(" ", ""))
        if all(map(YEAR.fullmatch, fours)):
            continue
        place, end = 0, len(fours)
        accounts = [bool(_ACCOUNT_BEGINS.match("".join(fours[start : start + _ACCOUNT]))) for start in range(end)]
        if end == _ACCOUNT and not accounts[0] and not is_uin:
            is_sum = bool(UNIT.match(text, run.end()) or _CENTS.match(text, run.end()))
            end -= is_sum or bool(YEAR.fullmatch(fours[-1]))
            place += end == _ACCOUNT and bool(YEAR.fullmatch(fours[0]))
        is_row = (end - place) % _CARD == 0 and not is_uin
        while place + _CARD <= end:
            number = "".join(fours[place : place + _CARD])
            is_card = luhn.is_valid(number) or number.startswith(_MIR)
            if not is_row and accounts[place]:
                place += _ACCOUNT
            elif number[0] in ("245" if is_uin else "23456") and (is_row or (is_card and not is_harmless(run.start()))):
                start, place = run.start() + 5 * place, place + _CARD
                tail = _TAIL.match(text, run.end()) if place == len(fours) else None
                yield start, tail.end() if tail else start + 19
            else:
                place += 1


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether the words around six digits speak of a code that came, and of nothing else that they may be."""
    before = CLAUSE.split(text[max(match.start() - REACH, 0) : match.start()])[-1]
    after = CLAUSE.split(text[match.end() : match.end() + REACH])[0]
    around = f"{before} {after}"
    return bool(_COMING.search(around) and _ORIGIN.search(around)) and not (
        _OTHER.search(around) or UNIT.match(text, match.end())
    )


def _is_machine(digits: str) -> bool:
    """Whether it is rather the number of a machine in a network, as 192.168.100.20."""
    return all(part.isdecimal() and int(part) < 256 for part in digits.split("."))
