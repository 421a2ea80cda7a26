"""Every combination of answers gets an answer that makes sense."""

import itertools
import runpy

import pytest

import pyscripts
from pyscripts import data
from pyscripts.checks import code

ANSWERS = {field.name: ["", *field.options] if field.optional else list(field.options) for field in code.FIELDS}
# What the code does, and for whom it is, matters more than the rest: where they decide, one answer of each other is enough.
DECIDED = ("late", "unfit", "unasked")
COMBINATIONS = [
    raw
    for values in itertools.product(*ANSWERS.values())
    if (raw := dict(zip(ANSWERS, values, strict=True)))["trouble"] not in ("none", *DECIDED)
    or (raw["waited"], raw["moved"], raw["device"]) == ("", "", "mobile")
]
MISSING = [raw for raw in COMBINATIONS if raw["trouble"] in ("", "none", "many") and raw["purpose"] != "other"]
CODES_BY_PHONE = ("sms", "max")


def keys(**raw: str) -> list[str]:
    return pyscripts.keys("code", **raw)


def test_every_combination_is_answered_and_every_outcome_is_reached() -> None:
    reached = set()
    for raw in COMBINATIONS:
        result = pyscripts.run("code", raw)
        assert result["findings"], raw
        assert not result["errors"], raw
        seen = [finding["key"] for finding in result["findings"]]
        assert len(seen) == len(set(seen)) <= 4, raw
        assert any(finding["next"] for finding in result["findings"]), raw
        reached.update(seen)
    assert reached == code.OUTCOMES.keys()


def test_a_report_holds_the_answers_and_nothing_else() -> None:
    raw = {"channel": "sms", "device": "app", "phone_ok": "no", "waited": "long", "moved": "sim", "purpose": "form"}
    raw["trouble"] = "none"
    assert pyscripts.run("code", raw)["report"]["given"] == raw


def test_sms_is_said_to_be_withdrawn_only_for_a_login_on_a_phone() -> None:
    for raw in MISSING:
        withdrawn = "sms-withdrawn" in keys(**raw)
        on_a_phone = raw["channel"] == "sms" and raw["device"] != "desktop" and raw["purpose"] in ("", "login")
        assert withdrawn == (on_a_phone and raw["moved"] != "number"), raw


def test_nobody_is_told_to_wait_long_or_to_use_max_for_a_new_password() -> None:
    for raw in MISSING:
        seen = keys(**raw)
        assert ("wait" in seen) <= (raw["waited"] == "minute"), raw
        assert ("max-bot" in seen) <= (raw["purpose"] != "recovery"), raw
        assert ("email-look" in seen) <= (raw["purpose"] not in ("", "login")), raw


def test_a_call_for_a_code_is_always_called_fraud() -> None:
    for raw in COMBINATIONS:
        assert (keys(**raw) == ["call"]) == (raw["channel"] == "call"), raw
    assert pyscripts.run("code", {"channel": "call", "device": "app"})["level"] == "stop"


def test_a_code_that_nobody_asked_for_is_never_to_be_used() -> None:
    for raw in COMBINATIONS:
        unasked = raw["trouble"] == "unasked" and raw["channel"] != "call"
        assert (keys(**raw) == ["unasked"]) == unasked, raw


def test_who_has_a_code_is_not_sent_to_look_for_it() -> None:
    looks = {"filtered", "try-phone", "phone-silent", "email-look", "max-bot", "wait"}
    for raw in COMBINATIONS:
        if raw["trouble"] in ("late", "unfit") and raw["purpose"] != "other":
            assert looks.isdisjoint(keys(**raw)), raw


@pytest.mark.parametrize("channel", CODES_BY_PHONE)
def test_a_code_to_a_number_that_is_no_longer_the_readers_is_not_waited_for(channel: str) -> None:
    assert keys(channel=channel, device="desktop", moved="number", waited="long") == ["old-number", "other-way"]


def test_only_the_portals_own_phones_are_named() -> None:
    words = " ".join(outcome.text + outcome.limits + outcome.next for outcome in code.OUTCOMES.values())
    assert "8 800 100-70-10" in words
    assert words.count("8 800") == 1
    assert words.count("115") == 1


def test_every_fact_has_a_source_and_a_date() -> None:
    facts = dict(code._FACTS)
    assert facts.pop("as_of")
    for name, fact in facts.items():
        assert fact.get("source") or fact.get("sources"), name


def test_one_more_phone_in_the_table_is_one_more_in_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    phones = [*data.table("official")["phone"], {"number": "84950000000", "shown": "8 495 000-00-00", "now": True}]
    table = data.table
    monkeypatch.setattr(data, "table", lambda name: {"phone": phones} if name == "official" else table(name))
    words = runpy.run_path(str(code.__file__))["OUTCOMES"]["other-way"].next
    assert "телефон 8 800 100-70-10 или 115 с мобильного или 8 495 000-00-00, МФЦ" in words
