"""What a reader gives to somebody else: a verdict as a link and a code, a part of a guide on paper."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_card import Form, open_card
from tests.harness import qr
from tests.harness.server import KEPT, Server

PAPER = (420, 595)  # points: A5
READABLE = 14  # px, on paper 10.5 points
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# The card that is shown, then that of each other part: whether it is the only one, what of it fits, and that it goes.
CARDS = """
() => {
  const look = () => {
    const [card, ...others] = document.querySelectorAll(".leaflet");
    const found = {
      alone: others.length === 0,
      fits: card.scrollHeight <= card.clientHeight,
      size: parseInt(card.style.getPropertyValue("--size")),
    };
    dispatchEvent(new Event("afterprint"));
    return { ...found, gone: !document.querySelector(".leaflet") };
  };
  const [, ...others] = document.querySelectorAll(".leaflet__choice button");
  return [look(), ...others.map((button) => (button.click(), look()))];
}
"""
PRINTS = "window.printed = 0; window.print = () => { window.printed += 1 }"


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def test_the_code_shows_the_same_verdict_on_another_screen(
    page: Page, chromium: Browser, watch: Callable[[Page], Page], site: str
) -> None:
    card = open_card(page, site)
    card.ask(number="2200 0000 0000 0054")
    card.expect("warn", "В номере опечатка")
    box = card.form.locator("details.share")
    expect(box).to_be_visible()
    assert box.locator(".qr").count() == 0  # nothing is loaded for it before it is wanted
    box.locator("summary").press("Enter")
    expect(box.get_by_role("img", name="QR-код")).to_be_visible()
    link = qr.read(box.locator(".qr"))
    assert link == f"{site}report/#card=typo"
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(box.locator(".qr")).to_have_css("background-color", "rgb(255, 255, 255)")
        expect(box.locator(".qr path")).to_have_css("fill", "rgb(0, 0, 0)")
    context = chromium.new_context(locale="ru-RU")
    theirs = watch(context.new_page())
    theirs.goto(link)
    told = theirs.locator(".report__verdict")
    expect(told).to_contain_text("Есть что исправить")
    expect(told).to_contain_text("В номере опечатка")
    expect(told).to_contain_text("Что делать. Сверьте номер")
    expect(theirs.get_by_role("link", name="Платёжная карта")).to_have_attribute("href", "../checks/card/")
    context.close()


def test_the_offer_belongs_to_the_verdict_that_is_shown(page: Page, site: str) -> None:
    card = open_card(page, site)
    card.ask(number="4111 1111 1111 1111")
    card.expect("ok")
    expect(card.form.locator(".share")).to_have_count(1)
    card.ask(number="карта")
    card.expect("unsure")
    expect(card.form.locator(".share")).to_have_count(0)


def test_what_was_typed_is_in_no_link(page: Page, site: str) -> None:
    page.goto(f"{site}checks/error/")
    error = Form(page, "error")
    error.ask(text="Недостаточно средств, Зюзьмарк")
    expect(error.form.locator(".share")).to_be_visible(timeout=30_000)
    error.form.locator(".share summary").click()
    link = qr.read(error.form.locator(".qr"))
    assert re.fullmatch(rf"{site}report/#error=[a-z0-9.-]+", link)
    page.goto(link)
    expect(page.locator(".report__verdict")).to_contain_text("На карте не хватает денег")


READ = 6  # of so many codes one is read: that takes a picture of the page


def test_every_part_of_a_guide_fits_on_a_card(page: Page, site: str, server: Server, site_folder: Path) -> None:
    server.headers = KEPT
    page.add_init_script(PRINTS)
    parts, small = 0, []
    for number, guide in enumerate(sorted(site_folder.glob("guides/*/*/index.html"))):
        address = f"{site}{guide.parent.relative_to(site_folder).as_posix()}/"
        page.goto(address)
        page.get_by_role("button", name="Карточка для печати").click()
        page.locator(".leaflet, .leaflet__choice").first.wait_for(state="attached")
        if page.locator(".leaflet__choice").count():
            page.locator(".leaflet__choice button").first.click()
        if number % READ == 0:
            assert qr.read(page.locator(".leaflet .qr")).startswith(address)
        cards = page.evaluate(CARDS)
        assert all(card["alone"] and card["fits"] and card["gone"] for card in cards), (address, cards)
        parts += len(cards)
        small += [(address, card["size"]) for card in cards if card["size"] < READABLE]
    assert len(small) <= parts // 15, small  # the longest parts, which go on to a second page


def test_a_card_is_one_page_with_the_steps_of_the_chosen_browser(page: Page, site: str) -> None:
    page.add_init_script(PRINTS)
    page.goto(f"{site}guides/basics/clear-data/#browser=firefox")
    page.get_by_role("button", name="Карточка для печати").click()
    page.get_by_role("button", name="Очистить данные одного сайта", exact=True).click()
    leaflet = page.locator(".leaflet")
    expect(leaflet.locator("h3")).to_have_text(["Mozilla Firefox, компьютер"])
    expect(leaflet).to_contain_text("Поддержка портала: 8 800 100-70-10, 115")
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(page.locator("article")).to_be_hidden()
    expect(leaflet).to_be_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", paper)) == 1
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert box
    assert [float(side) for side in box.groups()] == pytest.approx(PAPER, abs=1)
