"""Words without their endings, as the search in the browser makes them."""

from functools import cache

import snowballstemmer

_RUSSIAN = snowballstemmer.stemmer("russian")  # the rules of @orama/stemmers


@cache  # pages and messages say the same words again and again
def stem(word: str) -> str:
    """What different forms of a word have in common.

    >>> stem("проверки") == stem("проверка"), stem("проверьте") == stem("проверить")
    (True, True)
    """
    # Portals ask in forms that the stemmer does not know: «проверьте».
    found: str = _RUSSIAN.stemWord(word.removesuffix("те") if word.endswith("ьте") else word)
    return found
