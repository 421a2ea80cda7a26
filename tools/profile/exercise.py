"""Calls much of Python inside the core that is profiled: a reader's input may need what no question has asked.

Every method and function of what C gives to the checks is called with values of every kind, right and wrong, so that a
whole family stays: whoever has `str.lower` has `str.title`, and the errors of both. Nothing here looks at an answer.
"""

import _operator as operator
import gc
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import pyscripts

# These reach for the machine, or stop it.
MACHINE = [
    "posix",
    "sys",
    "_imp",
    "_signal",
    "faulthandler",
    "gc",
    "_thread",
    "atexit",
    "marshal",
    "time",
    "_posixsubprocess",
]
FORBIDDEN = ["input", "breakpoint", "exec", "eval", "compile", "open", "open_code", "help", "print", "__import__"]
FORBIDDEN += ["exit", "quit", "sleep"]
FORBIDDEN += ["compress", "compressobj"]  # nobody packs anything
FORBIDDEN += [
    "name",
    "lookup",
]  # of unicodedata: what all characters are called weighs 200 kB, and no check asks for it
SLOW = ["pow", "__pow__", "__rpow__", "__lshift__", "__rlshift__", "lshift", "factorial", "comb", "perm"]  # with HUGE
HUGE = 10**20
FEW = 5
HEAP_TYPE = 1 << 9  # in the flags of a type: somebody has made it while running


class Odd:
    """A value that fits nowhere, and fails where it is asked."""

    def __eq__(self, other: object) -> bool:
        raise ValueError("не сравнить")

    def __hash__(self) -> int:
        raise TypeError("не сосчитать")

    def __index__(self) -> int:
        raise OverflowError("не число")


NUMBERS: list[Any] = [None, True, 0, 1, -3, 7, 255, HUGE, 2.5, -0.0, float("inf"), float("nan"), 1j]
STRINGS = ["", "a", "Ёж", "№ 5\u00a0000", "ⅷßﬁ🙂", "\ud800", "a,b;c\n", "%s {0} {x!r:>5}", "utf-8", "strict"]
STRINGS += ["2026-11-26T01:02:03+03:00", "12.50", "<"]
BYTES = [b"", b"ab\xff\x00", bytearray(b"abc"), memoryview(b"abcd")]
HOLDERS: list[Any] = [
    [],
    [3, 1, 2],
    ["b", "a"],
    (),
    (1, "x", None),
    {},
    {"a": 1, 2: "b"},
    set(),
    {1, 2},
    frozenset("ab"),
]
REST: list[Any] = [range(4), slice(1, None, 2), len, str, int, ValueError("слово"), Odd()]
VALUES: list[Any] = [*NUMBERS, *STRINGS, *BYTES, *HOLDERS, *REST]

TEXTS = [
    "",
    "aab ab12 xx",
    "Ёжик ёЖ\nx",
    "straSSE ſß",
    "🙂🙂",
    "a" * 15 + "b",
    "№ 5\u00a0000",
    "e\u0301",
    "ﬁ½",
    "각가\u1100\u1161",
]
CODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1251", "cp866", "koi8-r"]
CODINGS += ["mac-cyrillic", "iso8859-5", "latin-1", "ascii"]
CODINGS += ["idna", "punycode", "unicode_escape", "raw_unicode_escape", "nothing"]
HANDLERS = [
    "strict",
    "replace",
    "ignore",
    "backslashreplace",
    "surrogateescape",
    "surrogatepass",
    "xmlcharrefreplace",
    "x",
]
CONTENTS = [b"", b"abc", "Ёж".encode(), bytes(range(256)), b"\xff\xfea\x00", b"\xed\xa0\x80", b"\xd0"]
PATTERNS: list[Any] = [
    r"\d+",
    r"(?i)ё[а-я]*?x",
    r"(?P<a>\w)(?P=a)",
    r"^a|b$",
    r"(?<=a)b",
    r"(?<!a)b",
    r"(?:ab)+?c",
    r"\b",
    r"(?s).*",
]
PATTERNS += [
    r"[^\W\d_]{2,4}",
    r"(a)|b",
    r"(?=a)",
    r"(?!a).",
    r"(?x) a # x",
    r"\s\S\D",
    r"(a*)*",
    r"(?>a+)b",
    r"a++",
    "(",
    "[",
    "*",
]
PATTERNS += [r"(?a)\w", r"(?m)^x", "[а-яё-]+", r"(.)\1", r"(?i:straße)", b"ab+", r"(x)?(?(1)y|z)", r"(?P<a>.)(x)?"]
JSONS = [
    "",
    "{",
    '[1, 2.5, -0, 1e5, null, true, "Ё\\u0451\\ud83d\\ude42"]',
    '{"a": {"b": []}}',
    '{"a": 1,}',
    '"\\x"',
    "NaN",
]
JSONS += ["[" * 2_000 + "]" * 2_000, "[" * 100, '{"a" 1}', "1 2", '"\n"']
SPECS = ["", "d", ">10", "05.1f", ",", "x", "_b", "e", "%", "c", "s", "^3", "n", "!"]


