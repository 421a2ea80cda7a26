"""The WebAssembly binary format: a module as sections, functions as instructions, and back.

It reads what LLVM and Binaryen write for Pyodide's core, and refuses all else by name: what is not understood must not be
cut. Numbers of sections, opcodes and the encodings are those of https://webassembly.github.io/spec/core/binary/, those of
exceptions of https://github.com/WebAssembly/exception-handling/blob/main/proposals/exception-handling/legacy/Exceptions.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Self

MAGIC = b"\0asm\1\0\0\0"


class Malformed(ValueError):
    """The bytes are not a module, or have something in them that nobody has taught this module."""


class Section(IntEnum):
    """Numbers of sections."""

    CUSTOM = 0
    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    TABLE = 4
    MEMORY = 5
    GLOBAL = 6
    EXPORT = 7
    START = 8
    ELEMENT = 9
    CODE = 10
    DATA = 11
    DATA_COUNT = 12


class Kind(IntEnum):
    """What is imported or exported."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3
    TAG = 4


class Op(IntEnum):
    """Opcodes that somebody here asks for by name."""

    UNREACHABLE = 0x00
    END = 0x0B
    CALL = 0x10
    CALL_INDIRECT = 0x11
    LOCAL_GET = 0x20
    LOCAL_SET = 0x21
    LOCAL_TEE = 0x22
    GLOBAL_GET = 0x23
    GLOBAL_SET = 0x24
    I32_LOAD = 0x28
    I64_LOAD32_U = 0x35
    I32_STORE = 0x36
    I64_STORE32 = 0x3E
    I32_CONST = 0x41
    I64_CONST = 0x42
    I32_ADD = 0x6A
    I32_SUB = 0x6B
    REF_FUNC = 0xD2
    MISC = 0xFC


TYPES = {0x7F: "i32", 0x7E: "i64", 0x7D: "f32", 0x7C: "f64", 0x70: "funcref", 0x6F: "externref"}
_NUMBERS = {name: number for number, name in TYPES.items()}
FUNCTION_TYPE = 0x60
EMPTY_BLOCK = 0x40
MUTABLE = 1


def unsigned(data: bytes, at: int, bits: int = 32) -> tuple[int, int]:
    """Read a number without sign in LEB128.

    Returns:
        The number, and where it ends.
    """
    result = shift = 0
    while True:
        byte = _byte(data, at)
        at += 1
        result |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            if result >> bits or shift >= bits + 7:
                raise Malformed(f"{at}: число больше {bits} бит")
            return result, at
        if shift >= bits:
            raise Malformed(f"{at}: число больше {bits} бит")


def signed(data: bytes, at: int, bits: int = 32) -> tuple[int, int]:
    """Read a number with a sign in LEB128.

    Returns:
        The number, and where it ends.
    """
    result = shift = 0
    while True:
        byte = _byte(data, at)
        at += 1
        result |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            number = result - (1 << shift) if byte & 0x40 else result
            if not -(1 << bits - 1) <= number < 1 << bits - 1:
                raise Malformed(f"{at}: число больше {bits} бит")
            return number, at
        if shift >= bits:
            raise Malformed(f"{at}: число больше {bits} бит")


