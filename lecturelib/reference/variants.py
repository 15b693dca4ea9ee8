"""Variants of long short-term memory: without the forget gate, with peepholes of three kinds, with gates coupled."""

import numpy as np

from .lstm import lstm_memory_backward, lstm_output_backward
from .rnn import affine_backward
from .squashing import sigmoid, sigmoid_slope, tanh_slope


def no_forget_step(x, h, c, W, U, b):
    """One step of the LSTM of 1997, which cannot forget.

        i, o = sigmoid(x W + h_{t-1} U + b)       each with its own block
        g = tanh(x W_g + h_{t-1} U_g + b_g)
        c_t = c_{t-1} + i ⊙ g
        h_t = o ⊙ tanh(c_t)

    x (B, D), h, c (B, H): the old states; W (D, 3H), U (H, 3H), b (3H,): in blocks of H columns, i g o.
    Returns the new h (B, H) and c (B, H).

    (Hochreiter & Schmidhuber, Neural Computation 9, 1997; they squash by 4 sigmoid(a) - 2 and 2 sigmoid(c) - 1 where
    tanh stands here, and cut the gradient short where h returns to the gates.)
    """
    a_i, a_g, a_o = np.split(x @ W + h @ U + b, 3, axis=-1)
    i, g, o = sigmoid(a_i), np.tanh(a_g), sigmoid(a_o)
    c = c + i * g
    h = o * np.tanh(c)
    return h, c


def no_forget_step_backward(dh, dc, x, h, c, W, U, b):
    """Send the gradients of h_t and c_t, from no_forget_step(x, h, c, W, U, b), back to its arguments.

    dh, dc (B, H): of the *new* states; x (B, D), h, c (B, H), W (D, 3H), U (H, 3H), b (3H,).
    Returns dx, dh, dc, dW, dU, db, each of the shape of its partner.
    """
    a_i, a_g, a_o = np.split(x @ W + h @ U + b, 3, axis=-1)
    i, g, o = sigmoid(a_i), np.tanh(a_g), sigmoid(a_o)
    c_new = c + i * g
    dc_out, do = lstm_output_backward(dh, c_new, o)
    dc = dc + dc_out
    di, dg = dc * g, dc * i
    da = np.concatenate([di * sigmoid_slope(i), dg * tanh_slope(g), do * sigmoid_slope(o)], axis=-1)
    dx, dW, db = affine_backward(da, x, W, b)
    dh, dU, _ = affine_backward(da, h, U, b)
    return dx, dh, dc, dW, dU, db


def peephole_step(x, h, c, W, U, b, p):
    """One step of the LSTM with peepholes: each gate sees its own unit's memory, one weight p a unit and gate.

        i = sigmoid(x W_i + h_{t-1} U_i + b_i + p_i ⊙ c_{t-1})
        f = sigmoid(x W_f + h_{t-1} U_f + b_f + p_f ⊙ c_{t-1})
        g = tanh(x W_g + h_{t-1} U_g + b_g)
        c_t = f ⊙ c_{t-1} + i ⊙ g
        o = sigmoid(x W_o + h_{t-1} U_o + b_o + p_o ⊙ c_t)
        h_t = o ⊙ tanh(c_t)

    x (B, D), h, c (B, H): the old states; W (D, 4H), U (H, 4H), b (4H,): in blocks of H columns, i f g o;
    p (3, H): rows i f o. Returns the new h (B, H) and c (B, H).

    (Gers & Schmidhuber, IJCNN 2000; Gers, Schraudolph & Schmidhuber, JMLR 3, 2002, whose h_t is o ⊙ c_t; tanh as in
    Greff et al. 2015.)
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    p_i, p_f, p_o = p
    i, f, g = sigmoid(a_i + p_i * c), sigmoid(a_f + p_f * c), np.tanh(a_g)
    c = f * c + i * g
    o = sigmoid(a_o + p_o * c)
    h = o * np.tanh(c)
    return h, c


def peephole_step_backward(dh, dc, x, h, c, W, U, b, p):
    """Send the gradients of h_t and c_t, from peephole_step(x, h, c, W, U, b, p), back to its arguments.

    dh, dc (B, H): of the *new* states; x (B, D), h, c (B, H), W (D, 4H), U (H, 4H), b (4H,), p (3, H).
    Returns dx, dh, dc, dW, dU, db, dp, each of the shape of its partner.
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    p_i, p_f, p_o = p
    i, f, g = sigmoid(a_i + p_i * c), sigmoid(a_f + p_f * c), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + p_o * c_new)
    dc_out, do = lstm_output_backward(dh, c_new, o)
    da_o = do * sigmoid_slope(o)
    dc, di, df, dg = lstm_memory_backward(dc + dc_out + da_o * p_o, c, i, f, g)
    da_i, da_f, da_g = di * sigmoid_slope(i), df * sigmoid_slope(f), dg * tanh_slope(g)
    dc = dc + da_i * p_i + da_f * p_f
    dp = np.stack([da_i * c, da_f * c, da_o * c_new]).sum(axis=1)
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=-1)
    dx, dW, db = affine_backward(da, x, W, b)
    dh, dU, _ = affine_backward(da, h, U, b)
    return dx, dh, dc, dW, dU, db, dp