def deep(number: int) -> int:
    return deep(number + 1) + 1


def wrong_unpacking() -> None:
    _a, _b = iter("x")


def wrong_raise() -> None:
    raise ValueError("Ё") from KeyError("x")


def wrong_assert() -> None:
    assert not VALUES


def wrong_name() -> None:
    del sys.nothing  # type: ignore[attr-defined]


def wrong_local() -> None:
    if not VALUES:
        value = 1
    print(value)


def wrong_import() -> None:
    from re import nothing as nothing  # type: ignore[attr-defined]


def wrong_group() -> None:
    raise ExceptionGroup("x", [ValueError(1)])


FAILURES: list[Callable[[], Any]] = [
    lambda: 1 / 0,
    lambda: [][1],
    lambda: {"a": 1}["x"],
    lambda: None.x,  # type: ignore[attr-defined]
    lambda: int("x"),
    lambda: deep(0),
    lambda: "a" + 1,  # type: ignore[operator]
    lambda: nothing,  # type: ignore[name-defined]  # noqa: F821
    lambda: len(1, 2),  # type: ignore[call-arg, arg-type]
    lambda: [*1],  # type: ignore[misc]
    lambda: (lambda a, *, b: 0)(1, c=2),  # type: ignore[call-arg]
    lambda: next(iter(())),
    lambda: __import__("nothing"),
    lambda: "x" * 10**18,
    lambda: b"\xff".decode(),
    lambda: "\ud800".encode(),
    wrong_unpacking,
    wrong_raise,
    wrong_assert,
    wrong_name,
    wrong_local,
    wrong_import,
    wrong_group,
]
DATES = [
    "2026-11-26",
    "20261126T010203Z",
    "2026-W48-4",
    "2026-13-01",
    "01:02:03.5+03:00",
    "",
    "x",
    "2026-11-26 01:02:03.123456789",
]
FORMS = ["%d.%m.%Y", "%Y-%m-%dT%H:%M:%S%z", "%x %X %c %p %j %U %a %B", "%", "%Ё"]


