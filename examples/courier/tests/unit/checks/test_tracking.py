"""A true number is never called wrong, and one wrong digit is always seen."""

from hypothesis import given
from hypothesis import strategies as st
from pyscripts.checks.tracking import _fits

from pyscripts import keys

BODIES = st.from_regex(r"[0-9]{8}", fullmatch=True)


def checked(body: str) -> str:
    return next(body + last for last in "0123456789" if _fits(body + last))


@given(BODIES)
def test_a_true_number_is_never_called_wrong(body: str) -> None:
    assert keys("tracking", number=f"RB{checked(body)}CN") == ["right"]


@given(BODIES, st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_seen(body: str, place: int, digit: str) -> None:
    wrong = body[:place] + digit + body[place + 1 :] + checked(body)[-1]
    if wrong[:8] != body and not _fits(wrong):
        assert keys("tracking", number=f"RB{wrong}CN") in (["typo"], ["swapped"])


def test_published_examples_are_right() -> None:
    """Of the standard, and of what posts print as samples."""
    for number in ("RA473124829GB", "EE123456785RU", "CP123456785DE"):
        assert keys("tracking", number=number)[0] == "right", number
