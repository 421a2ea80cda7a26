"""As much of pydantic as macros/content needs, in pure Python: the same shapes, the same errors at the same places.

pydantic itself cannot be had in a browser: its engine is made of Rust. tests/unit/macros/delivery/test_workbench_shapes.py
holds that both say the same of any mistake. Data are strict: nothing is turned into what it is not.
"""

import copy
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Self, Union

from pydantic_core import PydanticCustomError

type ErrorDetails = dict[str, Any]

_REQUIRED: Any = object()


def ConfigDict(**settings: Any) -> dict[str, Any]:
    """All shapes have the same settings here: no other keys, strict."""
    return settings


class WithJsonSchema:
    """For editors only."""

    def __init__(self, _: object) -> None:
        pass


class BeforeValidator:
    """Changes a value before its type is looked at."""

    def __init__(self, function: Callable[[Any], Any], json_schema_input_type: Any = None) -> None:
        self.function = function


class AfterValidator(BeforeValidator):
    """Looks at a value that has its type."""


class FieldInfo:
    """A key: what it is if it is left out, how long it may be, what it is for."""

    def __init__(
        self,
        default: Any = _REQUIRED,
        *,
        default_factory: Callable[[], Any] | None = None,
        description: str = "",
        min_length: int = 0,
        max_length: int | None = None,
        alias: str = "",
        validate_default: bool = False,
    ) -> None:
        self.default = default_factory() if default_factory else default
        self.description = description
        self.min_length = min_length
        self.max_length = max_length
        self.annotation: Any = None

    def is_required(self) -> bool:
        return self.default is _REQUIRED


Field = FieldInfo


class ValidationError(ValueError):
    """All that is wrong with some data."""

    def __init__(self, found: list[ErrorDetails]) -> None:
        super().__init__(found)
        self.found = found

    def errors(self, *, include_url: bool) -> list[ErrorDetails]:
        return self.found


def field_validator(*fields: str) -> Callable[[Any], Any]:
    """Marks a class method as one that looks at some fields."""

    def mark(method: Any) -> Any:
        method.fields = fields
        return method

    return mark


def model_validator(*, mode: str) -> Callable[[Any], Any]:
    """Marks a method as one that looks at the whole."""

    def mark(method: Any) -> Any:
        method.is_whole = True
        return method

    return mark


class BaseModel:
    """Keys with their values."""

    model_fields: ClassVar[dict[str, FieldInfo]] = {}

    def __init_subclass__(cls) -> None:
        cls.model_fields = dict(cls.model_fields)
        for name, annotation in vars(cls).get("__annotations__", {}).items():
            given = vars(cls).get(name, _REQUIRED)
            field = given if isinstance(given, FieldInfo) else FieldInfo(given)
            for length in ("min_length", "max_length"):
                if getattr(field, length):
                    annotation = Annotated[annotation, FieldInfo(**{length: getattr(field, length)})]
            field.annotation = annotation
            cls.model_fields[name] = field

    def __init__(self, **values: Any) -> None:
        vars(self).update(TypeAdapter(type(self)).validate_python(values))

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Make one of values that are right."""
        made = cls.__new__(cls)
        whole = {name: values.get(name, copy.copy(field.default)) for name, field in cls.model_fields.items()}
        vars(made).update({name: value for name, value in whole.items() if value is not _REQUIRED})
        return made

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        return type(self).model_construct(**{**vars(self), **update})

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Be what pydantic has pickled."""
        vars(self).update(state["__dict__"])

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield from vars(self).items()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))


def create_model(name: str, *, __base__: type[BaseModel], **fields: tuple[Any, Any]) -> type[BaseModel]:
    """Make a shape whose keys are no names of Python."""
    given = {key: _REQUIRED if default is ... else default for key, (_, default) in fields.items()}
    return type(name, (__base__,), {**given, "__annotations__": {key: kind for key, (kind, _) in fields.items()}})


