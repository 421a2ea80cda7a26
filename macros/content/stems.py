"""Words without their endings, as the search in the browser makes them."""

from functools import cache

import snowballstemmer

_RUSSIAN = snowballstemmer.stemmer("russian")  # the rules of @orama/stemmers


@cache  # pages and messages say the same words again and again
def stem(word: str) -> str:
    """What different forms of a word have in common.

    >>> stem("проверки") == stem("проверка")
    True
    """
    found: str = _RUSSIAN.stemWord(word)
    return found
