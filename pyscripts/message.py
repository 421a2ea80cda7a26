"""What gives a fraud away in the words of a message: what is asked for, and what frightens or tempts.

A sign is quoted from the text as it stands there, so no alarm is without a reason that the reader can see. Sentences
that warn of fraud ask for nothing. Patterns and their sources: data/message_signs.toml.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyscripts import links
from pyscripts.data import table
from pyscripts.letters import lowered

_TABLE = table("message_signs")
_WARNING = re.compile(_TABLE["warning"])
_THEY = re.compile(_TABLE["they"])
_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|„[^„“]*“|"[^"]*"')
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?\n]+|$)(?:(?<=[^\s.!?]\.)[^\s.!?][^.!?\n]*(?:[.!?\n]+|$))*")

_OWN_CODE = re.compile(
    r"(?:код|парол|code|otp)\D{0,40}(?<![\d.,:-])\d{3}[ -]?\d{1,5}(?![\d.,:-]\d)|(?<!\d)\d{4,8}\W{1,3}(?:ваш )?(?:код|code|парол)"
)

# Digits that stand for letters: in the middle of a word, or at its beginning before two letters.
_FOR_LETTERS = re.compile(r"(?<=[а-я])[0346]+(?=[а-я])|(?<!\w)0(?=[а-я]{3})")
_LETTERS = str.maketrans("0346", "озчб")

_WORD = "(?<![а-яa-z])(?:"  # no pattern begins inside a word


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its fragments. Only a message needs them, and compiling takes its time: so not before."""
    return re.compile(pattern.format_map(_TABLE["words"]))


def _first(row: Mapping[str, Any], text: str) -> re.Match[str] | None:
    """The first place of a text where one of the patterns of a sign stands. Together they are looked for at once."""
    return _compiled(_WORD + "|".join(row["patterns"]) + ")").search(text)


@dataclass(frozen=True)
class Words:
    """What is in the words of a message.

    Args:
        asks: what is asked for, by the key of its sign, with the words that ask.
        lures: the first words of each kind that frighten or tempt.
        strong: of these, those that are enough beside a link to a site nobody knows.
        acts: the first words that call for doing something at once.
        portal: the portal is named.
        code: the message brings a code.
        call: the reader is to call somebody.
        link: the reader is to follow a link.
    """

    asks: dict[str, str]
    lures: list[str]
    strong: list[str]
    acts: list[str]
    portal: bool
    code: bool
    call: bool
    link: bool


def read(text: str) -> Words:
    """Read a message of some lines.

    >>> read("Ваш номер в опасности: назовите код из СМС, иначе поздно.").asks
    {'asks-code': 'назовите код'}
    >>> read("Ваш номер заблокируют. Назовите код из СМС.").strong
    ['номер заблокируют']
    >>> read("Код 1234. Никому его не сообщайте, мошенники просят назвать код.").asks
    {}
    """
    small = _plain(text)
    calm = _calm(small)
    asks = {}
    for row in _TABLE["sign"]:
        match = _first(row, calm)
        is_harmless = "unless" in row and _compiled(row["unless"]).search(calm.replace("\n", " "))
        if match and not is_harmless:
            asks[row["key"]] = text[match.start() : match.end()].strip()
    firsts = {row["key"]: match.span() for row in _TABLE["lure"] if (match := _first(row, calm))}
    strong, lures, acts = (
        [text[start:end] for start, end in sorted(firsts[key] for key in keys if key in firsts)]
        for keys in (("strong",), ("strong", "threat", "bait"), ("act",))
    )
    return Words(
        asks,
        lures,
        strong,
        acts,
        portal=bool(_compiled("{portal}").search(calm)),
        code=bool(_OWN_CODE.search(small)),
        call=bool(_compiled("{call}").search(calm)),
        link=bool(_compiled("{link}").search(calm)),
    )


def bare(text: str) -> str:
    """A message as its words are weighed: no links, no sentences that warn of fraud.

    >>> bare("Ваш приз: site.example/1. Не называйте код.").split()
    ['ваш', 'приз']
    """
    for link in links.all_in(text):
        text = text.replace(link, " ")
    return _calm(_plain(text)).translate({ord(sign): " " for sign in "~:."})


def _calm(small: str) -> str:
    """A text with nothing but signs in place of sentences that warn of fraud, and of what these say that frauds say."""
    sentences = _SENTENCE.findall(small)
    warns = [bool(_WARNING.search(sentence)) for sentence in sentences]
    if not any(warns):
        return small
    parts = []
    for sentence, warned, answer in zip(sentences, warns, [*warns[1:], False], strict=True):
        is_told = warned or _THEY.search(sentence) or (answer and sentence.rstrip().endswith("?"))
        parts.append("~" * len(sentence) if is_told else sentence)
    return _QUOTED.sub(lambda match: "~" * len(match[0]), "".join(parts))


def _plain(text: str) -> str:
    """A text in small letters, sign for sign, as lowered() makes it, and with no «г0суслуг»."""
    return _FOR_LETTERS.sub(lambda match: match[0].translate(_LETTERS), lowered(text))
