"""Срок ответа: последний день и сколько осталось.

Counts the last day of a term set by law or of the reader's own, by calendar or by working days. The day from which it
is counted is not counted itself. Where the production calendar is not known, the answer is a range.

Sources: terms in data/legal_terms.toml, days off in data/work_calendar.toml; the term starts on the next day, and a
term that ends on a day off ends on the next working day (ГК РФ, статьи 191 and 193). Where one day of a term is in a year
whose decree is not known, the answer is a range, as wide as decrees have ever gone: `unknown` in the table of days off.

>>> keys(matter="appeal", start="2026-11-03", today="2026-11-22")
['left', 'extension']
>>> keys(matter="complaint", start="2026-11-02", today="2026-11-24")
['today']
>>> keys(matter="appeal", start="2026-02-02", today="2026-11-22")
['passed-appeal']
>>> keys(matter="refusal", start="2026-04-30", today="2026-11-22")
['passed-complaint']
>>> keys(matter="working", start="2026-04-30", days="3", today="2026-11-22")
['passed-own']
>>> keys(matter="complaint", start="2027-12-21", today="2027-12-22")
['left', 'unknown-year']
>>> keys(matter="complaint", start="2027-12-21", today="2028-01-21")
['maybe-passed', 'unknown-year']
>>> keys(matter="appeal", start="2026-10-23", today="2026-11-22")
['left', 'day-off', 'extension']
>>> keys(matter="calendar", start="2026-11-02", days="20", today="2026-11-05")
['left', 'day-off-own']
>>> keys(matter="refusal", start="2026-11-07", today="2026-11-08")
['left', 'start-off']
>>> keys(matter="refusal", start="2026-11-24", today="2026-11-22")
['left', 'start-later']
>>> keys(matter="refusal", start="2026-11-23")
['no-clock']
>>> keys(matter="working", start="2026-11-23")
['days']
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from pyscripts.data import table
from pyscripts.days import said
from pyscripts.form import Choice, Day, FieldError, Today, Whole
from pyscripts.russian import plural
from pyscripts.verdict import Finding, found, ok, unsure, warn

_CALENDAR = table("work_calendar")
_TERMS = table("legal_terms")
_OFF = {day for year in _CALENDAR["year"] for day in year["off"]}
_WORKING = {day for year in _CALENDAR["year"] for day in year["working"]}
_HOLIDAYS = set(_CALENDAR["holidays"]["days"])
_UNKNOWN = _CALENDAR["unknown"]
_YEARS = range(2000, 2101)

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")

FIELDS = (
    Choice(
        "matter",
        "Какой срок считаем",
        options={
            "appeal": "Ответ на обращение в ведомство — 30 дней (59-ФЗ)",
            "complaint": "Ответ на жалобу на услугу — 15 рабочих дней (210-ФЗ)",
            "refusal": "Ответ на жалобу, что не приняли документы или не исправили ошибку, — 5 рабочих дней (210-ФЗ)",
            "working": "Другой срок, в рабочих днях",
            "calendar": "Другой срок, в календарных днях",
        },
    ),
    Day(
        "start",
        "День, от которого считаем",
        "Для обращения и жалобы это день регистрации, он стоит в уведомлении. Обращение регистрируют за "
        f"{_TERMS['appeal']['registered_within']} дня, жалобу — не позже следующего рабочего дня.",
        example="23.11.2026",
    ),
    Whole(
        "days",
        "Сколько дней",
        "Только для «другого срока». Он указан в описании услуги.",
        optional=True,
        example="10",
        least=1,
        most=1000,
        unit=r"(?:(?:раб|кал)\w*\.?\s*)?(?:д|дн\w*|день)|",
        counted="в днях",
    ),
    Today("today"),
)

_COUNTED = "Посчитано так: {counted} после {start}. Сам этот день не считается."

OUTCOMES = {
    "left": ok(
        "Последний день — {last}. Осталось: {left}.",
        limits=_COUNTED,
        next="Запишите этот день. До него иногда заглядывайте в личный кабинет и в почту, и в спам тоже.",
    ),
    "today": ok(
        "Последний день — сегодня, {last}.",
        limits=_COUNTED,
        next="Ответ ещё могут дать до конца дня. Загляните в личный кабинет и почту завтра.",
    ),
    "passed-appeal": warn(
        "Срок вышел. Последний день — {last}. Прошло: {ago}.",
        limits=_COUNTED + " Ответ мог прийти вовремя и потеряться: в спаме, на старом адресе, в личном кабинете.",
        next="Проверьте, нет ли письма о продлении срока. Если нет ни ответа, ни продления, подайте жалобу на "
        "бездействие: начальнику этого ведомства, в ведомство выше или в прокуратуру. Укажите номер и день "
        "регистрации.",
        guide="support/email",
    ),
    "passed-complaint": warn(
        "Срок вышел. Последний день — {last}. Прошло: {ago}.",
        limits=_COUNTED + " Ответ мог прийти вовремя и потеряться: в спаме, на старом адресе, в личном кабинете.",
        next="Посмотрите ответ на сайте do.gosuslugi.ru, если жаловались там. Ответа нет — жалуйтесь в ведомство выше "
        "или в прокуратуру. Укажите номер и день регистрации жалобы.",
        guide="services/refused",
    ),
    "passed-own": warn(
        "Срок вышел. Последний день — {last}. Прошло: {ago}.",
        limits=_COUNTED + " Проверьте по описанию услуги, с какого дня идёт срок и не останавливался ли он.",
        next="Откройте заявление в личном кабинете и посмотрите его историю. Если она пуста, напишите в ведомство, "
        "которое оказывает услугу.",
        guide="services/status-stuck",
    ),
    "maybe-passed": unsure(
        "Срок, возможно, уже вышел. Последний день — {last}.",
        limits=_COUNTED,
        next="Подождите до конца этого промежутка, прежде чем жаловаться.",
    ),
    "no-clock": unsure(
        "Последний день — {last}.",
        limits=_COUNTED + " Браузер не сообщил сегодняшнюю дату, поэтому сколько осталось, не посчитано.",
    ),
    "unknown-year": unsure(
        "Точный день назвать нельзя, поэтому показан промежуток. Наш календарь рабочих дней — с {since} по {until}.",
        limits="Выходные каждый год переносит правительство, заранее это не вычислить. Промежуток — по тому, как "
        "переносили раньше.",
        next="Возьмите официальный производственный календарь на нужный год и посчитайте рабочие дни по нему.",
    ),
    "day-off": unsure(
        "{term} приходится на нерабочий день: {nominal}. Поэтому ждём до следующего рабочего дня.",
        limits="Ведомство может посчитать иначе и ответить раньше, в рабочий день перед выходными.",
    ),
    "day-off-own": unsure(
        "Последний день — нерабочий.",
        limits="Сдвигается ли из-за этого срок, зависит от правил услуги. Мы не сдвинули.",
        next="Если что-то должны сделать вы, сделайте до выходных.",
    ),
    "start-off": unsure(
        "День, от которого считаем, — нерабочий: {start}.",
        limits="Поданное в выходной обычно регистрируют в следующий рабочий день.",
        next="Посмотрите день регистрации в уведомлении: от него и считайте.",
    ),
    "start-later": unsure(
        "День, от которого считаем, ещё не наступил: {start}.",
        next="Проверьте день, месяц и год.",
    ),
    "extension": ok(
        "Этот срок могут продлить, но не больше чем на {more}: тогда последний день — {extended}.",
        limits="О продлении обязаны вам написать.",
    ),
}


@dataclass(frozen=True)
class _Term:
    days: int
    working: bool
    own: bool = False
    extension: int = 0

    def words(self) -> str:
        kind = ("рабочий", "рабочих", "рабочих") if self.working else ("календарный", "календарных", "календарных")
        return f"{self.days} {plural(self.days, *kind)} {plural(self.days, 'день', 'дня', 'дней')}"


def check(matter: str, start: date, days: int | None, today: date | None) -> Iterator[Finding | str]:
    """Judge the term of a matter from its first day, with the reader's own number of days for their own term."""
    if start.year not in _YEARS:
        raise FieldError(f"Здесь бывают годы от {_YEARS[0]} до {_YEARS[-1]}.", "start")
    term = _term(matter, days)
    nominal = start + term.days * _DAY
    first, last = _last_days(start, term)
    words = {"counted": term.words(), "start": said(start)}

    yield _verdict(matter, first, last, today, words)
    if first != last:
        yield found("unknown-year", since=said(_CALENDAR["known_from"]), until=said(_CALENDAR["known_until"]))
    if not term.working and _is_surely_off(nominal):
        yield found("day-off-own" if term.own else "day-off", term=f"{term.days}-й день", nominal=_say_fully(nominal))
    if today and start > today:
        yield found("start-later", "start", start=_say_fully(start))
    elif _is_surely_off(start) and not term.own:
        yield found("start-off", "start", start=_say_fully(start))
    if term.extension:
        extended = _last_days(start, replace(term, days=term.days + term.extension))
        if today is None or today <= extended[1]:
            yield found("extension", more=_days(term.extension), extended=_say_range(*extended))


