"""The shapes of the tables in pyscripts/data/: what a check reads is there and is what the check takes it for."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, create_model

from macros.content.problem import Problem, unknown
from macros.content.shape import Field, Shape, mistakes, one_of, wrong
from macros.content.yaml_file import YamlFile
from pyscripts.verdict import LEVELS

# Tables may be long: whole lists of phrases stand in one string.
type Words = str
type Names = list[str]


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise wrong(f"«{text}» — не регулярное выражение: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]


class Dated(Shape):
    """What every table says of itself."""

    as_of: date


class Sourced(Dated):
    source: Words


class Family(Shape):
    """A family of errors."""

    example: Words
    level: one_of("уровня", LEVELS)  # type: ignore[valid-type]
    says: Words
    limits: Words = ""
    year: int = 0
    next: Words = ""
    guide: Words
    side: Words
    causes: Words = ""
    general: bool = False
    phrases: Words = ""
    alone: Words = ""
    tail: Words = ""
    chromium: Words = ""
    sec: Words = ""
    ssl: Words = ""
    pkix: Words = ""
    ns: Words = ""
    pr: Words = ""
    other: Words = ""
    number: Words = ""
    curl: Words = ""
    bank: Words = ""
    esia: Words = ""


class Cause(Shape):
    says: Words
    test: Words
    guide: Words


class Cues(Shape):
    error: Words
    http: Words
    weak: Words
    net: Words
    code: Words
    bank: Words
    curl: Words
    esia: Words
    unit: Words
    thing: Words
    small: Words


class Sentences(Shape):
    not_twice: Words
    in_year: Words


class Errors(Dated):
    sources: Names
    prefix: dict[str, str]
    cues: Cues
    same: dict[str, str]
    start: dict[str, str]
    sentence: Sentences
    side: dict[str, str]
    family: dict[str, Family]
    cause: dict[str, Cause]


class Group(Shape):
    id: str
    name: Words
    starts: Names
    inn: int | None = None
    closed: date | None = None


class Accounts(Sourced):
    group: list[Group]


class Browser(Shape):
    id: str
    name: Words
    pattern: Pattern
    app: bool = False
    steps: str = ""


class Brand(Shape):
    brand: str
    id: str
    name: Words
    steps: str = ""
    app: bool = False


class Platform(Shape):
    id: str
    pattern: Pattern
    steps: str
    system: str
    touch: str = ""


class BrowserRules(Sourced):
    browser: list[Browser]
    brand: list[Brand]
    platform: list[Platform]


class Engine(Shape):
    id: str
    pattern: Pattern
    source: Words
    ended: bool = False
    current: int | None = None
    recent: int | None = None
    minimal: int | None = None


class BrowserVersions(Dated):
    known_until: date
    engine: list[Engine]


class Network(Shape):
    id: str
    name: Words
    ranges: list[Annotated[str, AfterValidator(lambda text: _digits(text))]]
    lengths: list[int]
    always_luhn: bool = False
    foreign: Words = ""


def _digits(text: str) -> str:
    if not re.fullmatch(r"\d{1,8}(?:-\d{1,8})?", text):
        raise wrong(f"«{text}» — не начало номера: нужно, например, 2200-2204")
    return text


class CardNetworks(Sourced):
    network: list[Network]


class Names3(Shape):
    programs: Names
    shortcuts: Names
    unfinished: Names


class Kind(Shape):
    id: str
    name: Words
    group: str
    extensions: Names
    brands: Names = Field(default_factory=list)
    start: str = ""
    container: str = ""
    holds: Names = Field(default_factory=list)
    twin: str = ""
    mime: str = ""


class Plain(Shape):
    plain: Names


class Unexpected(Shape):
    name: Words
    extensions: Names
    over: Names


class FileKinds(Sourced):
    names: Names3
    kind: list[Kind]
    other: Plain
    unexpected: list[Unexpected]


class FreeSites(Sourced):
    hosts: Names
    pages: Names
    disks: Names


class KnownSites(Sourced):
    hosts: Names
    names: Names
    zones: Names


class HttpStatuses(Dated):
    sources: Names
    also: dict[str, int]
    status: dict[str, Annotated[Names, AfterValidator(lambda row: _row(row))]]


def _row(row: list[str]) -> list[str]:
    if len(row) != 3:
        raise wrong(f"нужны семья, слова и смысл, а здесь {len(row)}")
    return row


class LetterPairs(Sourced):
    letters: Words
    pairs: Words


class MailDomains(Sourced):
    known: Names
    distinctive: Names
    zones: Names
    habits: dict[str, str]


class Sign(Shape):
    key: str
    patterns: Names
    unless: str = ""


class Lure(Shape):
    key: one_of("вида", ("strong", "threat", "bait", "act"))  # type: ignore[valid-type]
    patterns: Names


class MessageSigns(Dated):
    warning: Pattern
    words: dict[str, str]
    sign: list[Sign]
    lure: list[Lure]


class MessageWords(Dated):
    base: int
    enough: int
    common: Words
    weights: dict[str, str]


class Form(Shape):
    kind: str
    patterns: list[Pattern]
    unless: str = ""


class Label(Shape):
    kind: str
    words: Names
    next: bool = False
    value: Pattern | None = None


class SecretWords(Shape):
    unit: Pattern
    fault: Pattern
    sent: Pattern
    end: Pattern
    office: Pattern
    state: Pattern
    filler: Pattern
    thing: Pattern
    sentence: Pattern
    codes: Pattern


class Secrets(Sourced):
    form: list[Form]
    label: list[Label]
    words: SecretWords


class Holidays(Shape):
    days: Names
    source: Words


class Unknown(Shape):
    swaps: int
    off_within: int
    working_within: int
    sources: Names


class Year(Shape):
    year: int
    off: list[date]
    working: list[date]
    decree: Words
    sources: Names


class WorkCalendar(Dated):
    known_from: date
    known_until: date
    holidays: Holidays
    unknown: Unknown
    year: list[Year]


class Suffixes(Sourced):
    version: str
    zones: Words
    shared: Words


class TimeZones(Sourced):
    zone: dict[str, int]


class Photo(Shape):
    width: int
    height: int
    dpi: int
    facts: dict[str, str] = Field(default_factory=dict)


class UploadRules(Sourced):
    megabyte: int
    photo: Photo


class Required(Shape):
    title: Words
    most: int
    field: str = ""
    instead: Names = Field(default_factory=list)


class Additional(Shape):
    most: int | None = None
    field: str = ""
    instead: Names = Field(default_factory=list)


class PaymentQr(Sourced):
    encodings: dict[str, str]
    required: dict[str, Required]
    additional: dict[str, Additional]


_YES_NO: Any = (bool, False)
_TEXT: Any = (str, "")
Meaning = create_model(  # its keys are no names of Python
    "Meaning",
    __base__=Shape,
    outcome=(str, ...),
    means=(str, ...),
    alone=_YES_NO,
    **dict.fromkeys(("pick", "said", "region", "seen-2022", "seen-2023", "seen-api"), _TEXT),
)


class Hours(Shape):
    hours: int
    sources: Names = Field(default_factory=list)
    as_of: date | None = None


class Statuses(Dated):
    sources: Names
    same: Words
    filler: Words
    turns: Words
    other: Words
    known: dict[str, str]
    marriage: Hours
    goskey: Hours
    meaning: dict[str, Meaning]


class Told(Shape):
    """A phone, host, page, sender or address of the portal."""

    id: str = ""
    date: date
    source: Words


class Phone(Told):
    number: str
    shown: str = ""
    what: Words
    now: bool


class Sender(Told):
    name: str


class Mail(Told):
    address: str
    what: Words
    outcome: str


class Host(Told):
    name: str
    what: Words
    now: bool


class Social(Told):
    page: str


class Messenger(Shape):
    name: Words
    ours: bool
    schemes: Names
    hosts: Names
    names: Names


class Regional(Shape):
    date: date
    source: Words
    zones: Names
    pattern: Pattern


class Shorteners(Shape):
    hosts: Names


class Emergency(Shape):
    numbers: Names


class False_(Shape):
    date: date
    source: Words
    numbers: Names


class OtherWords(Shape):
    date: date
    source: Words
    words: Names


class Official(Dated):
    phone: list[Phone]
    sender: list[Sender] = Field(default_factory=list)
    mail: list[Mail] = Field(default_factory=list)
    host: list[Host]
    social: list[Social] = Field(default_factory=list)
    messenger: list[Messenger] = Field(default_factory=list)
    regional: Regional | None = None
    shorteners: Shorteners | None = None
    emergency: Emergency | None = None
    false: False_ | None = None
    other_words: OtherWords | None = None


class Law(Shape):
    law: Words
    days: int
    working: bool
    source: Words
    extension: int | None = None
    registered_within: int | None = None
    facts: dict[str, str] = Field(default_factory=dict)


class LegalTerms(Dated):
    appeal: Law
    complaint: Law
    refusal: Law


class Term(Shape):
    says: Words
    as_of: date
    source: Words
    fact: str = ""


class State(Shape):
    id: str
    words: Words
    mark: str


class Table(Shape):
    columns: Names
    rows: list[Names]


class Sets(Shape):
    any: Names = Field(alias="*")
    up: Names
    some: Names
    down: Names


class Connection(Dated):
    state: list[State]
    sets: Sets
    stands_in: dict[str, str] = Field(default_factory=dict)
    table: Table


SHAPES: Mapping[str, Any] = {
    "official": Official,
    "legal_terms": LegalTerms,
    "terms": dict[str, Term],
    "connection_table": Connection,
    "accounts": Accounts,
    "browser_rules": BrowserRules,
    "browser_versions": BrowserVersions,
    "card_networks": CardNetworks,
    "errors": Errors,
    "file_kinds": FileKinds,
    "free_sites": FreeSites,
    "http_statuses": HttpStatuses,
    "known_sites": KnownSites,
    "letter_pairs": LetterPairs,
    "mail_domains": MailDomains,
    "message_signs": MessageSigns,
    "message_words": MessageWords,
    "payment_qr": PaymentQr,
    "secrets": Secrets,
    "statuses": Statuses,
    "suffixes": Suffixes,
    "time_zones": TimeZones,
    "upload_rules": UploadRules,
    "work_calendar": WorkCalendar,
}


def check(name: str, file: YamlFile) -> Iterator[Problem]:
    """Find what a table has not, has besides, or has as something else; a table of a site's own has no shape."""
    kind = SHAPES.get(name)
    found = list(mistakes(kind, file)) if kind else []
    yield from found
    if not found and name in _REFERENCES:
        yield from _REFERENCES[name](file)


