"""Takes out of a text what must not be sent to anybody: codes, passwords, cards, documents, keys.

A secret is known by its own form (a card in fours, СНИЛС with dashes, a key that begins as such keys do), or by the label
that stands before it, as far as no other label stands between. In doubt a number that the support needs stays.

Sources: forms and labels, data/secrets.toml; check digits, numbers.py; a login code has six digits, мфцкбр.рф; accounts
of people begin with 40817, 40820, 423 and 426: План счетов, ЦБ РФ 809-П.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from stdnum import luhn

from pyscripts import numbers
from pyscripts.data import table
from pyscripts.letters import lowered

# What stands in the place of each kind. The order is that in which readers are told of them.
INSTEAD = {
    "card": "[номер карты убран]",
    "card-code": "[код карты убран]",
    "account": "[номер счёта убран]",
    "snils": "[СНИЛС убран]",
    "inn": "[ИНН убран]",
    "passport": "[номер паспорта убран]",
    "document": "[номер документа убран]",
    "code": "[код убран]",
    "password": "[пароль убран]",
    "token": "[ключ доступа убран]",
    "phrase": "[секретная фраза убрана]",
}

_TABLE = table("secrets")
_FORMS = [
    (row["kind"], row.get("unless", ""), [re.compile(form) for form in row["patterns"]]) for row in _TABLE["form"]
]
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


_FORMS += [(row["kind"], "", _field_forms(row)) for row in _TABLE["field"]]
_PAIRED = re.compile(rf"[\w.\[\]-]{{0,40}}{_VALUE}")
_SENDERS = {row["name"] for row in table("official")["sender"]}
_LABELS = _TABLE["label"]
_VALUES = [re.compile(row["value"]) if "value" in row else None for row in _LABELS]
_ALL_LABELS = "|".join(f"(?P<l{place}>{'|'.join(row['words'])})" for place, row in enumerate(_LABELS))
_ALL_LABELS = _ALL_LABELS.replace(r"\w", r"[^\W\d_]")  # a word with digits may be the secret itself
_LABEL = re.compile(rf"(?<!\w)(?:{_ALL_LABELS})(?![^\W_])")
_UNIT, _SENT, _FAULT, _END, _STATE, _THING, _OFFICE, _SENTENCE, _CODES = (
    re.compile(_TABLE["words"][name])
    for name in ("unit", "sent", "fault", "end", "state", "thing", "office", "sentence", "codes")
)

_REACH = 70  # signs from a label to its secret
_LEAST_AGAIN, _MOST_AGAIN = 5, 20  # signs of a secret that is looked for elsewhere, too; so many are
_LONGEST = 30  # signs of a secret that may lie beyond the reach
_SAID = ("card", "card-code", "code", "snils", "passport", "account", "inn")  # kinds that people dictate in words
_MIR = ("2200", "2201", "2202", "2203", "2204")

_FOURS = re.compile(r"(?<![\d-])\d{4}(?: \d{4}){3,}(?![\d-]|[.:]\d)")
_TAIL = re.compile(r" \d{2,3}(?![\d-]|[.:/]\d)")  # of a card with more digits, or the code on it
_CENTS = re.compile(r",\d\d(?!\d)")
_CARD, _ACCOUNT = 4, 5  # fours
# How an account begins: the number of its kind (40x clients, 420–423 and 426 deposits) and its currency.
_ACCOUNT_BEGINS = re.compile(r"4(?:0\d\d\d|2[0-36]\d\d)(?:810|643|840|978|156)")
_MORE_CARDS = re.compile(r"[\s,;/]{1,3}(?:(?:и|или)\s)?(?P<v>[2-6]\d{15})(?![\d-]|[.:/]\d)")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_BEFORE = re.compile(r"(?:№|номер\w*|number|id)\W{0,3}$")
_AFTER_CARD = re.compile(
    r"[\s,;]+(?:(?:срок|до|exp|годна|действует)\w*[.:]?\s?(?:до |по )?)?"
    r"(?P<v>(?:\d\d ?/ ?|(?<=срок )[а-я]{3,8} 20)\d\d(?:\d\d)?(?:[\s,;]+(?:код|cvc|cvv)?\s?\d{3}(?!\d))?"
    r"|(?<=[\s,;])(?:код|cvc|cvv)\W{1,3}\d{3}(?!\d|[.:/]\d))"
)
_CODE = re.compile(
    r"(?<![\w.,/+-])(?<!\d:)(?<!\d )(?:g-)?(?P<v>\d{3}[ .–-]\d{3}|\d{4}[ -]\d\d|\d\d[ –-]\d\d[ –-]\d\d"
    r"|\d(?:(?:[ -]|, ?)\d){3,7}|\d{4,8})"
    r"(?![\w]|[.,:/-]\d|[-/]\w)"
)
_ONE_BY_ONE = re.compile(r"\d(?:(?:[ -]|, ?)\d)+")
_SPOKEN = re.compile(rf"(?<!\w)(?P<v>(?:(?:{_TABLE['words']['spoken']})(?:[\s,-]{{1,3}}|(?!\w))){{4,40}})(?!тысяч|тыщ)")
_SPOKEN_SHORT = re.compile(rf"[\s:—–-]{{1,3}}{_SPOKEN.pattern.replace('{4,40}', '{3,40}+')}(?!раз|руб|мин|час|дн|лет)")
_SPOKEN_NEXT = re.compile(rf"[\s,]{{0,3}}(?:и )?номер\w?[\s:—–-]{{1,3}}(?:(?P<w>\d{{6,7}})(?!\d)|{_SPOKEN.pattern})")
_ONE_MORE = re.compile(rf"[\s,;]{{1,3}}(?:(?:и|а|или)\s)?(?:(?:{_TABLE['words']['whose']})\s){{1,3}}")
_MORE_CODES = re.compile(
    r"(?:[\s,;/]|(?:и|а|то)(?=\s)|или|потом|затем|еще|снова|опять|вчера|сегодня|позже|раньше|новый|второй|третий|мо[йи])+"
    r"(?P<v>\d{3}[ –-]\d{3}|\d{4,8})(?![\w]|[.,:/-]\d|[-/]\w)"
)
_RECOVERY = re.compile(r"(?<!\w)(?P<v>(?=[\w-]*\d|[a-z]{4}-)[0-9a-z]{4,12}(?:-[0-9a-z]{4,12}){0,5})(?!\w|\.\w)")
_PAIR = re.compile(r"\s?[:—–-]?\s?(?P<v>\S{3,64}\s?[/|,;\s]\s?(?=\S*[\da-z])[^\s,;]{4,64})")
_ANSWER = rf"(?!{_TABLE['words']['state']}|{_TABLE['words']['no_answer']}|{_TABLE['words']['told']})"
_WORD = re.compile(
    r"(?: (?:для|в|от|у|на) [а-я]{1,15}){0,2}(?: было)?(?: слово)?(?:\s?[:=—–-]?\s?[«“\"](?P<quoted>[^»”\"\n]{3,40})[»”\"]"
    rf"|(?:[ \t]|:\s?|[—–«\"=-]){{1,4}}{_ANSWER}(?P<v>[^\s,;.»\"]{{3,40}}))"
)
_TOLD = re.compile(
    rf"(?<!\w)(?:{_TABLE['words']['told']})(?: (?:мой|это|такой|было?)){{0,2}}"
    rf"(?:\s?[:—–-]?\s?[«“\"]{_ANSWER}(?P<quoted>[^»”\"\n]{{3,40}})[»”\"]"
    rf"|\s?[:—–]\s?{_ANSWER}(?P<v>[^\s,;.»\"]{{3,30}})"
    rf"|\s{_ANSWER}(?P<w>[а-я-]{{3,30}}(?=[\s,—–-]{{1,4}}не\s?(?:прин|под|совп|бер|вер|прав))"
    r"|(?:(?<=answer is )|(?<=answer was ))[a-z]{3,30}(?=[,.])))"
)
_NAMED = re.compile(
    rf"[^.\n]{{0,30}}(?<!\w)(?:{_TABLE['words']['named']})\W{{1,3}}(?:это |был\w? )?{_ANSWER}(?P<v>[^\s,.;»\"]{{3,30}})"
)
_ASKED = re.compile(rf"ответ\w{{0,2}}\s[«“\"]?{_ANSWER}(?P<v>[^»”\",.\n]{{3,40}}?)[»”\"]?\sна\s$")
_FILLER = re.compile(_TABLE["words"]["filler"])
_DIRECT = re.compile(
    rf"(?P<filler>(?:[ \t]{{1,2}}{_TABLE['words']['filler']}){{0,5}}?)"
    r"[ \t]{0,3}(?:[:=—–-](?:[ \t]*\n){0,2}|\n|:?\s?\()[ \t]{0,3}(?:[«“\"](?P<w>[^»”\"\n]{3,40})[»”\"]"
    r"|[«“\"'(]{0,2}(?P<v>[^\s,;»”\"')\[*][^\s,;»”\"')]{2,63}))"
    rf"|(?P<owner>(?:[ \t]{{1,2}}{_TABLE['words']['filler']}){{0,5}}?)\s+[«“\"'](?P<quoted>[^\s»”\"']{{3,40}})[»”\"']"
)
_MIXED = re.compile(
    r"(?<![\w@.])(?P<v>(?=[^\s,;]*[^\W\d_])(?=[^\s,;]*(?:\d|[a-z][!@#$%^&*]|[!@#$%^&*][a-z]))[^\s,;«»“”\"'()\[\]<>/]{4,64})"
)
_PLAIN = re.compile(
    rf"(?:\s+{_TABLE['words']['filler']}){{0,6}}\s+(?P<v>\d{{5,12}}|[a-z][a-z_-]{{3,40}})(?![\w@/-]|\.\w)"
)
_LETTERS = re.compile(
    r"(?:[ \t][а-я]{1,15}){0,6}\W{1,3}"
    r"(?P<v>(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z0-9]{2,8}(?:-[a-z0-9]{2,8}){0,2})(?<=[\w-]{5})(?![\w@-])"
)
_MORE_PASSWORDS = re.compile(
    r"[\s,;]+(?:[а-я]{1,12} ){0,3}(?:новый|второй|другой|старый|прежний)\s+(?:парол\w*\s+)?"
    r"(?P<v>(?=[^\s,;]*[\da-z])[^\s,;»\"]{4,64})|\s(?:и|или|на|стал)\s(?P<w>(?=[^\s,;]*[^\W\d_])(?=[^\s,;]*\d)[^\s,;»\"]{6,64})"
)
_OWN_LINE = re.compile(
    r"(?P<before>[^\n]{0,60})\n\s{0,3}[«\"(]?"
    r"(?P<v>(?=\S{0,63}\d)(?=\S{0,63}[^\W\d_])[^\s«»\"()]{5,63}[^\s«»\"().,;])[»\").,;]{0,3}[ \t]{0,3}(?:\n|$)"
)
_CLAUSE = re.compile(r"[.!?;](?:\s|$)|\n")


@dataclass(frozen=True)
class Span:
    """A secret in a text: the signs from `start` to `end` are of this kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class _Label:
    """What says the kind of the number behind it; `row` is its place in the table, `reach` the end of what it is about."""

    row: int
    start: int
    end: int
    reach: int
    words: str

    @property
    def kind(self) -> str:
        return str(_LABELS[self.row]["kind"])


