"""A guide as it is opened on a phone, followed by a link, and printed."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

import pyscripts
from tests.harness.chromium import PHONE

# Shifts that follow a touch or a key are left out: a verdict may move what is below it.
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput) window.shifts.push({ value, what: sources.map(({ node }) => node?.outerHTML?.slice(0, 200)) });
}).observe({ type: "layout-shift", buffered: true });
"""
TO_THE_END = """
async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }
  return shifts;
}
"""
WAYS = ".steps__way"
FINGER = 44  # px


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


@pytest.mark.parametrize(
    "path", ["guides/basics/clear-data/", "guides/login/no-code/", "checks/connection/", "checks/card/"]
)
def test_nothing_moves_while_a_page_is_read(page: Page, site: str, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.add_init_script(SHIFTS)
    page.goto(site + path, wait_until="networkidle")
    shifts = page.evaluate(TO_THE_END)
    assert sum(shift["value"] for shift in shifts) <= 0.01, shifts


def test_a_print_shows_the_steps_of_all_browsers_and_the_phones(page: Page, site: str) -> None:
    page.goto(site + "guides/login/no-code/")
    assert page.locator(WAYS).filter(visible=True).count() < page.locator(WAYS).count()
    page.emulate_media(media="print")
    for hidden in page.locator(f"{WAYS}, {WAYS} li, .fact--phone").filter(visible=False).all():
        pytest.fail(f"not printed: {hidden.inner_text()}")
    assert page.locator(".fact--phone", has_text="8 800 100-70-10").first.is_visible()


def test_a_link_to_a_case_opens_it(page: Page, site: str) -> None:
    page.goto(site + "guides/services/payment-error/")
    cases = page.locator("details.case")
    expect(page.locator("details.case[open]")).to_have_count(0)
    assert cases.count() > 3
    page.goto(site + "guides/services/payment-error/#charged")
    expect(page.locator("details.case[open]")).to_have_count(1)
    expect(page.locator("details.case[open] #charged")).to_be_in_viewport()


# What is pressed, but for links in the midst of a text.
LOW = """
(least) => {
  const pressed = "article :is(a[href], button, summary, textarea, select, input, [role=tab]), .md-header :is(a, label, input)";
  const inSentence = (element) =>
    getComputedStyle(element).display === "inline" && element.parentElement.innerText.trim() !== element.innerText.trim();
  return [...document.querySelectorAll(pressed)]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !inSentence(element))
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.height && Math.round(box.height) < least)
    .map(({ element, box }) => `${box.height}: ${element.outerHTML.slice(0, 120)}`);
}
"""


@pytest.mark.parametrize(
    "path", ["", "guides/", "guides/basics/clear-data/", "guides/services/payment-error/", "checks/code/", "report/"]
)
def test_what_is_pressed_is_as_high_as_a_finger(chromium: Browser, site: str, path: str) -> None:
    context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale="ru-RU")
    page = context.new_page()
    page.goto(site + path)
    page.locator("article .steps__other").evaluate_all("all => all.forEach((button) => button.click())")
    assert page.evaluate(LOW, FINGER) == []
    context.close()


def test_a_link_names_the_browser(page: Page, site: str) -> None:
    page.goto(site + "guides/basics/clear-data/#browser=firefox")
    chosen = page.locator("[data-steps=clear-site] [aria-selected=true]")
    assert chosen.inner_text() == "Mozilla Firefox, компьютер"
    assert page.locator(f"[data-steps=clear-site] {WAYS}").filter(visible=True).count() == 1
    page.evaluate("location.hash = '#browser=safari-ios'")
    page.wait_for_function(
        "document.querySelector('[data-steps=clear-site] [aria-selected=true]').textContent.includes('iPhone')"
    )


def test_a_step_shows_where_to_press_and_a_tap_makes_it_large(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site + "guides/basics/clear-data/#browser=chrome-android")
    step = page.locator("[data-steps=clear-site] .steps__way--chosen li", has_text="«Настройки сайтов»")
    drawing = step.get_by_role("img", name="Кнопка меню — вверху справа")
    small, words = drawing.bounding_box(), step.get_by_text("Кнопка меню — вверху справа")
    assert small
    assert step.locator("use").evaluate("use => use.getBBox().width") > 0  # the page has the drawing
    expect(words).to_be_hidden()
    drawn = [each.bounding_box() for each in page.locator(".steps__way--chosen .where svg").filter(visible=True).all()]
    assert len(drawn) > 3
    assert all(above and below and above["y"] + above["height"] <= below["y"] for above, below in pairwise(drawn))
    step.locator("summary").click()
    expect(words).to_be_visible()
    large = drawing.bounding_box()
    assert large
    assert large["width"] > 2 * small["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", sorted(pyscripts.names()))
def test_the_button_of_a_check_is_on_the_first_screen_of_a_phone(name: str, page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}checks/{name}/")
    expect(page.locator(f"form[data-check={name}] [type=submit]").first).to_be_in_viewport(ratio=1)


def test_the_button_of_a_check_in_a_guide_stands_below_its_field_until_one_fills_it_in(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}guides/safety/fraud/")
    form = page.locator("form[data-check=genuine]")
    field, button = form.locator("textarea"), form.locator("[type=submit]")
    form.locator(".check__title").evaluate(
        "title => scrollTo(0, title.getBoundingClientRect().bottom + 10 - innerHeight)"
    )
    expect(button).not_to_be_in_viewport()
    field.focus()
    expect(button).to_be_in_viewport(ratio=1)


def test_large_text_is_kept_for_the_visit_and_widens_no_page(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}guides/login/no-code/")
    before = page.locator("article p").first.bounding_box()
    page.get_by_role("button", name="Крупно").click()
    after = page.locator("article p").first.bounding_box()
    assert before
    assert after
    assert after["height"] > 1.8 * before["height"]
    page.goto(f"{site}checks/card/")
    expect(page.get_by_role("button", name="Крупно")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_did_not_help_leads_on_without_an_account(page: Page, site: str) -> None:
    page.goto(f"{site}guides/login/no-code/")
    page.get_by_text("Не помогло", exact=True).click()
    for words in ("ответьте на вопросы", "похожие беды", "соберите обращение"):
        expect(page.locator(".feedback").get_by_role("link", name=words)).to_be_visible()
    assert page.locator(".neighbours a").count() == 5