def full_peephole_step(x, h, c, W, U, V, b):
    """One step of the LSTM with full peepholes: each gate sees the memory of all units; V is a matrix.

        i = sigmoid(x W_i + h_{t-1} U_i + c_{t-1} V_i + b_i)
        f = sigmoid(x W_f + h_{t-1} U_f + c_{t-1} V_f + b_f)
        g = tanh(x W_g + h_{t-1} U_g + b_g)
        c_t = f ⊙ c_{t-1} + i ⊙ g
        o = sigmoid(x W_o + h_{t-1} U_o + c_t V_o + b_o)
        h_t = o ⊙ tanh(c_t)

    x (B, D), h, c (B, H): the old states; W (D, 4H), U (H, 4H): in blocks of H columns, i f g o; V (H, 3H): i f o;
    b (4H,): i f g o. Returns the new h (B, H) and c (B, H).

    (Many lectures write W·[C, h, x]. Gers, Schraudolph & Schmidhuber, JMLR 3, 2002, let a gate see its own unit alone.)
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    V_i, V_f, V_o = np.split(V, 3, axis=-1)
    i, f, g = sigmoid(a_i + c @ V_i), sigmoid(a_f + c @ V_f), np.tanh(a_g)
    c = f * c + i * g
    o = sigmoid(a_o + c @ V_o)
    h = o * np.tanh(c)
    return h, c


def full_peephole_step_backward(dh, dc, x, h, c, W, U, V, b):
    """Send the gradients of h_t and c_t, from full_peephole_step(x, h, c, W, U, V, b), back to its arguments.

    dh, dc (B, H): of the *new* states; x (B, D), h, c (B, H), W (D, 4H), U (H, 4H), V (H, 3H), b (4H,).
    Returns dx, dh, dc, dW, dU, dV, db, each of the shape of its partner.
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    V_i, V_f, V_o = np.split(V, 3, axis=-1)
    i, f, g = sigmoid(a_i + c @ V_i), sigmoid(a_f + c @ V_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + c_new @ V_o)
    dc_out, do = lstm_output_backward(dh, c_new, o)
    da_o = do * sigmoid_slope(o)
    dc_o, dV_o, _ = affine_backward(da_o, c_new, V_o, b)
    dc, di, df, dg = lstm_memory_backward(dc + dc_out + dc_o, c, i, f, g)
    da_i, da_f, da_g = di * sigmoid_slope(i), df * sigmoid_slope(f), dg * tanh_slope(g)
    dc_i, dV_i, _ = affine_backward(da_i, c, V_i, b)
    dc_f, dV_f, _ = affine_backward(da_f, c, V_f, b)
    dc = dc + dc_i + dc_f
    dV = np.concatenate([dV_i, dV_f, dV_o], axis=-1)
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=-1)
    dx, dW, db = affine_backward(da, x, W, b)
    dh, dU, _ = affine_backward(da, h, U, b)
    return dx, dh, dc, dW, dU, dV, db


