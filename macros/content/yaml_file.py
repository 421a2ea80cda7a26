"""YAML that remembers on which line each value stands, so that a mistake can be shown where it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.content.problem import ContentError, Problem

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, where there is one: ten times as fast

type Key = str | int


@dataclass(frozen=True)
class YamlFile:
    """The data of a YAML file, and the line of every value by its way from the root."""

    path: str
    data: Any
    lines: dict[tuple[Key, ...], int]

    def problem(self, way: tuple[Key, ...], text: str) -> Problem:
        """A problem with the value at the end of a way, or with the nearest one above it that is there."""
        while way and way not in self.lines:
            way = way[:-1]
        return Problem(self.path, self.lines.get(way, 1), text)


def read(path: Path, name: str) -> YamlFile:
    """Read a file; `name` is what people see in messages.

    Raises:
        ContentError: it is no YAML, or a key stands in it twice.
    """
    return parse(path.read_text(), name)


def parse(text: str, name: str, first_line: int = 1) -> YamlFile:
    """Read YAML text that begins on `first_line` of the file that people know as `name`."""
    lines: dict[tuple[Key, ...], int] = {}
    problems: list[Problem] = []

    def walk(node: yaml.Node | None, way: tuple[Key, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                step = (*way, str(key.value))
                if step in lines:
                    problems.append(Problem(name, key.start_mark.line + first_line, f"ключ «{key.value}» стоит дважды"))
                lines[step] = key.start_mark.line + first_line
                walk(value, step)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                lines[*way, index] = value.start_mark.line + first_line
                walk(value, (*way, index))

    try:
        loader = Loader(text)
        node = loader.get_single_node()
        walk(node, ())
        data = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else first_line
        raise ContentError([Problem(name, line, f"это не YAML: {getattr(error, 'problem', error)}")]) from error
    if problems:
        raise ContentError(problems)
    return YamlFile(name, data, lines)