def without_secrets(text: str) -> tuple[str, list[str]]:
    """A text with words in the places of its secrets, and the kinds that there were, in the order of `INSTEAD`.

    >>> without_secrets("Код из смс 123456, телефон 89001234567")
    ('Код из смс [код убран], телефон 89001234567', ['code'])
    >>> without_secrets("Заявление № 1234567890 от 22.11.2026, сумма 1500,00")
    ('Заявление № 1234567890 от 22.11.2026, сумма 1500,00', [])
    """
    parts, end, kinds = [], 0, set()
    for span in _apart(secrets(text)):
        parts += [text[end : span.start], INSTEAD[span.kind]]
        kinds.add(span.kind)
        end = span.end
    return "".join([*parts, text[end:]]), [kind for kind in INSTEAD if kind in kinds]


def _apart(spans: list[Span]) -> list[Span]:
    """Spans in their order; of those that overlap the first one stays, with the signs of all."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            span = Span(last.start, max(last.end, span.end), last.kind)
        merged.append(span)
    return merged


def secrets(text: str) -> list[Span]:
    """The secrets of a text, in no order; they may overlap."""
    small = lowered(text)
    labels = list(_labels(small))
    # Of two for one place the label's is the better name, so it comes first.
    spans = [*(span for label in labels for span in _behind(small, label)), *_by_form(small, labels)]
    return [*spans, *_again(small, spans)]


def _again(text: str, spans: list[Span]) -> Iterator[Span]:
    """Passwords and codes where they stand once more, without a label."""
    known = {text[span.start : span.end]: span.kind for span in spans if span.kind in ("password", "code")}
    for secret, kind in islice(known.items(), _MOST_AGAIN):
        if len(secret) >= _LEAST_AGAIN:
            for match in re.finditer(rf"(?<!\w){re.escape(secret)}(?!\w)", text):
                yield Span(*match.span(), kind)


def _labels(text: str) -> Iterator[_Label]:
    found = list(_LABEL.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends[: len(found)], strict=True):
        row = int(str(match.lastgroup)[1:])
        yield _Label(row, match.start(), match.end(), min(end, match.end() + _REACH), match[0])


def _by_form(text: str, labels: list[_Label]) -> Iterator[Span]:
    """Secrets that are known by their form, unless a doubt saves them."""
    ends = [label.end for label in labels]

    def is_harmless(place: int, by_sign: bool = True) -> bool:
        """Whether a number is said to be one that the support needs: by the label before it, else maybe by «№»."""
        nearest = bisect_right(ends, place) - 1
        near = nearest >= 0 and place - ends[nearest] <= _REACH // 2
        if near and not _CLAUSE.search(text, ends[nearest], place):
            return labels[nearest].kind == "harmless"
        return by_sign and bool(_NUMBER_BEFORE.search(text, max(place - 12, 0), place))

    doubts: dict[str, Callable[[re.Match[str]], bool]] = {
        "": lambda match: False,
        "harmless": lambda match: is_harmless(match.start()),
        "label": lambda match: is_harmless(match.start(), by_sign=False),
        "no card": lambda match: (
            is_harmless(match.start()) or not (luhn.is_valid(match[0]) or match[0].startswith(_MIR))
        ),
        "no snils": lambda match: not numbers.snils(match[0]) or is_harmless(match.start(), by_sign=False),
        "no inn": lambda match: not numbers.inn(match[0]) or is_harmless(match.start()),
        "no talk of codes": lambda match: (
            not _CODES.search(text) or bool(_UNIT.match(text, match.end())) or is_harmless(match.start())
        ),
        "machine": lambda match: "." in match[0] and _is_machine(match[0]),
        "thing": lambda match: bool(_THING.match(match["v"])),
        "sentence": lambda match: bool(_SENTENCE.search(match[0])),
    }
    for start, end in _cards_in_fours(text, is_harmless):
        yield Span(start, end, "card")
        yield from _found(_AFTER_CARD.match(text, end), "card-code")
    for kind, unless, patterns in _FORMS:
        for pattern in patterns:
            for match in pattern.finditer(text):
                if not doubts[unless](match):
                    yield from _found(match, kind)
                    if kind == "card":
                        yield from _found(_AFTER_CARD.match(text, match.end()), "card-code")
                    elif kind == "code":
                        yield from _more_codes(text, match.end())


def _cards_in_fours(text: str, is_harmless: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Where cards stand whose digits are in fours: alone, one behind another, beside a sum or a year.

    Five fours are rather an account or a УИН; among more than four only a check digit or «Мир» tells a card.
    """
    for run in _FOURS.finditer(text):
        fours = run[0].split(" ")
        is_uin = numbers.uin(text[run.start() : run.start() + 31].replace(" ", ""))  # 25 digits, the last five together
        is_uin = is_uin or numbers.uin(run[0].replace(" ", ""))
        if all(map(_YEAR.fullmatch, fours)):
            continue
        place, end = 0, len(fours)
        accounts = [bool(_ACCOUNT_BEGINS.match("".join(fours[start : start + _ACCOUNT]))) for start in range(end)]
        if end == _ACCOUNT and not accounts[0] and not is_uin:
            is_sum = bool(_UNIT.match(text, run.end()) or _CENTS.match(text, run.end()))
            end -= is_sum or bool(_YEAR.fullmatch(fours[-1]))
            place += end == _ACCOUNT and bool(_YEAR.fullmatch(fours[0]))
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


