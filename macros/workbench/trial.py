"""A check that somebody is writing, tried: whether it loads, its examples, its form. Runs where nothing can be reached.

Who calls this runs code of a stranger: docs/assets/workbench_trial.mjs does so between the walls of the readers' checks.
"""

import ast
import doctest
import importlib
import json
import sys
import time
import traceback
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyscripts
from macros import review
from macros.content import pages
from macros.render import Macros
from macros.review import page_text, prose, typography, verdicts
from macros.review.programs import code
from macros.workbench.bench import Bench
from macros.workbench.drawing import tree
from pyscripts import checks


def gather(bench: Bench) -> None:
    """Load what a trial needs, and what a check may import, while parts of the interpreter can still be made of it."""
    for name in code.modules():
        importlib.import_module(name)
    for name in pyscripts.names()[:1]:
        Macros(bench.site, pages.unread("checks/shown.md"), "").check(name)


def answer(bench: Bench, given: str) -> str:
    """What a trial gives for the name and the text of a check, in JSON, as JSON."""
    try:
        return json.dumps(tried(bench, *json.loads(given)), ensure_ascii=False)
    except BaseException as error:  # whatever it is: JavaScript takes texts only
        return json.dumps({"failed": f"{type(error).__name__}: {error}"}, ensure_ascii=False)


def tried(bench: Bench, name: str, text: str) -> dict[str, Any]:
    """Load a check and run its examples.

    Returns:
        `failed` with a reason if it does not load; else what went wrong with its examples, how many each of its `outcomes`
        has, what it has `said` as macros/review/verdicts.py has it, `problems` of its words, `form` as a tree, `ms` for one call.
    """
    place = Path(mkdtemp()) / f"{name}.py"
    place.write_text(text)
    checks.__path__[:] = [str(place.parent)]
    sys.modules.pop(f"pyscripts.checks.{name}", None)
    try:
        check = pyscripts.load(name)
        form = Macros(bench.site, pages.unread(f"checks/{name}.md"), "").check(name)
        problems = [*review.words_of_check(name, bench.around.known), *page_text.unfilled(prose.source_of_check(name))]
        for words in prose.of_check(name):
            problems += typography.check(words)
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(place)]
        where = f"строка {lines[-1]}: " if lines else ""
        return {"failed": f"{where}{type(error).__name__}: {error}"}
    examples = _examples(name)
    answers = examples.pop("answers")
    shown = examples.pop("shown")
    return {
        **examples,
        "outcomes": {key: shown.count(key) for key in check.outcomes},
        "said": verdicts.said(name, answers),
        "problems": [{"line": problem.line, "text": problem.text} for problem in sorted(set(problems))],
        "form": tree(str(form)),
    }


def _examples(name: str) -> dict[str, Any]:
    """Run the examples of a check: how many, what did not come true, the outcomes that they show, the time for one call."""
    runner = _Runner(optionflags=doctest.NORMALIZE_WHITESPACE, verbose=False)
    told: list[str] = []
    shown: list[str] = []
    spent: list[float] = []
    answers: dict[str, list[str]] = {}

    def keys(**raw: Any) -> list[str]:
        start = time.perf_counter()
        found = pyscripts.keys(name, **raw)
        spent.append(time.perf_counter() - start)
        if runner.asked.startswith("keys("):
            answers[ast.unparse(ast.parse(runner.asked))] = found
        return found

    module = importlib.import_module(f"pyscripts.checks.{name}")
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, extraglobs={"keys": keys}):
        runner.run(test, out=told.append)
        for example in test.examples:
            if example.source.startswith("keys("):
                shown += _listed(example.want)
    return {
        "tried": runner.tries,
        "failures": runner.failures,
        "told": "".join(told),
        "shown": shown,
        "answers": answers,
        "ms": 1e3 * sorted(spent)[len(spent) // 2] if spent else None,
    }


class _Runner(doctest.DocTestRunner):
    """Knows what it asks at the moment."""

    asked = ""

    def report_start(self, out: Any, test: doctest.DocTest, example: doctest.Example) -> None:
        self.asked = example.source


def _listed(want: str) -> list[str]:
    """The keys that an example names."""
    try:
        return [str(key) for key in ast.literal_eval(want)]
    except (SyntaxError, ValueError, TypeError):
        return []
