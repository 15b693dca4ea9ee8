"""The gated recurrent unit in its two conventions: reset before the product, as printed in 2014, and after it."""

import numpy as np

from .rnn import affine_backward
from .squashing import sigmoid, sigmoid_slope, tanh_slope


def gru_step(x, h, W, U, b):
    """One step of the gated recurrent unit, reset *before* the product; z says how much is renewed.

        r = sigmoid(x W_r + h_{t-1} U_r + b_r)             what to read of the old state
        z = sigmoid(x W_z + h_{t-1} U_z + b_z)             what to renew
        n = tanh(x W_n + (r ⊙ h_{t-1}) U_n + b_n)          what is new
        h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n

    x (B, D), h (B, H), W (D, 3H), U (H, 3H), b (3H,): in blocks of H columns, r z n. Returns the new h (B, H).

    (Cho et al., EMNLP 2014, who have no biases, and 1 - z where z stands here; z as in Chung et al. 2014.)
    """
    a_r, a_z, a_n = np.split(x @ W + b, 3, axis=-1)
    U_r, U_z, U_n = np.split(U, 3, axis=-1)
    r, z = sigmoid(a_r + h @ U_r), sigmoid(a_z + h @ U_z)
    n = np.tanh(a_n + (r * h) @ U_n)
    return (1 - z) * h + z * n


def gru_step_backward(dh, x, h, W, U, b):
    """Send the gradient of h_t = gru_step(x, h, W, U, b) back to its arguments.

    dh (B, H): the gradient of the *new* state; x (B, D), h (B, H): what the step was given;
    W (D, 3H), U (H, 3H), b (3H,): in blocks r z n.
    Returns dx, dh, dW, dU, db, each of the shape of its partner; this dh belongs to the *old* state.
    """
    a_r, a_z, a_n = np.split(x @ W + b, 3, axis=-1)
    U_r, U_z, U_n = np.split(U, 3, axis=-1)
    r, z = sigmoid(a_r + h @ U_r), sigmoid(a_z + h @ U_z)
    n = np.tanh(a_n + (r * h) @ U_n)
    dz, dn, dh_kept = dh * (n - h), dh * z, dh * (1 - z)
    da_n = dn * tanh_slope(n)
    drh, dU_n, _ = affine_backward(da_n, r * h, U_n, b)
    dr, dh_read = drh * h, drh * r
    da_r, da_z = dr * sigmoid_slope(r), dz * sigmoid_slope(z)
    dh_r, dU_r, _ = affine_backward(da_r, h, U_r, b)
    dh_z, dU_z, _ = affine_backward(da_z, h, U_z, b)
    dx, dW, db = affine_backward(np.concatenate([da_r, da_z, da_n], axis=-1), x, W, b)
    dh = dh_kept + dh_read + dh_r + dh_z
    dU = np.concatenate([dU_r, dU_z, dU_n], axis=-1)
    return dx, dh, dW, dU, db


def gru_after_step(x, h, W, U, b, bn):
    """One step of the gated recurrent unit, reset *after* the product; z says how much is kept. torch's and cuDNN's.

        r = sigmoid(x W_r + h_{t-1} U_r + b_r)             what to read of the old state
        z = sigmoid(x W_z + h_{t-1} U_z + b_z)             what to keep
        n = tanh(x W_n + b_n + r ⊙ (h_{t-1} U_n + bn))     what is new
        h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}

    x (B, D), h (B, H), W (D, 3H), U (H, 3H), b (3H,): in blocks of H columns, r z n; bn (H,): a second bias,
    inside the reset. Returns the new h (B, H).

    (Cho et al., arXiv:1406.1078 version 1, with biases. Version 3, printed at EMNLP 2014, resets before the product.)
    """
    a_r, a_z, a_n = np.split(x @ W + b, 3, axis=-1)
    m_r, m_z, m_n = np.split(h @ U, 3, axis=-1)
    r, z = sigmoid(a_r + m_r), sigmoid(a_z + m_z)
    n = np.tanh(a_n + r * (m_n + bn))
    return (1 - z) * n + z * h


def gru_after_step_backward(dh, x, h, W, U, b, bn):
    """Send the gradient of h_t = gru_after_step(x, h, W, U, b, bn) back to its arguments.

    dh (B, H): the gradient of the *new* state; x (B, D), h (B, H): what the step was given;
    W (D, 3H), U (H, 3H), b (3H,): in blocks r z n; bn (H,).
    Returns dx, dh, dW, dU, db, dbn, each of the shape of its partner; this dh belongs to the *old* state.
    """
    a_r, a_z, a_n = np.split(x @ W + b, 3, axis=-1)
    m_r, m_z, m_n = np.split(h @ U, 3, axis=-1)
    r, z = sigmoid(a_r + m_r), sigmoid(a_z + m_z)
    n = np.tanh(a_n + r * (m_n + bn))
    dz, dn, dh_kept = dh * (h - n), dh * (1 - z), dh * z
    da_n = dn * tanh_slope(n)
    dr, dm_n = da_n * (m_n + bn), da_n * r
    da_r, da_z = dr * sigmoid_slope(r), dz * sigmoid_slope(z)
    dx, dW, db = affine_backward(np.concatenate([da_r, da_z, da_n], axis=-1), x, W, b)
    dh_seen, dU, _ = affine_backward(np.concatenate([da_r, da_z, dm_n], axis=-1), h, U, b)
    dbn = dm_n.sum(axis=0)
    return dx, dh_kept + dh_seen, dW, dU, db, dbn


def gru_from_torch(weight_ih, weight_hh, bias_ih, bias_hh):
    """The weights of torch.nn.GRU as gru_after_step takes them.

    weight_ih (3H, D), weight_hh (3H, H), bias_ih, bias_hh (3H,): torch's names; in blocks of H *rows*, r z n. The two
    biases of r stand in one sum and so do those of z; of n's two, the second stands inside the reset.
    Returns W (D, 3H), U (H, 3H), b (3H,), bn (H,).
    """
    b_r, b_z, b_n = np.split(bias_ih, 3)
    hidden_r, hidden_z, bn = np.split(bias_hh, 3)
    b = np.concatenate([b_r + hidden_r, b_z + hidden_z, b_n])
    return weight_ih.T, weight_hh.T, b, bn
