"""How much the words of a message are those of frauds: a second opinion for wordings that no sign in message.py knows.

Weights of words and of pairs of words: data/message_words.toml, which tools/weigh_words.py makes from the messages of
the tests. The words that weigh most are told to the reader, as they stand in the text.
"""

import re
from collections.abc import Iterable
from functools import cache

from pyscripts.data import table

_TABLE = table("message_words")
_WORD = re.compile(r"[а-яёa-z]+", re.IGNORECASE)
_STEM = 6  # letters: what is left of a word without most of its endings
_PAIR, _APART, _MEET = "_", "__", "+"
_PLENTY = 80  # words, pairs and topics; few frauds have more
_TOLD = 3

Weighed = tuple[str, tuple[str, ...]]  # what is weighed, and the words in which it is written


def parts(text: str, marks: Iterable[str] = ()) -> list[Weighed]:
    """What is weighed in a text: its words, pairs with no or one word between, topics and how they meet, its marks.

    >>> parts("Назовите код", ["phone"])[:3]
    [('назови', ('Назовите',)), ('код', ('код',)), ('назови_код', ('Назовите код',))]
    >>> parts("Назовите код", ["phone"])[3:]
    [('T-tell', ('Назовите',)), ('T-code', ('код',)), ('T-code+tell', ('код', 'Назовите')), ('phone', ())]
    """
    words = [word for word in _WORD.findall(text) if word.lower() not in _common()]
    russian = [word for word in words if not word.isascii()]
    stems = [word.lower().replace("ё", "е")[:_STEM] for word in russian]
    single: list[Weighed] = [(stem, (word,)) for stem, word in zip(stems, russian, strict=True) if len(stem) > 2]
    near: list[Weighed] = [
        (f"{stems[place]}{_PAIR}{stems[place + 1]}", (f"{russian[place]} {russian[place + 1]}",))
        for place in range(len(stems) - 1)
    ]
    apart: list[Weighed] = [
        (f"{stems[place]}{_APART}{stems[place + 2]}", (russian[place], russian[place + 2]))
        for place in range(len(stems) - 2)
    ]
    return [*dict([*single, *near, *apart]).items(), *_topics(words), *((mark, ()) for mark in marks)]


def _topics(words: list[str]) -> list[Weighed]:
    """The topics of a text, each with its first word, and every two of them."""
    first: dict[str, str] = {}
    for word in dict.fromkeys(words):
        whole = word.lower().replace("ё", "е") + "."
        for end in range(2, len(whole) + 1):
            if topic := _beginnings().get(whole[:end]):
                first.setdefault(f"T-{topic}", word)
    known = [(topic, first[topic]) for topic in _topic_names() if topic in first]
    alone: list[Weighed] = [(topic, (word,)) for topic, word in first.items()]
    both: list[Weighed] = [
        (f"{one}{_MEET}{two[2:]}", (word, other))
        for place, (one, word) in enumerate(known)
        for two, other in known[place + 1 :]
    ]
    return [*alone, *both]


def telling(text: str, found: list[Weighed]) -> list[str]:
    """The words that give a fraud away, if all that is weighed together does; in the order of the text.

    >>> told = "Пришлите скан паспорта и код, чтобы вывести деньги, и срочно установите программу"
    >>> len(telling(told, parts(told)))
    3
    >>> calm = "Сейчас приеду, прочитала твоё сообщение про отмену урока"
    >>> telling(calm, parts(calm))
    []
    """
    weights = [(_weights().get(name, 0), words) for name, words in found]
    own = sum(weight for weight, words in weights if words)  # a link alone is no reason
    chance = max(0, len(found) - _PLENTY)  # of many words and topics some weigh something by chance
    if own <= 0 or _TABLE["base"] + sum(weight for weight, _ in weights) - chance < _TABLE["enough"]:
        return []
    told: list[str] = []
    for _, words in sorted((pair for pair in weights if pair[0] > 0), reverse=True):
        told += [word for word in words if not any(word in other or other in word for other in told)]
    return sorted(told[:_TOLD], key=text.find) if len(told) > 1 else []


@cache
def _common() -> frozenset[str]:
    return frozenset(_TABLE["common"].split())


@cache
def _weights() -> dict[str, int]:
    return {name: int(weight) for weight, names in _TABLE["weights"].items() for name in names.split()}


@cache
def _beginnings() -> dict[str, str]:
    """The topic by the beginning of a word."""
    return {start: topic for topic, starts in table("message_topics")["topics"].items() for start in starts.split()}


@cache
def _topic_names() -> tuple[str, ...]:
    return tuple(f"T-{topic}" for topic in table("message_topics")["topics"])
