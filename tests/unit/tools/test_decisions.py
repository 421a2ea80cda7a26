"""Two versions of a check are asked the same, and what one answers otherwise is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import decisions

ROOT = Path(__file__).parents[3]
ONE = "card"  # the smallest check with numbers


@pytest.fixture
def version(tmp_path: Path) -> Callable[[str, dict[str, str]], Path]:
    """Makes the sources of this project with one check, and some words in it replaced."""

    def make(name: str, swaps: dict[str, str]) -> Path:
        folder = tmp_path / name
        shutil.copytree(
            ROOT / "pyscripts", folder / "pyscripts", ignore=shutil.ignore_patterns("__pycache__", "checks")
        )
        (folder / "pyscripts" / "checks").mkdir()
        (folder / "pyscripts" / "checks" / "__init__.py").touch()
        text = (ROOT / "pyscripts" / "checks" / f"{ONE}.py").read_text()
        for old, new in swaps.items():
            assert old in text
            text = text.replace(old, new)
        (folder / "pyscripts" / "checks" / f"{ONE}.py").write_text(text)
        for part in ("tools", "tests", "macros"):
            (folder / part).symlink_to(ROOT / part)
        return folder

    return make


def test_a_check_that_does_harm_where_no_example_looks_is_told(version: Callable[[str, dict[str, str]], Path]) -> None:
    holes = {
        "if luhn.is_valid(number):": 'if luhn.is_valid(number) or number.startswith("2202"):',
        "    if months < 0:": "    if -13 < months < -1:\n        return found('valid', 'expiry')\n    if months < 0:",
    }
    others = decisions.compared(version("before", {}), version("after", holes))
    assert others
    assert others[0].is_calmer
    pairs = {(other.before, other.after) for other in others}
    assert (("warn", ("typo",)), ("ok", ("mir",))) in pairs
    assert any("expired" in before[1] and "valid" in after[1] for before, after in pairs)
    told = decisions.told(others)
    assert "Спокойнее, чем раньше" in told
    assert "`warn: typo` | `ok: mir`" in told


def test_other_words_change_no_answer(version: Callable[[str, dict[str, str]], Path]) -> None:
    others = decisions.compared(version("before", {}), version("after", {"Допишите номер": "Наберите номер"}))
    assert others == []
    assert "отвечают как раньше" in decisions.told(others)


def test_checks_that_are_as_they_were_are_not_asked(tmp_path: Path) -> None:
    assert decisions.compared(tmp_path, tmp_path) is None
    assert decisions.told(None) == ""
