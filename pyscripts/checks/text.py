r"""Текст для поля: спрятанные и похожие знаки.

Finds what a form may refuse and the eye does not see: letters of another alphabet, invisible signs, й and ё made of two
signs, spaces too many, signs that are not on the keyboard. Shows each with its name and place and gives the text
without them. What cannot be mended for certain is shown and left as it is.

Sources: data/letters.toml; Unicode normal form C for letters of two signs. What the portal's fields take is not
published; each field has rules of its own.

>>> keys(text="Москва, улица Ленина, дом 5", kind="address")
['length', 'clean']
>>> keys(text="Иванов\u00a0Иван\u200b", kind="name")
['length', 'invisible', 'cleaned']
>>> keys(text="\u200b\u200b")
['length', 'invisible', 'empty']
>>> keys(text="Мoсква", kind="address")
['length', 'look-alike', 'cleaned']
>>> keys(text="Яndex", kind="free")
['length', 'mixed']
>>> keys(text="улица Ленина, 5A", kind="address")
['length', 'alien-word']
>>> keys(text="Іванов", kind="name")
['length', 'other-letters']
>>> keys(text="Андреи\u0306", kind="name")
['length', 'decomposed', 'cleaned']
>>> keys(text="ﬁрма ＡＢ", kind="free")
['length', 'fancy', 'cleaned']
>>> keys(text=" Иванов  Иван", kind="name")
['length', 'edge-space', 'double-space', 'cleaned']
>>> keys(text="Москва,\nулица Ленина", kind="address")
['length', 'line-break', 'cleaned']
>>> keys(text="Римский—Корсаков", kind="name")
['length', 'name-dashes', 'cleaned']
>>> keys(text="ООО «Ромашка» — лучшее", kind="free")
['length', 'dashes', 'quotes', 'cleaned']
>>> keys(text="Иванов 2", kind="name")
['length', 'name-sign']
>>> keys(text="Спасибо 😀", kind="free")
['length', 'rare']
>>> keys(text="М�сква", kind="free")
['length', 'lost']
>>> keys(text="Ïðîøó âûäàòü", kind="free")
['length', 'garbled']
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pyscripts.form import Choice, Paragraph
from pyscripts.letters import (
    DASHES,
    LATIN,
    QUOTES,
    RUSSIAN,
    all_unseen,
    as_latin,
    as_russian,
    is_mixed,
    listing,
    minority,
    odd_ones,
    seen,
    shown,
    spots,
    unmixed,
    unseen,
    words,
)
from pyscripts.verdict import Finding, found, ok, unsure, warn

_GUIDE = "services/not-sent"

FIELDS = (
    Paragraph(
        "text",
        "Текст, который не принимает поле",
        "Вставьте его таким, каким вставляли в форму. Он никуда не уйдёт с этой страницы.",
        example="Мoсква,  улица Примерная",
    ),
    Choice(
        "kind",
        "Что это",
        optional=True,
        options={"name": "имя или фамилия", "address": "адрес", "free": "другой текст"},
    ),
)

OUTCOMES = {
    "length": ok(
        "Знаков: {count}, без пробелов — {bare}. Строк: {lines}.",
        limits="Предел длины у каждого поля свой. Если он есть, портал пишет его у поля.",
    ),
    "clean": ok(
        "Лишних и спрятанных знаков нет.",
        limits="Это не значит, что поле примет текст: у каждого поля свои правила.",
        next="Если поле всё равно не принимает текст, прочитайте подсказку под ним и сравните длину.",
    ),
    "cleaned": ok("{text}", copy=True),
    "empty": warn(
        "Кроме невидимых знаков, здесь ничего нет.",
        next="Наберите текст заново на клавиатуре.",
    ),
    "invisible": warn(
        "Есть невидимые знаки: {signs}. Они часто приходят вместе с текстом, скопированным с сайта или из документа.",
        next="Скопируйте исправленный текст ниже.",
        guide=_GUIDE,
    ),
    "look-alike": warn(
        "В словах чужие буквы, похожие на нужные. {words}. На вид слово верное, а для программы это другое слово.",
        next="Скопируйте исправленный текст ниже.",
        guide=_GUIDE,
    ),
    "mixed": unsure(
        "В одном слове и русские, и латинские буквы. {words}.",
        limits="Какой алфавит здесь нужен, по слову не понять. Поэтому оно оставлено как есть.",
        next="Наберите слово заново в одной раскладке, если так не задумано.",
    ),
    "alien-word": unsure(
        "Эти слова целиком из букв другого алфавита, на вид их не отличить. {words}.",
        limits="Может быть, так и задумано. Поэтому в тексте ничего не изменено.",
        next="Если в документе тут другая буква, наберите её заново в нужной раскладке.",
    ),
    "other-letters": unsure(
        "Есть буквы, которых нет ни в русском, ни в английском алфавите: {signs}.",
        limits="В имени или названии они могут быть верными. Но не каждое поле их принимает.",
        next="Сверьте с документом. Если там другая буква, наберите её заново.",
    ),
    "decomposed": warn(
        "Буква и значок над ней записаны двумя знаками: {signs}. Так бывает с «й» и «ё» из PDF и с компьютеров Mac.",
        next="Скопируйте исправленный текст ниже: в нём это одна буква.",
        guide=_GUIDE,
    ),
    "fancy": warn(
        "Есть особые начертания вместо обычных букв и цифр: {signs}.",
        next="Скопируйте исправленный текст ниже.",
        guide=_GUIDE,
    ),
    "edge-space": warn(
        "Лишние пробелы или пустые строки по краям: {places}.",
        limits="Многие поля убирают их сами, но не все.",
        next="Скопируйте исправленный текст ниже.",
    ),
    "double-space": warn(
        "Несколько пробелов подряд: {places}.",
        next="Скопируйте исправленный текст ниже.",
    ),
    "line-break": warn(
        "Перенос строки {places}. В таком поле обычно одна строка.",
        next="Скопируйте исправленный текст ниже: он в одну строку.",
        guide=_GUIDE,
    ),
    "name-dashes": warn(
        "Вместо дефиса стоит другая чёрточка: {signs}. Двойные имена и фамилии пишут через дефис.",
        next="Скопируйте исправленный текст ниже.",
        guide=_GUIDE,
    ),
    "dashes": unsure(
        "Есть чёрточки, которых нет на клавиатуре: {signs}.",
        limits="По правилам русского языка они верны. Но некоторые поля принимают только дефис.",
        next="Если поле ругается, возьмите текст ниже: в нём обычные дефисы.",
    ),
    "quotes": unsure(
        "Есть кавычки и другие знаки, которых нет на клавиатуре: {signs}.",
        limits="По правилам они верны. Но некоторые поля принимают только простые.",
        next="Если поле ругается, возьмите текст ниже: в нём простые знаки.",
    ),
    "name-sign": unsure(
        "В именах редко бывают такие знаки: {signs}.",
        next="Сверьте с паспортом. Если там их нет, уберите.",
    ),
    "rare": unsure(
        "Есть значки, которые принимает не каждое поле: {signs}.",
        next="Если поле не принимает текст, уберите их.",
    ),
    "garbled": warn(
        "Вместо русских букв стоят другие значки: текст прочитан не в той кодировке.",
        limits="Пробелы и другие знаки проверять в нём нет смысла.",
        next="Скопируйте текст заново оттуда, где он читается, или наберите его.",
    ),
    "lost": warn(
        "Вместо букв стоит «�»: {places}. Буква потерялась при копировании, вернуть её нельзя.",
        next="Наберите эти слова заново.",
    ),
}

_ORDER = list(OUTCOMES)
_RUSSIAN_KINDS = ("name", "address")
_COMMON = frozenset("№§°€₽×±²³½¼¾¹")
_RARE = re.compile(r"[^\n -~А-яЁё]")
_BLANK = re.compile(r"[ \n]+")
# Russian in Windows-1251 or KOI8-R that was taken for Latin; in UTF-8 taken for Windows-1251 or Latin, DOS, KOI8-R. No
# language has so many of these signs in a row.
_ABOVE = "\u0080-\u00bfЀ-ЏѐђѓєѕіїјљњћќўџҐґŒœŠšŸŽžƒˆ˜\u2010-\u203a€№™"
_GARBLED = re.compile(f"[À-ÿ]{{4}}|(?:[РСÐÑ][{_ABOVE}Ёё]){{3}}|(?:[╨╤].){{3}}|(?:[пя][^ -~а-яА-ЯЁё]){{3}}")


def check(text: str, kind: str | None) -> Iterator[Finding | str]:
    """Judge a text for a field; without a kind it is a free one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield _length(text)
    if _GARBLED.search(text):
        yield found("garbled", "text")
        return
    troubles = [*_signs(text, kind), *_words(text, kind), *_blanks(text, kind)]
    yield from sorted(troubles, key=lambda trouble: _ORDER.index(trouble.key))
    better = cleaned(text, one_line=kind in _RUSSIAN_KINDS)
    if not better:
        yield found("empty", "text")
    elif better != text:
        yield found("cleaned", "text", text=better)
    elif not troubles:
        yield found("clean", "text")


