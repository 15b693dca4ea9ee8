"""What was called, what came back and what is wrong with it, in words and numbers that a student can read."""

import reprlib
from collections.abc import Collection
from typing import Any

import numpy as np

from .calling import Outcome
from .compare import EXACT, TINY, close, pair_up, plain_array, shape_of
from .numpys_words import in_plain_words

SMALL, DEEPEST = 12, 3  # arrays and lists of up to so many values are shown whole, and lists in lists so deep
DIGITS = (4, 8, 12)  # behind the point: as many as are needed to tell two results apart
UNMADE = {
    "generator": "It returned a generator, which has computed nothing yet: put what it yields into a list.",
    "function": "It returned a function. Call it, with brackets, and return what it answers.",
}


def describe_array(value: Any, depth: int = 0, digits: int = DIGITS[0]) -> str:
    """An array in a line or two: its values where they are few, else shape and first values."""
    if callable(value):
        return value.__name__
    if isinstance(value, (list, tuple)):
        if depth == DEEPEST:
            return "(…)"
        more = ", …" * (len(value) > SMALL)
        return "(" + ", ".join(describe_array(v, depth + 1, digits) for v in value[:SMALL]) + more + ")"
    if shape_of(value) is None:
        return reprlib.repr(value)[:60]
    array = np.asarray(value) if isinstance(value, (int, float)) else plain_array(value)
    if array.size <= SMALL:
        return written(array, digits)
    return f"array of shape {array.shape} that begins {written(array.ravel()[:4], digits)}"


def written(array: np.ndarray, digits: int) -> str:
    """The values of an array in a line, none of them -0."""
    rounded = np.round(array, digits) + 0.0 if array.dtype.kind == "f" else array
    with np.printoptions(precision=digits, suppress=True):
        return np.array2string(rounded, separator=", ").replace("\n", "").replace("  ", " ")


def describe_pair(value: Any, want: Any) -> tuple[str, str]:
    """A result and the wanted one so that they can be told apart: in as many digits as it takes, and of large arrays
    the first place at which they differ."""
    shape, want = shape_of(value), np.asarray(want)
    if shape == want.shape and want.size > SMALL:
        got = np.asarray(value).astype(float)
        place = tuple(map(int, np.argwhere(off(got, want))[0]))
        pair = describe_pair(got[place], want[place])
        return tuple(f"array of shape {shape} with {text} at {list(place)}" for text in pair)
    pairs = [(describe_array(value, 0, digits), describe_array(want, 0, digits)) for digits in DIGITS]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])


def off(got: np.ndarray, want: np.ndarray) -> np.ndarray:
    """At which places two arrays of one shape differ."""
    with np.errstate(invalid="ignore"):
        return ~(np.abs(got - want) <= EXACT * np.max(np.abs(want), initial=0.0) + TINY) & (got != want)


def result_names(exercise, want: Any, several: str = "Result {}") -> list[str]:
    """The name of each result that ``pair_up`` takes apart: the parts of one that is a list are clipped[0], …"""
    if not isinstance(want, (list, tuple)):
        return [""]
    known = len(exercise.returns) == len(want)
    names = exercise.returns if known else [several.format(k + 1) for k in range(len(want))]
    parts = [range(len(part)) if isinstance(part, (list, tuple)) else None for part in want]
    return [
        name if k is None else f"{name}[{k}]"
        for name, some in zip(names, parts, strict=True)
        for k in ([None] if some is None else some)
    ]


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
    lines = []
    for name, pair in zip(result_names(exercise, want, several=""), pairs, strict=True):
        if not close(*pair):
            label = f"{name} = " if name else ""
            returned, expected = describe_pair(*pair)
            lines += [f"returned  {label}{returned}", f"expected  {label}{expected}"]
    return lines


def complaint(exercise, case: tuple, outcome: Outcome, want: Outcome, right: Collection[str]) -> str:
    """One sentence on what is wrong with a case. right: the names of the results that are right on every case."""
    failure = outcome.failure
    if failure and failure.kind == "timeout":
        return f"It took more than {failure.text}. Is there a loop that never ends?"
    if failure:
        words = in_plain_words(failure)
        what = f"It stopped. {words}" if words else f"It stopped with {failure.kind}: {failure.text.rstrip('.')}."
        return f"{what} In your {failure.line}" if failure.line else what
    if outcome.changed:
        place = outcome.changed[0]
        return changed(exercise.argument_names(place + 1)[-1], case[place])
    if outcome.value is None:
        return "It returned nothing (None). Does it end in a return?"
    if type_name(outcome.value) in UNMADE:
        return UNMADE[type_name(outcome.value)]
    pairs = pair_up(outcome.value, want.value)
    if pairs is None:
        return miscounted(exercise, outcome.value, want.value)
    names = result_names(exercise, want.value)
    wrong = [(name, *pair) for name, pair in zip(names, pairs, strict=True) if not close(*pair)]
    praised = [name for name in names if name in right]
    praise = f" Right already: {', '.join(praised)}." if praised else ""
    others = f" Wrong, too: {', '.join(name for name, *_ in wrong[1:])}." if len(wrong) > 1 else ""
    return f"{wrong[0][0] or 'The result'} {fault(*wrong[0][1:])}.{others}{praise}"


def changed(name: str, argument: Any) -> str:
    """The sentence for a changed argument, an array or a list of arrays."""
    advice = f"Make a new array instead: {name} = {name} + …, not {name} += …"
    if isinstance(argument, list):
        advice = "Make new arrays and a new list of them; += and *= change those that you were given."
    return f"Your function changed its argument {name}. {advice}"


def type_name(value: Any) -> str:
    """The name of a value's type, also where it was left behind in the process that made it."""
    return getattr(value, "type_name", type(value).__name__)


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
        return f"is not an array of numbers but {type_name(value)}"
    if shape != want.shape:
        return f"has the shape {shape} where {want.shape or 'one number'} was wanted"
    got = np.asarray(value).astype(float)
    if np.isnan(got).any():
        return "has values that are not a number (nan), which is what 0/0, ∞ − ∞ and the logarithm of −1 give"
    if np.isinf(got).any():
        return "has values that are infinite, as exp of a large number is, or what is divided by 0"
    differ = off(got, want)
    count = int(differ.sum())
    return "has wrong values" if differ.all() else f"has {count} wrong value{'s' * (count != 1)} of {differ.size}"
