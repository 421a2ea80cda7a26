"""The shapes of the tables in pyscripts/data/: each class is a table, or a part of one, under the name of its file."""

import re
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, create_model, model_validator

from macros.content.shape import Field, Pattern, Shape, one_of, pattern, wrong
from pyscripts.verdict import LEVELS

# Tables may be long: whole lists of phrases stand in one string.
type Words = str
type Names = list[str]


_WIDE = re.compile(r"(?<!\\)(?:[.*+]|\[\^)|\\[SWDs]|\{\d*,\}")
# Typical scam messages: a "this is a warning" pattern that matches one of them would let every scam pass.
_FRAUDS = (
    "назовите код из смс", "продиктуйте пароль от госуслуг", "переведите деньги на безопасный счет", "сообщите номер карты",
    "установите приложение по ссылке", "пришлите фото паспорта", "ваш аккаунт взломан, срочно позвоните", "оплатите комиссию",
)  # fmt: skip


def _exact(text: str) -> str:
    """A pattern for trusted names: a wildcard in it would also match a stranger's name."""
    if _WIDE.search(pattern(text)):
        raise wrong(f"«{text}»: здесь каждый знак назван; без точки (пишите \\.), «*», «+» и [^…]")
    return text


def _narrow(text: str) -> str:
    """A pattern that exempts a sentence from the check."""
    if taken := next((said for said in _FRAUDS if re.search(pattern(text), said)), None):
        raise wrong(f"под выражение попадает «{taken}»: такое сообщение больше не считалось бы обманом")
    return text


Narrow = Annotated[str, AfterValidator(_narrow)]
Exact = Annotated[str, AfterValidator(_exact)]


class Dated(Shape):
    """What every table says of itself."""

    as_of: date


class Sourced(Dated):
    source: Words


# errors.toml
class Family(Shape):
    """A family of errors."""

    example: Words = Field(description="что читатель вставит с экрана; на этом примере семью проверяют тесты")
    level: one_of("уровня", LEVELS) = Field(  # type: ignore[valid-type]
        description="ok — всё в порядке, unsure — точно не сказать, warn — есть что исправить, stop — дальше нельзя"
    )
    says: Words = Field(description="что это значит; продолжает строку «ERR_…» — и начинается с маленькой буквы")
    limits: Words = Field("", description="чего это не значит")
    year: int = Field(
        0, description="год, на который известны слова портала: читателю скажут, что они могли измениться"
    )
    next: Words = Field(
        "", description="с чего начать; {not_twice} и другие имена в скобках — общие фразы из [sentence]"
    )
    guide: Words = Field(description="инструкция, где подробно: раздел/имя")
    side: Words = Field(description="чья сторона: имя из [side]")
    causes: Words = Field("", description="имена из [cause] через пробел: сначала самая вероятная и дешёвая")
    general: bool = Field(False, description="true — слова общие: о них молчим, если рядом нашлись точные")
    result: bool = Field(
        False, description="true — слова говорят, что не вышло, а не почему: причина, если она названа, стоит раньше"
    )
    phrases: Words = Field(
        "", description="сообщения, по одному на строке, как на экране; регистр, «ё», концы слов и знаки не важны"
    )
    alone: Words = Field("", description="такие же, но общие: считаются, только если в строке больше ничего нет")
    tail: Words = Field(
        "", description="такие же, но при других лишь хвост: считаются, только если точнее в тексте ничего не нашлось"
    )
    chromium: Words = Field("", description="коды Chromium: имена без ERR_ и их числа")
    sec: Words = Field("", description="коды Firefox: имена без SEC_ERROR_")
    ssl: Words = Field("", description="коды Firefox: имена без SSL_ERROR_")
    pkix: Words = Field("", description="коды Firefox: имена без MOZILLA_PKIX_ERROR_")
    ns: Words = Field("", description="коды Firefox: имена без NS_ERROR_")
    pr: Words = Field("", description="коды Firefox: имена без PR_")
    other: Words = Field("", description="коды без общего начала")
    number: Words = Field("", description="числа, которые стоят рядом со словом «ошибка»")
    curl: Words = Field("", description="числа curl")
    bank: Words = Field("", description="коды ответа банков, ISO 8583")
    esia: Words = Field("", description="коды службы входа")


class Cause(Shape):
    says: Words = Field(description="продолжает строку «Возможная причина 1:», с маленькой буквы")
    test: Words = Field(description="как это проверить")
    guide: Words = Field(description="инструкция, где подробно: раздел/имя")


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
    once: Words
    turn: Words
    reports: Words
    denies: Words
    fine: Words
    ours: Words
    clause: Words
    says: Words
    tells: Words
    site: Words


class Topic(Shape):
    words: Words
    silences: Words


class Sentences(Shape):
    not_twice: Words
    in_year: Words


class Errors(Dated):
    sources: Names
    prefix: dict[str, str]
    cues: Cues
    same: dict[str, str]
    spoken: dict[str, str]
    topic: dict[str, Topic]
    start: dict[str, str]
    sentence: Sentences
    side: dict[str, str]
    family: dict[str, Family]
    cause: dict[str, Cause]


