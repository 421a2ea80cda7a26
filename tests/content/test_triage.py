"""Every way through «Что случилось?» ends at a page that helps, and each way to break that is caught."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from macros.content import triage
from macros.content.pages import Page, read_all
from macros.content.problem import ContentError
from macros.content.triage import Branch, Node
from macros.content.yaml_file import parse

ROOT = Path(__file__).parents[2]
FILE = ROOT / "macros" / "data" / "triage.yml"


@pytest.fixture(scope="module")
def pages() -> Mapping[str, Page]:
    return read_all(ROOT / "docs")


@pytest.fixture(scope="module")
def nodes(pages: Mapping[str, Page]) -> Mapping[str, Node]:
    return triage.load(FILE, pages)


def ways(nodes: Mapping[str, Node], name: str = triage.START) -> Iterator[tuple[Branch, ...]]:
    """Every row of answers from a question to a page. Endless if the questions turn in a circle."""
    for answer in nodes[name].answers:
        if answer.to_page:
            yield (answer,)
        else:
            yield from ((answer, *rest) for rest in ways(nodes, answer.to))


def test_every_way_ends_at_a_page_with_words(nodes: Mapping[str, Node], pages: Mapping[str, Page]) -> None:
    for way in ways(nodes):
        assert pages[f"{way[-1].to}.md"].body.strip(), way
        assert len(way) <= triage.MOST_QUESTIONS, way


def test_the_ways_lead_past_every_question_and_to_every_guide(
    nodes: Mapping[str, Node], pages: Mapping[str, Page]
) -> None:
    reached = {answer.to for way in ways(nodes) for answer in way}
    assert reached >= nodes.keys() - {triage.START}
    assert reached >= {page.path.removesuffix(".md") for page in pages.values() if page.kind == "guide"}


def test_no_question_has_the_same_answer_twice(nodes: Mapping[str, Node]) -> None:
    for node in nodes.values():
        assert len({answer.says for answer in node.answers}) == len(node.answers), node.id


def test_words_are_short_enough_for_a_phone(nodes: Mapping[str, Node]) -> None:
    for node in nodes.values():
        assert len(node.question) <= 60, node.question
        for answer in node.answers:
            assert len(answer.says) <= 70, answer.says


PAGES = {"guides/login/no-code", "guides/tech/slow", "checks/connection"}
SOUND = """\
start:
  question: Что случилось?
  hint: Выберите.
  answers:
  - {says: Вход, to: login}
  - {says: Не знаю, to: guides/tech/slow}
login:
  question: На чём вы остановились?
  answers:
  - {says: Нет кода, to: guides/login/no-code}
  - {says: Ничего из этого, to: checks/connection}
"""


def problems(text: str) -> list[str]:
    return [str(problem) for problem in triage.check(parse(text, "t.yml"), PAGES)]


def graph(*questions: str) -> str:
    """Questions as `id: where the answers lead`; every guide is reached from the first."""
    text = ""
    for question in questions:
        name, _, targets = question.partition(": ")
        answers = [f"  - {{says: Ответ {number}, to: {to}}}\n" for number, to in enumerate(targets.split())]
        text += f"{name}:\n  question: Что?\n  answers:\n{''.join(answers)}"
        text += "  - {says: Не знаю, to: checks/connection}\n"
    return text


def test_a_sound_graph_has_no_problems() -> None:
    assert problems(SOUND) == []


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("start:", "begin:", 1, "нет первого вопроса «start»"),
        ("login:\n", "Log_in:\n", 7, "имя вопроса «Log_in»"),
        (
            "question: На",
            "qestion: На",
            8,
            "нет ключа «qestion»; есть: question, hint, answers; может быть, «question»",
        ),
        ("question: На чём вы остановились?", "question: ''", 8, "question: пустая строка"),
        ("hint: Выберите.", "hint: 5", 3, "hint — это строка"),
        ("says: Нет кода", "says: ' '", 10, "says: пустая строка"),
        ("to: checks/connection", "goto: checks/connection", 11, "нет ключа «to»"),
        ("{says: Вход, to: login}", "login", 5, "в списке answers нужны строки «ключ: значение»: says, to"),
        ("  - {says: Вход, to: login}\n", "", 4, "ответов 1, а бывает от 2 до 7"),
        (
            "  - {says: Вход, to: login}\n",
            "  - {says: Вход, to: login}\n" * 7,
            4,
            "ответов 8, а бывает от 2 до 7; объедините похожие",
        ),
        ("says: Ничего из этого", "says: Другое", 11, "последний ответ начинается с «Ничего из этого» или «Не знаю»"),
        ("to: login", "to: logon", 5, "нет вопроса или страницы «logon»"),
        ("login/no-code", "login/no-cod", 10, "может быть, «guides/login/no-code»?"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    assert SOUND.count(right) == 1
    found = problems(SOUND.replace(right, wrong))
    assert [text for text in found if text.startswith(f"t.yml: строка {line}: ") and words in text], found


@pytest.mark.parametrize(
    ("questions", "wrong"),
    [
        (["second: third", "third: fourth", "fourth: checks/connection"], []),
        (["second: second"], ["t.yml: строка 8: круг: second → second"]),
        (["second: third", "third: start"], ["t.yml: строка 1: круг: start → second → third → start"]),
        (
            ["second: third", "third: fourth", "fourth: fifth", "fifth: checks/connection"],
            ["t.yml: строка 23: больше 4 вопросов подряд: start → second → third → fourth → fifth"],
        ),
        (
            ["second: checks/connection", "third: second"],
            ["t.yml: строка 13: к вопросу «third» не ведёт ни один ответ"],
        ),
    ],
    ids=["four in a row", "circle of one", "circle of three", "five in a row", "never asked"],
)
def test_a_wrong_way_is_named(questions: list[str], wrong: list[str]) -> None:
    assert problems(graph("start: guides/tech/slow guides/login/no-code second", *questions)) == wrong


def test_a_guide_to_which_no_way_leads_is_named() -> None:
    assert problems(graph("start: guides/tech/slow")) == [
        "t.yml: к инструкции «guides/login/no-code» не ведёт ни один ответ"
    ]


@pytest.mark.parametrize("text", ["", "[]", "start", "start: []", "start: {question: [], answers: {}}"])
def test_any_shape_gets_an_answer(text: str) -> None:
    assert problems(text)


def test_load_names_every_mistake(tmp_path: Path) -> None:
    path = tmp_path / "triage.yml"
    path.write_text(graph("start: logon checks/conection"))
    with pytest.raises(ContentError, match=r"«logon»(?s:.*)«checks/conection»"):
        triage.load(path, {})
