"""HTML as it is written: a parser that forgives mistakes, like a browser's, does not show what they do to a page around."""

import re
from collections import Counter

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_NOT_TAGS = re.compile(r"<!--.*?-->", re.DOTALL)


def stray(html: str) -> str:
    """The element that ends somewhere in a text without having begun there: a parser forgives it, a page around it ends.

    >>> stray("<p>a</p></main>"), stray("<p>a</p>"), stray("<!-- </p> -->")
    ('main', '', '')
    """
    begun: Counter[str] = Counter()
    for end, name in _TAG.findall(_NOT_TAGS.sub("", html)):
        begun[name.lower()] += -1 if end else 1
        if begun[name.lower()] < 0:
            return str(name.lower())
    return ""
