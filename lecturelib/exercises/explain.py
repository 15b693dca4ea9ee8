"""Arguments and results as text that a student can read: small arrays whole, large ones by their shape."""

from typing import Any

import numpy as np

from .compare import close, pair_up

SMALL = 12  # arrays of up to so many values are shown whole


def describe_array(value: Any) -> str:
    """An array in a line or two: its values where they are few, else shape and first values."""
    if callable(value):
        return value.__name__
    if isinstance(value, (list, tuple)):
        return "(" + ", ".join(describe_array(v) for v in value) + ")"
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        return repr(value)[:60]
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
