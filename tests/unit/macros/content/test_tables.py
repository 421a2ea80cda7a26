"""Tables of checks have the shape that the checks read; what is wrong is told in Russian, with file and line."""

import re
from pathlib import Path

import pytest

from macros.content import numbers, portal, tables, toml_file
from macros.content.problem import ContentError
from macros.review import problems
from pyscripts.data import table

ROOT = Path(__file__).parents[4]
DATA = ROOT / "pyscripts" / "data"
RULES = ROOT / "macros" / "data"
RUSSIAN = re.compile("[а-я]")


def told(name: str, text: str) -> list[str]:
    return [str(problem) for problem in tables.check(name, toml_file.parse(text, f"{name}.toml"))]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_every_table_has_its_shape(path: Path) -> None:
    assert path.stem in tables.SHAPES
    assert told(path.stem, path.read_text()) == []


@pytest.mark.parametrize("name", sorted(tables.SHAPES))
def test_a_lost_key_is_named_and_a_strange_one_is_placed(name: str) -> None:
    text = (DATA / f"{name}.toml").read_text()
    if name not in ("terms", "signing"):  # the keys of one are names, any of them; the other has rows of many days
        lost = told(name, re.sub(r"(?m)^as_of = .*$", "", text, count=1))
        assert any("нет ключа «as_of»" in line for line in lost)
        strange = told(name, f'стран = "x"\n{text}'.replace("стран", "strange", 1))
        assert any(line.startswith(f"{name}.toml: строка 1: нет ключа «strange»") for line in strange)
    empty = told(name, "as_of = 5")
    assert empty
    assert all(RUSSIAN.search(line) for line in empty)


@pytest.mark.parametrize("path", sorted(RULES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_table_of_rules_has_its_shape(path: Path) -> None:
    text = path.read_text()
    assert path.stem in tables.RULES
    assert not list(tables.check_rules(path.stem, toml_file.parse(text, path.name)))
    strange = list(tables.check_rules(path.stem, toml_file.parse(f"strange = 5\n{text}", path.name)))
    assert [problem.line for problem in strange] == [1]
    assert strange[0].text.startswith("нет ключа «strange»")


@pytest.mark.parametrize("name", sorted(tables.RULES))
@pytest.mark.parametrize("text", ["a = ", "a = 5", 'says = "x"', "\xff"])
def test_a_broken_table_of_rules_is_named_and_judges_nothing(name: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "macros" / "data" / f"{name}.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode("latin-1"))
    try:
        found = list(problems(tmp_path))
    finally:
        portal.use(portal.ROOT)
    assert {problem.path for problem in found} == {f"macros/data/{name}.toml"}


def test_a_kind_of_harm_names_a_list_of_verbs_that_is_there() -> None:
    text = (RULES / "harm.toml").read_text().replace('do = "off"', 'do = "of"', 1)
    found = [problem.text for problem in tables.check_rules("harm", toml_file.parse(text, "harm.toml"))]
    assert len(found) == 1
    assert found[0].startswith("нет списка глаголов «of»")


def test_a_kind_of_harm_looks_for_something_that_is_there() -> None:
    text = (RULES / "harm.toml").read_text() + '[[kind]]\nsays = "x"\n[[kind.rule]]\nroles = "no-such"\n[[kind.rule]]\n'
    found = [problem.text for problem in tables.check_rules("harm", toml_file.parse(text, "harm.toml"))]
    assert len(found) == 2
    assert found[0].startswith("нет списка слов «no-such»")
    assert found[1].startswith("нет ни what, ни roles")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('\nside = "you"', '\nside = "yuo"', "нет стороны «yuo»"),
        ('\ncauses = "', '\ncauses = "no-such ', "нет причины «no-such»"),
        ('ERR_CERT_ = "cert"', 'ERR_CERT_ = "cret"', "нет семьи «cret»"),
        ('\nlevel = "warn"', '\nlevel = "warning"', "нет уровня «warning»"),
        ("\ngeneral = true", '\ngeneral = "да"', "general — это true или false"),
        ("\nyear = 2022", '\nyear = "2022"', "year — это целое число"),
        ("\nsays = ", "\nsaid = ", "нет ключа «said»"),
    ],
)
def test_a_slip_in_the_errors_is_named_with_its_line(before: str, after: str, expected: str) -> None:
    text = (DATA / "errors.toml").read_text()
    line = (
        text[: text.index(before) + 1].count("\n") + 1
        if before[0] == "\n"
        else text[: text.index(before)].count("\n") + 1
    )
    assert any(
        each.startswith(f"errors.toml: строка {line}: {expected}")
        for each in told("errors", text.replace(before, after, 1))
    )


def test_a_pattern_that_cannot_be_read_is_named() -> None:
    text = (DATA / "message_signs.toml").read_text()
    assert "не регулярное выражение" in "".join(
        told(
            "message_signs", text.replace('key = "asks-code"\npatterns = [', "key = \"asks-code\"\npatterns = ['(',", 1)
        )
    )
    assert "нет куска «nothing»" in "".join(
        told(
            "message_signs",
            text.replace('key = "asks-code"\npatterns = [', "key = \"asks-code\"\npatterns = ['{nothing}',", 1),
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('"static-down"]', '"static-down", "more"]', "в строке 8 слов, а нужно 7"),
        ('"down|none", "down|none"', '"dawn|none", "down|none"', "нет состояния «dawn»"),
        ('login = "portal"', "login = 1", "login"),
    ],
)
def test_a_wrong_row_of_verdicts_is_named(old: str, new: str, wrong: str) -> None:
    text = (DATA / "connection_table.toml").read_text()
    assert wrong in "".join(told("connection_table", text.replace(old, new, 1)))


def test_checks_and_texts_know_the_same_emergency_numbers() -> None:
    assert sorted(table("official")["emergency"]["numbers"]) == sorted(numbers.EMERGENCY)


def test_what_is_no_toml_says_so() -> None:
    with pytest.raises(ContentError, match=r"x\.toml: строка 2: это не TOML"):
        toml_file.parse("a = 1\nb = \n", "x.toml")


def test_a_malformed_table_of_a_site_stops_before_any_check_is_loaded(tmp_path: Path) -> None:
    """It used to be a KeyError of whatever read the table first."""
    data = tmp_path / "pyscripts" / "data"
    data.mkdir(parents=True)
    (data / "errors.toml").write_text("as_of = 2026-11-26\n")
    try:
        found = [str(problem) for problem in problems(tmp_path)]
    finally:
        portal.use(portal.ROOT)
    assert "pyscripts/data/errors.toml: строка 1: нет ключа «family»" in found
