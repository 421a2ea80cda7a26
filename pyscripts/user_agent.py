"""Which browser and system a User-Agent tells of, by the rules of data/browser_rules.toml.

docs/assets/detect.mjs does the same by the same rules, before Python is there; a test compares the two.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pyscripts.data import table

_RULES = table("browser_rules")
_LONGEST = 1_000  # signs of a User-Agent; what is longer would cost too much


@dataclass(frozen=True)
class Detected:
    """A guess. Words are empty where no rule matches.

    Args:
        id: the browser's.
        name: what people call it.
        version: as the User-Agent has it, which may be cut short: 154.0.0.0.
        steps: the file in macros/data/browsers/ with its steps.
        app: it is a window inside another program.
        platform: ios, android, windows, macos or linux.
    """

    id: str = ""
    name: str = ""
    version: str = ""
    steps: str = ""
    app: bool = False
    platform: str = ""


def detect(ua: str, touch_points: int = 0, brands: Collection[str] = ()) -> Detected:
    """Tell the browser and the system.

    Args:
        ua: the User-Agent.
        touch_points: navigator.maxTouchPoints, which tells an iPad from a Mac.
        brands: the brands of Client Hints, which tell who a browser is that calls itself Chrome.

    >>> detect("Mozilla/5.0 (X11; Linux x86_64; rv:159.0) Gecko/20100101 Firefox/159.0").version
    '159.0'
    """
    ua = ua[:_LONGEST]
    rule, match = _first(_RULES["browser"], ua)
    if rule.get("id") == "chrome" and (other := _other(brands)):
        rule = other
    platform, _ = _first(_RULES["platform"], ua)
    return Detected(
        id=rule.get("id", ""),
        name=rule.get("name", ""),
        version=(match and match[1]) or "",
        steps=rule.get("steps", ""),
        app=rule.get("app", False),
        platform=platform.get("touch", "") if touch_points > 1 and "touch" in platform else platform.get("id", ""),
    )


def _other(brands: Collection[str]) -> Mapping[str, Any] | None:
    """The rule of another browser than Chrome that Client Hints name, or do not name."""
    named: Mapping[str, Any] | None = next((brand for brand in _RULES["brand"] if brand["brand"] in brands), None)
    if named or not brands or "Google Chrome" in brands:
        return named
    return dict(next(rule for rule in _RULES["browser"] if rule["id"] == "chromium"))


def _first(rules: list[Mapping[str, Any]], ua: str) -> tuple[Mapping[str, Any], re.Match[str] | None]:
    """The first rule whose pattern is in the User-Agent, read as JavaScript reads it."""
    for rule in rules:
        if match := re.search(rule["pattern"], ua, re.ASCII):
            return rule, match
    return {}, None