def _term(matter: str, days: int | None) -> _Term:
    if law := _TERMS.get(matter):
        return _Term(law["days"], law["working"], extension=law.get("extension", 0))
    if days is None:
        raise FieldError("Напишите, сколько дней в вашем сроке: число от 1 до 1000.", "days")
    return _Term(days, matter == "working", own=True)


def _last_days(start: date, term: _Term) -> tuple[date, date]:
    """The earliest and the latest day that can be the last one: the same day where the calendar is known."""
    if term.working:
        return _after(start, term.days, late=False), _after(start, term.days, late=True)
    nominal = start + term.days * _DAY
    if term.own:
        return nominal, nominal
    return _after(nominal - _DAY, 1, late=False), _after(nominal - _DAY, 1, late=True)


def _verdict(matter: str, first: date, last: date, today: date | None, words: dict[str, str]) -> Finding:
    """Say where today stands between now and the last day."""
    exact = first == last
    when = _say_range(first, last)
    at_least = "" if exact else "не меньше чем "
    if today is None:
        return found("no-clock", last=when, **words)
    if today > last:
        passed = "passed-appeal" if matter == "appeal" else "passed-complaint" if matter in _TERMS else "passed-own"
        return found(passed, last=when, ago=at_least + _days((today - last).days), **words)
    if today < first:
        return found("left", last=when, left=at_least + _days((first - today).days), **words)
    return found("today" if exact else "maybe-passed", last=when, **words)


