"""«Похожие беды»: found by words, never by hand."""

from pathlib import Path

from macros.content.neighbours import MOST, NEAREST, neighbours
from macros.content.pages import Page, read, readable

ROOT = Path(__file__).parents[4]


def guide(name: str, *aliases: str) -> Page:
    return read(
        f"---\ntitle: {name}\ndescription: О беде.\naliases: [{', '.join(aliases)}]\n---\n", f"guides/a/{name}.md"
    )


def test_the_nearest_has_the_rare_words_in_common() -> None:
    pages = [
        guide("сайт", "нет кода"),
        guide("смс", "код не пришёл"),
        guide("файл", "скан файла"),
        guide("фото", "скан фото"),
    ]
    found = {path: [page.title for page in near] for path, near in neighbours(pages).items()}
    assert found["guides/a/сайт.md"][0] == "смс"
    assert found["guides/a/файл.md"][0] == "фото"


def test_a_word_that_hundreds_of_guides_have_hides_no_rare_one() -> None:
    pages = [guide(f"случай{number}", "долго грузится", f"пара{number // 2}") for number in range(3 * NEAREST)]
    found = neighbours([*pages, guide("файл", "скан файла")])
    for number, page in enumerate(pages):
        assert found[page.path][0] is pages[number ^ 1]
        assert len(found[page.path]) == MOST


def test_every_guide_has_five_others() -> None:
    found = neighbours(readable(ROOT / "docs")[0].values())
    for path, near in found.items():
        assert len({page.path for page in near} - {path}) == MOST, path


def test_it_is_the_same_however_the_pages_are_sorted() -> None:
    pages = list(readable(ROOT / "docs")[0].values())
    assert neighbours(pages) == neighbours(reversed(pages))


def test_front_matter_of_another_shape_is_borne() -> None:
    page = read("---\ntitle: А\naliases: код\n---\n", "guides/a/b.md")
    assert neighbours([page, guide("смс", "5")])[page.path] == []
