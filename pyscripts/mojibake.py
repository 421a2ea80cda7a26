"""Russian text that was read in a wrong encoding: «РћРћРћ», «ÎÎÎ», «ÐžÐžÐž» instead of «ООО».

All encodings here agree about ASCII, so digits and Latin keys survive any misreading, and any repair too.

Sources: the encodings are those that ГОСТ Р 56042-2014 allows in a payment code (windows-1251, UTF-8 and KOI8-R) and
those that old programs take them for (DOS, Mac, Latin); which letters follow each other: data/letter_pairs.toml.
"""

# Named here, though codecs find them by themselves: a bundle that is cut down to what is imported must have them.
import encodings.cp866
import encodings.cp1251
import encodings.cp1252
import encodings.koi8_r
import encodings.mac_cyrillic  # noqa: F401
import re
from collections.abc import Iterator
from functools import cache

from pyscripts.data import table

_SHOWN = ("cp1251", "cp1252", "koi8-r", "cp866", "mac-cyrillic")
_MEANT = ("utf-8", "cp1251", "koi8-r", "cp866", "mac-cyrillic")

_TABLE = table("letter_pairs")
_PLACES = {letter: place for place, letter in enumerate(_TABLE["letters"])}
_PAIRS = [[int(digit) for digit in row] for row in _TABLE["pairs"].split()]

_NEUTRAL = frozenset("«»„“”№–—…’‘\u00a0\u202f\u00ad")
_ABROAD = frozenset("іїєґўІЇЄҐЎ")  # Ukrainian and Belarusian: rare, but no damage
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_WORD = re.compile(r"[А-Яа-яЁё]+")
# What no name has, whatever its letters: a letter was lost there, or taken for another sign.
_LOST = re.compile(
    "|".join((
        r"\?{3}|\ufffd|\?[А-Яа-яЁё]|[А-Яа-яЁё]\?[А-Яа-яЁё]|[—–“”‘’«№\u00ad]\?",  # marks of a lost letter
        r"[—–№’”…»][А-Яа-яЁё]|[„“‘][а-яё]|[№—–]{2}|[’“”‘]{2}|(?:^|[ («\"])\u00a0[а-яё]",  # signs glued to a word
        r"[À-ʯ][А-Яа-яЁё]|[А-Яа-яЁё][À-ʯ]",  # letters of the West within a word
        r"\b[ьъЬЪўЎґҐ]|\b[єЄ]\b|ъ[б-джзй-нп-тф-ьБ-ДЖЗЙ-НП-ТФ-Ь]",  # letters that cannot stand there
        r"[а-яё][ЄІЇҐЎЁ]|\b[а-яё]{2,}[А-ЯЁ]|\b[а-яё][А-ЯЁ]{2}",  # capitals within or at the end of a word
    ))
)  # fmt: skip
_FEWEST = 2  # different signs that can tell anything
_CAPITALISED = re.compile(r"\b[А-ЯЁ]")
_ABBREVIATION = 5  # letters: such words in capitals follow no rule
_SHORT = 12  # letters: no more than one odd name has
_LONG = 300  # signs: which encoding it was can be seen by that many

_ODD, _FOREIGN, _CAPITAL, _MIXED, _LOWER = 12.0, 6.0, 6.0, 8.0, 1.2
_SURE = 4.0  # the average surprise of a text up to which nothing else is looked for
_FINE = 5.5  # the average surprise of a text up to which it is taken for Russian
_SLACK = 10.0  # how many letters may be that surprising more in all: «Архыз», «Темрюк»
_MARGIN = 0.9  # how much less surprising than the text a repair must be
_STEP = 0.5  # what a misreading more must be worth
_UTF_8 = -1.0  # other text hardly ever has the form of UTF-8 by chance
_CLOSE = 0.5  # two repairs that are no further apart are a guess


def repaired(text: str) -> str | None:
    """What a text was before it was misread, once or twice; None if it looks all right or cannot be told.

    >>> repaired("РћРћРћ Р РѕРјР°С€РєР°"), repaired("ÎÎÎ Ðîìàøêà"), repaired("ООО «Ромашка»")
    ('ООО Ромашка', 'ООО Ромашка', None)
    """
    sample = _sample(text)
    if len({character for character in sample if not character.isascii()}) < _FEWEST:
        return None
    surprise = 2 * _ODD
    if _is_clean(sample):
        surprise = _surprise(sample)
        if surprise <= _SURE or _is_short(sample):
            return None
    likely: dict[str, tuple[float, tuple[tuple[str, str], ...]]] = {}
    for meant, way in _meanings(sample).items():
        if _is_clean(meant) and _is_russian(meant) and (score := _surprise(meant)) < min(surprise - _MARGIN, _FINE):
            likely[meant] = (score + _worth(way), way)
    best, *others = sorted(likely.values()) or [(0.0, ())]
    if others and others[0][0] < best[0] + _CLOSE:
        return None
    for step in best[1]:
        text = _reread(text, *step) or ""
    return text if best[1] and text else None