def _is_machine(digits: str) -> bool:
    """Whether it is rather the number of a machine in a network, as 192.168.100.20."""
    return all(part.isdecimal() and int(part) < 256 for part in digits.split("."))


def _found(match: re.Match[str] | None, kind: str) -> Iterator[Span]:
    """The span of a match: its named group that took part, or all of it."""
    if match:
        group = next((name for name in ("v", "w", "quoted") if match.groupdict().get(name)), 0)
        yield Span(*match.span(group), kind)


def _behind(text: str, label: _Label) -> Iterator[Span]:
    """Secrets that are known by the label before them."""
    if _PAIRED.match(text, label.end):
        return  # the name of a field, which has a form
    if label.kind in _SAID:
        yield from _spoken(text, label)
    if rule := _RULES.get(label.kind):
        yield from rule(text, label)
    elif (value := _VALUES[label.row]) and _LABELS[label.row].get("next"):
        match = value.match(text, label.end)
        if match and not _UNIT.match(text, match.end()):
            yield from _with_more(text, match, value, label.kind)
            if label.kind == "card-code":
                yield from _found(_AFTER_CARD.match(text, match.end()), label.kind)
    elif value and (match := value.search(text, label.end, label.reach + _LONGEST)) and match.start() < label.reach:
        yield from _with_more(text, match, value, label.kind)
        if label.kind == "card":
            yield from _found(_AFTER_CARD.match(text, match.end()), "card-code")
            while match := _MORE_CARDS.match(text, match.end()):
                yield from _found(match, label.kind)


