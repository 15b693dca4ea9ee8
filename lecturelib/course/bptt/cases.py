"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import rnn_step, rnn_step_backward
from ..cases import cell_arguments, cell_cases


def affine_cases(rng):
    """da, x, W, b at every size; B rows, D numbers in, H numbers out."""
    return cell_cases(rng, lambda n, T, B, D, H: (n(B, H), n(B, D), n(D, H), n(H)))


def bptt_cases(rng):
    def build(n, T, B, D, H):
        _, h, *weights = map(np.tanh, cell_arguments(n, B, D, H))
        return n(T, B, H), rnn_step, rnn_step_backward, n(T, B, D), h, *weights

    return cell_cases(rng, build)