def readable(text: str) -> bool:
    """Whether a text looks as somebody wrote it; false if letters of it were lost or nothing can be made of them.

    >>> readable("Müller GmbH")
    True
    >>> readable("ООО «Ромашка»"), readable("ООО Müller"), readable("тПНЛЮЬЙЮ"), readable("ООО Рома\ufffdка"), readable("???")
    (True, True, False, False, False)
    """
    if _is_western(text):
        return _is_clean(text)
    lost = _CYRILLIC.search(text) and ("?" in text or not _ABROAD.isdisjoint(text))
    letters = len(_CYRILLIC.findall(text))
    slack = _SLACK / max(letters, 1) if _CAPITALISED.search(text) else 0.0
    return not lost and _is_clean(text) and _surprise(text) <= _FINE + slack


def _meanings(text: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Everything that a text may have been, with the likeliest steps that lead there."""
    steps = [(shown, meant) for shown in _SHOWN for meant in _MEANT if shown != meant]
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    once = [(step, meant) for step in steps if (meant := _reread(text, *step)) is not None]
    twice = [((first, step), meant) for first, before in once for step in steps if (meant := _reread(before, *step))]
    for way, meant in [*(((step,), meant) for step, meant in once), *twice]:
        if meant not in found or _worth(way) < _worth(found[meant]):
            found[meant] = way
    return found


def _worth(way: tuple[tuple[str, str], ...]) -> float:
    return sum(_UTF_8 if meant == "utf-8" else _STEP for _, meant in way)


def _reread(text: str, shown: str, meant: str) -> str | None:
    """A text that is shown in one encoding, read in another; None if it cannot be of the first or of the second."""
    codes = _codes(shown)
    if meant != "utf-8" and "\ufffd" in text:
        return None
    try:
        data = bytes(codes[character] for character in text)
    except KeyError:
        return None
    if meant != "utf-8":
        return data.decode(meant, "replace")
    # Copying makes a plain space of the no-break space in «Р», and drops the control character in «И».
    data, spaces = re.subn(b"\xd0 ", b"\xd0\xa0", data)
    data, dropped = re.subn(rb"\xd0(?![\x80-\xbf])", b"\xd0\x98", data)
    try:
        result = data.decode()
    except UnicodeDecodeError:
        return None
    if "\ufffd" in text and re.search("[а-яё]И", result):  # the mark stood for another letter
        return None
    return result if len(_CYRILLIC.findall(result)) >= 2 * (spaces + dropped) else None


@cache
def _codes(encoding: str) -> dict[str, int]:
    """Bytes by what is shown for them: in the gaps of an encoding, the control character of that code or its mark."""
    shown = {bytes([code]).decode(encoding, "ignore"): code for code in range(256)}
    shown.pop("", None)
    gaps = set(range(256)) - set(shown.values())
    if len(gaps) == 1:  # else the mark of a lost letter does not say which; here it is one half of «И» in UTF-8
        shown["\ufffd"] = gaps.pop()
    return {chr(code): code for code in range(0x80, 0xA0)} | shown


def _sample(text: str) -> str:
    """The words that are not plain ASCII: as many as tell the encoding."""
    words = [word for word in re.findall(r"\S+", text) if not word.isascii()]
    return " ".join(words)[:_LONG] if len("".join(words)) > len(words) else " ".join(words)


def _is_clean(text: str) -> bool:
    """Whether nothing in it is a sign that no name has: frames of tables, controls, letters of the Balkans, lost letters."""
    return not (_LOST.search(text) or any(_is_odd(character) for character in text))


def _is_western(text: str) -> bool:
    """Whether a text is in Latin letters, of which most are plain ones: misread Russian has hardly any of these."""
    letters = [character for character in text if character.isalpha()]
    plain = sum(character.isascii() for character in letters)
    return all(character < "ɐ" for character in letters) and 2 * plain > len(letters)


def _is_russian(text: str) -> bool:
    """Whether most of what is beyond ASCII are Russian letters."""
    return 3 * len(_CYRILLIC.findall(text)) >= 2 * sum(not character.isascii() for character in text)


def _is_short(text: str) -> bool:
    """Whether a text is too short to be doubted for its letters alone; without a capital it is no name anyway."""
    return len(_CYRILLIC.findall(text)) < _SHORT and bool(_CAPITALISED.search(text))


def _is_odd(character: str) -> bool:
    if character.isascii():
        return not (character.isprintable() or character in "\t\r\n")
    if character in _NEUTRAL or character in _ABROAD or "А" <= character <= "я" or character in "Ёё":
        return False
    return not character.isalpha() or "\u0400" <= character < "\u0490"


def _surprise(text: str) -> float:
    """How little a text looks like Russian, on average of its letters beyond ASCII."""
    score, letters = 0.0, 0
    for word in _WORD.findall(text):
        letters += len(word)
        pairs = sum(_PAIRS[_PLACES[first]][_PLACES[second]] for first, second in _around(word.lower()))
        capitals = word.isupper()
        score += min(pairs, 5 * len(word)) if capitals and len(word) <= _ABBREVIATION else pairs
        score += _CAPITAL * len(re.findall(r"[а-яё][А-ЯЁ]", word))
        score += 0 if word[0].isupper() else _LOWER
    for character in text:
        if not character.isascii() and character not in _NEUTRAL and not _CYRILLIC.match(character):
            letters += 1
            score += _ODD if _is_odd(character) else _FOREIGN
    score += _MIXED * len(re.findall(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]", text))
    return score / max(letters, 1)


def _around(word: str) -> Iterator[tuple[str, str]]:
    return zip("_" + word, word + "_", strict=True)
