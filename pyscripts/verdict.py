"""What a check can say: levels, outcomes (the words) and findings (what was seen)."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LEVELS = ("ok", "unsure", "warn", "stop")
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Outcome:
    """The words for one thing that a check can find. Places in braces are filled with the finding's parameters.

    Args:
        level: one of LEVELS.
        text: what was seen.
        limits: what that does not prove.
        next: the cheapest next step.
        guide: the guide to go on with, as `topic/slug`.
        copy: the text is for the reader to take away, so that it stands in a box with a copy button.
        fold: of several such the first is shown and the others fold: «Ещё причины».
        lookup: the field whose text is looked up among the site's guides, because the check knows no answer.
    """

    level: str
    text: str
    limits: str = ""
    next: str = ""
    guide: str = ""
    copy: bool = False
    fold: bool = False
    lookup: str = ""

    @property
    def constant(self) -> list[str]:
        """The sentences of the text that repeat nothing of what was typed or measured: a report may have them."""
        return [sentence for sentence in _SENTENCE_END.split(self.text) if "{" not in sentence]


def ok(text: str, **words: Any) -> Outcome:
    """Nothing wrong was seen."""
    return Outcome("ok", text, **words)


def unsure(text: str, **words: Any) -> Outcome:
    """It cannot be told from here."""
    return Outcome("unsure", text, **words)


def warn(text: str, **words: Any) -> Outcome:
    """Something is wrong, and the reader can mend it."""
    return Outcome("warn", text, **words)


def stop(text: str, **words: Any) -> Outcome:
    """Going on would do harm or is pointless."""
    return Outcome("stop", text, **words)


@dataclass(frozen=True)
class Finding:
    """One thing that a check found: the key of an outcome, the field it is about, and what fills the words."""

    key: str
    field: str | None = None
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def told(self, outcomes: Mapping[str, Outcome]) -> dict[str, Any]:
        """The finding in words, as `pyscripts.run` returns it."""
        outcome = outcomes[self.key]
        return {
            "key": self.key,
            "level": outcome.level,
            "field": self.field,
            "text": outcome.text.format_map(self.params),
            "limits": outcome.limits.format_map(self.params),
            "next": outcome.next.format_map(self.params),
        }


def found(key: str, field: str | None = None, **params: Any) -> Finding:
    """Short for a finding with parameters: `yield found("typo", "bik", digit=3)`."""
    return Finding(key, field, params)


def as_finding(one: Finding | str) -> Finding:
    """A bare key stands for a finding without parameters."""
    return one if isinstance(one, Finding) else Finding(one)


def filled(text: str, sentences: Mapping[str, str]) -> str:
    """Words of a table with the sentences that several share, and those in them; a finding fills what is left.

    >>> filled("{one} {left}", {"one": "1, {two}", "two": "2"})
    '1, 2 {left}'
    """
    fuller = _PLACE.sub(lambda place: sentences.get(place[1], place[0]), text)
    return text if fuller == text else filled(fuller, sentences)


def worst(levels: Iterable[str]) -> str:
    """The worst of some levels; "ok" if there are none.

    >>> worst(["ok", "warn", "unsure"])
    'warn'
    """
    return max(levels, key=LEVELS.index, default="ok")
