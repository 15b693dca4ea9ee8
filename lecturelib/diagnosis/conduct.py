"""What can be seen of an answer without its numbers being right: it keeps something from call to call, rounds."""

from typing import NamedTuple

import numpy as np

from ..checking.calling import Outcome
from ..checking.compare import agree, close, pair_up, shape_of
from .answered import Answered


class Said(NamedTuple):
    """An id for what was found, and the sentence for the student."""

    mistake: str
    sentence: str


AGAIN = (
    "Asked the same thing twice, your function gives two answers: it keeps something from one call to the next, in a "
    "global variable or a default argument, or draws random numbers."
)
CONSTANT = (
    "Your function returns the same whatever it is asked. Are numbers typed in, or variables of another cell used in "
    "place of the arguments?"
)


def conduct(answered: Answered, again: list[Outcome]) -> Said | None:
    """The first of these that is so, or None. again: the answers to the first cases, once more, the last first."""
    return keeps_state(answered, again) or constant(answered) or rounded(answered)


def keeps_state(answered: Answered, again: list[Outcome]) -> Said | None:
    """The same question has another answer."""
    first = answered.outcomes[: len(again)][::-1]
    for one, other in zip(first, again, strict=True):
        if are_numbers(one) and are_numbers(other) and not agree(Outcome(one.value), Outcome(other.value)):
            return Said("keeps_state", AGAIN)
    return None


def are_numbers(outcome: Outcome) -> bool:
    """Whether an answer is arrays of numbers, which alone can be compared."""
    parts = outcome.value if isinstance(outcome.value, (tuple, list)) else [outcome.value]
    return not outcome.failure and all(shape_of(part) is not None for part in parts)


def constant(answered: Answered) -> Said | None:
    """Every question has the same answer, though hardly any two have the same right one."""
    given = [(o, w) for o, w in zip(answered.outcomes, answered.wanted, strict=True) if o.value is not None]
    if len(given) < len(answered.outcomes) or not given:
        return None
    (first, wanted), *others = given
    same = all(agree(Outcome(o.value), Outcome(first.value)) for o, _ in others)
    differ = sum(not agree(w, wanted) for _, w in others)
    return Said("constant", CONSTANT) if same and 2 * differ > len(others) else None


def rounded(answered: Answered) -> Said | None:
    """The right numbers with only so many digits, or cut off to whole ones."""
    pairs = []
    for outcome, want in zip(answered.outcomes, answered.wanted, strict=True):
        paired = None if outcome.failure else pair_up(outcome.value, want.value)
        if not paired:
            return None
        pairs += [(np.asarray(a), np.asarray(b)) for a, b in paired if not close(a, b)]
    if not pairs or any(a.shape != b.shape or a.dtype.kind not in "fi" or b.dtype.kind not in "fi" for a, b in pairs):
        return None
    if all(np.array_equal(a, np.trunc(b)) for a, b in pairs):
        return Said(
            "whole_numbers",
            "Your numbers are cut off to whole ones: an array made like one of integers can hold nothing else. Make it "
            "with `np.zeros(shape)`.",
        )
    for digits in range(1, 9):
        if all(np.allclose(a, np.round(b, digits), rtol=0, atol=1e-12) for a, b in pairs):
            return Said(
                "rounded",
                f"Your numbers are rounded to {digits} digits. Return them as they are; round only what is printed.",
            )
    return None
