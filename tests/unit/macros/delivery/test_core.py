"""The cut core: what is cut traps, what is kept stays as it was, and no answer is another one."""

import importlib.util
import marshal
import re
import types
import zipfile
from pathlib import Path

import pytest

from macros.content.problem import ContentError
from macros.delivery import bundle, core, cut, loader, nowhere, profile, reach, runtime_files
from macros.delivery.profile import Profile
from macros.delivery.wasm import Kind, Module, signed
from pyscripts import checks
from tools.profile import node, proof, questions
from tools.profile.questions import Question

ROOT = Path(__file__).parents[4]
NPM = ROOT / "node_modules"
RAW = (NPM / "pyodide" / runtime_files.CORE).read_bytes()
SCRIPT, OUTER = ((NPM / "pyodide" / name).read_text() for name in (runtime_files.SCRIPT, runtime_files.LOADER))
KNOWN = Profile.read(ROOT / profile.FILE)
HELD_OUT = 100  # questions of every check, made by chance; `make bench` asks 1,500 of each
SEED = 3
HEAD = importlib.util.MAGIC_NUMBER + b"\1\0\0\0" + b"\0" * 8  # of bytecode in an archive


@pytest.fixture(scope="module")
def module() -> Module:
    return Module.read(RAW)


@pytest.fixture(scope="module")
def small(module: Module) -> Module:
    return Module.read(cut.cut(RAW, KNOWN, loader.exports(SCRIPT, OUTER)))


def memory(small: Module) -> bytes:
    """The data of a cut core as its memory has them."""
    found = bytearray()
    for segment in small.data:
        place = signed(segment.offset, 1)[0] - cut.BASE
        assert place >= len(found)
        found += bytes(place - len(found)) + segment.content
    return bytes(found) + bytes(len(Module.read(RAW).data[0].content) - len(found))


def test_a_profile_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "profile.txt"
    KNOWN.write(path)
    assert Profile.read(path) == KNOWN
    assert path.read_text() == (ROOT / profile.FILE).read_text()


@pytest.mark.parametrize("text", ["", "core: x\ndate: y\nfunctions: 1-a\nblocks: 2\n", "core: x\n"])
def test_a_profile_that_somebody_has_edited_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "profile.txt"
    path.write_text(text)
    with pytest.raises(ContentError, match="make profile"):
        Profile.read(path)


def test_a_profile_of_another_core_is_refused_in_words() -> None:
    KNOWN.must_belong_to(RAW)
    with pytest.raises(ContentError, match=r"снят с другого ядра Pyodide\. Снимите его заново: make profile"):
        KNOWN.must_belong_to(RAW + b"\0")


def test_what_nobody_enters_traps_and_all_numbers_stay(module: Module, small: Module) -> None:
    lost = [place for place, body in enumerate(small.bodies) if body == cut.CUT]
    assert len(lost) > len(module.bodies) / 2
    assert not KNOWN.functions & set(lost)
    assert small.functions == module.functions
    assert small.elements == module.elements
    assert {one.name for one in small.exports} < {one.name for one in module.exports}


def test_data_stay_where_kept_code_or_a_profiled_run_comes_to_them(module: Module, small: Module) -> None:
    layout = reach.Layout.of(module)
    before, after = module.data[0].content, memory(small)
    pointers = {at + byte for at in layout.pointers for byte in range(cut.POINTER)}
    read = {
        place
        for block in KNOWN.blocks
        for place in range(block * profile.BLOCK - cut.BASE, (block + 1) * profile.BLOCK - cut.BASE)
        if 0 <= place < len(before)
    }
    full = nowhere.frozen(module, layout)
    lost = {place for one in (*full, *nowhere.descriptions(before, layout)) for place in range(one.start, one.end)}
    sizes = {one.pointer + 4 + byte for one in full for byte in range(cut.POINTER)}
    assert all(after[place] == before[place] for place in read - pointers - lost - sizes)
    assert len(after) <= len(before)