def cleaned(text: str, one_line: bool) -> str:
    r"""A text without everything that can be mended for certain.

    >>> cleaned("  Мoсква —\u00a0 столица\n", one_line=True)
    'Москва - столица'
    """
    text = "".join(_plain(char) for char in seen(text))
    text = unicodedata.normalize("NFC", text)
    home = _home(text, one_line)
    text = re.sub(r"[^\W\d_]+", lambda word: unmixed(word[0], home) if is_mixed(word[0]) else word[0], text)
    return _BLANK.sub(lambda run: _one_blank(run[0], one_line), text.strip(" \n"))


def _one_blank(run: str, one_line: bool) -> str:
    return " " if one_line or "\n" not in run else run.replace(" ", "")


@lru_cache(4096)
def _plain(char: str) -> str:
    """A sign as a keyboard has it: «ﬁ» → «fi», «Ａ» → «A», «٣» → «3», «—» → «-»."""
    if char.isascii() or char in RUSSIAN:
        return char
    if char in DASHES or char in QUOTES:
        return DASHES.get(char) or QUOTES[char]
    if char.isdecimal():
        return str(int(char))
    fancy = "\ufb00" <= char <= "\ufb06" or unicodedata.decomposition(char).startswith(("<wide>", "<font>"))
    return unicodedata.normalize("NFKC", char) if fancy else char


