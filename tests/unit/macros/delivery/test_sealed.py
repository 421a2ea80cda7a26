"""Python is asked in texts, and forgets all that leads out of it before a check is imported."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import pyscripts
from macros.delivery import bundle, runtime_files, sealed

ROOT = Path(__file__).parents[4]
CARD = {"number": "2200 0000 0000 0053", "expiry": "", "today": "2026-11-22"}
FORGET = """
import sys, types
import pyscripts
from macros.delivery import sealed
sys.modules["js"] = object()
sys.modules["pyodide"] = types.ModuleType("pyodide")
sys.modules["pyodide"].way = "out"
held = sys.modules["pyodide"]
sys.modules["builtin_modules"] = types.ModuleType("builtin_modules")
sys.modules["builtin_modules"].NAMES = {names!r}
sealed.load("card")
sealed.gather()
sealed.seal()
assert not vars(held)
try:
    {code}
except (ImportError, AttributeError, KeyError):
    print("gone")
print(sealed.answer('["card", {{"number": "2200 0000 0000 0053", "today": "2026-11-22"}}]'))
"""


MORE = """
import sys
sys.path.insert(0, {archive!r})
import sealed
assert sealed.archive() == {archive!r}
question = '["card", {{"number": "2200 0000 0000 0053", "today": "2026-11-22"}}]'
print(sealed.answer(question))
for own in {owns!r}:
    with open({archive!r}, "ab") as archive:
        archive.write(open(own, "rb").read())
    sealed.more()
print(sealed.answer(question))
print(sealed.answer('["document", {{"kind": "inn", "number": "7707083893"}}]'))
"""


def test_checks_are_put_behind_what_every_start_needs(tmp_path: Path) -> None:
    runtime = bundle.build(ROOT)
    archive = shutil.copy(runtime / runtime_files.ARCHIVE, tmp_path)
    owns = [str(runtime / runtime_files.CHECKS / f"{name}.zip.txt") for name in ("card", "document")]
    code = MORE.format(archive=str(archive), owns=owns)
    command = [sys.executable, "-S", "-B", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    before, card, document = map(json.loads, done.stdout.splitlines())
    assert before == {"error": "UnknownCheck: card"}
    assert card["result"]["level"] == "ok"
    assert document["result"]["level"] == "ok"


def test_an_archive_of_a_check_has_nothing_of_another() -> None:
    runtime = bundle.build(ROOT)
    with zipfile.ZipFile(runtime / runtime_files.CHECKS / "card.zip.txt") as archive:
        names = archive.namelist()
    assert {"pyscripts/checks/card.pyc", "pyscripts/data/card_networks.json"} <= {*names}
    assert not [name for name in names if name in ("pyscripts/checks/code.pyc", "pyscripts/data/errors.json")]


def test_an_answer_is_what_run_gives() -> None:
    assert json.loads(sealed.answer(json.dumps(["card", CARD]))) == {"result": pyscripts.run("card", CARD)}


def test_what_goes_wrong_is_told_in_a_text() -> None:
    assert json.loads(sealed.answer('["none", {}]')) == {"error": "UnknownCheck: none"}
    assert "error" in json.loads(sealed.answer("no JSON"))


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    content = b"%PDF-1.7 \xff" * 10
    (tmp_path / "0").write_bytes(content)
    fields = {field.name: "" for field in pyscripts.load("attachment").fields}
    given, path = (
        {"name": "a.pdf", "size": len(content), **more} for more in ({"bytes": content}, {"path": str(tmp_path / "0")})
    )
    want = pyscripts.run("attachment", {**fields, "file": given})
    assert want["findings"]
    assert json.loads(sealed.answer(json.dumps(["attachment", {**fields, "file": path}]))) == {"result": want}


@pytest.mark.parametrize(
    "code",
    [
        "import js",
        "import pyodide",
        "import gc",
        "import _posixsubprocess",
        "import _imp, importlib.machinery; _imp.create_builtin(importlib.machinery.ModuleSpec('gc', None))",
        "from importlib.machinery import BuiltinImporter, ModuleSpec; BuiltinImporter.create_module(ModuleSpec('gc', None))",
    ],
)
def test_what_leads_out_is_gone_and_checks_answer(code: str) -> None:
    names = ["_datetime", "math", "unicodedata"]
    done = subprocess.run(
        [sys.executable, "-c", FORGET.format(code=code, names=names)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    gone, answer = done.stdout.splitlines() or ("", done.stderr)
    assert gone == "gone", answer
    assert json.loads(answer)["result"]["level"] == "ok"
