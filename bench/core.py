"""How often the small core sends a question to the whole one, check by check, and whether it ever answers otherwise."""

from collections import Counter
from collections.abc import Iterator

from bench.table import Row, row
from tests.harness.whose import ROOT
from tools.profile import proof, questions

OF_EACH = 1_500  # questions of every check, made by chance: of no profile and of no test
SEED = 4
MOST = 1.0  # in a thousand


def rows() -> Iterator[Row]:
    """A row for every check, then all of them together."""
    asked = list(questions.changed(questions.of_examples(), OF_EACH, SEED))
    found = proof.compare(ROOT, asked)
    missed = Counter(question.check for question in found.missed)
    for name, count in Counter(question.check for question in asked).items():
        yield row(f"Мимо сокращённого ядра, проверка {name}, на тысячу", missed[name] / count * 1000, digits=1)
    yield row(
        f"Мимо сокращённого ядра, всего {found.asked}, на тысячу", len(found.missed) / len(asked) * 1000, most=MOST
    )
    yield row("Из вопросов к обоим ядрам с ответом", found.answered / found.asked, digits=3)
    yield row("Ответы сокращённого и целого ядра разошлись", len(found.different), most=0, digits=0)
