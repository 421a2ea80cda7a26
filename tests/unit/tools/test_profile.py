"""What the profile is made of: questions that come again, a core that remembers, a comparison that sees what differs."""

import base64
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

import pyscripts
from macros.delivery import names
from macros.delivery.cut import BASE
from macros.delivery.profile import BLOCK
from tests.harness import node
from tests.harness.naughty import NAUGHTY
from tools.profile import check, instrument, proof, questions
from tools.profile.node import Heard
from tools.profile.questions import Question

ROOT = Path(__file__).parents[3]
CARD = Question("card", {"number": "4111 1111 1111 1111"})
# Two functions: one loads a number from behind the base of the data, the other copies from one place to another.
SOURCE = f"""
(module
  (import "env" "memory" (memory 1))
  (global $own (mut i32) (i32.const 0))
  (data (i32.const {BASE}) "{"x" * 1024}")
  (func (export "load") (param i32) (result i32) (i32.load8_u offset=3 (local.get 0)))
  (func (export "copy") (param i32) (param i32) (memory.copy (i32.const 8192) (local.get 0) (local.get 1)))
  (func (export "never")))
"""
RUN = """
const memory = new WebAssembly.Memory({ initial: 1 });
const { instance } = await WebAssembly.instantiate(Buffer.from(given.core, "base64"), { env: { memory } });
for (const [name, ...values] of given.calls) instance.exports[name](...values);
const words = Object.entries(instance.exports).filter(([name]) => name.startsWith("__entered_")).map(([, { value }]) => value);
const read = [...new Uint8Array(instance.exports.__reads?.buffer ?? 0)].flatMap((byte, block) => (byte ? [block] : []));
answer({ words, read, copied: [...new Uint8Array(memory.buffer, 8192, 4)] });
"""


def ran(core: bytes, calls: list[list[Any]]) -> Any:
    return node.run(RUN, {"core": base64.b64encode(core).decode(), "calls": calls})


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("core")
    (folder / "core.wat").write_text(SOURCE)
    assembler = ROOT / "node_modules" / "binaryen" / "bin" / "wasm-as"
    command = [str(names.NODE), str(assembler), "--enable-bulk-memory", "core.wat", "--output", "core.wasm"]
    subprocess.run(command, cwd=folder, check=True)
    return (folder / "core.wasm").read_bytes()


def test_a_core_remembers_what_is_entered(core: bytes) -> None:
    watched = instrument.functions(core)
    assert ran(watched, [])["words"] == [0]
    assert ran(watched, [["load", 0]])["words"] == [0b001]
    assert ran(watched, [["copy", BASE, 4], ["load", 0]])["words"] == [0b011]


def test_a_core_remembers_what_is_read_and_does_what_it_did(core: bytes) -> None:
    watched = instrument.functions_and_reads(core)
    first = BASE // BLOCK
    assert ran(watched, [["load", BASE]])["read"] == [first]
    assert ran(watched, [["load", BASE + BLOCK - 3]])["read"] == [first + 1]  # the load itself adds three
    assert ran(watched, [["load", 60_000]])["read"] == []  # no data: what Python has made
    copied = ran(watched, [["copy", BASE + 1, 2 * BLOCK]])
    assert copied["read"] == [first, first + 1, first + 2]
    assert bytes(copied["copied"]) == b"xxxx"


def test_questions_made_by_chance_come_again() -> None:
    asked = questions.of_examples()
    assert {one.check for one in asked} == set(pyscripts.names())
    one, again, other = (list(questions.changed(asked, 20, seed)) for seed in (1, 1, 2))
    assert one == again
    assert one != other
    assert all("\n" not in question.line() and Question.read(question.line()) == question for question in one)


def test_every_field_gets_every_naughty_text() -> None:
    given = {text for question in questions.naughty([CARD]) for text in question.raw.values()}
    assert given >= set(NAUGHTY.values())


def test_of_many_questions_some_are_kept_of_every_check() -> None:
    kept = questions.spread([CARD] * 1_000 + [Question("code", {})], 10)
    assert [question.check for question in kept] == ["card"] * 10 + ["code"]


WHOLE = {0: {"level": "ok"}, 1: {"level": "warn"}, 2: {"level": "ok"}, 3: {"error": "ValueError"}}


@pytest.mark.parametrize(
    ("cut", "missed", "different"),
    [
        (Heard(WHOLE), 0, 0),
        (Heard({key: value for key, value in WHOLE.items() if key != 1}, [1]), 1, 0),  # it trapped
        (Heard(WHOLE | {1: {"error": "SystemError"}}), 1, 0),  # an error is no answer
        (Heard(WHOLE | {1: {"level": "ok"}}), 0, 1),
        (Heard(WHOLE | {3: {"level": "ok"}}), 0, 1),  # where Python fails an answer is a wrong one
    ],
)
def test_the_proof_tells_a_miss_from_a_wrong_answer(cut: Heard, missed: int, different: int) -> None:
    found = proof.judged([CARD] * 4, Heard(WHOLE), cut)
    assert (len(found.missed), len(found.different)) == (missed, different)
    assert ("полное" in str(found)) == bool(different)


def test_the_examples_of_all_checks_stay_in_the_profile() -> None:
    assert check.leaving() == []


def test_examples_that_leave_the_profile_are_told_of_and_refuse_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["check"])
    monkeypatch.setattr(check, "leaving", lambda: ["card", "code"])
    check.main()
    assert re.search("card, code.*make profile", capsys.readouterr().out)