# error_words.toml
class ErrorWords(Dated):
    weights: dict[str, dict[str, Words]]


# accounts.toml
class Group(Shape):
    id: str
    name: Words
    starts: Names
    inn: int | None = None
    closed: date | None = None


class Accounts(Sourced):
    group: list[Group]


# alphabets.toml
class Alphabets(Sourced):
    starts: Words = Field(alias="from")


# browser_rules.toml
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


# browser_versions.toml
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


# card_networks.toml
def _digits(text: str) -> str:
    if not re.fullmatch(r"\d{1,8}(?:-\d{1,8})?", text):
        raise wrong(f"«{text}» — не начало номера: нужно, например, 2200-2204")
    return text


class Network(Shape):
    id: str
    name: Words
    ranges: list[Annotated[str, AfterValidator(_digits)]]
    lengths: list[int]
    always_luhn: bool = False
    foreign: Words = ""


class CardNetworks(Sourced):
    network: list[Network]


# file_kinds.toml
class TellingNames(Shape):
    programs: Names
    shortcuts: Names
    unfinished: Names
    secret: Names


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
    plain: Names = Field(default_factory=list)


class FileKinds(Sourced):
    names: TellingNames
    kind: list[Kind]
    other: Plain
    unexpected: list[Unexpected]


# free_sites.toml
class FreeSites(Sourced):
    hosts: Names
    pages: Names
    disks: Names


# known_sites.toml
class KnownSites(Sourced):
    hosts: Names
    names: Names
    zones: Names
    networks: Names
    login: Pattern
    offer: Pattern


# contact_words.toml
class SaidOutcome(Shape):
    level: one_of("уровня", LEVELS)  # type: ignore[valid-type]
    text: str
    limits: str = ""
    next: str = ""
    guide: str = ""


class ContactWords(Dated):
    sentence: dict[str, str]
    outcome: dict[str, SaidOutcome]


# http_statuses.toml
def _row(row: list[str]) -> list[str]:
    if len(row) != 3:
        raise wrong(f"нужны семья, слова и смысл, а здесь {len(row)}")
    return row


class HttpStatuses(Dated):
    sources: Names
    also: dict[str, int]
    status: dict[str, Annotated[Names, AfterValidator(_row)]]


# letter_pairs.toml
class LetterPairs(Sourced):
    letters: Words
    pairs: Words


# mail_domains.toml
class MailDomains(Sourced):
    known: Names
    distinctive: Names
    zones: Names
    habits: dict[str, str]

    @model_validator(mode="after")
    def _leads_home(self) -> Self:
        """A slip leads to a domain that is known, and no known domain is called a slip."""
        for slip, meant in self.habits.items():
            if slip in self.known or (meant not in self.known and meant in self.habits):
                raise wrong(f"{slip} = {meant}: слева опечатка, справа известная почта")
        return self


# message_signs.toml
class Sign(Shape):
    key: str
    patterns: Names
    unless: str = ""


class Lure(Shape):
    key: one_of("вида", ("strong", "threat", "bait", "act"))  # type: ignore[valid-type]
    patterns: Names


class MessageSigns(Dated):
    warning: Narrow
    they: Narrow
    words: dict[str, str]
    sign: list[Sign]
    lure: list[Lure]


# message_words.toml
class MessageWords(Dated):
    base: float
    enough: float
    common: Words
    weights: dict[str, str]


# message_topics.toml
class MessageTopics(Dated):
    topics: dict[str, Words]


# secrets.toml
class Form(Shape):
    kind: str
    patterns: list[Pattern]
    unless: str = ""
    whole: bool = False


class Label(Shape):
    kind: str
    words: Names
    next: bool = False
    value: Pattern | None = None


class SecretField(Shape):
    kind: str
    names: Pattern
    value: Pattern


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
    spoken: Pattern
    whose: Pattern
    told: Pattern
    named: Pattern
    no_answer: Pattern
    answering: Pattern
    its: Pattern
    how: Pattern
    asked: Pattern
    telling: Pattern
    coming: Pattern
    origin: Pattern
    other: Pattern


class Secrets(Sourced):
    form: list[Form]
    field: list[SecretField]
    label: list[Label]
    words: SecretWords


# work_calendar.toml
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


# suffixes.toml
class Suffixes(Sourced):
    version: str
    zones: Words
    shared: Words


# time_zones.toml
class TimeZones(Sourced):
    zone: dict[str, int]


# upload_rules.toml
class Photo(Shape):
    width: int
    height: int
    dpi: int
    facts: dict[str, str] = Field(default_factory=dict)


class UploadRules(Sourced):
    megabyte: int
    photo: Photo


# payment_qr.toml
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


