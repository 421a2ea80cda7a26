"""The check of a status: every known name is recognised however it is typed, and nothing is taken for what it is not."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyscripts
from macros.review import spelling, typography
from macros.review.prose import Prose
from pyscripts.checks import status
from pyscripts.data import table

MEANINGS: dict[str, dict[str, Any]] = table("statuses")["meaning"]
KNOWN: dict[str, str] = table("statuses")["known"]
NAMES = [
    (name, meaning) for meaning, row in MEANINGS.items() for known in KNOWN for name in row.get(known, "").splitlines()
]


STATUSES = Path(__file__).parent / "statuses"
NONE = "none"
TOLD = {"mend": 0.9, "apart": 0.7}  # least, of those that have a meaning: floors, not aims


@pytest.mark.parametrize("name", TOLD)
def test_statuses_as_people_write_them_are_told_right_or_not_at_all(name: str) -> None:
    lines = [line.split("\t") for line in (STATUSES / f"{name}.tsv").read_text().splitlines()]
    rows = [
        (set(right.split("|")), text.replace("\\n", "\n")) for right, text in (line for line in lines if len(line) > 1)
    ]
    told = [(meanings(text), right, text) for right, text in rows]
    wrong = [row for row in told if not {level(meaning) for meaning in row[0]} <= {*map(level, row[1] - {NONE})}]
    assert wrong == []
    real = [found for found, right, _ in told if right != {NONE}]
    assert sum(map(bool, real)) >= TOLD[name] * len(real)


def meanings(text: str) -> list[str]:
    return [name.meaning for name in status.recognised(text)]


@pytest.mark.parametrize(("name", "meaning"), NAMES)
def test_every_name_is_recognised_however_it_is_written(name: str, meaning: str) -> None:
    for text in (
        name,
        name.upper(),
        name.lower().replace("ё", "е"),
        f"  «{name}».  ",
        f"Статус: {name}",
        f"12.03.2026, 14:05\n{name}\nНомер заявления 1234567890",
        name.replace(" ", "\u00a0"),
        name.replace("а", "a").replace("о", "o").replace("е", "e"),
    ):
        assert meanings(text) == [meaning], text


@settings(max_examples=500, deadline=None)
@given(pair=st.sampled_from([pair for pair in NAMES if len(pair[0].split()) > 1]), data=st.data())
def test_one_slip_never_makes_another_status(pair: tuple[str, str], data: st.DataObject) -> None:
    name, meaning = pair
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("абвгдежзийклмнопрстуфхцчшщыьэюя"))
    slip = data.draw(st.sampled_from(["drop", "double", "change", "swap"]))
    rest = name[place + 1 :]
    text = (
        name[:place]
        + {
            "drop": rest,
            "double": name[place] * 2 + rest,
            "change": letter + rest,
            "swap": rest[:1] + name[place] + rest[1:],
        }[slip]
    )
    changed = set(re.findall(r"\w+", text.casefold())) ^ set(re.findall(r"\w+", name.casefold()))
    if changed & {"не", "н", "е", "ен", "нн", "неё"} or len(changed) > 2:
        return  # «не» or a space was lost: then it may be another status indeed
    for other in meanings(text):
        assert level(other) == level(meaning), text


def level(meaning: str) -> str:
    return status.OUTCOMES[MEANINGS[meaning]["outcome"]].level


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("заявка отправленна в ведомсво", "sent"),
        ("Ваше заявление отправлено в МВД", "sent"),
        ("получино ведомством", "received"),
        ("зарегестрировано на госуслугах", "registered"),
        ("Принято решение об отказе в предоставлении услуги", "refused"),
        ("ждёт доп. информации", "you"),
        ("Отправлено на доработку в ведомство", "you"),
        ("документы готовы", "document"),
        ("на расмотрении", "accepted"),
        ("рассматривается", "accepted"),
        ("Ведомство получило ваше заявление", "received"),
        ("Ведомство приняло ваше заявление", "received"),
        ("Ведомство приняло решение", "done"),
        ("Ведомство приняло решение об отказе", "refused"),
        ("услуга не была оказана", "refused"),
        ("Заявление отозвано заявителем", "cancelled"),
        ("Заявление № 123 от 12.03.2026 отправлено в ведомство", "sent"),
        ("Отправлено в ведомство, ответ ещё не получен", "sent"),
        ("Ваше заявление принято в работу", "accepted"),
        ("статус отклонено почему", "refused"),
        ("исполнено но денег нет", "done"),
        ("в работе значит", "accepted"),
        ("Заявление на проверке в МВД", "accepted"),
        ("Ожидаем оригиналы документов", "you"),
    ],
)
def test_it_is_recognised_as_people_write_it(text: str, meaning: str) -> None:
    assert meanings(text) == [meaning]


@pytest.mark.parametrize(
    "text",
    [
        "Услуга отказана",
        "документы не приняты",
        "Отправлено на проверку",
        "otpravleno v vedomstvo",
        "Заявление зарегистрировано под номером",
        "услуга указана",
        "Документ не готов",
        "не отправлено",
        "Заявление ещё не отправлено в ведомство",
        "не получено ведомством",
        "не удовлетворено",
        "неудовлетворено",
        "Зарегистрировано ведомством",
        "Вы в очереди. Сейчас много желающих",
        "В очереди. Не закрывайте страницу",
        "Зарядка приостановлена",
        "Движение приостановлено",
        "Межведомственный запрос информации",
        "исправлено",
        "Отправка",
        "ответ не получен",
        "погода завтра",
        "Заявление",
        "ведомство",
        "не",
    ],
)
def test_what_is_no_known_status_is_not_guessed(text: str) -> None:
    assert meanings(text) == []
    assert pyscripts.keys("status", text=text) == ["unknown"]


def test_a_history_is_explained_in_its_order_and_not_to_the_end() -> None:
    history = "\n".join(f"{day}.03.2026 {name}" for day, (name, _) in enumerate(NAMES[:40], 1))
    found = pyscripts.keys("status", text=history)
    assert found[0] == "several"
    assert len(found) <= 1 + 3 + 2


def test_a_pick_answers_when_the_text_is_not_known_and_never_contradicts_it() -> None:
    assert pyscripts.keys("status", text="Бегемот", pick="you") == ["unknown", "you", "not-twice"]
    assert pyscripts.keys("status", text="Услуга оказана", pick="you") == ["done"]


@pytest.mark.parametrize("pick", status.FIELDS[1].options)
@pytest.mark.parametrize("term", ["", "no", "yes", "unknown"])
def test_every_choice_gets_an_answer(pick: str, term: str) -> None:
    result = pyscripts.run("status", {"pick": pick, "term": term})
    assert result["findings"]
    assert not result["errors"]


def test_who_must_not_send_twice_is_told_so() -> None:
    """Where a new application is right, or none is under way, nothing speaks against it."""
    for meaning, row in MEANINGS.items():
        found = [one for one in KNOWN if one in row]
        keys = pyscripts.keys("status", text=row[found[0]].splitlines()[0])
        new_one = {"fault", "refused", "cancelled", "draft", "no-draft", "done", "sign-late"}
        assert not (row["outcome"] in new_one and "not-twice" in keys), meaning


def test_a_name_says_from_where_and_when_it_is_known() -> None:
    for name, meaning in NAMES:
        finding = next(
            one for one in pyscripts.run("status", {"text": name})["findings"] if one["key"] in status.OUTCOMES
        )
        assert any(finding["limits"].startswith(known) for known in KNOWN.values()), (name, meaning)


def test_names_of_2022_carry_their_year() -> None:
    assert "2022" in KNOWN["seen-2022"]
    assert "2023" in KNOWN["seen-2023"]


def test_what_was_pasted_does_not_come_back() -> None:
    result = pyscripts.run("status", {"text": "Иванов Иван 112-233-445 95: Заявление получено ведомством"})
    assert "Иванов" not in str(result)
    assert "112" not in str(result)


def test_a_long_paste_is_answered_quickly() -> None:
    text = "\n".join(f"слово{n} непонятнаянадпись отправленоо абвгдежз" for n in range(3000))
    assert pyscripts.keys("status", text=text[:190_000])


def test_the_words_of_the_table_are_in_order() -> None:
    """They are the ends of sentences, which the review of pages does not see."""
    texts = [*(row["means"] for row in MEANINGS.values()), *KNOWN.values()]
    prose = [Prose("statuses.toml", 0, text) for text in texts]
    assert [problem for words in prose for problem in typography.check(words)] == []
    assert list(spelling.check(prose)) == []
    for row in MEANINGS.values():
        assert not row["means"].endswith("."), row
