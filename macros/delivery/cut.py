"""Pyodide's core → the same with only those functions and those data that a profile names.

What is cut from the code traps: a function that is not there is one `unreachable`, so that the table and all numbers stay.
What is cut from the data cannot trap, so only that goes which no kept code can come to and no profiled run has read, and what
lies behind a pointer that is made to trap: macros/delivery/nowhere.py. The bases that the loader gives are numbers here: it
always gives the same ones.
"""

import re
from collections.abc import Iterable, Iterator, Set

from macros.delivery import nowhere
from macros.delivery.profile import BLOCK, Profile
from macros.delivery.reach import Layout, Pointer, bounds, reached
from macros.delivery.wasm import (
    Module,
    Op,
    Segment,
    immediate,
    instructions,
    locals_end,
    signed_bytes,
    unsigned_bytes,
)

BASE, TABLE_BASE = 1024, 1  # what the loader gives; macros/delivery/loader.py sees to it
POINTER = 4  # bytes
LEAST = 4096  # bytes: shorter runs of data are not worth a thought
SHORT = 64  # bytes: fewer zeros than these are not worth another segment
CUT = bytes([0, Op.UNREACHABLE, Op.END])


def cut(core: bytes, profile: Profile, exports: Set[str]) -> bytes:
    """A core without what the checks do not use.

    Args:
        core: as it came.
        profile: of that core.
        exports: what the loader asks for, by name.
    """
    module = Module.read(core)
    full = Layout.of(module)
    modules = nowhere.frozen(module, full)
    read = [one for one in modules if nowhere.is_read(one, profile.blocks, BASE)]
    unread = [one for one in modules if one not in read]
    lost = [*nowhere.descriptions(module.data[0].content, full), *unread]
    layout = full.without(one.pointer for one in lost)
    known = [place for name, place in layout.exported(module).items() if name in exports]
    unused = _unused(module, layout, profile, known)
    named = bounds(module, layout, profile.functions)
    content, rest = _with_pointers(module.data[0].content, layout)
    for start, end in (*unused, *nowhere.alone(lost, [*named])):
        content[start:end] = bytes(end - start)
    for one in lost:
        content[one.pointer : one.pointer + POINTER] = nowhere.NOWHERE
    nowhere.shorten(content, read)
    module.data = list(_segments(bytes(content)))
    module.set_data_count()
    numbers = {layout.memory_base: BASE, layout.table_base: TABLE_BASE}
    numbers |= {number: BASE + place for number, place in layout.globals.items()}
    kept = profile.functions | {layout.start}
    module.bodies = [
        _with_numbers(body, numbers) if place in kept and place != layout.start else body if place in kept else CUT
        for place, body in enumerate(module.bodies)
    ]
    module.bodies[layout.relocations] = _stores(rest)
    module.exports = [one for one in module.exports if one.name in exports]
    return module.write()


def _segments(content: bytes) -> Iterator[Segment]:
    """Data without long runs of zeros, which are in a new memory anyway: they would have to be unpacked, hashed and copied."""
    gaps = [(found.start(), found.end()) for found in re.finditer(rb"\0{%d,}" % SHORT, content)]
    ends = [start for start, _ in gaps] + [len(content)]
    for start, end in zip([0, *(end for _, end in gaps)], ends, strict=True):
        if start < end:
            yield Segment(bytes([Op.I32_CONST]) + signed_bytes(BASE + start) + bytes([Op.END]), content[start:end])


def _unused(module: Module, layout: Layout, profile: Profile, exports: Iterable[int]) -> list[tuple[int, int]]:
    """Long runs of data that nothing comes to and nothing has read."""
    mask = reached(module, layout, profile.functions, exports)
    for block in profile.blocks:
        start, end = max(0, (block - 1) * BLOCK - BASE), (block + 2) * BLOCK - BASE  # with a block at each side
        mask[start:end] = b"\1" * len(mask[start:end])
    runs = []
    start = mask.find(0)
    while start >= 0:
        end = mask.find(1, start)
        end = len(mask) if end < 0 else end
        if end - start >= LEAST:
            runs.append((start, end))
        start = mask.find(0, end)
    return runs


def _with_pointers(content: bytes, layout: Layout) -> tuple[bytearray, dict[int, Pointer]]:
    """Data with its pointers in it, and those pointers that only the loader knows."""
    out = bytearray(content)
    bases = {layout.memory_base: BASE, layout.table_base: TABLE_BASE}
    rest = {place: pointer for place, pointer in layout.pointers.items() if pointer.base not in bases}
    for place, pointer in layout.pointers.items():
        if pointer.base in bases:
            number = (bases[pointer.base] + pointer.value) % (1 << 32)
            out[place : place + POINTER] = number.to_bytes(POINTER, "little")
    return out, rest


def _with_numbers(body: bytes, numbers: dict[int, int]) -> bytes:
    """A function with constants in place of globals that never change."""
    out = bytearray(body[: locals_end(body)])
    for opcode, at, end in instructions(body):
        if opcode == Op.GLOBAL_GET and (number := numbers.get(immediate(body, at))) is not None:
            out += bytes([Op.I32_CONST]) + signed_bytes(number)
        else:
            out += body[at:end]
    return bytes(out)


def _stores(pointers: dict[int, Pointer]) -> bytes:
    """The function that sets the pointers, with few of them left."""
    out = bytearray(b"\0")
    for place, pointer in pointers.items():
        out += (
            bytes([Op.I32_CONST]) + signed_bytes(BASE + place) + bytes([Op.GLOBAL_GET]) + unsigned_bytes(pointer.base)
        )
        out += bytes([Op.I32_CONST]) + signed_bytes(pointer.value) + bytes([Op.I32_ADD, Op.I32_STORE, 2, 0])
    return bytes(out) + bytes([Op.END])
