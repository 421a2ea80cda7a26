"""How much a paragraph sounds like advice that harms: a second judge beside the rules of harm.toml and secrets.toml.

It weighs how words begin, and pairs of neighbours. Their weights are in data/advice_words.toml, which tools/weigh_advice.py
makes from the texts of the tests. It finds wordings that no rule has, and lets pass what a rule misread: a paragraph that is
clearly sound, and whose sentence is. How often both are wrong is measured by tests/content/test_advice.py.
"""

import math
import re
from functools import cache, lru_cache
from itertools import pairwise

from macros.content.tables import rules

_WORD = re.compile(r"[а-яёa-z]+")
PARAGRAPH = re.compile(r"[^\n\x00]+")
_LEAST = 10  # words of a paragraph that is judged
_LEAST_SOUND = 5  # words of a sentence that a rule may have misread
_TOLD = 3
_NEXT = re.compile(r"[.!?…»\s]*[^.!?…]*")


def parts(text: str) -> dict[str, str]:
    """What is weighed in a folded text, and the words that it is of.

    >>> parts("назовите код")
    {'назов': 'назовите', 'код': 'код', 'назов+код': 'назовите код'}
    """
    words = _WORD.findall(text.lower().replace("ё", "е"))
    starts = list(map(_start, words))
    pairs = zip(pairwise(starts), pairwise(words), strict=True)
    return dict(zip(starts, words, strict=True)) | {"+".join(two): " ".join(both) for two, both in pairs}


def _start(word: str) -> str:
    """How a word begins: what it has in all its forms."""
    return word[:5] if len(word) > 6 else word[:4]


def telling(paragraph: str) -> list[str]:
    """The words that make a paragraph bad advice, the heaviest first; none if it is not."""
    if _size(paragraph) < _LEAST or _weight(paragraph) < rules("advice_words")["bad"]:
        return []
    found = parts(paragraph)
    heaviest = sorted((part for part in found if _weights().get(part, 0) > 0), key=lambda part: -_weights()[part])
    return [found[part] for part in heaviest[:_TOLD]]


def is_sound(text: str, sentence: re.Match[str]) -> bool:
    """Whether a sentence of a folded text is clearly no bad advice, nor is it with the next one, nor the paragraph.

    The sentence itself has to be: beside enough sound ones nothing looks bad.
    """
    paragraph = next(match for match in PARAGRAPH.finditer(text) if match.end() >= sentence.end())
    own = text[sentence.start() : sentence.end()]
    following = _NEXT.match(text, sentence.end(), paragraph.end())
    both = own + following[0] if following else own
    most = float(rules("advice_words")["sound"])
    return _size(own) >= _LEAST_SOUND and max(_weight(own), _weight(both)) <= most / 2 and _weight(paragraph[0]) <= most


def _size(text: str) -> int:
    return len(_WORD.findall(text.lower()))


@lru_cache(1024)
def _weight(text: str) -> float:
    """How much all that is weighed in a text weighs: above nothing it is rather bad advice."""
    found = parts(text)
    return float(rules("advice_words")["base"]) + sum(_weights().get(part, 0) for part in found) / math.sqrt(
        len(found) or 1
    )


@cache
def _weights() -> dict[str, int]:
    return {part: int(weight) for weight, parts in rules("advice_words")["weights"].items() for part in parts.split()}
