"""The cut core against the whole one: the same questions must get the same answers, or none."""

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from macros.delivery import bundle, runtime_files
from tools.profile import node
from tools.profile.questions import Question, write


@dataclass(frozen=True)
class Found:
    """What came of it."""

    asked: int
    answered: int  # by the whole core: what is an error in both proves nothing
    missed: list[Question]
    different: list[tuple[Question, str, str]]

    def __str__(self) -> str:
        checks = Counter(one.check for one in self.missed)
        missed = ", ".join(f"{name} {count}" for name, count in sorted(checks.items()))
        lines = [
            f"Вопросов {self.asked}, из них с ответом {self.answered}.",
            f"Ушло к полному ядру: {len(self.missed)}{f' ({missed})' if missed else ''}.",
            f"Ответы разошлись: {len(self.different)}.",
        ]
        for question, whole, cut in self.different[:10]:
            lines += [question.line()[:400], f"  полное: {whole[:400]}", f"  сокращённое: {cut[:400]}"]
        return "\n".join(lines)


def compare(root: Path, asked: Sequence[Question]) -> Found:
    """Ask the runtime that is shipped, and the whole core in it."""
    runtime = bundle.build(root)
    whole, cut = runtime / runtime_files.WHOLE, runtime
    if not whole.exists():
        return Found(0, 0, [], [])
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        work = Path(folder)
        path = work / "questions.jsonl"
        write(path, asked)
        jobs = []
        for place in (whole, cut):
            own = work / (place.name[:8])
            own.mkdir()
            ours = node.Runtime(runtime, place / runtime_files.CORE, place / runtime_files.SCRIPT)
            jobs.append(pool.submit(ours.ask, path, own))
        first, second = (job.result() for job in jobs)
    return judged(asked, first, second)


def judged(asked: Sequence[Question], whole: node.Heard, cut: node.Heard) -> Found:
    """Count what differs.

    An error is no answer: the page asks the whole core then, as after a trap.
    """
    missed, different = [], []
    for number, question in enumerate(asked):
        answers = [heard.answers.get(number) for heard in (whole, cut)]
        if number in cut.traps and number in whole.traps:
            continue
        if number in cut.traps or (is_error(answers[1]) and not is_error(answers[0])):
            missed.append(question)
        elif answers[0] != answers[1] and not is_error(answers[1]):
            first, second = (json.dumps(answer, ensure_ascii=False) for answer in answers)
            different.append((question, first, second))
    answered = sum(number in whole.answers and not is_error(whole.answers[number]) for number in range(len(asked)))
    return Found(len(asked), answered, missed, different)


def is_error(answer: object) -> bool:
    """Whether Python has raised something instead."""
    return isinstance(answer, dict) and "error" in answer
