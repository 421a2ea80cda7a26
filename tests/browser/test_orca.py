"""What a screen reader itself says, from «Что случилось?» to the report, and in the workbench: Orca with Firefox, by keys only."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.test_labels import PREFERENCES
from tests.harness import orca
from tests.harness.orca import Orca

WAY = {  # by link: the heading of the page to which it leads
    "Не получается заявление, запись или оплата": "Что не получается?",
    "Оплата не проходит": "Что с оплатой?",
    "Не знаю": "Не проходит оплата",
}
GUIDE = "guides/login/no-code.md"
ECHO = {"Enter": "return", "Space": "пробел", "-": "тире"}  # what is said of a key
HEADINGS = H1, H2, H3 = [f"заголовок уровень {level}" for level in (1, 2, 3)]
# What Orca calls a thing that has to have a name, which it says before; between them it says how the thing stands.
NAMED = {
    "ссылка", "посещённая ссылка", "нажимаемая кнопка", "кнопка-переключатель", "радио-кнопка", "кнопка-флажок", "запись",
    *HEADINGS,
}  # fmt: skip
STANDS = {
    "свёрнуто", "развёрнуто", "нажато", "не нажато", "выбрано", "не выбрано", "отмечено", "не отмечено", "только для чтения",
    *HEADINGS,  # of a button: one folds what is below it
}  # fmt: skip


@pytest.fixture
def reader(site: str, env: dict[str, str], tmp_path: Path) -> Iterator[Orca]:
    with orca.reading(site, env, tmp_path, PREFERENCES) as running:
        yield running


@pytest.fixture
def workbench(site: str, env: dict[str, str], tmp_path: Path) -> Iterator[Orca]:
    with orca.reading(f"{site}about/workbench/?page={GUIDE}", env, tmp_path, PREFERENCES) as running:
        running.hear("Мастерская", "сведения", "строка состояния")  # to the end: keys that come before are lost
        yield running


def test_from_what_happened_to_the_report(reader: Orca) -> None:
    reader.hear("основное содержание", "навигация", "Что случилось?", H1, "Не получается заявление", "ссылка")
    for link, heading in WAY.items():
        reader.go_to(H1, "h")
        assert "ссылка" in " ".join(reader.go_to(link, "k"))
        reader.strike("Enter")
        reader.hear("Завершение загрузки", "основное содержание", "навигация", heading, H1, "сведения")
    reader.go_to("Деньги не ушли", "h")  # a case, which is folded
    assert H3 in " ".join(reader.heard)
    reader.go_to("Проверьте прямо здесь", "Shift+h")
    assert H2 in " ".join(reader.heard)
    field = reader.go_to("Код или текст ошибки", "e")
    assert "Пароль, номер карты и код из СМС уберите." in " ".join(field)
    reader.type("502")
    reader.strike("Tab")
    reader.hear("Проверить", "кнопка")
    reader.strike("Enter")
    verdict = reader.hear_out("Есть что исправить", "сервер сайта не справился", "Что делать.")  # it comes by itself
    assert [" ".join(verdict).count(words) for words in ("Есть что исправить", "HTTP 502")] == [1, 1]
    reader.go_to("Содержание", "Shift+m")
    reader.go_to("Мой отчёт", "Shift+k")
    reader.strike("Enter")
    reader.hear("Мой отчёт", H1, "Сообщение об ошибке: есть что исправить", "Скопировать", "кнопка", "сведения")
    said = reader.transcript
    assert [place for place, words in enumerate(said) if words in NAMED and not _is_named(said[:place])] == [], said
    assert not any("¶" in words for words in said)


def test_a_page_is_edited(workbench: Orca) -> None:
    """Opened, written into, its mistakes heard, put right by a key, and taken along."""
    workbench.go_to("Открыть", "b")
    workbench.strike("Enter")
    workbench.hear(f"Текст файла docs/{GUIDE}", "запись", "F8 — следующая ошибка", "Ошибок нет.")
    workbench.strike("Control+End")
    for key in ("Enter", "1", "Space", "-", "Space", "2", "Enter"):
        workbench.strike(key)
        workbench.hear(ECHO.get(key, key))
    workbench.hear("Ошибок: 1")
    workbench.strike("F8")
    workbench.hear("дефис вместо тире", "Alt+Enter — исправить")
    workbench.strike("Alt+Enter")
    workbench.hear("исправлена")
    workbench.tab_past("Предложить правку", "ссылка", "Скачать правку", "кнопка")


def _is_named(before: list[str]) -> bool:
    """Whether the last that was said before what a thing is, and how it stands, is a name."""
    return next(words for words in reversed(before) if words not in STANDS) not in NAMED
