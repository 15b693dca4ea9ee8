"""Of the LSTM, what can be computed for all steps at once: gates that see the input alone, and no squash."""

import numpy as np

from .rnn import affine_backward
from .squashing import log_sigmoid, sigmoid, sigmoid_slope


def min_lstm_step(x, h, W, b):
    """One step of the minLSTM: a forget gate and an input gate, scaled to sum to 1, that see the input alone.

        f = sigmoid(x W_f + b_f)               i = sigmoid(x W_i + b_i)
        n = x W_n + b_n
        h_t = f / (f + i) ⊙ h_{t-1} + i / (f + i) ⊙ n

    x (B, D), h (B, H), W (D, 3H), b (3H,): in blocks of H columns, f i n. Returns the new h (B, H). However small
    both gates are, their quotient is taken from their logarithms and stays exact: f / (f + i) = sigmoid(log f - log i).

    (Feng et al., "Were RNNs all we needed?", arXiv:2410.01201, 2024.)
    """
    a_f, a_i, n = np.split(x @ W + b, 3, axis=-1)
    f = sigmoid(log_sigmoid(a_f) - log_sigmoid(a_i))
    return f * h + (1 - f) * n


def min_lstm_step_backward(dh, x, h, W, b):
    """Send the gradient of h_t = min_lstm_step(x, h, W, b) back to its arguments.

    dh (B, H): the gradient of the *new* state; x (B, D), h (B, H), W (D, 3H), b (3H,).
    Returns dx, dh, dW, db, each of the shape of its partner; this dh belongs to the *old* state.
    """
    a_f, a_i, n = np.split(x @ W + b, 3, axis=-1)
    f = sigmoid(log_sigmoid(a_f) - log_sigmoid(a_i))
    df, dn = dh * (h - n), dh * (1 - f)
    da = df * sigmoid_slope(f)
    da_f, da_i = da * sigmoid(-a_f), -da * sigmoid(-a_i)
    dx, dW, db = affine_backward(np.concatenate([da_f, da_i, dn], axis=-1), x, W, b)
    return dx, dh * f, dW, db
