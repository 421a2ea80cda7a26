"""What the workbench makes of an edit."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pyscripts
from macros import new
from macros.content import pages, portal
from macros.content.site import Site
from macros.review import stops, verdicts
from macros.workbench import answer, edits, trial
from macros.workbench.bench import Bench, Edited
from pyscripts import checks

ROOT = Path(__file__).parents[3]
GUIDE = "guides/login/no-code.md"


@pytest.fixture(scope="module")
def bench() -> Bench:
    portal.use(ROOT)
    return Bench(Site.load(ROOT / "docs", ROOT), ROOT, "")


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """A text with lines gone, new and changed, and with any end."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines)))
        new = draw(
            st.lists(
                st.sampled_from(["слово", "", "+", "-- ", "\\ No newline", "a\u2028b\x0b", "\t", "diff --git a/x b/x"])
            )
        )
        lines[at : at + draw(st.integers(0, 3))] = new
    return "\n".join(lines)


def applied(folder: Path, path: str, before: str | None, patch: str) -> str:
    """A file after `git apply`."""
    file = folder / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    if before is not None:
        file.write_bytes(before.encode())
    subprocess.run(["git", "apply"], cwd=folder, input=patch.encode(), check=True)
    return file.read_bytes().decode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_git_takes_any_edit_of_a_page(bench: Bench, tmp_path: Path, data: st.DataObject) -> None:
    before = bench.sources[GUIDE]
    after = data.draw(edited(before))
    patch = edits.patch(
        {name: edit for name, edit in bench.changed({GUIDE: Edited(after)}).items() if name != stops.FILE}
    )
    assert bool(patch) == (after != before)
    if patch:
        assert applied(tmp_path, GUIDE, before, patch) == after


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_git_takes_a_new_page(bench: Bench, tmp_path: Path, data: st.DataObject) -> None:
    text = data.draw(edited("---\ntitle: Т\n---\n"))
    if text:
        patch = edits.patch(bench.changed({"guides/login/new.md": Edited(text)}))
        assert applied(tmp_path, "guides/login/new.md", None, patch) == text


def test_a_page_without_front_matter_is_told_and_not_drawn(bench: Bench) -> None:
    look = bench.look(GUIDE, "---\ntitle: [\n---\n\nТекст\n")
    assert look.html is None
    assert "это не YAML" in look.problems[0].text


@pytest.mark.parametrize("checked", ["", "checked: слово\n", "checked: []\n"])
def test_a_guide_without_its_day_is_told_and_drawn(bench: Bench, checked: str) -> None:
    look = bench.look(GUIDE, re.sub("checked: .*\n", checked, bench.sources[GUIDE], count=1))
    assert "checked" in look.problems[0].text
    assert look.html


def test_a_mark_that_only_we_may_make_is_told(bench: Bench) -> None:
    look = bench.look(GUIDE, bench.sources[GUIDE] + "\n\ue0007\ue001\n\n\ue00099\ue001\n")
    assert [problem for problem in look.problems if "нет ни на одной клавиатуре" in problem.text]


def begun(bench: Bench, kind: str, **given: str) -> dict[str, str]:
    made = json.loads(answer(bench, "new", json.dumps([kind, given])))
    files: dict[str, str] = made["files"]
    return files


def patch_of(bench: Bench, files: dict[str, str]) -> str:
    drafts = {path: {"text": text, "going": []} for path, text in files.items()}
    return str(json.loads(answer(bench, "patches", json.dumps([drafts]))))


