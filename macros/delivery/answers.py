"""Checks with few possible inputs → tables of all their answers, which the page looks up without Python.

Where every field of a check is one of a few choices, the build asks the same Python for every combination and ships the
answers, so that the page gives them at once, without the runtime. Most combinations have the same few answers, so the
table is a tree whose equal branches are one: `nodes` by field, each with the number of a node of the next field for
every word, and after the last field the number of an answer. docs/assets/answers.mjs walks it.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyscripts
from macros.content import checks as choices
from macros.delivery.kept import digest, kept, named
from pyscripts import checks, data


def build(root: Path) -> Path:
    """Make the tables of all checks that have one, unless they have been made from the same sources before.

    Returns:
        A folder with a JSON file for each.
    """
    folders = [*checks.__path__, *data.__path__]
    libraries = root / "requirements.txt"  # pins those that a check may ask
    made_from = named((root / "pyscripts", *folders, libraries, str(choices.__file__), __file__), (".py", ".toml"))
    return kept(root / ".cache" / "answers" / digest(made_from)[:16], _write)


def _write(folder: Path) -> None:
    folder.mkdir()
    for name in filter(choices.is_finite, pyscripts.names()):
        (folder / f"{name}.json").write_text(json.dumps(table(name), ensure_ascii=False, separators=(",", ":")))


def table(name: str) -> dict[str, Any]:
    """Ask a check for every combination."""
    fields = [(field.name, choices.words(field)) for field in pyscripts.load(name).fields]
    nodes: list[dict[tuple[int, ...], int]] = [{} for _ in fields]
    findings: dict[str, int] = {}
    answers: dict[str, int] = {}

    def number(raw: Mapping[str, str]) -> int:
        """The number of the answer or node to which a combination of the first fields leads."""
        depth = len(raw)
        if depth == len(fields):
            answer = pyscripts.run(name, raw)
            del answer["report"]  # the page makes it: it repeats what was chosen
            found = [findings.setdefault(json.dumps(finding), len(findings)) for finding in answer["findings"]]
            return answers.setdefault(json.dumps(answer | {"findings": found}), len(answers))
        field, words = fields[depth]
        children = tuple(number({**raw, field: word}) for word in words)
        return nodes[depth].setdefault(children, len(nodes[depth]))

    number({})
    return {
        "fields": fields,
        "nodes": [list(level) for level in nodes],
        "answers": [json.loads(answer) for answer in answers],
        "findings": [json.loads(finding) for finding in findings],
    }
