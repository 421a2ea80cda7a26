"""The table of verdicts keeps its promises, over every combination that can be seen."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations_with_replacement, permutations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pyscripts
from pyscripts import reach
from pyscripts.checks import connection
from pyscripts.data import table
from pyscripts.verdict import LEVELS
from tests.harness import node

CHECK = pyscripts.load("connection")
TABLE = table("connection_table")
GROUPS = [field.name for field in CHECK.fields]
ALPHABET = {field.name: list(field.options) for field in reach.FIELDS}
PROBES = ("ok", "slow", "fail", "timeout", "blocked", "none")
FAILURES = ("fail", "timeout")
ABOUT_THE_PORTAL = re.compile("портал|госуслуг", re.IGNORECASE)


def combinations() -> Iterator[dict[str, str]]:
    for words in product(*ALPHABET.values()):
        yield dict(zip(GROUPS, words, strict=True))


@cache
def verdict(*states: str) -> str:
    return str(*connection.check(**dict(zip(GROUPS, states, strict=True))))


def level(*states: str) -> int:
    return LEVELS.index(CHECK.outcomes[verdict(*states)].level)


def test_every_row_and_every_word_of_the_table_is_used() -> None:
    """A row is used where it is the first that holds for a combination, as the table promises."""
    columns, rows = TABLE["table"]["columns"], TABLE["table"]["rows"]
    sets = TABLE["sets"]

    @cache
    def holds(cell: str, state: str) -> bool:
        return any(state in sets.get(word, [word]) for word in cell.split("|"))

    def first(states: dict[str, str]) -> int:
        return next(n for n, row in enumerate(rows) if all(map(holds, row, (states[group] for group in columns))))

    assert {first(states) for states in combinations()} == set(range(len(rows)))
    words = {word for row in TABLE["table"]["rows"] for cell in row[:-1] for word in cell.split("|")}
    assert words <= {state["id"] for state in TABLE["state"]} | TABLE["sets"].keys()
    assert columns == GROUPS


def test_every_verdict_has_words_a_next_step_and_a_guide() -> None:
    docs = Path(__file__).parents[3] / "docs" / "guides"
    for key, outcome in CHECK.outcomes.items():
        assert outcome.next, key
        if key not in ("not-run", "incomplete"):
            assert outcome.limits, key
            assert (docs / f"{outcome.guide}.md").is_file(), key


def test_nothing_is_said_of_the_portal_until_our_own_site_is_ok() -> None:
    said = {verdict(*states.values()) for states in combinations() if states["own"] != "ok"}
    for key in said:
        outcome = CHECK.outcomes[key]
        assert not ABOUT_THE_PORTAL.search(outcome.text + outcome.limits + outcome.next), key


def test_never_that_the_portal_works() -> None:
    for outcome in CHECK.outcomes.values():
        assert not re.search(r"(портал|госуслуги) работа", outcome.text.lower())


def test_a_failure_in_place_of_an_ok_never_makes_the_verdict_better() -> None:
    for states in combinations():
        now = level(*states.values())
        for group in GROUPS:
            if states[group] == "ok":
                for worse in ALPHABET[group]:
                    if worse != "none":
                        assert level(*(states | {group: worse}).values()) >= now, (states, group, worse)


def test_the_level_of_ok_is_for_everything_ok() -> None:
    for states in combinations():
        if level(*states.values()) == 0:
            assert [states[group] for group in ("own", "ru", "portal", "login", "static")] == ["ok"] * 5


@pytest.mark.parametrize("count", [1, 2, 3])
def test_swapping_hosts_changes_nothing(count: int) -> None:
    for probes in combinations_with_replacement(PROBES, count):
        assert len({reach.state(" ".join(order)) for order in permutations(probes)}) == 1


@given(st.lists(st.lists(st.sampled_from(PROBES), min_size=3, max_size=3), max_size=2), st.permutations(range(3)))
def test_swapping_hosts_changes_nothing_in_two_rounds(rounds: list[list[str]], order: list[int]) -> None:
    swapped = [[probes[place] for place in order] for probes in rounds]
    assert reach.state(text(rounds)) == reach.state(text(swapped))


@pytest.mark.parametrize("group", GROUPS)
def test_a_failing_host_in_place_of_an_answering_one_never_makes_the_verdict_better(group: str) -> None:
    """The same from probe to level: three hosts once, or one host in two rounds."""
    if group in ("ru", "world"):
        seen = [[list(probes)] for probes in combinations_with_replacement(PROBES, 3)]
    else:
        seen = [[[first], [second]] for first, second in product(PROBES, repeat=2)]
    steps = {(reach.state(text(it)), reach.state(text(worse))) for it in seen for worse in worsened(it)}
    steps = {(before, after) for before, after in steps if before != after and {before, after} <= {*ALPHABET[group]}}
    assert steps
    for states in combinations():
        for before, after in steps:
            if states[group] == before:
                assert level(*(states | {group: after}).values()) >= level(*states.values()), (states, group, after)


def worsened(rounds: list[list[str]]) -> Iterator[list[list[str]]]:
    for number, probes in enumerate(rounds):
        for place, word in enumerate(probes):
            if word == "ok":
                for failure in FAILURES:
                    worse = [*probes[:place], failure, *probes[place + 1 :]]
                    yield [*rounds[:number], worse, *rounds[number + 1 :]]


def text(rounds: list[list[str]]) -> str:
    return " / ".join(" ".join(probes) for probes in rounds)


def test_javascript_reduces_probes_alike() -> None:
    alone = [[list(probes)] for count in (1, 3) for probes in product((*PROBES, "wrong"), repeat=count)]
    twice = [
        [list(first), list(second)] for first, second in product(combinations_with_replacement(PROBES, 3), repeat=2)
    ]
    single = [[[first], [second]] for first, second in product((*PROBES, "wrong"), repeat=2)]
    rounds: list[list[list[str]]] = [*alone, *twice, *single, [], [[]]]
    script = 'import { state } from "$ASSETS/state.mjs"; answer(given.map(state));'
    assert node.run(script, rounds) == [reach.state(text(it)) for it in rounds]


def test_javascript_tells_probes_as_python_reads_them() -> None:
    probes = [[{"status": "ok", "ms": 90}, {"status": "none", "ms": 0}], [{"status": "fail", "ms": 9}]]
    script = 'import { told } from "$ASSETS/state.mjs"; answer(given.map(told));'
    assert node.run(script, [probes]) == ["ok:90 none / fail:9"]


def test_a_state_alone_is_read_as_itself() -> None:
    for group, words in ALPHABET.items():
        for word in words:
            assert CHECK.parse({group: word})[0][group] == word


@given(st.text(alphabet="ok:fail /slow09 ", max_size=400))
def test_any_text_is_some_state(text: str) -> None:
    assert CHECK.parse({"ru": text})[0]["ru"] in ALPHABET["ru"]


def test_the_report_says_the_states_and_nothing_else() -> None:
    report = pyscripts.run("connection", {"own": "ok:90", "portal": "fail:12 / ok:80"})["report"]
    assert report["given"] == dict.fromkeys(GROUPS, "none") | {"own": "ok", "portal": "mixed"}


PARTS = st.lists(st.sampled_from(["login", "static"]), unique=True)
ELSEWHERE = st.sampled_from([["ru"], ["world"], ["ru", "world"]])
OTHERS = st.lists(st.sampled_from(["more", "shop", "api"]), unique=True)


@given(PARTS, ELSEWHERE, OTHERS, st.data())
def test_any_set_of_groups_has_one_verdict_for_whatever_is_seen(
    parts: list[str], elsewhere: list[str], others: list[str], data: st.DataObject
) -> None:
    """A portal with or without a login or a server of styles of its own, beside whatever else it asks."""
    groups = data.draw(st.permutations(["own", "portal", *parts, *elsewhere, *others]))
    asked = reach.fields({"group": [{"id": group, "name": group} for group in groups]}, TABLE)
    assert {field.name for field in asked} == {"own", "portal", *parts, *elsewhere}
    states = {field.name: data.draw(st.sampled_from(list(field.options)), label=field.name) for field in asked}
    said = reach.verdict(reach.rows(TABLE, states), states)
    stands_in = {column: TABLE["stands_in"][column] for column in TABLE["table"]["columns"] if column not in states}
    assert said == verdict(*(states[stands_in.get(column, column)] for column in TABLE["table"]["columns"]))
    assert "login" in parts or said not in ("main-down", "login-down"), "nothing is said of what is not there"
    assert "static" in parts or said != "static-down"


def test_a_group_that_nobody_asks_and_none_stands_in_for_is_named() -> None:
    with pytest.raises(LookupError, match="нет группы «portal»"):
        reach.rows(TABLE, ["own", "ru"])


WORD = st.sampled_from([*TABLE["sets"], *(state["id"] for state in TABLE["state"])])
NAMES = st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=5, unique=True)


@given(NAMES, st.data())
def test_a_table_of_any_groups_is_read_row_by_row(groups: list[str], data: st.DataObject) -> None:
    """Whatever the groups are called: the first row whose cells all hold, as its words say."""
    cells = st.lists(st.lists(WORD, min_size=1, max_size=3).map("|".join), min_size=len(groups), max_size=len(groups))
    written = [[*row, f"row-{place}"] for place, row in enumerate(data.draw(st.lists(cells, max_size=6)))]
    made = {**TABLE, "table": {"columns": groups, "rows": [*written, [*["*"] * len(groups), "rest"]]}}
    states = {group: data.draw(st.sampled_from([state["id"] for state in TABLE["state"]])) for group in groups}

    def holds(cell: str, group: str) -> bool:
        return any(states[group] in TABLE["sets"].get(word, [word]) for word in cell.split("|"))

    expected = next(row[-1] for row in made["table"]["rows"] if all(map(holds, row[:-1], groups)))
    assert reach.verdict(reach.rows(made, groups), states) == expected


class TestHosts:
    hosts = table("hosts")

    def test_groups_are_big_enough(self) -> None:
        sizes = {group["id"]: len(group["host"]) for group in self.hosts["group"]}
        assert sizes["ru"] >= 3
        assert sizes["world"] >= 3
        assert sizes.keys() == {*GROUPS, "more"}

    def test_every_host_is_explained_and_dated(self) -> None:
        for group in self.hosts["group"]:
            assert group["why"]
            assert group["enough"] == min(2, len(group["host"]))
            for host in group["host"]:
                assert host["why"]
                assert host["source"]
                assert host["date"] <= self.hosts["as_of"]
                assert group["id"] == "own" or host["path"].startswith("/")

    def test_no_address_looks_like_a_tracker_to_a_blocker(self) -> None:
        for group in self.hosts["group"]:
            for host in group["host"]:
                address = host["name"] + host.get("path", "") + host.get("image", "")
                assert not re.search(r"\bads?\b|track|analytic|ping|beacon|metric|pixel", address)

    def test_controls_have_different_owners(self) -> None:
        for group in self.hosts["group"]:
            if group["id"] in ("ru", "world"):
                assert len({host["why"] for host in group["host"]}) == len(group["host"])
