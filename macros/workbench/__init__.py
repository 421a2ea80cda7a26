"""What the workbench asks of an edited file: what is wrong with it and how it would look, by the build's own rules.

Runs in CPython (the build prepares what is shipped, tests compare) and in the reader's browser alike:
docs/assets/workbench_worker.mjs. What is edited is never written to a file of the site; its name and text are arguments.
"""

import doctest
import importlib
import json
import pickle
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyscripts
from macros import new
from macros.content import browsers, pages, portal
from macros.review import fix
from macros.review.programs import code
from macros.review.stops import read
from macros.workbench import edits, hints
from macros.workbench.bench import CHECKS, LISTS, Bench, Edited
from macros.workbench.drawing import tree
from macros.workbench.edits import Edit

SITE = "site.pickle"  # what reading the files of a site gave, in its archive


def load(folder: Path, runtime: str) -> Bench:
    """What macros/delivery/workbench has put into the archive of a site, unpacked in the browser."""
    root = folder / "portal" if (folder / "portal").exists() else folder / "project"
    portal.use(root)
    return Bench(pickle.loads((folder / SITE).read_bytes()), root, runtime)


def answer(bench: Bench, call: str, given: str) -> str:
    """What one of `CALLS` gives for arguments in JSON, as JSON."""
    return json.dumps(CALLS[call](bench, *json.loads(given)), ensure_ascii=False)


def _look(
    bench: Bench,
    path: str,
    text: str,
    going: list[str],
    said: dict[str, str] | None = None,
    others: dict[str, str] | None = None,
) -> dict[str, Any]:
    look = bench.look(path, text, going, said, others)
    changed = bench.changed({path: Edited(text, going, said or {})})
    return {
        "problems": [
            {"line": problem.line, "text": problem.text, "lost": look.lost.get(problem)} for problem in look.problems
        ],
        "tree": None if look.html is None else tree(look.html),
        "fixed": fix.page(text) if path.endswith(".md") else text,
        "patch": edits.patch(changed),
        "beside": _beside(changed, path, [lost for lost in going if lost in look.lost.values()]),
        "url": pages.unread(path).url,
        "may_run": path.startswith(CHECKS) and not list(code.of_module(text.encode(), path)),
    }


def _beside(changed: Mapping[str, Edit], path: str, going: list[str]) -> dict[str, Any] | None:
    """The list that an edit of one file changes besides, and those of the warnings that may go which it loses there."""
    for name in LISTS:
        if name in changed:
            after = changed[name].after
            return {
                "file": name,
                "text": after,
                "gone": [each for each in going if each not in read(after).get(path, ())],
            }
    return None


def _new(bench: Bench, kind: str, given: dict[str, str]) -> dict[str, Any]:
    """The files of a new guide, browser, check or portal, by path, the one to begin with first; or what is wrong with a name.

    A portal lies beside the examples: who has the whole project can move it.
    """
    blank = new.KINDS[kind]
    try:
        if kind == "portal":
            given = {
                **new.known(new.Blank(("slug",), {}, "", ""), [f"slug={given['slug']}"], bench.root, None),
                **given,
            }
            given["dir"] = f"examples/{given.pop('slug')}"
        values = new.known(blank, [f"{key}={value}" for key, value in given.items()], bench.root, None)
        made = new.texts(blank, values, bench.root)
    except new.WrongValue as error:
        return {"wrong": str(error)}
    return {
        "files": {path.relative_to(bench.root).as_posix().removeprefix("docs/"): text for path, text in made.items()}
    }


def _patches(bench: Bench, drafts: dict[str, dict[str, Any]]) -> str:
    """One edit of several files, as `git apply` takes it."""
    return edits.patch(bench.changed({path: Edited(**draft) for path, draft in drafts.items()}))


def _inserts(bench: Bench) -> dict[str, list[tuple[str, str, str]]]:
    """What a page can call, by what it is: the call, what people know it by, and more words by which it is found."""
    printable = [fact for fact in bench.site.facts.values() if fact.confidence != "not-found"]
    return {
        "Факты": [_call("fact", fact.id, fact.value, fact.says) for fact in printable],
        "Проверки": [_call("check", name, pyscripts.load(name).title) for name in pyscripts.names()],
        "Шаги в браузере": [_call("browser_steps", name, title) for name, title in browsers.ACTIONS.items()],
        "Шаги в системе": [_call("system_steps", name, title) for name, title in browsers.SYSTEM_ACTIONS.items()],
    }


def _hints(bench: Bench, path: str, text: str, line: int, column: int) -> dict[str, Any] | None:
    """What can stand at a place in YAML: macros/workbench/hints.py."""
    found = hints.at(bench.site, path, text, line, column)
    return found and {**found._asdict(), "found": [hint._asdict() for hint in found.found]}


def _call(macro: str, name: str, title: str, says: str = "") -> tuple[str, str, str]:
    return f'{{{{ {macro}("{name}") }}}}', title, says


def _checks(_: Bench) -> dict[str, str]:
    """The checks of the site, by name."""
    return {name: pyscripts.load(name).title for name in pyscripts.names()}


def _tried(_: Bench, name: str) -> dict[str, Any]:
    """The examples in the description of a check, run here."""
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    told: list[str] = []
    module = importlib.import_module(f"pyscripts.checks.{name}")
    scope = {"keys": partial(pyscripts.keys, name)}
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, extraglobs=scope):
        runner.run(test, out=told.append)
    return {"tried": runner.tries, "failed": runner.failures, "told": "".join(told)}


CALLS: Mapping[str, Callable[..., Any]] = {
    "look": _look, "new": _new, "patches": _patches, "inserts": _inserts, "hints": _hints, "checks": _checks,
    "tried": _tried,
}  # fmt: skip
