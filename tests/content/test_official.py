"""What the check `genuine` calls official is what the guides call official."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from macros import safety
from pyscripts import keys

FACTS: dict[str, dict[str, Any]] = yaml.safe_load(Path("macros/facts.yml").read_text())
CONFIRMED = {name: fact for name, fact in FACTS.items() if fact["confidence"] == "confirmed"}
PHONES = ["8 800 100-70-10", "115"]  # МВД, 2025-11-26; a change here is for two people to look at
LINKS = [name for name, fact in CONFIRMED.items() if ".gosuslugi.ru" in fact.get("url", "")]


def test_the_portal_has_two_phones() -> None:
    assert safety.support() == PHONES


@pytest.mark.parametrize("name", LINKS)
def test_every_link_of_the_facts_leads_to_an_official_host(name: str) -> None:
    assert keys("genuine", contact=CONFIRMED[name]["url"]) == ["host-official"]
    assert keys("genuine", contact=str(urlsplit(CONFIRMED[name]["url"]).hostname)) == ["host-official"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("phone", "phone-official"),
        ("phone-short", "phone-official"),
        ("sms-sender", "sender-official"),
        ("sms-sender-name", "sender-official"),
        ("messenger", "messenger-ours"),
        ("portal", "host-official"),
        ("portal-host", "host-official"),
        ("login-host", "host-official"),
        ("static-host", "host-official"),
    ],
)
def test_every_contact_of_the_facts_is_official(name: str, key: str) -> None:
    assert keys("genuine", contact=FACTS[name]["value"]) == [key]
