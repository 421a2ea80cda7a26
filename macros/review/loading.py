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
_SCRIPT = f"""
import ast, contextlib, doctest, faulthandler, io, json, sys
from functools import partial
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from macros.content import portal
import pyscripts
from pyscripts import data
with contextlib.suppress(ImportError, ValueError, OSError):
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
portal.use(Path(sys.argv[2]))

def said(name):
    module = sys.modules[f"pyscripts.checks.{{name}}"]
    scope = vars(module) | {{"keys": partial(pyscripts.keys, name)}}
    answers, wrong = {{}}, []
    for turn in range(2):
        for example in doctest.DocTestParser().get_examples(module.__doc__ or ""):
            with contextlib.redirect_stdout(io.StringIO()):
                if not example.source.startswith("keys("):
                    exec(compile(example.source, name, "single"), scope)
                    continue
                asked = ast.unparse(ast.parse(example.source))
                now = eval(example.source, scope)
            if now != ast.literal_eval(example.want):
                wrong.append([example.lineno + 1, f"{{asked}}: проверка отвечает {{now}}, а не {{example.want.strip()}}"])
            answers[asked] = now
    return answers, wrong

def line(error):
    found, frame = 1, error.__traceback__
    error.__traceback__ = None  # what it holds may be all the memory there is
    while frame:
        if frame.tb_frame.f_code.co_filename.endswith(f"/{{name}}.py"):
            found = frame.tb_lineno
        frame = frame.tb_next
    return error.lineno if isinstance(error, SyntaxError) else found

def tables():
    names = {{path.stem for folder in data.__path__ for path in Path(folder).glob("*.toml")}}
    return {{name: repr(data.table(name)) for name in names}}

known = tables()
faulthandler.dump_traceback_later({LIMIT}, exit=True)
whole = []
print(json.dumps(pyscripts.names()), flush=True)
for name in pyscripts.names():
    told = None
    try:
        pyscripts.load(name)
        before, known = known, tables()
        if other := [table for table, now in known.items() if now != before.get(table, now)]:
            raise RuntimeError(f"меняет таблицу {{', '.join(other)}}; таблицы только читают")
        whole.append(name)
    except BaseException as error:
        told = line(error) or 1, f"{{type(error).__name__}}: {{error}}"
    print(json.dumps([name, told]), flush=True)
for name in whole if sys.argv[3:] else ():
    faulthandler.dump_traceback_later({ANSWER}, exit=True)
    try:
        print(json.dumps([name, *said(name)]), flush=True)
    except BaseException as error:
        print(json.dumps([name, {{}}, [[line(error) or 1, f"на своих примерах {{type(error).__name__}}: {{error}}"]]]), flush=True)
"""


def look(root: Path) -> Looked:
    """Load the checks of a site and ask them; nothing that calls one that is broken can be tried before it is mended.

    What was all right is not looked at again until a file is another: that takes seconds.
    """
    folders = {portal.own(root, "pyscripts/checks"), portal.own(root, "pyscripts/data"), portal.ROOT / "pyscripts"}
    read = (path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
    files = sorted((path.name, _sum(path, path.stat().st_mtime_ns)) for path in read)
    digest = hashlib.sha256(repr((sys.version, _SCRIPT, files, *_asked(root))).encode()).hexdigest()
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


def _asked(root: Path) -> tuple[str, ...]:
    """Whether the checks are asked: a site's own. Those of ours that it takes over were, and it may have other tables."""
    return ("ask",) if (root / FOLDER).is_dir() else ()


def _look(root: Path) -> Looked:
    command = [sys.executable, "-c", _SCRIPT, str(portal.ROOT), str(root), *_asked(root)]
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
