"""How much the words of a message are those of frauds: a second opinion for wordings that no sign in message.py knows.

Weights of what words are made of and of what they are about: data/message_words.toml, which tools/weigh_words.py makes
from the messages of the tests. The words that weigh most are told to the reader, as they stand in the text.
"""

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache

from pyscripts.data import table

_TABLE = table("message_words")
_WORD = re.compile(r"[а-яёa-z]+", re.IGNORECASE)
_LETTERS = 4  # neighbours in a word: enough to know a root with any beginning and ending
_EDGE = "_"
_TOLD, _LEAST_TOLD = 3, 2
_KIN = "T-kin"  # «мама» weighs, but is no reason
_LONG = 300  # letters and topics; beyond that, a text is ordinary conversation, and each part counts less

Weighed = tuple[str, tuple[str, ...]]  # what is weighed, and the words that brought it


def parts(text: str, marks: Iterable[str] = ()) -> list[Weighed]:
    """What is weighed in a text, each once: four letters in a row, topics and how they meet, its marks.

    >>> parts("Назовите код", ["phone"])[:2]
    [('_наз', ('Назовите',)), ('назо', ('Назовите',))]
    >>> parts("Назовите код", ["phone"])[-4:]
    [('T-code', ('код',)), ('T-tell', ('Назовите',)), ('T-code+tell', ('код', 'Назовите')), ('phone', ())]
    """
    words = dict.fromkeys(word for word in _WORD.findall(text) if word.lower() not in _common())
    letters: dict[str, str] = {}
    topics: dict[str, str] = {}
    for word in words:
        small = word.lower().replace("ё", "е")
        for four in _fours(f"{_EDGE}{small}{_EDGE}"):
            letters.setdefault(four, word)
        for end in range(2, len(small) + 2):
            if topic := _beginnings().get(f"{small}."[:end]):
                topics.setdefault(topic, word)
    named = sorted(topics)
    return [
        *((four, (word,)) for four, word in letters.items()),
        *((f"T-{topic}", (topics[topic],)) for topic in named),
        *(
            (f"T-{one}+{two}", (topics[one], topics[two]))
            for place, one in enumerate(named)
            for two in named[place + 1 :]
        ),
        *((mark, ()) for mark in marks),
    ]


def _fours(word: str) -> Iterator[str]:
    return (word[start : start + _LETTERS] for start in range(len(word) - _LETTERS + 1))


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
    total = sum(weight for weight, _ in weights)
    if not found or _TABLE["base"] + total / _size(len(found)) < _TABLE["enough"]:
        return []
    by_word: dict[str, int] = {}
    for weight, words in weights:
        for word in words:
            by_word[word] = by_word.get(word, 0) + weight
    told = [word for word in sorted(by_word, key=lambda word: -by_word[word]) if by_word[word] > 0]
    if len(told) < _LEAST_TOLD:
        return []  # a link alone is no reason
    kin = {word for name, words in found if name == _KIN for word in words}
    said = {word for name, words in found if name.startswith("T-") for word in words}
    others = [word for word in told if word not in kin]
    reasons = [word for word in others if word in said]
    best = next((some for some in (reasons, others) if len(some) >= _LEAST_TOLD), told)
    return sorted(best[:_TOLD], key=text.find)


def _size(count: int) -> float:
    """The divisor of a sum of so many weights: long texts collect weight by chance.

    It grows like the root of their number, and beyond _LONG like the number itself.
    """
    return max(math.sqrt(count), count / math.sqrt(_LONG))


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
