"""A number for each part of an answer, by which two answers are compared at a glance.

It is a projection of the values on a fixed direction, one for each shape: equal answers have equal numbers up to
rounding, and different ones hardly ever. What matches is looked at on all cases before anything is said.
"""

import zlib
from functools import cache
from typing import Any

import numpy as np

from ..checking.compare import plain_array, shape_of

FAILED, NO_NUMBERS = 3e30, 2e30
NOT_FINITE, LARGEST = 1e3, 1e12  # in place of nan and infinity; what is larger is cut off


@cache
def direction(shape: tuple[int, ...]) -> np.ndarray:
    """A fixed direction of positive and negative numbers, none of them near 0."""
    rng = np.random.default_rng(zlib.crc32(repr(shape).encode()))
    return (rng.random(shape) + 0.5) * rng.choice([-1.0, 1.0], size=shape)


def fingerprint(value: Any) -> float:
    """The number of one array; arrays of other shapes are other numbers."""
    shape = value.shape if type(value) is np.ndarray and value.dtype.kind == "f" else shape_of(value)
    if shape is None and isinstance(value, (list, tuple)):
        return sum((k + 1) * fingerprint(part) for k, part in enumerate(value))
    if shape is None:
        return NO_NUMBERS
    array = plain_array(value) if hasattr(value, "__array__") else np.asarray(value)
    projected = float((array * direction(shape)).sum())
    if not abs(projected) < LARGEST:
        finite = np.where(np.isfinite(array), np.clip(array.astype(float), -LARGEST, LARGEST), NOT_FINITE)
        projected = float((finite * direction(shape)).sum())
    return projected + place_of(shape)


@cache
def place_of(shape: tuple[int, ...]) -> int:
    """A small number by which the same sum over other shapes is told apart."""
    return zlib.crc32(repr(shape).encode()) % 7


def parts_of(results: tuple, blocks: tuple[int, ...]) -> list[Any]:
    """The results, those of several blocks taken apart; None for each where they are not as many as wanted."""
    if len(results) != len(blocks):
        return [None] * sum(blocks)
    return [part for result, count in zip(results, blocks, strict=True) for part in taken_apart(result, count)]


def taken_apart(result: Any, count: int) -> list[Any]:
    """The blocks of one result, or for each the whole, where it cannot be split so."""
    shape = () if count == 1 else shape_of(result)
    if not shape or shape[-1] % count:
        return [result] * count
    array, width = np.asarray(result), shape[-1] // count
    return [array[..., k * width : (k + 1) * width] for k in range(count)]


def row(outcome, blocks: tuple[int, ...], apart: bool) -> list[float]:
    """The numbers of an outcome: one for each part if they are wanted apart, else one for all."""
    if outcome.failure:
        numbers = [FAILED] * sum(blocks)
    else:
        results = outcome.value if isinstance(outcome.value, (tuple, list)) and len(blocks) > 1 else (outcome.value,)
        numbers = [fingerprint(part) for part in parts_of(tuple(results), blocks)]
    return numbers if apart else [combined(numbers)]


def combined(numbers: list[float]) -> float:
    """One number of several."""
    return sum(number * (1 + 0.37 * k) for k, number in enumerate(numbers))


def near(numbers: np.ndarray, wanted: np.ndarray, single: bool = False) -> np.ndarray:
    """Where two arrays of such numbers are equal up to rounding. single: one of them came in float32."""
    half = numbers.dtype == np.float16
    tolerance = 1e-3 if single else 6e-4 if half else 2e-6
    with np.errstate(invalid="ignore"):
        return np.abs(numbers.astype(float) - wanted) <= tolerance * np.maximum(0.05 if half else 1.0, np.abs(wanted))
