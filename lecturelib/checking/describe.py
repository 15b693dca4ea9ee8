"""What was called, what came back and what is wrong with it, in words and numbers that a student can read."""

import reprlib
from typing import Any

import numpy as np

from .calling import Outcome
from .compare import EXACT, TINY, close, pair_up, plain_array, shape_of

SMALL, DEEPEST = 12, 3  # arrays and lists of up to so many values are shown whole, and lists in lists so deep


def describe_array(value: Any, depth: int = 0) -> str:
    """An array in a line or two: its values where they are few, else shape and first values."""
    if callable(value):
        return value.__name__
    if isinstance(value, (list, tuple)):
        if depth == DEEPEST:
            return "(…)"
        more = ", …" * (len(value) > SMALL)
        return "(" + ", ".join(describe_array(v, depth + 1) for v in value[:SMALL]) + more + ")"
    if shape_of(value) is None:
        return reprlib.repr(value)[:60]
    array = np.asarray(value) if isinstance(value, (int, float)) else plain_array(value)
    with np.printoptions(precision=4, suppress=True, threshold=SMALL):
        if array.size <= SMALL:
            return np.array2string(array, separator=", ").replace("\n", "").replace("  ", " ")
        first = np.array2string(array.ravel()[:4], separator=", ")
        return f"array of shape {array.shape} that begins {first}"


def describe_call(exercise, case: tuple) -> str:
    """``called    gate(signal=[0.1], opinion=[-2.])``, one argument a line where it is long."""
    names = exercise.argument_names(len(case))
    arguments = [f"{name}={describe_array(argument)}" for name, argument in zip(names, case, strict=True)]
    line = f"called    {exercise.name}({', '.join(arguments)})"
    if len(line) <= 100:
        return line
    indent = "\n" + " " * 14
    return f"called    {exercise.name}({indent}{(',' + indent).join(arguments)})"


def describe_value(exercise, value: Any, want: Any) -> list[str]:
    """Two lines for every result that differs: what came back and what was expected."""
    pairs = pair_up(value, want)
    if pairs is None or value is None:
        return [f"returned  {describe_array(value)}", f"expected  {describe_array(want)}"]
    names = exercise.returns if len(exercise.returns) == len(pairs) else [""] * len(pairs)
    lines = []
    for name, pair in zip(names, pairs, strict=True):
        if not close(*pair):
            label = f"{name} = " if name else ""
            lines += [f"returned  {label}{describe_array(pair[0])}", f"expected  {label}{describe_array(pair[1])}"]
    return lines


def complaint(exercise, outcome: Outcome, want: Outcome) -> str:
    """One sentence on what is wrong with a case."""
    failure = outcome.failure
    if failure and failure.kind == "timeout":
        return f"It took more than {failure.text}. Is there a loop that never ends?"
    if failure:
        where = f" In your {failure.line}" if failure.line else ""
        return f"It stopped with {failure.kind}: {failure.text.rstrip('.')}.{where}"
    if outcome.changed:
        name = exercise.argument_names(outcome.changed[0] + 1)[-1]
        advice = f"Make a new array instead: {name} = {name} + …, not {name} += …"
        return f"Your function changed its argument {name}. {advice}"
    if outcome.value is None:
        return "It returned nothing (None). Does it end in a return?"
    pairs = pair_up(outcome.value, want.value)
    if pairs is None:
        return miscounted(exercise, outcome.value, want.value)
    names = exercise.returns if len(exercise.returns) == len(pairs) else [f"Result {k + 1}" for k in range(len(pairs))]
    wrong = [(name, *pair) for name, pair in zip(names, pairs, strict=True) if not close(*pair)]
    subject = wrong[0][0] if len(pairs) > 1 else "The result"
    right = [name for name, pair in zip(names, pairs, strict=True) if close(*pair)]
    praise = f" Right already: {', '.join(right)}." if right else ""
    return f"{subject} {fault(*wrong[0][1:])}.{praise}"


def miscounted(exercise, value: Any, want: Any) -> str:
    """The sentence for a wrong number of results."""
    count = len(value) if isinstance(value, (list, tuple)) else 1
    wanted = f"{len(want)} were wanted"
    if exercise.returns:
        wanted += f": {', '.join(exercise.returns)}"
    if count == len(want):
        return f"It returned the right number of results, but one that should be a list is not; {wanted}."
    return f"It returned {count} result{'s' * (count != 1)} where {wanted}."


def fault(value: Any, want: Any) -> str:
    """What is wrong with one result, as the end of a sentence."""
    shape, want = shape_of(value), np.asarray(want)
    if shape is None:
        return f"is not an array of numbers but {getattr(value, 'type_name', type(value).__name__)}"
    if shape != want.shape:
        return f"has the shape {shape} where {want.shape} was wanted"
    got = np.asarray(value).astype(float)
    if np.isnan(got).any():
        return "has values that are not a number (nan)"
    if np.isinf(got).any():
        return "has values that are infinite"
    off = np.abs(got - want) > EXACT * np.max(np.abs(want), initial=0.0) + TINY
    return "has wrong values" if off.all() else f"has {off.sum()} wrong values of {off.size}"
