"""Every check keeps its contract: found by looking in the folder, so a new check is tested without a new test."""

import ast
import doctest
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyscripts
from pyscripts.form import Choice, Field, File
from pyscripts.verdict import LEVELS
from tests.harness.examples import doctests, module
from tests.harness.naughty import NAUGHTY

CHECKS = pyscripts.names()
SHIPPED = {"pyscripts", "stdnum"}
IMPURE = {"http", "os", "random", "secrets", "socket", "subprocess", "time"}


@pytest.mark.parametrize("name", CHECKS)
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for example in doctests(name):
        assert not runner.run(example).failed


@pytest.mark.parametrize("name", CHECKS)
def test_every_outcome_has_an_example(name: str) -> None:
    shown = {
        key
        for example in doctests(name)
        for line in example.examples
        if line.source.startswith("keys(")
        for key in ast.literal_eval(line.want)
    }
    assert not pyscripts.load(name).outcomes.keys() - shown


@pytest.mark.parametrize("name", CHECKS)
def test_every_outcome_has_words_and_a_level(name: str) -> None:
    for key, outcome in pyscripts.load(name).outcomes.items():
        assert outcome.level in LEVELS, key
        assert outcome.text, key
        assert outcome.level in ("ok", "unsure") or outcome.next, f"{key}: a problem needs a next step"


@pytest.mark.parametrize("name", CHECKS)
def test_what_is_looked_up_is_typed(name: str) -> None:
    check = pyscripts.load(name)
    typed = {field.name for field in check.fields if not isinstance(field, Choice | File)}
    assert {outcome.lookup for outcome in check.outcomes.values() if outcome.lookup} <= typed


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_pure(name: str) -> None:
    """It imports no clock, no network, no browser: only the standard library and what the bundle ships."""
    tree = ast.parse(Path(str(module(name).__file__)).read_text())
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    roots = {name.partition(".")[0] for name in imported}
    assert roots <= sys.stdlib_module_names | SHIPPED
    assert not roots & IMPURE
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        assert not (isinstance(call.func, ast.Attribute) and call.func.attr in {"today", "now", "utcnow"})


@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_input_gives_an_answer(name: str, data: st.DataObject) -> None:
    check = pyscripts.load(name)
    raw = {field.name: data.draw(anything(field), label=field.name) for field in check.fields}
    is_an_answer(name, raw)


@pytest.mark.parametrize("name", CHECKS)
def test_naughty_texts_get_an_answer(name: str) -> None:
    for text in NAUGHTY.values():
        fields = [field for field in pyscripts.load(name).fields if not isinstance(field, File)]
        is_an_answer(name, {field.name: text for field in fields})
        is_an_answer(name, {field.name: text[: field.max_length] for field in fields})


def is_an_answer(name: str, raw: Mapping[str, Any]) -> None:
    check = pyscripts.load(name)
    result = pyscripts.run(name, raw)
    assert result.keys() == {"level", "findings", "errors", "report"}
    assert result["level"] in LEVELS
    assert bool(result["findings"]) != bool(result["errors"])
    for finding in result["findings"]:
        assert finding.keys() == {"key", "level", "field", "text", "limits", "next"}
        assert finding["text"]
    assert result["errors"].keys() <= {field.name for field in check.fields}
    assert all(result["errors"].values())


def anything(field: Field[object]) -> st.SearchStrategy[object]:
    """Whatever a reader, or someone who wants to break the page, can put into a field."""
    texts = st.one_of(
        st.text(max_size=60),
        st.text(alphabet="0123456789٣４ -./", max_size=30),
        st.sampled_from(
            ["", " ", "\0", "9" * 5000, "<img src=x onerror=alert(1)>", "{0}{x}", "\u202e", "привет\n" * 500]
        ),
        st.just(field.example),
    )
    if isinstance(field, Choice):
        return st.one_of(st.sampled_from(list(field.options)), texts)
    if isinstance(field, File):
        return st.one_of(
            st.just(""),
            st.builds(
                lambda name, content: {"name": name, "size": len(content), "bytes": content},
                st.text(max_size=40),
                st.binary(max_size=300),
            ),
        )
    return texts
