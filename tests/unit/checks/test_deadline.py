"""Terms: the calendar of 2025 and 2026, its end, and what is said on every side of a last day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import pyscripts
from pyscripts.checks import deadline

DAY = timedelta(days=1)

# Days off beyond weekends and holidays, and Saturdays that were working days, in years that the table does not have.
# PyPI holidays 0.109, countries/russia.py, which cites the decrees; 2021: Постановление Правительства РФ N 1648.
PAST = {
    2013: (["2013-05-02", "2013-05-03", "2013-05-10"], []),
    2014: (["2014-05-02", "2014-06-13", "2014-11-03"], []),
    2015: (["2015-01-09", "2015-03-09", "2015-05-04", "2015-05-11"], []),
    2016: (["2016-02-22", "2016-03-07", "2016-05-02", "2016-05-03", "2016-06-13"], ["2016-02-20"]),
    2017: (["2017-02-24", "2017-05-08", "2017-11-06"], []),
    2018: (
        ["2018-03-09", "2018-04-30", "2018-05-02", "2018-06-11", "2018-11-05", "2018-12-31"],
        ["2018-04-28", "2018-06-09", "2018-12-29"],
    ),
    2019: (["2019-05-02", "2019-05-03", "2019-05-10"], []),
    2020: (["2020-02-24", "2020-03-09", "2020-05-04", "2020-05-05", "2020-05-11"], []),
    2021: (
        ["2021-02-22", "2021-05-03", "2021-05-10", "2021-06-14", "2021-11-05", "2021-12-31"],
        ["2021-02-20"],
    ),
}
YEARS = range(2013, 2028)


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += DAY


def text(**raw: str) -> str:
    return str(pyscripts.run("deadline", raw)["findings"][0]["text"])


@pytest.mark.parametrize(
    ("year", "by_month"),
    [
        (2025, [17, 20, 21, 22, 18, 19, 23, 21, 22, 23, 19, 22]),
        (2026, [15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22]),
        (2022, [16, 19, 22, 21, 18, 21, 21, 23, 22, 21, 21, 22]),
        (2023, [17, 18, 22, 20, 20, 21, 21, 23, 21, 22, 21, 21]),
        (2024, [17, 20, 20, 21, 20, 19, 23, 22, 21, 23, 21, 21]),
        (2027, [15, 19, 22, 22, 19, 21, 22, 22, 22, 21, 20, 22]),
    ],
)
def test_the_months_have_as_many_working_days_as_in_the_production_calendar(year: int, by_month: list[int]) -> None:
    working = [day.month for day in days_of(year) if not deadline._is_off(day)]
    assert [working.count(month) for month in range(1, 13)] == by_month
    assert sum(by_month) == (248 if year == 2024 else 247)


@pytest.mark.parametrize("day", ["2026-01-09", "2026-03-09", "2026-05-11", "2026-12-31", "2025-05-02", "2025-11-03"])
def test_moved_days_off_are_off(day: str) -> None:
    assert deadline._is_off(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2025-11-01", "2025-01-09", "2026-01-12", "2026-11-03", "2026-06-11"])
def test_days_that_look_off_and_are_working(day: str) -> None:
    assert not deadline._is_off(date.fromisoformat(day))


def test_the_table_says_where_it_is_from() -> None:
    calendar = deadline._CALENDAR
    assert calendar["known_from"] == date(calendar["year"][0]["year"], 1, 1)
    assert calendar["known_until"] == date(calendar["year"][-1]["year"], 12, 31)
    for year in calendar["year"]:
        assert year["decree"]
        assert year["sources"]
        assert all(day.year == year["year"] for day in year["off"] + year["working"])
        assert all(day.weekday() >= 5 for day in year["working"])
        assert all(day.weekday() < 5 for day in year["off"])
    assert all(term["source"] for name, term in deadline._TERMS.items() if name != "as_of")


@pytest.mark.parametrize(
    ("matter", "start", "days", "last"),
    [
        ("appeal", "2026-03-02", "", "1 апреля 2026 года (среда)"),
        ("appeal", "2026-02-06", "", "10 марта 2026 года (вторник)"),  # 8 March is a Sunday, 9 March a moved day off
        ("appeal", "2025-10-02", "", "1 ноября 2025 года (суббота)"),  # a Saturday that was a working day
        ("appeal", "2024-03-28", "", "27 апреля 2024 года (суббота)"),  # three Saturdays of 2024 were working days
        ("refusal", "2024-04-26", "", "7 мая 2024 года (вторник)"),
        ("complaint", "2026-12-21", "", "20 января 2027 года (среда)"),
        ("complaint", "2025-10-31", "", "24 ноября 2025 года (понедельник)"),
        ("complaint", "2025-12-30", "", "30 января 2026 года (пятница)"),
        ("refusal", "2025-04-30", "", "13 мая 2025 года (вторник)"),
        ("refusal", "2026-01-01", "", "16 января 2026 года (пятница)"),  # starts on a holiday
        ("refusal", "2026-05-09", "", "18 мая 2026 года (понедельник)"),  # starts on a Saturday and holiday
        ("working", "2025-06-11", "1", "16 июня 2025 года (понедельник)"),
        ("working", "2026-12-29", "1", "30 декабря 2026 года (среда)"),
        ("calendar", "2024-02-28", "1", "29 февраля 2024 года (четверг)"),
        ("calendar", "2026-11-23", "1000", "19 августа 2029 года (воскресенье)"),
    ],
)
def test_last_day(matter: str, start: str, days: str, last: str) -> None:
    assert text(matter=matter, start=start, days=days) == f"Последний день — {last}."


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-03-31", "Последний день — 1 апреля 2026 года (среда). Осталось: 1 день."),
        ("2026-04-01", "Последний день — сегодня, 1 апреля 2026 года (среда)."),
        ("2026-04-02", "Срок вышел. Последний день — 1 апреля 2026 года (среда). Прошло: 1 день."),
        ("2026-05-03", "Срок вышел. Последний день — 1 апреля 2026 года (среда). Прошло: 32 дня."),
    ],
)
def test_before_on_and_after_the_last_day(today: str, said: str) -> None:
    assert text(matter="appeal", start="2026-03-02", today=today) == said


@given(start=st.dates(date(2025, 1, 1), date(2026, 9, 30)), days=st.integers(1, 40))
def test_working_days_between_are_as_many_as_asked(start: date, days: int) -> None:
    """The definition, counted another way."""
    last = deadline._after(start, days, late=False)
    between = [start + offset * DAY for offset in range(1, (last - start).days + 1)]
    assert [deadline._is_off(day) for day in between].count(False) == days
    assert not deadline._is_off(last)
    assert last == deadline._after(start, days, late=True)


@given(start=st.dates(date(2000, 1, 1), date(2100, 12, 31)), days=st.integers(1, 60))
def test_a_range_begins_before_it_ends_and_grows_with_the_term(start: date, days: int) -> None:
    first, last = deadline._after(start, days, late=False), deadline._after(start, days, late=True)
    assert start < first <= last
    assert first < deadline._after(start, days + 1, late=False)
    assert last < deadline._after(start, days + 1, late=True)


def may_be_either(day: date) -> bool:
    """A decree that is not known could make this day off or working."""
    known = deadline._CALENDAR["known_from"] <= day <= deadline._CALENDAR["known_until"]
    return not known and day.weekday() < 6 and f"{day:%m-%d}" not in deadline._HOLIDAYS


def keys_of(matter: str, start: date, days: int) -> list[str]:
    return pyscripts.keys("deadline", matter=matter, start=str(start), days=str(days), today=str(start))


@given(start=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(1, 300))
@example(start=date(2027, 12, 30), days=1)
@example(start=date(2021, 12, 30), days=1)
def test_a_term_with_one_unknown_day_in_it_is_a_range(start: date, days: int) -> None:
    last = deadline._after(start, days, late=True)
    unknown = any(may_be_either(start + place * DAY) for place in range(1, (last - start).days + 1))
    assert ("unknown-year" in keys_of("working", start, days)) == unknown


@pytest.mark.parametrize("year", [2021, 2022, 2027, 2028, 2029])
@pytest.mark.parametrize("matter", ["appeal", "complaint", "refusal"])
def test_every_start_of_a_year_is_exact_only_if_all_its_days_are_known(year: int, matter: str) -> None:
    """Of a term in calendar days only its end counts, and the days after it until a working one."""
    for start in days_of(year):
        term = deadline._term(matter, None)
        _, last = deadline._last_days(start, term)
        first = start + DAY if term.working else start + term.days * DAY
        unknown = any(may_be_either(first + place * DAY) for place in range((last - first).days + 1))
        assert ("unknown-year" in keys_of(matter, start, 1)) == unknown, start


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("days", [1, 5, 15])
@pytest.mark.parametrize("working", [True, False])
def test_a_range_would_have_held_in_every_year_since_the_holidays_are_what_they_are(
    year: int, days: int, working: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The width of the guess is right: the true last day of every term of those years lies in it."""
    term = deadline._Term(days, working)
    off = {date.fromisoformat(day) for past in PAST.values() for day in past[0]} | deadline._OFF
    saturdays = {date.fromisoformat(day) for past in PAST.values() for day in past[1]} | deadline._WORKING
    starts = [day for day in days_of(year) if year < 2027 or day < date(2027, 10, 20)]
    monkeypatch.setattr(deadline, "_OFF", off)
    monkeypatch.setattr(deadline, "_WORKING", saturdays)
    monkeypatch.setattr(deadline, "_CALENDAR", deadline._CALENDAR | {"known_from": date(2000, 1, 1)})
    true = [deadline._last_days(start, term)[0] for start in starts]
    monkeypatch.setattr(deadline, "_CALENDAR", deadline._CALENDAR | {"known_until": date(2000, 1, 1)})
    monkeypatch.setattr(deadline, "_OFF", set())
    monkeypatch.setattr(deadline, "_WORKING", set())
    for start, last in zip(starts, true, strict=True):
        first, latest = deadline._last_days(start, term)
        assert first <= last <= latest, start
        assert first < latest


