"""Letters that fool the eye: look-alikes of another alphabet, signs that nobody sees, keys of the other layout.

Sources and tables: data/letters.toml.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pyscripts.data import table

_TABLES = table("letters")
_INVISIBLE = _TABLES["invisible"]
_ALPHABETS = _TABLES["alphabets"]
_TO_RUSSIAN = str.maketrans(_TABLES["twins"]["latin"], _TABLES["twins"]["russian"])
_TO_LATIN = str.maketrans(_TABLES["twins"]["russian"], _TABLES["twins"]["latin"])
_RUSSIAN_KEYS = str.maketrans(_TABLES["layout"]["latin"], _TABLES["layout"]["russian"])
_LATIN_KEYS = str.maketrans(_TABLES["layout"]["russian"], _TABLES["layout"]["latin"])
_SHAPES = {sign: letter for letter, signs in _TABLES["shapes"].items() if len(letter) == 1 for sign in signs}

_BEGINNINGS: list[str] = table("alphabets")["from"].split()  # in turns a place and the name
_FROM = [int(place, 16) for place in _BEGINNINGS[::2]]
_CALLED = ["" if called == "-" else called for called in _BEGINNINGS[1::2]]

LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZËë")  # Ë is typed for Ё
RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
DASHES: dict[str, str] = _TABLES["dashes"]
QUOTES: dict[str, str] = _TABLES["quotes"]

_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = re.compile(r"[^ -~А-яЁё«»—–„“№]")  # the rest is known to be seen: this is for speed only
_MOST_SPOTS, _MOST_KINDS = 3, 5  # that are told of
_EMOJI_PARTS = "\u200d\ufe0e\ufe0f"


def unseen(char: str) -> bool:
    r"""Whether a sign leaves no mark on the screen, or a mark nobody can tell. The ordinary space is known to all.

    >>> unseen("\u00a0"), unseen("\n"), unseen(" "), unseen("ё")
    (True, True, False, False)
    """
    return char != " " and (char in _INVISIBLE or unicodedata.category(char)[0] in "CZ")


def all_unseen(text: str) -> list[int]:
    r"""The places of the unseen signs of a text; those that hold an emoji together are left out.

    >>> all_unseen("Иван\u00a0Петров\u200b")
    [4, 11]
    """
    places, emoji_end = [], -1
    for match in _UNSEEN.finditer(text):
        place, char = match.start(), match[0]
        if unicodedata.category(char) in ("So", "Sk") or (char in _EMOJI_PARTS and place == emoji_end):
            emoji_end = match.end()
        elif unseen(char):
            places.append(place)
    return places


def seen(text: str) -> str:
    r"""A text without unseen signs; those that stand for a space or a new line become one.

    >>> seen("Иван\u00a0Петров\u200b")
    'Иван Петров'
    """
    parts, end = [], 0
    for place in all_unseen(text):
        parts += [text[end:place], _instead(text[place])]
        end = place + 1
    return "".join([*parts, text[end:]])


def _instead(char: str) -> str:
    if char in _INVISIBLE:
        return str(_INVISIBLE[char]["becomes"])
    return " " if unicodedata.category(char) == "Zs" else ""


def shown(text: str, most: int = 60) -> str:
    r"""What of a reader's text may stand inside our own words: one line, only signs that are seen, not too long.

    >>> shown("  Иван\n\u202eПетров  ", 9)
    'Иван Пет…'
    """
    line = " ".join(seen(text[: most * 4]).split())
    return line if len(line) <= most and len(text) <= most * 4 else line[: most - 1] + "…"


@lru_cache(4096)
def name(char: str) -> str:
    r"""What to call a sign.

    >>> name("a"), name("а"), name("і"), name("\u00a0")
    ('латинская «a»', 'русская «а»', 'нерусская кириллическая «і»', 'неразрывный пробел')
    >>> name("5"), name("№"), name("\u0306"), name("\u0007")
    ('цифра «5»', 'знак «№»', 'отдельный значок над буквой', 'невидимый знак U+0007')
    """
    if char in _INVISIBLE:
        return str(_INVISIBLE[char]["name"])
    if unseen(char):
        return "пробел особой ширины" if unicodedata.category(char) == "Zs" else f"невидимый знак U+{ord(char):04X}"
    if unicodedata.category(char)[0] == "M":
        return "отдельный значок над буквой"
    if char in RUSSIAN:
        return f"русская «{char}»"
    if char.isdecimal():
        return f"цифра «{char}»"
    if char.isalpha():
        return f"{_ALPHABETS.get(alphabet(char), 'нерусская')} «{char}»"
    return f"знак «{char}»"


@lru_cache(4096)
def alphabet(char: str) -> str:
    """What Unicode calls the alphabet of a letter or a figure.

    >>> alphabet("a"), alphabet("я"), alphabet("ο")
    ('LATIN', 'CYRILLIC', 'GREEK')
    """
    return _CALLED[bisect_right(_FROM, ord(char)) - 1]


def where(text: str, place: int) -> str:
    r"""Where a sign stands, as a reader counts.

    >>> where("дом", 2), where("дом\nсад", 5)
    ('знак 3', 'строка 2, знак 2')
    """
    sign = place - text.rfind("\n", 0, place)
    return f"строка {text.count('\n', 0, place) + 1}, знак {sign}" if "\n" in text else f"знак {sign}"


def spots(text: str, places: Sequence[int]) -> str:
    """Where some signs stand; not all of many.

    >>> spots("aaaaaaaaa", [0, 1, 2, 3, 4])
    'знак 1; знак 2; знак 3; и ещё 2'
    """
    more = [f"и ещё {len(places) - _MOST_SPOTS}"] if len(places) > _MOST_SPOTS else []
    return "; ".join([where(text, place) for place in places[:_MOST_SPOTS]] + more)


def listing(text: str, places: Iterable[int]) -> str:
    r"""Signs of a text with their names and places.

    >>> listing("а\u00a0б\u00a0в\u200b", [1, 3, 5])
    'неразрывный пробел (знак 2; знак 4), пробел нулевой ширины (знак 6)'
    """
    groups: dict[str, list[int]] = {}
    for place in places:
        groups.setdefault(name(text[place]), []).append(place)
    parts = [f"{called} ({spots(text, found)})" for called, found in list(groups.items())[:_MOST_KINDS]]
    return ", ".join(parts) + (" и другие" if len(groups) > _MOST_KINDS else "")


def words(text: str) -> list[tuple[int, str]]:
    """The words of a text with their places; a digit, a dash or a quote ends a word.

    >>> words("дом 5а")
    [(0, 'дом'), (5, 'а')]
    """
    return [(match.start(), match[0]) for match in _WORD.finditer(text)]


def is_mixed(word: str) -> bool:
    """Whether there are Latin and Russian letters in one word.

    >>> is_mixed("Мoсква"), is_mixed("Москва")
    (True, False)
    """
    return not LATIN.isdisjoint(word) and not RUSSIAN.isdisjoint(word)


def unmixed(word: str, home: str) -> str:
    """A mixed word in one alphabet, if look-alike letters alone can make it so; else the word itself.

    A letter that has no look-alike tells which alphabet is meant; if there is none, `home` does ("russian" or "latin").

    >>> unmixed("Мoсква", "latin"), unmixed("gosuslugу", "russian"), unmixed("оpа", "russian")
    ('Москва', 'gosuslugy', 'ора')
    >>> unmixed("Яndex", "latin")
    'Яndex'
    """
    attempts = [as_russian(word), as_latin(word)]
    for attempt in attempts if home == "russian" else attempts[::-1]:
        if not is_mixed(attempt):
            return attempt
    return word


def lowered(text: str) -> str:
    """A text in small letters, sign for sign, with е for ё and one alphabet in a word.

    >>> lowered("İ Ёлка пaроль")
    'İ елка пароль'
    """
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two signs
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    lower = lower.replace("ё", "е")
    parts, end = [], 0
    for place, word in words(lower):
        if is_mixed(word):
            parts += [lower[end:place], unmixed(word, "russian")]
            end = place + len(word)
    return "".join([*parts, lower[end:]])


def odd_ones(word: str, better: str) -> list[int]:
    """The places where two words of one length differ.

    >>> odd_ones("Мoсква", "Москва")
    [1]
    """
    return [place for place, (one, other) in enumerate(zip(word, better, strict=True)) if one != other]


def minority(word: str) -> list[int]:
    """The places of the letters, Latin or Russian, that a word has fewer of.

    >>> minority("Яndex")
    [0]
    """
    latin = [place for place, char in enumerate(word) if char in LATIN]
    russian = [place for place, char in enumerate(word) if char in RUSSIAN]
    return min(latin, russian, key=len)


def as_russian(text: str) -> str:
    """Latin letters that look like Russian ones become Russian."""
    return text.translate(_TO_RUSSIAN)


def as_latin(text: str) -> str:
    """Russian letters that look like Latin ones become Latin."""
    return text.translate(_TO_LATIN)


def shape(text: str) -> str:
    """Every letter as the small Latin letter that it looks like, sign for sign; 0, 1, 5, 9 and i count as letters too.

    >>> shape("Gоsus1ugі"), shape("GOSUSLUGI")
    ('gosuslugl', 'gosuslugl')
    """
    return "".join(map(_shape, text))


def _shape(char: str) -> str:
    small = char.casefold()[:1]
    small = _SHAPES.get(small) or unicodedata.normalize("NFKD", small)[:1]
    small = _SHAPES.get(small, small)
    return {"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "9": "g"}.get(small, small) or char


def other_layout(text: str) -> str:
    """What the same keys give in the other layout: Latin if there is a Russian letter, else Russian.

    >>> other_layout("ghbdtn"), other_layout("руддщ")
    ('привет', 'hello')
    """
    return russian_keys(text) if RUSSIAN.isdisjoint(text) else latin_keys(text)


def russian_keys(text: str) -> str:
    """What the same keys give in the Russian layout.

    >>> russian_keys("ghbdtn, vbh")
    'приветб мир'
    """
    return text.translate(_RUSSIAN_KEYS)


def latin_keys(text: str) -> str:
    """What the same keys give in the Latin layout.

    >>> latin_keys("руддщ")
    'hello'
    """
    return text.translate(_LATIN_KEYS)
