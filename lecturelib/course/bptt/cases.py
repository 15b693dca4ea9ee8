"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import affine_backward, rnn_step, rnn_step_backward
from ..cases import backward_cases, cell_arguments, cell_cases

LAYER = (  # two rows, two inputs, three neurons: da, x, W, b
    np.array([[1.0, 0.0, 0.0], [2.0, 0.0, -1.0]]),
    np.array([[1.0, 2.0], [0.0, 3.0]]),
    np.array([[1.0, 0.0, 2.0], [0.5, 1.0, 0.0]]),
    np.zeros(3),
)
ONE = np.ones((1, 1))
NEURON = ONE, ONE, 0.5 * ONE, 0.3 * ONE, 0.4 * ONE, np.zeros(1)  # one row, one input: dh, x, h, W, U, b


def affine_cases(rng):
    """The layer that the notebook works by hand; then da, x, W, b at every size: B rows, D numbers in, H out."""
    return [LAYER, *cell_cases(rng, lambda n, T, B, D, H: (n(B, H), n(B, D), n(D, H), n(H)))]


def neuron_cases(rng):
    """The neuron that the notebook works by hand, then every size."""
    return [NEURON, *backward_cases(rng)]


def plain_step(x, h, W, U, b):
    """A step that squashes nothing, as the notebook's."""
    return x @ W + h @ U + b


def plain_step_backward(dh, x, h, W, U, b):
    """Its way back."""
    dx, dW, db = affine_backward(dh, x, W, b)
    dh, dU, _ = affine_backward(dh, h, U, b)
    return dx, dh, dW, dU, db


def bptt_cases(rng):
    """Three steps that the notebook walks by hand, without a squash; then the vanilla network at every size."""
    dhs, xs = np.eye(3)[[2, 0]].reshape(2, 3, 1, 1)
    by_hand = (dhs, plain_step, plain_step_backward, xs, 0 * ONE, ONE, ONE / 2, np.zeros(1))

    def build(n, T, B, D, H):
        _, h, *weights = map(np.tanh, cell_arguments(n, B, D, H))
        return n(T, B, H), rnn_step, rnn_step_backward, n(T, B, D), h, *weights

    return [by_hand, *cell_cases(rng, build)]