def cell_peephole_step(x, c, W, U, b):
    """One step of the LSTM whose gates see the old memory in place of the old h, and whose candidate sees x alone.

        i, f, o = sigmoid(x W + c_{t-1} U + b)       each with its own block
        g = tanh(x W_g + b_g)
        c_t = f ⊙ c_{t-1} + i ⊙ g
        h_t = o ⊙ c_t

    x (B, D), c (B, H): the old memory; W (D, 4H): in blocks of H columns, i f g o; U (H, 3H): i f o;
    b (4H,): i f g o. Returns the new h (B, H) and c (B, H).

    (So a peephole LSTM is often written. Gers, Schraudolph & Schmidhuber, JMLR 3, 2002, keep h_{t-1} in all blocks
    beside the peepholes, and let o see c_t.)
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + b, 4, axis=-1)
    m_i, m_f, m_o = np.split(c @ U, 3, axis=-1)
    i, f, g, o = sigmoid(a_i + m_i), sigmoid(a_f + m_f), np.tanh(a_g), sigmoid(a_o + m_o)
    c = f * c + i * g
    h = o * c
    return h, c


def cell_peephole_step_backward(dh, dc, x, c, W, U, b):
    """Send the gradients of h_t and c_t, from cell_peephole_step(x, c, W, U, b), back to its arguments.

    dh, dc (B, H): of the *new* states; x (B, D), c (B, H), W (D, 4H), U (H, 3H), b (4H,).
    Returns dx, dc, dW, dU, db, each of the shape of its partner.
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + b, 4, axis=-1)
    m_i, m_f, m_o = np.split(c @ U, 3, axis=-1)
    i, f, g, o = sigmoid(a_i + m_i), sigmoid(a_f + m_f), np.tanh(a_g), sigmoid(a_o + m_o)
    c_new = f * c + i * g
    do = dh * c_new
    dc, di, df, dg = lstm_memory_backward(dc + dh * o, c, i, f, g)
    da_i, da_f, da_o = di * sigmoid_slope(i), df * sigmoid_slope(f), do * sigmoid_slope(o)
    da_g = dg * tanh_slope(g)
    dx, dW, db = affine_backward(np.concatenate([da_i, da_f, da_g, da_o], axis=-1), x, W, b)
    dc_seen, dU, _ = affine_backward(np.concatenate([da_i, da_f, da_o], axis=-1), c, U, b)
    return dx, dc + dc_seen, dW, dU, db


def coupled_step(x, h, c, W, U, b):
    """One step of the LSTM with input and forget gate coupled: what is taken in replaces what is forgotten.

        f, o = sigmoid(x W + h_{t-1} U + b)       each with its own block
        g = tanh(x W_g + h_{t-1} U_g + b_g)
        c_t = f ⊙ c_{t-1} + (1 - f) ⊙ g
        h_t = o ⊙ tanh(c_t)

    x (B, D), h, c (B, H): the old states; W (D, 3H), U (H, 3H), b (3H,): in blocks of H columns, f g o.
    Returns the new h (B, H) and c (B, H).

    (Greff et al., arXiv:1503.04069, 2015, who keep i and set f = 1 - i, and have peepholes.)
    """
    a_f, a_g, a_o = np.split(x @ W + h @ U + b, 3, axis=-1)
    f, g, o = sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c = f * c + (1 - f) * g
    h = o * np.tanh(c)
    return h, c


def coupled_step_backward(dh, dc, x, h, c, W, U, b):
    """Send the gradients of h_t and c_t, from coupled_step(x, h, c, W, U, b), back to its arguments.

    dh, dc (B, H): of the *new* states; x (B, D), h, c (B, H), W (D, 3H), U (H, 3H), b (3H,).
    Returns dx, dh, dc, dW, dU, db, each of the shape of its partner; this dh and dc belong to the *old* states.
    """
    a_f, a_g, a_o = np.split(x @ W + h @ U + b, 3, axis=-1)
    f, g, o = sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c_new = f * c + (1 - f) * g
    dc_out, do = lstm_output_backward(dh, c_new, o)
    dc = dc + dc_out
    df, dg = dc * (c - g), dc * (1 - f)
    dc = dc * f
    da = np.concatenate([df * sigmoid_slope(f), dg * tanh_slope(g), do * sigmoid_slope(o)], axis=-1)
    dx, dW, db = affine_backward(da, x, W, b)
    dh, dU, _ = affine_backward(da, h, U, b)
    return dx, dh, dc, dW, dU, db
