"""Passwords and answers to secret questions: words of any form, known by what stands around them."""

import re
from collections.abc import Iterator

from pyscripts.redaction.spans import (
    CLAUSE,
    FAULT,
    REACH,
    STATE,
    TABLE,
    THING,
    UNIT,
    Label,
    Span,
    found,
)

_PAIR = re.compile(r"\s?[:—–-]?\s?(?P<v>\S{3,64}\s?[/|,;\s]\s?(?=\S*[\da-z])[^\s,;]{4,64})")
_ANSWER = rf"(?!{TABLE['words']['state']}|{TABLE['words']['no_answer']}|{TABLE['words']['told']})"
_WORD = re.compile(
    r"(?: (?:для|в|от|у|на) [а-я]{1,15}){0,2}(?: было)?(?: слово)?(?:\s?[:=—–-]?\s?[«“\"](?P<quoted>[^»”\"\n]{3,40})[»”\"]"
    rf"|(?:[ \t]|:\s?|[—–«\"=-]){{1,4}}{_ANSWER}(?P<v>[^\s,;.»\"]{{3,40}}))"
)
_TOLD = re.compile(
    rf"(?<!\w)(?:{TABLE['words']['told']})(?: (?:мой|это|такой|было?)){{0,2}}"
    rf"(?:\s?[:—–-]?\s?[«“\"]{_ANSWER}(?P<quoted>[^»”\"\n]{{3,40}})[»”\"]"
    rf"|\s?[:—–]\s?{_ANSWER}(?P<v>[^\s,;.»\"]{{3,30}})"
    rf"|\s{_ANSWER}(?P<w>[а-я-]{{3,30}}(?=[\s,—–-]{{1,4}}не\s?(?:прин|под|совп|бер|вер|прав))"
    r"|(?:(?<=answer is )|(?<=answer was ))[a-z]{3,30}(?=[,.])))"
)
_NAMED = re.compile(
    rf"[^.\n]{{0,30}}(?<!\w)(?:{TABLE['words']['named']})[^\w.;\n]{{1,3}}(?:это |был\w? )?{_ANSWER}(?P<v>[^\s,.;»\"]{{3,30}})"
)
_ANSWERED = re.compile(
    rf"[^.\n]{{0,60}}?(?<!\w)(?:{TABLE['words']['answering']})\s(?:(?:{TABLE['words']['its']})\s){{0,3}}+"
    rf"{_ANSWER}(?!{TABLE['words']['how']})(?P<v>[а-яa-z-]{{3,30}})(?![\w@])"
)
# «контрольный вопрос: любимое блюдо — …», «кличка собаки в секретном вопросе …»
_ASKED_FOR = re.compile(rf"(?<!\w)(?:{TABLE['words']['asked']})")
_BEHIND_DASH = re.compile(rf"\W{{1,3}}(?P<asked>[^.\n—–:]{{3,40}}?)\s?[—–:-]\s{_ANSWER}(?P<v>[^\s,.;»\"]{{3,30}})")
_BESIDE = re.compile(rf"\s?[:—–-]?\s«?{_ANSWER}(?P<v>[^\s,.;»\"]{{3,30}})")
_MORE_WORDS = re.compile(rf"(?:\s{_ANSWER}[\w-]{{2,20}}){{1,2}}(?=\s?(?:[.,;:!?()\n]|$))|\s\d{{1,4}}(?![\w.:/-])")
_ASKED = re.compile(rf"ответ\w{{0,2}}\s[«“\"]?{_ANSWER}(?P<v>[^»”\",.\n]{{3,40}}?)[»”\"]?\sна\s$")
_FILLER = re.compile(TABLE["words"]["filler"])
_DIRECT = re.compile(
    rf"(?P<filler>(?:[ \t]{{1,2}}{TABLE['words']['filler']}){{0,5}}?)"
    r"[ \t]{0,3}(?:[:=—–-](?:[ \t]*\n){0,2}|\n|:?\s?\()[ \t]{0,3}(?:[«“\"](?P<w>[^»”\"\n]{3,40})[»”\"]"
    r"|[«“\"'(]{0,2}(?P<v>[^\s,;»”\"')\[*][^\s,;»”\"')]{2,63}))"
    rf"|(?P<owner>(?:[ \t]{{1,2}}{TABLE['words']['filler']}){{0,5}}?)\s+[«“\"'](?P<quoted>[^\s»”\"']{{3,40}})[»”\"']"
)
_MIXED = re.compile(
    r"(?<![\w@.])(?P<v>(?=[^\s,;]*[^\W\d_])(?=[^\s,;]*(?:\d|[a-z][!@#$%^&*]|[!@#$%^&*][a-z]))[^\s,;«»“”\"'()\[\]<>/][^\s,;«»“”\"'<>]{3,63})"
)
_PLAIN = re.compile(
    rf"(?:\s+{TABLE['words']['filler']}){{0,6}}\s+(?P<v>\d{{5,12}}|[a-z][a-z_-]{{3,40}})(?![\w@/-]|\.\w)"
)
_MORE_PASSWORDS = re.compile(
    r"[\s,;]+(?:[а-я]{1,12} ){0,3}(?:новый|второй|другой|старый|прежний)\s+(?:парол\w*\s+)?"
    r"(?P<v>(?=[^\s,;]*[\da-z])[^\s,;»\"]{4,64})"
    r"|[\s,]{1,3}(?:и|или|на|стал|№ ?\d)\s(?P<w>(?=[^\s,;]*[^\W\d_])(?=[^\s,;]*\d)[^\s,;»\"]{6,64})"
)
_OWN_LINE = re.compile(
    r"(?P<before>[^\n]{0,60})\n\s{0,3}[«\"(]?"
    r"(?P<v>(?=\S{0,63}\d)(?=\S{0,63}[^\W\d_])[^\s«»\"()]{5,63}[^\s«»\"().,;])[»\").,;]{0,3}[ \t]{0,3}(?:\n|$)"
)
# What ends a password: in quotes a quote; else a space, a quote behind it, the next parameter of a link, a tag that closes,
# or a dot or a comma with a Russian sentence right behind it.
_UNQUOTE = re.compile(r"[\s«»“”\"']")
_STOP = re.compile(
    r"""[\s«»“”]|["'](?!\w)|[&;]\w{1,20}=|</|(?<![а-я])[.,;:](?=[а-я]{1,20}(?![^\s.,;:!?)»]))|[.,;:]{1,3}(?=\s|$)"""
)
_QUOTED = re.compile(r"""[«“"]$|(?<!\w)'$""")
_BEGIN = re.compile(r"""[\s«»“”":=—–]|(?<!\w)'""")
_LONGEST = 64


