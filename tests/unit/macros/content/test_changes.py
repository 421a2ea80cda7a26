"""What one edit touches: a text shows on its page alone, everything else may show anywhere."""

import os
from pathlib import Path

import pytest

from macros.content import changes, pages

HEAD = "---\ntitle: Карта\ndescription: Что проверить.\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "docs/a.md": f"{HEAD}\nТекст.\n",
        "docs/a.css": "p {}",
        "macros/data/facts.yml": "phone: 115",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (1, 1))
    return tmp_path


def shared(site: Path) -> tuple[dict[str, str], dict[Path, int]]:
    docs = site / "docs"
    return changes.heads(pages.read_all(docs)), changes.others(docs, [docs, site / "macros"])


def test_a_text_is_of_one_page(site: Path) -> None:
    before = shared(site)
    (site / "docs/a.md").write_text(f"{HEAD}\nДругой текст.\n")
    assert shared(site) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docs/a.md", f"{HEAD.replace('Карта', 'Оплата')}\nТекст.\n"),
        ("docs/a.css", "p { margin: 0 }"),
        ("docs/b.md", f"{HEAD}\nНовая страница.\n"),
        ("macros/data/facts.yml", "phone: 112"),
        ("macros/steps.md", "Новый шаблон."),
    ],
)
def test_everything_else_is_of_all(site: Path, name: str, text: str) -> None:
    before = shared(site)
    (site / name).write_text(text)
    assert shared(site) != before
