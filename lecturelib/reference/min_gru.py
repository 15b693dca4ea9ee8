"""The gated recurrent unit of which only what can be computed for all steps at once is left."""

import numpy as np

from .rnn import affine_backward
from .squashing import sigmoid, sigmoid_slope


def min_gru_step(x, h, W, b):
    """One step of the minimal gated recurrent unit: gate and candidate see x alone; z says how much is renewed.

        z = sigmoid(x W_z + b_z)             what to renew
        n = x W_n + b_n                      what is new
        h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n

    x (B, D), h (B, H), W (D, 2H), b (2H,): in blocks of H columns, z n. Returns the new h (B, H).

    (Feng et al., Were RNNs all we needed?, arXiv:2410.01201, 2024.)
    """
    a_z, n = np.split(x @ W + b, 2, axis=-1)
    z = sigmoid(a_z)
    return (1 - z) * h + z * n


def min_gru_step_backward(dh, x, h, W, b):
    """Send the gradient of h_t = min_gru_step(x, h, W, b) back to its arguments.

    dh (B, H): the gradient of the *new* state; x (B, D), h (B, H): what the step was given;
    W (D, 2H), b (2H,): in blocks z n.
    Returns dx, dh, dW, db, each of the shape of its partner; this dh belongs to the *old* state.
    """
    a_z, n = np.split(x @ W + b, 2, axis=-1)
    z = sigmoid(a_z)
    da_z, dn = dh * (n - h) * sigmoid_slope(z), dh * z
    dx, dW, db = affine_backward(np.concatenate([da_z, dn], axis=-1), x, W, b)
    return dx, dh * (1 - z), dW, db
