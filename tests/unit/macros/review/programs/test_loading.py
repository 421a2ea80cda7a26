"""A check that cannot be loaded stops nobody from looking at the others, whatever it does when it is imported."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from macros.content import portal
from macros.review.programs import loading

CHECK = '"""Слово."""\n\n{code}\nFIELDS = ()\nOUTCOMES = {{}}\n\n\ndef check():\n    yield from ()\n'


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "pyscripts" / "checks").mkdir(parents=True)
    yield tmp_path
    portal.use(portal.ROOT)


def told(root: Path, **codes: str) -> dict[str, str]:
    for name, code in codes.items():
        (root / "pyscripts" / "checks" / f"{name}.py").write_text(CHECK.format(code=code))
    return {name: str(problem) for name, problem in loading.look(root).broken.items()}


def test_a_right_check_is_loaded(root: Path) -> None:
    assert told(root, right="") == {}


@pytest.mark.parametrize("code", ["while True: pass", "9 ** 9 ** 9"])  # the second holds the interpreter, too
def test_one_that_never_ends_is_stopped_and_its_line_is_named(code: str, root: Path) -> None:
    begin = monotonic()
    found = told(root, a_right="", endless=code)
    assert found.keys() == {"endless"}
    assert found["endless"].startswith(
        "pyscripts/checks/endless.py: строка 3: проверка не загружается: загружается дольше"
    )
    assert monotonic() - begin >= loading.LIMIT


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("X = [0] * 10**11", "MemoryError"),
        ("X = [bytes(1 << 28) for _ in iter(int, 1)]", "MemoryError"),  # the error itself holds on to all of it
        ("raise SystemExit(0)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("def f(): f()\nf()", "RecursionError"),
        ("import no_such", "ModuleNotFoundError"),
    ],
)
def test_one_that_ends_the_program_or_takes_all_memory_is_named_and_the_next_is_looked_at(
    code: str, why: str, root: Path
) -> None:
    found = told(root, bad=code, worse="raise ValueError(5)")
    assert found["bad"].startswith("pyscripts/checks/bad.py: строка 3: ") or "строка 4" in found["bad"]
    assert why in found["bad"]
    assert found["worse"] == "pyscripts/checks/worse.py: строка 3: проверка не загружается: ValueError: 5"


@pytest.mark.parametrize("code", ["while True: pass", "import os; os.kill(os.getpid(), 9)"])
def test_what_stands_behind_one_that_ends_all_is_not_loaded_unseen(code: str, root: Path) -> None:
    """Whoever sends two could have the first one stopped, and the second loaded where nothing is limited."""
    found = told(root, bad=code, worse="X = [0] * 10**11")
    assert "загружается дольше" in found["bad"]
    assert found["worse"].endswith("проверку не смотрели: раньше неё не загрузилась bad")


def test_what_was_looked_at_is_not_looked_at_twice(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(root, slow="while True: pass")
    with monkeypatch.context() as once:
        once.delattr(loading, "_look")
        assert told(root) == found
    assert told(root, slow="") == {}
