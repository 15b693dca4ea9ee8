"""When is an answer equal to the reference's?"""

import math
from typing import Any

import numpy as np

from .calling import Outcome

EXACT, SINGLE = 1e-9, 1e-4  # relative to the largest wanted value; SINGLE where the answer came in float32
TINY = 1e-12  # below this a wanted value may as well be 0
DEEPEST = 8  # lists within lists


def pair_up(value: Any, want: Any) -> list[tuple] | None:
    """Each result beside the wanted one; None where their number differs. An array may come as nested lists."""
    if not isinstance(want, (list, tuple)):
        return [(value, want)]
    if not isinstance(value, (list, tuple)) or len(value) != len(want):
        return None
    pairs = [pair_up(v, w) for v, w in zip(value, want, strict=True)]
    return None if None in pairs else [pair for some in pairs for pair in some]


def in_form(value: Any, form: Any) -> Any:
    """A right answer in the form the reference returns it in: arrays where a student handed back nested lists.

    A longer answer than the form, such as the gradients of more weights, goes on like the form's last part.
    """
    if isinstance(form, (list, tuple)):
        forms = [*form, *form[-1:] * (len(value) - len(form))]
        return type(form)(map(in_form, value, forms))
    return np.asarray(value) if isinstance(value, list) else value


def shape_of(value: Any, depth: int = 0) -> tuple[int, ...] | None:
    """The shape that a result has as an array of real numbers, or None where it is something else.

    Lists are walked, and NumPy does not see them: of texts it would make an array as wide as the longest for each.
    """
    if isinstance(value, (list, tuple)):
        shapes = {shape_of(part, depth + 1) for part in value} if depth < DEEPEST else {None}
        shape = shapes.pop() if len(shapes) == 1 else None if shapes else ()
        return None if shape is None else (len(value), *shape)
    if isinstance(value, (int, float)):
        return () if not isinstance(value, int) or value.bit_length() < 64 else None
    array = plain_array(value)
    return array.shape if array is not None and array.dtype.kind in "fiub" else None


def has_shape(value: Any, shape: tuple[int, ...]) -> bool:
    """Whether a result is an array of real numbers of this shape, or such lists; looks at no more than need be."""
    if isinstance(value, (list, tuple)):
        return bool(shape) and len(value) == shape[0] and all(has_shape(part, shape[1:]) for part in value)
    return shape_of(value) == shape


def plain_array(value: Any) -> np.ndarray | None:
    """An array, also one of another library's, as plain NumPy's; None for anything else."""
    try:
        return np.asarray(value) if hasattr(value, "__array__") else None
    except Exception:  # somebody else's code, which may say anything
        return None


def close(value: Any, want: Any) -> bool:
    """Whether a result has the wanted shape and, within the precision it came in, the wanted values."""
    want = np.asarray(want)
    if not has_shape(value, want.shape):
        return False
    got = np.asarray(value)
    if got.dtype == want.dtype and got.tobytes() == want.tobytes():
        return True
    tolerance = SINGLE if got.dtype.kind == "f" and got.dtype.itemsize < 8 else EXACT
    return within(tolerance, got.astype(float), want)


def within(tolerance: float, got: np.ndarray, want: np.ndarray) -> bool:
    """Whether two arrays of one shape differ by no more than this share of the largest wanted value."""
    if want.size == 0:
        return True
    with np.errstate(invalid="ignore", over="ignore"):
        scale = np.abs(want).max()
        if math.isfinite(scale):
            return bool(np.abs(got - want).max() <= tolerance * scale + TINY)
        scale = np.max(np.abs(want), initial=0.0, where=np.isfinite(want))
        return np.allclose(got, want, rtol=0, atol=tolerance * scale + TINY, equal_nan=True)


def parts_right(outcome: Outcome, want: Outcome) -> float:
    """The share of a case's results that are right; 0 where the call failed or changed its arguments."""
    if outcome.failure or outcome.changed:
        return 0.0
    pairs = pair_up(outcome.value, want.value)
    return sum(close(*pair) for pair in pairs) / len(pairs) if pairs else 0.0


def agree(outcome: Outcome, other: Outcome) -> bool:
    """Whether two calls did the same: the same results, or the same failure, to the same arguments."""
    if outcome.failure or other.failure:
        return bool(outcome.failure and other.failure) and outcome.failure.kind == other.failure.kind
    return outcome.changed == other.changed and parts_right(Outcome(outcome.value), Outcome(other.value)) == 1
