"""`python -m tools.profile [SITE]`: ask the checks everything we know to ask, and write down what of the core that takes."""

import argparse
import hashlib
import importlib.util
import marshal
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pyscripts
from macros.content import portal
from macros.delivery import bundle, core, nowhere, runtime_files
from macros.delivery.profile import FILE, Profile
from macros.delivery.wasm import Module
from tools.profile import browsers, instrument, node, proof, questions
from tools.profile.questions import Question

ROOT = Path(__file__).parents[2]
EXERCISE = Path(__file__).with_name("exercise.py")
CHANGED, SEED = 800, 1  # questions of each check that are made by chance
PROVED, OTHER_SEED = 1_500, 2  # the same, held out of the profile
TESTED = 2_000  # of the tests' questions of each check, at most: they ask `error` twenty thousand
SHARE = 3  # of the tests' questions one in so many is changed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.profile", description="Снимает профиль ядра Pyodide.")
    parser.add_argument("site", nargs="?", default=".", type=Path, help="папка с mkdocs.yml")
    site = parser.parse_args().site.resolve()
    portal.use(site)
    os.environ[core.SWITCH] = "1"
    with tempfile.TemporaryDirectory() as folder:
        made = profile(site, Path(folder))
    path = site / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    made.write(path)
    print(f"Записан {path}: функций {len(made.functions)}.")
    del os.environ[core.SWITCH]
    print("Сверяем ответы полного и сокращённого ядра…", flush=True)
    found = proof.compare(ROOT, held_out(PROVED))
    print(found)
    sys.exit(bool(found.different))


def profile(site: Path, work: Path) -> Profile:
    """Run everything on instrumented cores."""
    runtime = bundle.build(ROOT)
    raw = (runtime / runtime_files.CORE).read_bytes()
    watched = work / "watched.wasm"
    watched.write_bytes(instrument.functions_and_reads(nowhere.short(raw)))
    ours = node.Runtime(runtime, watched)
    examples = questions.of_examples()
    with ThreadPoolExecutor(2) as pool:
        print("Записываем, что спрашивают тесты; прогоняем методы…", flush=True)
        exercised = pool.submit(
            ours.run,
            exercise=str(exercise(work / "exercise.zip")),
            used=str(work / "exercise.used"),
            save=str(work / "memory"),
        )
        tests = recorded(work) if site == ROOT else []
        exercised.result()
        print(f"Спрашиваем: из примеров {len(examples)}, из тестов {len(tests)}…", flush=True)
        seeds = [*examples, *tests[::SHARE]]
        more = [*examples, *questions.naughty(examples), *questions.changed(seeds, CHANGED, SEED)]
        jobs = [
            _asked(pool, ours, part, work / f"{number}") for number, part in enumerate((more, tests[::2], tests[1::2]))
        ]
        # A page starts one check, and from a memory where there is one: the start goes another way then.
        for check in pyscripts.names():
            own = [one for one in examples if one.check == check]
            jobs.append(_asked(pool, ours, own, work / check))
            jobs.append(_asked(pool, ours, own, work / f"{check}-again", load=str(work / "memory")))
        for job in jobs:
            job.result()
    functions, blocks = node.used(sorted(work.rglob("*.used")), len(Module.read(raw).bodies))
    print("Спрашиваем в браузерах…", flush=True)
    for name, entered in browsers.entered(site, examples, work):
        print(f"{name}: своих функций {len(entered - functions)}")
        functions |= entered
    return Profile(
        hashlib.sha256(raw).hexdigest(), f"{datetime.now(UTC):%Y-%m-%d}", frozenset(functions), frozenset(blocks)
    )


def exercise(path: Path) -> Path:
    """Write exercise.py as an archive of bytecode, with what it is to find: names of checks, and something packed."""
    packed = [
        zlib.compress(data, level) for data in (b"", b"abc" * 1_000, bytes(range(256)) * 30) for level in (0, 1, 6, 9)
    ]
    source = f"CHECKS, PACKED = {pyscripts.names()!r}, {packed!r}\n{EXERCISE.read_text()}"
    head = importlib.util.MAGIC_NUMBER + b"\1\0\0\0" + b"\0" * 8  # PEP 552: a hash that is not checked
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("exercise.pyc", head + marshal.dumps(compile(source, EXERCISE.name, "exec")))
    return path


def recorded(work: Path) -> list[Question]:
    """What the tests of the checks ask."""
    path = work / "tests.jsonl"
    tests = "tests/unit --ignore tests/unit/macros --ignore tests/unit/tools"
    command = [sys.executable, *f"-m pytest -q -p tools.profile.recorder {tests}".split()]
    asking = os.environ | {"CI": "1", "QUESTIONS": str(path)}
    done = subprocess.run(command, cwd=ROOT, env=asking, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"тесты не прошли:\n{done.stdout[-2000:]}")
    return questions.spread(questions.read(path), TESTED)


def held_out(count: int) -> list[Question]:
    """Questions that are no part of the profile."""
    examples = questions.of_examples()
    known = {one.line() for one in examples}
    return [one for one in questions.changed(examples, count, OTHER_SEED) if one.line() not in known]


def _asked(
    pool: ThreadPoolExecutor, runtime: node.Runtime, asked: Sequence[Question], work: Path, load: str = ""
) -> Future[object]:
    work.mkdir()
    questions.write(work / "questions.jsonl", questions.unique(asked))
    more = {"load": load} if load else {}
    return pool.submit(runtime.ask, work / "questions.jsonl", work, **more)


if __name__ == "__main__":
    main()
