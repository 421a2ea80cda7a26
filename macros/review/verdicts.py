"""What the checks warn of, a second time: macros/data/verdicts.txt.

Whoever makes an alarm a calm answer changes two files, and two people look. In the table stand the outcomes that do not say
«all is well», each with its level, those that lead to a page about safety, each with that page, the sentences of all that stop
a reader, and the examples in which a check warns, each with its answer. `make fix` adds what is new and takes nothing out;
other words of an outcome change nothing here.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pyscripts
from macros.content.problem import Problem
from macros.review import stops
from macros.review.programs import loading
from macros.review.stops import Lost
from pyscripts.verdict import LEVELS

FILE = "macros/data/verdicts.txt"
_HEAD = """\
# Чего проверки не должны разучиться: исходы, которые не говорят «всё в порядке», предостережения и примеры, на которых они звучат.
# Новое дописывает make fix; убирают и меняют руками, вместе с проверкой, и смотрят двое.
"""
_ALARMS = LEVELS[2:]
_WORDS = "сказано"
_SAFETY = "safety/"  # who is being deceived must not be led elsewhere
_LEADS = "{}, дальше"

type Said = Mapping[str, str]  # of a check: the level of each outcome, each sentence that stops a reader, each answer


def check(root: Path, answers: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Problem]:
    """Find what the checks of a site no longer warn of."""
    path = root / FILE
    text = path.read_text() if path.is_file() else ""
    kept = _read(text)
    for name in pyscripts.names():
        now = said(name, answers.get(name, {}))
        for lost in missed(text, name, now):
            yield lost.problem
        for what, told in kept.get(name, {}).items():
            if now.get(what) == told and not _warns(told, now):
                fault = (
                    f"«{what} → {told}» стоит в {FILE}, но это не тревога; там бывают только тревоги: верните прежнее"
                )
                yield Problem(f"{loading.FOLDER}/{name}.py", 1, fault)
    for name in sorted(kept.keys() - set(pyscripts.names())):
        yield Problem(FILE, 1, f"нет проверки {name}; так задумано — уберите и её строки: такое смотрят двое")


def missed(text: str, name: str, now: Said) -> Iterator[Lost]:
    """Entries of the table that no longer match the check."""
    for what, before in _read(text).get(name, {}).items():
        if now.get(what) != before:
            fault = f"«{what}» было {before}, а теперь {now.get(what, 'такого нет')}"
            tail = f"так задумано — измените и {FILE}: такое смотрят двое"
            yield Lost(what, Problem(f"{loading.FOLDER}/{name}.py", 1, f"{fault}; {tail}"))


def with_new(text: str, answers: Mapping[str, Mapping[str, list[str]]]) -> str:
    """The table with what is new in the checks."""
    kept = _read(text)
    return _written(kept | {name: _rows(kept.get(name, {}), said(name, given)) for name, given in answers.items()})


def with_check(text: str, name: str, now: Said, going: Collection[str]) -> str:
    """The table after an edit of one check.

    Args:
        text: the table.
        name: of the check.
        now: what it says.
        going: what may be otherwise there, or leave it; of the rest nothing is changed.
    """
    kept = _read(text)
    return _written(kept | {name: _rows(kept.get(name, {}), now, going)})


def _rows(kept: Said, now: Said, going: Collection[str] = ()) -> Said:
    """The rows of a check as they have to be: each where it stands, then what is new."""
    warns = {what: told for what, told in now.items() if _warns(told, now)}
    rows = {what: warns.get(what, "") if what in going else told for what, told in kept.items()}
    rows |= {what: told for what, told in warns.items() if what not in rows}
    return {what: told for what, told in rows.items() if told}


def _warns(told: str, now: Said) -> bool:
    return (
        told in (*LEVELS[1:], _WORDS)
        or told.startswith(_SAFETY)
        or any(now.get(key) in _ALARMS for key in told.split())
    )


def _written(checks: Mapping[str, Said]) -> str:
    parts = [
        f"\n{name}\n" + "".join(f"  {what} → {told}\n" for what, told in checks[name].items())
        for name in sorted(checks)
    ]
    return "".join([_HEAD, *parts])


def said(name: str, answers: Mapping[str, list[str]]) -> Said:
    """What a check says that was loaded, and has answered its examples."""
    outcomes = pyscripts.load(name).outcomes
    levels = {key: outcome.level for key, outcome in outcomes.items()}
    texts = [text for outcome in outcomes.values() for text in (outcome.text, outcome.limits, outcome.next)]
    words = {sentence: _WORDS for text in texts for sentence in stops.of_words(text)}
    safe = {key: outcome.guide for key, outcome in outcomes.items() if (outcome.guide or "").startswith(_SAFETY)}
    leads = {_LEADS.format(key): guide for key, guide in safe.items()}
    return levels | leads | words | {asked: " ".join(keys) for asked, keys in answers.items()}


@lru_cache(4)  # asked for each check
def _read(text: str) -> dict[str, Said]:
    """The rows of the table by check: it is written like the list of stops."""
    return {name: dict(map(_row, rows)) for name, rows in stops.read(text).items()}


def _row(line: str) -> tuple[str, str]:
    what, _, told = line.rpartition(" → ")
    return what, told
