"""Other names of pages → the same, written short for the index of the search: half of it would else be these names.

Each word stands once, in a list; a name is two signs for each of its words. What is left of Cyrillic is typed on the keys that it
shares with Latin letters, a byte each: the search knows both layouts anyway. docs/assets/query.mjs reads all of it.
"""

from collections.abc import Iterable
from itertools import pairwise, takewhile
from string import ascii_lowercase

_KEYS = str.maketrans(
    dict(zip("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True))
    | {"ё": "t"}
    | {letter: letter.upper() for letter in ascii_lowercase}
)
_FIRST, _SIGNS = 35, 92  # of ASCII: after the quote, up to the tilde
_MOST_SHARED = 9  # letters: their number is one digit


def typed(text: str) -> str:
    """A text on Latin keys; its own Latin letters become capitals.

    >>> typed("код из sms")
    'rjl bp SMS'
    """
    return text.translate(_KEYS)


class Words:
    """The words of many names.

    >>> words = Words(["код sms", "код почта", "не кодов"])
    >>> words.folded().split()
    ['0SMS', '0rjl', '0yt', 'rjljd', '0gjxnf']
    >>> words.signs("код sms")
    '###$'
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._words = sorted({word for name in names for word in _words(name)})
        self._at = {word: at for at, word in enumerate(self._words)}

    def folded(self) -> str:
        """The words by lines; each says first how many letters it shares with the one before."""
        return "\n".join(typed(_after(before, word)) for before, word in pairwise(["", *self._words]))

    def signs(self, name: str) -> str:
        """Two signs for each word of a name. The search reads no order, so they stand in that of the list: it packs better."""
        places = sorted(self._at[word] for word in _words(name))
        return "".join(chr(_FIRST + part) for at in places for part in divmod(at, _SIGNS))


def _words(name: str) -> list[str]:
    """The words of a name; «не» belongs to the one that follows."""
    found: list[str] = []
    for word in name.split():
        found.append(f"{found.pop()} {word}" if found and found[-1] == "не" else word)
    return found


def _after(before: str, word: str) -> str:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
    shared = min(len(list(same)), _MOST_SHARED)
    return f"{shared}{word[shared:]}"
