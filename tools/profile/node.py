"""Asks a runtime questions in Node, one process after another where a core traps."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.delivery.names import NODE

SCRIPT = Path(__file__).with_suffix(".mjs")
TRAPPED = 9  # the exit code of node.mjs


@dataclass
class Heard:
    """What a runtime answered, by the number of the question, and the numbers of those at which its core trapped."""

    answers: dict[int, Any] = field(default_factory=dict)
    traps: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Runtime:
    """A folder of macros/delivery/bundle.py, perhaps with another core or another loader."""

    folder: Path
    core: Path
    loader: Path | None = None

    def ask(self, questions: Path, work: Path, **more: Any) -> Heard:
        """Ask all questions of a file.

        Args:
            questions: lines, as tools/profile/questions.py writes them.
            work: an empty folder, where an instrumented core leaves what it has used, too.
            more: what node.mjs takes besides.
        """
        heard = Heard()
        answers = work / "answers.jsonl"
        start = 0
        while True:
            given = {"questions": [str(questions)], "from": start, "answers": str(answers), **more}
            trapped = self.run(used=str(work / f"{start}.used"), **given)
            if trapped is None:
                break
            heard.traps.append(trapped)
            start = trapped + 1
        # Not splitlines(): JSON leaves some of what that takes for line breaks as it is.
        lines = answers.read_text().split("\n") if answers.exists() else []
        heard.answers.update(json.loads(line) for line in lines if line)
        return heard

    def run(self, **given: Any) -> int | None:
        """Run node.mjs once; gives the number of the question at which the core trapped, if it did."""
        command = [str(NODE), str(SCRIPT), json.dumps(self._places() | given)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == TRAPPED:
            return int(done.stdout.split()[-1])
        if done.returncode:
            raise RuntimeError(f"ядро не запустилось:\n{done.stderr[-2000:]}")
        return None

    def _places(self) -> dict[str, Any]:
        loader = {"loader": str(self.loader)} if self.loader else {}
        return {"folder": str(self.folder), "core": str(self.core), **loader}


def used(paths: Sequence[Path], functions: int) -> tuple[set[int], set[int]]:
    """What instrumented cores have used, as node.mjs has written it: functions, and blocks of data."""
    entered: set[int] = set()
    read: set[int] = set()
    split = -(-functions // 32) * 4
    for path in paths:
        content = path.read_bytes()
        entered |= {number for number in range(functions) if content[number // 8] >> number % 8 & 1}
        read |= {number for number, byte in enumerate(content[split:]) if byte}
    return entered, read
