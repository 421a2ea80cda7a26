"""The shape of data that people write, declared once with pydantic: messages in Russian and JSON Schemas come from it.

Only the build imports this; nothing of it is shipped to readers.
"""

import re
import typing
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from macros.content.problem import ContentError, Problem, unknown
from macros.content.yaml_file import Key, YamlFile

DAY = "день, например 2026-01-31"
LINES = "строки «ключ: значение»"
LONGEST = 2000  # characters: no reader reads more at once
WRONG = "wrong"  # the type of an error whose words are ours already
# What pydantic calls an error → what was wanted.
WANTED = {
    "string_type": "строка",
    "list_type": "список",
    "dict_type": LINES,
    "model_type": LINES,
    "model_attributes_type": LINES,
    "date_type": DAY,
    "none_required": "пустое значение",
    "bool_type": "true или false",
    "int_type": "целое число",
}

# A lookaround that always or never matches: a way to disable a rule while keeping its place.
_NEVER = re.compile(r"\(\?<?!(?:\.[*+?]?)?\)|\[\^(?:\\s\\S|\\w\\W|\\d\\D)\]|\$\^")
MANY = {"string_type": "строки", "list_type": "списки"}


class Shape(BaseModel):
    """Keys with their values: no others, and nothing is turned into what it is not."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def wrong(text: str) -> PydanticCustomError:
    """What a validator raises: words for the person who wrote the file."""
    return PydanticCustomError(WRONG, "{text}", {"text": text})


@dataclass(frozen=True)
class Allowed:
    """Notes beside a type which strings it takes, each with its meaning or nothing: for hints."""

    meanings: Mapping[str, str]


class Hint(NamedTuple):
    """A key or a value that can stand somewhere: its name, what it is for, whether it has to be there."""

    name: str
    says: str
    needed: bool = False


def one_of(what: str, allowed: Collection[str]) -> Any:
    """The type of a string that is one of a few, given with their meanings if they have some.

    `what` stands in the genitive: «платформы».
    """

    def known(value: str) -> str:
        if value not in allowed:
            raise wrong(unknown(what, value, allowed))
        return value

    meanings = allowed if isinstance(allowed, Mapping) else dict.fromkeys(allowed, "")
    return Annotated[str, AfterValidator(known), WithJsonSchema({"enum": list(allowed)}), Allowed(meanings)]


def meanings(allowed: Mapping[str, str]) -> str:
    """What strings mean, in one line.

    >>> meanings({"weak": "с датой", "confirmed": ""})
    'weak — с датой; confirmed'
    """
    return "; ".join(f"{name} — {says}" if says else name for name, says in allowed.items())


def _day(value: Any) -> Any:
    """A day in quotes is a day, too."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("date_type", "not a day") from None
    return value


def _version(value: Any) -> Any:
    """A version may be written as a number or a date, without quotes."""
    return str(value) if isinstance(value, int | float | date) and not isinstance(value, bool) else value


def _filled(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "blank")
    return value


def pattern(text: str) -> str:
    """Check that a text is a regular expression that can match something."""
    try:
        re.compile(text)
    except re.error as error:
        raise wrong(f"«{text}» — не регулярное выражение: {error}") from None
    if _NEVER.search(text):
        raise wrong(f"«{text}» не подойдёт ни к чему: уберите его целиком, если оно лишнее")
    return text


