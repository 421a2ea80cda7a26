"""Сообщение об ошибке: что оно значит и чья это сторона.

Finds known error codes and messages in whatever was pasted: of the portal, of the login service, of browsers, of HTTP
and of banks. Says what each means, whose side it is on, and the possible causes in order, each with a test. What is
pasted goes nowhere and into no report.

Sources and words: data/errors.toml and data/http_statuses.toml. There every family has its own example.

>>> keys(text="УКК_СЩТТУСЕШЩТ_КУЫУЕ")[:2]
['layout', 'dropped']
>>> keys(text="yt chf,jnfkj")[:2]
['layout', 'portal-failed']
>>> keys(text="ERR_CONECTION_RESETT")[:2]
['misprint', 'dropped']
>>> keys(text="ERR_CERT_NEW")
['nearest']
>>> keys(text="привет, как дела?")
['unknown']
>>> keys(text="…")
['text']
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pyscripts import known_errors
from pyscripts.data import table
from pyscripts.form import FieldError, Paragraph
from pyscripts.known_errors import FAMILIES, Known
from pyscripts.verdict import Finding, Outcome, found, ok, unsure

FIELDS = (
    Paragraph(
        "text",
        "Код или текст ошибки",
        "Скопируйте всё, что написано на экране. Хватит и одного кода. Пароль, номер карты и код из СМС уберите.",
        example="ERR_CONNECTION_RESET",
    ),
)

_WORDS = table("errors")
_PLACE = re.compile(r"\{(\w+)\}")
_MOST_FAMILIES = 3
_MOST_CAUSES = 6
_SURE = 0.85


def _full(text: str) -> str:
    """A text with the sentences that several share; other places stay for the finding to fill."""
    return _PLACE.sub(lambda place: _WORDS["sentence"].get(place[1], place[0]), text)


def _about(family: Mapping[str, Any]) -> Outcome:
    """The words of a family: begin with the name of the error and say whose side it is on."""
    year = _WORDS["sentence"]["in_year"].format(year=family["year"]) if "year" in family else ""
    return Outcome(
        family["level"],
        f"«{{name}}» — {family['says']}{{meaning}}",
        limits=" ".join(filter(None, (_WORDS["side"][family["side"]], year, family.get("limits", "")))),
        next=_full(family.get("next", "")),
        guide=family["guide"],
    )


def _cause(cause: Mapping[str, str]) -> Outcome:
    return unsure(f"Возможная причина {{number}}: {cause['says']}", next=_full(cause["test"]), guide=cause["guide"])


OUTCOMES = (
    {key: _about(family) for key, family in FAMILIES.items()}
    | {f"cause-{key}": _cause(cause) for key, cause in _WORDS["cause"].items()}
    | {
        "layout": ok("Текст набран не в той раскладке. Мы прочитали его в другой."),
        "misprint": unsure(
            "Точно такой ошибки в таблице нет. Похоже на опечатку: в таблице есть «{name}».",
            next="Сверьте с экраном. Если это она, читайте дальше.",
        ),
        "nearest": unsure(
            "Такой ошибки в нашей таблице нет. Ближе всего по написанию — «{name}».",
            limits="Это может быть совсем другая ошибка.",
            next="Сверьте с экраном. Если это она, введите её сюда точно.",
            guide="tech/error-messages",
        ),
        "unknown": unsure(
            "Такой ошибки в нашей таблице нет.",
            limits="Это не значит, что она опасна: таблица неполная.",
            next="Скопируйте с экрана весь текст и введите сюда. Не помогло — обновите страницу, попробуйте другой "
            "браузер и другую сеть, потом напишите в поддержку портала.",
            guide="support/feedback",
        ),
    }
)


def check(text: str) -> Iterator[Finding | str]:
    """Say what the first known messages in a text mean, or which known one is the nearest."""
    if not known_errors.words(text):
        raise FieldError("Здесь нужны буквы или цифры: код или слова с экрана.", "text")
    for is_other_layout, reading in known_errors.readings(text):
        if known := _chosen(known_errors.find(reading)):
            if is_other_layout:
                yield "layout"
            yield from _explained(known)
            return
    guess = known_errors.nearest(text)
    if guess is None:
        yield "unknown"
        return
    likeness, nearest = guess
    yield found("misprint" if likeness >= _SURE else "nearest", "text", name=nearest.name)
    if likeness >= _SURE:
        yield from _explained([nearest])


def _chosen(known: Iterable[Known]) -> list[Known]:
    """One of each family, without the general ones where there is a definite one."""
    by_family: dict[str, Known] = {}
    for one in known:
        by_family.setdefault(one.family, one)
    definite = [one for one in by_family.values() if not FAMILIES[one.family].get("general")]
    return (definite or list(by_family.values()))[:_MOST_FAMILIES]


def _explained(known: list[Known]) -> Iterator[Finding]:
    """What each message means, then the possible causes of all of them in order."""
    for one in known:
        yield found(one.family, "text", name=one.name, meaning=one.meaning)
    for number, cause in enumerate(_causes(*(one.family for one in known)), 1):
        yield found(cause, "text", number=number)


def _causes(*families: str) -> list[str]:
    """The keys of the first causes of some families, each once."""
    causes = dict.fromkeys(f"cause-{cause}" for key in families for cause in FAMILIES[key].get("causes", "").split())
    return list(islice(causes, _MOST_CAUSES))


# The examples of the families, where doctest looks for them: https://docs.python.org/3/library/doctest.html
__test__ = {key: f">>> keys(text={family['example']!r})\n{[key, *_causes(key)]}" for key, family in FAMILIES.items()}
