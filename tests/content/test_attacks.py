"""What a stranger could put into a pull request is refused with its file and line, and what honest people write is not.

The ideas are rows of two tables beside this file; a new idea is a new row. tests/harness/sites.py says how a row gets in.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import review
from macros.content import portal
from macros.content.problem import Problem
from macros.review import spelling
from macros.review.words import contacts
from tests.harness import sites

HERE = Path(__file__).parent
# What is wrong with a text whoever writes it: it tells nothing about an attack.
STYLE = ("прямые кавычки", "дефис вместо тире", "знаков, а бывает не больше", "есть и русские, и латинские буквы")

CHANGES = ("new", "add", "swap", "link")
type Row = tuple[str, str, str | None, str]  # place, name, path of a file, text


def rows(name: str) -> Iterator[Row]:
    for place, table in tomllib.loads((HERE / name).read_text()).items():
        if isinstance(table, list):
            yield from ((place, row["name"], row["path"], row["text"]) for row in table)
        else:
            yield from ((place, what, None, text) for what, text in table.items())


def lines(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a table with a place and a text on each line."""
    for line in (HERE / name).read_text().splitlines():
        if line and not line.startswith("#"):
            place, text = (
                re.sub("‹([0-9A-F]{4,6})›", lambda match: chr(int(match[1], 16)), cell) for cell in line.split("\t")
            )
            yield place, text.replace("⏎", "\n")


def put(place: str, text: str, root: Path) -> tuple[str, list[Problem]]:
    """The file into which a text was put, and what is wrong then that was not before."""
    sites.write(root)
    how, _, name = place.partition(" ")
    if how not in CHANGES:
        return sites.put(root, place, text), sorted(set(review.problems(root)))
    before = _borrowed(root, name) if how in ("add", "swap") else frozenset()
    return sites.change(root, how, name, text), sorted(set(review.problems(root)) - before)


_before: dict[str, frozenset[Problem]] = {}


def _borrowed(root: Path, name: str) -> frozenset[Problem]:
    """What is wrong with a site when it has got a file of the project; the same for every row that changes this one."""
    sites.borrow(root, name)
    if name not in _before:
        _before[name] = frozenset(review.problems(root))
    return _before[name]


def told(row: Row, root: Path) -> tuple[str, list[Problem]]:
    """The file into which a row was put, and what is wrong then."""
    place, _, path, text = row
    sites.write(root)
    file = sites.add(root, path, text) if path else sites.put(root, place, text)
    return file, sorted(set(review.problems(root)))


def named(file: str, problems: list[Problem]) -> list[Problem]:
    """Those that tell of an attack in a file, and where."""
    return [
        problem
        for problem in problems
        if problem.path in (file, file.removeprefix("docs/")) and problem.line and not problem.text.startswith(STYLE)
    ]


@pytest.fixture(autouse=True)
def without_spelling(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A hostile text may be spelt well; the dictionary would take most of the time."""
    monkeypatch.setattr(spelling, "misspelt", lambda _: {})
    yield
    portal.use(portal.ROOT)


ATTACKS = list(rows("attacks.toml"))
HONEST = list(rows("honest.toml"))


STRANGERS = list(lines("strangers.tsv"))
NEIGHBOURS = list(lines("neighbours.tsv"))

# Most rows are texts of a guide. A look at a site costs more than one at a guide, so each site has many guides.
AT_ONCE = 40
HONEST_GUIDES = [text for place, _, _, text in HONEST if place == "guide"]
HOSTILE_GUIDES = [text for place, _, _, text in ATTACKS if place == "guide"]
HOSTILE_GUIDES += [text for place, text in STRANGERS if place == "guide"]


@pytest.mark.parametrize("first", range(0, len(HOSTILE_GUIDES), AT_ONCE))
def test_each_guide_of_an_attack_is_refused_with_its_file_and_line(first: int, tmp_path: Path) -> None:
    texts = HOSTILE_GUIDES[first : first + AT_ONCE]
    nothing, *files = sites.guides(sites.write(tmp_path), ["", *texts])
    problems = sorted(set(review.problems(tmp_path)))
    assert not named(nothing, problems), "a guide is told of what stands in others"
    assert [text for file, text in zip(files, texts, strict=True) if not named(file, problems)] == []


@pytest.mark.parametrize("first", range(0, len(HONEST_GUIDES), AT_ONCE))
def test_each_guide_of_honest_people_passes(first: int, tmp_path: Path) -> None:
    files = sites.guides(sites.write(tmp_path), HONEST_GUIDES[first : first + AT_ONCE])
    problems = list(review.problems(tmp_path))
    assert problems, "no answer leads to them: all is looked at"
    assert [str(problem) for problem in problems if f"docs/{problem.path.removeprefix('docs/')}" in files] == []


@pytest.mark.parametrize(("place", "text"), [row for row in STRANGERS if row[0] != "guide"])
def test_what_a_stranger_puts_in_is_refused_with_its_file_and_line(place: str, text: str, tmp_path: Path) -> None:
    file, problems = put(place, text, tmp_path)
    assert named(file, problems), problems


@pytest.mark.parametrize(("place", "text"), [row for row in NEIGHBOURS if row[0] != "guide"])
def test_what_is_like_an_attack_and_honest_passes(place: str, text: str, tmp_path: Path) -> None:
    _, problems = put(place, text, tmp_path)
    assert [str(problem) for problem in problems] == []


def test_guides_of_honest_sentences_pass(tmp_path: Path) -> None:
    _, problems = put("guide", "\n\n".join(text for place, text in NEIGHBOURS if place == "guide"), tmp_path)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("row", [row for row in ATTACKS if row[0] != "guide"], ids=lambda row: f"{row[0]}: {row[1]}")
def test_an_attack_is_refused_with_its_file_and_line(row: Row, tmp_path: Path) -> None:
    file, problems = told(row, tmp_path)
    assert named(file, problems), problems


@pytest.mark.parametrize("row", [row for row in HONEST if row[0] != "guide"], ids=lambda row: f"{row[0]}: {row[1]}")
def test_what_honest_people_write_passes(row: Row, tmp_path: Path) -> None:
    _, problems = told(row, tmp_path)
    assert [str(problem) for problem in problems] == []


def test_senders_and_zones_are_those_of_the_site_that_is_looked_at(tmp_path: Path) -> None:
    """They were those of the first site for as long as the process lived."""
    folder = tmp_path / "pyscripts" / "data"
    folder.mkdir(parents=True)
    (folder / "suffixes.toml").write_text('zones = "ru"\n')
    official = (portal.ROOT / "pyscripts" / "data" / "official.toml").read_text()
    (folder / "official.toml").write_text(official.replace('name = "0919"', 'name = "4321"'))
    text = "Отправьте СМС на номер 4321."
    for site, is_stranger, is_zone in ((portal.ROOT, True, True), (tmp_path, False, False), (portal.ROOT, True, True)):
        portal.use(site)
        known = contacts.known({}, site)
        assert bool(list(contacts.found(text, known))) == is_stranger
        assert ("com" in known.zones) == is_zone


def test_the_site_into_which_they_are_put_has_no_mistakes(tmp_path: Path) -> None:
    assert list(review.problems(sites.write(tmp_path))) == []