def attempt(function: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    """Call something and look at what it gives; whatever it raises is looked at too."""
    try:
        result = function(*arguments, **named)
        if hasattr(type(result), "__next__"):
            result = list(itertools.islice(result, FEW))
        hash(repr(result))
        bool(result)
    except Exception as error:
        str(error)
        repr(error)


def fresh(value: Any) -> Any:
    """A copy of what a method could change."""
    return value.copy() if isinstance(value, (bytearray, list, dict, set)) else value


def exercise(function: Callable[..., Any], receivers: Iterable[tuple[Any, ...]], name: str) -> None:
    """Call a function with values of every kind, alone and in pairs."""
    values = [value for value in VALUES if not (name in SLOW and value is HUGE)]
    for receiver in receivers:
        if name in SLOW and HUGE in receiver:
            continue
        attempt(function, *map(fresh, receiver))
        for value in values:
            attempt(function, *map(fresh, receiver), fresh(value))
        for first, second in zip(values * 3, values[7:] + values + values[3:] + values, strict=False):
            attempt(function, *map(fresh, receiver), fresh(first), fresh(second))
        attempt(function, *map(fresh, receiver), "a", 1, 2)
        attempt(function, *map(fresh, receiver), "a", "b", 1)
        attempt(function, *map(fresh, receiver), key=1)


def members(owner: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What can be called of a type, a value or a module, by name."""
    for name in dir(owner):
        if name not in FORBIDDEN:
            with suppress(Exception):
                value = getattr(owner, name)
                if callable(value):
                    yield name, value


def is_touched(module: str) -> bool:
    """Whether a module is the checks' and not the machine's or the loader's."""
    return module not in MACHINE and "pyodide" not in module


def instances(kind: type) -> list[Any]:
    """Some values of a type: those at hand, and what it makes of them."""
    found = [value for value in VALUES if type(value) is kind]
    ones = [(value,) for value in VALUES if value is not HUGE]
    for arguments in ((), *ones, (2026, 11, 26), (1, 2), ("a", [1])):
        if len(found) >= FEW:
            break
        with suppress(Exception):
            found.append(kind(*map(fresh, arguments)))
    return found


def types(modules: Iterable[Any]) -> list[type]:
    """Types that C has made: those of modules, and those of what everybody has."""
    found = {kind: None for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    iterators = [
        iter([]),
        iter({}),
        iter(()),
        iter(""),
        iter(set()),
        {}.keys(),
        {}.values(),
        {}.items(),
        (x for x in ""),
    ]
    others = [len, "".join, str.join, vars(int)["real"], list[int]]
    found |= {type(value): None for value in (*VALUES, *iterators, *others)}
    return [kind for kind in found if not kind.__flags__ & HEAP_TYPE and is_touched(kind.__module__)]


def call_everything() -> None:
    """All functions and all methods that C has for the checks."""
    modules = [
        sys.modules[name] for name in sorted(sys.builtin_module_names) if name in sys.modules and is_touched(name)
    ]
    for module in modules:
        for name, function in members(module):
            if isinstance(function, type(len)):
                exercise(function, [()], name)
    for kind in types(modules):
        exercise(kind, [()], kind.__name__)
        with suppress(Exception):
            exercise(type(kind.__name__, (kind,), {}), [()], kind.__name__)
        values = instances(kind)
        for name, method in members(kind):
            exercise(method, [(value,) for value in values] or [()], name)
        for value in values:
            for name in dir(value):
                attempt(getattr, value, name)


def operate() -> None:
    """Every operator with every pair of values, often enough for the interpreter to take its quick ways."""
    names = [
        "add",
        "sub",
        "mul",
        "truediv",
        "floordiv",
        "mod",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "contains",
        "getitem",
        "delitem",
        "and_",
        "or_",
        "xor",
        "iadd",
        "imul",
        "ior",
        "isub",
        "is_",
    ]
    binary = [*(getattr(operator, name) for name in names), isinstance, divmod, format]
    for function in binary:
        for first, second in itertools.product(VALUES, VALUES):
            attempt(function, fresh(first), fresh(second))
    unary: list[Callable[..., Any]] = [
        operator.neg,
        operator.pos,
        operator.invert,
        operator.not_,
        operator.index,
        abs,
        round,
        iter,
        len,
        hash,
        repr,
        ascii,
    ]
    unary += [
        str,
        int,
        float,
        list,
        tuple,
        dict,
        set,
        sorted,
        reversed,
        min,
        max,
        sum,
        any,
        all,
        enumerate,
        zip,
        map,
        id,
        type,
    ]
    unary += [vars, dir, chr, ord, bin, hex, oct, callable, next, gc.is_tracked]
    for value in VALUES:
        for spec in SPECS:
            attempt(format, value, spec)
            attempt(f"%{spec or 's'}".__mod__, value)
        for function in unary:
            attempt(function, fresh(value))


def match_patterns() -> None:
    """Regular expressions, right and wrong."""
    import re

    for pattern in PATTERNS:
        attempt(re.compile, pattern)
        with suppress(re.error):
            made = re.compile(pattern)
            for text in TEXTS:
                for name in ("match", "search", "fullmatch", "findall", "split", "finditer", "scanner"):
                    attempt(getattr(made, name), text if isinstance(pattern, str) else text.encode())
                for change in ("x", r"\g<0>\n", lambda found: found[0] * 2, r"\9"):
                    attempt(made.sub, change, text)
                    attempt(made.subn, change, text, 1)
    for name, method in members(re.search("(?P<a>.)(x)?", "Ёж")):
        exercise(method, [()], name)


def read_texts() -> None:
    """Letters of every kind, and their encodings."""
    import unicodedata

    for form in ("NFC", "NFD", "NFKC", "NFKD", "x"):
        for text in TEXTS:
            attempt(unicodedata.normalize, form, text)
            attempt(unicodedata.is_normalized, form, text)
    for sign in map(chr, (*range(0, 0x3000, 7), 0x4E00, 0xAC00, 0xE000, 0xFFFF, 0x1F600, 0x10FFFF)):
        for name, function in members(unicodedata):
            if name not in ("normalize", "is_normalized"):
                attempt(function, sign)
        for name, method in members(sign):
            if name.startswith(
                ("is", "lower", "upper", "title", "casefold", "swapcase", "strip", "split", "capitalize")
            ):
                attempt(method)
    for name, errors in itertools.product(CODINGS, HANDLERS):
        for text in TEXTS:
            attempt(text.encode, name, errors)
        for content in CONTENTS:
            attempt(content.decode, name, errors)


def read_dates() -> None:
    """Days and times."""
    import datetime

    moment = datetime.datetime(2026, 2, 28, 23, 59, 59, 999_999, datetime.timezone(datetime.timedelta(hours=3)))
    plain = moment.replace(tzinfo=None)
    periods = [datetime.timedelta(days=-3, seconds=5), datetime.timedelta(days=10**8)]
    for value in (moment, plain, moment.date(), moment.timetz(), moment.tzinfo, *periods):
        for name, method in members(value):
            exercise(method, [()], name)
        for other in (moment, plain, moment.date(), moment.timetz(), *periods, 2, 1.5, "x"):
            for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "eq", "lt"):
                attempt(getattr(operator, name), value, other)
                attempt(getattr(operator, name), other, value)
    for form in FORMS:
        attempt(moment.strftime, form)
        attempt(moment.timetz().strftime, form)
        for text in DATES:
            attempt(datetime.datetime.strptime, text, form)
    for text in DATES:
        attempt(datetime.date.fromisoformat, text)
        attempt(datetime.datetime.fromisoformat, text)
        attempt(datetime.time.fromisoformat, text)


def read_json() -> None:
    """JSON, right and wrong, and deep."""
    import json

    for text in JSONS:
        attempt(json.loads, text)
    for value in VALUES:
        attempt(json.dumps, value)
        attempt(json.dumps, [value, {"x": value}], ensure_ascii=False, indent=1, sort_keys=True)


def unpack() -> None:
    """Compressed data, whole and broken."""
    import zlib

    for packed in globals()["PACKED"]:
        for content in (packed, packed[:-3], packed[:5] + b"x" + packed[6:], packed[2:-4]):
            for wbits in (-15, 15, 31, 47):
                attempt(zlib.decompress, content, wbits)
                stream = zlib.decompressobj(wbits)
                attempt(stream.decompress, content, 100)
                attempt(stream.decompress, stream.unconsumed_tail)
                attempt(stream.flush)


def fail() -> None:
    """Errors of every kind, told as they are told to the page."""
    import traceback

    for failure in FAILURES:
        try:
            failure()
        except Exception as error:
            attempt(traceback.format_exception, error)


for check in globals()["CHECKS"]:  # tools/profile/__main__.py has put both there
    pyscripts.load(check)
for part in (call_everything, operate, match_patterns, read_texts, read_dates, read_json, unpack, fail):
    with suppress(ImportError):  # the archive has only what the checks import
        part()
gc.collect()
