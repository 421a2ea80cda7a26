"""Without a mouse and without eyes: whole journeys by keys, and what a screen reader is told."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_card import open_card

MOST = 60  # presses of Tab from one place of a page to the next
# Where the focus is, somebody can see it: on the element, its label, or the box around it.
IS_SHOWN = """
() => {
  const active = document.activeElement;
  const palette = active.closest("[data-md-component=palette]")?.querySelector("label:not([hidden])");
  const places = [active, active.closest(".search"), document.querySelector(`[for="${active.id}"]`), palette];
  const hasRing = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  return places.some((place) => place && hasRing(getComputedStyle(place)));
}
"""


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until an element has the focus; on the way the focus is always in sight."""
    for _ in range(MOST):
        page.keyboard.press(key)
        assert page.evaluate(IS_SHOWN), page.evaluate("document.activeElement.outerHTML")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not to be reached by {key}")


def follow(page: Page, words: str, key: str = "Tab") -> None:
    """Go to a link by keys, and open it."""
    tab_to(page, page.get_by_role("link", name=words).first, key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_what_happened_to_a_copied_report(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Перейти к содержанию")).to_be_focused()
    page.keyboard.press("Enter")
    for answer in ("Не получается заявление", "Оплата не проходит", "Не принимает карту"):
        follow(page, answer)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Номер и срок карты"))
    tab_to(page, page.get_by_label("Номер карты"))
    page.keyboard.type("4111 1111 1111 1112")
    tab_to(page, page.get_by_role("button", name="Проверить", exact=True))
    page.keyboard.press("Space")
    expect(page.locator("form[data-check=card]").get_by_role("status")).to_contain_text(
        "В номере опечатка", timeout=20_000
    )
    page.goto(f"{site}guides/services/not-sent/")
    tab_to(page, page.locator("summary", has_text="Кнопка не нажимается"))
    page.keyboard.press("Enter")
    other = page.locator("[data-steps=clear-site]").get_by_role("button", name="Это не мой браузер")
    tab_to(page, other)
    page.keyboard.press("Enter")
    expect(page.locator("[data-steps=clear-site]").get_by_role("tab", selected=True)).to_be_focused()
    tabs = page.locator("[data-steps=clear-site]").get_by_role("tab")
    for key, number in {"ArrowRight": 1, "End": tabs.count() - 1, "Home": 0}.items():
        page.keyboard.press(key)
        tab = tabs.nth(number)
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")
        panel = page.locator("[data-steps=clear-site]").get_by_role("tabpanel")
        expect(panel).to_have_count(1)
        expect(panel).to_have_accessible_name(tab.inner_text())
    page.keyboard.press("Escape")
    expect(other).to_be_focused()
    expect(other).to_have_attribute("aria-expanded", "false")
    follow(page, "Мой отчёт", "Shift+Tab")
    tab_to(page, page.get_by_role("button", name="Скопировать", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator("body > [role=status]")).to_have_text("Скопировано")
    tab_to(page, page.get_by_role("button", name="Забыть всё"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-report]")).to_be_focused()


def test_the_menu_of_a_narrow_screen(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    page.goto(site + "guides/login/no-code/")
    menu = page.get_by_role("checkbox", name="Меню")
    sections = page.get_by_role("navigation", name="Навигация")
    tab_to(page, menu)
    expect(sections).to_have_count(0)
    page.keyboard.press("Space")
    expect(menu).to_be_checked()
    expect(sections).to_be_visible()
    follow(page, "Проверки")
    expect(page).to_have_url(site + "checks/")


def test_search(page: Page, site: str) -> None:
    page.goto(site)
    box = page.get_by_role("combobox", name="Поиск: что случилось?")
    tab_to(page, box)
    page.keyboard.type("не приходит смс")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("Подходящие страницы")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text(re.compile("Не приходит код для входа"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(site + "guides/login/no-code/")


def test_a_screen_reader_is_told_the_parts_of_a_page(page: Page, site: str) -> None:
    page.goto(site + "guides/services/not-sent/")
    expect(page.locator("body")).to_match_aria_snapshot("""
      - link "Перейти к содержанию"
      - complementary: Неофициальный сайт помощи, не Госуслуги. Мы никогда не просим пароль и коды из СМС.
      - banner:
        - link "Разберёмся"
        - radio "Светлая тема"
        - radio "Тёмная тема"
        - search:
          - 'combobox "Поиск: что случилось?"'
          - status
          - listbox "Что нашлось"
        - link "Исходный код"
      - main:
        - navigation "Навигация":
          - list:
            - listitem:
              - link "Что случилось?"
            - listitem:
              - link "Инструкции"
        - navigation "Содержание":
          - list
        - article:
          - heading "Заявление не отправляется" [level=1]
          - heading /Проверьте прямо здесь/ [level=2]
          - complementary:
            - heading /Откуда мы это знаем/ [level=2]
      - contentinfo
    """)
    expect(page.locator("[aria-current=page]")).to_have_text("Заявление не отправляется")
    page.locator("summary", has_text="Кнопка не нажимается").click()
    page.locator("[data-steps=clear-site]").get_by_role("button", name="Это не мой браузер").click()
    expect(page.get_by_role("tablist", name="Очистить данные одного сайта")).to_be_visible()


def test_a_screen_reader_is_told_of_a_form_its_mistakes_and_its_verdict(page: Page, site: str) -> None:
    card = open_card(page, site)
    spoken = card.form.get_by_role("status")
    expect(spoken).to_have_count(1)  # there before anything is said: what comes later is not read out
    expect(spoken).to_be_empty()
    card.ask(number="карта", expiry="13/99")
    card.expect("unsure")
    number = page.get_by_label("Номер карты")
    expect(number).to_be_focused()
    expect(number).to_have_accessible_description(re.compile("Цифры на лицевой стороне.*только цифры"))
    expect(card.form).to_match_aria_snapshot("""
      - 'form "Платёжная карта: номер и срок"':
        - textbox "Номер карты" [invalid]: карта
        - textbox "Срок действия — необязательно" [invalid]: 13/99
        - button "Проверить"
        - status:
          - paragraph: Проверьте, что введено
          - list:
            - listitem:
              - link
            - listitem:
              - link
    """)
    spoken.get_by_role("link").nth(1).press("Enter")
    expect(page.get_by_label("Срок действия")).to_be_focused()
    card.ask(number="4111 1111 1111 1111", expiry="")
    expect(spoken).to_contain_text("Всё в порядке")
    expect(number).not_to_have_attribute("aria-invalid", "true")


def test_groups_of_choices_have_names(page: Page, site: str) -> None:
    page.goto(site + "checks/code/")
    for group in page.locator("form[data-check] fieldset").all():
        expect(group).to_have_role("group")
        expect(group).to_have_accessible_name(re.compile("[А-Яа-яё]"))
    for box in page.locator("form[data-check] :is(input, textarea):not([type=hidden])").all():
        expect(box).to_have_accessible_name(re.compile("[А-Яа-яё]"))
