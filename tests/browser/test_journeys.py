"""The same journeys in three engines.

The longest, with the menu, on a phone and on a desktop. The others on one of them: that each page fits both is proved by
test_accessibility.py, that the search works on a phone by test_search.py.
"""

import pytest
from playwright.sync_api import ViewportSize

from tests.harness.chromium import DESKTOP, PHONE
from tests.harness.engines import Reader

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
STEPS = "[data-steps=clear-site]"
SHOWN = f"[...document.querySelectorAll('{STEPS} .steps__way')].filter((way) => way.offsetHeight).length"


def test_from_what_happened_to_a_report(reader: Reader, site: str, size: ViewportSize) -> None:
    reader.open(site)
    assert "Неофициальный сайт" in reader.text(".md-banner")
    for answer in ("Не получается заявление", "Оплата не проходит", "Не принимает карту"):
        reader.click(".triage a", answer)
    assert reader.text("h1", "Номер и срок карты")
    assert reader.evaluate(FITS)
    reader.type("form[data-check=card] [name=number]", "4111 1111 1111 1112")
    reader.click("form[data-check=card] [type=submit]")
    assert "В номере опечатка" in reader.text("output[data-level=warn]")
    assert reader.evaluate(FITS)
    if size == PHONE:
        reader.click("label.md-header__button[for=__drawer]")
    reader.click(".md-nav--primary .md-ellipsis", "Мой отчёт")
    assert reader.text("[data-report] button", "Напечатать")
    assert "опечатка" in reader.evaluate("document.querySelector('[data-report] textarea').value")
    assert "4111" not in reader.evaluate("document.body.textContent")
    assert reader.evaluate(FITS)


@pytest.mark.parametrize("size", [DESKTOP], ids=["desktop"])
def test_from_a_search_to_a_guide(reader: Reader, site: str, size: ViewportSize) -> None:
    reader.open(site)
    reader.click("form.search")
    reader.type(".search [name=query]", "не приходит смс")
    assert reader.text("[role=option]", "Не приходит код для входа")
    assert reader.evaluate(FITS)
    reader.click("[role=option]", "Не приходит код для входа")
    assert reader.text("h1", "Не приходит код для входа")
    assert reader.url == site + "guides/login/no-code/"


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_from_an_error_that_nobody_knows_to_the_nearest_guides(reader: Reader, site: str, size: ViewportSize) -> None:
    reader.open(site + "checks/error/")
    reader.type("form[data-check=error] [name=text]", "Не записать ребёнка в кружок")
    reader.click("form[data-check=error] [type=submit]")
    assert "гадать не станем" in reader.text("output[data-level=unsure]")
    assert reader.text("[data-key=unknown] li a", "Заявление в первый класс и в детский сад")
    assert reader.evaluate(FITS)
    reader.click("[data-key=unknown] li a", "Заявление в первый класс и в детский сад")
    assert reader.text("h1", "Заявление в первый класс и в детский сад")
    assert reader.url == site + "guides/services/school/"


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_steps_are_those_of_the_chosen_browser(reader: Reader, site: str, size: ViewportSize) -> None:
    reader.open(site + "guides/services/not-sent/")
    reader.click("summary", "Кнопка не нажимается")
    assert reader.text(f"{STEPS} .steps__name")
    assert reader.evaluate(SHOWN) == 1
    assert (
        reader.evaluate(f"document.querySelector('{STEPS} [role=tablist]').offsetHeight") == 0
    )  # until it is asked for
    reader.click(f"{STEPS} .steps__other")
    reader.click(f"{STEPS} [role=tab]", "Firefox")
    assert reader.text(f"{STEPS} .steps__way", "Firefox")
    reader.open(site + "guides/basics/clear-data/")
    assert reader.text(f"{STEPS} .steps__name", "Firefox")
    reader.open(site + "guides/basics/clear-data/#browser=yandex")
    assert reader.text(f"{STEPS} .steps__name", "Яндекс")
    assert reader.evaluate(SHOWN) == 1
    assert reader.evaluate(FITS)