def look(bench: Bench, path: str, text: str, *going: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(answer(bench, "look", json.dumps([path, text, going])))
    return made


def test_a_reworded_warning_takes_the_list_of_warnings_along(bench: Bench, tmp_path: Path) -> None:
    path, (stop, *_) = next((path, kept) for path, kept in stops.load(ROOT).items() if path.startswith("guides/"))
    text = bench.sources[path]
    assert text.count(stop) == 1
    edited = text.replace(stop, "Никому не говорите пароль")
    found = look(bench, path, edited)
    assert [problem["lost"] for problem in found["problems"]] == [stop]
    assert found["beside"] is None, "nothing leaves the list by itself"
    meant = look(bench, path, edited, stop)
    assert meant["problems"] == []
    assert (meant["beside"]["file"], meant["beside"]["gone"]) == (stops.FILE, [stop])
    assert re.findall(r"^[-+]  .*", meant["patch"], re.MULTILINE) == [f"-  {stop}", "+  Никому не говорите пароль"]
    for name in (f"docs/{path}", stops.FILE):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text((ROOT / name).read_text())
    subprocess.run(["git", "apply"], cwd=tmp_path, input=meant["patch"].encode(), check=True)
    assert (tmp_path / f"docs/{path}").read_text() == edited
    assert (tmp_path / stops.FILE).read_text() == meant["beside"]["text"]
    assert list(stops.check(pages.read(edited, path), stops.load(tmp_path))) == []
    assert look(bench, path, text, stop)["beside"] is None, "what came back to the page is no edit"


def test_a_calmer_check_takes_the_list_of_warnings_along(
    bench: Bench, draft: Callable[[str, str], Any], tmp_path: Path
) -> None:
    """What it says is known when it was tried; nothing of that is known of a text that was not."""
    path, text = "pyscripts/checks/card.py", bench.sources["pyscripts/checks/card.py"]
    kept = dict(row.rsplit(" → ", 1) for row in stops.read((ROOT / verdicts.FILE).read_text())["card"])
    calm = text.replace('"typo": warn(', '"typo": unsure(', 1)
    assert calm != text
    said = draft("card", calm)["said"]
    assert {what for what in kept if said.get(what) != kept[what]} == {"typo"}
    line = next(number for number, row in enumerate(calm.split("\n"), 1) if '"typo"' in row)

    def looked(*going: str, of: dict[str, str] = said) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(answer(bench, "look", json.dumps([path, calm, going, of])))
        return made

    assert looked(of={})["problems"] == []
    assert [(each["line"], each["lost"]) for each in looked()["problems"]] == [(line, "typo")]
    assert looked()["beside"] is None, "nothing leaves the list by itself"
    meant = looked("typo")
    assert (meant["problems"], meant["beside"]["file"], meant["beside"]["gone"]) == ([], verdicts.FILE, ["typo"])
    gone = re.findall(r"^[-+]  .*", meant["patch"], re.MULTILINE)
    assert {"-  typo → warn", "+  typo → unsure"} <= set(gone)
    for name in (path, verdicts.FILE):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text((ROOT / name).read_text())
    subprocess.run(["git", "apply"], cwd=tmp_path, input=meant["patch"].encode(), check=True)
    assert (tmp_path / path).read_text() == calm
    table = (tmp_path / verdicts.FILE).read_text()
    assert table == meant["beside"]["text"]
    assert list(verdicts.missed(table, "card", said)) == []
    forged = {**said, "typo": "warn", "a\n\nattachment\n  x": "warn"}
    assert looked(of=forged)["beside"] is None, "who makes it up writes no other lines"


def test_what_a_draft_warns_of_is_said_in_the_list_when_it_was_tried(
    bench: Bench, draft: Callable[[str, str], Any]
) -> None:
    path = "pyscripts/checks/parcel.py"
    text = bench.sources["pyscripts/checks/card.py"]
    said = draft("parcel", text)["said"]
    drafts = {path: {"text": text, "going": [], "said": said}}
    patch = str(json.loads(answer(bench, "patches", json.dumps([drafts]))))
    assert "+parcel\n" in patch
    assert "+  typo → warn\n" in patch


def test_drafts_of_two_pages_change_the_list_of_warnings_once(bench: Bench) -> None:
    paths = [path for path in stops.load(ROOT) if path.startswith("guides/")][:2]
    drafts = {path: Edited(f"{bench.sources[path]}\nНикому не говорите пароль.\n") for path in paths}
    changed = bench.changed(drafts)
    assert list(changed) == [*(f"docs/{path}" for path in paths), stops.FILE]
    assert changed[stops.FILE].after.count("  Никому не говорите пароль\n") == 2


def test_a_new_guide_lies_nowhere_before_it_is_sent(bench: Bench) -> None:
    ((path, text),) = begun(bench, "guide", topic="login", slug="no-login", title="Не помню логин").items()
    assert path == "guides/login/no-login.md"
    assert "title: Не помню логин" in text
    assert not (ROOT / "docs" / path).exists()
    assert list(bench.changed({path: Edited(text)})) == ["docs/guides/login/no-login.md"]
    wrong = {"topic": "x", "slug": "no-login", "title": "Т"}
    assert "нет темы" in json.loads(answer(bench, "new", json.dumps(["guide", wrong])))["wrong"].lower()


def test_an_answer_may_lead_to_a_guide_that_waits_among_the_drafts(bench: Bench) -> None:
    ((path, text),) = begun(bench, "guide", topic="login", slug="no-login", title="Не помню логин").items()
    asked = "macros/data/triage.yml"
    answered = "  - says: Вошёл, но сразу выкидывает обратно\n    to: guides/basics/clear-data\n"
    assert answered in bench.sources[asked]
    edited = bench.sources[asked].replace(answered, "  - says: Не помню логин\n    to: guides/login/no-login\n", 1)
    assert "no-login" in bench.look(asked, edited).problems[0].text
    told = json.loads(answer(bench, "look", json.dumps([asked, edited, [], {}, {path: text}])))
    assert [problem["text"] for problem in told["problems"] if "no-login" in problem["text"]] == []
    assert told["tree"], told["problems"]


def test_a_new_check_is_three_files_and_one_edit(bench: Bench, tmp_path: Path) -> None:
    files = begun(bench, "check", name="parcel", title="Номер посылки")
    assert list(files) == ["pyscripts/checks/parcel.py", "checks/parcel.md", "tests/unit/checks/test_parcel.py"]
    for path, text in files.items():
        others = [problem.text for problem in bench.look(path, text).problems if "ЗАПОЛНИТЕ" not in problem.text]
        assert all("нет проверки «parcel»" in each for each in others), path  # a module is not run for its page
    module, page, _ = files
    told = json.loads(answer(bench, "look", json.dumps([page, files[page], [], {}, {module: files[module]}])))
    assert not any("нет проверки" in problem["text"] for problem in told["problems"]), "it waits among the drafts"
    patch = patch_of(bench, files)
    (tmp_path / stops.FILE).parent.mkdir(parents=True)
    (tmp_path / stops.FILE).write_text((ROOT / stops.FILE).read_text())
    subprocess.run(["git", "apply"], cwd=tmp_path, input=patch.encode(), check=True)
    assert stops.load(tmp_path)["checks/parcel.md"], "what the new page warns of is in the list of warnings"
    for path, text in files.items():
        assert (tmp_path / (f"docs/{path}" if path.endswith(".md") else path)).read_text() == text


def test_a_new_portal_is_one_edit(bench: Bench, tmp_path: Path) -> None:
    files = begun(bench, "portal", title="Посылка найдётся", host="post.example", slug="parcels")
    patch = patch_of(bench, files)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=patch.encode(), check=True)
    portal_folder = tmp_path / "examples" / "parcels"
    assert "INHERIT: ../../mkdocs.yml" in (portal_folder / "mkdocs.yml").read_text()
    made = {path.relative_to(portal_folder) for path in portal_folder.rglob("*") if path.is_file()}
    assert made == {path.relative_to(new.PORTAL) for path in new.PORTAL.rglob("*") if path.is_file()}
    for wrong in ({"slug": "../x"}, {"host": "https://post.example"}, {"slug": "courier"}):
        given = {"title": "Т", "host": "post.example", "slug": "parcels"} | wrong
        assert "wrong" in json.loads(answer(bench, "new", json.dumps(["portal", given])))