def _errors(file: YamlFile) -> Iterator[Problem]:
    """Names in a family that stand nowhere else."""
    data = file.data
    for name, family in data["family"].items():
        here = ("family", name)
        if family["side"] not in data["side"]:
            yield file.problem((*here, "side"), unknown("стороны", family["side"], data["side"]))
        for cause in family.get("causes", "").split():
            if cause not in data["cause"]:
                yield file.problem((*here, "causes"), unknown("причины", cause, data["cause"]))
    for start, family in data["start"].items():
        if family not in data["family"]:
            yield file.problem(("start", start), unknown("семьи", family, data["family"]))


def _signs(file: YamlFile) -> Iterator[Problem]:
    """Patterns are made of fragments, so they can be judged only when these are in their places."""
    words = file.data["words"]
    rows = [(("sign", at), row) for at, row in enumerate(file.data["sign"])]
    rows += [(("lure", at), row) for at, row in enumerate(file.data["lure"])]
    for way, row in rows:
        for key, pattern in [*(("patterns", each) for each in row["patterns"]), ("unless", row.get("unless", ""))]:
            try:
                re.compile(pattern.format_map(words))
            except KeyError as error:
                yield file.problem((*way, key), unknown("куска", error.args[0], words))
            except (re.error, ValueError, IndexError) as error:
                yield file.problem((*way, key), f"«{pattern}» — не регулярное выражение: {error}")


def _verdicts(file: YamlFile) -> Iterator[Problem]:
    """Rows that are too long or too short, and words in their cells that are no states."""
    data = file.data
    words = [*(state["id"] for state in data["state"]), *data["sets"]]
    columns = data["table"]["columns"]
    for place, row in enumerate(data["table"]["rows"]):
        if len(row) != len(columns) + 1:
            yield file.problem(("table", "rows", place), f"в строке {len(row)} слов, а нужно {len(columns) + 1}")
        for word in (word for cell in row[:-1] for word in cell.split("|") if word not in words):
            yield file.problem(("table", "rows", place), unknown("состояния", word, words))


_REFERENCES: Mapping[str, Callable[[YamlFile], Iterator[Problem]]] = {
    "connection_table": _verdicts, "errors": _errors, "message_signs": _signs,
}  # fmt: skip
