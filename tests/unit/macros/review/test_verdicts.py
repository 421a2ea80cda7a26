"""An alarm that a check no longer gives is told, whatever else was changed with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.content import portal
from macros.review import verdicts
from macros.review.programs import loading

CHECK = '''\
"""Слово.

>>> keys(word="беда")
['bad']
>>> keys(word="ладно")
['fine']
"""

from pyscripts.form import Line
from pyscripts.verdict import ok, stop

FIELDS = (Line("word", "Слово"),)
OUTCOMES = {
    "bad": stop("Это обман.", next="Не платите: деньги не вернут.", guide="safety/fraud"),
    "fine": ok("Хорошо."),
}


def check(word):
    yield "bad" if "беда" in word else "fine"
'''


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "pyscripts" / "checks").mkdir(parents=True)
    (tmp_path / "macros" / "data").mkdir(parents=True)
    yield tmp_path
    portal.use(portal.ROOT)


def told(root: Path, old: str = "", new: str = "") -> list[str]:
    """What is wrong with the check of a site after a change."""
    (root / "pyscripts" / "checks" / "word.py").write_text(CHECK.replace(old, new))
    portal.use(root)
    looked = loading.look(root)
    found = [*looked.broken.values(), *looked.wrong]
    return [problem.text for problem in found or verdicts.check(root, looked.answers)]


def kept(root: Path) -> str:
    """The table of the check as it is."""
    assert told(root) == []
    table = verdicts.with_new("", loading.look(root).answers)
    (root / verdicts.FILE).write_text(table)
    return table


def test_the_table_has_what_warns(root: Path) -> None:
    rows = [line.strip() for line in kept(root).splitlines() if line.startswith("  ")]
    assert rows == [
        "bad → stop",
        "bad, дальше → safety/fraud",
        "Не платите: деньги не вернут → сказано",
        "keys(word='беда') → bad",
    ]
    assert told(root) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"bad": stop(', '"bad": ok(', "«bad» было stop, а теперь ok"),
        ("safety/fraud", "tech/slow", "«bad, дальше» было safety/fraud, а теперь такого нет"),
        ("Не платите: деньги", "Платите: деньги", "«Не платите: деньги не вернут» было сказано, а теперь такого нет"),
        ("word=\"беда\")\n['bad']", "word=\"беды\")\n['fine']", "«keys(word='беда')» было bad, а теперь такого нет"),
    ],
)
def test_an_alarm_that_is_gone_is_told(old: str, new: str, what: str, root: Path) -> None:
    kept(root)
    assert told(root, old, new)[0].startswith(what)


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ('"bad": stop(', '"bad": ok(', ("bad → stop", "bad → ok")),
        ('yield "bad" if', 'yield "fine" if', ("keys(word='беда') → bad", "keys(word='беда') → fine")),
    ],
)
def test_a_calm_answer_in_the_table_is_told(old: str, new: str, row: tuple[str, str], root: Path) -> None:
    (root / verdicts.FILE).write_text(kept(root).replace(*row))
    calm = CHECK.replace(old, new).replace("['bad']", "['fine']" if "yield" in old else "['bad']")
    assert any("это не тревога" in text for text in told(root, CHECK, calm))


def test_what_is_gone_from_the_check_stays_in_the_table(root: Path) -> None:
    table = kept(root)
    told(root, '"bad": stop(', '"bad": ok(')
    assert verdicts.with_new(table, loading.look(root).answers) == table


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"беда" in word', '"беда" not in word', "keys(word='беда'): проверка отвечает ['fine'], а не ['bad']"),
        ("    yield", "    while word: pass\n    yield", "проверка не отвечает на свои примеры"),
        ("    yield", "    word.no\n    yield", "на своих примерах AttributeError"),
        (
            "\n\ndef check(word):\n    yield",
            "SEEN = []\n\n\ndef check(word):\n    SEEN.append(word)\n    yield 'fine' if SEEN.count(word) > 1 else",
            "keys(word='беда'): проверка отвечает ['fine'], а не ['bad']",
        ),
    ],
    ids=["flipped", "endless", "broken", "remembers"],
)
def test_examples_are_asked(old: str, new: str, what: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "ANSWER", 1)
    assert told(root, old, new)[0].startswith(what)
