"""Browsers are told alike by Python and JavaScript, and by a library that knows nothing of our rules."""

import time
from pathlib import Path
from typing import Any

import pytest
import ua_parser
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pyscripts.data import table
from pyscripts.user_agent import detect
from tests.harness import node

SAMPLES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("ua_samples.yml").read_text())
DATA = Path(__file__).parents[2] / "macros" / "data"

# What ua-parser calls our browsers. Windows inside applications, which have names of their own there, are left out.
FAMILIES = {
    "atom": {"Atom Browser"},
    "chrome": {"Chrome", "Chrome Mobile", "Chrome Mobile iOS"},
    "duckduckgo": {"DuckDuckGo Mobile"},
    "edge": {"Edge", "Edge Mobile"},
    "edge-legacy": {"Edge"},
    "firefox": {"Firefox", "Firefox Mobile", "Firefox iOS"},
    "google-app": {"Google"},
    "huawei": {"Huawei Browser"},
    "internet-explorer": {"IE", "IE Mobile"},
    "miui": {"MiuiBrowser"},
    "opera": {"Opera", "Opera Mobile", "Opera Touch"},
    "safari": {"Safari", "Mobile Safari"},
    "samsung": {"Samsung Internet"},
    "teams": {"Microsoft Teams"},
    "yandex": {"Yandex Browser"},
    "yandex-app": {"Yandex Browser"},
    "yandex-lite": {"Chrome Mobile WebView"},
}
SYSTEMS = {
    "android": {"Android"},
    "ios": {"iOS"},
    "linux": {"Linux", "Ubuntu"},
    "macos": {"Mac OS X"},
    "windows": {"Windows", "Windows Phone"},
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample['browser']}-{sample['ua'][-40:]}")
def test_every_sample_is_told(sample: dict[str, Any]) -> None:
    seen = detect(sample["ua"], sample.get("touch", 0), sample.get("brands", ()))
    assert (seen.id, seen.platform) == (sample["browser"], sample["platform"])
    assert seen.version.startswith(sample["version"])


def test_javascript_tells_the_same() -> None:
    script = """
    import { detected } from "$ASSETS/detect.mjs";
    answer(given.samples.map(({ ua, touch, brands }) => {
      const hints = brands && { brands: brands.map((brand) => ({ brand })) };
      const value = { userAgent: ua, maxTouchPoints: touch ?? 0, userAgentData: hints };
      Object.defineProperty(globalThis, "navigator", { value, configurable: true });
      const { id, name, version, steps, app, platform } = detected(given.rules);
      return { id, name, version, steps, app, platform };
    }));
    """
    rules = {key: value for key, value in table("browser_rules").items() if key != "as_of"}
    here = [vars(detect(it["ua"], it.get("touch", 0), it.get("brands", ()))) for it in SAMPLES]
    assert node.run(script, {"rules": rules, "samples": SAMPLES}) == here


@pytest.mark.parametrize(
    "sample", [it for it in SAMPLES if it["browser"] in FAMILIES and not it.keys() & {"brands", "touch"}]
)
def test_a_library_that_knows_nothing_of_our_rules_agrees(sample: dict[str, Any]) -> None:
    parsed = ua_parser.parse(sample["ua"])
    assert parsed.user_agent
    assert parsed.user_agent.family in FAMILIES[sample["browser"]]
    assert sample["version"].partition(".")[0] == parsed.user_agent.major or sample["browser"] == "yandex-lite"
    # The library takes a phone that asks for the desktop page for Linux.
    desktop_mode = sample["platform"] == "android" and "X11; Linux" in sample["ua"]
    assert parsed.os
    assert desktop_mode or parsed.os.family in SYSTEMS[sample["platform"]]


