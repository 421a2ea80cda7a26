"""Core → the same that remembers functions are entered, and which blocks of its data are read.

Functions are bits of exported globals, so that every engine can run it. Blocks read are bytes of a second memory, which
only Node needs to know: what is read is the same everywhere, what is entered is not.
"""

from macros.delivery.cut import BASE
from macros.delivery.profile import BLOCK
from macros.delivery.wasm import (
    MUTABLE,
    Export,
    Global,
    Kind,
    Module,
    Op,
    Section,
    instructions,
    locals_end,
    signed_bytes,
    unsigned,
    unsigned_bytes,
    vector,
)

ENTERED = "__entered_"  # with a number: an exported global
BITS = 32
READS = "__reads"  # the exported memory
PAGE = 65_536
SHIFT = BLOCK.bit_length() - 1
I32 = b"\x7f"
COPY = b"\xfc\x0a\x00\x00"  # memory.copy
LOADS = range(Op.I32_LOAD, Op.I64_LOAD32_U + 1)


def functions(raw: bytes) -> bytes:
    """The core, remembering functions only."""
    module = Module.read(raw)
    _count_functions(module)
    return module.write()


def functions_and_reads(raw: bytes) -> bytes:
    """The core, remembering both."""
    module = Module.read(raw)
    _watch_reads(module)
    _count_functions(module)
    return module.write()


def _count_functions(module: Module) -> None:
    first = len(module.imported(Kind.GLOBAL)) + len(module.globals)
    for place, body in enumerate(module.bodies):
        number = unsigned_bytes(first + place // BITS)
        bit = signed_bytes((1 << place % BITS) - (1 << BITS if place % BITS == BITS - 1 else 0))
        start = locals_end(body)
        mark = b"".join(
            [bytes([Op.GLOBAL_GET]), number, bytes([Op.I32_CONST]), bit, b"\x72", bytes([Op.GLOBAL_SET]), number]
        )
        module.bodies[place] = body[:start] + mark + body[start:]
    count = -(-len(module.bodies) // BITS)
    zero = bytes([Op.I32_CONST, 0, Op.END])
    module.globals += [Global("i32", bool(MUTABLE), zero, 0)] * count
    module.exports += [Export(f"{ENTERED}{place}", Kind.GLOBAL, first + place) for place in range(count)]


def _watch_reads(module: Module) -> None:
    size = BASE + sum(len(segment.content) for segment in module.data)
    limit = signed_bytes(size)
    blocks = (size >> SHIFT) + 1
    module.insert(Section.MEMORY, vector([b"\x00" + unsigned_bytes(-(-blocks // PAGE))]))
    module.exports.append(Export(READS, Kind.MEMORY, 1))
    copy = len(module.imported(Kind.FUNCTION)) + len(module.bodies)
    module.bodies = [_watched(module, place, limit, copy) for place in range(len(module.bodies))]
    module.functions.append(module.type_number(I32 * 3, b""))
    module.bodies.append(_copy(limit))


def _watched(module: Module, place: int, limit: bytes, copy: int) -> bytes:
    """A function that marks the block of every load, and copies by the function that marks what it copies."""
    body = module.bodies[place]
    start = locals_end(body)
    groups, at = unsigned(body, 0)
    parameters, _ = module.function_types[module.functions[place]]
    own = len(parameters)
    where = at
    for _ in range(groups):
        count, where = unsigned(body, where)
        own += count
        where += 1
    address = unsigned_bytes(own)
    out = bytearray()
    for opcode, at_, end in instructions(body):
        if opcode in LOADS:
            shift = unsigned(body, unsigned(body, at_ + 1)[1])[0]
            out += b"\x22" + address + _mark(address, shift, limit)
        if body[at_:end] == COPY:
            out += bytes([Op.CALL]) + unsigned_bytes(copy)
        else:
            out += body[at_:end]
    head = unsigned_bytes(groups + 1) + body[at:start] + b"\x01" + I32
    return head + bytes(out)


def _mark(address: bytes, shift: int, limit: bytes) -> bytes:
    """If a local, with something added, is an address in the data: 1 at its block in the second memory."""
    place = b"\x20" + address + b"\x41" + signed_bytes(shift) + b"\x6a"
    return b"".join(
        [
            *(place, b"\x41", limit, b"\x49", b"\x04\x40"),  # if place < limit, without sign
            *(place, b"\x41", signed_bytes(SHIFT), b"\x76", b"\x41\x01", b"\x3a\x40\x01\x00"),  # store8 to memory 1
            b"\x0b",
        ]
    )


def _copy(limit: bytes) -> bytes:
    """memory.copy as a function of the same three numbers."""
    source, length, at = b"\x01", b"\x02", b"\x03"
    step = signed_bytes(BLOCK)
    return b"".join(
        [
            *(b"\x01\x01", I32),
            *(b"\x20", source, b"\x21", at),
            b"\x02\x40\x03\x40",  # block, loop
            *(
                b"\x20",
                at,
                b"\x20",
                source,
                b"\x20",
                length,
                b"\x6a",
                b"\x4f",
                b"\x0d\x01",
            ),  # until at >= source + length
            *(b"\x20", at, b"\x41", limit, b"\x4f", b"\x0d\x01"),
            *(b"\x20", at, b"\x41", signed_bytes(SHIFT), b"\x76", b"\x41\x01", b"\x3a\x40\x01\x00"),
            *(b"\x20", at, b"\x41", step, b"\x6a", b"\x41", signed_bytes(-BLOCK), b"\x71", b"\x21", at),
            b"\x0c\x00\x0b\x0b",
            *(b"\x20\x00", b"\x20", source, b"\x20", length, COPY),
            b"\x0b",
        ]
    )
