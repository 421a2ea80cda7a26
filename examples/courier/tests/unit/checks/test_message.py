import pytest

from pyscripts import run


@pytest.mark.parametrize("asks", ["card", "code", "app", "papers"])
@pytest.mark.parametrize("link", ["", "https://courier.example/", "https://other.test/"])
def test_what_no_courier_asks_for_is_always_a_stop(asks: str, link: str) -> None:
    assert run("message", {"asks": asks, "link": link})["level"] == "stop"


@pytest.mark.parametrize(
    "link", ["courier.example.pay.test", "https://my-courier.test/x", "соurier.test", "courier.examp1e"]
)
def test_a_site_that_only_looks_like_it_is_never_its_own(link: str) -> None:
    assert "own-link" not in [found["key"] for found in run("message", {"asks": "nothing", "link": link})["findings"]]
