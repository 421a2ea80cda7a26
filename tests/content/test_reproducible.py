"""The same sources give the same site, wherever, whenever and by whomever it is built."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = (
    "docs",
    "macros",
    "pyscripts",
    "mkdocs.yml",
    "pyproject.toml",
    "package.json",
    "package-lock.json",
    "requirements.txt",
)
INSTALLED = (".venv", "node_modules")
DAY = 86_400
# Another day for everything that asks Python for the time: there is no way to ask the system for one.
CLOCK = "import time\nreal = time.time\ntime.time = lambda: real() + {seconds}\n"


def start(folder: Path, days: int, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Begin to build a copy of the project that lies elsewhere, is of another day and has built nothing before."""
    copy = folder / "project"
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    for name in INSTALLED:
        (copy / name).symlink_to(ROOT / name)
    for path in [path for name in SOURCES for path in (copy / name, *(copy / name).rglob("*"))]:
        then = path.stat().st_mtime + days * DAY
        os.utime(path, (then, then))
    (folder / "sitecustomize.py").write_text(CLOCK.format(seconds=days * DAY))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
    environment = os.environ | environment | {"PYTHONPATH": str(folder)}
    return subprocess.Popen(
        command, cwd=copy, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    for folder in ("one", "a much longer way to two"):
        (tmp_path / folder / "project").mkdir(parents=True)
    first, second = tmp_path / "one", tmp_path / "a much longer way to two"
    builds = [
        start(first, 0, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}),
        start(second, 400, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "1"}),
    ]
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert contents(first / "site") == contents(second / "site")
