"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import sigmoid
from ..cases import backward_cases, cell_cases


def output_cases(rng):
    return cell_cases(rng, lambda n, T, B, D, H: (n(B, H), np.clip(n(B, H), -4, 4), sigmoid(n(B, H))))


def memory_cases(rng):
    def build(n, T, B, D, H):
        i, f, g = sigmoid(n(B, H)), sigmoid(n(B, H)), np.tanh(n(B, H))
        return n(B, H), n(B, H), i, f, g

    return cell_cases(rng, build)


def step_backward_cases(rng):
    return backward_cases(rng, blocks=4, states=2)