def _spoken(text: str, label: _Label) -> Iterator[Span]:
    """Digits in words; right behind the label of a card or a passport three are enough. A number follows a series."""
    near = _SPOKEN_SHORT.match(text, label.end) if label.kind in ("card-code", "passport") else None
    match = near or _SPOKEN.search(text, label.end, label.reach + 2 * _REACH)
    yield from _found(match, label.kind)
    if match and label.kind == "passport":
        yield from _found(_SPOKEN_NEXT.match(text, match.end("v")), label.kind)


def _with_more(text: str, match: re.Match[str] | None, value: re.Pattern[str], kind: str) -> Iterator[Span]:
    """A number, and more of the same form: «… и мой …»."""
    while match:
        yield from _found(match, kind)
        more = _ONE_MORE.match(text, match.end())
        match = value.match(text, more.end()) if more else None


def _code(text: str, label: _Label) -> Iterator[Span]:
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
            _UNIT.match(text, match.end())
            or (digits.startswith("00") and len(digits) != 6)
            or digits in _SENDERS
            or _YEAR.fullmatch(digits)
        ):
            continue
        if _OFFICE.search(text, max(label.start - _REACH, 0), match.start()) and re.fullmatch(
            r"\d{3}-\d{3}", match["v"]
        ):
            continue
        is_sent = _SENT.search(text, label.start, match.start())
        if not is_sent and _FAULT.search(text, max(label.start - 25, 0), label.start):
            continue
        if len(digits) == 6 or _ONE_BY_ONE.fullmatch(match["v"]) or (_SENT.search(around) and _is_said(label, around)):
            yield from _found(match, "code")
            yield from _more_codes(text, match.end())
            return
    letters = _LETTERS.match(text, label.end)
    if letters and _SENT.search(around) and not _THING.match(letters["v"]):
        yield from _found(letters, "code")
    elif re.search("парол|password", label.words):
        yield from _password(text, label)


