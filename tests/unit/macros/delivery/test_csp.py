"""The policy of a page allows the theme's own inline scripts and nothing else."""

import base64
import hashlib

import pytest

from macros.delivery.csp import directives, of_all_pages, with_policy
from macros.review.built import Built, digest, of_scripts

GROUPS = [
    {"host": [{"name": "этот сайт"}]},
    {"host": [{"name": "ya.ru", "path": "/robots.txt", "image": "/favicon.ico"}, {"name": "rt.ru", "path": "/"}]},
]
PAGE = '<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


def scripts(page: str) -> list[str]:
    return list(Built.of(page).scripts)


def source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_scripts_are_allowed_by_their_hash() -> None:
    assert directives(GROUPS, [digest("run()")])["script-src"][3:] == [source("run()")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<script>run()</script>", ["run()"]),
        ('<script src="a.js"></script><script>run()</script>', ["run()"]),
        ('<script type="module">run()</script>', ["run()"]),
        ("<script\ntype=module\n>run()</script\n>", ["run()"]),
        ('<script type="application/json">{}</script>', []),
        ("<!-- <script>run()</script> -->", []),
        ("<p>&lt;script>run()&lt;/script></p>", []),
        ("<template><script>run()</script></template>", ["run()"]),
        ("<svg><script>run()</script></svg>", ["run()"]),
    ],
)
def test_the_scripts_of_a_page_are_those_of_its_tree(text: str, found: list[str]) -> None:
    assert scripts(PAGE.format(text)) == found


def test_only_a_page_with_probes_may_contact_their_hosts() -> None:
    asks, quiet = (with_policy(PAGE, GROUPS, [], probes) for probes in (True, False))
    assert "connect-src 'self' https://ya.ru https://rt.ru;" in asks
    assert "img-src 'self' data: https://ya.ru;" in asks
    assert "connect-src 'self';" in quiet


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("<section data-way>", True),
        ("data-way", False),
        ('<p title="data-way">', False),
        ("<!-- <p data-way> -->", False),
    ],
)
def test_probes_are_read_from_the_tree(text: str, has: bool) -> None:
    assert ("data-way" in Built.of(PAGE.format(text)).attributes) is has


def test_the_policy_stands_before_what_it_governs_and_so_does_the_silence_about_the_page() -> None:
    page = with_policy('<head><meta charset="utf-8"><script>run()</script></head>', GROUPS, [], False)
    assert page.index("Content-Security-Policy") < page.index("no-referrer") < page.index("<script>")


def test_a_page_without_a_place_for_its_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="нет <meta charset>"):
        with_policy("<head></head>", GROUPS, [], False)
    wrong = '<!doctype html><html><head><script>run()</script><meta charset="utf-8"></head></html>'
    assert not Built.of(wrong).has_charset


def test_an_inline_script_that_is_not_the_themes_is_named() -> None:
    (wrong,) = of_scripts(Built.of(PAGE.format("<script>run()</script>")))
    assert digest("run()") in wrong
    assert "theme_scripts.toml" in wrong


def test_the_header_of_all_pages_forbids_frames() -> None:
    assert of_all_pages(GROUPS, {digest("b"), digest("a")}).endswith("; frame-ancestors 'none'")
