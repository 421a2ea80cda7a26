"""In place of typing, where no check asks for more: macros/delivery/erase.py has taken the types out of what is left to run."""

# mypy: ignore-errors

import collections


class _Type:
    """Stands where a type stood: whatever is done with it gives it again, and a class gets nothing from it."""

    def __getitem__(self, _parameters):
        return self

    def __call__(self, *_arguments, **_named):
        return self

    def __mro_entries__(self, _bases):
        return ()


IO = Any = ClassVar = Generic = ParamSpec = Protocol = Self = TypeVar = _Type()
TYPE_CHECKING = False


def overload(function):
    return function


class _Rows(type):
    def __new__(cls, name, _bases, own):
        fields = list(own.get("__annotations__", {}))
        made = collections.namedtuple(name, fields, defaults=[own[field] for field in fields if field in own])
        made.__module__ = own["__module__"]
        for key, value in own.items():
            if key not in fields and key not in (
                "__annotations__",
                "__module__",
                "__qualname__",
                "__static_attributes__",
            ):
                setattr(made, key, value)
        return made


class _Row:
    def __mro_entries__(self, _bases):
        return (_rows,)


_rows = type.__new__(_Rows, "NamedTuple", (), {})
NamedTuple = _Row()
