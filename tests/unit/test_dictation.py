"""A code that is read out over the phone comes back as it was, and a misheard digit is noticed."""

from itertools import product

from pyscripts import load
from pyscripts.form import Choice
from tests.harness import node

CODES = """
import { dictated, heard } from "$ASSETS/dictation.mjs";
answer(given.all.map((given_) => {
  const code = dictated(given.fields, given_);
  const digits = code.replaceAll(" ", "");
  const wrong = [...digits].flatMap((digit, at) =>
    [..."0123456789"].filter((other) => other !== digit).map((other) => digits.slice(0, at) + other + digits.slice(at + 1)));
  return { code, back: heard(given.fields, ` ${code} `), wrong: wrong.filter((text) => heard(given.fields, text)) };
}));
"""
FIELDS = {
    field.name: {"label": field.label, "options": field.options}
    for field in load("connection").fields
    if isinstance(field, Choice)
}
EVERY = 61  # of 117 649 observations: no multiple of the seven answers to each question


def test_every_code_comes_back_and_no_wrong_digit_passes() -> None:
    words = product(*(field["options"] for field in FIELDS.values()))
    all_given = [dict(zip(FIELDS, answers, strict=True)) for answers in words][::EVERY]
    found = node.run(CODES, {"fields": FIELDS, "all": all_given})
    assert [one["back"] for one in found] == all_given
    assert not [one for one in found if one["wrong"]]
    assert len({one["code"] for one in found}) == len(all_given)


def test_no_other_text_is_a_code() -> None:
    script = """
    import { heard } from "$ASSETS/dictation.mjs";
    answer(given.texts.filter((text) => heard(given.fields, text)));
    """
    texts = ["", "1", "1111111111", "١١١١١١٣", "<b>", "-1-1-1", "abcdefg", "11 11 11"]
    assert node.run(script, {"fields": FIELDS, "texts": texts}) == []
