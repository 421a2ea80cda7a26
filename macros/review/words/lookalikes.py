"""Text → the same for comparing: signs that look alike are one, what cannot be seen is gone, and each keeps its old place.

Sources: Unicode NFKC (compatibility forms), general categories Cf, Mn, Me (no width of their own), Pd (dashes), Nd and
the property Digit; letters that look alike are from the Unicode table of confusables (UTS #39), Cyrillic and Greek.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNSEEN = "\u115f\u1160\u3164\uffa0\u2800\u034f\u180e"  # letters by category, and blank
_DASHES = "\u2043\u2212\u02d7\u06d4\u2796\u30fc\u30a0"
_DOTS = str.maketrans("。．｡․‧∙⋅", ".......")
_STRANGE = re.compile(r"[^\x00-)+-\x7eа-яА-ЯёЁ«»№]")  # the others are plain; «*» makes a text bold
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Sign by sign, small letters: what looks like a Latin one, and what looks like a Cyrillic one. Digits and Greek count too.
_LATIN = (
    "аa вb гr еe ёe зe іi їi кk мm нh оo рp сc тt уy хx ԛq ԝw ѕs јj һh ӏl ь6 пn иu "
    "αa βb γy εe ιi κk νv οo ρp τt υu χx ωw ϲc ηn σo ıi ɡg łl øo đd ħh 0o 1l 3e 4a 5s 6g 8b 9g"
)
_CYRILLIC = "aа eе kк mм nп oо pр cс tт yу xх bв hн lі iі uи rг ёе 0о 3з 4ч 6б αа εе κк οо ρр τт υу χх"
_TO_LATIN, _TO_CYRILLIC = (str.maketrans({pair[0]: pair[1] for pair in pairs.split()}) for pairs in (_LATIN, _CYRILLIC))


@dataclass(frozen=True)
class Folded:
    """A folded text, and for each of its signs the place in the text that was folded."""

    text: str
    places: tuple[int, ...]
    source: str

    def shown(self, match: re.Match[str]) -> str:
        """What stood there before it was folded, short."""
        start, end = match.span()
        return " ".join(self.source[self.places[start] : self.places[end - 1] + 1].split())

    def place(self, match: re.Match[str]) -> int:
        """Where a match stands in the text that was folded."""
        return self.places[match.start()]


@lru_cache(256)  # several rules look at one text
def fold(text: str) -> Folded:
    r"""Fold a text.

    >>> fold("8\u2011４９５ <\u200b1&#45;2").text
    '8-495 <1-2'
    """
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for entity in _ENTITY.finditer(text):
        _plain(text[at : entity.start()], at, signs, places)
        for sign in html.unescape(entity[0]):
            _plain(sign, entity.start(), signs, places, step=0)
        at = entity.end()
    _plain(text[at:], at, signs, places)
    return Folded("".join(signs), tuple(places), text)


def _plain(text: str, start: int, signs: list[str], places: list[int], step: int = 1) -> None:
    at = 0
    for strange in _STRANGE.finditer(text):
        signs.append(text[at : strange.start()])
        places.extend(range(start + step * at, start + step * strange.start(), step or 1))
        plain = _sign(strange[0])
        signs.append(plain)
        places.extend([start + step * strange.start()] * len(plain))
        at = strange.end()
    signs.append(text[at:])
    places.extend([start] * (len(text) - at) if not step else range(start + at, start + len(text)))


@lru_cache(4096)
def _sign(sign: str) -> str:
    """What one sign is read as: itself, something plainer, or nothing."""
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn", "Me") or sign in _UNSEEN or sign == "*":
        return ""
    if kind == "Pd" or sign in _DASHES:
        return "-"
    if kind == "Zs":
        return " "
    if kind in ("Zl", "Zp"):
        return "\n"
    if (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", sign).translate(_DOTS)
    return plain if plain == sign else "".join(map(_sign, plain)) if len(plain) < 20 else plain


def latin(word: str) -> str:
    """A word as it looks in Latin letters.

    >>> latin("gоsusIugi") == latin("g0suslugi") == latin("gosuslugi")
    True
    """
    return word.replace("I", "l").replace("|", "l").lower().translate(_TO_LATIN).replace("i", "l").replace("q", "g")


def cyrillic(word: str) -> str:
    """A word as it looks in Cyrillic letters.

    >>> cyrillic("Гoсycлyги")
    'госуслуги'
    """
    return word.lower().translate(_TO_CYRILLIC)
