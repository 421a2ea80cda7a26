"""Guides about similar problems, found by the words readers search with; no list is kept by hand."""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from macros.content.pages import Page
from macros.content.stems import stem

MOST = 5
TELLING = 60  # words of a guide that are looked up: the rest say little, and a site may have thousands of guides
NEAREST = 100  # guides for which a word weighs most: only they are compared with the others that have it
LINKED = 2  # times nearer is a guide that this one leads to or that leads here: one word may mean two things
_WORD = re.compile(r"[^\W_]{3,}")
_LINK = re.compile(r"\]\(([^)#\s]+\.md)")


def neighbours(pages: Iterable[Page]) -> dict[str, list[Page]]:
    """For each guide the guides nearest to it, the nearest first.

    A word counts the more, the fewer guides have it (tf-idf), and the words of a guide weigh as much as those of any
    other, so that one with many names is not near to all. What one guide tells of the other counts, too: a blocker of
    advertisements and a blocked account have a word in common and nothing else.

    Returns:
        At most `MOST` guides by the path of each.
    """
    guides = {page.path: page for page in pages if page.kind == "guide"}
    weighed = _weighed({path: Counter(_stems(page)) for path, page in guides.items()})
    having = _having(weighed)
    links = {path: _links(page) for path, page in guides.items()}
    found: dict[str, list[Page]] = {}
    for path, words in weighed.items():
        near: dict[str, float] = defaultdict(float)
        for word in sorted(words, key=lambda word: -words[word])[:TELLING]:
            here = words[word]
            for other, there in having[word]:
                near[other] += here * there
        near.pop(path, None)
        for other in near:
            if other in links[path] or path in links[other]:
                near[other] *= LINKED
        nearest = heapq.nsmallest(MOST, ((-likeness, other) for other, likeness in near.items()))
        found[path] = [guides[other] for _, other in nearest]
    return found


def _having(weighed: Mapping[str, Mapping[str, float]]) -> dict[str, list[tuple[str, float]]]:
    """For each word the guides for which it weighs most, with its weight there: on a large site thousands have it."""
    having: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for path, words in weighed.items():
        for word, weight in words.items():
            having[word].append((path, weight))
    return {
        word: heapq.nsmallest(NEAREST, paths, key=lambda each: (-each[1], each[0])) for word, paths in having.items()
    }


def _weighed(counted: Mapping[str, Counter[str]]) -> dict[str, dict[str, float]]:
    """The words of each guide with their weights, whose squares sum up to 1.

    >>> _weighed({"a": Counter(["код", "код"]), "b": Counter(["код", "файл"])})
    {'a': {}, 'b': {'файл': 1.0}}
    """
    spread = Counter(word for words in counted.values() for word in words)
    weighed: dict[str, dict[str, float]] = {}
    for path, words in counted.items():
        raw = {word: (1 + math.log(n)) * math.log(len(counted) / spread[word]) for word, n in words.items()}
        size = math.hypot(*raw.values()) or 1.0
        weighed[path] = {word: weight / size for word, weight in raw.items() if weight}
    return weighed


def _links(page: Page) -> set[str]:
    """The pages that the text of a guide leads to."""
    return set(map(page.leads_to, _LINK.findall(page.body)))


def _stems(page: Page) -> list[str]:
    names = page.head.get("aliases", [])
    text = " ".join([page.title, page.description, *map(str, names if isinstance(names, list) else [])])
    return [stem(word) for word in _WORD.findall(text.lower().replace("ё", "е"))]
