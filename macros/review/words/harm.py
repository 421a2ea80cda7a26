"""Advice that no honest page gives, and claims that no page of ours may make: money, strange programs, strange networks.

The words are in macros/data/harm.toml, those for what forbids and warns in secrets.toml: a page that warns of a trick has to
name it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any

from macros.content.tables import rules
from macros.review.words import advice, roles, secrets, sentences, verbs
from macros.review.words.grams import Gates
from macros.review.words.lookalikes import fold
from pyscripts.data import table

WHAT = "похоже на совет обманщика; перепишите"
_SOUNDS = "звучит как вредный совет, больше всего слова"
_SAY = "если совет верный, скажите его иначе"
# Roles that the code knows: what stops a reader, who tells of a fraud, a pronoun, assent; and what a pronoun takes up.
_STOPS, _FRAUD, _REFERS, _NAMES, _ASSENT = (frozenset([name]) for name in ("stop", "fraud", "it", "about", "calm"))
_KEPT = frozenset(["secret", "money", "shield", "offer", "qr"])
# What is said in one sentence, and what takes it up or back in the next.
_TAKEN_UP = tuple(
    (frozenset(first.split()), frozenset(then.split()))
    for first, then in (
        ("rule", "broken"),
        ("secret", "except"),
        ("secret", "waived"),
        ("secret", "give person"),
        ("secret", "praise"),
        ("paper", "praise"),
        ("program", "praise"),
        ("person", "it secret"),
        ("program", "it install chat"),
        ("identity", "give chat"),
        ("identity", "give person"),
        ("film", "give person"),
        ("paper", "give chat"),
        ("offer chat", "consent"),
        ("offer video", "consent"),
        ("deed organisation", "agree"),
        ("loan", "person forgiven"),
    )
)
# What of a table's row is for whom.
_OF_ROW = tuple(frozenset((what, whom)) for what in ("secret", "paper") for whom in ("person", "chat", "support"))
_ANSWERED = re.compile(
    r"\bчто (?:\w+ )?(?:отвеча|отвеч|назва|назыв|сказа|сообщ|переда|отправ|присла|пригото|показ)", re.IGNORECASE
)
_OF_CELLS = 25  # words of a row
_LINE = re.compile(r"[\n\x00]")
_MOST_SHOWN = 100  # signs
# Stands for a row of [words], or for the names of all messengers that are not ours.
_PLACE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Rule:
    """One way to find a kind of harm, as it stands in the table."""

    says: str
    do: verbs.Verbs | None
    unless: str
    plain: bool


@dataclass(frozen=True)
class _Table:
    """All expressions of the table, each with its rule, and what tells which of them a sentence may have."""

    whats: tuple[tuple[str, Rule], ...]
    gates: Gates
    lexicon: roles.Lexicon
    by_roles: tuple[tuple[frozenset[str], Rule], ...]


def found(text: str, searched: bool = False) -> Iterator[tuple[int, str]]:
    """Where a text gives bad advice, and in which words; what people search for is no advice, but has names in it."""
    for place, plain, said in _found(text, _messengers()):
        if plain or not searched:
            yield place, said


def judged(text: str, searched: bool = False) -> Iterator[tuple[int, str]]:
    """Where a text asks for a secret or gives bad advice; what it sounds like counts only where no rule has found anything."""
    faults = [*secrets.found(text), *found(text, searched)]
    return iter(faults if faults or searched else _sounding(text))


@lru_cache(20_000)
def _sounding(text: str) -> tuple[tuple[int, str], ...]:
    """Where a paragraph sounds like bad advice, in words that no rule may have."""
    folded = fold(text)
    plain = sentences.same_letters(folded.text)
    paragraphs = ((match, advice.telling(match[0])) for match in advice.PARAGRAPH.finditer(plain))
    return tuple(
        (
            folded.place(match),
            f"«{folded.shown(match)[:_MOST_SHOWN]}»: {_SOUNDS} — {', '.join(f'«{word}»' for word in told)}; {_SAY}",
        )
        for match, told in paragraphs
        if told
    )


@lru_cache(20_000)  # a text of a check stands in a table too
def _found(text: str, messengers: tuple[str, ...]) -> tuple[tuple[int, bool, str], ...]:
    known, folded = _table(messengers), fold(text)
    whole = sentences.same_letters(folded.text)
    plain = sentences.without_exposed(whole)
    one_by_one = list(sentences.SENTENCE.finditer(sentences.without_rejected(plain)))
    seen = []
    for sentence, after in zip_longest(one_by_one, one_by_one[1:]):
        is_question = plain.startswith("?", sentence.end())
        if first := _first(known, sentence[0], is_question):
            seen.append((sentence, sentence.start() + first[1].start(), first[0]))
            continue
        is_near = after and not _LINE.search(plain, sentence.end(), after.start())
        if rule := _of_roles(known, sentence[0], after[0] if is_near else "", is_question):
            seen.append((sentence, sentence.start() + _blanks(sentence[0]), rule))
    return tuple(
        (folded.places[place], rule.plain, f"«{sentences.shown(plain, sentence)}»: {rule.says}; {WHAT}")
        for sentence, place, rule in seen
        if rule.plain or not advice.is_sound(whole, sentence)
    )


def of_row(text: str) -> Iterator[str]:
    """What is wrong with a table row (each cell after its heading), where a secret and its recipient stand side by side."""
    words = sentences.same_letters(fold(text).text)
    has = roles.of(words, lexicon())
    is_told = not has.isdisjoint(_STOPS | _FRAUD) or lexicon().denies.search(words) or sentences.is_warning(words)
    is_asked = bool(_ANSWERED.search(words)) and not has.isdisjoint(("secret", "paper"))
    is_short = len(words.split()) <= _OF_CELLS  # longer ones are sentences, and are read as such
    if is_short and not is_told and (any(both <= has for both in _OF_ROW) or is_asked):
        yield f"«{text}»: в таблице сказано, кому отдать код, пароль или документ; {WHAT}"


def of_item(text: str) -> Iterator[str]:
    """What is wrong with an item of a list behind the words that lead to it."""
    yield from (fault for _, fault in secrets.found(text))
    words = sentences.without_rejected(sentences.same_letters(fold(text).text))
    if rule := _of_roles(_table(_messengers()), words, "", False):
        yield f"«{text}»: {rule.says}; {WHAT}"


def lexicon() -> roles.Lexicon:
    """Which words have which roles."""
    return _table(_messengers()).lexicon


def _first(known: _Table, sentence: str, is_question: bool) -> tuple[Rule, re.Match[str]] | None:
    """The first harm found in a sentence; rules that always apply come first. A question claims nothing."""
    for number in known.gates.near(sentence):
        what, rule = known.whats[number]
        may_be = verbs.is_among(rule.do, sentence) if rule.do else rule.plain or not is_question
        if may_be and (seen := _seen(what, rule, sentence)):
            return rule, seen
    return None


def _of_roles(known: _Table, sentence: str, after: str, is_question: bool) -> Rule | None:
    """The first kind of harm that the roles of words do: in a part of a sentence, or in it and what takes it up after it."""
    said, follows = roles.of(sentence, known.lexicon), roles.of(after, known.lexicon)
    if not said or sentences.is_allowed(sentence):
        return None
    is_stopped = not _STOPS.isdisjoint(said) or not _FRAUD.isdisjoint(follows)
    units = [] if is_question and said.isdisjoint(_ASSENT) else _parts(known, sentence, said)
    is_denied = bool(known.lexicon.denies.search(after))
    if _is_taken_up(said, follows, is_question, is_denied):
        units.append((f"{sentence} {after}", said | follows))
    for unit, has in units:
        is_warning = is_stopped or not has.isdisjoint(_FRAUD | (_STOPS & follows))
        for names, rule in known.by_roles:
            may_be = names <= has and has.isdisjoint(map(roles.denied, names)) and (rule.plain or not is_warning)
            if not may_be or (rule.unless and _compiled(rule.unless).search(unit)):
                continue
            if rule.plain or any(map(roles.is_denied, names)) or not sentences.forbids(unit):
                return rule
    return None


def _is_taken_up(said: frozenset[str], follows: frozenset[str], is_question: bool, is_denied: bool) -> bool:
    """Whether a sentence and the next one are to be judged as one: by the roles of their words."""
    is_meant = not follows.isdisjoint(_REFERS) and not said.isdisjoint(_KEPT) and not is_denied
    is_one_thought = any(first <= said and then <= follows for first, then in _TAKEN_UP)
    is_named = (is_question or not follows.isdisjoint(_NAMES)) and not (said | follows).isdisjoint(_KEPT)
    return is_meant or is_one_thought or is_named


def _parts(known: _Table, sentence: str, said: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """What of a sentence can do harm of its own; in it a pronoun takes up nothing."""
    is_quoted = not said.isdisjoint(_FRAUD) and "«" in sentence  # who quotes a fraud says so beside the quotation
    parts = [sentence] if is_quoted else roles.parts(sentence)
    return [(part, roles.of(part, known.lexicon) - _REFERS) for part in parts]


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _seen(words: str, rule: Rule, sentence: str) -> re.Match[str] | None:
    """The words of a sentence that a rule looks for."""
    what = _compiled(words).search(sentence)
    if not what or (rule.unless and _compiled(rule.unless).search(sentence)):
        return None
    if rule.plain:
        return what
    if sentences.is_allowed(sentence):
        return None
    if rule.do:
        return what if sentences.requests(rule.do, sentence) else None
    return None if sentences.is_told(what, sentence) or sentences.is_warning(sentence) else what


def _messengers() -> tuple[str, ...]:
    """How messengers are called that are not the portal's."""
    rows = table("official").get("messenger", [])
    return tuple(name for row in rows if not row["ours"] for name in (*row["names"], row["name"].lower()))


