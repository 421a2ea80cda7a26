"""Browsers are told alike by Python and JavaScript, and by a library that knows nothing of our rules."""

from pathlib import Path
from typing import Any

import pytest
import ua_parser
import yaml

from pyscripts.browsers import detect
from pyscripts.data import table
from tests.harness import node

SAMPLES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("ua_samples.yml").read_text())
DATA = Path(__file__).parents[2] / "macros" / "data"

# What ua-parser calls our browsers. Windows inside applications have names of their own there.
FAMILIES = {
    "atom": {"Atom Browser"},
    "chrome": {"Chrome", "Chrome Mobile", "Chrome Mobile iOS"},
    "duckduckgo": {"DuckDuckGo Mobile"},
    "edge": {"Edge", "Edge Mobile"},
    "edge-legacy": {"Edge"},
    "firefox": {"Firefox", "Firefox Mobile", "Firefox iOS"},
    "google-app": {"Google"},
    "huawei": {"Huawei Browser"},
    "internet-explorer": {"IE"},
    "miui": {"MiuiBrowser"},
    "opera": {"Opera", "Opera Mobile", "Opera Touch"},
    "safari": {"Safari", "Mobile Safari"},
    "samsung": {"Samsung Internet"},
    "teams": {"Microsoft Teams"},
    "webview": {"KakaoTalk", "Chrome Mobile WebView", "Mobile Safari UI/WKWebView"},
    "yandex": {"Yandex Browser"},
    "yandex-app": {"Yandex Browser"},
    "yandex-lite": {"Chrome Mobile WebView"},
}
SYSTEMS = {
    "android": {"Android"},
    "ios": {"iOS"},
    "linux": {"Linux", "Ubuntu"},
    "macos": {"Mac OS X"},
    "windows": {"Windows"},
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample['browser']}-{sample['ua'][-40:]}")
def test_every_sample_is_told(sample: dict[str, Any]) -> None:
    seen = detect(sample["ua"], sample.get("touch", 0), sample.get("brands", ()))
    assert (seen.id, seen.platform) == (sample["browser"], sample["platform"])
    assert seen.version.startswith(sample["version"])


def test_javascript_tells_the_same() -> None:
    script = """
    import { detect } from "$ASSETS/detect.mjs";
    answer(given.samples.map(({ ua, touch, brands }) => {
      const { id, name, version, steps, app, platform } = detect(ua, touch ?? 0, given.rules, brands);
      return { id, name, version, steps, app, platform };
    }));
    """
    rules = {key: value for key, value in table("browser_rules").items() if key != "as_of"}
    here = [vars(detect(it["ua"], it.get("touch", 0), it.get("brands", ()))) for it in SAMPLES]
    assert node.run(script, {"rules": rules, "samples": SAMPLES}) == here


@pytest.mark.parametrize("sample", [it for it in SAMPLES if it["browser"] and not it.keys() & {"brands", "touch"}])
def test_a_library_that_knows_nothing_of_our_rules_agrees(sample: dict[str, Any]) -> None:
    parsed = ua_parser.parse(sample["ua"])
    assert parsed.user_agent
    assert parsed.user_agent.family in FAMILIES[sample["browser"]]
    if sample["browser"] != "webview":
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
    assert ids - {sample["browser"] for sample in SAMPLES} <= {"brave"}  # Brave hides even from Client Hints at times


@pytest.mark.parametrize("ua", ["x" * 100_000, "Version/1 " * 10_000, "Trident/" * 10_000, "iPhone " * 10_000])
def test_a_long_user_agent_does_not_hang(ua: str) -> None:
    detect(ua[:1_000])
