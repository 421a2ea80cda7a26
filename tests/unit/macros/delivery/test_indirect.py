"""Indirect calls by one function of each type: they call the same, trap alike, and nothing else moves."""

from macros.delivery import indirect, wasm
from macros.delivery.wasm import Module, Op, Section
from tests.harness import node

# Of two tables of functions: () → i32 and (i32) → i32. `pick(place)` and `add(number, place)` call what stands at a place.
TYPES = "03 60 00 01 7f  60 01 7f 01 7f  60 02 7f 7f 01 7f"
PICK, ADD = "00 20 00 11 00 00 0b", "00 20 00 20 01 11 01 00 0b"
SEVEN, NEXT = "00 41 07 0b", "00 20 00 41 01 6a 0b"
SECTIONS = {
    Section.TYPE: TYPES,
    Section.FUNCTION: "04 01 02 00 01",
    Section.TABLE: "01 70 00 03",
    Section.EXPORT: "02  04 7069636b 00 00  03 616464 00 01",
    Section.ELEMENT: "01 00 41 00 0b 02 02 03",
}
CALLS = """
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(given.core)));
answer(given.calls.map(([name, ...args]) => {
  try { return exports[name](...args); } catch (error) { return error.message; }
}));
"""
ASKED = [["pick", 0], ["pick", 1], ["pick", 2], ["pick", 9], ["add", 4, 1], ["add", 4, 0], ["add", -1, 1]]


def made() -> bytes:
    bodies = [bytes.fromhex(body) for body in (PICK, ADD, SEVEN, NEXT)]
    code = wasm.vector([wasm.sized(body) for body in bodies])
    sections = {number: bytes.fromhex(content) for number, content in SECTIONS.items()} | {Section.CODE: code}
    return wasm.MAGIC + b"".join(bytes([number]) + wasm.sized(content) for number, content in sections.items())


def told(core: bytes) -> list[int | str]:
    found: list[int | str] = node.run(CALLS, {"core": [*core], "calls": ASKED})
    return found


def test_they_call_the_same_and_trap_alike() -> None:
    before = told(made())
    assert before[0] == 7
    assert before[4] == 5
    assert sum(isinstance(one, str) for one in before) == 4
    assert told(indirect.gathered(made())) == before


def test_all_that_was_there_keeps_its_number() -> None:
    before, after = Module.read(made()), Module.read(indirect.gathered(made()))
    assert after.functions[: len(before.functions)] == before.functions
    assert after.function_types[: len(before.function_types)] == before.function_types
    assert (after.exports, after.elements) == (before.exports, before.elements)
    assert after.bodies[2:4] == before.bodies[2:4]


def test_each_type_has_one_place_that_calls() -> None:
    module = Module.read(indirect.gathered(made()))
    calls = [
        place
        for place, body in enumerate(module.bodies)
        for opcode, *_ in wasm.instructions(body)
        if opcode == Op.CALL_INDIRECT
    ]
    assert calls == [4, 5]
    assert [module.function_types[module.functions[place]] for place in calls] == [
        (b"\x7f", b"\x7f"),
        (b"\x7f\x7f", b"\x7f"),
    ]
    assert len(module.function_types) == 3, "types that fit are used again"
