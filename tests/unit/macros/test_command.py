"""`python -m macros`: what it prints, for people and for GitHub, and its exit code."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import pyscripts
from macros import __main__ as command
from macros import review
from macros.content import facts, portal, schemas
from macros.content.problem import Problem
from macros.review import prose, spelling
from tests.harness.sites import RULES
from tests.unit.macros.content.test_data import BROWSER, FACT
from tests.unit.macros.small_pages import BODY, HEAD

TRIAGE = """\
start:
  question: Что случилось?
  answers:
  - {says: Нет кода, to: guides/login/no-code}
  - {says: Не знаю, to: checks/code}
"""
CHECK = "---\ntitle: Код\ndescription: Где код.\naliases: [код]\n---\n\nПроверка скажет, где код.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small project without mistakes."""
    for name in pyscripts.names():
        pyscripts.load(name)  # ours have read our tables before the small project lends its own
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    files = {
        "docs/guides/login/no-code.md": HEAD + BODY,
        "docs/checks/code.md": CHECK,
        "macros/data/facts.yml": FACT,
        "macros/data/triage.yml": TRIAGE,
        "pyscripts/data/browser_rules.toml": RULES,
        "macros/data/browsers/chrome.yml": BROWSER.replace("upstream: chrome\n", ""),
        "macros/data/systems/windows.yml": "name: Windows\nactions: {}\n",
        spelling.FILE: (portal.ROOT / spelling.FILE).read_text(),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    yield tmp_path
    portal.use(portal.ROOT)


def change(path: Path, right: str, wrong: str) -> None:
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong))


def test_nothing_is_wrong(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = command.main([], root)
    assert capsys.readouterr().out == "Ошибок нет.\n"
    assert code == 0


def test_everything_that_is_wrong_is_said_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root / "docs/guides/login/no-code.md", "в папке «Спам»", "в попке - «Спам»")
    change(root / "docs/checks/code.md", "скажет", "скожет")
    change(root / "macros/data/facts.yml", "Телефон поддержки", "Телефонъ...")
    change(root / "macros/data/browsers/chrome.yml", "Два", "ЗАПОЛНИТЕ 8 495 123-45-67")
    change(root / "macros/data/triage.yml", "checks/code", "checks/cod")
    assert command.main([], root) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == f"Ошибок: {len(lines)}"
    for wanted in (
        "guides/login/no-code.md: строка 8: дефис вместо тире",
        "checks/code.md: строка 7: слова «скожет» нет в словаре",
        "macros/data/facts.yml: строка 5: слова «Телефонъ» нет в словаре",
        "macros/data/facts.yml: строка 5: три точки",
        "macros/data/browsers/chrome.yml: строка 5: осталось «ЗАПОЛНИТЕ»",
        "macros/data/browsers/chrome.yml: строка 5: телефон 8 495 123-45-67",
        "macros/data/triage.yml: строка 5: нет вопроса или страницы «checks/cod»",
    ):
        assert [line for line in lines if line.startswith(wanted)], (wanted, lines)


def test_words_of_checks_are_looked_at_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = prose.Prose("pyscripts/checks/x.py", 7, 'Звоните 8 495 123-45-67 - "там" аккуант.')
    source = prose.Prose("pyscripts/checks/x.py", 1, "# ЗАПОЛНИТЕ")
    monkeypatch.setattr(prose, "of_check", lambda _: [words])
    monkeypatch.setattr(prose, "source_of_check", lambda _: source)
    found = {str(problem).partition(";")[0] for problem in review.problems(root)}
    assert found == {
        "pyscripts/checks/x.py: строка 1: осталось «ЗАПОЛНИТЕ»",
        "pyscripts/checks/x.py: строка 7: дефис вместо тире",
        'pyscripts/checks/x.py: строка 7: прямые кавычки ""',
        "pyscripts/checks/x.py: строка 7: слова «аккуант» нет в словаре",
        "pyscripts/checks/x.py: строка 7: телефон 8 495 123-45-67",
    }


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"),
    [
        (
            "OUTCOMES = ",
            "OUTCOME = ",
            1,
            "AttributeError: module 'pyscripts.checks.broken' has no attribute 'OUTCOMES'",
        ),
        ("FIELDS = ()", "FIELDS = (", 3, "SyntaxError: '(' was never closed"),
        ("FIELDS = ()", "FIELDS = (1 / 0,)", 3, "ZeroDivisionError: division by zero"),
    ],
)
def test_a_check_that_cannot_be_loaded_is_named(
    right: str, wrong: str, line: int, message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = '"""Слово."""\n\nFIELDS = ()\nOUTCOMES = {}\n\n\ndef check():\n    yield from ()\n'
    assert right in text
    (root / "pyscripts/checks").mkdir(parents=True)
    (root / "pyscripts/checks/broken.py").write_text(text.replace(right, wrong))
    sys.modules.pop("pyscripts.checks.broken", None)
    assert command.main([], root) == 1
    where = f"pyscripts/checks/broken.py: строка {line}"
    assert capsys.readouterr().out.startswith(f"{where}: проверка не загружается: {message}")


def test_a_browser_and_its_rule_belong_together(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root / "pyscripts/data/browser_rules.toml", 'steps = "chrome"', 'steps = "chrom"')
    assert command.main([], root) == 1
    assert capsys.readouterr().out == (
        "macros/data/browsers/chrome.yml: сайт не узнаёт этот браузер; в pyscripts/data/browser_rules.toml нужно правило:"
        ' steps = "chrome"\n'
        "pyscripts/data/browser_rules.toml: правило ведёт к браузеру, у которого нет файла: нет браузера «chrom»;"
        " есть: chrome; может быть, «chrome»?\n"
        "Ошибок: 2\n"
    )


def test_data_that_is_no_yaml_hides_nothing_else(root: Path) -> None:
    (root / "macros/data/facts.yml").write_text("a: [")
    change(root / "docs/checks/code.md", "скажет", "скожет")
    (root / "docs/broken.md").write_text("---\na: [\n---\n")
    assert {problem.path for problem in review.problems(root)} == {
        "macros/data/facts.yml",
        "checks/code.md",
        "broken.md",
    }


def test_github_gets_annotations(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    change(root / "docs/checks/code.md", "скажет", "скажет...")
    assert command.main([], root) == 1
    assert capsys.readouterr().out == (
        "::error file=docs/checks/code.md,line=7::три точки; нужен один знак «…»; исправит make fix\nОшибок: 1\n"
    )


def test_an_annotation_is_one_line(root: Path) -> None:
    problem = Problem("macros/data/facts.yml", 0, "100 %\nнет")
    assert command.annotation(problem, root) == "::error file=macros/data/facts.yml,line=1::100 %25%0Aнет"


def test_fix(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root / "docs/checks/code.md", "скажет", "скажет...")
    assert command.main(["--fix"], root) == 0
    assert capsys.readouterr().out == "Исправлено: docs/checks/code.md\n"
    assert command.main(["--fix"], root) == 0
    assert capsys.readouterr().out == ""
    assert command.main([], root) == 0


def test_schemas(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--schemas"], root) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(schemas.every()) + 1  # and what tells an editor of them


def test_due(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert facts.due_lines(root, date(2027, 1, 5)) == ["Пора сверить фактов: 0 из 1."]
    assert facts.due_lines(root, date(2027, 1, 6)) == [
        "2027-01-06 phone: Телефон поддержки. https://example.ru",
        "Пора сверить фактов: 1 из 1.",
    ]
    assert command.main(["--due"], root) == 0
    assert capsys.readouterr().out
