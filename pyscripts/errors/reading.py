"""A text as words, each in the one form in which all writings of it are the same."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pyscripts import letters
from pyscripts.data import table
from pyscripts.form import plain_digits

NOT = "HE"  # «не», as it is read
BREAK = re.compile(r"[.!?;:…»«\n|()<>/]")  # ends a line or sentence
IN_ADDRESS = "\x1f"  # between the words of an address


class Word(NamedTuple):
    """A word of a text.

    Args:
        text: in the form in which all writings of a word are the same.
        gap: what stands between it and the word before.
    """

    text: str
    gap: str


# Accents too: a breve or two dots over a letter make no other letter of it.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0301\u0306\u0308"))
# Signs that look alike or are typed for each other become one: 0 the letter O, 1 and L the letter I; all dashes a hyphen.
_ALIKE = str.maketrans("ËЙІ01L|" + "".join(letters.DASHES), "EИIOIII" + "-" * len(letters.DASHES))
_TWINS = table("letters")["twins"]["russian"]
_SAME = _INVISIBLE | _ALIKE | {ord(twin): letters.as_latin(twin).translate(_ALIKE) for twin in _TWINS}
WORD = re.compile(r"(?<![^\W_])-[2-9OI]{1,4}(?![^\W_])|[^\W_]+")
_STUCK = re.compile(r"([а-яё]{3}|error|code|http|esia)(?=[\dOoОо]{3,6}\b)", re.IGNORECASE)  # «ошибка404»
# What looks like a letter, in a word: «загpу3ить», «уда4но».
_NO_DIGIT = re.compile(r"(?<=[а-яё])[346](?=[а-яё])", re.IGNORECASE)
_LETTER = dict(zip("346", "зчб", strict=True))
# Numbers as they are dictated: «четыреста четыре».
_SPOKEN = {word: int(number) for number, said in table("errors")["spoken"].items() for word in said.split()}
_HUNDREDS = "|".join(word for word, number in _SPOKEN.items() if number >= 100)
_NUMBER = re.compile(rf"\b(?:{_HUNDREDS})(?:\s+(?:{'|'.join(_SPOKEN)})){{0,2}}\b", re.IGNORECASE)
_NOT_APART = re.compile(rf"(?<![^\W_]){NOT}\s+(?=[^\W_])")
A_NUMBER = re.compile(r"\d|^[OI]+$")  # in a word as same() makes it
SENTENCE = re.compile(r"[.!?;\n]")
_BETWEEN = "\0"  # texts that are read together
_ENDINGS = sorted(map(letters.as_latin, table("letters")["endings"]["russian"].upper().split()), key=len, reverse=True)
_ENDING = re.compile(f"(?:{'|'.join(_ENDINGS)})$")
_LEAST_STEM = 3


def same(text: str) -> str:
    """The form in which all writings of a word are equal: capitals without accents, one letter for those that look alike.

    >>> same("ЕRR_C0NNECTI0N"), same("Ёлка")
    ('ERR_CONNECTION', 'EЛKA')
    """
    return plain_digits(text).upper().translate(_SAME)


OTHER_NAMES = {same(other): same(name) for name, others in table("errors")["same"].items() for other in others.split()}


def read(text: str) -> list[Word]:
    """The words of a text in a form in which all writings of a word are the same; «не» is a part of its word.

    >>> [word.text for word in read("err_connection_reset")] == [word.text for word in read("ЕRR-C0NNECTI0N RESET")]
    True
    >>> [word.text for word in read("Не доступен")] == [word.text for word in read("недоступен")]
    True
    """
    plain = _plain(text)
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(plain):
        found.append(Word(OTHER_NAMES.get(match[0], match[0]), plain[end : match.start()]))
        end = match.end()
    return found


def words(text: str) -> list[str]:
    """The words of a text without what stands between them."""
    return _words(_plain(text))


def words_of_each(texts: Iterable[str]) -> list[list[str]]:
    """The words of many short texts: read at once, they cost a quarter."""
    return list(map(_words, _plain(_BETWEEN.join(texts)).split(_BETWEEN)))


@lru_cache(4096)
def stem(word: str) -> str:
    """A word, as same() makes it, without its ending."""
    found = _ENDING.search(word)
    return word[: found.start()] if found and found.start() >= _LEAST_STEM else word


def _words(plain: str) -> list[str]:
    return [OTHER_NAMES.get(word, word) for word in WORD.findall(plain)]


def _plain(text: str) -> str:
    counted = _NUMBER.sub(lambda said: str(sum(_SPOKEN[word] for word in said[0].lower().split())), text)
    spelt = _NO_DIGIT.sub(lambda digit: _LETTER[digit[0]], _STUCK.sub(r"\1 ", counted))
    return _NOT_APART.sub(NOT, same(spelt))