def test_the_rules_name_files_that_exist() -> None:
    rules = table("browser_rules")
    steps = {rule["steps"] for rule in rules["browser"] + rules["brand"] if "steps" in rule}
    assert steps <= {path.stem for path in (DATA / "browsers").glob("*.yml")}
    assert {rule["system"] for rule in rules["platform"]} <= {path.stem for path in (DATA / "systems").glob("*.yml")}
    ids = {rule["id"] for rule in rules["platform"]}
    assert all(rule.get("touch", rule["id"]) in ids for rule in rules["platform"])


def test_every_rule_has_a_sample() -> None:
    rules = table("browser_rules")
    ids = {rule["id"] for rule in rules["browser"] + rules["brand"]}
    assert ids == {sample["browser"] for sample in SAMPLES} - {""}


def told(ua: str, *brands: str) -> str:
    return detect(ua, brands=brands).id


CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
)
ANDROID = CHROME.replace("Windows NT 10.0; Win64; x64", "Linux; Android 10; K").replace(" Safari", " Mobile Safari")
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
SAFARI = f"{IPHONE} Version/27.0 Mobile/15E148 Safari/604.1"
MAC = SAFARI.replace("iPhone; CPU iPhone OS 18_7 like Mac OS X", "Macintosh; Intel Mac OS X 10_15_7").replace(
    " Mobile/15E148 Safari/604", " Safari/605"
)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:159.0) Gecko/20100101 Firefox/159.0"
WORDS = st.from_regex(r"[A-Z][A-Za-z]{2,12}", fullmatch=True)


@given(word=WORDS, version=st.sampled_from(["", "/1", "/12.3.4.5", " 7.0"]), first=st.booleans())
def test_one_word_more_is_no_chrome_no_safari_and_no_firefox(word: str, version: str, first: bool) -> None:
    """Whatever a program calls itself, it is not taken for the one that it names as its ancestor."""
    for ua, name in (
        (CHROME, "chrome"),
        (ANDROID, "chrome"),
        (SAFARI, "safari"),
        (MAC, "safari"),
        (FIREFOX, "firefox"),
    ):
        assert told(ua) == name
        last = ua.rpartition(" ")
        seen = detect(f"{last[0]} {word}{version} {last[2]}" if first else f"{ua} {word}{version}")
        assert seen.id not in ("chrome", "safari", "firefox")
        assert seen.id, "its engine can be told all the same"


def test_brands_tell_another_browser_that_calls_itself_chrome() -> None:
    assert told(CHROME, "Chromium", "Google Chrome", "Not)A;Brand") == "chrome"
    assert told(CHROME, "Chromium", "Not)A;Brand") == "chromium"
    assert told(CHROME, "Chromium", "Some Browser", "Not)A;Brand") == "chromium"
    assert told(ANDROID, "Android WebView", "Chromium", "Not)A;Brand") == "webview"
    assert told(CHROME, "Chromium", "Opera GX") == "opera-gx"
    assert told(SAFARI, "Chromium") == "safari"


@pytest.mark.parametrize(
    ("ua", "platform"),
    [
        ("Mozilla/5.0 (Linux; U; Android 4.2.2; ru-ru; NaviPad TM-7858) AppleWebKit/534.30", "android"),
        (
            "Mozilla/5.0 (Mobile; Windows Phone 8.1; Android 4.0; IEMobile/11.0) like iPhone OS 7_0_3 Mac OS X",
            "windows",
        ),
        (SAFARI, "ios"),
        (MAC, "macos"),
    ],
)
def test_the_system(ua: str, platform: str) -> None:
    assert detect(ua).platform == platform


@pytest.mark.parametrize(
    "ua",
    [
        "x" * 20_000,
        "Version/1 " * 2_000,
        "Trident/" * 2_500,
        "iPhone AppleWebKit/Browser Chrome/" * 600,
        "Mozilla/5.0 (" + "()" * 9_000,
    ],
)
def test_a_long_user_agent_costs_little(ua: str) -> None:
    began = time.process_time()
    detect(ua)
    assert time.process_time() - began < 5
