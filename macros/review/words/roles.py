"""Sentence → the roles of its words: something to keep, a verb for giving it away, somebody who has no right to it.

A list of phrases finds only those phrases. Here a word has a role, whatever its form and wherever it stands, and a rule of
macros/data/harm.toml names the roles that together do harm: «назвать», «код» and «оператор» in any order. The words are in its
[acts] and [things]: beginnings, `=` after a whole word, `_` between words that stand in a row; of a phrase the longest counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"\w+(?:-\w+)*|[,;:()«»—–]| - ")
_PART = re.compile(r"[;:—–()]| - |, (?:а|но|зато)\b")
_PAST = re.compile(r"(?:[аеиоуыяь]л(?:а|и|о|ся|ась|ись|ось)?|вш\w+)$")
_INFINITIVE = re.compile(r"(?:ть|ти|чь)(?:ся)?$")
_NOT = frozenset("не ни нельзя никому никогда никто незачем перестаньте запрещено ли".split())  # noqa: SIM905
_AFTER = frozenset("нельзя никому никогда незачем запрещено".split())  # noqa: SIM905
_APART = frozenset(", ; : ( ) — – - и а но зато или поэтому".split())  # noqa: SIM905  # what is denied ends here
_LONG = 40  # words
_NEED = frozenset("надо нужно стоит следует".split())  # noqa: SIM905  # «называть не надо»
_REACH = 3  # words before an act, or after it, in which it may be denied

_DENIED, _DONE = "-", "~"  # before the name of an act
_WISH, _WISHED = frozenset(["чтобы"]), 5  # «чтобы он назвал» is no past; and how many words before


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Which words have which roles.

    Args:
        of: by the first word of an entry: all its words, and the role.
        acts: those roles that are done, and may be denied or past.
        told: words of whoever tells what others want.
        urge: beginnings of words with which «не» denies nothing: «не бойтесь, назовите».
        denies: what says of anything that it is not so.
    """

    of: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    acts: frozenset[str]
    told: re.Pattern[str]
    urge: tuple[str, ...]
    denies: re.Pattern[str]


def lexicon(acts: Mapping[str, str], things: Mapping[str, str], told: Iterable[str], urge: Iterable[str]) -> Lexicon:
    """Read the lists of a table."""
    urge = tuple(urge)
    of: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for role, row in (*acts.items(), *things.items()):
        for entry in row.split():
            words = tuple(entry.split("_"))
            of.setdefault(words[0], []).append((words, role))
    whole = {first: tuple(entries) for first, entries in of.items()}
    return Lexicon(
        whole,
        frozenset(acts),
        told=re.compile(rf"\b(?:{'|'.join(told)})\b", re.IGNORECASE),
        urge=urge,
        denies=re.compile(rf"\bне (?!{'|'.join(urge)})\w+", re.IGNORECASE),
    )


def denied(role: str) -> str:
    """The name of an act that is not to be done."""
    return role.removeprefix(_DENIED) if role.startswith(_DENIED) else _DENIED + role


def is_denied(role: str) -> bool:
    """Whether it is an act that is not to be done."""
    return role.startswith(_DENIED)


def parts(sentence: str) -> list[str]:
    """What of a sentence can say something of its own, and at last the whole."""
    found = _PART.split(sentence)
    return [window for part in ([*found, sentence] if len(found) > 1 else [sentence]) for window in _windows(part)]


def _windows(text: str) -> Iterator[str]:
    """A text, or where it is long its pieces: what is far apart says nothing together."""
    places = [word.start() for word in re.finditer(r"\w+", text)]
    for first in range(0, max(1, len(places) - _LONG // 2), _LONG // 2):
        end = places[first + _LONG] if first + _LONG < len(places) else len(text)
        yield text[places[first] if first else 0 : end]


@lru_cache(4096)  # a sentence is looked at alone, and as what follows the one before
def of(text: str, words: Lexicon) -> frozenset[str]:
    """The roles that stand in a text; `-give` is what is not to be given, `~give` what was.

    >>> cards = lexicon({"give": "назов назвать="}, {"secret": "код= цифр", "error": "код_ошибк"}, ["просят"], ["бой"])
    >>> sorted(of("Нельзя назвать код", cards)), sorted(of("Назовите, какой у вас код ошибки", cards))
    (['-give', 'secret'], ['error', 'give'])
    """
    tokens = [token.lower().strip() for token in _WORD.findall(text)]
    is_told = bool(words.told.search(text))
    return frozenset(_roles(tokens, words, is_told))


def _roles(tokens: list[str], words: Lexicon, is_told: bool) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        found = list(_entries(tokens, at, words))
        longest = max((length for length, _ in found), default=1)
        for length, role in found:
            if length == longest and (said := _said(tokens, at, role, words, is_told)):
                yield said
        at += longest


def _entries(tokens: list[str], at: int, words: Lexicon) -> Iterator[tuple[int, str]]:
    """The entries that begin at a word, each with its length."""
    after = "".join(tokens[at + 1 : at + 2])
    for entry, role in _begun(tokens[at], words):
        if len(entry) == 1:
            yield 1, role
        elif after[:1] in (entry[1][0], ",") and (end := _end(tokens, at, entry)) is not None:  # most end here
            yield end - at, role


@lru_cache(50_000)  # most words come again, and have no role
def _begun(token: str, words: Lexicon) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The entries that have a word as their first."""
    beginnings = (f"{token}=", *(token[:end] for end in range(1, len(token) + 1)))
    return tuple(entry for beginning in beginnings for entry in words.of.get(beginning, ()))


def _end(tokens: list[str], at: int, entry: tuple[str, ...]) -> int | None:
    """Where an entry ends that stands at a place; a comma may stand in it."""
    for number, word in enumerate(entry):
        if number and tokens[at : at + 1] == [","]:
            at += 1
        if at >= len(tokens) or not (tokens[at] == word[:-1] if word[-1] == "=" else tokens[at].startswith(word)):
            return None
        at += 1
    return at


def _said(tokens: list[str], at: int, role: str, words: Lexicon, is_told: bool) -> str:
    """The name of a role, of one that is denied, or nothing: what was done or others want is not asked for."""
    if role not in words.acts:
        return role
    if _INFINITIVE.search(tokens[at]) and (is_told or tokens[at - 1 : at] == ["«"]):  # that is the name of a button
        return ""
    is_denied = _is_denied(tokens, at, words)
    if _PAST.search(tokens[at]) and not _WISH.intersection(tokens[max(0, at - _WISHED) : at]):
        return "" if is_denied else _DONE + role
    return denied(role) if is_denied else role


def _is_denied(tokens: list[str], at: int, words: Lexicon) -> bool:
    before = tokens[max(0, at - _REACH) : at]
    while not _APART.isdisjoint(before):
        before = before[1:]
    urged = any(token.startswith(words.urge) for token in before)
    after = tokens[at + 1 : at + 2 + _REACH]
    needless = any(pair[0] == "не" and pair[1] in _NEED for pair in pairwise(after))
    return needless or (not urged and not _NOT.isdisjoint(before)) or not _AFTER.isdisjoint(after[:2])
