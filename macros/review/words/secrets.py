"""Words that ask a reader for a secret: a password, a code, the back of a card, a picture of a passport, the screen.

What is asked for and what asks are stems with all their endings (tests/content/test_secrets.py holds them against every
form that Hunspell's dictionary knows). A sentence that forbids, warns or describes is no request, and neither is one that
sends the reader to the portal itself to enter a password there. All the words are in macros/data/secrets.toml, and so is
what honest texts say besides.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from macros.content.tables import rules
from macros.review.words import advice, sentences, verbs
from macros.review.words.grams import Gate
from macros.review.words.lookalikes import Folded, fold

WHAT = "похоже на просьбу о пароле, коде, снимке документа или доступе; мы их не просим никогда; перепишите"
_BACK = r"c[vp][cvp]|п[ий]н|pin|оборот|обратн|цифр|лиц"  # is asked for nowhere where we send people
_FLAGS = re.IGNORECASE
_NEAR = 20  # signs between a code and the word for saying it
_WHICH = re.compile(r"\bкак(?:ой|ие|ое|ую|ова)\b[^:]*\b(?:у вас|ваш\w*|вам)\b", _FLAGS)  # «Какой у вас пароль?»
_CLAUSE = re.compile(r"[,;:—–]| - |\b(?:а|но|зато)\b", _FLAGS)
_REPORTED = re.compile(r",\s*(?:что(?! за\b)|почему|когда|куда)\b[^.!?,;:]*$", _FLAGS)
_NOT = re.compile(r"\bне (?:при|под|раб|дош|доход|вид)|\bкогда \w+ли\b", _FLAGS)
_UNASKED = re.compile(r"\bне (?:спрашивает|спросит|просит|попросит|требует|потребует)\b", _FLAGS)


class _Patterns:
    """The lists of the table as regular expressions, as far as they name secrets and what asks for them."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        words = {name: "|".join(given) for name, given in table.items()}
        self.deep, self.secret, self.code, self.remote = (
            Gate(re.compile(rf"(?<![\w-])(?:{words[name]})", _FLAGS)) for name in ("deep", "secret", "code", "remote")
        )
        self.give, self.say, self.type, self.need, self.install = (
            verbs.of(table[name]) for name in ("give", "say", "type", "need", "install")
        )
        self.alone = re.compile(rf"\b(?:{words['alone']})", _FLAGS)
        self.there = re.compile(words["there"], _FLAGS)
        self.label = re.compile(
            rf"^\W*(?:(?:ваш|введите|укажите|текущ\w+|стар\w+)\s+)*(?:{words['secret']}|{words['deep']}|код)[^.!?:]{{0,30}}"
            r"(?::\s*(?:_|…|$)|[_…]{2,})",
            _FLAGS,
        )
        self.bare = re.compile(r"\W*(?:(?:ваш|введите|укажите|впишите)\s+)*(?:код|code)\W*", _FLAGS)


@cache
def _patterns() -> _Patterns:
    return _Patterns(rules("secrets"))


def found(text: str, beside_field: bool = False) -> Iterator[tuple[int, str]]:
    """Where a text asks for a secret, and in which words; beside a field, typing is giving it to us."""
    return iter(_found(text, beside_field))


@lru_cache(20_000)  # a text of a check stands in a table too, and the same data in several sites, where they are tested
def _found(text: str, beside_field: bool) -> tuple[tuple[int, str], ...]:
    return tuple(_requests(fold(text), beside_field))


def _requests(folded: Folded, beside_field: bool) -> Iterator[tuple[int, str]]:
    plain = sentences.same_letters(folded.text)
    text = sentences.without_exposed(plain)
    for sentence in sentences.SENTENCE.finditer(sentences.without_rejected(text)):
        asked = _asked(sentence[0], beside_field)
        if asked and (beside_field or not advice.is_sound(plain, sentence)):
            yield folded.places[sentence.start() + asked.start()], f"«{sentences.shown(text, sentence)}»: {WHAT}"


def labels(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with the words beside a field: there it is enough to name a secret."""
    plain = sentences.same_letters(fold(text).text)
    if not sentences.is_allowed(plain) and (
        _patterns().deep.search(plain) or _patterns().secret.search(plain) or _patterns().bare.fullmatch(plain)
    ):
        yield 0, f"«{text}»: {WHAT}"


def _asked(sentence: str, beside_field: bool = False) -> re.Match[str] | None:
    """The words of a sentence that ask for a secret."""
    words, common = _patterns(), sentences.patterns()
    remote = words.remote.search(sentence)
    deep, secret, code = words.deep.search(sentence), words.secret.search(sentence), words.code.search(sentence)
    if not (remote or deep or secret or code) or sentences.is_allowed(sentence):
        return None
    says = sentences.requests(words.say, sentence)
    gives, types = says or sentences.requests(words.give, sentence), sentences.requests(words.type, sentence)
    if remote:
        return remote if gives or sentences.requests(words.install, sentence) else None
    if label := words.label.search(sentence):
        return label
    if _WHICH.search(sentence) and not sentences.is_warning(sentence):
        return deep or secret or code
    here, there = common.here.search(sentence) or beside_field, words.there.search(sentence)
    needs = any(
        not re.search(r"\bне $", sentence[: need.start()]) for need in verbs.among(words.need, sentence)
    ) and not common.never.search(sentence)
    if _is_denied(deep or secret or code, sentence) or _is_reported(deep or secret or code, sentence):
        return None
    if deep:
        is_back = re.search(_BACK, deep[0], _FLAGS)
        on_portal = there and not here and not is_back
        return deep if (gives or types or (needs and (here or is_back))) and not on_portal else None
    if secret:
        if gives:
            return None if there and not here else secret
        return secret if here and (types or (needs and not there)) else None
    return code if (here and gives) or (says and code and _is_near(code, sentence)) else None


def _is_near(code: re.Match[str], sentence: str) -> bool:
    """Whether it is a code that is to be said, and not something else beside it."""
    near = sentence[max(0, code.start() - _NEAR) : code.end() + _NEAR]
    return code[0].lower().startswith("код") and sentences.requests(_patterns().say, near)


def _is_denied(what: re.Match[str] | None, sentence: str) -> bool:
    """Whether the part of the sentence that has the secret says not to give it."""
    assert what
    starts = [match.end() for match in _CLAUSE.finditer(sentence, 0, what.start())]
    ends = [match.start() for match in _CLAUSE.finditer(sentence, what.end())]
    if re.search(r"\bбез (?:\w+ )?$", sentence[: what.start()]):
        return True
    clause = sentence[starts[-1] if starts else 0 : ends[0] if ends else len(sentence)]
    if _UNASKED.search(clause) and not sentences.ORDER.search(sentence, what.end()):
        return True
    common = sentences.patterns()
    return bool(common.denial.search(clause) or (_patterns().alone.search(clause) and not common.here.search(clause)))


def _is_reported(what: re.Match[str] | None, sentence: str) -> bool:
    """Whether the secret stands in what is to be told of it: «скажите, что код не приходит»."""
    assert what
    return bool(_REPORTED.search(sentence, 0, what.end()) and _NOT.search(sentence))
