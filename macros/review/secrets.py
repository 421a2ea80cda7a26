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
from macros.review import advice, verbs
from macros.review.folding import Folded, fold
from macros.review.grams import Gate

WHAT = "похоже на просьбу о пароле, коде, снимке документа или доступе; мы их не просим никогда; перепишите"
_BACK = r"c[vp][cvp]|п[ий]н|pin|оборот|обратн|цифр|лиц"  # is asked for nowhere where we send people


# What is quoted may end with a sign of its own, and the sentence goes on: «Разрешить вход?», соглашайтесь.
SENTENCE = re.compile(r"[^.!?\n\x00…]+(?:(?:\.(?=\w)|[.!?…](?=»(?:,| [а-я—–-])))[^.!?\n\x00…]*)*")
_FLAGS = re.IGNORECASE
_NEAR = 20  # signs between a code and the word for saying it
_WHICH = re.compile(r"\bкак(?:ой|ие|ое|ую|ова)\b[^:]*\b(?:у вас|ваш\w*|вам)\b", _FLAGS)  # «Какой у вас пароль?»
_CLAUSE = re.compile(r"[,;:—–]| - |\b(?:а|но|зато)\b", _FLAGS)
_REPORTED = re.compile(r",\s*(?:что(?! за\b)|почему|когда|куда)\b[^.!?,;:]*$", _FLAGS)
_NOT = re.compile(r"\bне (?:при|под|раб|дош|доход|вид)|\bкогда \w+ли\b", _FLAGS)
_SMALL, _CAPITAL, _LETTER = "[а-яёa-z]", "[А-ЯЁA-Z]", "[а-яёa-zА-ЯЁA-Z]"
_SPACED = re.compile(  # a word whose letters stand apart
    rf"(?<!\w)(?:(?:{_CAPITAL} )?(?:{_SMALL} ){{3,}}{_SMALL}|(?:{_CAPITAL} ){{2,}}{_CAPITAL}"
    rf"|(?:{_LETTER}[._-]){{2,}}{_LETTER})(?!\w)"
)
# Inside of a Russian word a sign may stand for a letter: «п@р0ль».
_DISGUISED = re.compile(r"(?<!\w)[а-яё]+(?:[@$0346]+[а-яё]+)+(?!\w)", _FLAGS)
_UNDISGUISED = str.maketrans("@$0346", "асозаб")
_QUOTATION = re.compile(r"(?:(?<=\n)|(?<=[\n.!?:] )|^)\s*«[^«»\n]*»(?=[.!?]|\s[—–-]|\s*$)", re.MULTILINE)
_UNASKED = re.compile(r"\bне (?:спрашивает|спросит|просит|попросит|требует|потребует)\b", _FLAGS)
_ORDER = re.compile(r"\w(?:йте|ите|ьте)\b", _FLAGS)
_INFINITIVE = re.compile(r"(?:ть|ти|ться) $", _FLAGS)
_LATER = re.compile(r"\b(?:когда|после|потом|затем|только)\b", _FLAGS)  # «кладите трубку, когда он попрощается»
_WORD = re.compile(r"\w+")
_LATIN, _CYRILLIC = re.compile(r"[a-z]", _FLAGS), re.compile(r"[а-яё]", _FLAGS)
_TO_CYRILLIC = str.maketrans("aceopxykmthbnACEOPXYKMTHBu", "асеорхукмтнвпАСЕОРХУКМТНВи")


