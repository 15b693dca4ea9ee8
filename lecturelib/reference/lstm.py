"""Long short-term memory: one step, its way back piece by piece and whole, and how long a memory lasts."""

import numpy as np

from .rnn import affine_backward
from .squashing import sigmoid, sigmoid_slope, tanh_slope


def lstm_step(x, h, c, W, U, b):
    """One step of long short-term memory: keep part of the old memory, take in part of what is new, show part of it.

        i = sigmoid(x W_i + h_{t-1} U_i + b_i)       what to take in
        f = sigmoid(x W_f + h_{t-1} U_f + b_f)       what to keep
        g = tanh(x W_g + h_{t-1} U_g + b_g)          what is new
        o = sigmoid(x W_o + h_{t-1} U_o + b_o)       what to show
        c_t = f ⊙ c_{t-1} + i ⊙ g
        h_t = o ⊙ tanh(c_t)

    x (B, D), h, c (B, H): the old states; W (D, 4H), U (H, 4H), b (4H,): in blocks of H columns, i f g o.
    Returns the new h (B, H) and c (B, H).

    (Hochreiter & Schmidhuber, Neural Computation 9, 1997; f by Gers, Schmidhuber & Cummins, Neural Computation 12,
    2000. They squashed by stretched sigmoids where tanh stands here, as in Greff et al. 2015.)
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c = f * c + i * g
    h = o * np.tanh(c)
    return h, c


def lstm_output_backward(dh, c, o):
    """Send the gradient of h_t = o ⊙ tanh(c_t) back to c_t and o.

    dh (B, H), c (B, H): the *new* c; o (B, H). Returns dc, do, each of the shape of its partner.
    """
    t = np.tanh(c)
    dc = dh * o * tanh_slope(t)
    do = dh * t
    return dc, do


def lstm_memory_backward(dc, c, i, f, g):
    """Send the gradient of c_t = f ⊙ c_{t-1} + i ⊙ g back to c_{t-1}, i, f and g.

    dc (B, H): the gradient of the *new* c; c (B, H): the *old* c; i, f, g (B, H).
    Returns dc, di, df, dg, each of the shape of its partner; this dc belongs to the *old* c.
    """
    di = dc * g
    df = dc * c
    dg = dc * i
    dc = dc * f
    return dc, di, df, dg


def lstm_step_backward(dh, dc, x, h, c, W, U, b):
    """Send the gradients of h_t and c_t, from lstm_step(x, h, c, W, U, b), back to its arguments.

    dh, dc (B, H): the gradients of the *new* states; dc holds what comes from later steps, not what comes through h_t.
    x (B, D), h, c (B, H): what the step was given; W (D, 4H), U (H, 4H), b (4H,): in blocks i f g o.
    Returns dx, dh, dc, dW, dU, db, each of the shape of its partner; this dh and dc belong to the *old* states.
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c_new = f * c + i * g
    dc_out, do = lstm_output_backward(dh, c_new, o)
    dc, di, df, dg = lstm_memory_backward(dc + dc_out, c, i, f, g)
    da_i, da_f, da_o = di * sigmoid_slope(i), df * sigmoid_slope(f), do * sigmoid_slope(o)
    da_g = dg * tanh_slope(g)
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=-1)
    dx, dW, db = affine_backward(da, x, W, b)
    dh, dU, _ = affine_backward(da, h, U, b)
    return dx, dh, dc, dW, dU, db


def forget_time_constant(f):
    """How many steps a memory takes to fade to 1/e, if each step keeps the share f of it: -1 / ln f.

    f: a number, or an array of any shape, every value between 0 and 1. Returns the same shape.
    """
    return -1 / np.log(f)
