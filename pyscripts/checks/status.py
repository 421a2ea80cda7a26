r"""Статус заявления: что он значит.

Tells from the words of a status what it means, who moves next, when to ask and what not to do. The words may be pasted
with dates, slips and other endings, or with a whole history; what is not in the table is called unknown, never guessed.

Sources: data/statuses.toml, each name with where and when it was seen.

>>> keys(text="Черновик заявления")
['draft']
>>> keys(text="Заявление отправленно в ведомство, 12.03.2026 10:15")
['work', 'term-unknown', 'not-twice']
>>> keys(text="ПОЛУЧЕНО ВЕДОМСТВОМ", term="no")
['work', 'term-runs', 'not-twice']
>>> keys(text="на рассмотрении", term="yes")
['work', 'term-over', 'not-twice']
>>> keys(text="Промежуточные результаты по заявлению")
['read', 'not-twice']
>>> keys(text="Заявление требует исправления")
['you', 'not-twice']
>>> keys(text="Ожидает оплаты")
['pay']
>>> keys(text="Ожидание подписания другими Заявителями")
['others', 'not-twice']
>>> keys(pick="done")
['done']
>>> keys(text="Документ готов к выдаче")
['collect']
>>> keys(text="Услуга не оказана")
['refused']
>>> keys(text="Заявление отменено")
['cancelled']
>>> keys(text="Ошибка отправки заявления в ведомство")
['fault']
>>> keys(text="Автоматизированная проверка заявления не пройдена")
['failed']
>>> keys(text="Это заявление уже отправлено")
['twice', 'not-twice']
>>> keys(text="Черновик заявления не найден")
['no-draft']
>>> keys(text="Действие Вашего заявления приостановлено по причине неявки")
['you', 'not-twice']
>>> keys(text="Назначен ответственный")
['support']
>>> keys(text="Закрыто")
['done']
>>> keys(text="Запрос на подписание документов")
['sign-you']
>>> keys(text="Истекло время подписания документов")
['sign-late']
>>> keys(text="Зарегистрировано на портале\nЗаявление отправлено в ведомство")
['several', 'work', 'work', 'term-unknown', 'not-twice']
>>> keys(text="Приостановлено")
['you', 'not-twice']
>>> keys(text="Зарегистрировано ведомством")
['unknown']
>>> keys(pick="missing")
['missing']
>>> keys()
['text']
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pyscripts.data import table
from pyscripts.form import Choice, FieldError, Paragraph
from pyscripts.slips import slips
from pyscripts.verdict import Finding, found, ok, unsure, warn

_TABLE = table("statuses")
_MEANINGS: Mapping[str, Mapping[str, Any]] = _TABLE["meaning"]
_KNOWN: Mapping[str, str] = _TABLE["known"]
_GUIDE = "services/statuses"
_GOSKEY = "sign/goskey"

FIELDS = (
    Paragraph(
        "text",
        "Статус слово в слово",
        "Спишите его из карточки заявления. Имена и номера документов не нужны.",
        optional=True,
        example="Заявление отправлено в ведомство",
    ),
    Choice(
        "pick",
        "Или выберите похожий",
        optional=True,
        options={key: meaning["pick"] for key, meaning in _MEANINGS.items() if "pick" in meaning}
        | {"missing": "Моего заявления в списке нет", "other": "Ничего похожего"},
    ),
    Choice(
        "term",
        "Срок услуги уже вышел?",
        "Срок стоит в описании услуги, у каждой он свой.",
        optional=True,
        options={"no": "Нет", "yes": "Да", "unknown": "Не знаю"},
    ),
)

OUTCOMES = {
    "several": ok("В тексте несколько статусов. Важен самый новый: сравните дни рядом с ними."),
    "draft": warn(
        "{name} — {means}. Ведомство его не видело. Ход за вами.",
        limits="{known}",
        next="Откройте черновик, пройдите все шаги и отправьте.",
        guide="services/not-sent",
    ),
    "work": ok(
        "{name} — {means}. Ход не за вами.",
        limits="{known}",
        next="Ждите и смотрите уведомления: у вас могут спросить что-то ещё.",
        guide=_GUIDE,
    ),
    "read": unsure(
        "{name} — {means}. Ход может быть за вами.",
        limits="{known}",
        next="Откройте заявление и прочитайте, что написано последним. О чём-то просят — сделайте к указанному дню.",
        guide=_GUIDE,
    ),
    "you": warn(
        "{name} — {means}. Ход за вами.",
        limits="{known}",
        next="Прочитайте под статусом, о чём просят и до какого дня, и ответьте там же. Непонятно — спросите ведомство "
        "и назовите номер.",
        guide=_GUIDE,
    ),
    "pay": warn(
        "{name} — {means}. Ход за вами.",
        limits="{known}",
        next="Оплатите из самого заявления. Уже платили — сначала посмотрите в банке, ушли ли деньги.",
        guide="services/payment-error",
    ),
    "others": warn(
        "{name} — {means}. Ход за ним.",
        limits="{known}",
        next="Попросите его войти на Госуслуги под своей учётной записью и открыть уведомления. О браке это надо успеть "
        f"за {_TABLE['marriage']['hours']} часа вместе с оплатой пошлины.",
        guide=_GUIDE,
    ),
    "done": ok(
        "{name} — {means}. Осталось посмотреть результат.",
        limits="{known} По статусу не видно, что внутри.",
        next="Прочитайте ответ до конца и сохраните файлы себе.",
        guide=_GUIDE,
    ),
    "collect": warn(
        "{name} — {means}. Ход за вами.",
        limits="{known}",
        next="Прочитайте в заявлении, где и до какого дня его отдают, и возьмите паспорт.",
        guide=_GUIDE,
    ),
    "refused": warn(
        "{name} — {means}. Ждать нечего, ход за вами.",
        limits="{known}",
        next="Прочитайте причину. Её можно исправить — подайте снова. Не согласны — подайте жалобу.",
        guide="services/refused",
    ),
    "cancelled": unsure(
        "{name} — {means}.",
        limits="{known} Кто его остановил, по статусу не видно.",
        next="Прочитайте причину в заявлении. Услуга нужна — подайте новое.",
        guide=_GUIDE,
    ),
    "fault": warn(
        "{name} — {means}. Само оно дальше не пойдёт, ход за вами.",
        limits="{known} Тогда портал считал такой статус последним.",
        next="Проверьте данные и файлы и подайте новое: здесь второе как раз нужно. За пошлину второй раз не платите, "
        "пока не посмотрите, зачтена ли прежняя. Ошибка та же — пишите в поддержку.",
        guide=_GUIDE,
    ),
    "failed": warn(
        "{name} — {means}. Ход за вами.",
        limits="{known}",
        next="Прочитайте пояснение и сверьте с документами имя, даты, номера и адрес. Правку не дают — спросите "
        "ведомство, подавать ли заново.",
        guide="tech/wrong-data",
    ),
    "twice": ok(
        "{name} — {means}. Ещё раз отправлять не нужно.",
        limits="{known}",
        next="Найдите его в списке заявлений. Ошиблись в нём — отмените, если есть такая кнопка, или дождитесь решения.",
        guide=_GUIDE,
    ),
    "no-draft": unsure(
        "{name} — {means}. Заявление могло и уйти.",
        limits="{known}",
        next="Поищите его среди отправленных. Нет — заполните заново.",
        guide="services/not-sent",
    ),
    "support": ok(
        "{name} — {means}. Ход за поддержкой.",
        limits="{known} Срока ответа мы не нашли ни в одном надёжном источнике.",
        next="Второе такое же не пишите: есть что добавить — добавьте в это.",
        guide="support/feedback",
    ),
    "sign-you": warn(
        "{name} — {means}. Ход за вами.",
        limits=f"{{known}} Срок даёт отправитель, бывает, что не дольше {_TABLE['goskey']['hours']} часов.",
        next="Откройте Госключ, прочитайте, кто и что прислал, и только потом подписывайте. Этих бумаг не ждали — не "
        "подписывайте.",
        guide=_GOSKEY,
    ),
    "sign-late": warn(
        "{name} — {means}. Этот запрос уже не подписать.",
        limits="{known}",
        next="Сверьте с отправителем свой СНИЛС и попросите прислать документы заново.",
        guide=_GOSKEY,
    ),
    "missing": unsure(
        "Заявления нет в списке — возможно, оно не отправилось.",
        limits="У ребёнка и у организации список свой.",
        next="Уберите отборы над списком, загляните в черновики и архив. Нет нигде — подайте заявление.",
        guide="services/not-sent",
    ),
    "unknown": unsure(
        "Такого статуса в известном нам списке нет, и гадать мы не станем.",
        limits="Ведомство пишет под заявлением своими словами, а полной таблицы портал не публиковал.",
        next="Прочитайте пояснение под статусом, вложения и уведомления. Там о чём-то просят — ход за вами. Нет — "
        "спросите ведомство. Статус пришёл сообщением со ссылкой — проверьте его на обман.",
        guide=_GUIDE,
    ),
    "term-runs": ok(
        "Срок услуги ещё идёт, торопить рано.",
        next="Ведомство несколько дней не отвечает даже, что получило заявление, — спросите, видит ли оно его.",
        guide="services/status-stuck",
    ),
    "term-over": warn(
        "Срок услуги вышел — пора спрашивать.",
        limits="Срок мог остановиться, если у вас просили документы.",
        next="Спросите ведомство и назовите номер заявления. Ответа нет — подайте жалобу.",
        guide="services/refused",
    ),
    "term-unknown": ok(
        "Сколько ждать, статус не говорит: у каждой услуги срок свой.",
        next="Найдите его в описании услуги и посчитайте последний день. Спрашивать пора, когда он вышел.",
        guide="services/status-stuck",
    ),
    "not-twice": ok("Второе такое же заявление не подавайте: портал может его не принять."),
}

_ALIVE = {"work", "read", "you", "others", "twice"}
_MOST = 3  # statuses that are explained, of a history
_LONGEST = 20_000  # signs of the pasted text that are read
_PART = re.compile(r"[.,;:!?«»\"()|•—–…]+|(?<!\w)но(?!\w)", re.IGNORECASE)
_IN = re.compile(r"(?<!\w)в\s", re.IGNORECASE)  # «в работе» is a status, «работа» is none
_TWINS = str.maketrans("aceopxy", "асеорху")  # Latin letters that look the same: a program that reads pictures has them


class Name(NamedTuple):
    """A status as somebody writes it: its words without endings, and what it is known for."""

    stems: tuple[str, ...]
    text: str
    meaning: str
    known: str


def check(text: str | None, pick: str | None, term: str | None) -> Iterator[Finding | str]:
    """Explain the statuses in the text; if there is none that is known, the picked one."""
    if not text and not pick:
        raise FieldError("Напишите статус или выберите похожий из списка.", "text")
    names = recognised((text or "")[:_LONGEST])
    if not names and text:
        yield found("unknown", "text")
    if len(names) > 1:
        yield "several"
    outcomes = []
    for name in names[:_MOST]:
        outcomes.append(_MEANINGS[name.meaning]["outcome"])
        yield _told(name.meaning, f"«{name.text}»", name.known, "text")
    if not names and pick and pick in _MEANINGS:
        outcomes.append(_MEANINGS[pick]["outcome"])
        yield _told(pick, _MEANINGS[pick]["pick"], _known_best(pick), "pick")
    elif not text:
        yield "missing" if pick == "missing" else "unknown"
    if "work" in outcomes:
        yield {"no": "term-runs", "yes": "term-over"}.get(term or "", "term-unknown")
    if _ALIVE.intersection(outcomes):
        yield "not-twice"


def _told(meaning: str, name: str, known: str, field: str) -> Finding:
    row = _MEANINGS[meaning]
    return found(row["outcome"], field, name=name, means=row["means"], known=_KNOWN[known])


def _known_best(meaning: str) -> str:
    """Where the names of a meaning were seen; the best of it."""
    return next(known for known in _KNOWN if known in _MEANINGS[meaning])


def recognised(text: str) -> list[Name]:
    """The statuses that stand in a text, in its order, each meaning once.

    >>> [name.text for name in recognised("10.05 Услуга не оказана")]
    ['Услуга не оказана']
    """
    names: dict[str, Name] = {}
    for line in text.splitlines():
        for name in _in_line(line):
            names.setdefault(name.meaning, name)
    small = text.casefold()
    return [name for name in names.values() if not _is_something_else(name, small)]


def _is_something_else(name: Name, text: str) -> bool:
    """Whether a text has words with which a name means no status: «Вы в очереди, не закрывайте страницу»."""
    unless = _MEANINGS[name.meaning].get("unless")
    return bool(unless and re.search(unless, text))


def _in_line(line: str) -> Iterator[Name]:
    """Names of two words and more stand anywhere; one word, or one after «не», must be all that a part of the line says."""
    words = [_mended(word) for word in _words(line)]
    parts = {tuple(_mended(word) for word in _words(part)) for part in _PART.split(line)}
    place = 0
    while place < len(words):
        standing = (name for name in _starting(words[place]) if _stands(name, words, place, parts))
        name = next((name for name in standing if not _IN.match(name.text) or _IN.search(line)), None)
        if name:
            yield name
        place += len(name.stems) if name else 1


def strange(text: str, names: Iterable[Name]) -> int:
    """How many words of a text say something else than the statuses in it.

    >>> strange("Статус: услуга оказана плохо", recognised("Услуга оказана"))
    1
    """
    own = _USUAL.union(*(name.stems for name in names))
    return sum(_mended(word) not in own for word in _words(text))


def _stands(name: Name, words: list[str], place: int, parts: set[tuple[str, ...]]) -> bool:
    stems = name.stems
    end = place + len(stems)
    if tuple(words[place:end]) != stems:
        return False
    if len(stems) - (stems[0] == "не") == 1 or _MEANINGS[name.meaning].get("alone"):
        return stems in parts
    if _goes_on(name) and not any(_WHOLE.issuperset(rest) for part in parts for rest in _after(part, stems)):
        return False  # a word after it may be a misprint of one that says more
    around = {*words[max(place - 1, 0) : place], *words[end : end + 1]}
    return not around & _TURNS


def _after(part: Sequence[str], stems: Sequence[str]) -> Iterator[Sequence[str]]:
    """What a part of a line says after some words, wherever they stand in it."""
    ends = range(len(stems), len(part) + 1)
    return (part[end:] for end in ends if part[end - len(stems) : end] == stems)


def _words(text: str) -> list[str]:
    """The words of a text without endings; what tells no status from another is left out.

    >>> _words("Заявления отправлены в ведомства (вх. № 15)")
    ['отправлен', 'ведомств', 'вх']
    """
    plain = text.casefold().replace("ё", "е").translate(_TWINS)
    stems = (_SAME.get(stem, stem) for stem in map(_stem, re.findall(r"[а-я]+", plain)))
    return [stem for stem in stems if stem not in _FILLER]


def _stem(word: str) -> str:
    """A word without its ending, doubled consonants as one; «рассмотрение» stays apart from «рассмотрено».

    >>> _stem("отправленного"), _stem("отправлена"), _stem("приёмом"), _stem("рассмотрено"), _stem("рассмотрением")
    ('отправлен', 'отправлен', 'приё', 'расмотрен', 'расмотрени')
    """
    word = re.sub(r"([^аеиоуыэюя])\1", r"\1", word)
    if noun := re.fullmatch(r"(.{2,}[аея]ни)(?:[еяюий]|ем|ям|ями|ях)?", word):
        return noun[1]
    word = re.sub(r"(?<=....)с[ья]$", "", word)
    return re.sub(r"(?<=....)(?:ого|его|[ое]в|[аеиоуыэюяйьмх]{1,4})$", "", word)


def _stems(lines: str) -> list[list[str]]:
    return [[_stem(word.replace("ё", "е")) for word in line.split()] for line in lines.splitlines()]


_SAME = {stem: line[0] for line in _stems(_TABLE["same"]) for stem in line}
_FILLER = {stem for line in _stems(_TABLE["filler"]) for stem in line}
_USUAL = {stem for line in _stems(_TABLE["usual"]) for stem in line}
_TURNS = {stem for line in _stems(_TABLE["turns"]) for stem in line}
_NAMES = sorted(
    (
        Name(tuple(_words(text)), text, meaning, known)
        for meaning, row in _MEANINGS.items()
        for known in _KNOWN
        for text in row.get(known, "").splitlines()
    ),
    key=lambda name: -len(name.stems),
)
_STEMS = {stem for name in _NAMES for stem in name.stems}
_WHOLE = _STEMS | _TURNS | _FILLER | {*_SAME} | {stem for line in _stems(_TABLE["other"]) for stem in line}
_BY_FIRST: dict[str, list[Name]] = {}
for _name in _NAMES:
    _BY_FIRST.setdefault(_name.stems[0], []).append(_name)


def _starting(stem: str) -> Iterable[Name]:
    """Names that begin with a word, the longest first."""
    return _BY_FIRST.get(stem, ())


@lru_cache(512)
def _goes_on(name: Name) -> bool:
    """Whether a name is the beginning of a longer one of another level: «принято решение», «принято решение об отказе»."""
    size = len(name.stems)
    longer = (
        other for other in _starting(name.stems[0]) if len(other.stems) > size and other.stems[:size] == name.stems
    )
    return any(_level(other) != _level(name) for other in longer)


def _level(name: Name) -> str:
    return OUTCOMES[_MEANINGS[name.meaning]["outcome"]].level


@lru_cache(4096)
def _mended(stem: str) -> str:
    """The word of a status that was meant by one with a slip: there must be only one, with the same first letter.

    >>> _mended("зарегестрирован"), _mended("отказан"), _mended("исправлен")
    ('зарегистрирован', 'отказан', 'исправлен')
    """
    if stem in _WHOLE or len(stem) < 5 or stem.startswith("не"):
        return stem
    most = 2 if len(stem) >= 10 else 1
    near = [word for word in _STEMS if len(word) >= 5 and slips(stem, word, most) <= most]
    alike = len(near) == 1 and near[0][0] == stem[0] and near[0] not in (stem + "и", stem[:-1])
    return near[0] if alike else stem
