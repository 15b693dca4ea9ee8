"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import continue_trend, dinner_step, gate, one_hot, rnn_step
from ..cases import SCALES, cell_arguments, cell_cases, scaled, step_cases, weights

ROTATION = one_hot(np.array([1, 2, 0]), 3)
KITCHEN = 8 * (2 * ROTATION - 1), 8 * ROTATION, np.full(3, -4.0)  # the notebook's W, U, b
NOTHING = np.zeros((1, 3))
PIZZA, BURGER, FRIES = one_hot(np.arange(3)[:, None], 3)


def evening_cases(rng):
    """Three evenings that the notebook works by hand, then cells of every size."""
    evenings = [(PIZZA, BURGER, *KITCHEN), (NOTHING, BURGER, *KITCHEN), (FRIES, FRIES, *KITCHEN)]
    return evenings + step_cases(rng, lambda normal, T, B, D, H: cell_arguments(normal, B, D, H))


def unroll_cases(rng):
    """The diary of three evenings; then steps with three weights, at every size, and steps that have none."""
    diary = np.array([PIZZA, NOTHING, NOTHING])
    cases = [(dinner_step, diary, NOTHING, *KITCHEN)]
    for step in dinner_step, rnn_step:
        cases += cell_cases(rng, lambda n, T, B, D, H: (step, n(T, B, D), n(B, H), *weights(n, D, H)))  # noqa: B023
    for step in gate, continue_trend:
        cases += [(step, normal(4, 3, 2), normal(3, 2)) for normal in (scaled(rng, scale) for scale in SCALES)]
    return cases
