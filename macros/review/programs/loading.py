"""Checks are loaded in a process of their own first: one that never ends, or takes all memory, must not stop the others.

A check that counts for long, asks for a lot of memory or ends the program does so while it is imported, before anything of
it can be looked at. faulthandler names the line at which such a process stands; it needs no help of what runs there.

Then each check is asked what its examples ask, twice: it answers in time, what is written, and knows nothing of the first time.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from macros.content import portal
from macros.content.problem import Problem

LIMIT = 5  # seconds for all checks of a site; they take less than one
ANSWER = 20  # seconds for the examples of one check; the slowest takes one
MEMORY = 4 << 30  # bytes of addresses
FOLDER = "pyscripts/checks"
_PROGRAM = Path(__file__).with_name("ask_checks.py")
_FAILS = "проверка не загружается"
_LATE = (
    f"{_FAILS}: загружается дольше {LIMIT} секунд; при загрузке она только называет, что у неё есть, а считает потом"
)
_UNSEEN = "проверку не смотрели"
_SILENT = f"проверка не отвечает на свои примеры за {ANSWER} секунд"


@dataclass(frozen=True)
class Looked:
    """What came of the checks of a site.

    Args:
        broken: those that cannot be loaded, or never answer.
        wrong: examples that are answered otherwise.
        answers: what was found in each example of each check.
    """

    broken: Mapping[str, Problem]
    wrong: tuple[Problem, ...]
    answers: Mapping[str, Mapping[str, list[str]]]


_looked_at: dict[str, Looked] = {}  # by the content of the files


def look(root: Path) -> Looked:
    """Load the checks of a site and ask them; nothing that calls one that is broken can be tried before it is mended.

    What was all right is not looked at again until a file is another: that takes seconds.
    """
    folders = {portal.own(root, "pyscripts/checks"), portal.own(root, "pyscripts/data"), portal.ROOT / "pyscripts"}
    read = (path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
    files = sorted((path.name, _sum(path, path.stat().st_mtime_ns)) for path in read)
    digest = hashlib.sha256(repr((sys.version, _PROGRAM.read_bytes(), files, _limits(root))).encode()).hexdigest()
    good = portal.ROOT / ".cache" / "loaded" / f"{digest}.json"
    if digest not in _looked_at:
        _looked_at[digest] = Looked({}, (), json.loads(good.read_text())) if good.exists() else _look(root)
    looked = _looked_at[digest]
    if not looked.broken and not looked.wrong and not good.exists():
        good.parent.mkdir(parents=True, exist_ok=True)
        good.write_text(json.dumps(looked.answers))
    return looked


@lru_cache(1_000)
def _sum(path: Path, _: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _limits(root: Path) -> list[int]:
    """Of time and memory, and 1 if the checks are asked.

    They are a site's own. Those of ours that it takes over were asked here, and it may have other tables.
    """
    return [LIMIT, ANSWER, MEMORY, int((root / FOLDER).is_dir())]


def _look(root: Path) -> Looked:
    # -P: the modules beside the program are called as some of Python's own.
    command = [sys.executable, "-P", str(_PROGRAM), str(root), *map(str, _limits(root))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    names, *rows = [json.loads(row) for row in done.stdout.splitlines()] or [[]]
    loaded = {name: fault[0] for name, *fault in rows if len(fault) == 1}
    broken = {name: _problem(name, fault[0], f"{_FAILS}: {fault[1]}") for name, fault in loaded.items() if fault}
    asked = {name: given for name, *given in rows if len(given) > 1}
    if done.returncode:
        unseen = [name for name in names if name not in loaded]
        silent = [name for name in loaded if name not in asked]
        name, line = _stands(done.stderr) or ([*unseen, *silent, "__init__"][0], 1)
        # Those behind it were not looked at, and may be no better: nobody loads them here.
        broken |= {other: _problem(other, 1, f"{_UNSEEN}: раньше неё не загрузилась {name}") for other in unseen}
        broken[name] = _problem(name, line, _SILENT if name in loaded else _LATE)
    wrong = dict.fromkeys(_problem(name, *fault) for name, (_, faults) in asked.items() for fault in faults)
    return Looked(broken, tuple(wrong), {name: answers for name, (answers, _) in asked.items()})


def _stands(trace: str) -> tuple[str, int] | None:
    """The check at which a process stood that was ended, and the line; one that was killed tells neither."""
    frames = re.findall(r'File "[^"]*/checks/(\w+)\.py", line (\d+)', trace)
    return (frames[0][0], int(frames[0][1])) if frames else None


def _problem(name: str, line: int, fault: str) -> Problem:
    return Problem(f"{FOLDER}/{name}.py", line, fault)
