"""Field kinds: how a field is drawn in HTML, and how what was typed becomes a value.

A field is forgiving: spaces, dashes, full-width and other digits are read as meant. What cannot be read raises a
`FieldError` that says what is allowed; what can be read but is wrong is for the check to find.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pyscripts.days import OF_MONTHS


class FieldError(ValueError):
    """What was typed cannot be judged. Its text goes to the reader, so it says what is allowed."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.field = field


_AROUND_DIGITS = str.maketrans("", "", "()+")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−.·_\u00ad\u200b-\u200f\u2060\ufeff]+")
# What is copied with a number: «БИК: 0445…», «р/с № 4070…». The О of «О123» is no label, but a zero.
_LABEL = re.compile(
    r"^\W*[^\W\d_]{2,}(?:[\W_]{1,3}[^\W\d_]{1,20}){0,4}[\s:№=.–—-]+(?=\d)|^\W*[^\W\d_]/[^\W\d_][\s:№=.–—-]+(?=\d)"
)
# A number, maybe in groups of three, and what stands behind it.
_WHOLE = re.compile(r"[\s\u200b-\u200f\ufeff]*([0-9]+(?:\s[0-9]{3})*)\s*(.*)", re.DOTALL)
_MOST_DIGITS = 15


def plain_digits(text: str) -> str:
    """Read digits of any script as ASCII digits.

    >>> plain_digits("４１１１ ٣")
    '4111 3'
    """
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(int(digit[0])), text)


def compact(text: str) -> str:
    """Leave out spaces, dashes, dots and invisible characters, and make all digits ASCII.

    >>> compact("112-233-445 95")
    '11223344595'
    """
    return _SEPARATORS.sub("", plain_digits(text))


def bare_number(text: str) -> str:
    """A number without what may stand around it in a phone.

    >>> bare_number("+7 (495) 123-45-67")
    '74951234567'
    """
    return compact(text.translate(_AROUND_DIGITS))


@dataclass(frozen=True)
class Field[T]:
    """One thing that a check wants to know.

    Args:
        name: the key in `raw`.
        label: what stands above the field.
        hint: how to fill it, or where to find it.
        optional: an empty field is no error, its value is None.
        example: an obviously invented value.
    """

    name: str
    label: str = ""
    hint: str = ""
    optional: bool = False
    example: str = ""

    contacts: ClassVar[bool] = False  # whether filling it asks other hosts: the form tells the reader
    widget: ClassVar[str] = "line"  # the macro of templates/form.html that draws it
    max_length: ClassVar[int] = 200
    inputmode: ClassVar[str] = "text"

    def value(self, text: Any) -> T | None:
        """Read the raw text of this field.

        Raises:
            FieldError: it is empty and must not be, is too long, or cannot be read.
        """
        if not isinstance(text, str):
            raise TypeError(f"{self.name}: нужна строка, а не {type(text).__name__}")
        if not text.strip():
            if self.optional:
                return None
            raise FieldError(f"Заполните поле «{self.label}».")
        if len(text) > self.max_length:
            raise FieldError(f"Слишком длинно: {len(text)} знаков. Здесь бывает не больше {self.max_length}.")
        return self.parse(text)

    def parse(self, text: str) -> T:
        """Read text that is not empty and not too long."""
        raise NotImplementedError

    def report(self, value: T | None) -> str:
        """What of the value may stand in a support report. What was typed may not."""
        return ""


