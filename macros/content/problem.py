"""What is wrong with a file that a person wrote: where, what, what is allowed, and what was probably meant."""

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MOST_NAMED = 40  # names are told one by one
NEAREST = 5


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` is 0 where the file as a whole is meant."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        where = f"{self.path}: строка {self.line}" if self.line else self.path
        return f"{where}: {self.text}"


class MacroError(ValueError):
    """A macro was called with something that it cannot take; its text says what it can take."""


class ContentError(ValueError):
    """All the mistakes that stop a build."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@contextmanager
def noted(problems: list[Problem]) -> Iterator[None]:
    """Put the mistakes that stop what is inside into a list, so that what comes after it is looked at, too."""
    try:
        yield
    except ContentError as error:
        problems += error.problems


def unknown(what: str, name: object, allowed: Iterable[str]) -> str:
    """Say that a name is not known, which ones are, and the nearest of them; of very many, only those that are near.

    >>> unknown("проверки", "cadr", ["card", "login"])
    'нет проверки «cadr»; есть: card, login; может быть, «card»?'
    >>> unknown("факта", "fact-2O", (f"fact-{number}" for number in range(50)))
    'нет факта «fact-2O»; есть: fact-2, fact-42, fact-32, fact-29, fact-28 и ещё 45; может быть, «fact-2»?'
    """
    allowed = list(allowed)
    near = difflib.get_close_matches(str(name), allowed, NEAREST)
    meant = f"; может быть, «{near[0]}»?" if near else ""
    few = allowed if len(allowed) <= MOST_NAMED else near or allowed[:NEAREST]
    more = f" и ещё {len(allowed) - len(few)}" if len(few) < len(allowed) else ""
    return f"нет {what} «{name}»; есть: {', '.join(few)}{more}{meant}"
