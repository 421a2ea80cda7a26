"""Spelling: hunspell with the Russian dictionary of Debian, and the words of this project on top of it.

All words go through one process; words.txt holds the forms that the dictionary does not know, one a line.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from macros.content.portal import ROOT
from macros.content.problem import Problem
from macros.review.prose import Prose

FILE = "macros/data/words.txt"
MISSING = (
    "нет программы hunspell с русским словарём, поэтому орфография не проверена; "
    "в Debian и Ubuntu их ставит: sudo apt-get install hunspell hunspell-ru"
)
MOST_SUGGESTIONS = 3
_COMMAND = ("hunspell", "-a", "-i", "utf-8", "-d", "ru_RU")
_WORD = re.compile(r"(?<!\w)(?<!\d-)[^\W\d_]{2,}(?!\w)")  # not the end of «2-й»
_MIXED = re.compile(rf"(?=[^\W\d_]*[а-яё])(?=[^\W\d_]*[a-z]){_WORD.pattern}", re.IGNORECASE)
_MISS = re.compile(r"^(?:& \S+ \d+ \d+: (?P<near>.*)|# .*)$", re.MULTILINE)
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def check(texts: Iterable[Prose], words: Path = ROOT / FILE) -> Iterator[Problem]:
    """Find words that neither the dictionary nor the list of the project knows."""
    own = set(words.read_text().split())
    places = [(prose, match) for prose in texts for match in _WORD.finditer(prose.words) if _RUSSIAN.search(match[0])]
    try:
        wrong = misspelt({match[0] for _, match in places if match[0].lower() not in own})
    except FileNotFoundError:
        yield Problem(f"macros/data/{words.name}", 0, MISSING)
        return
    for prose, match in places:
        if match[0] in wrong and not _LATIN.search(match[0]):
            yield prose.problem(match.start(), _told(match[0], wrong[match[0]], words.name))


def mixed(prose: Prose) -> Iterator[Problem]:
    """Find words of two alphabets: that takes no dictionary."""
    for match in _MIXED.finditer(prose.words):
        yield prose.problem(match.start(), f"в слове «{match[0]}» есть и русские, и латинские буквы; оставьте одни")


def misspelt(words: Iterable[str]) -> Mapping[str, list[str]]:
    """The words that the dictionary does not know, with the nearest that it does.

    Raises:
        FileNotFoundError: there is no hunspell here, or no Russian dictionary for it.
    """
    asked = sorted(words)
    text = "".join(f"^{word}\n" for word in asked)
    answer = subprocess.run(_COMMAND, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    if answer.returncode:
        raise FileNotFoundError(answer.stderr)
    answers = answer.stdout.partition("\n")[2].split("\n\n")
    return {
        word: (miss["near"] or "").split(", ")[:MOST_SUGGESTIONS]
        for word, told in zip(asked, answers, strict=False)
        if (miss := _MISS.search(told))
    }


def _told(word: str, near: list[str], words: str) -> str:
    meant = f"может быть, {' или '.join(f'«{other}»' for other in near)}? " if any(near) else ""
    return f"слова «{word}» нет в словаре; {meant}если оно верное, добавьте его в macros/data/{words}"


def in_order(text: str) -> str:
    """A list of words as words.txt holds it: small letters, sorted, each word once, one a line.

    >>> in_order("СМС кеш смс").split()
    ['кеш', 'смс']
    """
    return "".join(f"{word}\n" for word in sorted(set(text.lower().split())))
