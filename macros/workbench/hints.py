"""What can stand where somebody writes YAML: the keys that its shape knows, and the values if those are a few.

What is being written is no YAML yet. So the place is told by what every line begins with: spaces, dashes and a key.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from macros.content import pages, shape, triage
from macros.content.schemas import YAML
from macros.content.shape import Hint
from macros.content.site import Site
from macros.workbench.data import FOLDER

type Way = tuple[str | int, ...]

_BEGINS = re.compile(r"(?P<lead> *(?:- +)*)(?P<rest>.*)")
_KEY = re.compile(r"""(?P<name>"[^"]*"|'[^']*'|[^\s"'#:\[{][^:#]*?) *:(?= |$)""")
_WORD = re.compile(r"[\w./-]*")
_FENCE = "---"  # around front matter
_HERE = "\0"  # a key in place of what is written


class Hints(NamedTuple):
    """What can stand in place of the word before the caret.

    Args:
        start: where in its line that word begins.
        says: what is asked for there, if that is told.
        keys: whether these are keys.
        found: what can stand there.
    """

    start: int
    says: str
    keys: bool
    found: list[Hint]


def at(site: Site, path: str, text: str, line: int, column: int) -> Hints | None:
    """What can stand at a place in a file; nothing if it is not known, or no YAML.

    Args:
        site: whose questions and pages answers can lead to.
        path: of the file, as the workbench names it.
        text: the whole file.
        line: counted from 0.
        column: where the caret stands in it.
    """
    lines = text.split("\n")
    first, last = _yaml(path, lines)
    if not first <= line < last:
        return None
    begun = _BEGINS.fullmatch(lines[line][:column])
    lead, rest = begun["lead"], begun["rest"]  # type: ignore[index]  # it fits any line
    ways = list(_ways([*lines[first:line], f"{lead}{_HERE}:", *lines[line + 1 : last]]))
    over = next(way[:-1] for way in ways if way[-1] == _HERE)
    kind = YAML[_name(path)]
    if key := _KEY.match(rest):
        word = rest[key.end() :].lstrip(" ")
        hints = _values(site, path, kind, (*over, _bare(key["name"])))
    else:
        word = rest
        left = [hint for hint in shape.keys(kind, over) if (*over, hint.name) not in ways]
        needed_first = sorted(left, key=lambda hint: not hint.needed)
        hints = Hints(0, "", True, needed_first) if left else Hints(0, "", False, shape.values(kind, over))
    return hints._replace(start=column - len(word)) if hints.found and _WORD.fullmatch(word) else None


def _values(site: Site, path: str, kind: Any, way: Way) -> Hints:
    """What can stand after a key."""
    says = next((hint.says for hint in shape.keys(kind, way[:-1]) if hint.name == way[-1]), "")
    leads = path == triage.FILE and way[-1] == "to"
    return Hints(0, says, False, list(_ends(site)) if leads else shape.values(kind, way))


def _ends(site: Site) -> Iterator[Hint]:
    """Where an answer can lead."""
    yield from (Hint(name, node.question) for name, node in site.questions.items())
    for page in site.pages.values():
        if page.kind in ("guide", "check"):
            yield Hint(page.path.removesuffix(".md"), page.title)


def _yaml(path: str, lines: Sequence[str]) -> tuple[int, int]:
    """The first line of the YAML in a file, and the line after it."""
    if path.endswith(".yml"):
        return 0, len(lines)
    if path.endswith(".md") and lines[0] == _FENCE:
        return 1, lines.index(_FENCE, 1) if _FENCE in lines[1:] else len(lines)
    return 0, 0


def _name(path: str) -> str:
    """What `YAML` calls the shape of a file."""
    if path.endswith(".md"):
        return pages.unread(path).kind
    name, is_in_folder, _ = path.removeprefix(FOLDER).partition("/")
    return name.removesuffix("s") if is_in_folder else name.removesuffix(".yml")


def _ways(lines: Iterable[str]) -> Iterator[Way]:
    """The way to each key, through the keys and the numbers of items above it."""
    above: list[tuple[int, str | int]] = []  # columns, and what stands there
    for line in lines:
        begun = _BEGINS.fullmatch(line)
        lead, rest = (begun["lead"], begun["rest"]) if begun else ("", "")
        for dash in re.finditer("-", lead):
            column = dash.start()
            _leave(above, column + 1)  # a list may begin right under its key
            step = above[-1][1] if above and above[-1][0] == column else ""
            if isinstance(step, int):
                above[-1] = (column, step + 1)
            else:
                above.append((column, 0))
        if key := _KEY.match(rest):
            _leave(above, len(lead))
            above.append((len(lead), _bare(key["name"])))
            yield tuple(step for _, step in above)


def _leave(above: list[tuple[int, str | int]], column: int) -> None:
    """Forget what does not stand before a column."""
    while above and above[-1][0] >= column:
        above.pop()


def _bare(name: str) -> str:
    return name.strip("\"'")
