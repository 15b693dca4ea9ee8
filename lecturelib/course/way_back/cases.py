"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import sigmoid
from ..cases import backward_cases, cell_cases
from ..lstm.cases import EXAMPLE


def output_cases(rng):
    by_hand = tuple(np.full((1, 1), number) for number in (1.0, 0.7, 0.5))
    return [by_hand, *cell_cases(rng, lambda n, T, B, D, H: (n(B, H), np.clip(n(B, H), -4, 4), sigmoid(n(B, H))))]


def memory_cases(rng):
    def build(n, T, B, D, H):
        i, f, g = sigmoid(n(B, H)), sigmoid(n(B, H)), np.tanh(n(B, H))
        return n(B, H), n(B, H), i, f, g

    by_hand = tuple(np.full((1, 1), number) for number in (1.0, 1.0, 0.5, 0.9, -0.4))
    return [by_hand, *cell_cases(rng, build)]


def step_backward_cases(rng):
    """First the page's example by hand: at h arrives 1 and at c 0.68, which makes 1 in all; nothing had been said."""
    one, zero = np.ones((1, 1)), np.zeros((1, 1))
    by_hand = one, 0.68 * one, one, zero, one, np.zeros((1, 4)), np.ones((1, 4)), EXAMPLE
    return [by_hand, *backward_cases(rng, blocks=4, states=2)]
