"""The sentences that stop a reader before harm is done, a second time: macros/data/stops.txt.

Whoever takes one away, or turns it round, changes two files, and two people look. The workbench changes both when it is told that
this is meant.

No rule sees what a text no longer says: «не платите» without its «не» is good Russian. So what warns is named by its page, in its
order, and looked for as it stands, whatever is written around it. So are the answers of the triage that lead to pages about safety.
`make fix` adds what is new and takes nothing out.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from macros.content import triage
from macros.content.pages import Page
from macros.content.problem import Problem
from macros.content.triage import Node

FILE = "macros/data/stops.txt"
_HEAD = """\
# Предостережения страниц: то, что не должно пропасть. Новые дописывает make fix; убирают и меняют их руками, вместе со страницей,
# и смотрят двое. Порядок тот же, что на странице: сначала закончить разговор, потом всё остальное.
"""
_WEIGHTY = re.compile(
    r"\bкод|парол|скан|паспорт|банк|карт|деньг|\bплат|перев[оеё]|трубк|звон|ссылк|письм|сообщ|программ|сертификат|предупрежд|просим|"
    r"доверя|обход|удаля|сбрасыв|ставьте|ввод|открыва|антивирус|файл|qr|уход|отправл|документ",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"\bне (?:\w+ )?\w+(?:йте|ите|ьте)(?:сь)?\b|\bникому\b|\bникогда\b|\bнельзя\b|\bне нуж\w+", re.IGNORECASE
)
_SAVES = re.compile(
    r"положите трубку|закончите разговор|это обман|это мошенник|сообщите в полицию|\bсвои банки|(?:смените|меняйте) пароль|"
    r"выключите интернет|остановитесь|неофициальн|не связаны|заблокируйте|ничего не уходит|и удалите файл|признак обмана|— обман",
    re.IGNORECASE,
)
_OF_CODE = ("about/engineers/", "about/workbench.md", "about/another-portal.md")
# What the site says of itself: each word of that is a promise.
_PROMISES = ("about/privacy.md", "about/index.md", "report.md")
_PROMISED = re.compile(r"ничего|остаётся|парол|\bкод|скан|введ|вводи|не связаны|отчёте нет", re.IGNORECASE)
_BEGINS = re.compile(r"^\s*(?:[-*+>]|\d+\.|#+|\|)\s*")
_SAFETY = "guides/safety/"
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^а-яa-z])|\s*\|\s*")


class Lost(NamedTuple):
    """A warning that its page or check no longer has, or has otherwise, and how that is told."""

    what: str
    problem: Problem


def check(page: Page, stops: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Find what a page no longer warns of, or in another order, and what stands in the list and warns of nothing."""
    yield from (lost.problem for lost in missed(page, stops))
    wanted = _wanted(page)
    for stop in stops.get(page.path, ()):
        if stop not in _weighty(stop, wanted):
            plain = _text(page)
            line = page.first_line + max(0, plain.count("\n", 0, max(0, plain.find(stop))) - 1)
            fault = f"«{stop}» стоит в {FILE}, но ни от чего не удерживает; там бывают только предостережения: верните прежнее"
            yield Problem(page.path, line, fault)


def missed(page: Page, stops: Mapping[str, tuple[str, ...]]) -> Iterator[Lost]:
    """The stops of a page that do not stand on it in their order."""
    plain, at = _text(page), 0
    for stop in stops.get(page.path, ()):
        place = plain.find(stop, at)
        if place < 0:
            where = "стоит теперь раньше" if stop in plain else "пропало"
            fault = f"предостережение «{stop}» {where}; так задумано — измените и {FILE}: такое смотрят двое"
            yield Lost(stop, Problem(page.path, page.first_line + max(0, plain.count("\n", 0, at) - 1), fault))
        else:
            at = place