class _Patterns:
    """The lists of the table as regular expressions."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        words = {name: "|".join(given) for name, given in table.items()}

        def pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
            return re.compile(f"{before}(?:{words[name]}){after}", _FLAGS)

        self.deep, self.secret, self.code, self.remote = (
            Gate(pattern(name, r"(?<![\w-])")) for name in ("deep", "secret", "code", "remote")
        )
        self.give, self.say, self.type, self.need, self.install = (
            verbs.of(table[name]) for name in ("give", "say", "type", "need", "install")
        )
        self.fraud, self.told, self.never = (pattern(name, r"\b", r"\b") for name in ("fraud", "told", "never"))
        # «С оборота карты, а не из сообщения»; but «а не забудьте…», as for every other «не», and not what is to be done besides.
        self.rejected = re.compile(
            rf"\bа не (?!{words['urge']})(?:(?! - | и \w+(?:йте|ите|ьте)\b)[^.!?…,;:()\n\x00])*", _FLAGS
        )
        self.needless = pattern("needless", r"[^.!?,;:]*\b")
        self.alone = pattern("alone", r"\b")
        self.exposes = pattern("exposes", r"(?:\w+ )?\b")
        self.counter = pattern("counter", r"^\W*(?:если|когда|как только)\b[^.!?]*,[^.!?]*?\b")
        self.there, self.here = pattern("there"), pattern("here")
        self.not_before = re.compile(
            rf"\b(?:не|ни|перестаньте|вместо того чтобы|откажитесь)\s+(?!{words['urge']})(?:\w+\s+)?$", _FLAGS
        )
        self.label = re.compile(
            rf"^\W*(?:(?:ваш|введите|укажите|текущ\w+|стар\w+)\s+)*(?:{words['secret']}|{words['deep']}|код)[^.!?:]{{0,30}}"
            r"(?::\s*(?:_|…|$)|[_…]{2,})",
            _FLAGS,
        )
        self.bare = re.compile(r"\W*(?:(?:ваш|введите|укажите|впишите)\s+)*(?:код|code)\W*", _FLAGS)
        self.denial = re.compile(
            rf"\bне (?!{words['urge']})(?:\w+ )?\w+(?:йте|ите|ьте|ть|ти)\b"
            r"|\bне нуж(?:ен|на|но|ны)\b|\b(?:нельзя|никому|никогда)\b",
            _FLAGS,
        )
        self.forbids = re.compile(rf"\bне (?!{words['urge']})(?:\w+ )?\w+(?:йте|ите|ьте)(?:сь)?\b", _FLAGS)
        self.allowed = tuple(table["allowed"])
        self.table = table


@cache
def _is() -> _Patterns:
    return _Patterns(rules("secrets"))


def found(text: str, beside_field: bool = False) -> Iterator[tuple[int, str]]:
    """Where a text asks for a secret, and in which words; beside a field, typing is giving it to us."""
    return iter(_found(text, beside_field))


@lru_cache(20_000)  # a text of a check stands in a table too, and the same data in several sites, where they are tested
def _found(text: str, beside_field: bool) -> tuple[tuple[int, str], ...]:
    return tuple(_requests(fold(text), beside_field))


def _requests(folded: Folded, beside_field: bool) -> Iterator[tuple[int, str]]:
    plain = same_letters(folded.text)
    text = without_exposed(plain)
    for sentence in SENTENCE.finditer(without_rejected(text)):
        asked = _asked(sentence[0], beside_field)
        if asked and (beside_field or not advice.is_sound(plain, sentence)):
            yield folded.places[sentence.start() + asked.start()], f"«{shown(text, sentence)}»: {WHAT}"


def shown(text: str, sentence: re.Match[str]) -> str:
    """A sentence as it stands in a text, in one line."""
    return " ".join(text[sentence.start() : sentence.end()].split())


def words(name: str) -> list[str]:
    """A list of the table."""
    return _is().table[name]


def labels(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with the words beside a field: there it is enough to name a secret."""
    plain = same_letters(fold(text).text)
    if not is_allowed(plain) and (
        _is().deep.search(plain) or _is().secret.search(plain) or _is().bare.fullmatch(plain)
    ):
        yield 0, f"«{text}»: {WHAT}"


@lru_cache(256)  # several rules look at one text
def same_letters(text: str) -> str:
    """Words with letters of two alphabets in one of them, and е for ё."""
    text = _SPACED.sub(lambda match: re.sub(r"[ ._-]", "", match[0]).ljust(len(match[0])), text)
    text = _DISGUISED.sub(lambda match: match[0].translate(_UNDISGUISED), text)
    plain = _WORD.sub(_in_one_alphabet, text) if _LATIN.search(text) and _CYRILLIC.search(text) else text
    return plain.replace("ё", "е").replace("Ё", "Е")


def _in_one_alphabet(word: re.Match[str]) -> str:
    is_mixed = _LATIN.search(word[0]) and _CYRILLIC.search(word[0])
    return word[0].translate(_TO_CYRILLIC) if is_mixed else word[0]