def test_beyond_the_known_calendar_the_answer_is_a_range_and_says_why() -> None:
    result = pyscripts.run("deadline", {"matter": "complaint", "start": "2027-12-21", "today": "2027-12-22"})
    assert result["level"] == "unsure"
    assert "не раньше 18 января 2028 года и не позже 24 января 2028 года" in result["findings"][0]["text"]
    assert "с 1 января 2022 года по 31 декабря 2027 года" in result["findings"][1]["text"]


def test_an_appeal_that_ends_on_a_day_off_beyond_the_calendar_is_a_range() -> None:
    assert keys_of("appeal", date(2027, 12, 2), 1) == ["left", "unknown-year", "day-off", "extension"]


def test_a_saturday_of_an_unknown_year_is_not_said_to_be_off() -> None:
    assert keys_of("appeal", date(2028, 3, 23), 1) == ["left", "unknown-year", "extension"]
    assert "start-off" not in keys_of("refusal", date(2028, 4, 22), 1)
    assert "start-off" in keys_of("refusal", date(2028, 4, 23), 1)


def test_a_longer_term_ends_on_a_working_day_too() -> None:
    found = pyscripts.run("deadline", {"matter": "appeal", "start": "2026-11-03", "today": "2026-11-22"})["findings"]
    assert "тогда последний день — 11 января 2027 года (понедельник)" in found[-1]["text"]


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"start": "1999-12-31"}, "start"),
        ({"start": "9999-12-31"}, "start"),
        ({"start": "0001-01-01"}, "start"),
        ({"start": "31.02.2026"}, "start"),
        ({"matter": "working", "days": ""}, "days"),
        ({"matter": "working", "days": "0"}, "days"),
        ({"matter": "working", "days": "1001"}, "days"),
    ],
)
def test_what_cannot_be_counted_is_said_at_its_field(raw: dict[str, str], field: str) -> None:
    result = pyscripts.run("deadline", {"matter": "appeal", "start": "2026-11-02", **raw})
    assert result["errors"].keys() == {field}
    assert "1" in result["errors"][field] or "2" in result["errors"][field]


