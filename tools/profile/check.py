"""`python -m tools.profile.check [SITE]`: say which checks have examples that the small core cannot answer. Refuses nothing."""

import sys
import tempfile
from pathlib import Path

from macros.content import portal
from macros.delivery import bundle, runtime_files
from macros.delivery.kept import kept
from tools.profile import node, questions

ROOT = Path(__file__).parents[2]
TOLD = (
    "Примеры проверок {names} просят у Python то, чего в сокращённом ядре нет. Читателю ответит полное, но позже. "
    "Снимите профиль: make profile"
)


def main() -> None:
    portal.use(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve())
    if names := leaving():
        print(TOLD.format(names=", ".join(names)))


def leaving() -> list[str]:
    """The checks with examples at which the small core traps, asked once for every runtime."""
    runtime = bundle.build(ROOT)
    if not (runtime / runtime_files.WHOLE).exists():
        return []
    place = ROOT / ".cache" / "leaving" / runtime.name
    return kept(place, lambda path: path.write_text(" ".join(_asked(runtime)))).read_text().split()


def _asked(runtime: Path) -> list[str]:
    examples = questions.of_examples()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.jsonl"
        questions.write(path, examples)
        heard = node.Runtime(runtime, runtime / runtime_files.CORE, runtime / runtime_files.SCRIPT).ask(
            path, Path(folder)
        )
    return sorted({examples[number].check for number in heard.traps})


if __name__ == "__main__":
    main()
