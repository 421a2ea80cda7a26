"""What the workbench loads: found by following imports, the same each time, and as good as its source."""

import ast
import marshal
import traceback

from macros.delivery import workbench

SOURCE = '''
"""Words."""
import os
from . import near
from ..far import thing
if TYPE_CHECKING:
    import types_only
if __name__ == "__main__":
    import program_only
try:
    import fast
except ImportError:
    import slow
class Late:
    def method(self):
        import late
        assert False, "gone"
        raise ValueError("so")
'''


def test_imports_are_told_by_when_they_are_made() -> None:
    found = list(workbench._imported(ast.parse(SOURCE), ["a", "b"]))
    assert [name for name, is_late in found if not is_late] == [
        "os",
        "a.b",
        "a.b.near",
        "a.far",
        "a.far.thing",
        "fast",
        "slow",
    ]
    assert [name for name, is_late in found if is_late] == ["late"]


def test_bytecode_of_others_runs_and_can_tell_of_an_error() -> None:
    """`traceback` walks the tables of lines, of which nothing is left."""
    code, _, _ = workbench._compiled(
        b"def f():\n    assert False\n    x = [y for y in range(9)]\n    raise ValueError(x)\n", "lib/m.py"
    )
    scope: dict[str, object] = {}
    exec(marshal.loads(code[16:]), scope)
    try:
        scope["f"]()  # type: ignore[operator]
    except ValueError as error:
        told = "".join(traceback.format_exception(error))
    assert 'File "lib/m.py", line None, in f' in told
    assert told.endswith("ValueError: [0, 1, 2, 3, 4, 5, 6, 7, 8]\n")


def test_what_checks_are_made_of_keeps_its_lines_and_words() -> None:
    code, _, _ = workbench._compiled(b'"""Words."""\n\n\ndef f(): ...\n', "pyscripts/m.py")
    module = marshal.loads(code[16:])
    assert module.co_consts[0] == "Words."
    assert list(module.co_lines())
