"""What the checks warn of, a second time: macros/data/verdicts.txt.

Whoever makes an alarm a calm answer changes two files, and two people look. In the table stand the outcomes that do not say
«all is well», each with its level, the sentences of all that stop a reader, and the examples in which a check warns, each
with its answer. `make fix` adds what is new and takes nothing out; other words of an outcome change nothing here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyscripts
from macros.content.problem import Problem
from macros.review import loading, stops
from pyscripts.verdict import LEVELS

FILE = "macros/data/verdicts.txt"
_HEAD = """\
# Чего проверки не должны разучиться: исходы, которые не говорят «всё в порядке», предостережения и примеры, на которых они звучат.
# Новое дописывает make fix; убирают и меняют руками, вместе с проверкой, и смотрят двое.
"""
_ALARMS = LEVELS[2:]
_WORDS = "сказано"


def check(root: Path, answers: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Problem]:
    """Find what the checks of a site no longer warn of."""
    path = root / FILE
    kept = _read(path.read_text()) if path.is_file() else {}
    for name in pyscripts.names():
        now = _said(name, answers.get(name, {}))
        for what, said in kept.get(name, {}).items():
            if now.get(what) != said:
                yield Problem(
                    f"{loading.FOLDER}/{name}.py",
                    1,
                    f"«{what}» было {said}, а теперь {now.get(what, 'такого нет')}; так задумано — измените и {FILE}: "
                    "такое смотрят двое",
                )
            elif not _warns(name, said):
                fault = (
                    f"«{what} → {said}» стоит в {FILE}, но это не тревога; там бывают только тревоги: верните прежнее"
                )
                yield Problem(f"{loading.FOLDER}/{name}.py", 1, fault)
    for name in sorted(kept.keys() - set(pyscripts.names())):
        yield Problem(FILE, 1, f"нет проверки {name}; так задумано — уберите и её строки: такое смотрят двое")


def with_new(text: str, answers: Mapping[str, Mapping[str, list[str]]]) -> str:
    """The table with what is new in the checks."""
    kept = _read(text)
    parts = [_HEAD]
    for name in sorted({*kept, *answers}):
        now = _said(name, answers[name]) if name in answers else {}
        new = {what: said for what, said in now.items() if _warns(name, said)}
        rows = {**kept.get(name, {}), **{what: said for what, said in new.items() if what not in kept.get(name, {})}}
        parts.append(f"\n{name}\n" + "".join(f"  {what} → {said}\n" for what, said in rows.items()))
    return "".join(parts)


def _warns(name: str, said: str) -> bool:
    outcomes = pyscripts.load(name).outcomes
    return said in (*LEVELS[1:], _WORDS) or any(
        key in outcomes and outcomes[key].level in _ALARMS for key in said.split()
    )


def _said(name: str, answers: Mapping[str, list[str]]) -> dict[str, str]:
    """The level of each outcome of a check, what stops a reader, and the answer to each example."""
    outcomes = pyscripts.load(name).outcomes
    levels = {key: outcome.level for key, outcome in outcomes.items()}
    texts = [text for outcome in outcomes.values() for text in (outcome.text, outcome.limits, outcome.next)]
    words = {sentence: _WORDS for text in texts for sentence in stops.of_words(text)}
    return levels | words | {asked: " ".join(keys) for asked, keys in answers.items()}


def _read(text: str) -> Mapping[str, Mapping[str, str]]:
    """The rows of the table by check: it is written like the list of stops."""
    return {name: dict(map(_row, rows)) for name, rows in stops.read(text).items()}


def _row(line: str) -> tuple[str, str]:
    what, _, said = line.rpartition(" → ")
    return what, said
