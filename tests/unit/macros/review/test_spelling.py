"""Spelling, with a real hunspell."""

from pathlib import Path

import pytest

from macros.review import spelling
from macros.review.prose import Prose

ROOT = Path(__file__).parents[4]


def told(text: str, tmp_path: Path, words: str = "смс\n") -> list[str]:
    path = tmp_path / "words.txt"
    path.write_text(words)
    prose = Prose("x.md", 5, text)
    return [f"{problem.line}: {problem.text}" for problem in [*spelling.mixed(prose), *spelling.check([prose], path)]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Раз.\nЗайдите в аккуант.", "6: слова «аккуант» нет в словаре; может быть, «аккаунт» или «аккурат»? если оно"),
        ("Щщщщъ", "5: слова «Щщщщъ» нет в словаре; если оно верное, добавьте его в macros/data/words.txt"),
        ("Пaроль", "5: в слове «Пaроль» есть и русские, и латинские буквы; оставьте одни"),
    ],
)
def test_a_wrong_word_is_named(text: str, message: str, tmp_path: Path) -> None:
    assert [line for line in told(text, tmp_path) if line.startswith(message)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "СМС и смс",
        "`аккуант`",
        '{{ fact("аккуант") }}',
        "[код](аккуант.md)",
        "2-й, из-за, что-нибудь",
        "Login йй2",
        "ещё",
    ],
)
def test_right_words_and_no_words_are_left_alone(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []


def test_all_words_are_asked_at_once() -> None:
    assert spelling.misspelt(["код", "аккуант", "Щщщщъ"]) == {"аккуант": ["аккаунт", "аккурат"], "Щщщщъ": [""]}


@pytest.mark.parametrize("command", [("no-such-program",), ("hunspell", "-a", "-d", "xx_XX")])
def test_it_says_how_to_install_what_is_missing(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "_COMMAND", command)
    assert told("код", tmp_path) == [f"0: {spelling.MISSING}"]


def test_the_words_of_the_project_are_in_order() -> None:
    text = (ROOT / spelling.FILE).read_text()
    assert spelling.in_order(text) == text
