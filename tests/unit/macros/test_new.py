"""New guides, browsers and checks: in the right place, and right but for what people have to fill in."""

import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

import pyscripts
from macros import new
from macros.content import browsers, pages
from macros.content.shape import mistakes
from macros.content.yaml_file import read
from macros.review import page_text
from macros.review.prose import Prose
from tests.unit.macros.small_pages import FACTS, PAGES

GUIDE = ["guide", "topic=login", "slug=captcha", "title=Ошибка: не робот"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("docs/guides/login", "docs/guides/tech", "docs/checks", "macros/data/browsers", "pyscripts/checks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests/unit/checks").mkdir(parents=True)
    return tmp_path


def only_unfilled(problems: list[str]) -> bool:
    return bool(problems) and all(page_text.FILL_IN in problem for problem in problems)


@pytest.mark.parametrize("arguments", [[], ["gide"]])
def test_what_can_be_made_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert new.main(arguments) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [kind.example for kind in new.KINDS.values()]


def test_a_guide(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new.main(GUIDE, root) == 0
    name = "guides/login/captcha.md"
    page = pages.read((root / "docs" / name).read_text(), name)
    assert page.meta.data["title"] == "Ошибка: не робот"
    assert page.meta.data["checked"] == date.today()
    assert not list(pages.check(page))
    assert only_unfilled([problem.text for problem in page_text.check(page, PAGES, FACTS)])
    assert "guides/login/captcha, запустите make check" in capsys.readouterr().out


def test_a_browser(root: Path) -> None:
    assert new.main(["browser", "slug=atom", "title=Атом"], root) == 0
    path = root / "macros" / "data" / "browsers" / "atom.yml"
    shutil.copy(Path(new.__file__).parent / "data" / "browsers" / "chrome.yml", path.parent)
    assert browsers.load_browsers(path.parent)["clear-site"][0].name == "Атом"
    assert not list(mistakes(browsers.Browser, read(path, "atom.yml")))
    assert only_unfilled([problem.text for problem in page_text.unfilled(Prose("atom.yml", 1, path.read_text()))])


def test_a_check(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert new.main(["check", "name=parcel", "title=Номер посылки"], root) == 0
    monkeypatch.setattr("pyscripts.checks.__path__", [str(root / "pyscripts" / "checks")])
    assert pyscripts.names() == ["parcel"]
    assert pyscripts.load("parcel").title == "Номер посылки"
    assert pyscripts.keys("parcel", number="112-233") == ["right"]
    assert pyscripts.keys("parcel", number="112") == ["short"]
    del sys.modules["pyscripts.checks.parcel"]
    page = pages.read((root / "docs" / "checks" / "parcel.md").read_text(), "checks/parcel.md")
    assert not list(pages.check(page))
    assert only_unfilled([problem.text for problem in page_text.check(page, PAGES, FACTS)])
    compile((root / "tests/unit/checks/test_parcel.py").read_text(), "test_parcel.py", "exec")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([*GUIDE, "tpoic=x"], "Нет ключа «tpoic»; есть: topic, slug, title."),
        ([*GUIDE, "topic=logon"], "Нет темы «logon»; есть: login, tech."),
        ([*GUIDE, "slug=Нет кода"], "Имя файла (slug): «Нет кода» не подходит; нужно: строчные латинские буквы"),
        ([*GUIDE, f"title={'ы' * 61}"], "не подходит; нужно: до 60 знаков"),
        (["guide"], "Тема (topic): «» не подходит; нужно: папка из docs/guides: login."),
        (["check", "name=Card"], "Имя проверки (name): «Card» не подходит"),
    ],
)
def test_what_cannot_be_taken_is_named(
    arguments: list[str], message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new.main(arguments, root) == 1
    out = capsys.readouterr().out
    assert message in out
    assert "\nПример: make " in out
    assert not [path for path in root.rglob("*") if path.is_file()]


def test_nothing_is_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs" / "checks" / "parcel.md").write_text("x")
    assert new.main(["check", "name=parcel", "title=Номер посылки"], root) == 1
    assert "Файл docs/checks/parcel.md уже есть; выберите другое имя." in capsys.readouterr().out
    assert not list((root / "pyscripts" / "checks").iterdir())


def test_what_is_not_given_is_asked_for(root: Path) -> None:
    answers = iter(["login", "captcha", "Не робот"])
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    assert new.main(["guide", "topic=", "slug=", "title="], root, ask) == 0
    assert [question.partition(" (")[0] for question in asked] == ["Тема", "Имя файла", "Название для читателя"]
    assert asked[0] == "Тема (login, tech): "
    assert (root / "docs" / "guides" / "login" / "captcha.md").exists()
