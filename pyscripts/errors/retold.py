"""What people retell of a screen: most of a message after «пишет», and what it is about maybe before that.

Looser than sense: a sense may be missing, and any other words stand between. That is safe only for what is said to stand
on the screen; elsewhere a long text has to tell a whole message. tests/unit/checks/test_error_texts.py holds how often
that is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from pyscripts.errors import frame, sense
from pyscripts.errors.finding import seen
from pyscripts.errors.known import CUES, GENERAL, KnownError
from pyscripts.errors.reading import NOT

_LEAST = 2  # senses of a message that are told
_OTHER = 0.85  # what another word of the same sense weighs
_BEFORE = 0.6  # what a sense weighs that stands only elsewhere in the text
_GENERAL = 1.5  # what it takes to be of a family that gives no reason
_CLEAR = 1.0  # by so much another family must say less
_ROOT = "~"  # before how a word begins
_ROOT_LETTERS = 5
_MOST_ELSE = 2  # strange words beside a message that gives no reason
_MOST_WORDS = 60
_MOST_SAID = 40
_LEAST_TOLD = 8  # words of a text that does not say what stands on the screen
_NEAR = 12  # words before «пишет» that may turn it: «если пишет»


class Screen(NamedTuple):
    """What may stand on the screen, and what is asked of a message in it.

    Args:
        words: of a thought of a text.
        least: what the message must weigh.
        strange: what a word takes from that which is in no message of the family.
        is_said: it is said to stand there, so a sense of the message may be missing.
    """

    words: Sequence[str]
    least: float = 6.5
    strange: float = 0.4
    is_said: bool = True


@lru_cache(2)
def retold(text: str) -> KnownError | None:
    """The message that is retold in a text, if none of another meaning is told as well."""
    found = [word.text for word in seen(text)[:_MOST_WORDS]]
    if not found or frame.is_elsewhere(frame.ALL, found):
        return None
    by_family: dict[str, tuple[float, str, KnownError]] = {}
    for weight, known in chain.from_iterable(_of_screen(screen, found) for screen in _screens(found)):
        one = (weight, known.name, known)
        by_family[known.family] = max(one, by_family.get(known.family, one))
    best = sorted(by_family.values(), reverse=True)[:2]
    if not best or best[0][0] < 0 or (len(best) > 1 and best[0][0] - best[1][0] < _CLEAR):
        return None
    return best[0][-1]


def _screens(found: Sequence[str]) -> Iterator[Screen]:
    """The thoughts of a text that are said to stand on the screen, from «пишет»; all of a long one that says of none."""
    turns = [place for place, word in enumerate(found) if word in sense.TURNS]
    said = [place for place in turns if found[place] in CUES["says"]]
    ends = said[-1:] == [len(found) - 1]  # «сеанс истёк, пишет» tells what was said before
    for start, end in zip((0, *turns), (*turns, len(found)), strict=True):
        words = found[start:end][:_MOST_SAID]
        if not words or not CUES["fine"].isdisjoint(words) or frame.is_turned(found[max(0, start - _NEAR) : start]):
            continue
        if start in said or (ends and end == len(found) - 1):
            yield Screen(words)
        elif len(found) >= _LEAST_TOLD and not frame.is_turned(words):
            yield Screen(words, least=7.5, strange=1.0, is_said=False)


def _of_screen(screen: Screen, found: Sequence[str]) -> Iterator[tuple[float, KnownError]]:
    """The messages that are retold on what may be the screen, each with how much more it says than it must."""
    each = sense.names_of(screen.words)
    here = _with_roots(frozenset(chain.from_iterable(each.values())))
    anywhere = _with_roots(frozenset(chain.from_iterable(sense.names_of(found).values())))
    for words, known in dict.fromkeys(told for name in here for told in _by_sense().get(name, ())):
        message = sense.message_of(words, known)
        parts = [_part(_with_roots(wanted), here, anywhere) for wanted in message.senses]
        weight = sum(part * whole for part, whole in zip(parts, message.weights, strict=True))
        if sum(part > 0 for part in parts) < _LEAST or (min(parts) < 0 and not screen.is_said):
            continue
        if frame.is_elsewhere(known.family, set(found).difference(words)):
            continue
        around = [word for word, names in each.items() if all(map(names.isdisjoint, message.senses))]
        strange = sum(not frame.begins_as(known.family, word) for word in around)
        weight -= screen.strange * strange + _GENERAL * (known.rank >= GENERAL)
        if strange > _MOST_ELSE and (known.rank or not screen.is_said):
            continue
        if screen.is_said or not any(map(frame.is_name, around)):
            yield weight - screen.least, known


def _part(wanted: frozenset[str], here: frozenset[str], anywhere: frozenset[str]) -> float:
    """How much of a sense is told: all, if its own word is; less than nothing, if none of its words is."""
    if common := wanted & here - {sense.FAILED}:
        return _OTHER if all(name[0] == _ROOT or sense.is_group(name) for name in common) else 1.0
    return -1.0 if wanted.isdisjoint(anywhere) else _BEFORE


@lru_cache(4096)
def _with_roots(names: frozenset[str]) -> frozenset[str]:
    """The senses of words, and how the words begin: «перемещён» is «переместили»; «просит доказать» is «докажите»."""
    stems = [name for name in names if not sense.is_group(name)]
    names = names.union(name.rstrip(sense.ASKS) for name in names)
    return names.union(_ROOT + stem[: _ROOT_LETTERS + len(NOT) * stem.startswith(NOT)] for stem in stems)


@cache
def _by_sense() -> Mapping[str, Sequence[tuple[tuple[str, ...], KnownError]]]:
    """Messages by all their senses."""
    found: dict[str, list[tuple[tuple[str, ...], KnownError]]] = {}
    for words, known in sense.messages():
        if len(words) >= _LEAST and not known.is_alone:
            for name in chain.from_iterable(map(_with_roots, sense.message_of(words, known).senses)):
                found.setdefault(name, []).append((words, known))
    return found