def _home(text: str, is_field: bool) -> str:
    """The alphabet of most letters; of a name or an address Russian, if a letter says so or none can say otherwise.

    >>> _home("COMOBA Анна", True), _home("COMOBA", True), _home("Anna Щ.", False)
    ('russian', 'russian', 'latin')
    """
    if is_field and (not RUSSIAN.isdisjoint(as_latin(text)) or LATIN.isdisjoint(as_russian(text))):
        return "russian"
    return "latin" if sum(char in LATIN for char in text) > sum(char in RUSSIAN for char in text) else "russian"


def _length(text: str) -> Finding:
    # As browsers count it for the limit of a field: a sign beyond U+FFFF is two.
    count = len(text) + sum(char > "\uffff" for char in text)
    bare = count - sum(char.isspace() for char in text)
    return found("length", "text", count=count, bare=bare, lines=text.count("\n") + 1)


def _signs(text: str, kind: str | None) -> Iterator[Finding]:
    """Single signs that are not plain letters, digits and marks."""
    groups: dict[str, list[int]] = {}
    hidden = set(all_unseen(text))
    for match in _RARE.finditer(text):
        place = match.start()
        groups.setdefault("invisible" if place in hidden else _group(text, place), []).append(place)
    groups.pop("", None)
    if kind == "name":
        groups["name-dashes"] = groups.pop("dashes", [])
        groups["name-sign"] = [place for place, char in enumerate(text) if _is_odd_in_name(char)]
    for key, places in groups.items():
        if places:
            yield found(key, "text", signs=listing(text, places), places=spots(text, places))


