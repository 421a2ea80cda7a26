"""What all parts of the redaction share: a span of a text, a label, and words that end or follow a secret."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyscripts.data import table

TABLE = table("secrets")
LABELS = TABLE["label"]
UNIT, FAULT, STATE, THING = (re.compile(TABLE["words"][name]) for name in ("unit", "fault", "state", "thing"))

# Four digits or more in words, as people dictate them.
SPOKEN = rf"(?:{TABLE['words']['spoken']})(?:[\s,-]{{1,3}}(?:{TABLE['words']['spoken']})){{3,39}}(?!\w)"

REACH = 70  # signs from a label to its secret
YEAR = re.compile(r"(?:19|20)\d\d")
CLAUSE = re.compile(r"[.!?;](?:\s|$)|\n")
AFTER_CARD = re.compile(
    r"[\s,;]+(?:(?:срок|до|exp|годна|действует)\w*[.:]?\s?(?:до |по )?)?"
    r"(?P<v>(?:\d\d ?/ ?|(?<=срок )[а-я]{3,8} 20)\d\d(?:\d\d)?(?:[\s,;]+(?:код|cvc|cvv)?\s?\d{3}(?!\d))?"
    r"|(?<=[\s,;])(?:код|cvc|cvv)\W{1,3}\d{3}(?!\d|[.:/]\d))"
)
_MORE_CODES = re.compile(
    r"(?:[\s,;/]|(?:и|а|то)(?=\s)|или|потом|затем|еще|снова|опять|вчера|сегодня|позже|раньше|новый|второй|третий|мо[йи])+"
    r"(?P<v>\d{3}[ –-]\d{3}|\d{4,8})(?![\w]|[.,:/-]\d|[-/]\w)"
)


@dataclass(frozen=True)
class Span:
    """A secret in a text: the signs from `start` to `end` are of this kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Label:
    """What says the kind of the number behind it; `row` is its place in the table, `reach` the end of what it is about."""

    row: int
    start: int
    end: int
    reach: int
    words: str

    @property
    def kind(self) -> str:
        return str(LABELS[self.row]["kind"])


def found(match: re.Match[str] | None, kind: str) -> Iterator[Span]:
    """The span of a match: its named group that took part, or all of it."""
    if match:
        group = next((name for name in ("v", "w", "quoted") if match.groupdict().get(name)), 0)
        yield Span(*match.span(group), kind)


def more_codes(text: str, end: int) -> Iterator[Span]:
    """Codes in a row: «123456, потом 654321»."""
    while (match := _MORE_CODES.match(text, end)) and not UNIT.match(text, match.end()):
        if not YEAR.fullmatch(match["v"]):
            yield from found(match, "code")
        end = match.end()
