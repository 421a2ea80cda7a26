"""Phones in a text, however they are written: in any digits, with any signs between them, in words.

Not every row of digits is one. Days, sums, versions and the numbers of documents are told by their form or by the word
before them; what is left is a phone if it has the form of one, or if the sentence is about calling.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from macros.content import numbers
from macros.review.words.grams import Gate
from macros.review.words.lookalikes import Folded, fold
from pyscripts.data import table
from pyscripts.numbers import snils

_ANY_DIGIT = re.compile(r"[0-9]")
FEWEST, MOST = 7, 15  # digits: E.164, and the shortest city number
_LIKE_DIGITS = str.maketrans("OОoоοlI|іЗзЧБбSВB", "00000111133466588")
_DIGIT = r"[\dOОoоοlI|іЗзЧБбSВB]"
# A row of digits with what may stand between them; a comma or a dot with a space after it ends it.
_ROW = re.compile(
    rf"(?:\+|(?<![\d])) *\(?\d{_DIGIT}*(?:(?:[ \t()\-/_*~\\·]|[.,:](?! ))+(?:\d{_DIGIT}*|{_DIGIT}+\d))*\)?"
)
_NONE = re.compile(
    r"""
    (?=[\dA-ZГИ])  # what all of these begin with: most places of a text are passed by at once
    (?:
    (?<![\d.\-/]) (?: (?P<day>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d   # days
    | (?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?
    | (?:19|20)\d\d\ ?[-/]\ ?(?:19|20)\d\d)                                         # years
    | (?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?                                       # times
    | (?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)             # addresses of machines
    | 1\d\d\.\d+\.\d{4}\.\d+ | \d{1,2}\.\d{1,2}(?:\.\d{1,2})?                       # versions, articles of laws
    | \d{1,3}\.\d{3,7}                                                              # degrees
    | (?:0x|[A-Z]{2,}[-_:]) [\dA-Fa-f]{4,10}                                        # codes of errors
    ) (?![\d]|[.\-/]\d)
    | \bГОСТ\b [^.;\n]{0,30}? \d[\d.\-]+ | \bИСО\b[\w/ ]*\d[\d\-]+ | \d+-ФЗ\b
    | (?P<sum>(?<!\d) \d{1,3}(?:\ \d{3})+(?:[.,]\d\d?)?) (?=\s*(?:₽|руб|коп|тыс|млн|чел|штук|шт\b|[кмг]?байт|[КМГ]Б|%|\$|€))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SNILS = re.compile(r"(?<![\d\-])(\d{3})-(\d{3})-(\d{3})[ -](\d\d)(?!\d|[ -]\d)")
# What a number of a document, an account or a request is called right before it.
_LABEL = re.compile(
    r"(?:\b(?:ИНН|БИК|КБК|СНИЛС|ОГРН(?:ИП)?|ОКТМО|ОКПО|УИН|КПП|ОКАТО|ЕЛС|КУСП|СНТ|ISBN|pid)\b|сч[её]т\w*|паспорт\w*|заявлени\w+|"
    r"запрос\w*|обращени\w+|постановлени\w+|карт[аыуе]\b|полис\w*|индекс\w*|ошибк\w+|лицензи\w+|свидетельств\w+|документ\w*|"
    r"версии?\w*|№|широт\w+|долгот\w+|код\w*)[^.!?\n]{0,24}$",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?=[звлинтгдwvфспsчконцcp])(?:"  # what these begin with, as in _NONE
    r"звон|лини\w+ (?:помощи|поддержки)|"
    r"телефон|\bтел\b|горяч\w+ лини|дозвон|whats?app|в[ао][тц]с?[аэ]п|вайбер|viber|факс|добавочн|\bсмс на\b|\bsms на\b|"
    r"(?:половин|част|начал|кон(?:ец|ц)|остат|цифр)\w* номера|"
    r"номер\w* (?:поддержк|телефон|оператор|горяч|для (?:звон|связи)|справочн)|городск\w+ (?:номер|телефон)|по городскому|"
    r"наб(?:ер|ир)(?:ите|ать|аем)\b(?! (?:команд|в |код|адрес|СНИЛС|ИНН))|оператор\w* по\b|\bcall\b|\bphone\b)",
    re.IGNORECASE,
)
# Whom one calls, and what he does then: such a sentence is about calling, too, if what stands in it is a whole phone.
_ANSWERS = re.compile(
    rf"{_CALLING.pattern}|специалист|оператор|менеджер|консультант|сотрудник|дежурн|поддержк|помо[жщ]|ответ(?:ит|ят|им)\b|свя(?:жи|зь|зат)",
    re.IGNORECASE,
)
_END = re.compile(r"[!?\n]|\.\s")
_WHOLE = re.compile(r"[78][3489]\d{9}|9\d{9}")
_MONEY_LEAST = 10  # digits of a sum that nobody asks for
# What may stand between parts of a number that are added up.
_ADDED = re.compile(r"\b(?:ещ[её]|плюс|прибав|слож|минус|вычт|отним|умнож|раза?\b)|[+*×=]", re.IGNORECASE)
# Whoever tells a number in parts says which comes next.
_ORDER = re.compile(
    r"^[^.!?\n]*\b(?:сначала|потом|затем|дальше|далее|в конце|последние|перв(?:ые|ая) цифр\w*|код страны)\b"
    r"[^.!?\n]*\d",
    re.IGNORECASE | re.MULTILINE,
)
_MAY_CALL, _MAY_BE_IN_ORDER = Gate(_CALLING), Gate(_ORDER)
_NEAR = 70  # characters before a number in which a sentence says that it is about calling
_SHAPES = {(3, 2, 2), (3, 3, 2, 2), (3, 3, 4), (4, 3, 3), (4, 2, 2, 2), (5, 1, 2, 2), (3, 7), (5, 5), (3, 1, 2, 2, 2)}
_AS_PHONES = {(1, 3, 3, 2, 2), (1, 3, 3, 4), (1, 4, 2, 2, 2), (1, 3, 7), (3, 3, 2, 2), (3, 3, 4)}  # and nothing else
_DASHED = {(3, 4)}
_OF_TOWN = {(2, 2, 2)}

_ONES = "ноль один два три четыре пять шесть семь восемь девять"
_TEENS = (
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
_VALUES = (
    {word: value for value, word in enumerate(_ONES.split())}
    | {word: value for value, word in enumerate(_TEENS.split(), 10)}
    | {word: value * 10 for value, word in enumerate(_TENS.split(), 2)}
    | {word: value * 100 for value, word in enumerate(_HUNDREDS.split(), 1)}
    | {"нуль": 0, "одна": 1, "две": 2}
)
# Digits have names of their own, too: «восьмёрка», «девятка», «нолик».
_NAMED = {
    form: value
    for value, stem in enumerate(
        "нолик единиц двойк тройк четверк пятерк шестерк семерк восьмерк девятк".split()  # noqa: SIM905  # a list of words
    )
    for form in (stem, *(stem + end for end in ("а", "у", "и", "ой", "е")))
}
_VALUES |= _NAMED | {form.replace("ерк", "ёрк"): value for form, value in _NAMED.items()}
_NUMBER = rf"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})\b"
_NOUGHTS = re.compile(
    rf"(?:({_NUMBER[:-2]}|двa|\d)\s)?(?:нул(?:я|ей|ями|ях)|нол(?:я|ей|ями|ях)|нолик(?:а|ов))\b", re.IGNORECASE
)
_WORDS = re.compile(
    rf"\b(?:{_NOUGHTS.pattern}|{_NUMBER}|плюс\b)"
    rf"(?:[\s,.\-/]+(?:(?:и|потом|дальше|затем|еще|ещё)[ ])?(?:{_NOUGHTS.pattern}|{_NUMBER}))+",
    re.IGNORECASE,
)
_SPOKEN = frozenset(_VALUES) | frozenset("нуля нулей нулями нулях ноля нолей нолями нолях нолика ноликов".split())  # noqa: SIM905
_ANY_WORD = re.compile(r"\w+")
# Digits and words in one number: «8-900-сто двадцать три-45-67»; letters for the last of them: «8 800 GOSHELP».
_MIXED = re.compile(rf"(?<!\w)(?:\+?\d{{1,4}}\b|{_NUMBER})(?:[\s\-()]{{1,3}}(?:\d{{1,4}}\b|{_NUMBER}))+", re.IGNORECASE)
_BESIDE = 4  # signs: as many as may stand between digits and a word of one number, and a digit
_BETWEEN = 2  # words that may stand between two words of one number
_IN_LETTERS = re.compile(
    r"(?<!\w)(?:\+?7|8)[ \-(]{1,2}[3489]\d\d[ \-)]{1,2}(?=[\dA-ZА-ЯЁ-]{5,})[\d-]*[A-ZА-ЯЁ][\dA-ZА-ЯЁ-]*"
)
# Digits as Roman numerals, with plain ones and letters for noughts between them.
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_PIECE = r"(?:[IVXLCDMІХСМ]{1,6}|\d{1,4}|[ОO]{1,4})"
_ROMANS = re.compile(rf"(?<![\w]){_ROMAN_PIECE}(?:[ ,.\-/()]{{1,3}}{_ROMAN_PIECE}){{3,}}(?!\w)")

# A short number right after words about calling or sending, and nothing that is counted.
_SHORT = re.compile(
    r"""
    (?: \b(?:по)?звон(?:ите|ить|ок|и)\w* | \bнаб(?:ер|ир)(?:ите|ать|аем) | \bтелефон(?:у|а|ом|ы|ов)? | \bкоротк\w+\ номер\w*
    | \bномер(?:у|а|ом)?\ (?:поддержк\w+|телефона|оператор\w*)
    | \b(?:смс|sms|сообщени\w+|код|кодом|слово\ \w+)\ на(?:\ коротк\w+)?(?:\ номер)? )
    (?:\ (?:на|по|в|номер\w*|портала|поддержк\w+|банка|сюда|коротк\w+|госуслуг|бесплатн\w+|един\w+|наш\w*|помощ\w+|служб\w+
    |специалист\w*|оператор\w*|дежурн\w+)){0,4} (?:\ ?[:—-])?\ (?:на\ )?
    (?P<number> (?!(?:19|20)\d\d\b) \d{3,6} | \d(?:[ \-.]\d){2,5} )
    (?! [\d\w] | [.,:\-]\d | -?[а-яё] | \s*(?:[-–—]\s*)?(?:мин|час|дн|день|раз|руб|₽|%|год|секунд|человек|знак|цифр|байт|[кмг]б) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WITH_LETTERS = r"\+?\d[\dОOоoIl|іЗзЧБВB]*|[ОOIlЗЧБВB]{1,3}\d[\dОOIl]*|[ОOIl]{2,3}|[BВ](?= ?[-(]?9)"
_PIECE = re.compile(
    rf"(?<!\w)(?:{_NOUGHTS.pattern}|{_NUMBER}|{_WITH_LETTERS})(?![\w%₽]| ?(?:мин|час|дн|день|раз|руб|год))",
    re.IGNORECASE,
)
_APART = 22  # characters between two parts of one number
_FAR = 400  # characters in which the next part is looked for: those of words about calling do not count


def found(text: str | Folded) -> Iterator[tuple[int, str]]:
    """The phones in a text that may not stand on the site: where, and how they are written."""
    folded = fold(text) if isinstance(text, str) else text
    digits = len(_ANY_DIGIT.findall(folded.text))
    words = list(_ANY_WORD.finditer(folded.text))
    spoken = [number for number, word in enumerate(words) if word[0].casefold() in _SPOKEN]
    if digits:
        yield from _short(folded)
    told = list(_told(folded)) if digits or spoken else []
    yield from told
    if digits >= FEWEST // 2:
        yield from _rows(folded)
        yield from ((folded.place(row), folded.shown(row)) for row in _IN_LETTERS.finditer(folded.text))
    if not told and any(_beside_digits(words[number], folded.text) for number in spoken):
        yield from _mixed(folded)
    yield from _in_roman(folded)
    if not told and _may_be_in_a_row(spoken, folded.text):
        yield from _in_words(folded)


def _in_words(folded: Folded) -> Iterator[tuple[int, str]]:
    """A number told in words alone."""
    for row in _WORDS.finditer(folded.text):
        told_as = _NOUGHTS.sub(lambda match: _piece(match[0]).replace("0", " ноль "), row[0])
        number, apart = in_digits(told_as), "".join(map(in_digits, told_as.split()))  # «сто семьдесят»: 170 or 100 70
        if FEWEST <= len(number) <= MOST and not any(map(numbers.is_allowed, (number, apart))):
            yield folded.place(row), folded.shown(row)


def _beside_digits(word: re.Match[str], text: str) -> bool:
    """Whether digits stand so near to a word that both may be one number."""
    return any(map(str.isdigit, text[max(0, word.start() - _BESIDE) : word.start()] + text[word.end() :][:_BESIDE]))


def _may_be_in_a_row(spoken: list[int], text: str) -> bool:
    """Whether words of numbers, told by their places among all words, may follow each other: «семь и 3 нуля»."""
    near = any(after - before <= _BETWEEN + 1 for before, after in pairwise(spoken))
    return near or bool(spoken and "плюс" in text.casefold())


def _sentence(text: str, place: int) -> str:
    """The sentence around a place."""
    before, after = text[max(0, place - 2 * _NEAR) : place], text[place : place + 2 * _NEAR]
    return _END.split(before)[-1] + _END.split(after)[0]


def _is_none(match: re.Match[str], text: str) -> bool:
    """Whether what looks like a day, a sum or a code is one: it stands alone, and nobody is told to call it."""
    digits = len(_ANY_DIGIT.findall(match[0]))
    before, after = text[: match.start()], text[match.end() : match.end() + 4]
    if re.search(r"\d[ ()\-]{1,3}$", before[-4:]) or re.match(r"[ ()\-₽]{1,3}\d", after):
        return False
    if re.search(r"\d{10}", match[0]):
        return False
    is_short = digits < (_MONEY_LEAST if match["sum"] else FEWEST) or bool(match["day"]) or match[0][:2].lower() == "0x"
    return is_short or not _ANSWERS.search(_sentence(text, match.start()))


def _without(text: str, fill: str, surely: bool) -> str:
    """A text without what is no phone; `surely`: only what can be nothing else."""

    def blank(match: re.Match[str]) -> str:
        return fill * len(match[0]) if not surely or _is_none(match, text) else match[0]

    return _NONE.sub(blank, text)


def of_column(text: str) -> Iterator[str]:
    """A phone told from cell to cell down a table, or from item to item of a list: its digits, and whole."""
    for row in re.finditer(r"\d[\d \-()]*\d", fold(text).text):
        number = _digits(row[0])
        if re.fullmatch(r"[78][3489]\d{9}", number) and not numbers.is_allowed(number):
            yield row[0]


def _short(folded: Folded) -> Iterator[tuple[int, str]]:
    """Short numbers that a sentence tells to call or to write to."""
    for row in _SHORT.finditer(folded.text):
        if not numbers.is_allowed(row["number"]) and _digits(row["number"]) not in _senders():
            yield folded.place(row), folded.shown(row)


def _told(folded: Folded) -> Iterator[tuple[int, str]]:
    """A number told piece by piece, with words between them, with letters for digits: «8 900, потом три нуля»."""
    if not (_MAY_CALL.search(folded.text) or _MAY_BE_IN_ORDER.search(folded.text)):
        return
    text = _without(folded.text, "x", surely=True)
    starts = [call.end() for call in _CALLING.finditer(text)] + [row.start() for row in _ORDER.finditer(text)]
    for start in starts:
        pieces: list[re.Match[str]] = []
        end = start
        while (piece := _PIECE.search(text, end, end + _FAR)) and _apart(text[end : piece.start()]) <= (
            _APART if pieces else _NEAR
        ):
            pieces.append(piece)
            end = piece.end()
        number = "".join(_piece(piece[0]) for piece in pieces)
        between = "".join(text[one.end() : next_.start()] for one, next_ in pairwise(pieces))
        most = MOST if _ADDED.search(between) else 11
        is_whole = 10 <= len(number) <= most and number[0] in "789"
        if len(pieces) > 1 and is_whole and not numbers.is_allowed(number):
            first, last = folded.places[pieces[0].start()], folded.places[pieces[-1].end() - 1]
            yield first, " ".join(folded.source[first : last + 1].split())
            return


def _mixed(folded: Folded) -> Iterator[tuple[int, str]]:
    """A whole number, some of its parts in digits and some in words."""
    for row in _MIXED.finditer(folded.text):
        parts = re.findall(r"\d+|[^\d]+", row[0])
        number = "".join(part if part.isdigit() else in_digits(part) for part in parts)
        is_mixed = re.search(r"\d", row[0]) and re.search(r"[^\W\d]", row[0])
        if is_mixed and len(number) == 11 and number[0] in "78" and not numbers.is_allowed(number):
            yield folded.place(row), folded.shown(row)


def _apart(between: str) -> int:
    """How far two parts of a number are from each other, without words about calling."""
    return len(_CALLING.sub("", between))


def _in_roman(folded: Folded) -> Iterator[tuple[int, str]]:
    """A number whose digits are Roman numerals; a list of chapters is none."""
    for row in _ROMANS.finditer(folded.text):
        pieces = re.findall(_ROMAN_PIECE, row[0])
        romans = [piece for piece in pieces if re.search("[IVXLCDMІХСМ]", piece)]
        number = "".join(map(_roman, pieces))
        about_calling = _CALLING.search(folded.text[max(0, row.start() - _NEAR) : row.start()])
        is_whole = len(number) in (10, 11) and number[0] in "789" and "," not in row[0]
        if romans and FEWEST <= len(number) <= MOST and (about_calling or is_whole) and not numbers.is_allowed(number):
            yield folded.place(row), folded.shown(row)


def _roman(piece: str) -> str:
    """A Roman numeral, or what stands for digits as it is.

    >>> _roman("VIII"), _roman("CM"), _roman("OO"), _roman("01")
    ('8', '900', '00', '01')
    """
    if not re.search("[IVXLCDMІХСМ]", piece):
        return piece.translate(_LIKE_DIGITS)
    values = [_ROMAN[sign] for sign in piece.translate(str.maketrans("ІХСМ", "IXCM"))]
    return str(sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)))


def _piece(words: str) -> str:
    """A part of a number as digits.

    >>> _piece("8 9ОО"), _piece("три нуля"), _piece("двести"), _piece("семь")
    ('8900', '000', '200', '7')
    """
    if match := _NOUGHTS.fullmatch(words):
        count = (match[1] or "один").lower()
        return "0" * (int(count) if count.isdigit() else _VALUES.get(count, 1))
    return in_digits(words) if words.lower() in _VALUES else _digits(words)


def _senders() -> frozenset[str]:
    """Asked anew: another site has other senders, and few sentences have a short number."""
    return frozenset(row["name"] for row in table("official").get("sender", []))


def _rows(folded: Folded) -> Iterator[tuple[int, str]]:
    text = _SNILS.sub(_blank_snils, folded.text)
    for plain in dict.fromkeys(_without(text, "\x00", surely) for surely in (False, True)):
        plain = re.sub(r"(?<!\n)\n(?!\n)", " ", plain)
        for row in _ROW.finditer(plain):
            if _is_phone(row, plain) and not numbers.is_allowed(_digits(row[0])):
                yield folded.place(row), folded.shown(row).strip()


def in_digits(words: str) -> str:
    """A number told in words as the digits that one writes down.

    >>> in_digits("восемь четыреста девяносто пять"), in_digits("двадцать пять ноль семь")
    ('8495', '2507')
    """
    number, open_ = "", 1  # `open_`: the last word may be followed by one smaller than this
    for word in re.findall(r"\w+", words.lower()):
        if word not in _VALUES:
            continue
        value = _VALUES[word]
        if 0 < value < open_:
            number = number[: -len(str(value))] + str(value)
        else:
            number += str(value)
        open_ = {1: 1, 2: 10 if value >= 20 else 1, 3: 100}[len(str(value))] if value else 1
    return number


def _is_phone(row: re.Match[str], text: str) -> bool:
    digits = _digits(row[0])
    is_of_town = len(digits) == FEWEST - 1 and "-" in row[0]
    if not FEWEST - is_of_town <= len(digits) <= MOST:
        return False
    before, after = text[max(0, row.start() - _NEAR) : row.start()], text[row.end() : row.end() + 30]
    groups = tuple(len(re.sub(r"[^\d]", "", part)) for part in re.findall(rf"{_DIGIT}+", row[0]))
    if _WHOLE.fullmatch(digits) and (_ANSWERS.search(_sentence(text, row.start())) or groups in _AS_PHONES):
        return True
    if re.search(r"[A-Za-z_#=]$", before) or re.match(r"[A-Za-z_]", after):  # a part of a name or of a code
        return len(digits) == 11 and digits[0] in "78" and not re.search(r"[\w-]{12,}$", before)
    before = re.split(r"[!?\n\x00]|\.\s", before)[-1]
    about_calling = bool(_CALLING.search(before)) or bool(_CALLING.match(after.lstrip(" ,—-(")))
    labels = _LABEL.search(before)
    if labels and not _CALLING.search(labels[0]):
        return False
    if is_of_town:
        return about_calling and groups in _OF_TOWN
    if row[0].lstrip(" (").startswith("+") or (len(digits) == 11 and digits[0] in "78") or digits.startswith("810"):
        return True
    if digits.startswith("00") and about_calling:
        return True
    dashed = "-" in row[0] or "(" in row[0]
    if groups in _SHAPES or (dashed and groups in _DASHED):
        return True
    return about_calling or (len(digits) == 10 and digits[0] == "9" and not labels)


def _digits(row: str) -> str:
    return re.sub(r"\D", "", row.translate(_LIKE_DIGITS))


def _blank_snils(match: re.Match[str]) -> str:
    """A СНИЛС that is called so and whose last two digits are right, or one of noughts, is an example and no phone."""
    digits = "".join(match.groups())
    said = _sentence(match.string, match.start())
    is_called = "снилс" in said.casefold() and not _ANSWERS.search(said)
    is_one = (is_called and snils(digits)) or len(set(digits)) == 1 or digits[0] not in "789"
    return "\x00" * len(match[0]) if is_one else match[0]
