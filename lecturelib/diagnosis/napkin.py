"""Cases that fit on a napkin: the smallest sizes, numbers such as 0, ½ and 1, and most of them 0."""

import itertools
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from ..checking.calling import call, hushed
from ..checking.record import Exercise
from .shapes import letters, shape_for, written_shapes

KEPT = 48  # cases for each exercise
FILLINGS = 14  # of each shape that is tried
FEW = 10  # numbers other than 0 that somebody can still follow
BY_HAND = (0.0, 0.25, 0.5, 0.75, 1.0, 2.0, 3.0)  # and their negatives


@cache
def napkins(exercise: Exercise) -> tuple[tuple, ...]:
    """The small cases of an exercise, the simplest first."""
    rng = np.random.default_rng(zlib.crc32(exercise.name.encode()))
    found: dict[bytes, tuple] = {}
    with hushed():
        for shapes in small_shapes(exercise):
            for _ in range(FILLINGS):
                case = filled(exercise, shapes, rng)
                if is_answered(exercise, case):
                    found.setdefault(repr(case).encode(), case)
    simple = sorted(found.values(), key=simplicity)
    return tuple(spread([case for case in simple if by_hand(case)] or simple))


def spread(cases: list[tuple]) -> list[tuple]:
    """As many as are kept: the simplest half, and of the others some of every kind."""
    first, rest = cases[: KEPT // 2], cases[KEPT // 2 :]
    step = max(1, len(rest) // (KEPT - len(first) or 1))
    return [*first, *rest[::step]][:KEPT]


def small_shapes(exercise: Exercise) -> Iterator[tuple]:
    """The arguments of small cases, to be filled anew: all sizes 1, then some 2; or the smallest visible ones."""
    if may_be_shaped(exercise):
        symbols = letters(exercise)
        for twos in [(), *((one,) for one in symbols), tuple(symbols), tuple(symbols[-1:] + symbols[:-2])]:
            yield shaped(exercise, {letter: 1 + (letter in twos) for letter in symbols})
    else:
        yield from sorted(exercise.visible.cases, key=size)[:8]


def may_be_shaped(exercise: Exercise) -> bool:
    """Whether all arguments are arrays whose sizes are written down."""
    first = exercise.visible.cases[0]
    names, written = exercise.argument_names(len(first)), written_shapes(exercise)
    return all(name in written and is_float(value) for name, value in zip(names, first, strict=True))


def shaped(exercise: Exercise, sizes: dict[str, int]) -> tuple:
    """Arguments of these sizes, to be filled."""
    names = exercise.argument_names(len(exercise.visible.cases[0]))
    return tuple(np.zeros(shape_for(exercise, name, sizes)) for name in names)


def shaped_cases(exercise: Exercise) -> tuple[tuple, ...]:
    """Cases by which it can be told on which sizes an answer hangs: all alike, two alike, one of them 1."""
    if not may_be_shaped(exercise):
        return ()
    rng = np.random.default_rng(zlib.crc32(exercise.name.encode()))
    symbols = letters(exercise)
    apart = {letter: k for k, letter in enumerate(symbols, 2)}
    alike = [dict.fromkeys(symbols, number) for number in (2, 3)]
    pairs = [apart | {other: apart[one]} for one, other in itertools.combinations(symbols, 2)]
    single = [apart | {letter: 1} for letter in symbols]
    with hushed():
        cases = [filled(exercise, shaped(exercise, sizes), rng, 1.0) for sizes in [*alike, *pairs, *single]]
        return tuple(case for case in cases if is_answered(exercise, case))


def is_float(value: Any) -> bool:
    return isinstance(value, (np.ndarray, float)) and np.asarray(value).dtype.kind == "f"


def size(case: tuple) -> int:
    """How many numbers a case has."""
    return sum(np.size(a) for a in flat(case) if not callable(a))


def flat(value: Any) -> list:
    return [one for part in value for one in flat(part)] if isinstance(value, (list, tuple)) else [value]


def filled(exercise: Exercise, case: tuple, rng: np.random.Generator, share: float = 0.0) -> tuple:
    """A case of these shapes with other numbers in it, where they are such that may be others. share: how many may be
    other than 0; a few if it is not said."""
    share = share or min(0.75, rng.choice([3, 5, 8]) / max(1, size(case)))
    return tuple(refilled(value, domain, share, rng) for value, domain in zip(case, domains(exercise), strict=False))


def refilled(value: Any, domain: tuple[float, ...], share: float, rng: np.random.Generator) -> Any:
    """Numbers of a domain in place of those of an array or a list of arrays."""
    if isinstance(value, (list, tuple)):
        return type(value)([refilled(one, domain, share, rng) for one in value])
    if not is_float(value) or not domain:
        return value
    drawn = rng.choice(domain, size=np.shape(value))
    if 0.0 in domain:
        drawn = np.where(rng.random(np.shape(value)) < share, drawn, 0.0)
    return drawn if isinstance(value, np.ndarray) else float(drawn)


@cache
def domains(exercise: Exercise) -> tuple[tuple[float, ...], ...]:
    """For each argument the simple numbers that it may be, from those that it is in the visible cases."""
    count = max(len(case) for case in exercise.visible.cases)
    return tuple(domain([case[k] for case in exercise.visible.cases if len(case) > k]) for k in range(count))


def domain(values: list) -> tuple[float, ...]:
    """Simple numbers within the range of these."""
    arrays = [
        np.asarray(one, float).ravel() for value in values for one in flat(value) if is_float(one) and np.size(one)
    ]
    if not arrays:
        return ()
    seen = np.concatenate(arrays)
    low, high = seen.min(), seen.max()
    if low >= 0 and high <= 1:
        return (0.5, 0.25, 0.75) if low > 0 and high < 1 else (0.0, 0.5, 0.25)
    if low > 0:
        return (1.0, 2.0, 0.5)
    return (0.0, 0.5, -0.5) if low >= -1 and high <= 1 else (0.0, 1.0, 2.0, -1.0, 0.5)


def is_answered(exercise: Exercise, case: tuple) -> bool:
    """Whether the reference has an answer of ordinary numbers to a case, not all of them 0."""
    outcome = call(exercise.function, case, True)
    if outcome.failure:
        return False
    numbers = [np.asarray(one) for one in flat(outcome.value)]
    return all(np.isfinite(one).all() for one in numbers) and any(one.any() for one in numbers)


def simplicity(case: tuple) -> tuple:
    """What to sort cases by: fewer numbers, fewer that are not 0, fewer that are not 1."""
    numbers = [np.asarray(one, float).ravel() for one in flat(case) if not callable(one) and one is not None]
    every = np.concatenate(numbers) if numbers else np.zeros(0)
    odd = np.count_nonzero(every) + 0.4 * np.count_nonzero(np.abs(every) == 2) + 0.2 * np.count_nonzero(every < 0)
    tall = sum(max(0, size - 1) for one in flat(case) if isinstance(one, np.ndarray) for size in one.shape[:-1])
    return odd + 0.3 * every.size + 1.5 * tall + 0.3 * np.count_nonzero(every % 1), repr(case)


def by_hand(case: tuple) -> bool:
    """Whether a person can follow a case: few numbers that are not 0, and simple ones."""
    numbers = [np.asarray(one, float).ravel() for one in flat(case) if is_float(one)]
    every = np.concatenate(numbers) if numbers else np.zeros(0)
    return np.count_nonzero(every) <= FEW and bool(np.isin(np.abs(every), BY_HAND).all())