def _after(start: date, count: int, *, late: bool) -> date:
    """The working day number `count` after a day; a bound of it where the calendar is not known."""
    decrees, day = _Decrees(late=late), start
    while count:
        day += _DAY
        if not decrees.makes_off(day):
            count -= 1
    return day


class _Decrees:
    """What decrees that are not known may do at most: make weekdays off, or Saturdays working days.

    That is near holidays; only the first such day may be any, so that one day nobody knows makes a range of every term.

    Args:
        late: whether weekdays are made off, so that a term ends as late as it can.
    """

    def __init__(self, *, late: bool) -> None:
        self.late = late
        self.within = _UNKNOWN["off_within" if late else "working_within"]
        self.changed: Counter[int] = Counter()  # days by year
        self.is_first = True

    def makes_off(self, day: date) -> bool:
        """Whether a day is off; the days of a term are asked in their order."""
        off = _is_off(day)
        if off == self.late or _is_known(day) or _is_surely_off(day):
            return off
        return self.late if self._changes(day) else off

    def _changes(self, day: date) -> bool:
        most = _UNKNOWN["swaps"] + (_holidays_on_weekends(day) if self.late else 0)
        is_usual = self.changed[day.year] < most and _is_near_holiday(day, self.within)
        is_first, self.is_first = self.is_first, False
        if is_usual:
            self.changed[day.year] += 1
        return is_usual or is_first


def _is_known(day: date) -> bool:
    return bool(_CALENDAR["known_from"] <= day <= _CALENDAR["known_until"])


def _is_holiday(day: date) -> bool:
    return f"{day:%m-%d}" in _HOLIDAYS


def _is_surely_off(day: date) -> bool:
    """Off whatever a decree says that is not known: then any Saturday but a holiday may be a working day."""
    return _is_off(day) and (_is_known(day) or day.weekday() == _SUNDAY or _is_holiday(day))


@cache
def _is_near_holiday(day: date, within: int) -> bool:
    return any(_is_holiday(day + shift * _DAY) for shift in range(-within, within + 1))


def _is_off(day: date) -> bool:
    """Off by the calendar where it is known; elsewhere by the rules that do not change.

    >>> _is_off(date(2026, 12, 31)), _is_off(date(2025, 11, 1)), _is_off(date(2025, 11, 3))
    (True, False, True)
    """
    weekend = day.weekday() in (_SATURDAY, _SUNDAY)
    return day not in _WORKING and (weekend or _is_holiday(day) or day in _OFF)


@cache
def _holidays_on_weekends(day: date) -> int:
    """How many holidays of the year up to this day fell on the weekend, so that a later day may be off for them."""
    holidays = (date.fromisoformat(f"{day.year}-{holiday}") for holiday in _HOLIDAYS)
    return sum(holiday <= day and holiday.weekday() in (_SATURDAY, _SUNDAY) for holiday in holidays)


def _say_range(first: date, last: date) -> str:
    return _say_fully(last) if first == last else f"не раньше {said(first)} и не позже {said(last)}"


def _say_fully(day: date) -> str:
    """A day in words, with the day of the week.

    >>> _say_fully(date(2026, 11, 22))
    '22 ноября 2026 года (воскресенье)'
    """
    return f"{said(day)} ({_WEEKDAYS[day.weekday()]})"


def _days(count: int) -> str:
    return f"{count} {plural(count, 'день', 'дня', 'дней')}"
