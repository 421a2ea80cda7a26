"""Pyodide's core → the same with one place for all indirect calls of a type.

V8 guesses what an indirect call will call, puts that in its place, and throws the whole function away once it was wrong
(https://v8.dev/blog/wasm-speculative-optimizations, in Chrome since 137). The loop of Python's interpreter is one function
of 58 kB with hundreds of such calls: every question that took another path had it compiled twice, first in the thread that
answers, then for half a second on another processor. One place has seen many callees before V8 optimizes anything, so it does
not guess.
"""

from macros.delivery.wasm import (
    Kind,
    Module,
    Op,
    instructions,
    locals_end,
    unsigned,
    unsigned_bytes,
)

I32 = b"\x7f"


def gathered(core: bytes) -> bytes:
    """A core in which every indirect call goes by a function that makes the calls of its type.

    Args:
        core: a module.
    """
    module = Module.read(core)
    first = len(module.imported(Kind.FUNCTION)) + len(module.functions)
    stubs: dict[bytes, int] = {}  # by the type and the table, as they stand in the code
    module.bodies = [_by_stubs(body, stubs, first) for body in module.bodies]
    for called in stubs:
        parameters, results = module.function_types[unsigned(called, 0)[0]]
        module.functions.append(module.type_number(parameters + I32, results))
        given = b"".join(bytes([Op.LOCAL_GET]) + unsigned_bytes(place) for place in range(len(parameters) + 1))
        module.bodies.append(b"\0" + given + bytes([Op.CALL_INDIRECT]) + called + bytes([Op.END]))
    return module.write()


def _by_stubs(body: bytes, stubs: dict[bytes, int], first: int) -> bytes:
    out = bytearray(body[: locals_end(body)])
    for opcode, at, end in instructions(body):
        if opcode == Op.CALL_INDIRECT:
            number = stubs.setdefault(body[at + 1 : end], first + len(stubs))
            out += bytes([Op.CALL]) + unsigned_bytes(number)
        else:
            out += body[at:end]
    return bytes(out)