@cache
def _table(messengers: tuple[str, ...]) -> _Table:
    data = rules("harm")
    names = [
        rf"\b{re.escape(name)}{r'\w{0,3}' if len(name) > 4 else ''}\b" for name in messengers
    ]  # a long one may have an ending
    words = data["words"] | {"messenger": "|".join(names) or "x^"}
    tells = {name: verbs.of(row.split()) for name, row in data["verbs"].items()}
    rows = [(kind["says"], row) for kind in data["kind"] for row in kind["rule"]]
    rows.sort(key=lambda row: not row[1].get("plain"))
    made = [(row.get("what", ()), _rule(says, row, tells, words)) for says, row in rows]
    by_roles = tuple(
        (frozenset(row["roles"].split()), rule)
        for (_, row), (_, rule) in zip(rows, made, strict=True)
        if "roles" in row
    )
    whats = tuple((_whole(what, words), rule) for given, rule in made for what in given)
    lexicon = roles.lexicon(data["acts"], data["things"], rules("secrets")["told"], rules("secrets")["urge"])
    return _Table(whats, Gates(what for what, _ in whats), lexicon, by_roles)


def _rule(says: str, row: Mapping[str, Any], tells: Mapping[str, verbs.Verbs], words: Mapping[str, str]) -> Rule:
    return Rule(
        says,
        tells[row["do"]] if "do" in row else None,
        _whole("|".join(row.get("unless", ())), words),
        row.get("plain", False),
    )


def _whole(given: str, words: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: f"(?:{words[place[1]]})", given)


@cache  # most are never asked: the build does without them
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
