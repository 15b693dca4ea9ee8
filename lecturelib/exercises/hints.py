"""Which hint comes next: a stronger one than the last, and of these the one that speaks of what was found wrong."""

import math
import re
from collections import Counter
from functools import cache

from ..course import EXERCISES

CLEARLY = 6.0  # by so much, in nats of rare words, a later hint must fit better to be given before its turn


def next_hint(hints: tuple[str, ...], given: int, found: str) -> int:
    """The number of the hint after so many; found: the sentence on a mistake that was named, or empty.

    The hint that has most of the sentence's words, rare ones above all, comes at once, and those before it are left
    out. The last says everything, and comes when nothing else is left.
    """
    waiting = range(given + 1, len(hints))
    if not waiting:
        return len(hints)
    fits = {number: fit(found, hints[number - 1]) for number in waiting}
    best = max(waiting, key=fits.get)
    return best if fits[best] >= fits[waiting[0]] + CLEARLY else waiting[0]


def fit(sentence: str, hint: str) -> float:
    """How much two texts have in common: each word of both counts by how rare it is among the hints of the course."""
    rare, hints = how_often()
    return sum(math.log(hints / rare[word]) for word in words(sentence) & words(hint))


@cache
def how_often() -> tuple[Counter, int]:
    """In how many hints of the course each word stands, and how many hints there are."""
    hints = [hint for exercise in EXERCISES.values() for hint in exercise.hints]
    return Counter(word for hint in hints for word in words(hint)), len(hints)


def words(text: str) -> set[str]:
    """The words of a text; those of code keep their capitals: h is no H."""
    return {word.lower() if len(word) > 2 else word for word in re.findall(r"[^\W\d]\w*", text)}