@given(
    matter=st.sampled_from(["appeal", "complaint", "refusal", "working", "calendar"]),
    start=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    days=st.integers(1, 1000),
    today=st.one_of(st.none(), st.dates()),
)
def test_every_term_gets_an_answer(matter: str, start: date, days: int, today: date | None) -> None:
    raw = {"matter": matter, "start": str(start), "days": str(days), "today": str(today) if today else ""}
    result = pyscripts.run("deadline", raw)
    assert not result["errors"]
    said = " ".join(finding["text"] + finding["limits"] + finding["next"] for finding in result["findings"])
    assert "{" not in said
    assert "-" not in result["findings"][0]["text"].replace("-й", "")


@pytest.mark.parametrize(
    "days",
    [
        *["-1", "1.5", "1,5", "+5", "5-7", "1 5", "½", "9" * 5000],
        *["2 недели", "1 месяц", "1 мес.", "10 часов", "2 года", "3 раб. недели", "5 дней и 2 часа", "2 декады"],
    ],
)
def test_a_number_of_days_is_never_read_as_another(days: str) -> None:
    errors = pyscripts.run("deadline", {"matter": "calendar", "start": "01.11.2026", "days": days})["errors"]
    assert errors.keys() == {"days"}
    assert len(days) > 200 or "в днях" in errors["days"]


@pytest.mark.parametrize(
    "days",
    ["30", " 30 ", "30.", "30 дней", "30дн.", "30 дн", "30 раб. дней", "30 рабочих дней", "30 Календарных\xa0дней"],
)
def test_days_are_read_with_the_words_for_them(days: str) -> None:
    raw = {"matter": "calendar", "start": "01.11.2026", "days": days}
    assert pyscripts.run("deadline", raw) == pyscripts.run("deadline", raw | {"days": "30"})


@pytest.mark.parametrize(
    "start",
    [
        "1.11.26",
        "01-11-2026",
        "2026/11/01",
        "1 ноября 2026",
        "1 Ноября 2026 года",
        "01.11.2026 г.",
        "1  ноября\u00a02026",
    ],
)
def test_a_day_is_read_as_people_write_it(start: str) -> None:
    told = [
        pyscripts.run("deadline", {"matter": "calendar", "start": day, "days": "30 дней", "today": "2026-11-26"})
        for day in (start, "2026-11-01")
    ]
    assert told[0] == told[1]
    assert told[0]["findings"]
