"""How groups of hosts answer, and what that means together: the connection check of any site, but for its words.

A site says in data/hosts.toml whom it asks, in groups, and in data/connection_table.toml what their states mean. A group
that a site does not ask takes the state of its stand-in: without a separate login host, readers log in on the main page.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, ClassVar

from pyscripts.data import table
from pyscripts.form import Choice

_TABLE = table("connection_table")
_STATES: Mapping[str, str] = {state["id"]: state["words"] for state in _TABLE["state"]}
_UP = frozenset(_TABLE["sets"]["up"])
_MAJORITY = 2

type Row = tuple[Mapping[str, frozenset[str]], str]


@lru_cache(maxsize=256)  # the build asks for every combination of a few texts
def state(text: str) -> str:
    """What a group of hosts does, from the probes of one round or of two.

    Hosts are separated by spaces and rounds by a slash; each probe is a word and, if it ran, its milliseconds. A round
    counts as answered if two hosts of it answered, or the only one did.

    >>> state("ok:90 fail:12 ok:120"), state("ok:90 fail:12 fail:9"), state("slow:2400 / ok:300"), state("fail / ok:70")
    ('ok', 'mixed', 'ok', 'mixed')
    >>> state("timeout:10000"), state("blocked:9 fail:9 fail:8"), state("none"), state("")
    ('timeout', 'blocked', 'none', 'none')
    """
    rounds = [[probe.partition(":")[0] for probe in part.split()] for part in text.split("/")]
    rounds = [probes for probes in rounds if set(probes) - {"none"}]
    seen = set(chain.from_iterable(rounds))
    if rounds and all(_most(probes, _UP) for probes in rounds):
        return "ok" if any(_most(probes, {"ok"}) for probes in rounds) else "slow"
    if "blocked" in seen:
        return "blocked"
    if seen & {*_UP, "mixed"}:
        return "mixed"
    return next((word for word in ("wrong", "timeout", "fail") if word in seen), "none")


def _most(probes: list[str], wanted: frozenset[str] | set[str]) -> bool:
    return sum(probe in wanted for probe in probes) >= min(_MAJORITY, len(probes))


@dataclass(frozen=True)
class Reach(Choice):
    """How a group of hosts of data/hosts.toml answers. The value is a state; a state alone is read as one, too."""

    how: str = ""
    contacts: ClassVar[bool] = True
    widget: ClassVar[str] = "hidden"
    max_length: ClassVar[int] = 300

    def value(self, text: Any) -> str:
        found = state(text) if isinstance(text, str) and len(text) <= self.max_length else "none"
        return found if found in self.options else "none"


def fields(hosts: Mapping[str, Any], verdicts: Mapping[str, Any]) -> tuple[Reach, ...]:
    """A field for each group that is asked and on which the verdict depends.

    Args:
        hosts: as data/hosts.toml.
        verdicts: as data/connection_table.toml.
    """
    names = {group["id"]: group["name"] for group in hosts["group"]}
    return tuple(_reach(group, names[group]) for group in verdicts["table"]["columns"] if group in names)


def _reach(group: str, name: str) -> Reach:
    impossible = "blocked" if group == "own" else "wrong"
    states = {word: words for word, words in _STATES.items() if word != impossible}
    return Reach(group, name, options=states, how=f"reach:{group}")


def rows(verdicts: Mapping[str, Any], asked: Iterable[str]) -> list[Row]:
    """The rows of a table: by group the states for which a row holds, and its verdict.

    A cell of a group that is not asked counts for the group that stands in for it.

    >>> row = {"columns": ["portal", "login"], "rows": [["up|fail", "fail", "down"]]}
    >>> rows({"table": row, "sets": {"up": ["ok", "slow"]}, "stands_in": {"login": "portal"}}, ["portal"])
    [({'portal': frozenset({'fail'})}, 'down')]
    """
    known = set(asked)
    stands_in = verdicts.get("stands_in", {})
    places = {group: group if group in known else stands_in.get(group) for group in verdicts["table"]["columns"]}
    for group, place in places.items():
        if place not in known:
            raise LookupError(f"в hosts.toml нет группы «{group}», и в connection_table.toml её не заменяет другая")
    found: list[Row] = []
    for *cells, verdict in verdicts["table"]["rows"]:
        conditions: dict[str, frozenset[str]] = {}
        for group, cell in zip(verdicts["table"]["columns"], cells, strict=True):
            words = chain.from_iterable(verdicts["sets"].get(word, [word]) for word in cell.split("|"))
            place = places[group]
            conditions[place] = frozenset(words) & conditions.get(place, frozenset(_STATES))
        if all(conditions.values()):
            found.append((conditions, verdict))
    return found


def verdict(among: Iterable[Row], states: Mapping[str, str]) -> str:
    """What the first row that holds says of the states of the groups."""
    return next(said for cells, said in among if all(states[group] in cell for group, cell in cells.items()))


FIELDS = fields(table("hosts"), _TABLE)
_ROWS = rows(_TABLE, [field.name for field in FIELDS])


def check(**states: str) -> Iterator[str]:
    """Look the states of the groups up in the table."""
    yield verdict(_ROWS, states)
