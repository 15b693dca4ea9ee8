"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import dinner_step, rnn_step, rnn_step_backward
from ..cases import SCALES, SIZES, backward_cases, cell_arguments, cell_cases, scaled

LAYER = (  # two rows, two inputs, three neurons: da, x, W, b
    np.array([[1.0, 0.0, 0.0], [2.0, 0.0, -1.0]]),
    np.array([[1.0, 2.0], [0.0, 3.0]]),
    np.array([[1.0, 0.0, 2.0], [0.5, 1.0, 0.0]]),
    np.zeros(3),
)
ONE = np.ones((1, 1))
NEURON = ONE, ONE, 0.5 * ONE, 0.3 * ONE, 0.4 * ONE, np.zeros(1)  # one row, one input: dh, x, h, W, U, b


def affine_cases(rng):
    """The layer that the notebook works by hand; then da, x, W, b at every size: B rows, D numbers in, H out. In the
    last, W and b are whole numbers."""
    cases = cell_cases(rng, lambda n, T, B, D, H: (n(B, H), n(B, D), n(D, H), n(H)))
    whole = [rng.integers(-3, 4, size=shape) for shape in ((2, 3), (3,))]
    return [LAYER, *cases, (rng.normal(size=(4, 3)), rng.normal(size=(4, 2)), *whole)]


def neuron_cases(rng):
    """The neuron that the notebook works by hand, then every size."""
    return [NEURON, *backward_cases(rng)]


def plain_step(x, h, W, U, b):
    """The notebook's step that squashes nothing."""
    return x @ W + h @ U + b


def plain_step_backward(dh, x, h, W, U, b):
    """The gradients of plain_step's arguments. Written out, as the next one, since they travel to where answers run
    without company."""
    return dh @ W.T, dh @ U.T, x.T @ dh, h.T @ dh, dh.sum(axis=0)


def dinner_step_backward(dh, x, h, W, U, b):
    """The gradients of dinner_step's arguments."""
    s = 1 / (1 + np.exp(-(x @ W + h @ U + b)))
    da = dh * s * (1 - s)
    return da @ W.T, da @ U.T, x.T @ da, h.T @ da, da.sum(axis=0)


def bptt_cases(rng):
    """Three steps that the notebook walks by hand, without a squash; then every size for each of two steps, so that
    whoever writes one of them into the loop is right in half."""

    def build(pair, n, T, B, D, H):
        _, h, *weights = map(np.tanh, cell_arguments(n, B, D, H))
        return n(T, B, H), *pair, n(T, B, D), h, *weights

    pairs = (rnn_step, rnn_step_backward), (dinner_step, dinner_step_backward)
    drawn = [
        build(pair, scaled(rng, scale), *size) for pair, scale in zip(pairs, SCALES, strict=True) for size in SIZES
    ]
    dhs, xs = np.eye(3)[[2, 0]].reshape(2, 3, 1, 1)
    return [(dhs, plain_step, plain_step_backward, xs, 0 * ONE, ONE, ONE / 2, np.zeros(1)), *drawn]
