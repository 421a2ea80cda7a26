"""The policy of a page allows its own inline scripts and nothing else."""

import base64
import hashlib

import pytest

from macros.delivery.csp import directives, with_policy

GROUPS = [
    {"host": [{"name": "этот сайт"}]},
    {"host": [{"name": "ya.ru", "path": "/robots.txt", "image": "/favicon.ico"}, {"name": "rt.ru", "path": "/"}]},
]


def source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("html", "allowed"),
    [
        ("<script>run()</script>", ["run()"]),
        ('<script src="a.js"></script><script>run()</script>', ["run()"]),
        ('<script type="module">run()</script>', ["run()"]),
        ('<script type="application/json">{}</script>', []),
        ("<script>a()</script><script>b()</script><script>a()</script>", ["a()", "b()"]),
    ],
)
def test_inline_scripts_are_allowed_by_their_hash(html: str, allowed: list[str]) -> None:
    assert directives(html, GROUPS)["script-src"][3:] == [source(text) for text in allowed]


def test_only_a_page_with_probes_may_contact_their_hosts() -> None:
    assert directives("", GROUPS)["connect-src"] == ["'self'"]
    assert directives("<section data-way>", GROUPS)["connect-src"] == ["'self'", "https://ya.ru", "https://rt.ru"]
    assert directives("<section data-way>", GROUPS)["img-src"] == ["'self'", "data:", "https://ya.ru"]


def test_the_policy_stands_before_what_it_governs() -> None:
    html = with_policy('<head><meta charset="utf-8"><script>run()</script></head>', GROUPS)
    assert html.index("Content-Security-Policy") < html.index("<script>")
