"""YAML that remembers on which line each value stands, so that a mistake can be shown where it is.

Keys are strings, as they were written. Anchors, aliases and depth beyond reason are refused: nobody needs them here, and
with them a small file makes a large or an endless one.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.content.problem import ContentError, Problem

DEEPEST = 20  # levels
MOST = 2_000_000  # characters
LONGEST, BRACKETS = 4_000, 50  # of one value: Markdown reads brackets again and again
_OTHER_INDENT = "отступ не такой, как у соседних строк"
_MEANT = {  # a part of what the loader says of a common slip: what somebody has done
    "mapping values are not allowed": "двоеточие внутри значения: возьмите значение в кавычки",
    "but found '<scalar>'": "кавычка закрылась раньше времени: внутри кавычек пишите «ёлочки»",
    "but found '<block": _OTHER_INDENT,
    "but found '-'": _OTHER_INDENT,
    "cannot start any token": "с такого знака значение не начинают: отступ — это пробелы, а значение берут в кавычки",
    "could not find expected ':'": "после ключа нет двоеточия",
    "unexpected end of stream": "кавычка не закрыта",
    "expected ',' or": "в скобках не хватает запятой, или скобка не закрыта",
}
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, where there is one: ten times as fast

type Key = str | int


@dataclass(frozen=True)
class YamlFile:
    """The data of a YAML file, and the line of every value by its way from the root."""

    path: str
    data: Any
    lines: dict[tuple[Key, ...], int]

    def line(self, way: tuple[Key, ...]) -> int:
        """The line of the value at the end of a way, or of the nearest one above it that is there."""
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 1)

    def problem(self, way: tuple[Key, ...], text: str) -> Problem:
        """A problem with the value at the end of a way."""
        return Problem(self.path, self.line(way), text)


class Loader(_Base):  # type: ignore[misc]
    """Safe YAML whose keys are strings."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        """Keys as they were written: `yes` and `115` are words here."""
        return {str(key.value): self.construct_object(value, deep=deep) for key, value in node.value}

    def construct_scalar_of(self, node: yaml.ScalarNode) -> Any:
        """An impossible day or number, such as 2026-02-30, stays a string; its shape will report it."""
        try:
            return _Base.yaml_constructors[node.tag](self, node)
        except (ValueError, OverflowError):
            return node.value


for _tag in ("timestamp", "int", "float"):
    Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", Loader.construct_scalar_of)


def text_of(path: Path, name: str) -> str:
    """The text of a file that a person wrote; `name` is what people see in messages.

    Raises:
        ContentError: it is no text, or not there.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = "файла нет" if isinstance(error, FileNotFoundError) else "файл не читается; нужен текст в UTF-8"
        raise ContentError([Problem(name, 0, why)]) from None


def read(path: Path, name: str) -> YamlFile:
    """Read a file; `name` is what people see in messages.

    Raises:
        ContentError: it is no YAML, or a key stands in it twice.
    """
    return parse(text_of(path, name), name)


@lru_cache(1_000)  # several rules read one file, and the same files stand in several sites, where they are tested
def parse(text: str, name: str, first_line: int = 1, loader: Any = Loader) -> YamlFile:
    """Read YAML text that begins on `first_line` of the file that people know as `name`; `loader` knows its tags.

    Raises:
        ContentError: it is no YAML, or a key stands in it twice.
    """
    try:
        _refuse(text)
        reader = loader(text)
        node = reader.get_single_node()
        lines, problems = _walked(node, name, first_line)
        data = reader.construct_document(node) if node and not problems else None
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, name, first_line) from error
    if problems:
        raise ContentError(problems)
    return YamlFile(name, data, lines)


def _walked(root: yaml.Node | None, name: str, first_line: int) -> tuple[dict[tuple[Key, ...], int], list[Problem]]:
    """The line of every value of a document, and what may not stand in it."""
    lines: dict[tuple[Key, ...], int] = {}
    problems: list[Problem] = []

    def walk(node: yaml.Node | None, way: tuple[Key, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                line = key.start_mark.line + first_line
                if not isinstance(key, yaml.ScalarNode):
                    problems.append(Problem(name, line, "ключ — это слово, а не список"))
                step = (*way, str(key.value))
                if step in lines:
                    problems.append(Problem(name, line, f"ключ «{key.value}» стоит дважды"))
                lines[step] = line
                walk(value, step)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                lines[*way, index] = value.start_mark.line + first_line
                walk(value, (*way, index))
        elif isinstance(node, yaml.ScalarNode) and (len(node.value) > LONGEST or node.value.count("[") > BRACKETS):
            line = node.start_mark.line + first_line
            problems.append(
                Problem(name, line, f"значение длиннее {LONGEST} знаков или в нём больше {BRACKETS} скобок «[»")
            )

    walk(root, ())
    return lines, problems


def _not_yaml(error: yaml.YAMLError, text: str, name: str, first_line: int) -> ContentError:
    """What the loader says of a slip, in words for people where the slip is a common one."""
    mark = getattr(error, "problem_mark", None)
    line = min(mark.line, text.count("\n")) + first_line if mark else first_line  # it may lie behind the end
    told = str(getattr(error, "problem", None) or error)
    meant = next((words for part, words in _MEANT.items() if part in told), told)
    return ContentError([Problem(name, line, f"это не YAML: {meant}")])


def _refuse(text: str) -> None:
    """Refuse anchors, aliases and deep nesting, always with the wording of the pure-Python loader: the workbench has no other."""
    try:
        _look_through(text, _Base)
    except yaml.YAMLError:
        _look_through(text, yaml.SafeLoader)
        raise


def _look_through(text: str, loader: Any) -> None:
    """Events are read without recursion, so depth is found before it hurts."""
    if len(text) > MOST:
        raise yaml.MarkedYAMLError(problem=f"знаков {len(text)}, а бывает не больше {MOST}")
    depth = 0
    for event in yaml.parse(text, loader):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="якорей & и ссылок * здесь не бывает", problem_mark=mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="слишком много уровней", problem_mark=mark)