def test_what_leads_nowhere_traps(tmp_path: Path) -> None:
    """Whoever asks for what has gone behind a pointer gets no answer, instead of a wrong one."""
    runtime = bundle.build(ROOT)
    questions.write(tmp_path / "questions.jsonl", [Question("card", {"number": "4111 1111 1111 1111"})])
    for line, traps in (
        ("len.__name__", False),
        ("len.__doc__", True),
        ("str.join.__doc__", True),
        ("import runpy", True),
    ):
        archive = tmp_path / "exercise.zip"
        with zipfile.ZipFile(archive, "w") as made:
            made.writestr("exercise.pyc", HEAD + marshal.dumps(compile(line, "exercise", "exec")))
        ours = node.Runtime(runtime, runtime / runtime_files.CORE, runtime / runtime_files.SCRIPT)
        given = {"exercise": str(archive), "questions": [str(tmp_path / "questions.jsonl")]}
        if traps:
            with pytest.raises(RuntimeError, match=r"memory access out of bounds|unreachable"):
                ours.run(**given)
        else:
            assert ours.run(**given) is None


def test_a_module_of_the_core_stays_the_same_without_its_words() -> None:
    def said() -> int:
        """Words that only people read."""
        return 1

    def same() -> str:
        """Words that it gives."""
        return "Words that it gives."

    assert nowhere.without_words(same.__code__).co_consts == same.__code__.co_consts
    short = nowhere.without_words(said.__code__)
    assert not short.co_linetable
    assert not any("Words" in str(one) for one in short.co_consts)
    assert types.FunctionType(short, {})() == 1


def test_a_text_goes_only_as_far_as_nothing_else_leads_to_it() -> None:
    text = nowhere.Place(0, 100, 120)
    assert list(nowhere.alone([text], [])) == [(100, 120)]
    assert list(nowhere.alone([text], [50, 110, 130])) == [(100, 110)]
    assert list(nowhere.alone([text], [100])) == [(100, 100)]


def test_pointers_are_followed_to_nearly_all_that_is_read(module: Module) -> None:
    """Both ways of finding what may go are right alone: what one has not seen the other has."""
    layout = reach.Layout.of(module)
    mask = reach.reached(module, layout, KNOWN.functions, ())
    starts = [block * profile.BLOCK - cut.BASE for block in KNOWN.blocks]
    unseen = [at for at in starts if 0 <= at < len(mask) - profile.BLOCK and not any(mask[at : at + profile.BLOCK])]
    assert len(unseen) < len(starts) / 1000


def test_a_core_of_another_linker_is_refused() -> None:
    module = Module.read(RAW)
    place = reach.Layout.of(module).relocations
    module.bodies[place] = b"\0\x41\0\x1a\x0b"  # i32.const 0, drop
    with pytest.raises(ValueError, match="компоновщик"):
        reach.Layout.of(module)


def test_the_loader_names_nothing_that_is_gone() -> None:
    folder = core.build(ROOT, ROOT / profile.FILE)
    script = (folder / runtime_files.SCRIPT).read_text()
    left = Module.read((folder / runtime_files.CORE).read_bytes())
    exported = {one.name for one in left.exports if one.kind == Kind.FUNCTION}
    assert set(re.findall(r'wasmExports(?:\.|\[")([\w$]+)', script)) <= exported
    assert len(script) < len(SCRIPT) / 4
    with pytest.raises(loader.Unknown, match="memory_base"):
        loader.trimmed(SCRIPT.replace("mutable:false},1024", "mutable:false},2048"), OUTER, RAW, NPM)


def test_checks_without_a_profile_get_the_core_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert core.profiled() == ROOT / profile.FILE
    monkeypatch.setattr(checks, "__path__", [str(ROOT / "examples/courier/pyscripts/checks")])
    assert core.profiled() is None
    monkeypatch.undo()
    monkeypatch.setenv(core.SWITCH, "1")
    assert core.profiled() is None


def test_a_core_that_has_been_cut_is_not_cut_again() -> None:
    path = ROOT / profile.FILE
    assert core.build(ROOT, path) == core.build(ROOT, path)


def test_no_answer_is_another_one_and_misses_are_rare() -> None:
    asked = [*questions.of_examples(), *questions.changed(questions.of_examples(), HELD_OUT, SEED)]
    found = proof.compare(ROOT, asked)
    assert found.asked > 1_500
    assert found.answered > found.asked * 0.99  # errors on both sides prove nothing
    assert not found.different, found
    assert len(found.missed) <= found.asked / 1000 + 1, found