def _is_said(label: _Label, around: str) -> bool:
    """«СМС» alone is no word for a code: it must be said that digits were in it."""
    return not label.words.startswith(("смс", "sms", "сообщ", "пуш", "push")) or bool(
        re.search(r"цифр|код|code|прише?л|прид|был|написан|[:«]", around)
    )


def _more_codes(text: str, end: int) -> Iterator[Span]:
    """Codes in a row: «123456, потом 654321»."""
    while (match := _MORE_CODES.match(text, end)) and not _UNIT.match(text, match.end()):
        if not _YEAR.fullmatch(match["v"]):
            yield from _found(match, "code")
        end = match.end()


def _recovery(text: str, label: _Label) -> Iterator[Span]:
    """Codes for the day when the telephone is lost: several in a row, of letters too."""
    end = label.end
    for match in _RECOVERY.finditer(text, label.end, label.end + 3 * _REACH):
        between = text[end : match.start()]
        if len(between) > 25 or "." in between or (end > label.end and re.search("[а-я]{3}", between)):
            return
        yield from _found(match, "code")
        end = match.end()


def _password(text: str, label: _Label) -> Iterator[Span]:
    """The word right behind the label, or one with a digit or a sign in it not far away."""
    if text[label.start - 1 : label.start] in ("?", "&") and text[label.end : label.end + 1] == "=":
        return  # a part of a link, which has a form
    if re.search("логин|login", label.words):
        yield from _found(_PAIR.match(text, label.end, label.end + 2 * _REACH), "password")
        return
    match = _DIRECT.match(text, label.end, label.end + 2 * _REACH)
    if match and _is_password(text, match):
        yield from _found(match, "password")
        yield from _found(_MORE_PASSWORDS.match(text, match.end()), "password")
        return
    match = _PLAIN.match(text, label.end)
    if match and not (_says_on(text, label, match) or _UNIT.match(text, match.end())):
        yield from _found(match, "password")
        return
    clause = _CLAUSE.search(text, label.end + 1, label.reach)
    words = _MIXED.finditer(text, label.end, clause.start() if clause else label.reach)
    first = next((match for match in words if not _THING.match(match["v"])), None)
    yield from _found(first, "password")
    if first:
        yield from _found(_MORE_PASSWORDS.match(text, first.end()), "password")
    elif (match := _OWN_LINE.match(text, label.end)) and match.start("v") <= label.reach:
        is_other = _FAULT.search(match["before"]) or _THING.match(match["v"])
        yield from _found(None if is_other else match, "password")


