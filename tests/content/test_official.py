"""What the check `genuine` calls official is what the guides call official."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from macros.content import numbers
from pyscripts import keys, run
from pyscripts.data import table

FACTS: dict[str, dict[str, Any]] = yaml.safe_load(Path("macros/data/facts.yml").read_text())
CONFIRMED = {name: fact for name, fact in FACTS.items() if fact["confidence"] == "confirmed"}
PHONES = ["8 800 100-70-10", "115"]  # МВД, 2025-11-26; a change here is for two people to look at
LINKS = [name for name, fact in CONFIRMED.items() if ".gosuslugi.ru" in fact.get("url", "")]


OFFICIAL = table("official")
CONTACTS = [
    *(row["shown"] for row in OFFICIAL["phone"] if row["now"]),
    *(row["name"] for row in OFFICIAL["sender"]),
    *(row["page"] for row in OFFICIAL["social"]),
]


@pytest.mark.parametrize("contact", CONTACTS)
def test_only_what_a_confirmed_fact_says_is_official(contact: str) -> None:
    confirmed = contact in {fact["value"] for fact in CONFIRMED.values()}
    assert (run("genuine", {"contact": contact})["level"] == "ok") == confirmed


@pytest.mark.parametrize("address", [row["address"] for row in OFFICIAL["mail"]])
def test_an_address_in_a_letter_proves_nothing(address: str) -> None:
    assert run("genuine", {"contact": address})["level"] == "unsure"


@pytest.mark.parametrize("name", [row["name"] for row in OFFICIAL["messenger"] if row["ours"]])
def test_the_name_of_the_messenger_proves_nothing(name: str) -> None:
    assert run("genuine", {"contact": name})["level"] == "unsure"


def test_the_mail_of_the_facts_is_known() -> None:
    assert keys("genuine", contact=FACTS["mail-sender"]["value"]) == ["mail-said"]


def test_no_host_of_a_weak_fact_is_official() -> None:
    weak = " ".join(str(fact.get("value")) for name, fact in FACTS.items() if name not in CONFIRMED)
    official = [row["name"] for row in OFFICIAL["host"] if row["now"]]
    assert [host for host in official if re.search(rf"(?<![\w.]){re.escape(host)}(?![\w/])", weak)] == []


def test_the_portal_has_two_phones() -> None:
    assert numbers.support() == PHONES


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
