"""Locks: nothing in them that nobody asks for, whatever sums it has."""

import json
import re
from importlib import metadata
from pathlib import Path

from macros.review.repository import pins

PROJECT = '[project]\ndependencies = ["jinja2"]\n[dependency-groups]\nbuild = []\n'


def lock(*names: str) -> str:
    return "".join(
        f"{name}=={metadata.version(name)} \\\n    --hash=sha256:{number:064x}\n" for number, name in enumerate(names)
    )


def faults(root: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    for name, text in files.items():
        (root / name).write_text(text)
    return [(problem.path, re.split("[:;]", problem.text)[0]) for problem in pins.check(root)]


def test_a_package_that_nobody_asks_for_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, {"pyproject.toml": PROJECT, "requirements.txt": lock("jinja2", "markupsafe")}) == []
    (fault,) = faults(tmp_path, {"requirements.txt": lock("jinja2", "markupsafe", "pytest")})
    assert fault == ("requirements.txt", "pytest никому не нужен")


def test_a_package_by_a_strange_name_is_refused(tmp_path: Path) -> None:
    strange = lock("jinja2", "markupsafe").replace("markupsafe", "markapsafe")
    (fault,) = faults(tmp_path, {"pyproject.toml": PROJECT, "requirements.txt": strange})
    assert fault == ("requirements.txt", "markapsafe никому не нужен")


def test_a_new_version_is_judged_when_it_is_installed(tmp_path: Path) -> None:
    bumped = lock("jinja2", "pytest").replace(f"jinja2=={metadata.version('jinja2')}", "jinja2==99.0")
    assert faults(tmp_path, {"pyproject.toml": PROJECT, "requirements.txt": bumped}) == []


def test_a_package_of_npm_that_nobody_asks_for_or_under_another_name_is_refused(tmp_path: Path) -> None:
    packages: dict[str, dict[str, object]] = {
        "": {},
        "node_modules/a": {"version": "1.0.0", "integrity": f"sha512-{'a' * 86}==", "dependencies": {"b": "^1"}},
        "node_modules/b": {"version": "1.0.0", "integrity": f"sha512-{'b' * 86}=="},
    }
    files = {
        "package.json": '{"dependencies": {"a": "1.0.0"}}',
        "package-lock.json": json.dumps({"packages": packages}),
    }
    assert faults(tmp_path, files) == []
    packages["node_modules/c"] = {"version": "1.0.0", "integrity": f"sha512-{'c' * 86}=="}
    packages["node_modules/b"]["name"] = "evil"
    assert faults(tmp_path, {"package-lock.json": json.dumps({"packages": packages})}) == [
        ("package-lock.json", "node_modules/b"),
        ("package-lock.json", "c никому не нужен"),
    ]
