"""Russian text that was read in a wrong encoding: «РћРћРћ», «ÎÎÎ», «ÐžÐžÐž» instead of «ООО».

All encodings here agree about ASCII, so digits and Latin keys survive any misreading, and any repair too.

Sources: letter frequencies of the Russian National Corpus, as in ru.wikipedia.org/wiki/Частотность; the encodings are
those that ГОСТ Р 56042-2014 allows in a payment code: windows-1251, UTF-8 and KOI8-R.
"""

# Named here, though codecs find them by themselves: a bundle that is cut down to what is imported must have them.
import encodings.cp1251
import encodings.cp1252
import encodings.koi8_r  # noqa: F401
import re
from functools import cache

_MISREAD = (  # meant, shown as, how many letters it takes to tell
    ("cp1251", "cp1252", 4),
    ("koi8-r", "cp1252", 4),
    ("koi8-r", "cp1251", 12),
    ("cp1251", "koi8-r", 12),
)
_PERCENT = dict(zip("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", (
    11.0, 8.5, 8.0, 7.4, 6.7, 6.3, 5.5, 4.7, 4.5, 4.4, 3.5, 3.2, 3.0, 2.8, 2.6, 2.0, 1.9, 1.7, 1.7, 1.6, 1.6, 1.4, 1.2,
    1.0, 0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3, 0.1, 0.1,
), strict=True))  # fmt: skip
_NEUTRAL = frozenset("«»„“”№–—…’\u00a0")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_MIXED_WORD = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_MARGIN = 1.5  # how much more Russian than the text a repair must look


def repaired(text: str) -> str | None:
    """What a text was before it was misread; None if it looks all right or cannot be told.

    >>> repaired("РћРћРћ Р РѕРјР°С€РєР°"), repaired("ÎÎÎ Ðîìàøêà"), repaired("ООО «Ромашка»")
    ('ООО Ромашка', 'ООО Ромашка', None)
    """
    letters = len(_foreign(text))
    if letters < 4:
        return None
    for shown in ("cp1251", "cp1252", "koi8-r"):
        if (meant := _utf8(text, shown)) is not None:
            return meant
    candidates = [
        candidate
        for encoding, shown, fewest in _MISREAD
        if letters >= fewest
        and (data := _encoded(text, shown)) is not None
        and not _MIXED_WORD.search(candidate := data.decode(encoding, "replace"))
    ]
    best = max(candidates, key=_russian, default=text)
    return best if _russian(best) > _MARGIN * _russian(text) else None


def _utf8(text: str, shown: str) -> str | None:
    """UTF-8 that was shown as another encoding; other text hardly ever has the form of UTF-8 by chance."""
    data = _encoded(text, shown)
    if data is None:
        return None
    # Copying makes a plain space of the no-break space in «Р», and drops the control character in «И».
    data, spaces = re.subn(b"\xd0 ", b"\xd0\xa0", data)
    data, dropped = re.subn(rb"\xd0(?![\x80-\xbf])", b"\xd0\x98", data)
    meant = data.decode("utf-8", "replace")
    letters = len(_CYRILLIC.findall(meant))
    return meant if letters >= 2 * max(spaces + dropped, 1) and meant.count("\ufffd") * 10 <= letters else None


def _encoded(text: str, shown: str) -> bytes | None:
    codes = _codes(shown)
    try:
        return bytes(codes[character] for character in text)
    except KeyError:
        return None


@cache
def _codes(encoding: str) -> dict[str, int]:
    """Bytes by what a browser shows for them: in the gaps of an encoding, the control character of that code."""
    shown = {bytes([code]).decode(encoding, "ignore"): code for code in range(256)}
    return {chr(code): code for code in range(0x80, 0xA0)} | shown


def _foreign(text: str) -> list[str]:
    return [character for character in text if not character.isascii() and character not in _NEUTRAL]


def _russian(text: str) -> float:
    """How usual the letters beyond ASCII are in Russian, on average, and whether capitals stand where they should."""
    score, before = 0.0, " "
    for character in text:
        usual = _PERCENT.get(character.lower(), 0.0)
        if character.isupper():
            usual *= 0.2 if before.islower() else 1.0 if before.isupper() else 1.3
        score += usual
        before = character
    return score / max(len(_foreign(text)), 1)
