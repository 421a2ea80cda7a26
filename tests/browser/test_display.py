"""What a reader's settings do to a page: no motion, colours of his own, paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pyscripts.data import table
from tests.harness.pages import asset

GUIDE = "guides/login/other-sites/"
MOVING = """
() => [...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, transitionProperty, animationName } = getComputedStyle(element);
  return animationName !== "none" || (transitionProperty !== "none" && /[1-9]/.test(transitionDuration));
}).length
"""
SHOW = """
async ([module, level]) => {
  const finding = { key: level, level, field: null, text: "Слова", limits: "", next: "" };
  const { show } = await import(module);
  const form = document.querySelector("form[data-check]");
  show(form, { level, findings: [finding], errors: {}, report: {} });
  const sign = getComputedStyle(form.querySelector(".verdict__level"), "::before").content;
  return [sign, form.querySelector(".verdict__level").textContent, getComputedStyle(form.querySelector("output")).borderLeftStyle];
}
"""
BACKGROUND = "element => getComputedStyle(element).backgroundColor"
LOOK = """
([state]) => {
  const stop = document.querySelector(".way__stop");
  stop.dataset.state = state;
  return getComputedStyle(stop).borderLeftStyle;
}
"""


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def test_nothing_moves_for_who_asked_for_that(page: Page, site: str) -> None:
    page.goto(site + GUIDE)
    assert page.evaluate(MOVING)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0


@pytest.mark.parametrize("colours", ["none", "active"])
def test_levels_and_the_way_are_told_by_more_than_colour(
    page: Page, site: str, site_folder: Path, colours: str
) -> None:
    page.emulate_media(forced_colors=colours)  # type: ignore[arg-type]
    page.goto(site + "checks/card/")
    module = site + asset(site_folder, "verdict.mjs")
    shown = [page.evaluate(SHOW, [module, level]) for level in ("ok", "unsure", "warn", "stop")]
    signs, words, borders = zip(*shown, strict=True)
    assert len(set(signs)) == len(set(words)) == 4
    assert set(borders) == {"solid"}
    page.goto(site + "checks/connection/")
    states = table("connection_table")["state"]
    assert len({state["words"] for state in states}) == len(states)
    lines = {state["id"]: page.evaluate(LOOK, [state["id"]]) for state in states}
    assert lines["ok"] == "solid"
    assert {lines["slow"], lines["fail"], lines["none"]} == {"dashed", "double", "dotted"}


def test_forced_colours_keep_what_is_chosen_and_where_the_focus_is(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site + GUIDE)
    page.locator(".case:has([data-steps=clear-site]) > summary").click()
    page.locator("[data-steps=clear-site] .steps__other").click()
    tabs = page.locator("[data-steps=clear-site]").get_by_role("tab")
    assert tabs.nth(0).evaluate(BACKGROUND) != tabs.nth(1).evaluate(BACKGROUND)
    tabs.nth(0).press("ArrowRight")
    expect(tabs.nth(1)).to_have_css("outline-style", "solid")
    box = page.get_by_role("combobox")
    box.fill("пароль")
    options = page.get_by_role("option")
    expect(options.nth(0)).to_be_visible()
    box.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    assert options.nth(0).evaluate(BACKGROUND) != options.nth(1).evaluate(BACKGROUND)


def test_paper_has_all_steps_and_phones_and_nothing_to_press(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    page.goto(site + GUIDE)
    ways = page.locator("[data-steps=clear-site] .steps__way")
    assert ways.count() > 3
    assert ways.filter(visible=True).count() == ways.count()
    by_hand = page.locator("details.check__manual li")
    assert by_hand.count()
    assert by_hand.filter(visible=True).count() == by_hand.count()
    expect(page.get_by_role("link", name="8 800 100-70-10").first).to_be_visible()
    expect(page.locator("button, input, textarea").filter(visible=True)).to_have_count(0)


def test_a_report_on_paper(page: Page, site: str) -> None:
    page.goto(site + "report/")
    kept = '[{"check": "card", "level": "warn", "found": ["typo", "partial"], "given": {}}]'
    page.evaluate("kept => sessionStorage.setItem('report', kept)", kept)
    page.reload()
    page.emulate_media(media="print")
    expect(page.locator(".report__print")).to_have_text(
        re.compile("В номере опечатка.*Пока похоже на карту …", re.DOTALL)
    )
    expect(page.locator("button, input, textarea").filter(visible=True)).to_have_count(0)


def test_the_likeliest_cause_is_shown_and_the_others_fold(page: Page, site: str) -> None:
    page.goto(site + "checks/error/")
    page.locator("form[data-check=error] textarea").fill("ERR_CONNECTION_RESET")
    page.locator("form[data-check=error] [type=submit]").click()
    output = page.locator("form[data-check=error] output")
    expect(output).to_contain_text("Возможная причина 1", timeout=30_000)
    expect(output.locator("details")).to_contain_text("Возможная причина 2")
    expect(output.get_by_text("Возможная причина 2")).to_be_hidden()
    output.locator("summary").click()
    expect(output.get_by_text("Возможная причина 2")).to_be_visible()
