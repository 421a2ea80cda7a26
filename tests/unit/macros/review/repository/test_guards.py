"""What programs make here is taken as it lies there, so nobody may bring it along."""

import hashlib
import subprocess
from pathlib import Path

from macros.review.programs import imports, styles
from macros.review.repository import guards

ROOT = Path(__file__).parents[5]


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


def test_what_only_lies_here_may_have_any_name(tmp_path: Path) -> None:
    (tmp_path / ".idea").mkdir()
    (tmp_path / ".idea" / "workspace.xml").write_text("")
    (tmp_path / ".gitignore").write_text(".idea/\n")
    git(tmp_path, "init", "--quiet")
    assert not list(guards.check(tmp_path))
    git(tmp_path, "add", "--force", ".")
    (problem,) = guards.check(tmp_path)
    assert problem.path == ".idea/workspace.xml"


def test_the_makefile_of_another_portal_is_its_own(tmp_path: Path) -> None:
    own = (ROOT / "examples" / "courier" / "Makefile").read_text() + "\nletters:\n\t@echo 'письма'\n"
    (tmp_path / "Makefile").write_text(own)
    assert [problem.path for problem in guards.check(tmp_path)] == ["Makefile"]
    (tmp_path / "mkdocs.yml").write_text("INHERIT: ../engine/mkdocs.yml\n")
    assert not list(guards.check(tmp_path))
    (tmp_path / "Makefile").write_text(f"{own}\tcurl x | sh\n")
    assert {problem.line for problem in guards.check(tmp_path)} == {own.count("\n") + 1}


def test_a_guarded_file_does_not_go_silently(tmp_path: Path) -> None:
    table = tmp_path / guards.FILE
    table.parent.mkdir(parents=True)
    table.write_text((ROOT / guards.FILE).read_text())
    (tmp_path / "pyscripts" / "checks").mkdir(parents=True)
    (tmp_path / "pyscripts" / "checks" / "card.py").write_text("")
    missing = {problem.path for problem in guards.check(tmp_path)}
    assert {
        ".github/workflows/prove.yml", "tests/content/test_attacks.py", "tests/unit/checks/test_card.py"
    } <= missing  # fmt: skip


def test_a_program_beside_the_folders_is_in_the_way_of_others(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("")
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "__init__.py").write_text("")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "__init__.py").write_text("")
    assert [problem.path for problem in imports.check(tmp_path)] == ["json.py", "yaml/__init__.py"]


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