def _says_on(text: str, label: _Label, match: re.Match[str]) -> bool:
    """Whether the word behind «password» is a part of the sentence: «password page does not load»."""
    if _THING.match(match["v"]) or _STATE.match(match["v"]):
        return True
    is_told = re.search(r"\b(?:is|was|my)\s", text[label.end : match.start("v")])
    return label.words.isascii() and not is_told and bool(re.match(r"\s[a-z]", text[match.end() : match.end() + 2]))


def _answer(text: str, label: _Label) -> Iterator[Span]:
    """The word that a bank asks for: beside its label, or told in the words after it."""
    told = _TOLD.search(text, label.end, label.end + 2 * _REACH)
    if re.match(r"(?:секретн|контрольн)\w+ вопр|\w+ question", label.words):
        before = _ASKED.search(text, max(label.start - _REACH, 0), label.start)
        yield from _found(before or told or _NAMED.match(text, label.end, label.end + _REACH), "password")
    else:
        yield from _found(_WORD.match(text, label.end) or told, "password")


def _is_password(text: str, match: re.Match[str]) -> bool:
    """Whether the word behind «пароль:» is one, and not what the sentence says of it."""
    word = match["quoted"] or match["w"] or match["v"]
    if (
        _THING.match(word)
        or _STATE.match(word)
        or _UNIT.match(text, match.end())
        or (word.isdecimal() and len(word) < 4)
        or _FILLER.fullmatch(word)
    ):
        return False
    if match["owner"] and not re.search("[a-z0-9]", word):  # «пароль от «Госуслуг»»
        return False
    if match["quoted"] or match["w"] or any(char.isascii() and (char.isalnum() or char in "!@#$%^&*") for char in word):
        return True
    after = text[match.end() : match.end() + 1]
    return not match["filler"] and "\n" not in match[0] and after in ("", *'\n.,;)»"')


_RULES: dict[str, Callable[[str, _Label], Iterator[Span]]] = {
    "code": _code,
    "recovery": _recovery,
    "password": _password,
    "answer": _answer,
}
