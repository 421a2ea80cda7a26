"""What the build foresees is what Python says, for every combination."""

import math
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import pyscripts
from macros.content import checks
from macros.delivery import answers
from tests.harness import node, pyodide

FINITE = [name for name in pyscripts.names() if checks.is_finite(name)]
TABLES = {name: answers.table(name) for name in FINITE}
LOOK_UP = """
import { lookUp } from "$ASSETS/answers.mjs";
const { table, check, every } = given;
const found = [];
let number = 0;
const walk = (depth, raw) => {
  if (depth < table.fields.length) {
    const [name, words] = table.fields[depth];
    for (const word of words) walk(depth + 1, { ...raw, [name]: word });
  } else if (number++ % every === 0) found.push([raw, lookUp(table, check, raw)]);
};
walk(0, {});
answer(found);
"""

IN_PYODIDE = """
import json, pyscripts

check, table = json.loads(values)
wrong, count = [], 0

def walk(at, raw):
    global count
    depth = len(raw)
    if depth < len(table["fields"]):
        name, words = table["fields"][depth]
        for word, child in zip(words, table["nodes"][depth][at]):
            walk(child, {**raw, name: word})
        return
    count += 1
    answer = table["answers"][at]
    expected = {**answer, "findings": [table["findings"][number] for number in answer["findings"]]}
    got = pyscripts.run(check, raw)
    del got["report"]
    if got != expected:
        wrong.append(raw)

walk(0, {})
json.dumps([count, wrong[:3]])
"""


def foreseen(name: str, raw: dict[str, str]) -> dict[str, Any]:
    """The same as `lookUp` in answers.mjs, without the report."""
    table, at = TABLES[name], 0
    for depth, (field, words) in enumerate(table["fields"]):
        at = table["nodes"][depth][at][words.index(raw[field])]
    answer: dict[str, Any] = table["answers"][at]
    return answer | {"findings": [table["findings"][number] for number in answer["findings"]]}


def test_the_checks_of_few_choices_have_a_table() -> None:
    assert {"connection", "code"} <= set(FINITE)
    assert "card" not in FINITE


@pytest.mark.parametrize("name", FINITE)
def test_every_combination_has_the_answer_of_python(name: str) -> None:
    fields = TABLES[name]["fields"]
    for words in product(*(words for _, words in fields)):
        raw = {field: word for (field, _), word in zip(fields, words, strict=True)}
        answer = pyscripts.run(name, raw)
        del answer["report"]
        assert foreseen(name, raw) == answer


@pytest.mark.parametrize("name", FINITE)
def test_javascript_looks_them_up_alike_with_the_report(name: str) -> None:
    combinations = math.prod(len(words) for _, words in TABLES[name]["fields"])
    script = node.run(LOOK_UP, {"table": TABLES[name], "check": name, "every": combinations // 2_000 + 1})
    assert len(script) > 500
    for raw, verdict in script:
        assert verdict == pyscripts.run(name, raw)


@pytest.mark.parametrize("name", FINITE)
def test_the_runtime_of_the_readers_agrees_on_every_combination(name: str) -> None:
    combinations = math.prod(len(words) for _, words in TABLES[name]["fields"])
    assert pyodide.run(IN_PYODIDE, [name, TABLES[name]]) == [combinations, []]


def test_a_word_that_is_not_in_the_table_is_left_to_python() -> None:
    given = {"table": TABLES["connection"], "check": "connection"}
    script = (
        'import { lookUp } from "$ASSETS/answers.mjs"; answer(lookUp(given.table, given.check, {own: "x"}) ?? null);'
    )
    assert node.run(script, given) is None


def test_every_finite_check_and_no_other_has_its_table() -> None:
    assert {path.stem for path in answers.build(Path(__file__).parents[4]).iterdir()} == set(FINITE)
