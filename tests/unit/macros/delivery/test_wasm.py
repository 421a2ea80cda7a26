"""The format of WebAssembly: examples of its specification, every section and opcode that Pyodide's core has, refusals."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.delivery import wasm
from macros.delivery.wasm import Export, Global, Import, Kind, Malformed, Module, Op, Section, Segment

CORE = Path(__file__).parents[4] / "node_modules" / "pyodide" / "pyodide.asm.wasm"


# https://webassembly.github.io/spec/core/binary/values.html#integers, in its notes.
@pytest.mark.parametrize(
    ("content", "bits", "number"),
    [("03", 8, 3), ("8300", 8, 3), ("e58e26", 32, 624_485), ("ffffffff0f", 32, 2**32 - 1)],
)
def test_numbers_without_sign_of_the_specification(content: str, bits: int, number: int) -> None:
    assert wasm.unsigned(bytes.fromhex(content), 0, bits) == (number, len(content) // 2)


@pytest.mark.parametrize(
    ("content", "bits", "number"),
    [("7e", 16, -2), ("fe7f", 16, -2), ("feff7f", 16, -2), ("c0bb78", 32, -123_456), ("8080808078", 32, -(2**31))],
)
def test_numbers_with_sign_of_the_specification(content: str, bits: int, number: int) -> None:
    assert wasm.signed(bytes.fromhex(content), 0, bits) == (number, len(content) // 2)


@pytest.mark.parametrize("content", ["8310", "838000", "ffffffffff0f", "80", ""])
def test_numbers_without_sign_that_are_malformed(content: str) -> None:
    with pytest.raises(Malformed):
        wasm.unsigned(bytes.fromhex(content), 0, 8 if len(content) < 12 else 32)


@pytest.mark.parametrize("content", ["833e", "ff7b", "feffff7f", "ff", ""])
def test_numbers_with_sign_that_are_malformed(content: str) -> None:
    with pytest.raises(Malformed):
        wasm.signed(bytes.fromhex(content), 0, 8)


@given(st.integers(0, 2**32 - 1))
def test_any_number_without_sign_comes_back(number: int) -> None:
    written = wasm.unsigned_bytes(number)
    assert wasm.unsigned(written + b"\0", 0) == (number, len(written))


@given(st.integers(-(2**63), 2**63 - 1))
def test_any_number_with_sign_comes_back(number: int) -> None:
    written = wasm.signed_bytes(number)
    assert wasm.signed(written + b"\0", 0, 64) == (number, len(written))


# One of each section, by hand after https://webassembly.github.io/spec/core/binary/modules.html.
SECTIONS = {
    Section.CUSTOM: "04 6e616d65 00",
    Section.TYPE: "02 60 00 00 60 02 7f 7e 01 7d",
    Section.IMPORT: "05 01610162 00 01  01610163 03 7f00  01610164 02 0001  01610165 01 70010102  01610166 04 0000",
    Section.FUNCTION: "01 00",
    Section.TABLE: "01 6f 00 00",
    Section.GLOBAL: "02 7f 01 41 7f 0b 7f 00 23 00 0b",
    Section.EXPORT: "01 01 67 00 01",
    Section.START: "01",
    Section.ELEMENT: "01 00 41 01 0b 01 01",
    Section.DATA_COUNT: "01",
    Section.CODE: "01 04 01 02 7f 0b",
    Section.DATA: "01 00 23 00 0b 02 ab cd",
}


def binary(**others: str) -> bytes:
    sections = {section: others.get(section.name.lower(), content) for section, content in SECTIONS.items()}
    return wasm.MAGIC + b"".join(
        bytes([section]) + wasm.sized(bytes.fromhex(content)) for section, content in sections.items() if content
    )


def test_every_section_is_read_and_written_as_it_was() -> None:
    module = Module.read(binary())
    assert module.function_types == [(b"", b""), (b"\x7f\x7e", b"\x7d")]
    assert [it.kind for it in module.imports] == [Kind.FUNCTION, Kind.GLOBAL, Kind.MEMORY, Kind.TABLE, Kind.TAG]
    assert module.imports[0] == Import("a", "b", Kind.FUNCTION, b"\1")
    assert module.imported(Kind.GLOBAL) == [Import("a", "c", Kind.GLOBAL, b"\x7f\0")]
    assert module.functions == [0]
    assert module.globals == [Global("i32", True, b"\x41\x7f\x0b", -1), Global("i32", False, b"\x23\0\x0b", None)]
    assert module.exports == [Export("g", Kind.FUNCTION, 1)]
    assert module.start == 1
    assert module.elements[0].functions == (1,)
    assert module.bodies == [bytes.fromhex("01 02 7f 0b")]
    assert module.data == [Segment(b"\x23\0\x0b", b"\xab\xcd")]
    assert module.write() == binary()


def test_a_section_goes_where_the_order_wants_it() -> None:
    module = Module.read(binary())
    module.insert(Section.MEMORY, bytes.fromhex("01 00 01"))
    assert [number for number, _ in module.order] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11]


@pytest.mark.parametrize(
    ("section", "content"),
    [
        ("type", "01 5f 00 00"),  # a structure
        ("type", "01 60 01 7b 00"),  # a vector of SIMD
        ("type", "01 60 00 00 00"),  # something behind the end
        ("import", "01 01 61 01 62 05 00"),
        ("import", "01 01 61 01 64 02 03 01 01"),  # shared memory
        ("global", "01 7f 00 41 01 41 01 6a 0b"),  # an expression of several instructions
        ("element", "01 01 00 00"),  # passive
        ("data", "01 01 02 ab cd"),
        ("code", "02 02 00 0b"),
    ],
)
def test_what_is_not_known_is_refused(section: str, content: str) -> None:
    with pytest.raises(Malformed):
        Module.read(binary(**{section: content}))


@pytest.mark.parametrize("content", [b"", b"\0asm\2\0\0\0", wasm.MAGIC + b"\x0e\0", wasm.MAGIC + b"\1\5\0"])
def test_what_is_no_module_is_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        Module.read(content)


# Every opcode that the core has, with what stands behind it, after
# https://webassembly.github.io/spec/core/binary/instructions.html.
PLAIN = [0x00, 0x01, 0x05, 0x0F, 0x19, 0x1A, 0x1B, *range(0x45, 0xC5), 0xD1]
WITH = (
    "02 40", "02 7f", "03 40", "04 6f", "06 81 00", "07 00", "08 00", "09 00", "18 00",
    "0c 01", "0d 81 01", "0e 02 00 01 02", "10 ff 01", "11 80 01 00", "1c 01 7f",
    *(f"{opcode:02x} 81 01" for opcode in range(0x20, 0x27)),
    *(f"{opcode:02x} 02 80 80 01" for opcode in range(0x28, 0x3F)),
    "3f 00", "40 00", "41 80 7f", "42 80 80 80 80 80 80 80 80 80 7f",
    "43 00 00 80 3f", "44 00 00 00 00 00 00 f0 3f", "d0 6f", "d2 05",
    *(f"fc {number:02x}" for number in range(8)),
    "fc 08 01 00", "fc 09 01", "fc 0a 00 00", "fc 0b 00", "fc 0c 01 00", "fc 0d 01", "fc 0e 00 01",
    "fc 0f 00", "fc 10 00", "fc 11 00",
)  # fmt: skip


def test_every_opcode_is_as_long_as_it_is() -> None:
    commands = [bytes([opcode]) for opcode in PLAIN] + [bytes.fromhex(command) for command in WITH] + [b"\x0b"]
    body = b"\1\2\x7f" + b"".join(commands)
    assert wasm.locals_end(body) == 3
    assert [body[at:end] for _, at, end in wasm.instructions(body)] == commands


UNKNOWN = ("06 7b", "fd 0c", "fe 10 02 00", "fc 12", "12 00", "1f 40 00", "27", "28 42 00 00", "c5", "fb 00")


@pytest.mark.parametrize("command", UNKNOWN)
def test_unknown_opcodes_are_refused(command: str) -> None:
    with pytest.raises(Malformed):
        list(wasm.instructions(b"\0" + bytes.fromhex(command) + b"\x0b"))


@pytest.mark.parametrize("body", ["00 01", "00 41", "00 44 00 0b", "00"])
def test_a_function_that_does_not_end_is_refused(body: str) -> None:
    with pytest.raises(Malformed):
        list(wasm.instructions(bytes.fromhex(body)))


def test_numbers_in_instructions() -> None:
    body = bytes.fromhex("00 41 80 7f 23 81 01 28 02 80 80 01 0b")
    first, second, third, _ = wasm.instructions(body)
    assert first[0] == Op.I32_CONST
    assert wasm.immediate(body, first[1]) == -128
    assert wasm.immediate(body, second[1]) == 129
    assert wasm.displacement(body, third[1]) == 16_384


def test_the_core_is_read_to_its_last_instruction_and_written_as_it_was() -> None:
    raw = CORE.read_bytes()
    module = Module.read(raw)
    assert module.write() == raw
    assert sum(1 for body in module.bodies for _ in wasm.instructions(body)) > 1_000_000
