"""A row of a table that names a fact says what the fact says."""

from pathlib import Path

import pytest

from macros.content.facts import Unread
from macros.review import agreement
from tests.unit.macros.small_pages import FACTS

ROW = """\
[answer]
says = "30 дней"
fact = "appeal-days"
as_of = 2026-11-22

[complaint]
days = 15
facts = { days = "complaint-days" }
"""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("30 дней", "31 день", "3: says «31 день», а в факте «appeal-days» (macros/data/facts.yml) — «30 дней»"),
        ("2026-11-22", "2026-11-23", "3: as_of 2026-11-23, а у факта «appeal-days»"),
        ('says = "30 дней"\n', "", "2: says «None», а в факте «appeal-days»"),
        ('"appeal-days"', '"apeal-days"', "3: нет факта «apeal-days»; есть: "),
        (
            "days = 15",
            "days = 5",
            "8: days = 5, а в факте «complaint-days» (macros/data/facts.yml) — «15 рабочих дней»",
        ),
        ("days = 15", "day = 15", "8: days = None, а в факте «complaint-days»"),
        ('"complaint-days"', '"complain-days"', "8: нет факта «complain-days»; есть: "),
    ],
)
def test_what_a_table_says_otherwise_is_named(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "pyscripts" / "data" / "terms.toml"
    path.parent.mkdir(parents=True)
    path.write_text(ROW)
    assert list(agreement.check(tmp_path, FACTS)) == []
    assert ROW.count(right) == 1
    path.write_text(ROW.replace(right, wrong))
    (problem,) = agreement.check(tmp_path, FACTS)
    assert problem.path == "pyscripts/data/terms.toml"
    assert f"{problem.line}: {problem.text}".startswith(message)
    assert list(agreement.check(tmp_path, Unread())) == []
