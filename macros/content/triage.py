"""«Что случилось?»: a small graph of questions and answers that leads to a guide or a check."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, field_validator

from macros.content.pages import Page
from macros.content.pages import read as parse_page
from macros.content.problem import ContentError, Problem, unknown
from macros.content.shape import Field, Shape, Text, mistakes, shaped, wrong
from macros.content.yaml_file import YamlFile, read

FILE = "macros/data/triage.yml"
START = "start"
MANY = "объедините похожие или вынесите часть в новый вопрос"
MOST_QUESTIONS = 4  # in a row
FEWEST_ANSWERS, MOST_ANSWERS = 2, 7
WAY_OUT = ("Ничего из этого", "Не знаю")  # how the last answer begins: it is there for everybody else


class Branch(Shape):
    """What the reader can say, and where that leads: to a question, or to a page like `guides/login/no-code`."""

    says: Text = Field(description="что отвечает читатель")
    to: Text = Field(description="вопрос или страница: guides/тема/имя, checks/имя")

    @property
    def to_page(self) -> bool:
        return "/" in self.to


class Question(Shape):
    """What triage.yml says under the name of a question."""

    question: Text = Field(description="вопрос, он же название страницы")
    hint: Text = Field("", description="одно предложение: как это узнать")
    answers: list[Branch] = Field(description="список ответов")

    @field_validator("answers")
    @classmethod
    def _answered(cls, answers: list[Branch]) -> list[Branch]:
        """No more answers than fit on a screen."""
        if not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS:
            raise wrong(f"ответов {len(answers)}, а бывает от {FEWEST_ANSWERS} до {MOST_ANSWERS}; {MANY}")
        return answers


class Node(Question):
    """One question with its answers."""

    id: str


def _named(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise wrong(f"имя вопроса «{name}»: нужны строчные латинские буквы, цифры и дефисы")
    return name


type Questions = dict[Annotated[str, AfterValidator(_named)], Question]


def load(path: Path, pages: Mapping[str, Page]) -> dict[str, Node]:
    """Read the questions and check them against the existing guides and checks.

    Raises:
        ContentError: something in it is wrong; every mistake is named.
    """
    file = read(path, f"macros/data/{path.name}")
    names = {page.path.removesuffix(".md") for page in pages.values() if page.kind in ("guide", "check")}
    if problems := list(check(file, names)):
        raise ContentError(problems)
    questions = shaped(Questions.__value__, file)
    return {name: Node.model_construct(**dict(question), id=name) for name, question in questions.items()}


UNREAD = {START: Node.model_construct(id=START, question="", hint="", answers=[])}  # of a file that cannot be read


def path(question: str) -> str:
    """Where the page of a question lies in docs/; only that of the first is a file, the others are made."""
    return "index.md" if question == START else f"help/{question}.md"


def page(node: Node) -> Page:
    """The page of one question."""
    meta = json.dumps({"title": node.question, "description": node.hint or node.question}, ensure_ascii=False)
    text = f'---\n{meta}\n---\n\n{{{{ triage("{node.id}") }}}}\n'
    return parse_page(text, path(node.id))


def check(file: YamlFile, page_names: Collection[str]) -> Iterator[Problem]:
    """Find what is wrong with a file of questions: first its shape, then, if that is right, its ways.

    Args:
        file: the questions.
        page_names: where answers may lead, `guides/login/no-code` and `checks/card`; every guide must be reached.
    """
    found = list(_shape(file)) or [*_ends(file), *_targets(file, page_names)]
    yield from found
    if not found:
        yield from dict.fromkeys(_ways(file, START, ()))
        yield from _unreached(file, page_names)


def _shape(file: YamlFile) -> Iterator[Problem]:
    yield from mistakes(Questions.__value__, file)
    if not isinstance(file.data, dict) or START not in file.data:
        yield Problem(file.path, 1, f"нет первого вопроса «{START}»")


def _ends(file: YamlFile) -> Iterator[Problem]:
    """Questions whose last answer is not there for everybody else."""
    for name, node in file.data.items():
        last = len(node["answers"]) - 1
        if not node["answers"][last]["says"].startswith(WAY_OUT):
            begin = " или ".join(f"«{words}»" for words in WAY_OUT)
            yield file.problem((name, "answers", last), f"последний ответ начинается с {begin}")


def _targets(file: YamlFile, page_names: Collection[str]) -> Iterator[Problem]:
    """Answers that lead nowhere."""
    known = [*file.data, *sorted(page_names)]
    for name, node in file.data.items():
        for index, answer in enumerate(node["answers"]):
            if answer["to"] not in known:
                yield file.problem((name, "answers", index, "to"), unknown("вопроса или страницы", answer["to"], known))


def _ways(file: YamlFile, name: str, before: tuple[str, ...]) -> Iterator[Problem]:
    """Ways that turn in a circle or are too long; `before` holds the questions that led to this one."""
    way = (*before, name)
    if name in before:
        yield file.problem((name,), f"круг: {' → '.join(way[way.index(name) :])}")
    elif len(way) > MOST_QUESTIONS:
        yield file.problem((name,), f"больше {MOST_QUESTIONS} вопросов подряд: {' → '.join(way)}")
    else:
        for to in _next(file, name):
            if to in file.data:
                yield from _ways(file, to, way)


def _unreached(file: YamlFile, page_names: Collection[str]) -> Iterator[Problem]:
    """Questions and guides to which no way leads."""
    reached: set[str] = set()
    ahead = [START]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += _next(file, name)
    for name in file.data:
        if name not in reached:
            yield file.problem((name,), f"к вопросу «{name}» не ведёт ни один ответ")
    for page in sorted(page_names):
        if page.startswith("guides/") and page not in reached:
            yield Problem(file.path, 0, f"к инструкции «{page}» не ведёт ни один ответ")


def _next(file: YamlFile, name: str) -> list[str]:
    """Where the answers to a question lead; a page leads nowhere."""
    return [answer["to"] for answer in file.data[name]["answers"]] if name in file.data else []
