"""Two mistakes that were written down by hand, made together: their sentences are better than those of any edit."""

import itertools
import re
from collections.abc import Callable
from functools import cache

import numpy as np

from ..checking.calling import call_all
from ..checking.record import Exercise
from .answered import ENOUGH, Answered, alike
from .fingerprints import combined, near, row
from .form import form_of
from .table import columns

# A sentence that says what is right besides, or describes the result as a whole, holds only of a mistake made alone.
OF_THE_WHOLE = re.compile(r"\b(is|are) right\b|\bnone\b|\blie between\b|\bBetween\b|\btwice what\b")
SECONDS = 0.2  # for all cases: some mistakes never end


@cache
def pairs(exercise: Exercise) -> tuple[tuple[tuple[str, str], Callable, float], ...]:
    """Every two known mistakes whose edits can both be made, the function, and its fingerprint on the typical case."""
    typical, made = [exercise.visible.cases[columns(exercise)[0]]], []
    for both in itertools.combinations(exercise.mistakes, 2):
        function = made_together(exercise, *both) or made_together(exercise, *both[::-1])
        if function is None:
            continue
        (outcome,) = call_all(function, typical, SECONDS, exercise.quiet)
        made.append((both, function, combined(row(outcome, form_of(exercise).blocks, apart=True))))
    return tuple(made)


def made_together(exercise: Exercise, first: str, second: str) -> Callable | None:
    """The reference with both mistakes, or None where the first leaves nothing to edit for the second."""
    try:
        return exercise.mistaken(first, second)
    except (ValueError, SyntaxError):
        return None


def two_mistakes(answered: Answered) -> tuple[str, str] | None:
    """The two known mistakes that together do what the answer did on every case, or None."""
    exercise = answered.exercise
    mine = combined(answered.row[: sum(answered.form.blocks)])
    for both, function, fingerprint in pairs(exercise):
        if not near(np.array(fingerprint), np.array(mine), answered.single):
            continue
        outcomes = call_all(function, list(answered.cases), SECONDS * 5, exercise.quiet)
        if sum(not o.failure for o in outcomes) >= ENOUGH and all(map(alike, answered.outcomes, outcomes)):
            return both
    return None


def told_together(exercise: Exercise, both: tuple[str, str]) -> str:
    """The sentences for two mistakes: both, or the one that stays true beside another mistake, or nothing."""
    sentences = [exercise.mistakes[mistake].sentence for mistake in both]
    true = [sentence for sentence in sentences if not OF_THE_WHOLE.search(sentence)]
    begin = {0: "", 1: "Two things are wrong, and this is one of them. ", 2: "Two things. "}[len(true)]
    return begin + " ".join(true)