def unsigned_bytes(number: int) -> bytes:
    """A number without sign in as few bytes as there can be."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def signed_bytes(number: int) -> bytes:
    """A number with a sign in as few bytes as there can be."""
    out = bytearray()
    while not -0x40 <= number < 0x40:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number & 0x7F)
    return bytes(out)


@dataclass(frozen=True)
class Import:
    """Something that the module wants from outside. `description` is kept as it stands."""

    module: str
    name: str
    kind: Kind
    description: bytes


@dataclass(frozen=True)
class Export:
    """Something that others may call by name."""

    name: str
    kind: Kind
    index: int


@dataclass(frozen=True)
class Global:
    """A variable of the module. `value` is None where it is not a plain number."""

    type: str
    mutable: bool
    init: bytes
    value: int | None


@dataclass(frozen=True)
class Segment:
    """What stands in memory, or in a table, when the module starts. `offset` is an expression with its end."""

    offset: bytes
    content: bytes


@dataclass(frozen=True)
class Elements:
    """Functions in the table from a place on."""

    offset: bytes
    functions: tuple[int, ...]


@dataclass
class Module:
    """A module in parts. Tables, memories and custom sections are kept as they stand.

    Functions are numbered with the imported ones first; `bodies` and `functions` have those of the module alone.
    """

    order: list[tuple[int, bytes]]  # sections as they stood
    function_types: list[tuple[bytes, bytes]] = field(default_factory=list)  # types of parameters and of results
    imports: list[Import] = field(default_factory=list)
    functions: list[int] = field(default_factory=list)  # numbers of their types
    globals: list[Global] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    start: int | None = None
    elements: list[Elements] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)  # locals, instructions and the last `end`
    data: list[Segment] = field(default_factory=list)

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Take a binary apart.

        Raises:
            Malformed: it is none, or has a section, a type or a kind that is not known here.
        """
        if raw[:8] != MAGIC:
            raise Malformed("это не модуль WebAssembly версии 1")
        module = cls([])
        at = 8
        while at < len(raw):
            number = raw[at]
            size, at = unsigned(raw, at + 1)
            payload = raw[at : at + size]
            if len(payload) < size or number not in set(Section):
                raise Malformed(f"{at}: раздел {number} неизвестен или оборван")
            at += size
            module.order.append((number, payload))
            if part := _PARTS.get(number):
                name, reader, _ = part
                value, end = reader(payload, 0)
                if end != len(payload):
                    raise Malformed(f"в разделе {number} лишние байты")
                setattr(module, name, value)
        return module

    def write(self) -> bytes:
        """Put it together again, sections in the order in which they stood, custom ones too."""
        out = bytearray(MAGIC)
        for number, payload in self.order:
            if part := _PARTS.get(number):
                name, _, writer = part
                payload = writer(getattr(self, name))
            out.append(number)
            out += sized(payload)
        return bytes(out)

    def imported(self, kind: Kind) -> list[Import]:
        """What of a kind comes from outside: it has the first numbers."""
        return [one for one in self.imports if one.kind == kind]

    def type_number(self, parameters: bytes, results: bytes) -> int:
        """The number of a type of functions, which is added if it is not there."""
        wanted = (parameters, results)
        if wanted not in self.function_types:
            self.function_types.append(wanted)
        return self.function_types.index(wanted)

    def set_data_count(self) -> None:
        """Let the section that tells the number of data segments tell the truth, if there is one."""
        count = unsigned_bytes(len(self.data))
        self.order = [(number, count if number == Section.DATA_COUNT else old) for number, old in self.order]

    def insert(self, number: Section, payload: bytes) -> None:
        """Add a section that is not there yet, before the first that must stand behind it."""
        # The count of data stands before the code, though its number is the last.
        rank = {Section.DATA_COUNT: Section.CODE - 0.5}
        places = [
            place for place, (other, _) in enumerate(self.order) if other and rank.get(Section(other), other) > number
        ]
        self.order.insert(places[0] if places else len(self.order), (number, payload))


def sized(content: bytes) -> bytes:
    """Bytes with their length before them."""
    return unsigned_bytes(len(content)) + content


def vector(parts: Sequence[bytes]) -> bytes:
    """Parts with their number before them."""
    return unsigned_bytes(len(parts)) + b"".join(parts)


def name_bytes(name: str) -> bytes:
    """A name as it stands in imports and exports."""
    return sized(name.encode())


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise Malformed(f"{at}: байты кончились")
    return data[at]


def _bytes(data: bytes, at: int, size: int) -> tuple[bytes, int]:
    if at + size > len(data):
        raise Malformed(f"{at}: байты кончились")
    return data[at : at + size], at + size


def _sized(data: bytes, at: int) -> tuple[bytes, int]:
    size, at = unsigned(data, at)
    return _bytes(data, at, size)


def _name(data: bytes, at: int) -> tuple[str, int]:
    content, at = _sized(data, at)
    return content.decode(), at


def _vector[T](reader: Callable[[bytes, int], tuple[T, int]]) -> Callable[[bytes, int], tuple[list[T], int]]:
    def read(data: bytes, at: int) -> tuple[list[T], int]:
        count, at = unsigned(data, at)
        found = []
        for _ in range(count):
            one, at = reader(data, at)
            found.append(one)
        return found, at

    return read


def _type(data: bytes, at: int) -> int:
    if _byte(data, at) not in TYPES:
        raise Malformed(f"{at}: тип {data[at]:#x} неизвестен")
    return at + 1


def _types(data: bytes, at: int) -> tuple[bytes, int]:
    content, end = _sized(data, at)
    for place in range(end - len(content), end):
        _type(data, place)
    return content, end


def _function_type(data: bytes, at: int) -> tuple[tuple[bytes, bytes], int]:
    if _byte(data, at) != FUNCTION_TYPE:
        raise Malformed(f"{at}: тип {data[at]:#x} — не тип функции")
    parameters, at = _types(data, at + 1)
    results, at = _types(data, at)
    return (parameters, results), at


def _kind(data: bytes, at: int) -> tuple[Kind, int]:
    if _byte(data, at) not in set(Kind):
        raise Malformed(f"{at}: вид {data[at]} неизвестен")
    return Kind(data[at]), at + 1


