"""Checks are loaded in a process of their own first: one that never ends, or takes all memory, must not stop the others.

A check that counts for long, asks for a lot of memory or ends the program does so while it is imported, before anything of
it can be looked at. faulthandler names the line at which such a process stands; it needs no help of what runs there.
"""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

from macros.content import portal
from macros.content.problem import Problem

LIMIT = 5  # seconds for all checks of a site; they take less than one
MEMORY = 4 << 30  # bytes of addresses
_FOLDER = "pyscripts/checks"
_LATE = f"загружается дольше {LIMIT} секунд; при загрузке проверка только называет, что у неё есть, а считает, когда её спросят"
_looked_at: dict[str, dict[str, Problem]] = {}  # what is wrong, by the content of the files
_SCRIPT = f"""
import contextlib, faulthandler, json, sys, traceback
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from macros.content import portal
import pyscripts
with contextlib.suppress(ImportError, ValueError, OSError):
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
portal.use(Path(sys.argv[2]))
faulthandler.dump_traceback_later({LIMIT}, exit=True)
for name in pyscripts.names():
    told = None
    try:
        pyscripts.load(name)
    except BaseException as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(f"/{{name}}.py")]
        line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else 1
        told = line or 1, f"{{type(error).__name__}}: {{error}}"
    print(json.dumps([name, told]), flush=True)
"""


def broken(root: Path) -> dict[str, Problem]:
    """The checks of a site that cannot be loaded; nothing that calls one can be tried before it is mended.

    What was all right is not looked at again until a file is another: that takes a second.
    """
    folders = {portal.own(root, "pyscripts/checks"), portal.own(root, "pyscripts/data"), portal.ROOT / "pyscripts"}
    read = (path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
    files = sorted((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in read)
    digest = hashlib.sha256(repr((sys.version, _SCRIPT, files)).encode()).hexdigest()
    good = portal.ROOT / ".cache" / "loaded" / digest
    if digest not in _looked_at:
        _looked_at[digest] = {} if good.exists() else _broken(root)
    if not _looked_at[digest] and not good.exists():
        good.parent.mkdir(parents=True, exist_ok=True)
        good.touch()
    return dict(_looked_at[digest])


def _broken(root: Path) -> dict[str, Problem]:
    command = [sys.executable, "-c", _SCRIPT, str(portal.ROOT), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT * 3)
    told = dict(map(json.loads, done.stdout.splitlines()))
    found = {name: _problem(name, *fault) for name, fault in told.items() if fault}
    if done.returncode:
        name, line = _stands(done.stderr)
        found[name] = _problem(name, line, _LATE)
    return found


def _stands(trace: str) -> tuple[str, int]:
    """The check at which a process stood that was ended, and the line."""
    frames = re.findall(r'File "[^"]*/checks/(\w+)\.py", line (\d+)', trace)
    return (frames[0][0], int(frames[0][1])) if frames else ("__init__", 1)


def _problem(name: str, line: int, fault: str) -> Problem:
    return Problem(f"{_FOLDER}/{name}.py", line, f"проверка не загружается: {fault}")