class TypeAdapter[T]:
    """Holds data to a type."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def validate_python(self, data: Any) -> Any:
        """The data in their shape.

        Raises:
            ValidationError: they are not as they must be.
        """
        found: list[ErrorDetails] = []
        made = _held(self.kind, data, (), found)
        if found:
            raise ValidationError(found)
        return made


type Way = tuple[str | int, ...]


def _held(kind: Any, value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    """A value held to a type; what is wrong is added to `found`."""
    before = len(found)
    made = _of_kind(kind, value, way, found)
    return None if len(found) > before else made


def _of_kind(kind: Any, value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    origin = typing.get_origin(kind)
    if origin is Annotated:
        return _annotated(kind, value, way, found)
    if origin in (Union, UnionType):
        (inner,) = (each for each in typing.get_args(kind) if each is not NoneType)
        return None if value is None else _of_kind(inner, value, way, found)
    if origin is dict:
        of_keys, of_values = typing.get_args(kind)
        return _dict(of_keys, of_values, value, way, found)
    if origin is list:
        return _list(typing.get_args(kind)[0], value, way, found)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _model(kind, value, way, found)
    if kind is str and not isinstance(value, str):
        found.append(_error("string_type", value, way))
    if kind is date and (not isinstance(value, date) or isinstance(value, datetime)):
        found.append(_error("date_type", value, way))
    return value


def _annotated(kind: Any, value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    inner, *notes = typing.get_args(kind)
    lengths: list[FieldInfo] = []
    functions: list[Any] = []
    for note in notes:
        if isinstance(note, FieldInfo) and not functions:
            lengths.append(note)
        elif isinstance(note, FieldInfo | AfterValidator):
            functions.append(note)
        elif isinstance(note, BeforeValidator):
            try:
                value = note.function(value)
            except PydanticCustomError as error:
                found.append(_raised(error, value, way))
                return None
    if wrong := _too_long_list(value, lengths, way):
        found.append(wrong)
        return None
    before = len(found)
    made = _of_kind(inner, value, way, found)
    for note in [*lengths, *functions]:
        if len(found) > before:
            return None
        if isinstance(note, FieldInfo):
            found += _of_length(note, made, way, is_inner=note in lengths)
        else:
            made = _called(note.function, made, way, found)
    return made


def _too_long_list(value: Any, lengths: list[FieldInfo], way: Way) -> ErrorDetails | None:
    """A list that is too long is not looked into."""
    most = min((note.max_length for note in lengths if note.max_length is not None), default=None)
    if isinstance(value, list) and most is not None and len(value) > most:
        return _error("too_long", value, way, max_length=most, actual_length=len(value))
    return None


def _of_length(note: FieldInfo, value: Any, way: Way, is_inner: bool) -> Iterator[ErrorDetails]:
    kind = "string_too_long" if is_inner and isinstance(value, str) else "too_long"
    if note.max_length is not None and len(value) > note.max_length:
        yield _error(kind, value, way, max_length=note.max_length, actual_length=len(value))
    if len(value) < note.min_length:
        yield _error("too_short", value, way, min_length=note.min_length, actual_length=len(value))


def _called(function: Callable[[Any], Any], value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    try:
        return function(value)
    except PydanticCustomError as error:
        found.append(_raised(error, value, way))
        return None


def _dict(of_keys: Any, of_values: Any, value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    if not isinstance(value, dict):
        found.append(_error("dict_type", value, way))
        return None
    return {
        _held(of_keys, key, (*way, str(key), "[key]"), found): _held(of_values, inner, (*way, str(key)), found)
        for key, inner in value.items()
    }


def _list(of_items: Any, value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    if not isinstance(value, list):
        found.append(_error("list_type", value, way))
        return None
    return [_held(of_items, inner, (*way, index), found) for index, inner in enumerate(value)]


def _model(kind: type[BaseModel], value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    if not isinstance(value, dict):
        found.append(_error("model_type", value, way))
        return None
    before = len(found)
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name in value:
            values[name] = _field(kind, name, field, value[name], (*way, name), found)
        elif field.default is _REQUIRED:
            found.append(_error("missing", value, (*way, name)))
    found += (_error("extra_forbidden", value[name], (*way, name)) for name in value if name not in kind.model_fields)
    if len(found) > before:
        return None
    made = kind.model_construct(**values)
    for method in _marked(kind, "is_whole"):
        made = _called(method, made, way, found)
    return made


def _field(kind: type[BaseModel], name: str, field: FieldInfo, value: Any, way: Way, found: list[ErrorDetails]) -> Any:
    before = len(found)
    made = _held(field.annotation, value, way, found)
    for method in _marked(kind, "fields"):
        if len(found) == before and name in method.fields:
            made = _called(method.__get__(None, kind), made, way, found)
    return made


def _marked(kind: type[BaseModel], mark: str) -> list[Any]:
    return [method for base in kind.__mro__ for method in vars(base).values() if hasattr(method, mark)]


def _raised(error: PydanticCustomError, value: Any, way: Way) -> ErrorDetails:
    return {"type": error.type, "loc": way, "input": value, "msg": error.message(), "ctx": error.context or {}}


def _error(kind: str, value: Any, way: Way, **context: int) -> ErrorDetails:
    return {"type": kind, "loc": way, "input": value, "msg": kind, **({"ctx": context} if context else {})}
