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
DAY, DAYS = 86_400, 400
HABITS = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "1"}
# Another day for everything that asks Python for the time: there is no way to ask the system for one.
CLOCK = "import time\nreal = time.time\ntime.time = lambda: real() + {seconds}\n"


def elsewhere(folder: Path) -> Path:
    """The site of a copy of the project that lies elsewhere, is of another day, and has built nothing before."""
    copy = folder / "project"
    copy.mkdir(parents=True)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    for name in INSTALLED:
        (copy / name).symlink_to(ROOT / name)
    for path in [path for name in SOURCES for path in (copy / name, *(copy / name).rglob("*"))]:
        then = path.stat().st_mtime + DAYS * DAY
        os.utime(path, (then, then))
    (folder / "sitecustomize.py").write_text(CLOCK.format(seconds=DAYS * DAY))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
    environment = os.environ | HABITS | {"PYTHONPATH": str(folder), "SOURCE_DATE_EPOCH": committed()}
    build = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert build.returncode == 0, build.stdout + build.stderr
    return folder / "site"


def committed() -> str:
    """The day of the site: a copy has no history to tell it."""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "0"


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_build_elsewhere_is_the_same_byte_for_byte(site_folder: Path, tmp_path: Path) -> None:
    """As the one that all other tests look at, whose parts may have been made long before."""
    assert contents(elsewhere(tmp_path / "a much longer way")) == contents(site_folder)
