"""What the checks of two commits answer to the same questions: for the person who looks at a change of their code or tables.

The examples in a check say what its author thought of. A change may do harm where no example looks: so both versions are asked the
examples of both, the same with a few signs changed by chance, always the same chance, and every word that one of them has and the
other has not. Nothing is said of what only a rarer input would show.
"""

import ast
import json
import random
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyscripts
from macros.content.nested import leaves
from pyscripts.form import Choice
from pyscripts.verdict import LEVELS
from tools.markdown import code
from tools.profile.questions import Question, changed, unique, write

FOLDER = "pyscripts"
EACH = 300  # changed questions for each check
TIMES = 20  # so often the digits of an example are changed
LONG = 60  # signs; longer texts are no numbers
LIMIT = 300  # seconds for all answers of one version
MOST_WORDS, MOST_ROWS, MOST_LETTERS = 200, 40, 120
_EXAMPLES = """
import sys
from pathlib import Path
from tools.profile import questions
questions.write(Path(sys.argv[1]), questions.of_examples())
"""
_ANSWERS = """
import base64, json, sys
sys.path.insert(0, ".")
import pyscripts
for line in open(sys.argv[1]):
    name, raw = json.loads(line)
    for field, value in raw.items():
        if isinstance(value, dict):
            raw[field] = {"name": value["name"], "size": value["size"], "bytes": base64.b64decode(value["content"])}
    try:
        told = pyscripts.run(name, raw)
        answer = [told["level"], [found["key"] for found in told["findings"]] or sorted(told["errors"])]
    except Exception as error:
        answer = ["failed", [type(error).__name__]]
    print(json.dumps(answer), flush=True)
"""

type Answer = tuple[str, tuple[str, ...]]  # the level, and what was found


@dataclass(frozen=True)
class Other:
    """A question that is answered otherwise than before."""

    question: Question
    before: Answer
    after: Answer

    @property
    def is_calmer(self) -> bool:
        """Whether the reader is warned of less."""
        levels = [LEVELS.index(level) if level in LEVELS else len(LEVELS) for level, _ in (self.before, self.after)]
        return levels[1] < levels[0]


def compared(before: Path, after: Path) -> list[Other] | None:
    """What is answered otherwise, the calmer answers first; nothing if neither code nor tables are others.

    Args:
        before: the sources as they were.
        after: the sources as they are.
    """
    if _sources(before) == _sources(after):
        return None
    old, new = _words(before), _words(after)
    words = sorted(set().union(*(old.get(name, set()) ^ new.get(name, set()) for name in old.keys() | new.keys())))
    with tempfile.TemporaryDirectory() as folder:
        examples = [*_examples(before, Path(folder)), *_examples(after, Path(folder))]
        asked = Path(folder) / "asked"
        every = unique(questions(examples, words))
        write(asked, every)
        answers = zip(every, _answers(before, asked, len(every)), _answers(after, asked, len(every)), strict=True)
    others = [Other(question, old, new) for question, old, new in answers if old != new]
    return sorted(others, key=lambda other: not other.is_calmer)


def questions(examples: Sequence[Question], words: Sequence[str]) -> Iterator[Question]:
    """What is asked: examples, the same changed, and each word that is new or gone in each text of an example."""
    yield from examples
    yield from changed(examples, EACH, seed=1)
    yield from _other_numbers(examples)
    yield from _other_choices(examples)
    shortest: dict[tuple[str, str], Question] = {}
    for question in examples:
        for field, value in question.raw.items():
            kept = shortest.get((question.check, field))
            if isinstance(value, str) and (kept is None or len(value) < len(kept.raw[field])):
                shortest[question.check, field] = question
    for (name, field), question in shortest.items():
        for word in words[:MOST_WORDS]:
            yield Question(name, {**question.raw, field: word})
            for example in (
                other for other in examples if other.check == name and isinstance(other.raw.get(field), str)
            ):
                text = example.raw[field]
                if word.isdigit() and len(word) < len(text) < 3 * LONG:
                    yield Question(name, {**example.raw, field: word + text[len(word) :]})


