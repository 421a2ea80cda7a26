"""A check is pure: its examples run with everything watched that reaches beyond it, and nothing is reached for.

Python's audit events (PEP 578) tell what a program does, however it came to it: no list of names can be walked around.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import pyscripts
from pyscripts import checks, data

ROOT = Path(__file__).parents[2]
# Runs in a process of its own: an audit hook cannot be taken back.
WATCH = """
import doctest, json, sys
from functools import partial
from pathlib import Path

root, name = sys.argv[1:]
sys.path.insert(0, root)
import pyscripts
from pyscripts import checks, data

folder, *tables = sys.stdin.read().splitlines()
checks.__path__[:] = [folder]
data.__path__[:] = tables
ours = [path + "/" for path in (root + "/pyscripts", folder, *tables, sys.prefix, sys.base_prefix)]
seen = []
QUIET = ("import", "compile", "exec", "marshal.loads", "object.__getattr__", "sys._getframe", "code.__new__", "os.listdir",
         "os.scandir", "object.__setattr__", "cpython.run_command", "sys._getframemodulename", "builtins.id", "time.sleep_none")

def reads_code(path, mode):
    return str(mode or "r").strip("b") in ("r", "") and any(str(path).startswith(part) for part in ours)

def watch(event, arguments):
    if event == "open" and reads_code(arguments[0], arguments[1]):
        return  # a module, or a table of ours
    if event in QUIET:
        return
    seen.append(f"{event} {arguments!r:.80}")

sys.addaudithook(watch)
module = pyscripts.load(name)
loaded = __import__(f"pyscripts.checks.{name}", fromlist=["*"])
text = (Path(checks.__path__[0]) / f"{name}.py").read_text()
scope = vars(loaded) | {"keys": partial(pyscripts.keys, name)}
ran = 0
for example in doctest.DocTestParser().get_examples(text):
    try:
        exec(compile(example.source, name, "single"), scope)
    except Exception:
        pass  # examples of errors; whether they are right is for other tests
    ran += 1
print(json.dumps([ran, sorted(set(seen))]))
"""


def reached(name: str, folder: Path | None = None) -> tuple[int, list[str]]:
    """How many examples of a check ran, and what it reached for on the way."""
    command = [sys.executable, "-B", "-c", WATCH, str(ROOT), name]
    given = "\n".join(map(str, [folder or checks.__path__[0], *data.__path__]))
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    ran, seen = json.loads(done.stdout.splitlines()[-1])
    return ran, seen


@pytest.mark.parametrize("name", pyscripts.names())
def test_a_check_reaches_for_nothing(name: str) -> None:
    ran, seen = reached(name)
    assert ran
    assert seen == []


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("open('/etc/passwd')", "open"),
        ("import socket; socket.socket()", "socket.__new__"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import os; os.system('true')", "os.system"),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')", "urllib.Request"),
        ("import ctypes; ctypes.CDLL(None)", "ctypes.dlopen"),
        ("__builtins__['open']('/etc/hosts')", "open"),
    ],
)
@pytest.mark.parametrize("where", ["import", "answer"])
def test_what_is_not_pure_is_seen(line: str, event: str, where: str, tmp_path: Path) -> None:
    at_import, at_answer = (line, "None") if where == "import" else ("None", line)
    if where == "import":
        at_import = f"try:\n    {line}\nexcept Exception:\n    pass"
    head = '"""Проба.\n\n>>> keys()\n[\'fine\']\n"""\n\nfrom pyscripts.verdict import ok\n\nFIELDS = ()\n'
    words = 'OUTCOMES = {"fine": ok("Да.")}\n'
    (tmp_path / "evil.py").write_text(
        f'{head}{words}{at_import}\n\n\ndef check():\n    {at_answer}\n    yield "fine"\n'
    )
    _, seen = reached("evil", tmp_path)
    assert any(told.startswith(event) for told in seen), seen
