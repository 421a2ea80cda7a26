"""What of Pyodide's core the checks use, as a file: macros/data/core_profile.txt. `make profile` writes it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from macros.content.problem import ContentError, Problem

FILE = "macros/data/core_profile.txt"
HEAD = "# Что из ядра Pyodide нужно проверкам. Этот файл пишет make profile, руками его не правят."
BLOCK = 64  # bytes


class Stale(ContentError):
    """The profile belongs to another core."""


@dataclass(frozen=True)
class Profile:
    """Numbers of functions that have been entered, and of blocks of the data that have been read.

    Args:
        core: the SHA-256 of the core.
        date: when the profile was made, as in 2026-11-26.
    """

    core: str
    date: str
    functions: frozenset[int]
    blocks: frozenset[int]

    @classmethod
    def read(cls, path: Path) -> Self:
        """From its file.

        Raises:
            ContentError: somebody has edited it.
        """
        try:
            lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
            values = dict(line.split(": ", 1) for line in lines)
            return cls(values["core"], values["date"], _numbers(values["functions"]), _numbers(values["blocks"]))
        except (KeyError, ValueError) as error:
            raise ContentError(
                [Problem(FILE, 0, f"файл испорчен: {error}. Сделайте его заново: make profile")]
            ) from error

    def write(self, path: Path) -> None:
        """To its file."""
        values = {
            "core": self.core,
            "date": self.date,
            "functions": _ranges(self.functions),
            "blocks": _ranges(self.blocks),
        }
        path.write_text("".join(f"{line}\n" for line in (HEAD, *(f"{name}: {text}" for name, text in values.items()))))

    def must_belong_to(self, core: bytes) -> None:
        """See to it that this is a profile of that core.

        Raises:
            Stale: it is one of another.
        """
        if hashlib.sha256(core).hexdigest() != self.core:
            told = f"профиль от {self.date} снят с другого ядра Pyodide. Снимите его заново: make profile"
            raise Stale([Problem(FILE, 0, told)])


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours together.

    >>> _ranges([9, 1, 2, 3])
    '1-3 9'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(f"{first}-{last}" if first < last else f"{first}" for first, last in runs)


def _numbers(text: str) -> frozenset[int]:
    """The numbers of such a text.

    >>> sorted(_numbers("1-3 9"))
    [1, 2, 3, 9]
    """
    runs = [run.partition("-") for run in text.split()]
    return frozenset(number for first, _, last in runs for number in range(int(first), int(last or first) + 1))
