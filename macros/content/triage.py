"""«Что случилось?»: a small graph of questions and answers that leads to a guide or a check."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.content.pages import Page
from macros.content.pages import read as parse_page
from macros.content.problem import ContentError, Problem, unknown
from macros.content.yaml_file import Key, YamlFile, read

START = "start"
MANY = "объедините похожие или вынесите часть в новый вопрос"
MOST_QUESTIONS = 4  # in a row
FEWEST_ANSWERS, MOST_ANSWERS = 2, 7
WAY_OUT = ("Ничего из этого", "Не знаю")  # how the last answer begins: it is there for everybody else
NODE_KEYS = ("question", "hint", "answers")
ANSWER_KEYS = ("says", "to")


@dataclass(frozen=True)
class Answer:
    """What the reader can say, and where that leads: to a question, or to a page like `guides/login/no-code`."""

    says: str
    to: str

    @property
    def to_page(self) -> bool:
        return "/" in self.to


@dataclass(frozen=True)
class Node:
    """One question with its answers."""

    id: str
    question: str
    hint: str
    answers: tuple[Answer, ...]


def load(path: Path, pages: Mapping[str, Page]) -> dict[str, Node]:
    """Read and check the file of questions against the guides and checks that there are.

    Raises:
        ContentError: something in it is wrong; every mistake is named.
    """
    file = read(path, f"macros/data/{path.name}")
    names = {page.path.removesuffix(".md") for page in pages.values() if page.kind in ("guide", "check")}
    if problems := list(check(file, names)):
        raise ContentError(problems)
    return {
        name: Node(name, node["question"], node.get("hint", ""), tuple(Answer(**answer) for answer in node["answers"]))
        for name, node in file.data.items()
    }


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
    yield from list(_shape(file)) or list(_targets(file, page_names)) or list(_graph(file, page_names))


def _shape(file: YamlFile) -> Iterator[Problem]:
    if not isinstance(file.data, dict) or START not in file.data:
        yield Problem(file.path, 1, f"нет первого вопроса «{START}»")
        return
    for name, node in file.data.items():
        yield from _node(file, name, node)


def _node(file: YamlFile, name: Any, node: Any) -> Iterator[Problem]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(name)):
        yield file.problem((name,), f"имя вопроса «{name}»: нужны строчные латинские буквы, цифры и дефисы")
    if not isinstance(node, dict):
        yield file.problem((name,), f"у вопроса нужны ключи: {', '.join(NODE_KEYS)}")
        return
    yield from _words(file, (name,), node, NODE_KEYS, texts=("question",))
    if "hint" in node and not _is_text(node["hint"]):
        yield file.problem((name, "hint"), "hint — это одно предложение")
    answers = node.get("answers")
    if not isinstance(answers, list) or not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS:
        number = len(answers) if isinstance(answers, list) else 0
        yield file.problem(
            (name, "answers"), f"ответов {number}, а бывает от {FEWEST_ANSWERS} до {MOST_ANSWERS}; {MANY}"
        )
        return
    for index, answer in enumerate(answers):
        yield from _answer(file, (name, "answers", index), answer)
    if isinstance(answers[-1], dict) and not str(answers[-1].get("says")).startswith(WAY_OUT):
        begin = " или ".join(f"«{words}»" for words in WAY_OUT)
        yield file.problem((name, "answers", len(answers) - 1), f"последний ответ начинается с {begin}")


def _answer(file: YamlFile, way: tuple[Key, ...], answer: Any) -> Iterator[Problem]:
    if isinstance(answer, dict):
        yield from _words(file, way, answer, ANSWER_KEYS, texts=ANSWER_KEYS)
    else:
        yield file.problem(way, f"у ответа нужны ключи: {', '.join(ANSWER_KEYS)}")


def _words(
    file: YamlFile, way: tuple[Key, ...], entry: Mapping[str, Any], keys: tuple[str, ...], texts: tuple[str, ...]
) -> Iterator[Problem]:
    """The keys that do not belong, and the texts that are not there."""
    for key in entry:
        if key not in keys:
            yield file.problem((*way, key), unknown("ключа", key, keys))
    for key in texts:
        if not _is_text(entry.get(key)):
            yield file.problem((*way, key), f"{key} — это строка, и она нужна")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _targets(file: YamlFile, page_names: Collection[str]) -> Iterator[Problem]:
    """Answers that lead nowhere."""
    known = [*file.data, *sorted(page_names)]
    for name, node in file.data.items():
        for index, answer in enumerate(node["answers"]):
            if answer["to"] not in known:
                yield file.problem((name, "answers", index, "to"), unknown("вопроса или страницы", answer["to"], known))


def _graph(file: YamlFile, page_names: Collection[str]) -> Iterator[Problem]:
    yield from dict.fromkeys(_ways(file, START, ()))
    yield from _unreached(file, page_names)


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