def whole(text: str, span: Span, begin: int = 0) -> Span:
    """A password with all signs around it up to the spaces: a part that stays would be worse than all of it.

    What stands before `begin` or right at it is no part of it, nor is the bracket that the sentence opens and closes.
    """
    start, end = span.start, span.end
    is_quoted = _QUOTED.search(text, max(start - 2, 0), start)
    stop = (_UNQUOTE if is_quoted else _STOP).search(text, end, end + _LONGEST)
    end = stop.start() if stop else min(end + _LONGEST, len(text))
    near = max(begin, start - _LONGEST)
    before = _BEGIN.split(text[near:start])[-1]
    if start - len(before) > begin:
        start -= len(before)
    word = text[start:end].rstrip(".,;:")
    if word.startswith("(") and word.find(")") in (-1, len(word) - 1):
        start, word = start + 1, word[1:]
    if word.endswith(")") and "(" not in word:
        word = word.rstrip(").,;:")
    return Span(start, start + len(word), span.kind) if word else span


def password(text: str, label: Label) -> Iterator[Span]:
    """The words of `_passwords`, all of each."""
    return (whole(text, span, label.end) for span in _passwords(text, label))


def answer(text: str, label: Label) -> Iterator[Span]:
    """The words of `_answers`, all of each."""
    return (whole(text, span, label.end) for span in _answers(text, label))


