"""Lists of addresses, cards and browsers as readers have them: contacts/. Floors, not aims, where a list was not tuned to."""

from pathlib import Path

import pytest

import pyscripts

LISTS = Path(__file__).parent / "contacts"
KINDS = {"odd-length": "unknown", "no-luhn": "unknown"}  # what is said besides «unknown» of a number of no scheme


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (LISTS / name).read_text().splitlines() if not line.startswith("#")]


def test_slips_in_addresses_are_seen_and_mended() -> None:
    told = {address: pyscripts.run("login", {"login": address})["findings"] for address, _ in rows("mail_slips.tsv")}
    seen = [address for address, findings in told.items() if findings[0]["key"] != "mail"]
    mended = [
        address
        for address, meant in rows("mail_slips.tsv")
        if any(domain in str(told[address]) for domain in meant.split("|"))
    ]
    assert len(seen) >= 0.95 * len(told)
    assert len(mended) >= 0.85 * len(told)


@pytest.mark.parametrize("address", [row[0] for row in rows("mail_right.txt")])
def test_a_right_address_is_left_alone(address: str) -> None:
    assert pyscripts.keys("login", login=address) == ["mail"]


def test_cards_of_rare_schemes_are_no_others() -> None:
    wrong = []
    for names, number in rows("cards.tsv"):
        keys = pyscripts.keys("card", number=number)
        if not {KINDS.get(key, key) for key in keys} & {*names.split("|")}:
            wrong.append((number, names, keys))
    assert len(wrong) <= 0.05 * len(rows("cards.tsv")), wrong


@pytest.mark.parametrize(("name", "agent"), [(name, agent) for name, agent in rows("browsers.tsv")])
def test_a_browser_is_called_by_its_name(name: str, agent: str) -> None:
    found = pyscripts.run("browser", {"ua": agent, "today": "2026-11-26"})["findings"][0]
    assert name in found["text"]