def _limits(data: bytes, at: int) -> int:
    flags = _byte(data, at)
    if flags > 1:
        raise Malformed(f"{at}: границы с признаком {flags} неизвестны")
    at += 1
    for _ in range(1 + flags):
        _, at = unsigned(data, at)
    return at


def _import(data: bytes, at: int) -> tuple[Import, int]:
    module, at = _name(data, at)
    name, at = _name(data, at)
    kind, at = _kind(data, at)
    end = at
    if kind == Kind.FUNCTION:
        _, end = unsigned(data, at)
    elif kind == Kind.TABLE:
        end = _limits(data, _type(data, at))
    elif kind == Kind.MEMORY:
        end = _limits(data, at)
    elif kind == Kind.GLOBAL:
        end = _type(data, at) + 1
    else:  # a tag: an attribute that is zero, and its type
        _, end = unsigned(data, at + 1)
    return Import(module, name, kind, data[at:end]), end


def _export(data: bytes, at: int) -> tuple[Export, int]:
    name, at = _name(data, at)
    kind, at = _kind(data, at)
    index, at = unsigned(data, at)
    return Export(name, kind, index), at


def _expression(data: bytes, at: int) -> tuple[bytes, int]:
    """A constant: one instruction and its end."""
    end = _step(data, at)
    if _byte(data, end) != Op.END:
        raise Malformed(f"{at}: постоянное выражение длиннее одной команды")
    return data[at : end + 1], end + 1


def _global(data: bytes, at: int) -> tuple[Global, int]:
    place = _type(data, at)
    mutable = _byte(data, place)
    init, end = _expression(data, place + 1)
    value = signed(init, 1)[0] if init[0] == Op.I32_CONST else None
    return Global(TYPES[data[at]], mutable == MUTABLE, init, value), end


def _segment(data: bytes, at: int) -> tuple[Segment, int]:
    offset, at = _expression(data, _plain(data, at))
    content, at = _sized(data, at)
    return Segment(offset, content), at


def _elements(data: bytes, at: int) -> tuple[Elements, int]:
    offset, at = _expression(data, _plain(data, at))
    functions, at = _vector(unsigned)(data, at)
    return Elements(offset, tuple(functions)), at


def _plain(data: bytes, at: int) -> int:
    """The beginning of a segment of the plain kind: active, of the first memory or table."""
    flag, at = unsigned(data, at)
    if flag:
        raise Malformed(f"{at}: сегмент вида {flag} неизвестен")
    return at


# Of a section: the attribute of Module, how it is read and how it is written.
_PARTS: dict[int, tuple[str, Callable[[bytes, int], tuple[object, int]], Callable[..., bytes]]] = {
    Section.TYPE: (
        "function_types",
        _vector(_function_type),
        lambda types: vector([bytes([FUNCTION_TYPE]) + sized(ins) + sized(outs) for ins, outs in types]),
    ),
    Section.IMPORT: (
        "imports",
        _vector(_import),
        lambda imports: vector(
            [name_bytes(it.module) + name_bytes(it.name) + bytes([it.kind]) + it.description for it in imports]
        ),
    ),
    Section.FUNCTION: ("functions", _vector(unsigned), lambda numbers: vector([*map(unsigned_bytes, numbers)])),
    Section.GLOBAL: (
        "globals",
        _vector(_global),
        lambda globals_: vector([bytes([_NUMBERS[it.type], it.mutable]) + it.init for it in globals_]),
    ),
    Section.EXPORT: (
        "exports",
        _vector(_export),
        lambda exports: vector([name_bytes(it.name) + bytes([it.kind]) + unsigned_bytes(it.index) for it in exports]),
    ),
    Section.START: ("start", unsigned, unsigned_bytes),
    Section.ELEMENT: (
        "elements",
        _vector(_elements),
        lambda elements: vector([b"\0" + it.offset + vector([*map(unsigned_bytes, it.functions)]) for it in elements]),
    ),
    Section.CODE: ("bodies", _vector(_sized), lambda bodies: vector([*map(sized, bodies)])),
    Section.DATA: (
        "data",
        _vector(_segment),
        lambda segments: vector([b"\0" + it.offset + sized(it.content) for it in segments]),
    ),
}


