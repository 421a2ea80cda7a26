"""What time does to the site: what is worth telling, and what is not."""

from datetime import date
from pathlib import Path

import pytest

from macros.content import facts
from tests.harness import labels
from tests.harness.server import Server
from tools import weekly

KNOWN = facts.load(weekly.ROOT / "macros" / "data" / "facts.yml")
FRESH = date(2020, 1, 1)


def test_nothing_to_say_is_nothing() -> None:
    assert weekly.report(FRESH, lambda _: "200", []) == ""


def test_old_facts_are_named() -> None:
    told = weekly.report(date(2100, 1, 1), lambda _: "200", [])
    assert told.startswith(f"### Пора сверить фактов: {len(KNOWN)} из {len(KNOWN)}.")
    assert told.count("\n- ") == len(KNOWN)


def test_only_pages_that_are_gone_are_told_and_refusals_are_not() -> None:
    first, second, *_ = weekly.addresses(KNOWN.values())
    answers = {first: "404", second: "403"}
    told = weekly.report(FRESH, lambda url: answers.get(url, "200"), [])
    assert f"- `{first}` — `404`" in told
    assert second not in told


@pytest.mark.parametrize(("answer", "is_told"), [("200", False), ("403", False), ("404", True), ("timed out", True)])
def test_a_host_that_says_anything_is_alive(answer: str, is_told: bool) -> None:
    url = weekly.hosts()[0]
    assert bool(list(weekly.silent([url], lambda _: answer))) == is_told


def test_renamed_labels_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(weekly.labels()) == []
    monkeypatch.setitem(labels.KNOWN, "chrome", frozenset)
    assert "\n- chrome, clear-site: `step 5: «Удалить» is not there" in weekly.report(
        FRESH, lambda _: "200", weekly.labels()
    )


def test_every_host_but_ours_is_asked() -> None:
    assert "https://esia.gosuslugi.ru/robots.txt" in weekly.hosts()
    assert all(url.startswith("https://") for url in weekly.hosts())


def test_how_an_address_is_asked(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x")
    (tmp_path / "404.html").write_text("x")
    with Server(tmp_path) as server:
        assert weekly.status(server.url) == "200"
        assert weekly.status(f"{server.url}none") == "404"
    assert "refused" in weekly.status(server.url)
    assert weekly.status("http://nowhere.invalid/") == "no-host"


def test_what_a_stranger_answers_is_no_markdown() -> None:
    url = weekly.hosts()[0]
    told = weekly.report(FRESH, lambda asked: "[x](//evil.example) `<img src=x>`\n# y" if asked == url else "200", [])
    assert "``[x](//evil.example) `<img src=x>` # y``" in told
    assert "\n# y" not in told
