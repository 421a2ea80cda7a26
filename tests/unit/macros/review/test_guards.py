"""What programs make here is taken as it lies there, so nobody may bring it along."""

import subprocess
from pathlib import Path

from macros.review import guards


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
