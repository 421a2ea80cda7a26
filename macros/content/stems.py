"""Words without their endings, as the search in the browser makes them."""

import re
from functools import cache

import snowballstemmer

_RUSSIAN = snowballstemmer.stemmer("russian")  # the rules of @orama/stemmers
# What stemOf() in docs/assets/query.mjs adds to them, and why.
_DOUBLE = re.compile(r"([а-я])\1+")
_IMPERATIVE = re.compile(r"ьте$")
_FLEETING = re.compile(r"([а-я]{2}[^аеиоуыэюя])[ое]к$")


@cache  # pages and messages say the same words again and again
def stem(word: str) -> str:
    """What different forms of a word have in common.

    >>> stem("проверки") == stem("проверка"), stem("проверьте") == stem("проверить")
    (True, True)
    """
    once = _DOUBLE.sub(r"\1", word)
    found: str = _RUSSIAN.stemWord(_IMPERATIVE.sub("ь", once))
    return _FLEETING.sub(r"\1к", found)
