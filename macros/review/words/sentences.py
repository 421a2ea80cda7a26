"""Sentences as a person means them: which of them ask, forbid, warn or tell of others. Rules on secrets and on harm lean on that.

A sentence that forbids, warns or describes is no request. The words for that are in macros/data/secrets.toml.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from macros.content.tables import rules
from macros.review.words import verbs

# What is quoted may end with a sign of its own, and the sentence goes on: «Разрешить вход?», соглашайтесь.
SENTENCE = re.compile(r"[^.!?\n\x00…]+(?:(?:\.(?=\w)|[.!?…](?=»(?:,| [а-я—–-])))[^.!?\n\x00…]*)*")
_FLAGS = re.IGNORECASE
_SMALL, _CAPITAL, _LETTER = "[а-яёa-z]", "[А-ЯЁA-Z]", "[а-яёa-zА-ЯЁA-Z]"
_SPACED = re.compile(  # a word whose letters stand apart
    rf"(?<!\w)(?:(?:{_CAPITAL} )?(?:{_SMALL} ){{3,}}{_SMALL}|(?:{_CAPITAL} ){{2,}}{_CAPITAL}"
    rf"|(?:{_LETTER}[._-]){{2,}}{_LETTER})(?!\w)"
)
# Inside of a Russian word a sign may stand for a letter: «п@р0ль».
_DISGUISED = re.compile(r"(?<!\w)[а-яё]+(?:[@$0346]+[а-яё]+)+(?!\w)", _FLAGS)
_UNDISGUISED = str.maketrans("@$0346", "асозаб")
_QUOTATION = re.compile(r"(?:(?<=\n)|(?<=[\n.!?:] )|^)\s*«[^«»\n]*»(?=[.!?]|\s[—–-]|\s*$)", re.MULTILINE)
ORDER = re.compile(r"\w(?:йте|ите|ьте)\b", _FLAGS)
_INFINITIVE = re.compile(r"(?:ть|ти|ться) $", _FLAGS)
_LATER = re.compile(r"\b(?:когда|после|потом|затем|только)\b", _FLAGS)  # «кладите трубку, когда он попрощается»
_WORD = re.compile(r"\w+")
_LATIN, _CYRILLIC = re.compile(r"[a-z]", _FLAGS), re.compile(r"[а-яё]", _FLAGS)
_TO_CYRILLIC = str.maketrans("aceopxykmthbnACEOPXYKMTHBu", "асеорхукмтнвпАСЕОРХУКМТНВи")


class _Patterns:
    """The lists of the table as regular expressions, as far as they do not name secrets."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        words = {name: "|".join(given) for name, given in table.items()}

        def pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
            return re.compile(f"{before}(?:{words[name]}){after}", _FLAGS)

        self.fraud, self.told, self.never = (pattern(name, r"\b", r"\b") for name in ("fraud", "told", "never"))
        # «С оборота карты, а не из сообщения»; but «а не забудьте…», as for every other «не», and not what is to be done besides.
        self.rejected = re.compile(
            rf"\bа не (?!{words['urge']})(?:(?! - | и \w+(?:йте|ите|ьте)\b)[^.!?…,;:()\n\x00])*", _FLAGS
        )
        self.needless = pattern("needless", r"[^.!?,;:]*\b")
        self.exposes = pattern("exposes", r"(?:\w+ )?\b")
        self.counter = pattern("counter", r"^\W*(?:если|когда|как только)\b[^.!?]*,[^.!?]*?\b")
        self.here = pattern("here")
        self.not_before = re.compile(
            rf"\b(?:не|ни|перестаньте|вместо того чтобы|откажитесь)\s+(?!{words['urge']})(?:\w+\s+)?$", _FLAGS
        )
        self.denial = re.compile(
            rf"\bне (?!{words['urge']})(?:\w+ )?\w+(?:йте|ите|ьте|ть|ти)\b"
            r"|\bне нуж(?:ен|на|но|ны)\b|\b(?:нельзя|никому|никогда)\b",
            _FLAGS,
        )
        self.forbids = re.compile(rf"\bне (?!{words['urge']})(?:\w+ )?\w+(?:йте|ите|ьте)(?:сь)?\b", _FLAGS)
        self.allowed = tuple(table["allowed"])


@cache  # not when this is imported: a table with a mistake is named, and stops nobody from naming others
def patterns() -> _Patterns:
    """What sentences are told by."""
    return _Patterns(rules("secrets"))


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


def shown(text: str, sentence: re.Match[str]) -> str:
    """A sentence as it stands in a text, in one line."""
    return " ".join(text[sentence.start() : sentence.end()].split())


def requests(wanted: verbs.Verbs, sentence: str) -> bool:
    """Whether some of the verbs tells the reader to do it."""
    return any(not is_told(verb, sentence) for verb in verbs.among(wanted, sentence))


def forbids(sentence: str) -> bool:
    """Whether a sentence tells the reader not to do something; one that has «не» may still tell to do it."""
    return bool(patterns().forbids.search(sentence))


def is_told(verb: re.Match[str], sentence: str) -> bool:
    """Whether a verb is forbidden, or somebody else's."""
    before = sentence[: verb.start()]
    if patterns().not_before.search(before) or patterns().never.search(before):
        return True
    is_quoted = before.count("«") > before.count("»")
    is_infinitive = verb[0].lower().endswith(("ть", "ти", "ться"))
    is_purpose = before.lower().endswith("чтобы ") and not ORDER.search(before)  # what for, and not what to do
    if is_infinitive and is_purpose:
        return True
    if is_infinitive and not _INFINITIVE.search(before) and patterns().needless.match(sentence, verb.end()):
        return True
    is_of_others = any(words.search(sentence) for words in (patterns().fraud, patterns().told, patterns().never))
    return bool((is_infinitive or is_quoted) and is_of_others)


def is_warning(sentence: str) -> bool:
    """Whether a sentence tells of a fraud or forbids something."""
    return any(words.search(sentence) for words in (patterns().fraud, patterns().never, patterns().denial))


def is_allowed(sentence: str) -> bool:
    """Whether a sentence stands in the list of phrases that only look like a request, or tells what to do against one."""
    counter = patterns().counter.search(sentence)
    if counter and not patterns().here.search(sentence, counter.end()):
        return True
    plain = " ".join(re.sub(r"[«»\"*]", "", sentence.lower().replace("ё", "е")).split())
    return any(phrase in plain for phrase in patterns().allowed)


def without_rejected(text: str) -> str:
    """A text with blanks for what it says not to take."""
    return patterns().rejected.sub(_blanked, text)


def without_exposed(text: str) -> str:
    """A text without the quotations that stand beside words that expose them: «Назовите код». Положите трубку."""
    return _QUOTATION.sub(lambda quoted: _blanked(quoted) if _is_exposed(text, quoted) else quoted[0], text)


def _is_exposed(text: str, quoted: re.Match[str]) -> bool:
    """Whether the line before tells of a fraud, or what follows begins with telling of it or ending the talk."""
    before = text[: quoted.start()].rstrip().rpartition("\n")[2]
    after = SENTENCE.search(text, quoted.end())
    exposes = patterns().exposes.match(after[0].lstrip(" .!?—–-")) if after else None
    is_told = patterns().fraud.search(before) and not re.search(r"\bне\b", before, _FLAGS)  # «это не мошенники»
    return bool(is_told or (exposes and not _LATER.search(after[0] if after else "")))


def _blanked(quoted: re.Match[str]) -> str:
    return " " * len(quoted[0])