Text = Annotated[
    str,
    Field(max_length=LONGEST),
    AfterValidator(_filled),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST}),
]
Pattern = Annotated[str, AfterValidator(pattern)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Version = Annotated[Text, BeforeValidator(_version), WithJsonSchema({"type": ["string", "number"]})]


def shaped[T](kind: type[T], file: YamlFile) -> T:
    """The data of a file in its shape.

    Args:
        kind: a `Shape`, or a mapping or list of them.
        file: what a person wrote.

    Raises:
        ContentError: something is not as it must be; every mistake is named with its line.
    """
    try:
        adapter: Any = _adapter(kind)  # type: ignore[arg-type]  # a type can be hashed
        shape: T = adapter.validate_python(file.data)
    except ValidationError as error:
        raise ContentError(_problem(kind, file, each) for each in error.errors(include_url=False)) from None
    return shape


def mistakes(kind: Any, file: YamlFile) -> Iterator[Problem]:
    """What `shaped` would raise."""
    try:
        shaped(kind, file)
    except ContentError as error:
        yield from error.problems


def schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema of a shape, for editors."""
    made: dict[str, Any] = _adapter(kind).json_schema()
    return made


def keys(kind: Any, way: tuple[Key, ...]) -> list[Hint]:
    """The keys of what stands at the end of a way, as far as they are known."""
    at = _at(kind, way)
    if fields := _fields(at):
        return [Hint(name, field.description or "", field.is_required()) for name, field in fields.items()]
    return _allowed(typing.get_args(at)[0]) if typing.get_origin(at) is dict else []


def values(kind: Any, way: tuple[Key, ...]) -> list[Hint]:
    """What can stand at the end of a way, if that is one of a few strings."""
    return _allowed(_typed(kind, way))


def _allowed(kind: Any) -> list[Hint]:
    for note in typing.get_args(kind):
        if isinstance(note, Allowed):
            return [Hint(name, says) for name, says in note.meanings.items()]
    return []


@cache  # to make one takes longer than to use it
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _problem(kind: Any, file: YamlFile, error: ErrorDetails) -> Problem:
    way: tuple[Key, ...] = tuple(step for step in error["loc"] if step != "[key]")
    return file.problem(way, _words(kind, way, error))


def _words(kind: Any, way: tuple[Key, ...], error: ErrorDetails) -> str:
    name = next((step for step in reversed(way) if isinstance(step, str)), "файл")
    given = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"нет ключа «{name}»{_meaning(kind, way)}"
        case "extra_forbidden":
            return unknown("ключа", name, _keys(_at(kind, way[:-1])))
        case "string_too_long" | "too_long" if isinstance(error["input"], str):
            return f"{name}: {len(error['input'])} знаков, а бывает не больше {given['max_length']}"
        case "too_short" | "too_long":
            limits = [
                f"{word} {given[key]}"
                for word, key in (("не меньше", "min_length"), ("не больше", "max_length"))
                if key in given
            ]
            return f"{name}: {given['actual_length']} в списке, а бывает {' и '.join(limits)}"
        case "blank":
            return f"{name}: пустая строка; напишите слова или уберите ключ"
        case "string_pattern_mismatch":
            return f"{name} «{error['input']}»{_meaning(kind, way)}"
        case known if known in WANTED:
            keys = f": {', '.join(_keys(_at(kind, way)))}" if _keys(_at(kind, way)) else ""
            quotes = "; число или дату возьмите в кавычки" if known == "string_type" else ""
            if way and isinstance(way[-1], int):
                return f"в списке {name} нужны {MANY.get(known, WANTED[known])}{keys}{quotes}"
            return f"{name} — это {WANTED[known]}{keys}{quotes}"
        case known if known == WRONG:
            words: str = given["text"]
            return words
        case _:
            return f"{name}: {error['msg']}"


def _meaning(kind: Any, way: tuple[Key, ...]) -> str:
    """What a key is for, as its shape describes it."""
    field = _fields(_at(kind, way[:-1])).get(str(way[-1]))
    return f": {field.description}" if field and field.description else ""


def _at(kind: Any, way: tuple[Key, ...]) -> Any:
    """The plain type of what stands at the end of a way."""
    return _plain(_typed(kind, way))


def _typed(kind: Any, way: tuple[Key, ...]) -> Any:
    """The type of what stands at the end of a way, with all that is noted beside it."""
    for step in way:
        kind = _plain(kind)
        if _fields(kind):
            kind = typing.get_type_hints(kind, include_extras=True).get(str(step))
        else:
            kind = (typing.get_args(kind) or (None,))[-1]
    return kind


def _plain(kind: Any) -> Any:
    """A type without a name of its own, what is noted beside it, and the chance to be nothing."""
    while typing.get_origin(kind) is Annotated or type(None) in typing.get_args(kind):
        kind = next(each for each in typing.get_args(kind) if each is not type(None))
    return kind


def _fields(kind: Any) -> Mapping[str, Any]:
    return kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}


def _keys(kind: Any) -> list[str]:
    return list(_fields(kind))


__all__ = [
    "DAY", "Day", "Field", "Hint", "Pattern", "Shape", "Text", "Version", "keys", "meanings", "mistakes", "one_of", "pattern",
    "schema", "shaped", "values", "wrong",
]  # fmt: skip
