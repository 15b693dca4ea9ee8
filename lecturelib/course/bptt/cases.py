"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import dinner_step, rnn_step, rnn_step_backward
from ..cases import SCALES, SIZES, cell_arguments, cell_cases, scaled


def affine_cases(rng):
    """da, x, W, b at every size; B rows, D numbers in, H numbers out. In the last, W and b are whole numbers."""
    cases = cell_cases(rng, lambda n, T, B, D, H: (n(B, H), n(B, D), n(D, H), n(H)))
    whole = [rng.integers(-3, 4, size=shape) for shape in ((2, 3), (3,))]
    return [*cases, (rng.normal(size=(4, 3)), rng.normal(size=(4, 2)), *whole)]


def dinner_step_backward(dh, x, h, W, U, b):
    """The gradients of dinner_step's arguments. Written out, since it travels to where answers run without company."""
    s = 1 / (1 + np.exp(-(x @ W + h @ U + b)))
    da = dh * s * (1 - s)
    return da @ W.T, da @ U.T, x.T @ da, h.T @ da, da.sum(axis=0)


def bptt_cases(rng):
    """Every size for each of two steps, so that whoever writes one of them into the loop is right in half."""

    def build(pair, n, T, B, D, H):
        _, h, *weights = map(np.tanh, cell_arguments(n, B, D, H))
        return n(T, B, H), *pair, n(T, B, D), h, *weights

    pairs = (rnn_step, rnn_step_backward), (dinner_step, dinner_step_backward)
    return [build(pair, scaled(rng, scale), *size) for pair, scale in zip(pairs, SCALES, strict=True) for size in SIZES]
