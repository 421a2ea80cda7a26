"""In place of dataclasses, where no check asks for more: no source is written and compiled, so that no compiler is needed."""

# mypy: ignore-errors

_MISSING = object()


class FrozenInstanceError(AttributeError):
    pass


class _Field:
    def __init__(self, default, default_factory, compare):
        self.default, self.default_factory, self.compare = default, default_factory, compare


def field(*, default=_MISSING, default_factory=_MISSING, compare=True):
    return _Field(default, default_factory, compare)


def replace(one, /, **changes):
    return type(one)(**{name: getattr(one, name) for name in type(one).__dataclass_fields__} | changes)


def dataclass(cls=None, /, *, frozen=False):
    return _made(cls, frozen) if cls else lambda cls: _made(cls, frozen)


def _made(cls, frozen):
    fields = {}
    for base in cls.__mro__[:0:-1]:
        fields |= getattr(base, "__dataclass_fields__", {})
    for name in vars(cls).get("__annotations__", {}):
        default = vars(cls).get(name, _MISSING)
        fields[name] = default if isinstance(default, _Field) else _Field(default, _MISSING, True)
        if isinstance(default, _Field):
            if default.default is _MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, default.default)
    names = tuple(fields)
    compared = tuple(name for name in names if fields[name].compare)
    put = object.__setattr__

    def __init__(self, *given, **named):
        if len(given) > len(names):
            raise TypeError(f"{cls.__name__} takes {len(names)} values, not {len(given)}")
        for name, value in zip(names, given, strict=False):
            if name in named:
                raise TypeError(f"{cls.__name__} got {name} twice")
            put(self, name, value)
        for name in names[len(given) :]:
            one = fields[name]
            if name in named:
                put(self, name, named.pop(name))
            elif one.default is not _MISSING:
                put(self, name, one.default)
            elif one.default_factory is not _MISSING:
                put(self, name, one.default_factory())
            else:
                raise TypeError(f"{cls.__name__} needs {name}")
        if named:
            raise TypeError(f"{cls.__name__} has no {', '.join(named)}")
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    def values(self):
        return tuple([getattr(self, name) for name in compared])

    def __eq__(self, other):
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __repr__(self):
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def __hash__(self):
        return hash(values(self))

    def refuse(self, name, *_value):
        raise FrozenInstanceError(name)

    made = {"__init__": __init__, "__eq__": __eq__, "__repr__": __repr__}
    made |= {"__hash__": __hash__, "__setattr__": refuse, "__delattr__": refuse} if frozen else {"__hash__": None}
    for name, method in made.items():
        if name not in vars(cls) or (name == "__hash__" and "__eq__" in vars(cls) and vars(cls)[name] is None):
            setattr(cls, name, method)
    cls.__dataclass_fields__ = fields
    return cls