def _passwords(text: str, label: Label) -> Iterator[Span]:
    """The word right behind the label, or one with a digit or a sign in it not far away."""
    if text[label.start - 1 : label.start] in ("?", "&") and text[label.end : label.end + 1] == "=":
        return  # a part of a link, which has a form
    if re.search("логин|login", label.words):
        yield from found(_PAIR.match(text, label.end, label.end + 2 * REACH), "password")
        return
    match = _DIRECT.match(text, label.end, label.end + 2 * REACH)
    if match and _is_password(text, match):
        yield from _with_more(text, label, match)
        return
    match = _PLAIN.match(text, label.end)
    if match and not (_says_on(text, label, match) or UNIT.match(text, match.end())):
        yield from _with_more(text, label, match)
        return
    clause = CLAUSE.search(text, label.end + 1, label.reach)
    words = _MIXED.finditer(text, label.end, clause.start() if clause else label.reach)
    first = next((match for match in words if not THING.match(match["v"])), None)
    if first:
        yield from _with_more(text, label, first)
    elif (match := _OWN_LINE.match(text, label.end)) and match.start("v") <= label.reach:
        is_other = FAULT.search(match["before"]) or THING.match(match["v"])
        yield from found(None if is_other else match, "password")


def _with_more(text: str, label: Label, match: re.Match[str]) -> Iterator[Span]:
    """A password, and one more behind all of it: «старый …, новый …»."""
    for span in found(match, "password"):
        yield span
        yield from found(_MORE_PASSWORDS.match(text, max(whole(text, span, label.end).end, match.end())), "password")


def _says_on(text: str, label: Label, match: re.Match[str]) -> bool:
    """Whether the word behind «password» is a part of the sentence: «password page does not load»."""
    if THING.match(match["v"]) or STATE.match(match["v"]):
        return True
    is_told = re.search(r"\b(?:is|was|my)\s", text[label.end : match.start("v")])
    return label.words.isascii() and not is_told and bool(re.match(r"\s[a-z]", text[match.end() : match.end() + 2]))


def _is_password(text: str, match: re.Match[str]) -> bool:
    """Whether the word behind «пароль:» is one, and not what the sentence says of it."""
    word = match["quoted"] or match["w"] or match["v"]
    if (
        THING.match(word)
        or STATE.match(word)
        or UNIT.match(text, match.end())
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


def _answers(text: str, label: Label) -> Iterator[Span]:
    """The word that a bank asks for: beside its label, or told in the words after it."""
    told = _TOLD.search(text, label.end, label.end + 2 * REACH)
    if not re.match(r"(?:секретн|контрольн)\w+ вопр|\w+ question", label.words):
        yield from _with_more_words(text, _WORD.match(text, label.end) or told)
        return
    asked = _ASKED.search(text, max(label.start - REACH, 0), label.start)
    answered = _ANSWERED.match(text, label.end, label.end + 2 * REACH)
    named = _NAMED.match(text, label.end, label.end + REACH)
    yield from _with_more_words(text, asked or told or answered or named or _beside(text, label))


def _beside(text: str, label: Label) -> re.Match[str] | None:
    """The word behind a question of which it is said what it asks for: between the label and a dash, or before the label."""
    match = _BEHIND_DASH.match(text, label.end, label.end + REACH)
    if match and _ASKED_FOR.search(match["asked"]):
        return match
    return _BESIDE.match(text, label.end) if _ASKED_FOR.search(text, max(label.start - 40, 0), label.start) else None


def _with_more_words(text: str, match: re.Match[str] | None) -> Iterator[Span]:
    """An answer of up to three words, if a comma or the like ends it, or of a word and a number; in quotes it is whole."""
    for span in found(match, "password"):
        more = None if text.startswith(("»", "”", '"'), span.end) else _MORE_WORDS.match(text, span.end)
        yield (Span(span.start, more.end(), span.kind) if more and not UNIT.match(text, more.end()) else span)