def _other_numbers(examples: Sequence[Question]) -> Iterator[Question]:
    """The examples with one digit or two changed: what stays a number or a day goes deeper than what is none."""
    chance = random.Random(1)
    for question in examples:
        for field, text in question.raw.items():
            digits = [at for at, sign in enumerate(text) if sign in "0123456789"] if isinstance(text, str) else []
            for _ in range(TIMES if digits and len(text) < LONG else 0):
                signs = list(text)
                for at in chance.choices(digits, k=chance.randint(1, 2)):
                    signs[at] = chance.choice("0123456789")
                yield Question(question.check, {**question.raw, field: "".join(signs)})


def _other_choices(examples: Sequence[Question]) -> Iterator[Question]:
    """The examples with another option chosen."""
    here = {name: pyscripts.load(name).fields for name in pyscripts.names()}
    for question in examples:
        for field in here.get(question.check, ()):
            if isinstance(field, Choice):
                for option in field.options:
                    yield Question(question.check, {**question.raw, field.name: option})


def told(others: Sequence[Other] | None) -> str:
    """The answers that are others, in Markdown; empty if the checks are as they were."""
    if others is None:
        return ""
    lines = ["## ⚠️ Изменились проверки", ""]
    if not others:
        lines += ["На примеры, на те же примеры с изменёнными знаками и на новые слова они отвечают как раньше.", ""]
        return "\n".join(lines) + "\n"
    calmer = sum(other.is_calmer for other in others)
    lines += [f"Отвечают иначе на вопросов: {len(others)}. **Спокойнее, чем раньше: {calmer}.** Так и задумано?", ""]
    lines += ["| проверка | вопрос | было | стало |", "|---|---|---|---|"]
    lines += [_row(other) for other in others[:MOST_ROWS]]
    if len(others) > MOST_ROWS:
        lines += ["", f"… и ещё: {len(others) - MOST_ROWS}"]
    return "\n".join([*lines, "", ""])


def _row(other: Other) -> str:
    asked = ", ".join(f"{field}={_short(value)}" for field, value in other.question.raw.items())
    answers = [f"{level}: {' '.join(keys)}" for level, keys in (other.before, other.after)]
    cells = [other.question.check, asked[:MOST_LETTERS], *answers]
    return f"| {' | '.join(code(cell.replace('|', '¦')) for cell in cells)} |"


def _short(value: Any) -> str:
    return json.dumps(value if isinstance(value, str) else value["name"], ensure_ascii=False)


def _examples(root: Path, folder: Path) -> list[Question]:
    file = folder / "examples"
    subprocess.run([sys.executable, "-c", _EXAMPLES, str(file)], cwd=root, check=True)
    return [Question.read(line) for line in file.read_text().splitlines()]


def _answers(root: Path, asked: Path, count: int) -> Iterable[Answer]:
    """The answers of one version; those that did not come in time are no answers."""
    try:
        command = [sys.executable, "-c", _ANSWERS, str(asked)]
        rows = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=LIMIT, check=False).stdout
    except subprocess.TimeoutExpired as error:
        rows = (error.stdout or b"").decode()
    answers = [(level, tuple(keys)) for level, keys in map(json.loads, rows.splitlines())]
    return [*answers, *[("failed", ("нет ответа",))] * (count - len(answers))]


def _sources(root: Path) -> dict[str, bytes]:
    paths = (path for path in (root / FOLDER).rglob("*") if path.suffix in (".py", ".toml"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _words(root: Path) -> dict[str, set[str]]:
    """Every text in the code and the tables of the checks, but for descriptions, by file."""
    found: dict[str, set[str]] = {}
    for name, content in _sources(root).items():
        if name.endswith(".toml"):
            words = set(_texts(tomllib.loads(content.decode())))
        else:
            values = (node.value for node in ast.walk(ast.parse(content)) if isinstance(node, ast.Constant))
            words = {str(value) for value in values if isinstance(value, str | int)}
        found[name] = {word for word in words if word.strip() and "\n" not in word and len(word) < MOST_LETTERS}
    return found


def _texts(data: Any) -> Iterator[str]:
    for _, value in leaves(data):
        if isinstance(value, str):
            yield from value.split() if "\n" in value else [value]
