"""Labels, and the secrets that are known by the label before them.

A login code has six digits: мфцкбр.рф.
"""

import re
from collections.abc import Callable, Iterator

from pyscripts.data import table
from pyscripts.redaction.forms import PAIRED
from pyscripts.redaction.passwords import answer, password
from pyscripts.redaction.spans import (
    AFTER_CARD,
    FAULT,
    LABELS,
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

_SENDERS = {row["name"] for row in table("official")["sender"]}
_VALUES = [
    re.compile(row["value"].replace("FILLER", TABLE["words"]["filler"])) if "value" in row else None for row in LABELS
]
_ALL_LABELS = "|".join(f"(?P<l{place}>{'|'.join(row['words'])})" for place, row in enumerate(LABELS))
_ALL_LABELS = _ALL_LABELS.replace(r"\w", r"[^\W\d_]")  # a word with digits may be the secret itself
_LABEL = re.compile(rf"(?<!\w)(?:{_ALL_LABELS})(?![^\W_])")
_SENT, _END, _OFFICE = (re.compile(TABLE["words"][name]) for name in ("sent", "end", "office"))

_LONGEST = 30  # signs of a secret that may lie beyond the reach
_SAID = (
    "card",
    "card-code",
    "code",
    "snils",
    "passport",
    "account",
    "inn",
)  # kinds that people dictate in words

_MORE_CARDS = re.compile(r"[\s,;/]{1,3}(?:(?:и|или)\s)?(?P<v>[2-6]\d{15})(?![\d-]|[.:/]\d)")
_DIGIT = re.compile(r"\d")
_CODE = re.compile(
    r"(?<![\w.,/+-])(?<!\d:)(?<!\d )(?:g-)?(?P<v>\d{3}[ .–-]\d{3}|\d{4}[ -]\d\d|\d\d[ –-]\d\d[ –-]\d\d"
    r"|\d(?:(?:[ -]|, ?)\d){3,7}|\d{4,8})"
    r"(?![\w]|[.,:/-]\d|[-/]\w)"
)
_ONE_BY_ONE = re.compile(r"\d(?:(?:[ -]|, ?)\d)+")
_SPOKEN = re.compile(rf"(?<!\w)(?P<v>{SPOKEN})(?!\s(?:тысяч|тыщ))")
_SPOKEN_SHORT = re.compile(
    rf"[\s:—–-]{{1,3}}(?P<v>{SPOKEN.replace('{3,39}', '{2,39}+')})(?!\s(?:тысяч|тыщ|раз|руб|мин|час|дн|лет))"
)
_SPOKEN_BEFORE = re.compile(rf"{_SPOKEN.pattern}[\s,;—–-]{{1,3}}(?:(?:это|вот|был\w?|такой|мой)\s){{0,3}}$")
_SPOKEN_NEXT = re.compile(rf"[\s,]{{0,3}}(?:и )?номер\w?[\s:—–-]{{1,3}}(?:(?P<w>\d{{6,7}})(?!\d)|(?P<v>{SPOKEN}))")
_ONE_MORE = re.compile(rf"[\s,;]{{1,3}}(?:(?:и|а|или)\s)?(?:(?:{TABLE['words']['whose']})\s){{1,3}}")
_RECOVERY = re.compile(r"(?<!\w)(?P<v>(?=[\w-]*\d|[a-z]{4}-)[0-9a-z]{4,12}(?:-[0-9a-z]{4,12}){0,7})(?!\w|\.\w)")
_LETTERS = re.compile(
    r"(?:[ \t][а-я]{1,15}){0,6}\W{1,3}"
    r"(?P<v>(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z0-9]{2,8}(?:-[a-z0-9]{2,8}){0,2})(?<=[\w-]{5})(?![\w@-])"
)


def labels(text: str) -> Iterator[Label]:
    """All labels of a text; each reaches as far as the next one."""
    matches = list(_LABEL.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends[: len(matches)], strict=True):
        row = int(str(match.lastgroup)[1:])
        yield Label(row, match.start(), match.end(), min(end, match.end() + REACH), match[0])


def behind(text: str, label: Label) -> Iterator[Span]:
    """Secrets that are known by the label before them."""
    if PAIRED.match(text, label.end):
        return  # the name of a field, which has a form
    if label.kind in _SAID:
        yield from _spoken(text, label)
    if rule := _RULES.get(label.kind):
        yield from rule(text, label)
    elif (value := _VALUES[label.row]) and LABELS[label.row].get("next"):
        match = value.match(text, label.end)
        if match and not UNIT.match(text, match.end()):
            yield from _with_more(text, match, value, label.kind)
            if label.kind == "card-code":
                yield from found(AFTER_CARD.match(text, match.end()), label.kind)
    elif value and (match := value.search(text, label.end, label.reach + _LONGEST)) and match.start() < label.reach:
        yield from _with_more(text, match, value, label.kind)
        if label.kind == "card":
            yield from found(AFTER_CARD.match(text, match.end()), "card-code")
            while match := _MORE_CARDS.match(text, match.end()):
                yield from found(match, label.kind)


def _spoken(text: str, label: Label) -> Iterator[Span]:
    """Digits in words; right behind the label of a card or a passport three are enough. A number follows a series.

    Of a code one may say so behind it: «восемь восемь один ноль, это был код».
    """
    near = _SPOKEN_SHORT.match(text, label.end) if label.kind in ("card-code", "passport") else None
    match = near or _SPOKEN.search(text, label.end, label.reach + 2 * REACH)
    yield from found(match, label.kind)
    if label.kind == "code":
        yield from found(
            _SPOKEN_BEFORE.search(text, max(label.start - 2 * REACH, 0), label.start),
            label.kind,
        )
    if match and label.kind == "passport":
        yield from found(_SPOKEN_NEXT.match(text, match.end("v")), label.kind)


def _with_more(text: str, match: re.Match[str] | None, value: re.Pattern[str], kind: str) -> Iterator[Span]:
    """A number, and more of the same form: «… и мой …»."""
    while match:
        yield from found(match, kind)
        more = _ONE_MORE.match(text, match.end())
        match = value.match(text, more.end()) if more else None


def _code(text: str, label: Label) -> Iterator[Span]:
    """Six digits are a code, other lengths only where it is said that they were sent."""
    if not _DIGIT.search(text, label.end, label.reach + _LONGEST):
        return
    end = _END.search(text, label.end, label.reach)
    reach = end.start() if end else label.reach
    around = text[max(label.start - 40, 0) : reach + 15]
    for match in _CODE.finditer(text, label.end, reach + _LONGEST):
        digits = re.sub(r"\D", "", match["v"])
        if match.start() >= reach:
            return
        if (
            UNIT.match(text, match.end())
            or (digits.startswith("00") and len(digits) != 6)
            or digits in _SENDERS
            or YEAR.fullmatch(digits)
        ):
            continue
        if _OFFICE.search(text, max(label.start - REACH, 0), match.start()) and re.fullmatch(
            r"\d{3}-\d{3}", match["v"]
        ):
            continue
        is_sent = _SENT.search(text, label.start, match.start())
        if not is_sent and FAULT.search(text, max(label.start - 25, 0), label.start):
            continue
        if len(digits) == 6 or _ONE_BY_ONE.fullmatch(match["v"]) or (_SENT.search(around) and _is_said(label, around)):
            yield from found(match, "code")
            yield from more_codes(text, match.end())
            return
    letters = _LETTERS.match(text, label.end)
    if letters and _SENT.search(around) and not THING.match(letters["v"]):
        yield from found(letters, "code")
    elif re.search("парол|password", label.words):
        yield from password(text, label)


def _is_said(label: Label, around: str) -> bool:
    """«СМС» alone is no word for a code: it must be said that digits were in it."""
    return not label.words.startswith(("смс", "sms", "сообщ", "пуш", "push")) or bool(
        re.search(r"цифр|код|code|прише?л|прид|был|написан|[:«]", around)
    )


def _recovery(text: str, label: Label) -> Iterator[Span]:
    """Codes for the day when the telephone is lost: several in a row, of letters too."""
    end = label.end
    for match in _RECOVERY.finditer(text, label.end, label.end + 3 * REACH):
        between = text[end : match.start()]
        if len(between) > 25 or "." in between or (end > label.end and re.search("[а-я]{3}", between)):
            return
        yield from found(match, "code")
        end = match.end()


_RULES: dict[str, Callable[[str, Label], Iterator[Span]]] = {
    "code": _code,
    "recovery": _recovery,
    "password": password,
    "answer": answer,
}
