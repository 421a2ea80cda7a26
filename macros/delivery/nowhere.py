"""Data of a core → the same without what only docstrings and unused frozen modules need: pointers to it lead to a trap.

Following such a pointer leaves the memory and traps: no wrong answer, only none, and then the whole core is
asked. These are what methods say of themselves, and modules of Python's library that are part of the core and that no profiled
run has read. Those that are read lose what only people read, as the archive's modules do: macros/delivery/bundle.py.
"""

import bisect
import dis
import marshal
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from inspect import CO_OPTIMIZED
from types import CodeType

from macros.delivery.profile import BLOCK
from macros.delivery.reach import Layout
from macros.delivery.wasm import Module

NOWHERE = (0xFFFF_FF00).to_bytes(4, "little")  # no memory is as large as that
FLAGS = range(1, 0x200)  # of a method: Include/methodobject.h
TABLES = ("_PyImport_FrozenBootstrap", "_PyImport_FrozenStdlib", "_PyImport_FrozenTest")
ENTRY = 16  # bytes: struct _frozen has a name, the code, its size, and whether it is a package
_NAME = re.compile(rb"[A-Za-z_]\w*")


@dataclass(frozen=True)
class Place:
    """Some data, and the place of a pointer to them."""

    pointer: int
    start: int
    end: int


def descriptions(content: bytes, layout: Layout) -> Iterator[Place]:
    """What methods and attributes say of themselves: PyMethodDef and PyGetSetDef.

    Both are a name, a function, then flags of a method or a second function or nothing, then the text.
    """
    for place, pointer in layout.pointers.items():
        if pointer.base == layout.memory_base:
            continue
        name, text = (_to(content, layout, place + step) for step in (-4, 8))
        third = layout.pointers.get(place + 4)
        is_flags = int.from_bytes(content[place + 4 : place + 8], "little") in (0, *FLAGS)
        is_function = third.base != layout.memory_base if third else is_flags
        if name is not None and text is not None and is_function and _NAME.fullmatch(_text(content, name)):
            yield Place(place + 8, text, text + len(_text(content, text)))


def frozen(module: Module, layout: Layout) -> list[Place]:
    """The code of modules that are part of the core, each once for every name."""
    content = module.data[0].content
    tables = (layout.pointers[layout.exported(module)[name]].value for name in TABLES)
    found = []
    for entry in tables:
        while entry in layout.pointers:
            code = layout.pointers[entry + 4].value
            size = int.from_bytes(content[entry + 8 : entry + 12], "little")
            found.append(Place(entry + 4, code, code + size))
            entry += ENTRY
    return found


def is_read(place: Place, blocks: Set[int], base: int) -> bool:
    """Whether a profiled run has read any of it: of blocks that are all its own, as others begin and end beside it.

    Args:
        place: the data.
        blocks: that have been read.
        base: where data begin in the memory.
    """
    return not blocks.isdisjoint(range(-(-(place.start + base) // BLOCK), (place.end + base) // BLOCK))


def alone(places: Iterable[Place], bounds: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of what only these pointers lead to.

    Args:
        places: the data, whose pointers lead nowhere.
        bounds: all places that something else may lead to: linkers let a text be the end of another.
    """
    known = sorted(set(bounds))
    for one in places:
        next_one = bisect.bisect_left(known, one.start)
        yield one.start, min([one.end, *known[next_one : next_one + 1]])


def without_words(code: CodeType) -> CodeType:
    """Bytecode without numbers of lines, and without what functions say of themselves."""
    constants = [without_words(part) if isinstance(part, CodeType) else part for part in code.co_consts]
    if _is_function(code) and isinstance(constants[0], str) and not _uses_first(code):
        constants[0] = ""
    return code.replace(co_linetable=b"", co_consts=tuple(constants))


def _is_function(code: CodeType) -> bool:
    """Whether its first constant is what a function says of itself: it is in Python 3.13, unless it is a lambda or the like."""
    return bool(code.co_flags & CO_OPTIMIZED) and not code.co_name.startswith("<") and bool(code.co_consts)


def _uses_first(code: CodeType) -> bool:
    return any(one.opcode in dis.hasconst and one.arg == 0 for one in dis.get_instructions(code))


def shorten(content: bytearray, places: Iterable[Place]) -> None:
    """Leave out of modules what only people read; each stays where it is."""
    for start, end in sorted({(one.start, one.end) for one in places}):
        short = marshal.dumps(without_words(marshal.loads(bytes(content[start:end]))))
        if len(short) <= end - start:
            content[start:end] = short + bytes(end - start - len(short))
            for one in places:
                if one.start == start:
                    content[one.pointer + 4 : one.pointer + 8] = len(short).to_bytes(4, "little")


def short(core: bytes) -> bytes:
    """A core as it came, but for what `shorten` leaves out: of this a profile is made, as Python reads it in another way."""
    module = Module.read(core)
    content = bytearray(module.data[0].content)
    shorten(content, frozen(module, Layout.of(module)))
    module.data[0] = replace(module.data[0], content=bytes(content))
    return module.write()


def _to(content: bytes, layout: Layout, place: int) -> int | None:
    """Where in the data a pointer leads, if there is one."""
    pointer = layout.pointers.get(place)
    inside = pointer is not None and pointer.base == layout.memory_base and 0 <= pointer.value < len(content)
    return pointer.value if pointer and inside else None


def _text(content: bytes, start: int) -> bytes:
    return content[start : content.index(0, start)]
