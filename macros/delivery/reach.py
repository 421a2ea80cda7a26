"""Functions of a core that are kept → the bytes of its data that they can read: all others may go.

The core is position independent. So whatever points into its data is known: code adds a constant to the base of memory, or
takes a global that the start has set; pointers inside data are set by one function, `__wasm_apply_data_relocs`. From the code
that is kept, pointer by pointer, all is found that it can come to. It errs on the side of keeping: a function that knows the
base may add any constant in it to that, and behind everything that is pointed at MARGIN bytes stay, whatever begins there.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from macros.delivery.wasm import Kind, Malformed, Module, Op, displacement, immediate, instructions

MARGIN = 2048  # bytes: the end of a table may have a name of its own, that only cut code uses
RELOCATIONS = "__wasm_apply_data_relocs"


@dataclass(frozen=True)
class Pointer:
    """What stands in four bytes of the data once the core has started: base + value, where the base is a global."""

    base: int
    value: int


@dataclass(frozen=True)
class Layout:
    """Where a core has what.

    Args:
        memory_base: the number of the global that the loader gives: where the data begins.
        table_base: the same for functions in the table.
        relocations: the place of the function that sets the pointers, among the module's own.
        start: the place of the function that sets globals.
        pointers: by their place in the data.
        globals: the places in the data that globals name, by the number of the global.
    """

    memory_base: int
    table_base: int
    relocations: int
    start: int
    pointers: dict[int, Pointer]
    globals: dict[int, int]

    @classmethod
    def of(cls, module: Module) -> "Layout":
        """Find all that in a core.

        Raises:
            Malformed: its linker has written something else than is known here.
        """
        imported = [one.name for one in module.imported(Kind.GLOBAL)]
        memory_base, table_base = imported.index("__memory_base"), imported.index("__table_base")
        first = len(module.imported(Kind.FUNCTION))
        relocations = next(one.index for one in module.exports if one.name == RELOCATIONS) - first
        if module.start is None:
            raise Malformed("у ядра нет функции, с которой оно начинается")
        pointers = dict(_relocations(module.bodies[relocations], memory_base))
        known = dict(_set_by_start(module.bodies[module.start - first], memory_base))
        return cls(memory_base, table_base, relocations, module.start - first, pointers, known)

    def without(self, places: Iterable[int]) -> "Layout":
        """The same without some of the pointers."""
        gone = set(places)
        return replace(self, pointers={place: one for place, one in self.pointers.items() if place not in gone})

    def exported(self, module: Module) -> dict[str, int]:
        """The places in the data that exports name."""
        own = len(module.imported(Kind.GLOBAL))
        places = {}
        for one in module.exports:
            if one.kind == Kind.GLOBAL and (value := module.globals[one.index - own].value) is not None:
                places[one.name] = value
        return places


def reached(module: Module, layout: Layout, kept: Iterable[int], exports: Iterable[int]) -> bytearray:
    """What kept code may read.

    Args:
        module: the core as it came.
        layout: of that core.
        kept: the places of the functions that stay.
        exports: the places in the data that the loader knows.

    Returns:
        A byte for each of the data, not zero where it must stay.
    """
    size = len(module.data[0].content)
    skipped = {layout.relocations, layout.start}
    bodies = {place: body for place, body in enumerate(module.bodies) if place not in skipped}
    named = {at for body in bodies.values() for at in _named(body, layout)}
    inside = {at: one.value for at, one in layout.pointers.items() if one.base == layout.memory_base}
    bounds = sorted({*inside.values(), *layout.globals.values(), *named})
    places = sorted(inside)
    mask = bytearray(size)
    waiting = [
        *exports,
        *(at for place in kept if place not in skipped for at in _possible(bodies[place], layout, size)),
    ]
    done: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at in done or not 0 <= at < size:
            continue
        done.add(at)
        end = max(_next(bounds, at, size), min(at + MARGIN, size))
        mask[at:end] = b"\1" * (end - at)
        waiting += [
            inside[place] for place in places[bisect.bisect_left(places, at - 3) : bisect.bisect_left(places, end)]
        ]
    return mask


def bounds(module: Module, layout: Layout, kept: Iterable[int]) -> set[int]:
    """All places in the data that pointers, any code for certain or kept code perhaps lead to."""
    skipped = {layout.relocations, layout.start}
    size = len(module.data[0].content)
    found = {one.value for one in layout.pointers.values() if one.base == layout.memory_base}
    found |= {*layout.globals.values(), *layout.exported(module).values()}
    for place, body in enumerate(module.bodies):
        if place not in skipped:
            found.update(_named(body, layout))
    for place in kept:
        if place not in skipped:
            found.update(_possible(module.bodies[place], layout, size))
    return found


def _next(bounds: Sequence[int], at: int, size: int) -> int:
    place = bisect.bisect_right(bounds, at)
    return bounds[place] if place < len(bounds) else size


def _named(body: bytes, layout: Layout) -> Iterator[int]:
    """The places in the data that a function names for certain: a global that the start has set, or the base and a constant."""
    before: list[tuple[int, int]] = []
    for opcode, at, _ in instructions(body):
        number = immediate(body, at) if opcode in (Op.GLOBAL_GET, Op.I32_CONST) else 0
        if opcode == Op.GLOBAL_GET and number in layout.globals:
            yield layout.globals[number]
        if (
            opcode == Op.I32_ADD
            and before == [(Op.GLOBAL_GET, layout.memory_base), before[-1]]
            and before[1][0] == Op.I32_CONST
        ):
            yield before[1][1]
        before = [*before[-1:], (opcode, number)]


def _possible(body: bytes, layout: Layout, size: int) -> Iterator[int]:
    """The places in the data of which a function may form an address: whoever knows the base may add any number to it."""
    numbers: list[int] = []
    knows_base = False
    for opcode, at, _ in instructions(body):
        if opcode == Op.GLOBAL_GET:
            number = immediate(body, at)
            if number == layout.memory_base:
                knows_base = True
            elif number in layout.globals:
                yield layout.globals[number]
        elif opcode == Op.I32_CONST:
            numbers.append(immediate(body, at))
        elif Op.I32_LOAD <= opcode <= Op.I64_STORE32:
            numbers.append(displacement(body, at))
    if knows_base:
        yield from (number for number in numbers if 0 <= number < size)


def _relocations(body: bytes, memory_base: int) -> Iterator[tuple[int, Pointer]]:
    """Each is: memory base, a constant, add; a global, and perhaps a constant, add or subtract; store."""

    def shifted(operator: Op) -> list[Op]:
        return [Op.GLOBAL_GET, Op.I32_CONST, operator, Op.I32_STORE]

    steps = [(opcode, at) for opcode, at, _ in instructions(body)]
    place = 0
    while steps[place][0] != Op.END:
        codes = [opcode for opcode, _ in steps[place : place + 7]]
        numbers = [
            immediate(body, at) if opcode in (Op.GLOBAL_GET, Op.I32_CONST) else 0
            for opcode, at in steps[place : place + 7]
        ]
        where, plain = [Op.GLOBAL_GET, Op.I32_CONST, Op.I32_ADD], [Op.GLOBAL_GET, Op.I32_STORE]
        if codes[:5] == where + plain and numbers[0] == memory_base:
            yield numbers[1], Pointer(numbers[3], 0)
            place += 5
        elif codes in (where + shifted(Op.I32_ADD), where + shifted(Op.I32_SUB)) and numbers[0] == memory_base:
            yield numbers[1], Pointer(numbers[3], numbers[4] if codes[5] == Op.I32_ADD else -numbers[4])
            place += 7
        else:
            raise Malformed(f"{RELOCATIONS}: не похоже на то, что пишет компоновщик")


def _set_by_start(body: bytes, memory_base: int) -> Iterator[tuple[int, int]]:
    """Globals that the start sets to the base of memory and a constant."""
    steps = [(opcode, at) for opcode, at, _ in instructions(body)]
    for place in range(len(steps) - 3):
        codes = [opcode for opcode, _ in steps[place : place + 4]]
        if (
            codes == [Op.GLOBAL_GET, Op.I32_CONST, Op.I32_ADD, Op.GLOBAL_SET]
            and immediate(body, steps[place][1]) == memory_base
        ):
            yield immediate(body, steps[place + 3][1]), immediate(body, steps[place + 1][1])
