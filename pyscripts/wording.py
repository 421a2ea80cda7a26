"""How much the words of a message are those of frauds: a second opinion for wordings that no sign in message.py knows.

Weights of words and of pairs of words: data/message_words.toml, which tools/weigh_words.py makes from the messages of
the tests. The words that weigh most are told to the reader, as they stand in the text.
"""

import re
from collections.abc import Iterable
from functools import cache

from pyscripts.data import table

_TABLE = table("message_words")
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
_STEM = 5  # letters: what is left of a word without most of its endings
_PAIR = "_"
_PLENTY = 40  # words and pairs; few frauds have more


def parts(text: str, marks: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What is weighed in a text: its words and pairs of neighbours, each with how it is written there, and its marks.

    >>> parts("Назовите код", ["phone"])
    [('назов', 'Назовите'), ('код', 'код'), ('назов_код', 'Назовите код'), ('phone', '')]
    """
    words = [word for word in _WORD.findall(text) if word.lower() not in _common()]
    stems = [word.lower().replace("ё", "е")[:_STEM] for word in words]
    pairs = [
        (f"{a}{_PAIR}{b}", f"{one} {two}") for a, b, one, two in zip(stems, stems[1:], words, words[1:], strict=False)
    ]
    single = [(stem, word) for stem, word in zip(stems, words, strict=True) if len(stem) > 2]
    return [*dict([*single, *pairs]).items(), *((mark, "") for mark in marks)]


def telling(text: str, found: list[tuple[str, str]]) -> list[str]:
    """The words that give a fraud away, if all that is weighed together does; in the order of the text.

    >>> told = "Пришлите скан паспорта и код, чтобы вывести деньги, и срочно установите программу"
    >>> len(telling(told, parts(told)))
    3
    >>> calm = "Сейчас приеду, прочитала твоё сообщение про отмену урока"
    >>> telling(calm, parts(calm))
    []
    """
    weights = [(_weights().get(stem, 0), word) for stem, word in found]
    own = sum(weight for weight, word in weights if word)  # a link alone is no reason
    chance = max(0, len(found) - _PLENTY) // 2  # of many words some weigh something by chance
    if own <= 0 or _TABLE["base"] + sum(weight for weight, _ in weights) - chance < _TABLE["enough"]:
        return []
    heaviest = sorted((pair for pair in weights if pair[0] > 0 and pair[1]), reverse=True)[:3]
    return sorted((word for _, word in heaviest), key=text.find) if len(heaviest) > 1 else []


@cache
def _common() -> frozenset[str]:
    return frozenset(_TABLE["common"].split())


@cache
def _weights() -> dict[str, int]:
    return {stem: int(weight) for weight, stems in _TABLE["weights"].items() for stem in stems.split()}
