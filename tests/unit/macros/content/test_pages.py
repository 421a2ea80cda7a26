"""A page is the same wherever Python was started."""

import os
from pathlib import Path

import pytest

from macros.content.pages import Page
from macros.content.yaml_file import parse

PAGE = Page("guides/login/no-code.md", parse("", "no-code.md"), "", 1, "")


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("", "../../../"),
        ("checks/code/", "../../../checks/code/"),
        ("guides/login/", "../"),
        ("assets/x.css", "../../../assets/x.css"),
        ("../../evil.html", "../../../evil.html"),  # nothing is above the root of the site
    ],
)
def test_links_do_not_depend_on_the_folder(
    target: str, link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    for folder in (Path(os.sep), tmp_path, deep):
        monkeypatch.chdir(folder)
        assert PAGE.link(target) == link
