"""What is said to stand on the screen is told by most of a message; what is not, only by all of one."""

import pytest

import pyscripts
from pyscripts.errors.known import FAMILIES


def told(text: str) -> str:
    return next((key for key in pyscripts.keys("error", text=text) if key in FAMILIES), "")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("скан договора на восемь мегабайт не берёт, говорит тяжёлый", "file-size"),  # what it is about stands before
        ("пишет денег на карте не хватило на штраф", "bank-money"),  # other words between
        ("выбираю скан, пишет файл не найден, возможно перемещён", "file-here"),  # another form of a word
        ("просит доказать что я не робот", "robot-test"),  # what it asks to do
        ("открыла письмо через неделю, ссылка уже недействительна пишет", "old-link"),
        ("пин код от подписи не принимает, осталось две попытки", "pin"),  # all of a message in a long text
    ],
)
def test_what_people_retell_is_told(text: str, family: str) -> None:
    assert told(text) == family


@pytest.mark.parametrize(
    "text",
    [
        "портал пишет что заявление принято в работу",  # nothing failed
        "если пишет что мало денег на карте, куда звонить",  # it did not come
        "в игре пишет сервер заполнен",  # another program
    ],
)
def test_what_is_said_of_something_else_is_not(text: str) -> None:
    assert told(text) == ""


def test_a_message_that_is_guessed_is_called_as_what_its_text_is_about() -> None:
    found = pyscripts.run("error", {"text": "пинкод от токена не подходит, пишет неверный"})["findings"]
    assert found[0]["key"] == "misprint"
    assert all("«Неправильный пин-код»" in finding["text"] for finding in found[:2])
