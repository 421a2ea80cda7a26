"""A text as words, each in the one form in which all writings of it are the same."""

import re
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
        place: where it begins in the text.
    """

    text: str
    gap: str
    place: int


_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0301"))
# Signs that look alike or are typed for each other become one: 0 the letter O, 1 and L the letter I; all dashes a hyphen.
_ALIKE = str.maketrans("ËЙІ01L|" + "".join(letters.DASHES), "EИIOIII" + "-" * len(letters.DASHES))
WORD = re.compile(r"(?<![^\W_])-[2-9OI]{1,4}(?![^\W_])|[^\W_]+")
_STUCK = re.compile(r"([а-яё]{3}|error|code|http|esia)(?=[\dOoОо]{3,6}\b)", re.IGNORECASE)  # «ошибка404»


def same(text: str) -> str:
    plain = plain_digits(text).upper().translate(_INVISIBLE)
    return letters.as_latin(plain.replace("И\u0306", "Й").replace("Е\u0308", "Е")).translate(_ALIKE)


def read(text: str) -> list[Word]:
    """The words of a text in a form in which all writings of a word are the same; «не» is a part of its word.

    >>> [word.text for word in read("err_connection_reset")] == [word.text for word in read("ЕRR-C0NNECTI0N RESET")]
    True
    >>> [word.text for word in read("Не доступен")] == [word.text for word in read("недоступен")]
    True
    """
    plain = same(_STUCK.sub(r"\1 ", text))
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(plain):
        word = Word(OTHER_NAMES.get(match[0], match[0]), plain[end : match.start()], match.start())
        end = match.end()
        if found and found[-1].text == NOT and word.gap.isspace():
            word = Word(NOT + word.text, found[-1].gap, found[-1].place)
            found.pop()
        found.append(word)
    return found


OTHER_NAMES = {same(other): same(name) for name, others in table("errors")["same"].items() for other in others.split()}


def words(text: str) -> list[str]:
    """The words of a text without their places."""
    return [word.text for word in read(text)]
