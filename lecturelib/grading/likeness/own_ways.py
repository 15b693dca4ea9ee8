"""What the course itself teaches of an exercise: operations that honest answers share because they were read here."""

import ast
from functools import cache

import numpy as np

from ...course import EXERCISES
from ..reading.operations import BYTES, prints

PRINT = np.dtype(f">u{BYTES}")


def as_numbers(some_prints: bytes) -> np.ndarray:
    """Prints as numbers, sorted."""
    return np.frombuffer(some_prints, PRINT)


@cache
def solution(exercise: str) -> np.ndarray:
    """The prints of the course's own answer."""
    return as_numbers(printed(EXERCISES[exercise].solution()))


@cache
def taught(exercise: str) -> np.ndarray:
    """The prints of the course's own answer and of every known mistake."""
    wrong = map(EXERCISES[exercise].mistaken_source, EXERCISES[exercise].mistakes)
    return np.unique(np.concatenate([solution(exercise), *(as_numbers(printed(source)) for source in wrong)]))


def printed(source: str) -> bytes:
    """The prints of a function's source."""
    return prints(ast.parse(source).body)
