"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ..cases import cell_arguments, step_cases


def lstm_cases(rng):
    return step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=4, states=2))


def share_cases(rng):
    """Shares kept: round numbers, then arrays of many shapes, some very near 0 or 1."""
    by_hand = [(0.5,), (0.9,), (np.array([0.1, 0.5, 0.99]),), (np.array([0.25]),)]
    shapes = [(), (1,), (4,), (2, 3), (3, 1), (2, 2, 2)]
    drawn = [(rng.uniform(0.01, 0.99, size=shape),) for shape in shapes for _ in range(2)]
    near_one = [(1 - 10.0 ** -rng.uniform(1, 6, size=shape),) for shape in shapes]
    return [*by_hand, *drawn, *near_one]
