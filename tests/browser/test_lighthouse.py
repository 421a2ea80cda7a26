"""Lighthouse, as a phone: full marks for accessibility, best practices and SEO. Speed is measured: bench/phone.py."""

from tests.harness import lighthouse

PAGES = ("", "guides/services/payment-error/", "checks/card/")


def test_full_marks_for_everything_but_speed(site: str) -> None:
    found = lighthouse.audit([site + page for page in PAGES], ["accessibility", "best-practices", "seo"])
    assert [page["lost"] for page in found] == [[], [], []]
