"""`make check` finds nothing wrong with what is written here."""

from pathlib import Path

from macros import review

ROOT = Path(__file__).parents[2]


def test_nothing_is_wrong_with_the_pages_the_data_and_the_words_of_the_checks() -> None:
    assert "\n".join(map(str, sorted(set(review.problems(ROOT))))) == ""


def test_no_template_has_a_field_for_a_password() -> None:
    for path in (ROOT / "macros").rglob("*.html"):
        assert "password" not in path.read_text(), path