def check_leads(questions: Mapping[str, Node], stops: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Find answers of the triage that no longer lead to safety: who was deceived must not be sent to read about statuses."""
    now = leads(questions)
    for lead in stops.get(triage.FILE, ()):
        if lead not in now:
            fault = f"ответа «{lead}» больше нет; так задумано — измените и {FILE}: такое смотрят двое"
            yield Problem(triage.FILE, 1, fault)


def leads(questions: Mapping[str, Node]) -> list[str]:
    """The answers that lead to a page about safety, each with that page."""
    answers = [answer for node in questions.values() for answer in node.answers]
    return [f"{answer.says} → {answer.to}" for answer in answers if answer.to.startswith(_SAFETY)]


def load(root: Path) -> Mapping[str, tuple[str, ...]]:
    """The stops of a site, by page; a site that has no such file has none."""
    path = root / FILE
    return read(path.read_text()) if path.is_file() else {}


def with_new(text: str, pages: Mapping[str, Page], questions: Mapping[str, Node]) -> str:
    """The file with what is new on the pages, each stop where its page has it, and in the triage."""
    old = read(text)
    led = list(dict.fromkeys([*leads(questions), *old.get(triage.FILE, ())]))
    return _written({path: _in_order(page, old.get(path, ())) for path, page in pages.items()} | {triage.FILE: led})


def with_page(text: str, page: Page, going: Collection[str] = ()) -> str:
    """The file after an edit of one page.

    Args:
        text: the file.
        page: as it is now.
        going: stops that may leave the file with the page; of the others nothing is taken out.
    """
    old = read(text)
    return _written({**old, page.path: _in_order(page, old.get(page.path, ()), going)})


def _in_order(page: Page, old: Sequence[str], going: Collection[str] = ()) -> list[str]:
    """The stops of a page as they stand on it, then those that it has lost and that may not go."""
    plain = _text(page)
    standing = dict.fromkeys([*of_page(page), *(stop for stop in old if stop in plain)])
    return [*sorted(standing, key=plain.find), *(stop for stop in old if stop not in plain and stop not in going)]


def _written(stops: Mapping[str, Sequence[str]]) -> str:
    parts = [f"\n{path}\n" + "".join(f"  {stop}\n" for stop in kept) for path, kept in sorted(stops.items()) if kept]
    return "".join([_HEAD, *parts])


def of_page(page: Page) -> Iterator[str]:
    """The sentences of a page that stop a reader."""
    if page.path.startswith(_OF_CODE):
        return
    wanted = _wanted(page)
    for line in _text(page).split("\n"):
        yield from _weighty(line, wanted)


def _wanted(page: Page) -> re.Pattern[str]:
    """What a sentence of a page must be about to count."""
    return _PROMISED if page.path in _PROMISES else _WEIGHTY


def of_words(text: str) -> Iterator[str]:
    """The sentences that stop a reader in what a check says."""
    yield from _weighty(_plain(text), _WEIGHTY)


def _weighty(line: str, wanted: re.Pattern[str]) -> Iterator[str]:
    for sentence in _ENDS.split(line):
        bare = sentence.strip(" .!?—-")
        weighs = wanted.search(bare) and (wanted is _PROMISED or _FORBIDS.search(bare))
        if len(bare) > 12 and (weighs or _SAVES.search(bare)):
            yield bare


def _text(page: Page) -> str:
    """What searchers show of a page, in one line, and what stands on it."""
    return _plain(f"{' '.join(str(page.head.get('description', '')).split())}\n{page.body}")


def _plain(text: str) -> str:
    """A text without the signs of Markdown; its lines stay lines.

    >>> _plain("- Не платите **«специалистам»**: [почему](a.md#b).")
    'Не платите специалистам: почему.'
    """
    return "\n".join(
        " ".join(re.sub(r"[*«»„“_]", "", re.sub(r"\]\([^)]*\)|[\[\]]", "", _BEGINS.sub("", line))).split())
        for line in text.split("\n")
    )


@lru_cache(4)
def read(text: str) -> Mapping[str, tuple[str, ...]]:
    """The stops in the text of the file, by page."""
    found: dict[str, list[str]] = {}
    path = ""
    for line in text.splitlines():
        if line.startswith("  "):
            found.setdefault(path, []).append(line.strip())
        elif line and not line.startswith("#"):
            path = line.strip()
    return {path: tuple(stops) for path, stops in found.items()}