# statuses.toml
_YES_NO: Any = (bool, False)
_TEXT: Any = (str, "")
Meaning = create_model(  # its keys are no names of Python
    "Meaning",
    __base__=Shape,
    outcome=(str, ...),
    means=(str, ...),
    alone=_YES_NO,
    **dict.fromkeys(("pick", "unless", "said", "region", "seen-2022", "seen-2023", "seen-api"), _TEXT),
)


class Hours(Shape):
    hours: int
    sources: Names = Field(default_factory=list)
    as_of: date | None = None


class Statuses(Dated):
    sources: Names
    same: Words
    filler: Words
    usual: Words
    turns: Words
    other: Words
    known: dict[str, str]
    marriage: Hours
    goskey: Hours
    meaning: dict[str, Meaning]


# official.toml
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


class Body(Told):
    name: str
    what: Words


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
    pattern: Exact


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
    body: list[Body] = Field(default_factory=list)
    social: list[Social] = Field(default_factory=list)
    messenger: list[Messenger] = Field(default_factory=list)
    regional: Regional | None = None
    shorteners: Shorteners | None = None
    emergency: Emergency | None = None
    false: False_ | None = None
    other_words: OtherWords | None = None


# legal_terms.toml
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


# terms.toml
class Term(Shape):
    says: Words
    as_of: date
    source: Words
    fact: str = ""


# connection_table.toml
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


_FINE, _WELL = "fine", {"ok", "slow", "up", "some"}


class Connection(Dated):
    state: list[State]
    sets: Sets
    stands_in: dict[str, str] = Field(default_factory=dict)
    table: Table

    @model_validator(mode="after")
    def _fine(self) -> Self:
        """A verdict of "all is well" while something does not answer would send readers away with their problem unsolved."""
        for row in self.table.rows:
            if row[-1] == _FINE and not set(row[:-1]) <= _WELL:
                raise wrong(f"{row}: {_FINE} бывает, только если всё отвечает: {', '.join(sorted(_WELL))}")
        return self


# confirm_codes.toml
class Since(Shape):
    since: date
    source: Words


class Sms(Shape):
    withdrawn_from: date
    known_until: date
    senders: Names
    sources: Names


class Seen(Shape):
    """That something was so on a day."""

    as_of: date
    sources: Names


class Resend(Shape):
    seconds: int
    as_of: date
    source: Words


class Totp(Shape):
    seconds: int
    source: Words


class Sim(Seen):
    closed_hours: int
    idle_hours: int
    facts: dict[str, str] = Field(default_factory=dict)


class ConfirmCodes(Dated):
    second_factor: Since
    sms: Sms
    call: Seen
    max: Seen
    resend: Resend
    totp: Totp
    sim: Sim


# hosts.toml
class Leg(Shape):
    title: Words
    groups: Names


class Asked(Shape):
    """A host that a page asks."""

    name: Words = Field(description="имя узла, например www.gosuslugi.ru; оно же стоит в macros/data/trusted.toml")
    path: Words = Field("", description="маленький файл на нём, который не уводит на другой узел: /robots.txt")
    image: Words = Field("", description="настоящий рисунок на нём: по нему видно, что запросы режет сам браузер")
    why: Words = Field(description="что это, словами: их видит читатель")
    date: Annotated[date, Field(description="день источника, а не день, когда узел в последний раз отвечал")]
    source: Words = Field(description="откуда известно, словами")


class HostGroup(Shape):
    id: str = Field(description="имя группы для [[leg]] и таблицы выводов")
    name: Words = Field(description="как группа называется на странице")
    why: Words = Field(description="что покажет её ответ")
    enough: int = Field(description="сколько ответов доказывают, что группа работает")
    host: list[Asked] = Field(description="узлы группы")


class Hosts(Dated):
    slow_ms: int
    late_ms: int
    deadline_ms: int
    again_ms: int
    way: Words
    leg: list[Leg]
    group: list[HostGroup]


# letters.toml
class Pairs(Shape):
    """Signs of two kinds; the n-th of one belongs to the n-th of the other."""

    source: Words
    latin: Words
    russian: Words

    @model_validator(mode="after")
    def _equally_many(self) -> Self:
        if len(self.latin) != len(self.russian):
            raise wrong(f"знаков в latin {len(self.latin)}, а в russian {len(self.russian)}; нужно поровну")
        return self


class SameSigns(Shape):
    source: Words
    signs: Words


class RussianWords(Shape):
    russian: Words


class Invisible(Shape):
    name: Words
    becomes: Words


class Letters(Dated):
    twins: Pairs
    shapes: dict[str, Words]
    same: SameSigns
    layout: Pairs
    endings: RussianWords
    alphabets: dict[str, Words]
    invisible: dict[str, Invisible]
    dashes: dict[str, str]
    quotes: dict[str, str]


# signing.toml
class Plugin(Shape):
    page: Words
    file_mb: int
    all_gb: int


class Goskey(Shape):
    hours: int


class Signing(Shape):
    gost: Names
    plugin: Plugin
    years: dict[str, int]
    goskey: Goskey
    owner: dict[str, str]
    keys: dict[str, str]
