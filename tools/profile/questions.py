"""What the checks are asked: questions as lines of a file, and the same with a few signs changed."""

import base64
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyscripts
from tests.harness import examples
from tests.harness.naughty import NAUGHTY

MOST = 2_000_000  # bytes of a file that a question keeps; beyond them it cannot be read
LONGEST = 3_000  # signs of a changed text
SIGNS = (
    "0123456789 -.,/:@()[]{}\\|'\"<>?&=%#+_$№;!~`^*абвгдежзийклмнопрстуфхцчшщъыьэюяАБВЁёЙabcxyzABCiıİſKÅ"
    "\u00a0\u200b\u0301\u2028é漢字カ🙂ßﬁ٣４½Ⅷ\ud800\n\r\t\0\x7f"
)
BLOCKS = (
    (0x20, 0x7F),
    (0x400, 0x460),
    (0x100, 0x3000),
    (0x3000, 0xD800),
    (0xE000, 0x10000),
    (0x1F300, 0x1F600),
    (0x10000, 0x110000),
)


@dataclass(frozen=True)
class Question:
    """One call of `pyscripts.run`. A file is a mapping of its name, its size and the beginning of its content."""

    check: str
    raw: Mapping[str, Any]

    @classmethod
    def asked(cls, check: object, raw: object) -> Self | None:
        """As a test or an example asks it; nothing if no browser could."""
        if not isinstance(check, str) or not isinstance(raw, Mapping):
            return None
        values = {key: _plain(value) for key, value in raw.items()}
        if not all(isinstance(key, str) and value is not None for key, value in values.items()):
            return None
        return cls(check, values)

    @classmethod
    def read(cls, line: str) -> Self:
        """From a line that `line` has made."""
        check, raw = json.loads(line)
        return cls(check, raw)

    def line(self) -> str:
        """One line of a file; it has no line breaks, however odd the question."""
        return json.dumps([self.check, self.raw])


def read(path: Path) -> list[Question]:
    """All questions of a file."""
    return [Question.read(line) for line in path.read_text().splitlines()]


def write(path: Path, questions: Iterable[Question]) -> None:
    """Write questions to a file, in their order."""
    path.write_text("".join(f"{question.line()}\n" for question in questions))


def unique(questions: Iterable[Question]) -> list[Question]:
    """Each question once."""
    return list({question.line(): question for question in questions}.values())


def of_examples() -> list[Question]:
    """What the examples in the checks ask."""
    asked = [Question.asked(name, raw) for name in pyscripts.names() for raw, _ in examples.calls(name)]
    return [question for question in asked if question]


def spread(questions: Sequence[Question], most: int) -> list[Question]:
    """So many of every check, at most, evenly."""
    found: list[Question] = []
    for name in sorted({question.check for question in questions}):
        pool = [question for question in questions if question.check == name]
        found += pool[:: -(-len(pool) // most)]
    return found


def naughty(questions: Sequence[Question]) -> Iterator[Question]:
    """Every check with every naughty text in every field of one of its questions, and with words that are no choice."""
    for name in sorted({question.check for question in questions}):
        one = next(question for question in questions if question.check == name)
        for field in pyscripts.load(name).fields:
            for text in ("", *NAUGHTY.values()):
                yield Question(name, {**one.raw, field.name: text})
                yield Question(name, {field.name: text})


def changed(questions: Sequence[Question], count: int, seed: int) -> Iterator[Question]:
    """As many questions of every check, made of others by chance: the same seed makes the same."""
    chance = random.Random(seed)
    for name in sorted({question.check for question in questions}):
        pool = [question for question in questions if question.check == name]
        for _ in range(count):
            raw = dict(chance.choice(pool).raw)
            if chance.random() < 0.2:  # fields of two questions together
                raw |= chance.choice(pool).raw
            yield Question(name, {key: _changed(value, chance) for key, value in raw.items()})


def _plain(value: object) -> Any:
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or not {"name", "size", "bytes"} <= value.keys():
        return None
    size, content = value["size"], value["bytes"]
    if not isinstance(size, int) or not isinstance(value["name"], str):
        return None
    kept = bytes(content(0, min(size, MOST)) if callable(content) else content[:MOST])
    return {"name": value["name"], "size": size, "content": base64.b64encode(kept).decode()}


def _changed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, str):
        return _changed_text(value, chance) if chance.random() < 0.8 else value
    content = _changed_bytes(bytearray(base64.b64decode(value["content"])), chance)
    size = max(0, value["size"] - len(base64.b64decode(value["content"]))) + len(content)
    name = _changed_text(value["name"], chance) if chance.random() < 0.3 else value["name"]
    return {"name": name, "size": size, "content": base64.b64encode(content).decode()}


def _changed_text(text: str, chance: random.Random) -> str:
    signs = list(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(signs) + 1)
        match chance.randrange(7):
            case 0:
                signs[at:at] = chance.choice(SIGNS)
            case 1:
                del signs[at : at + chance.randint(1, 3)]
            case 2:
                signs[at : at + 1] = chance.choice(SIGNS)
            case 3:
                signs = signs * chance.randint(1, 3)
            case 4:
                signs[at:at] = [chr(chance.randrange(*chance.choice(BLOCKS))) for _ in range(chance.randint(1, 12))]
            case 5:
                signs[at:] = [chance.choice(SIGNS) for _ in range(chance.randint(0, 30))]
            case 6:
                signs = list(chance.choice((str.upper, str.lower, str.title, str.swapcase))("".join(signs)))
    return "".join(signs)[:LONGEST]


def _changed_bytes(content: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.randint(0, 8)):
        if content:
            content[chance.randrange(len(content))] = chance.randrange(256)
    if chance.random() < 0.2:
        del content[chance.randrange(len(content) + 1) :]
    if chance.random() < 0.2:
        content += chance.randbytes(chance.randrange(3_000))
    return bytes(content[:MOST])
