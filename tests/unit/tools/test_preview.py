"""What a change does to the site, told from two built sites."""

from pathlib import Path

from tools import preview
from tools.preview import Change


def page(title: str, text: str) -> str:
    return f"<title>{title} - Сайт</title><nav>{text}</nav><article>\n{text}</article>"


def site(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_pages_are_compared_by_what_stands_in_them(tmp_path: Path) -> None:
    before = {
        "index.html": page("Главная", "Раз"),
        "a/index.html": page("А", '<form data-runtime="../assets/runtime/0a1b/">'),
        "b/index.html": page("Б", "Раз"),
        "c/index.html": page("В", "Раз"),
    }
    after = {
        "index.html": page("Главная", "Раз").replace("<nav>Раз", "<nav>Два"),
        "a/index.html": page("А", '\n<form  data-runtime="../assets/runtime/ffff/">'),
        "b/index.html": page("Б &amp; Б", "Два"),
        "d/index.html": page("Г", "Раз"),
    }
    found = preview.compared(
        preview.pages(site(tmp_path / "before", before)), preview.pages(site(tmp_path / "after", after))
    )
    assert sorted(found) == [Change("changed", "b/", "Б & Б"), Change("gone", "c/", "В"), Change("new", "d/", "Г")]


def test_scripts_and_styles_are_compared_too(tmp_path: Path) -> None:
    before = site(tmp_path / "before", {"assets/0a/a.mjs": "1", "assets/0a/b.css": "1", "assets/0a/c.mjs": "1"})
    after = site(tmp_path / "after", {"assets/0b/a.mjs": "1", "assets/0b/b.css": "2", "assets/0b/d.mjs": "1"})
    assert preview.changed_assets(before, after) == ["b.css", "c.mjs", "d.mjs"]


def test_the_summary_is_short() -> None:
    told = preview.summary([Change("new", "d/", "Г"), Change("changed", "", "Главная")], ["site.css"])
    assert told.splitlines()[:10] == [
        "## Что изменилось на сайте",
        "",
        "Новые, страниц: 1",
        "",
        "- `Г` — `d/`",
        "",
        "Изменились, страниц: 1",
        "",
        "- `Главная` — `главная`",
        "",
    ]
    assert "Изменились скрипты и оформление: `site.css`" in told
    assert "Ни одна страница не изменилась." in preview.summary([], [])


OWNERS = "# words\n* @razberemsya/maintainers\n/data/ @razberemsya/facts @razberemsya/maintainers\n/a.py @razberemsya/facts\n"


def test_a_change_of_what_can_harm_is_named_loudly_and_first(tmp_path: Path) -> None:
    before = site(tmp_path / "before", {"data/hosts.toml": 'a = 1\nname = "ya.ru"\n', "a.py": "1", "b.py": "1"})
    after = site(
        tmp_path / "after",
        {"data/hosts.toml": 'a = 1\nname = "evil.ru"\n', "a.py": "1", "b.py": "2", "data/new.toml": "x"},
    )
    for root in (before, after):
        site(root, {".github/CODEOWNERS": OWNERS})
    changed = preview.changed_guarded(before, after)
    assert changed == {"data/hosts.toml": ['-name = "ya.ru"', '+name = "evil.ru"'], "data/new.toml": ["+x"]}
    told = preview.warning(changed)
    assert told.startswith("## ⚠️ Изменилось то, чем можно навредить читателю")
    assert '+name = "evil.ru"' in told
    assert preview.warning({}) == ""


def test_lines_that_look_like_headers_of_a_diff_are_shown(tmp_path: Path) -> None:
    before = site(tmp_path / "before", {".github/CODEOWNERS": OWNERS, "a.py": "--i;\n@@\n"})
    after = site(tmp_path / "after", {".github/CODEOWNERS": OWNERS, "a.py": "++i, leak();\n"})
    assert preview.changed_guarded(before, after) == {"a.py": ["---i;", "-@@", "+++i, leak();"]}


def test_taking_a_file_off_the_list_does_not_hide_its_change(tmp_path: Path) -> None:
    before = site(tmp_path / "before", {".github/CODEOWNERS": OWNERS, "a.py": "1"})
    after = site(tmp_path / "after", {".github/CODEOWNERS": "* @razberemsya/maintainers\n", "a.py": "2"})
    assert list(preview.changed_guarded(before, after)) == ["a.py"]


def test_what_a_stranger_wrote_is_no_markdown_in_the_summary() -> None:
    told = preview.warning({"a": ["+```", "+</details><img src=x>"]})
    assert "````diff" in told
    assert preview.summary([Change("new", "d/", "[x](//evil.example)")], []).count("`[x](//evil.example)`") == 1