def _is_odd_in_name(char: str) -> bool:
    return "!" <= char <= "~" and not char.isalpha() and char not in "-'.,()"


def _group(text: str, place: int) -> str:
    char = text[place]
    if char in DASHES:
        return "dashes"
    if char in QUOTES:
        return "quotes"
    if char == "\ufffd":
        return "lost"
    if _plain(char) != char:
        return "fancy"
    if place and unicodedata.combining(char) and len(unicodedata.normalize("NFC", text[place - 1 : place + 1])) == 1:
        return "decomposed"
    if char in LATIN or char in _COMMON or unseen(char):  # what is unseen and not hidden holds an emoji together
        return ""
    return "other-letters" if char.isalpha() else "rare"


def _words(text: str, kind: str | None) -> Iterator[Finding]:
    """Words of two alphabets, and in names and addresses words of the wrong one."""
    home = _home(text, kind in _RUSSIAN_KINDS)
    look_alike, mixed, alien = [], [], []
    for start, word in words(text):
        if is_mixed(word):
            better = unmixed(word, home)
            if better != word:
                look_alike.append((start, word, odd_ones(word, better)))
            else:
                mixed.append((start, word, minority(word)))
        elif kind in _RUSSIAN_KINDS and _is_alien(text, start, word, home):
            alien.append((start, word, [0]))
    for key, rows in (("look-alike", look_alike), ("mixed", mixed), ("alien-word", alien)):
        if rows:
            yield found(key, "text", words=_told(text, rows))


def _is_alien(text: str, start: int, word: str, home: str) -> bool:
    """Whether a word looks like one of the text's alphabet but is of the other, and is no Roman number."""
    alphabet, twin = (LATIN, as_russian(word)) if home == "russian" else (RUSSIAN, as_latin(word))
    if not alphabet.issuperset(word) or not alphabet.isdisjoint(twin):
        return False
    return not set(word) <= set("XCM") or text[start - 1 : start].isdecimal()


def _told(text: str, rows: Sequence[tuple[int, str, list[int]]]) -> str:
    """Words with the letters that are odd in them, not all of many.

    >>> _told("город Мoсква", [(6, "Мoсква", [1])])
    '«Мoсква»: латинская «o» (знак 8)'
    """
    parts = [f"«{shown(word)}»: {listing(text, [start + place for place in odd])}" for start, word, odd in rows[:5]]
    return "; ".join(parts) + (f"; и ещё слов: {len(rows) - 5}" if len(rows) > 5 else "")


def _blanks(text: str, kind: str | None) -> Iterator[Finding]:
    """Spaces and new lines where none belong."""
    edges, doubles, breaks = [], [], []
    for run in _BLANK.finditer(text):
        at_edge = run.start() == 0 or run.end() == len(text)
        if at_edge or ("\n" in run[0] and " " in run[0]):
            edges.append(run.start())
        elif "\n" not in run[0] and len(run[0]) > 1:
            doubles.append(run.start())
        if not at_edge and "\n" in run[0]:
            breaks.append(run.start())
    if edges:
        yield found("edge-space", "text", places=spots(text, edges))
    if doubles:
        yield found("double-space", "text", places=spots(text, doubles))
    if breaks and kind in ("name", "address"):
        yield found("line-break", "text", places=", ".join(_before(text, place) for place in breaks[:3]))


def _before(text: str, place: int) -> str:
    return f"после «{shown(text[max(place - 40, 0) : place].rpartition(' ')[2])}»"
