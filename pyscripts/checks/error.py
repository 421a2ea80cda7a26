r"""Сообщение об ошибке: что оно значит и чья это сторона.

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
>>> keys(text="ERR_CERT_NEW")[:2]
['unknown-code', 'cert']
>>> keys(text="Сертификат отозван")[:2]
['cert-revoked', 'cert-whose']
>>> keys(text="10.11 Зарегистрировано на портале\n11.11 Заявление отправлено в ведомство")
['status-several', 'status-work', 'status-work', 'status-term-unknown', 'status-not-twice']
>>> keys(text="отправлено в ведомсво и висит неделю")
['status-like']
>>> keys(text="привет, как дела?")
['unknown']
>>> keys(text="…")
['text']
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from pyscripts.checks import status
from pyscripts.data import table
from pyscripts.errors import classifier, frame, guessing
from pyscripts.errors.finding import find, places, seen
from pyscripts.errors.known import CUES, FAMILIES, RESULT, TAIL, KnownError
from pyscripts.errors.reading import SENTENCE, words
from pyscripts.form import FieldError, Paragraph
from pyscripts.verdict import Finding, Outcome, as_finding, filled, found, ok, unsure

FIELDS = (
    Paragraph(
        "text",
        "Код или текст ошибки",
        "Скопируйте всё, что написано на экране. Хватит и одного кода. Пароль, номер карты и код из СМС уберите.",
        example="ERR_CONNECTION_RESET",
    ),
)

_WORDS = table("errors")
_STATUSES = table("statuses")["meaning"]
# A button, not a status: «Зарегистрироваться» is not «Зарегистрировано».
_BUTTON = re.compile(r"^\W*\w+ть(?:ся)?\W*$", re.IGNORECASE)
_MOST_FAMILIES = 3
_FINE = "http-fine"  # a log has many answers, and the one that failed counts
_MOST_CAUSES = 6
_LEAST_ELSE = 2  # words besides messages
_OF_SITES = ("cert-authority", "cert-date", "cert-revoked", "cert-check")

_PHOTO = table("upload_rules")
# What stands in braces in the table: sentences that several families share, and facts that have their own dated tables.
_SHARED = (
    _WORDS["sentence"]
    | {key: term["says"] for key, term in table("terms").items()}
    | {
        "photo": f"{_PHOTO['photo']['width']}×{_PHOTO['photo']['height']}",
        "photo_year": f"{_PHOTO['as_of']:%Y}",
    }
)


def _about(family: Mapping[str, Any]) -> Outcome:
    """The words of a family: begin with the name of the error and say whose side it is on."""
    year = _WORDS["sentence"]["in_year"].format(year=family["year"]) if "year" in family else ""
    return Outcome(
        family["level"],
        f"«{{name}}» — {filled(family['says'], _SHARED)}{{meaning}}",
        limits=" ".join(
            filter(None, (_WORDS["side"][family["side"]], year, filled(family.get("limits", ""), _SHARED)))
        ),
        next=filled(family.get("next", ""), _SHARED),
        guide=family["guide"],
    )


def _cause(cause: Mapping[str, str]) -> Outcome:
    return unsure(
        f"Возможная причина {{number}}: {filled(cause['says'], _SHARED)}",
        next=filled(cause["test"], _SHARED),
        guide=cause["guide"],
        fold=True,
    )


OUTCOMES = (
    {key: _about(family) for key, family in FAMILIES.items()}
    | {f"cause-{key}": _cause(cause) for key, cause in _WORDS["cause"].items()}
    | {
        f"status-{key}": outcome
        for key, outcome in status.OUTCOMES.items()
        if key in {*(meaning["outcome"] for meaning in _STATUSES.values()), "several", "term-unknown", "not-twice"}
    }
    | {
        "layout": ok("Текст набран не в той раскладке. Мы прочитали его в другой."),
        "misprint": unsure(
            "Точно таких слов в нашей таблице нет. Больше всего они похожи на «{name}».",
            next="Сверьте с экраном. Если это то же самое, читайте дальше.",
        ),
        "unknown-code": unsure(
            "Кода {name} в нашей таблице нет. По началу видно только, о чём он.",
            next="Читайте дальше, но помните: точной причины мы не знаем.",
        ),
        "cert-whose": unsure(
            "Такими словами говорят и о сертификате подписи. Если вы подписывали документ, дело может быть в нём, а не в "
            "сайте.",
            next="Посмотрите, не вышел ли срок подписи. Вышел или её отозвали — нужна новая.",
            guide="sign/signature",
        ),
        "status-like": unsure(
            "Это похоже на статус заявления, а не на ошибку.",
            next="Выберите или вставьте его в проверке «Статус заявления».",
            guide="services/statuses",
        ),
        "unknown": unsure(
            "Мы не знаем такой ошибки, и гадать не станем.",
            limits="Таблица неполная. Опасна ли ошибка, мы не знаем: пока не выяснили, пароль и карту там не вводите.",
            next="Скопируйте с экрана весь текст, и код тоже. Не помогло — ответьте на вопросы на главной странице, «Что "
            "случилось?», или составьте письмо в поддержку нашим помощником.",
            guide="support/feedback",
            lookup="text",
        ),
    }
)


def _first_name(meaning: Mapping[str, Any]) -> str:
    """A status with a meaning, as somebody writes it."""
    return next(str(names).split("\n")[0] for known, names in meaning.items() if known in table("statuses")["known"])


def check(text: str) -> Iterator[Finding | str]:
    """Say what the first known messages in a text mean, or which known one it is most like."""
    if not words(text):
        raise FieldError("Здесь нужны буквы или цифры: код или слова с экрана.", "text")
    for answers in (
        _clear,
        _exact,
        _result,
        _statuses,
        _misprinted,
        _general,
        _likely,
        _of_kind,
    ):
        for reading in _readings(text):
            if answer := list(answers(reading)):
                if reading != text:
                    yield "layout"
                yield from answer
                return
    yield "unknown"


def _readings(text: str) -> Iterator[str]:
    """A text as it stands, and as it was meant if it was typed in the wrong layout."""
    yield text
    if (retyped := guessing.retyped(text)) != text:
        yield retyped


def _clear(text: str) -> Iterator[Finding]:
    """What the words of a text make so likely that the messages in it, which are few of its words, are a part of it."""
    known = list(places(seen(text)))
    if not known or any(one.is_code for one, _, _ in known):
        return
    inside, outside = _telling(text, [range(start, end) for _, start, end in known])
    if outside >= max(_LEAST_ELSE, inside):
        yield from _likely(text, {one.family for one in find(text)})


def _telling(text: str, spans: Iterable[range]) -> tuple[int, int]:
    """How many words of messages at some places say something, and how many others do in the same sentences."""
    said = seen(text)
    ends = [0, *(place for place, word in enumerate(said) if SENTENCE.search(word.gap)), len(said)]
    inside = outside = 0
    for first, last in pairwise(ends):
        own = {place for span in spans for place in span if first <= place < last}
        if own:
            telling = {place for place in range(first, last) if said[place].text not in CUES["small"]}
            inside += len(telling & own)
            outside += len(telling - own)
    return inside, outside


def _exact(text: str) -> Iterator[Finding]:
    """What stands in a text word for word and is definite, if it tells why."""
    ranked = _ranked(text, RESULT)
    if any(known.rank < RESULT for known in ranked):
        yield from _explained(ranked)


def _result(text: str) -> Iterator[Finding]:
    """What failed stands word for word in a text."""
    yield from _explained(_ranked(text, RESULT))


def _ranked(text: str, most: int) -> list[KnownError]:
    """What stands in a text word for word, of these ranks."""
    return [known for known in find(text) if known.rank <= most]


def _statuses(text: str) -> Iterator[Finding]:
    """A status is no error: the check of statuses says the same here as there. Beside an error «Закрыть» is a button."""
    least = 2 if any(find(text)) else 1
    statuses = "\n".join(part for part in guessing.PART.split(text) if _is_status(part, least))
    for finding in map(as_finding, status.check(statuses, None, None) if statuses else ()):
        if f"status-{finding.key}" in OUTCOMES:
            yield replace(finding, key=f"status-{finding.key}", field="text")


def _is_status(sentence: str, least: int) -> bool:
    """Whether a sentence names a status of so many words and says nothing else."""
    names = [] if _BUTTON.match(sentence) else status.recognised(sentence)
    if not names or max(len(name.stems) for name in names) < least:
        return False
    return not status.strange(sentence, names) and not any(map(frame.is_name, words(sentence)))


def _misprinted(text: str) -> Iterator[Finding]:
    """A code that is very like one in the text."""
    if known := guessing.misprinted(text):
        yield from _guessed(known)


def _general(text: str) -> Iterator[Finding]:
    """General words; there is nothing better."""
    yield from _explained(_ranked(text, TAIL))


def _likely(text: str, told: Container[str] = ()) -> Iterator[Finding]:
    """What the words of a text make likely, if it is not told anyway, and no word turns it to something else."""
    said = _said(text)
    likely = classifier.likeliest(said)
    if likely in told:
        return
    if likely == classifier.STATUS:
        yield found("status-like", "text")
    elif likely and not frame.is_elsewhere(likely, said) and not frame.is_over(said):
        yield from _guessed(KnownError(likely, FAMILIES[likely]["example"]))


def _guessed(known: KnownError) -> Iterator[Finding]:
    yield found("misprint", "text", name=known.name)
    yield from _explained([known])


def _of_kind(text: str) -> Iterator[Finding]:
    """A code that is not known, but its beginning is."""
    if known := guessing.of_kind(text):
        yield found("unknown-code", "text", name=known.name)
        yield from _explained([known])


def _explained(known: Iterable[KnownError]) -> Iterator[Finding]:
    """What each message means, one of each family: codes first, then what says most; then the causes of all in order."""
    known = [*known]
    known = [one for one in known if one.family != _FINE] or known
    known = sorted(known, key=lambda one: (one.rank, not one.is_code, -one.size))
    chosen = list(islice(_first_of_each(known), _MOST_FAMILIES))
    for one in chosen:
        yield found(one.family, "text", name=one.name, meaning=one.meaning)
    if any(map(_may_be_of_a_signature, chosen)):
        yield found("cert-whose", "text")
    for number, cause in enumerate(_causes(*(one.family for one in chosen)), 1):
        yield found(cause, "text", number=number)


def _may_be_of_a_signature(known: KnownError) -> bool:
    """Whether a message tells of a certificate and not whose: programs for signing use the words of browsers."""
    names_it = "сертиф" in known.name.casefold()
    return names_it and not known.is_code and known.family in _OF_SITES and CUES["site"].isdisjoint(words(known.name))


def _said(text: str) -> list[str]:
    return [word.text for word in seen(text)]


def _first_of_each(known: Iterable[KnownError]) -> Iterable[KnownError]:
    """The first message of each family, in their order."""
    by_family: dict[str, KnownError] = {}
    for one in known:
        by_family.setdefault(one.family, one)
    return by_family.values()


def _causes(*families: str) -> list[str]:
    """The keys of the first causes of some families, each once."""
    causes = dict.fromkeys(f"cause-{cause}" for key in families for cause in FAMILIES[key].get("causes", "").split())
    return list(islice(causes, _MOST_CAUSES))


# The examples of the families, where doctest looks for them: https://docs.python.org/3/library/doctest.html
__test__ = {
    key: f">>> keys(text={family['example']!r})\n{[key, *_causes(key)]}" for key, family in FAMILIES.items()
} | {
    f"status-{meaning['outcome']}": f">>> keys(text={_first_name(meaning)!r})[:1]\n{[f'status-{meaning["outcome"]}']}"
    for meaning in reversed(_STATUSES.values())
    if f"status-{meaning['outcome']}" in OUTCOMES
}