def _asked(sentence: str, beside_field: bool = False) -> re.Match[str] | None:
    """The words of a sentence that ask for a secret."""
    remote = _is().remote.search(sentence)
    deep, secret, code = _is().deep.search(sentence), _is().secret.search(sentence), _is().code.search(sentence)
    if not (remote or deep or secret or code) or is_allowed(sentence):
        return None
    says = requests(_is().say, sentence)
    gives, types = says or requests(_is().give, sentence), requests(_is().type, sentence)
    if remote:
        return remote if gives or requests(_is().install, sentence) else None
    if label := _is().label.search(sentence):
        return label
    if _WHICH.search(sentence) and not is_warning(sentence):
        return deep or secret or code
    here, there = _is().here.search(sentence) or beside_field, _is().there.search(sentence)
    needs = any(
        not re.search(r"\bне $", sentence[: need.start()]) for need in verbs.among(_is().need, sentence)
    ) and not _is().never.search(sentence)
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
    return code[0].lower().startswith("код") and requests(_is().say, near)


def is_warning(sentence: str) -> bool:
    """Whether a sentence tells of a fraud or forbids something."""
    return any(words.search(sentence) for words in (_is().fraud, _is().never, _is().denial))


def forbids(sentence: str) -> bool:
    """Whether a sentence tells the reader not to do something; one that has «не» may still tell to do it."""
    return bool(_is().forbids.search(sentence))


def requests(wanted: verbs.Verbs, sentence: str) -> bool:
    """Whether some of the verbs tells the reader to do it."""
    return any(not is_told(verb, sentence) for verb in verbs.among(wanted, sentence))


def is_told(verb: re.Match[str], sentence: str) -> bool:
    """Whether a verb is forbidden, or somebody else's."""
    before = sentence[: verb.start()]
    if _is().not_before.search(before) or _is().never.search(before):
        return True
    is_quoted = before.count("«") > before.count("»")
    is_infinitive = verb[0].lower().endswith(("ть", "ти", "ться"))
    is_purpose = before.lower().endswith("чтобы ") and not _ORDER.search(before)  # what for, and not what to do
    if is_infinitive and is_purpose:
        return True
    if is_infinitive and not _INFINITIVE.search(before) and _is().needless.match(sentence, verb.end()):
        return True
    is_of_others = any(words.search(sentence) for words in (_is().fraud, _is().told, _is().never))
    return bool((is_infinitive or is_quoted) and is_of_others)


def _is_denied(what: re.Match[str] | None, sentence: str) -> bool:
    """Whether the part of the sentence that has the secret says not to give it."""
    assert what
    starts = [match.end() for match in _CLAUSE.finditer(sentence, 0, what.start())]
    ends = [match.start() for match in _CLAUSE.finditer(sentence, what.end())]
    if re.search(r"\bбез (?:\w+ )?$", sentence[: what.start()]):
        return True
    clause = sentence[starts[-1] if starts else 0 : ends[0] if ends else len(sentence)]
    if _UNASKED.search(clause) and not _ORDER.search(sentence, what.end()):
        return True
    return bool(_is().denial.search(clause) or (_is().alone.search(clause) and not _is().here.search(clause)))


def _is_reported(what: re.Match[str] | None, sentence: str) -> bool:
    """Whether the secret stands in what is to be told of it: «скажите, что код не приходит»."""
    assert what
    return bool(_REPORTED.search(sentence, 0, what.end()) and _NOT.search(sentence))


def without_rejected(text: str) -> str:
    """A text with blanks for what it says not to take."""
    return _is().rejected.sub(_blanked, text)


def without_exposed(text: str) -> str:
    """A text without the quotations that stand beside words that expose them: «Назовите код». Положите трубку."""
    return _QUOTATION.sub(lambda quoted: _blanked(quoted) if _is_exposed(text, quoted) else quoted[0], text)


def _blanked(quoted: re.Match[str]) -> str:
    return " " * len(quoted[0])


def _is_exposed(text: str, quoted: re.Match[str]) -> bool:
    """Whether the line before tells of a fraud, or what follows begins with telling of it or ending the talk."""
    before = text[: quoted.start()].rstrip().rpartition("\n")[2]
    after = SENTENCE.search(text, quoted.end())
    exposes = _is().exposes.match(after[0].lstrip(" .!?—–-")) if after else None
    is_told = _is().fraud.search(before) and not re.search(r"\bне\b", before, _FLAGS)  # «это не мошенники»
    return bool(is_told or (exposes and not _LATER.search(after[0] if after else "")))


def is_allowed(sentence: str) -> bool:
    """Whether a sentence stands in the list of phrases that only look like a request, or tells what to do against one."""
    counter = _is().counter.search(sentence)
    if counter and not _is().here.search(sentence, counter.end()):
        return True
    plain = " ".join(re.sub(r"[«»\"*]", "", sentence.lower().replace("ё", "е")).split())
    return any(phrase in plain for phrase in _is().allowed)
