"""What is wrong with a file that a person wrote: where, what, what is allowed, and what was probably meant."""

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


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
    """Say that a name is not known, which ones are, and the nearest of them.

    >>> unknown("проверки", "cadr", ["card", "login"])
    'нет проверки «cadr»; есть: card, login; может быть, «card»?'
    """
    allowed = list(allowed)
    near = difflib.get_close_matches(str(name), allowed, 1)
    meant = f"; может быть, «{near[0]}»?" if near else ""
    return f"нет {what} «{name}»; есть: {', '.join(allowed)}{meant}"
