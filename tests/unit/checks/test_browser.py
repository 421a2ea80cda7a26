"""Old browsers, wrong clocks, windows inside applications; and nobody is called old who is not."""

import zoneinfo
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import pyscripts
from pyscripts.data import table
from pyscripts.user_agent import detect

SAMPLES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "ua_samples.yml").read_text())
VERSIONS = table("browser_versions")
TODAY = str(VERSIONS["as_of"])
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS {} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) {} Safari/604.1"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_5) AppleWebKit/605.1.15 (KHTML, like Gecko) {} Safari/605.1.15"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
AGES = {"fine", "behind", "too-old", "not-compared"}


def keys(**raw: str) -> list[str]:
    return pyscripts.keys("browser", **({"ua": CHROME, "today": TODAY} | raw))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample['browser']}-{sample['ua'][-40:]}")
def test_every_sample_gets_one_answer_about_its_name(sample: dict[str, Any]) -> None:
    answer = keys(ua=sample["ua"], touch=str(sample.get("touch", 0)), brands=",".join(sample.get("brands", [])))
    assert len(answer) == 1
    app = detect(sample["ua"], sample.get("touch", 0), sample.get("brands", [])).app
    assert answer[0] in ({"in-app"} if app else AGES | {"unknown"})


@pytest.mark.parametrize(
    ("ua", "expected"),
    [
        ("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "too-old"),
        (CHROME.replace("156.0.0.0", "109.0.0.0"), "behind"),  # the last one for Windows 7
        (CHROME.replace("156.0.0.0", "64.0.3282.140") + " Edge/18.17763", "too-old"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:159.0) Gecko/20100101 Firefox/159.0", "fine"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "fine"),  # long support
        ("Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0", "too-old"),
        # Android had a browser of its own until 4.3, so nothing is known of what calls itself so on a newer one.
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Mobile Safari/537.36",
            "unknown",
        ),
        (
            "Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 (KHTML, like Gecko) Brave/1.75.110 Mobile Safari/537.36",
            "unknown",
        ),
        (
            "Mozilla/5.0 (Linux; U; Android 4.1; ru-ru) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Safari/534.30",
            "too-old",
        ),
        # iOS 26 and 27 call themselves 18: not old.
        (IPHONE.format("18_7", "Version/27.0 Mobile/15E148"), "fine"),
        (IPHONE.format("12_5", "Version/12.1 Mobile/15E148"), "too-old"),
        # Chrome on an iPhone that asks for the desktop page: its Version/ means nothing.
        (MAC.format("CriOS/102 Version/11.1.1"), "unknown"),
        (MAC.format("Version/26.6.2"), "fine"),
    ],
)
def test_age(ua: str, expected: str) -> None:
    assert keys(ua=ua) == [expected]


def test_a_version_newer_than_the_table_is_fine() -> None:
    for sample in ("Chrome/156.0.0.0", "Chrome/999.0.0.0"):
        assert keys(ua=CHROME.replace("Chrome/156.0.0.0", sample)) == ["fine"]


def test_the_table_is_in_order() -> None:
    assert VERSIONS["as_of"] < VERSIONS["known_until"]
    for engine in VERSIONS["engine"]:
        assert engine["source"]
        assert engine.get("ended") or engine["minimal"] < engine["recent"] <= engine["current"]


def test_past_its_date_the_table_says_that_it_does_not_know() -> None:
    assert keys(today="2027-05-31") == ["fine"]
    assert keys(today="2027-06-01") == ["not-compared"]
    assert keys(today="2027-06-01", ua=CHROME.replace("156", "97")) == ["too-old"]


@pytest.mark.parametrize(
    ("skew", "expected"),
    [
        ("0", []),
        ("300", []),
        ("-300", []),
        ("301", ["clock-wrong"]),
        ("-86400", ["clock-wrong"]),
        ("3600", ["clock-hours"]),
        ("-10790", ["clock-hours"]),
        ("1800", ["clock-wrong"]),
        ("", []),
        ("x", []),
        ("9999999999999999", []),
    ],
)
def test_clock(skew: str, expected: list[str]) -> None:
    assert keys(clock=f"skew={skew} zone=Europe/Moscow offset=180") == [*expected, "fine"]


def test_hours_and_minutes_are_told() -> None:
    told = pyscripts.run("browser", {"ua": CHROME, "clock": "skew=7195"})["findings"][0]["text"]
    assert "отстают ровно на 2 ч" in told
    told = pyscripts.run("browser", {"ua": CHROME, "clock": "skew=-600"})["findings"][0]["text"]
    assert "спешат на 10 мин" in told


def test_the_zones_are_those_of_the_tz_database() -> None:
    table_of_zones = table("time_zones")
    day = datetime.combine(table_of_zones["as_of"], datetime.min.time(), UTC)
    for name, minutes in table_of_zones["zone"].items():
        offset = day.astimezone(zoneinfo.ZoneInfo(name)).utcoffset()
        assert offset
        assert offset.total_seconds() == minutes * 60, name


def test_a_zone_abroad_is_nobody_s_business() -> None:
    assert keys(clock="skew=0 zone=Asia/Tbilisi offset=240") == ["fine"]


def test_what_is_missing_is_not_called_switched_off() -> None:
    assert keys() == ["fine"]
    assert keys(abilities="cookies= storage", signs="private=unknown", line="online=yes type=4g") == ["fine"]


def test_the_report_has_the_name_and_the_answers_only() -> None:
    raw = {
        "ua": CHROME,
        "abilities": "cookies=yes",
        "clock": "skew=4",
        "line": "online=<b>",
        "signs": "private=yes",
        "brands": "Вася",
    }
    given_ = pyscripts.run("browser", raw)["report"]["given"]
    assert given_ == {"ua": "chrome 156 linux", "abilities": "cookies=yes", "signs": "private=yes"}


@given(st.text(max_size=1_200), st.text(max_size=20))
def test_any_user_agent_gets_an_answer(ua: str, touch: str) -> None:
    assert pyscripts.run("browser", {"ua": ua, "touch": touch})["findings"]


def test_long_words_cost_nothing() -> None:
    assert pyscripts.run("browser", {"ua": "Version/1 " * 5_000, "abilities": "=" * 5_000})["findings"]