def test_a_new_browser_is_told_what_it_lacks_as_the_build_tells_it(bench: Bench) -> None:
    ((path, text),) = begun(bench, "browser", slug="newest", title="Новейший").items()
    told = [problem.text for problem in bench.look(path, text).problems]
    assert any("сайт не узнаёт этот браузер" in each for each in told)
    assert any("ЗАПОЛНИТЕ" in each for each in told)


def test_a_module_is_read_and_never_run(bench: Bench) -> None:
    path = "pyscripts/checks/card.py"
    look = bench.look(path, bench.sources[path] + "\nimport os\nraise SystemExit\n")
    assert [problem.text.partition(";")[0] for problem in look.problems] == ["import os"]
    assert look.html is None


@pytest.mark.parametrize(
    ("line", "may_run"), [("", True), ("WORD = 'ЗАПОЛНИТЕ'", True), ("import os", False), ("(", False)]
)
def test_what_is_not_pure_does_not_run(bench: Bench, line: str, may_run: bool) -> None:
    path = "pyscripts/checks/card.py"
    found = look(bench, path, f"{bench.sources[path]}\n{line}\n")
    assert found["may_run"] is may_run


@pytest.fixture
def draft() -> Iterator[Callable[[str, str], Any]]:
    """Tries drafts, and gives the checks of the site back."""
    portal.use(ROOT)
    folders = list(checks.__path__)
    bench = Bench(Site.load(ROOT / "docs", ROOT), ROOT, "")
    yield lambda name, text: trial.tried(bench, name, text)
    checks.__path__[:] = folders
    for name in ("card", "parcel"):
        sys.modules.pop(f"pyscripts.checks.{name}", None)