@dataclass(frozen=True)
class Line(Field[str]):
    """One line of text, kept as it was typed."""

    max_length: ClassVar[int] = 2_000

    def parse(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Paragraph(Line):
    """Some lines of text, kept as they were typed."""

    widget: ClassVar[str] = "paragraph"
    max_length: ClassVar[int] = 200_000


@dataclass(frozen=True)
class Digits(Field[str]):
    """A number that is really a row of digits: separators are left out.

    >>> Digits("bik", "БИК").value(" 0445-25225 "), Digits("inn", "ИНН").value("ИНН: 7707083893")
    ('044525225', '7707083893')
    """

    inputmode: ClassVar[str] = "numeric"

    def parse(self, text: str) -> str:
        number = compact(_LABEL.sub("", text))
        if not number:
            raise FieldError("Здесь нужны цифры.")
        if wrong := re.search(r"[^0-9]", number):
            raise FieldError(f"Здесь бывают только цифры, пробелы и дефисы, а есть знак «{wrong[0]}».")
        return number


@dataclass(frozen=True)
class Whole(Field[int]):
    """A whole number between two bounds. A sign or a fraction is no separator: it would be another number.

    >>> Whole("days", "Дней").value(" 1 000 "), Whole("days", "Дней", unit="дней").value("30 дней")
    (1000, 30)
    """

    least: int = 0
    most: int = 1_000_000
    unit: str = ""  # a pattern of the words for what is counted; no others may follow: two weeks are not two days
    counted: str = ""  # in what, for the reader: «в днях»
    inputmode: ClassVar[str] = "numeric"

    def parse(self, text: str) -> int:
        written = _WHOLE.fullmatch(plain_digits(text))
        known = written and re.fullmatch(self.unit, written[2].strip(" .\n").lower())
        number = re.sub(r"[^0-9]", "", written[1]) if written and known else ""
        if not number or len(number) > _MOST_DIGITS or not self.least <= int(number) <= self.most:
            bounds = f"от {self.least} до {self.most}" + (f", {self.counted}" if self.counted else "")
            raise FieldError(f"Здесь нужно целое число {bounds}.")
        return int(number)


@dataclass(frozen=True)
class Day(Field[date]):
    """A day, as 2026-11-22 (what a date field of a browser gives) or as people write it.

    >>> [f"{Day('start', 'Начало').value(text):%d.%m.%Y}" for text in ("1.9.2026", "1/9/26", "1 сентября 2026 г.")]
    ['01.09.2026', '01.09.2026', '01.09.2026']
    """

    widget: ClassVar[str] = "day"

    def parse(self, text: str) -> date:
        text = plain_digits(" ".join(text.split()))
        if match := re.fullmatch(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})", text):
            year, _, month, day = match.groups()
        elif match := re.fullmatch(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4}|\d\d)(?: ?г\.?| года)?", text):
            day, month, year = match.groups()
        elif match := re.fullmatch(rf"(\d{{1,2}}) ({'|'.join(OF_MONTHS)}) (\d{{4}})(?: ?г\.?| года)?", text.lower()):
            day, month, year = match[1], str(OF_MONTHS.index(match[2]) + 1), match[3]
        else:
            raise FieldError("Напишите день так: 22.11.2026.")
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        except ValueError:
            raise FieldError("Такого дня нет в календаре. Напишите, например, 22.11.2026.") from None


@dataclass(frozen=True)
class MonthYear(Field[date]):
    """A month as a card shows it, MM/YY; the value is its first day.

    >>> MonthYear("expiry", "Срок").value("12/30")
    datetime.date(2030, 12, 1)
    """

    inputmode: ClassVar[str] = "numeric"

    def parse(self, text: str) -> date:
        match = re.fullmatch(r"(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})|(\d{2})(\d{2})", plain_digits(text.strip()))
        if not match:
            raise FieldError("Напишите месяц и год, как на карте: 12/30.")
        month, year = int(match[1] or match[3]), int(match[2] or match[4])
        year += 2000 if year < 100 else 0
        if not (1 <= month <= 12 and 1990 <= year <= 2199):
            raise FieldError("Сначала месяц от 01 до 12, потом год: 12/30.")
        return date(year, month, 1)


@dataclass(frozen=True)
class Choice(Field[str]):
    """One of a few answers; goes into reports, because it can say nothing private."""

    options: Mapping[str, str] = None  # type: ignore[assignment]  # follows fields with defaults
    widget: ClassVar[str] = "choice"

    def parse(self, text: str) -> str:
        if text not in self.options:
            raise FieldError(f"Выберите один из ответов: {', '.join(self.options.values())}.")
        return text

    def report(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class Choices(Choice):
    """Any number of a few answers; `raw` has them in one string, separated by spaces."""

    widget: ClassVar[str] = "choices"

    def parse(self, text: str) -> str:
        return " ".join(super(Choices, self).parse(word) for word in dict.fromkeys(text.split()))


@dataclass(frozen=True)
class Upload:
    """A file that stays where it is: only the parts that are asked for are read."""

    name: str
    size: int
    read: Callable[[int, int], bytes]  # start, end (exclusive) → bytes


@dataclass(frozen=True)
class File(Field[Upload]):
    """A file of the reader's. `raw` has `{"name", "size", "bytes"}`.

    `bytes` is the content, or a function of start and end that reads a part of it.
    """

    widget: ClassVar[str] = "file"

    def value(self, text: Any) -> Upload | None:
        if text == "" or text is None:
            return super().value("")
        raw: Mapping[str, Any] = text
        content = raw["bytes"]

        def read(start: int, end: int) -> bytes:
            return bytes(content(start, end) if callable(content) else content[start:end])

        return Upload(str(raw["name"]), int(raw["size"]), read)


@dataclass(frozen=True)
class Measured(Field[str]):
    """What the browser measures and the reader does not type: a hidden input that JavaScript fills.

    `how` names the measurement in docs/assets/measure.mjs.
    """

    how: str = ""
    widget: ClassVar[str] = "hidden"
    max_length: ClassVar[int] = 20_000

    def value(self, text: Any) -> str | None:
        return text if isinstance(text, str) and 0 < len(text) <= self.max_length else None


@dataclass(frozen=True)
class Today(Field[date]):
    """The reader's own date. None if the browser did not say."""

    widget: ClassVar[str] = "hidden"
    how: ClassVar[str] = "today"

    def value(self, text: Any) -> date | None:
        try:
            return date.fromisoformat(text)
        except (TypeError, ValueError):
            return None
