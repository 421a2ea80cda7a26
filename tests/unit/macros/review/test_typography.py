"""What `make fix` mends, and that it leaves the rest as it is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content import pages
from macros.review import fix, typography
from macros.review.prose import Prose
from tests.unit.macros.small_pages import HEAD


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('Нажмите "Войти" и "Далее".', "Нажмите «Войти» и «Далее»."),
        ('"Она сказала "да" и ушла"', "«Она сказала «да» и ушла»"),
        ("“Войти”", "«Войти»"),
        ("код - это -- цифры – да", "код — это — цифры — да"),
        ("и так далее...", "и так далее…"),
        ("1.  Раз   два", "1. Раз два"),
        ("раз , два !", "раз, два!"),
        ("раз \t\nдва ", "раз\nдва"),
        ('"раз {{ fact("x - y") }} два"', '«раз {{ fact("x - y") }} два»'),
    ],
)
def test_typography_is_mended(wrong: str, right: str) -> None:
    assert typography.fixed(wrong) == right


UNTOUCHED = [
    '`"код" - код...`',
    '```\n"код" - код...  \n```\n',
    '{{ check("код - код") }}',
    "<!-- код - код -->",
    '<a title="код - код">',
    "[код](a - b.md)",
    "{: title=\"код - код\" }",
    "\n    код - код\n",
    "https://example.ru/a--b...",
]  # fmt: skip


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_words_stays(text: str) -> None:
    assert typography.fixed(f"раз\n{text}\nдва") == f"раз\n{text}\nдва"


PIECES = st.sampled_from(
    [*UNTOUCHED, "слово", "word", " ", "  ", "\n", "\n\n", '"', "“", "”", "-", "–", "--", "...", ",", "|", "- ", "`"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_mending_is_done_at_once_and_leaves_nothing_to_mend(text: str) -> None:
    fixed = typography.fixed(text)
    assert typography.fixed(fixed) == fixed
    assert list(typography.check(Prose("x", 1, fixed))) == []
    assert re.sub(r"\W", "", fixed) == re.sub(r"\W", "", text)


def test_front_matter_is_never_touched() -> None:
    head = HEAD.replace("Где искать код.", 'Где - "код"...')
    assert fix.page(f'{head}Код - "цифры".  \n\n') == f"{head}Код — «цифры».\n"
    assert fix.page("---\na: [\n---\nкод - код") == "---\na: [\n---\nкод - код"


def test_files_are_written_only_if_something_changes(tmp_path: Path) -> None:
    docs, words = tmp_path / "docs", tmp_path / "macros" / "data" / "words.txt"
    for path, text in ((docs / "a.md", "Код - код"), (docs / "b.md", "Код.\n"), (words, "смс\nкеш\n")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert fix.fix(tmp_path) == [docs / "a.md", words]
    assert (docs / "a.md").read_text() == "Код — код\n"
    assert words.read_text() == "кеш\nсмс\n"
    assert fix.fix(tmp_path) == []


def test_every_page_of_a_site_is_cut_where_its_text_begins() -> None:
    assert pages.read(f"{HEAD}Код.\n", "x.md").body == "Код.\n"