def test_a_draft_is_tried_by_its_examples(draft: Callable[[str, str], Any]) -> None:
    text = (ROOT / "pyscripts/checks/card.py").read_text()
    tried = draft("card", text)
    assert (tried["failures"], tried["problems"]) == (0, [])
    assert tried["tried"] >= 10
    assert all(tried["outcomes"].values())
    assert tried["ms"] > 0
    wrong = draft("card", text.replace("['typo']", "['visa']").replace("['amex', 'far']", "['amex']"))
    assert wrong["failures"] == 2
    assert "Expected:" in wrong["told"]
    assert [key for key, count in wrong["outcomes"].items() if not count] == ["typo", "far"]


def test_the_form_of_a_draft_is_drawn_from_its_fields(draft: Callable[[str, str], Any]) -> None:
    text = (ROOT / "pyscripts/checks/card.py").read_text().replace('"Номер карты",', '"Число на карте",', 1)
    assert "Число на карте" in json.dumps(draft("card", text)["form"], ensure_ascii=False)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("FIELDS = (", "FIELDS = (1 / 0,", "строка {line}: ZeroDivisionError"),
        ("from stdnum import luhn", "from stdnum import lun", "ImportError"),
        ("FIELDS = (", "NONE = (", "AttributeError"),
    ],
)
def test_a_draft_that_does_not_load_says_why(draft: Callable[[str, str], Any], old: str, new: str, told: str) -> None:
    text = (ROOT / "pyscripts/checks/card.py").read_text()
    line = text[: text.index(old)].count("\n") + 1
    assert told.format(line=line) in draft("card", text.replace(old, new, 1))["failed"]


def test_the_words_of_a_draft_are_judged(draft: Callable[[str, str], Any]) -> None:
    text = (
        (ROOT / "pyscripts/checks/card.py").read_text().replace("Код с обратной стороны", "Введите код из СМС. Код", 1)
    )
    assert draft("card", text)["problems"]


def test_an_answer_has_all_that_the_page_shows(bench: Bench) -> None:
    text = bench.sources[GUIDE] + "\nСлово - слово."
    found = look(bench, GUIDE, text)
    assert [problem["text"] for problem in found["problems"]] == [
        problem.text for problem in bench.look(GUIDE, text).problems
    ]
    assert found["fixed"].endswith("Слово — слово.\n")
    assert found["tree"][0][:2] == ["h1", {"id": "start"}]
    assert found["url"] == "guides/login/no-code/"
    assert found["patch"].endswith("+\n+Слово - слово.\n\\ No newline at end of file\n")


def test_everything_that_can_be_called_is_offered(bench: Bench) -> None:
    text = bench.sources[GUIDE]
    groups = json.loads(answer(bench, "inserts", "[]"))
    assert len(groups) == 4
    for calls in groups.values():
        assert calls
        looks = bench.look(GUIDE, "\n\n".join([text, *(call for call, *_ in calls)])).problems
        assert [problem for problem in looks if "нет " in problem.text] == []


def test_the_examples_of_the_checks_are_run_and_counted(bench: Bench) -> None:
    listed = json.loads(answer(bench, "checks", "[]"))
    assert listed.keys() == set(pyscripts.names())
    tried = [json.loads(answer(bench, "tried", json.dumps([name]))) for name in listed]
    assert sum(each["tried"] for each in tried) > 300
    assert [each["told"] for each in tried if each["failed"]] == []


def test_an_example_that_is_not_so_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyscripts, "keys", lambda name, **_: ["other"])
    wrong = json.loads(answer(bench, "tried", json.dumps(["card"])))
    assert wrong["failed"]
    assert "['other']" in wrong["told"]
