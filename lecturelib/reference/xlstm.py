"""The two cells of the xLSTM (Beck et al., arXiv:2405.04517, 2024): exponential gates, a normaliser, a stabiliser."""

import numpy as np

from .rnn import affine_backward
from .squashing import log_sigmoid, sigmoid, sigmoid_slope, tanh_slope


def slstm_step(x, h, c, n, m, W, U, b):
    """One step of the sLSTM: an LSTM whose input gate is exp(a_i), as large as it likes, and whose answer is a mean.

        f, o = sigmoid(x W + h_{t-1} U + b)       each with its own block
        g = tanh(x W_g + h_{t-1} U_g + b_g)
        m_t = max(log f + m_{t-1}, a_i)           the stabiliser: the largest exponent so far
        i' = exp(a_i - m_t)                       f' = exp(log f + m_{t-1} - m_t)
        c_t = f' ⊙ c_{t-1} + i' ⊙ g               n_t = f' ⊙ n_{t-1} + i'
        h_t = o ⊙ c_t / n_t

    x (B, D), h, c, n, m (B, H): the old states, of which a sequence starts with h, c, n at 0 and m at -infinity;
    W (D, 4H), U (H, 4H), b (4H,): in blocks of H columns, i f g o. Returns the new h, c, n, m (B, H). Never overflows.
    `log_sigmoid(a)` is log(sigmoid(a)), and exact however small the sigmoid.

    (Beck et al. 2024, with their sigmoid forget gate; their z is g here. U is dense here; theirs
    has a block for each head.)
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    g, o = np.tanh(a_g), sigmoid(a_o)
    carried = log_sigmoid(a_f) + m
    m = np.maximum(carried, a_i)
    i, f = np.exp(a_i - m), np.exp(carried - m)
    c, n = f * c + i * g, f * n + i
    return o * c / n, c, n, m


def slstm_step_backward(dh, dc, dn, dm, x, h, c, n, m, W, U, b):
    """Send the gradients of the new states, from slstm_step(x, h, c, n, m, W, U, b), back to its arguments.

    dh, dc, dn, dm (B, H): of the *new* states; x (B, D), h, c, n, m (B, H), W (D, 4H), U (H, 4H), b (4H,).
    Returns dx, dh, dc, dn, dm, dW, dU, db, each of the shape of its partner.
    """
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    g, o = np.tanh(a_g), sigmoid(a_o)
    carried = log_sigmoid(a_f) + m
    m = np.maximum(carried, a_i)
    i, f = np.exp(a_i - m), np.exp(carried - m)
    c_new, n_new = f * c + i * g, f * n + i
    do, dc, dn = dh * c_new / n_new, dc + dh * o / n_new, dn - dh * o * c_new / n_new**2
    through_i, through_f = i * (dc * g + dn), f * (dc * c + dn * n)
    dm = dm - through_i - through_f
    da_i = through_i + dm * (m == a_i)
    dcarried = through_f + dm * (m != a_i)
    da = [da_i, dcarried * sigmoid(-a_f), dc * i * tanh_slope(g), do * sigmoid_slope(o)]
    dx, dW, db = affine_backward(np.concatenate(da, axis=-1), x, W, b)
    dh, dU, _ = affine_backward(np.concatenate(da, axis=-1), h, U, b)
    return dx, dh, dc * f, dn * f, dcarried, dW, dU, db
