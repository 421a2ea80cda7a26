"""What holds for the site of any portal, ours included: `make test SITE=…` asks it of another."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import pyscripts
from macros import review
from macros.content import portal
from pyscripts.reach import Reach
from tests.harness.whose import SITE

NAMES = pyscripts.names()


def test_nothing_is_wrong_with_what_people_write() -> None:
    assert list(map(str, review.problems(SITE))) == []


def test_every_check_is_on_a_page_that_has_its_form(site_folder: Path) -> None:
    for name in NAMES:
        page = (site_folder / "checks" / name / "index.html").read_text()
        assert f'data-check="{name}"' in page


def test_every_page_has_a_policy_and_says_whose_site_it_is_not(site_folder: Path) -> None:
    pages = list(site_folder.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        text = page.read_text()
        assert 'http-equiv="Content-Security-Policy"' in text, page
        assert "Неофициальный сайт" in text, page


def test_the_site_asks_only_the_hosts_of_its_table(site_folder: Path) -> None:
    text = (portal.own(SITE, "pyscripts/data/hosts.toml")).read_text()
    for page in site_folder.rglob("*.html"):
        (policy,) = re.findall(r"connect-src ([^;]*);", page.read_text())
        for host in policy.replace("'self'", "").split():
            assert f'"{host.removeprefix("https://")}"' in text, page


@pytest.mark.parametrize("name", [name for name in NAMES if Reach in map(type, pyscripts.load(name).fields)])
def test_whatever_is_seen_of_the_groups_there_is_one_verdict_with_words(name: str) -> None:
    check = pyscripts.load(name)
    # By what they say of themselves: other tests load the class anew.
    groups: list[Any] = [field for field in check.fields if getattr(field, "contacts", False)]
    said = set()
    for states in product(*(group.options for group in groups)):
        found = list(check.findings(dict(zip((group.name for group in groups), states, strict=True))))
        assert len(found) == 1, states
        said.add(found[0].key)
    assert said == check.outcomes.keys()
