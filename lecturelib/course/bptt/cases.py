"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import rnn_step, rnn_step_backward
from ..cases import SIZES, cell_arguments, cell_cases


def affine_cases(rng):
    """da, x, W, b at every size; B rows, D numbers in, H numbers out."""
    return cell_cases(rng, lambda n, T, B, D, H: (n(B, H), n(B, D), n(D, H), n(H)))


def bptt_cases(rng):
    def build(n, T, B, D, H):
        _, h, *weights = map(np.tanh, cell_arguments(n, B, D, H))
        return n(T, B, H), rnn_step, rnn_step_backward, n(T, B, D), h, *weights

    return cell_cases(rng, build)


def jacobian_cases(rng):
    """Arguments within (-1, 1), where no slope is 0."""
    return cell_cases(rng, lambda n, T, B, D, H: tuple(map(np.tanh, cell_arguments(n, B, D, H))))


def clip_cases(rng):
    """Lists of one to four arrays, norms on both sides of the limit, and a gradient that is all zeros."""
    by_hand = [([np.array([3.0]), np.array([4.0])], limit) for limit in (1.0, 10.0)]
    drawn = []
    for _, B, D, H in SIZES:
        arrays = [rng.normal(size=shape) for shape in ((D, H), (H, H), (H,), (B, D, H))[: 1 + (D + H) % 4]]
        norm = float(np.sqrt(sum(np.sum(a**2) for a in arrays)))
        drawn += [(arrays, 0.3 * norm), (arrays, 1.7 * norm)]
    return [*by_hand, *drawn, ([np.zeros((2, 3)), np.zeros(3)], 1.0)]
