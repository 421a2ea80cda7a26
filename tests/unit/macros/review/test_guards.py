"""What programs make here is taken as it lies there, so nobody may bring it along."""

import hashlib
import subprocess
from pathlib import Path

from macros.review import guards, programs, styles


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_what_is_made_here_is_not_in_the_history(tmp_path: Path) -> None:
    made = tmp_path / ".cache" / "loaded" / "verdict.json"
    made.parent.mkdir(parents=True)
    made.write_text("[]")
    (tmp_path / ".gitignore").write_text(".cache/\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    assert not list(guards.check(tmp_path))
    git(tmp_path, "add", "--force", ".")
    (problem,) = guards.check(tmp_path)
    assert problem.path == ".cache/loaded/verdict.json"
    assert "в истории их не бывает" in problem.text


def test_a_program_beside_the_folders_is_in_the_way_of_others(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("")
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "__init__.py").write_text("")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "__init__.py").write_text("")
    assert [problem.path for problem in programs.check(tmp_path)] == ["json.py", "yaml/__init__.py"]


def test_a_changed_file_tells_the_sum_that_two_people_write_down(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "assets" / "realm.mjs"
    file.parent.mkdir(parents=True)
    file.write_text("export {};\n")
    (problem,) = guards.check(tmp_path)
    assert f"sha256 = {hashlib.sha256(b'export {};\n').hexdigest()}" in problem.text


def test_a_rule_inside_of_another_is_a_rule_of_its_own() -> None:
    """Only the second one of @media was looked at."""
    hidden = ".md-banner { opacity: 0; }"
    assert [line for line, _ in styles.check(f"@media (max-width: 45em) {{\n{hidden}\n}}")] == [2]
    assert list(styles.check(f".a {{ color: red; {hidden} }}"))
