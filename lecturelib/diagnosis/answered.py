"""What an answer did, on the cases that decide and on those that ask further; and whether an edit does the same."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..checking.calling import Outcome
from ..checking.compare import agree, close, pair_up, shape_of
from ..checking.record import Exercise
from .fingerprints import fingerprint, near, taken_apart
from .form import form_of
from .quoted import refuted, told_of
from .table import columns, row_of

GONE_WRONG = "FloatingPointError"
ENOUGH = 2  # cases that were answered, before anything is said of an answer


@dataclass(frozen=True)
class Answered:
    """An exercise's cases, the right answers, and what was answered; the visible cases come first. tree: the answer's
    text, where it is to be had."""

    exercise: Exercise
    cases: Sequence[tuple]
    wanted: Sequence[Outcome]
    outcomes: Sequence[Outcome]
    tree: ast.AST | None = None

    @property
    def form(self):
        return form_of(self.exercise)

    @cached_property
    def row(self) -> list[float]:
        """The fingerprints of the answer."""
        return row_of(self.exercise, [self.outcomes[k] for k in columns(self.exercise)])

    @cached_property
    def right_row(self) -> list[float]:
        return row_of(self.exercise, [self.wanted[k] for k in columns(self.exercise)])

    @cached_property
    def overflowed(self) -> frozenset[int]:
        """The cases on which numbers went wrong where they must not, such as exp of a large one."""
        return frozenset(k for k, o in enumerate(self.outcomes) if o.failure and o.failure.kind == GONE_WRONG)

    @cached_property
    def single(self) -> bool:
        """Whether it came in less than double precision."""
        kinds = [
            np.asarray(part).dtype
            for o in self.outcomes[:3]
            if not o.failure
            for part in flat(o.value)
            if hasattr(part, "dtype")
        ]
        return any(kind.kind == "f" and kind.itemsize < 8 for kind in kinds)

    @cached_property
    def order(self) -> list[int]:
        """The cases in the order in which they tell most quickly that an edit does something else."""
        first = columns(self.exercise)
        return [*first, *(k for k in range(len(self.cases)) if k not in first)]

    def equals(self, edits: Iterable, cases: Iterable[int] | None = None) -> bool:
        """Whether the reference with these edits answers as the answer did, on every case or on those given."""
        edits, seen = list(edits), 0
        if any(refuted(edit, self.tree) for edit in edits):
            return False
        for k in self.order if cases is None else cases:
            other = self.form.answer(edits, self.cases[k])
            if not alike(self.outcomes[k], other):
                return False
            seen += not other.failure and is_finite(other.value)
        return seen >= ENOUGH

    def told_of(self, edit) -> str:
        """The sentence for an edit."""
        return told_of(edit, self.tree)

    def part_equals(self, edits: Iterable, part: int, k: int) -> bool:
        """Whether edits do what was done to one part of the results, on the case of the first column."""
        blocks = self.form.blocks
        place = [(result, block) for result, count in enumerate(blocks) for block in range(count)]
        result, block = place[part]
        outcome = self.form.answer(edits, self.cases[k], only=result)
        if outcome.failure:
            return False
        other = fingerprint(taken_apart(outcome.value, blocks[result])[block])
        return bool(near(np.array(other), np.array(self.row[part]), self.single))

    def in_order(self, order: tuple[int, ...]) -> "Answered | None":
        """The same answer with its results in the places where they belong, if they came in this order."""
        turned = []
        for outcome in self.outcomes:
            value = outcome.value
            if not outcome.failure and (not isinstance(value, (tuple, list)) or len(value) != len(order)):
                return None
            back = value and tuple(value[order.index(k)] for k in range(len(order)))
            turned.append(outcome if outcome.failure else Outcome(back, changed=outcome.changed))
        return replace(self, outcomes=turned)

    def result_equals(self, edits: Iterable, result: int, cases: Iterable[int] | None = None) -> bool:
        """The same of one result alone."""
        edits, seen = list(edits), 0
        if any(refuted(edit, self.tree) for edit in edits):
            return False
        for k in self.order if cases is None else cases:
            mine, other = self.outcomes[k], self.form.answer(edits, self.cases[k])
            if mine.failure or other.failure:
                if not (mine.failure and other.failure):
                    return False
                continue
            pairs = pair_up(mine.value, other.value)
            if pairs is None or len(pairs) != len(self.form.blocks) or not close(*pairs[result]):
                return False
            seen += 1
        return seen >= ENOUGH


def alike(outcome: Outcome, other: Outcome) -> bool:
    """Whether an answer did what an edit does; what it did to its arguments is another matter."""
    if outcome.changed:
        outcome = Outcome(outcome.value)
    return agree(outcome, other)


def is_finite(value) -> bool:
    """Whether all numbers in a result of the reference, or of an edit of it, are finite."""
    return all(np.isfinite(one).all() for one in flat(value))


def numbers(value) -> np.ndarray | None:
    """A result as an array of real numbers, or None where it is something else."""
    return None if shape_of(value) is None else np.asarray(value)


def flat(value) -> list:
    """The arrays in nested tuples and lists."""
    return [one for part in value for one in flat(part)] if isinstance(value, (tuple, list)) else [value]
