"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ..cases import cell_arguments, step_cases

EXAMPLE = np.array([0.0, 2.2, -0.42, 0.0])  # the biases worked by hand: i = 0.5, f = 0.9, g = -0.4, o = 0.5


def lstm_cases(rng):
    """First the page's example by hand: f keeps nine tenths of 1, i takes in half of -0.4, o lets out half."""
    zero, one = np.zeros((1, 1)), np.ones((1, 1))
    by_hand = zero, zero, one, np.zeros((1, 4)), np.zeros((1, 4)), EXAMPLE
    return [by_hand, *step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=4, states=2))]


def share_cases(rng):
    """Shares kept: round numbers, then arrays of many shapes, some very near 0 or 1."""
    by_hand = [(0.9,), (0.5,), (np.array([0.1, 0.5, 0.99]),), (np.array([0.25]),)]
    shapes = [(), (1,), (4,), (2, 3), (3, 1), (2, 2, 2)]
    drawn = [(rng.uniform(0.01, 0.99, size=shape),) for shape in shapes for _ in range(2)]
    near_one = [(1 - 10.0 ** -rng.uniform(1, 6, size=shape),) for shape in shapes]
    return [*by_hand, *drawn, *near_one]