# What stands behind an opcode, as one letter each: u a number without sign, s and l with a sign of 32 and 64 bits,
# b the type of a block, m alignment and offset, 4 and 8 bytes as they are, 1 one byte, v a vector of numbers and one more,
# t a vector of types, h a type of references.
_IMMEDIATES: dict[int, str] = {
    **dict.fromkeys((0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1), ""),  # 0x19: catch_all
    **dict.fromkeys((0x02, 0x03, 0x04, 0x06), "b"),  # block, loop, if, try
    **dict.fromkeys((0x07, 0x08, 0x09, 0x18), "u"),  # catch, throw, rethrow, delegate
    **dict.fromkeys((0x0C, 0x0D, 0x10, 0xD2), "u"),  # br, br_if, call, ref.func
    **dict.fromkeys(range(0x20, 0x27), "u"),  # locals, globals, tables
    0x0E: "v",  # br_table
    0x11: "uu",  # call_indirect
    0x1C: "t",  # select with types
    **dict.fromkeys(range(0x28, 0x3F), "m"),  # loads and stores
    **dict.fromkeys((0x3F, 0x40), "1"),  # memory.size, memory.grow
    0x41: "s",
    0x42: "l",
    0x43: "4",
    0x44: "8",
    **dict.fromkeys(range(0x45, 0xC5), ""),  # arithmetic
    0xD0: "h",  # ref.null
}
_MISC: dict[int, str] = {  # behind 0xFC
    **dict.fromkeys(range(8), ""),  # conversions that saturate
    8: "u1",  # memory.init
    9: "u",  # data.drop
    10: "11",  # memory.copy
    11: "1",  # memory.fill
    12: "uu",  # table.init
    13: "u",  # elem.drop
    14: "uu",  # table.copy
    **dict.fromkeys((15, 16, 17), "u"),  # table.grow, table.size, table.fill
}


def instructions(body: bytes) -> Iterator[tuple[int, int, int]]:
    """The instructions of a function: opcode, where it stands, where the next one begins.

    Raises:
        Malformed: an opcode is not known here, or the last one is not the end of the function.
    """
    at, size = locals_end(body), len(body)
    opcode = -1
    while at < size:
        opcode = body[at]
        end = _step(body, at)
        yield opcode, at, end
        at = end
    if opcode != Op.END or at != size:
        raise Malformed("функция не кончается на end")


def locals_end(body: bytes) -> int:
    """Where the instructions of a function begin."""
    groups, at = unsigned(body, 0)
    for _ in range(groups):
        _, at = unsigned(body, at)
        at = _type(body, at)
    return at


def immediate(body: bytes, at: int) -> int:
    """The first number behind an opcode: a constant with its sign, all else without."""
    if body[at] in (Op.I32_CONST, Op.I64_CONST):
        return signed(body, at + 1, 64)[0]
    return unsigned(body, at + 1)[0]


def displacement(body: bytes, at: int) -> int:
    """What a load or a store adds to its address."""
    return unsigned(body, unsigned(body, at + 1)[1])[0]


def _step(body: bytes, at: int) -> int:
    """Where the instruction at `at` ends."""
    opcode = _byte(body, at)
    kinds = _IMMEDIATES.get(opcode)
    place = at + 1
    if opcode == Op.MISC:
        opcode, place = unsigned(body, place)
        kinds = _MISC.get(opcode)
    if kinds is None:
        raise Malformed(f"{at}: команда {body[at]:#x} {opcode} неизвестна")
    for kind in kinds:
        place = _ENDS[kind](body, place)
    if place > len(body):
        raise Malformed(f"{at}: команда оборвана")
    return place


def _leb(body: bytes, at: int) -> int:
    """The end of a number, whose value nobody asks for here."""
    while _byte(body, at) >= 0x80:
        at += 1
    return at + 1


def _block(body: bytes, at: int) -> int:
    if _byte(body, at) in TYPES or body[at] == EMPTY_BLOCK:
        return at + 1
    number, end = signed(body, at, 33)  # the number of a type with parameters
    if number < 0:
        raise Malformed(f"{at}: тип блока {number} неизвестен")
    return end


def _place(body: bytes, at: int) -> int:
    if unsigned(body, at)[0] > 4:
        raise Malformed(f"{at}: выравнивание неизвестно: память не первая?")
    return _leb(body, _leb(body, at))


def _targets(body: bytes, at: int) -> int:
    count, at = unsigned(body, at)
    for _ in range(count + 1):
        at = _leb(body, at)
    return at


_ENDS: dict[str, Callable[[bytes, int], int]] = {
    "u": _leb,
    "s": lambda body, at: signed(body, at, 32)[1],
    "l": lambda body, at: signed(body, at, 64)[1],
    "b": _block,
    "m": _place,
    "4": lambda _, at: at + 4,
    "8": lambda _, at: at + 8,
    "1": lambda _, at: at + 1,
    "v": _targets,
    "t": lambda body, at: _types(body, at)[1],
    "h": _type,
}
