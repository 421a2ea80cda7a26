"""Whether a name imitates the portal's: by look-alike letters, by typos, or as a part of a stranger's address.

Pure rules over names of hosts and words; the portal's own names are data/official.toml, letters are letters.py.
"""

import re
from urllib.parse import unquote

from pyscripts.data import table
from pyscripts.letters import alphabet, as_russian, is_mixed, odd_ones, shape, words
from pyscripts.slips import one_slip

BRAND, RUSSIAN_BRAND = "gosuslugi", "госуслуги"

_OFFICIAL = table("official")
_HOSTS = [row["name"] for row in _OFFICIAL["host"]]
_OTHERS = frozenset(_OFFICIAL["other_words"]["words"])
_BRAND_SHAPE = shape(BRAND)
_SAME = frozenset(table("letters")["same"]["signs"])  # in small letters too, nobody sees the difference
# Alphabets that are written together in honest names.
_TOGETHER = frozenset(("LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "DIGIT"))
_FINGERS = str.maketrans("yqjv", "uglu")  # у looks like y, g like q, i like j, u like v
_SIZES = (8, 9, 10)


def has_brand(text: str) -> bool:
    """Whether the portal's name is in a text, in either alphabet, whatever its letters are swapped for.

    >>> has_brand("my-gоs.us1ugi"), has_brand("госуслуг"), has_brand("uslugi")
    (True, True, False)
    """
    flat = re.sub(r"[\s._-]", "", text)
    return _BRAND_SHAPE in shape(flat) or RUSSIAN_BRAND[:-1] in as_russian(flat).casefold()


def is_near(label: str) -> bool:
    """Whether a part of a host's name is the portal's name with a slip or two that the eye skips.

    >>> [is_near(label) for label in ("gosuslygi", "gosyslygi", "gossuslugi", "my-gosuslug1-24", "gosusluji", "госуслги")]
    [True, True, True, True, True, True]
    >>> is_near("gosslugi"), is_near("gos5slugi")
    (True, True)
    >>> [is_near(label) for label in ("uslugi", "mosuslugi", "gosuslugi", "uslugi27", "gosudarstvo", "услуги")]
    [False, False, False, False, False, False]
    """
    return (
        label not in _OTHERS
        and label != BRAND
        and (
            any(_is_slip(part, _BRAND_SHAPE, "g", "l") for part in (*_parts(shape(label)), *_parts(_eye(label))))
            or any(_is_slip(part, RUSSIAN_BRAND, "г", "и") for part in _parts(as_russian(label)))
        )
    )


def _eye(label: str) -> str:
    """What the eye sees of a label in a hurry: shapes, without doubled letters."""
    return re.sub(r"(.)\1+", r"\1", shape(label).translate(_FINGERS))


def _parts(label: str) -> list[str]:
    return [label.replace("-", ""), *label.split("-")]


def _is_slip(part: str, brand: str, first: str, last: str) -> bool:
    """Whether it is the brand with one slip, or has something in it that begins and ends as the brand does."""
    if part == brand or one_slip(part, brand):
        return True
    for start in range(len(part) - _SIZES[0] + 1):
        if part[start] == first:
            for size in _SIZES:
                window = part[start : start + size]
                if window[-1:] == last and len(window) == size and (window == brand or one_slip(window, brand)):
                    return True
    return False


def swapped_letters(host: str) -> list[int]:
    """The places of the letters that only look like those of the portal's name.

    >>> swapped_letters("gоsuslugi.ru"), swapped_letters("gosuslugi.example")
    ([1], [])
    """
    for right in _HOSTS:
        if shape(host) == shape(right):
            return odd_ones(host, right)
    for brand, start in (
        (BRAND, shape(host).find(_BRAND_SHAPE)),
        (RUSSIAN_BRAND, as_russian(host).find(RUSSIAN_BRAND)),
    ):
        if start >= 0:
            return [start + place for place in odd_ones(host[start : start + len(brand)], brand)]
    return not_ascii(host) if _BRAND_SHAPE in shape(host).replace("-", "") else []


def foreign_letters(host: str) -> list[int]:
    """The places of the letters of other alphabets in a host that mixes them, or writes a Latin name with them.

    >>> foreign_letters("sberbаnk.example"), foreign_letters("оzοn.example"), foreign_letters("сору.com")
    ([5], [0, 2], [0, 1, 2, 3])
    >>> foreign_letters("мвд.рф"), foreign_letters("кремль.com"), foreign_letters("münchen.example")
    ([], [], [])
    """
    if host.isascii():
        return []
    if any(is_mixed(word) or len(_alphabets(word)) > 1 for _, word in words(host)):
        return not_ascii(host)
    *labels, zone = host.split(".")
    if zone.isascii() and any(len(label) > 2 and _SAME.issuperset(label) for label in labels):
        return not_ascii(host)
    return []


def _alphabets(word: str) -> set[str]:
    found = {alphabet(char) for char in word}
    return {"LATIN"} if found <= _TOGETHER else found


def not_ascii(text: str) -> list[int]:
    """The places of the letters that are not plain Latin ones."""
    return [place for place, char in enumerate(text) if not char.isascii()]


def in_path(path: str) -> str:
    """What stands of the portal's name behind the name of a host: its "host", its "name", or nothing.

    >>> in_path("/gosuslugi.ru/login"), in_path("/help/gosuslugi"), in_path("/?to=https://esia.gosuslugi.ru/"), in_path("/x")
    ('host', 'name', 'link', '')
    """
    readable = unquote(path).lower()
    if re.search(r"https?:/+[\w.-]*gosuslugi\.ru(?![\w-])", readable):
        return "link"
    if re.search(r"(?<![\w-])gosuslugi\.ru(?![\w-])", readable):
        return "host"
    return "name" if has_brand(readable) or any(map(is_near, re.findall(r"[^\W_]{8,40}", readable))) else ""
