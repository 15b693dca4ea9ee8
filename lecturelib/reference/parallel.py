"""Many steps at once: a linear recurrence, its scan, attention, and the mLSTM as a loop and without one."""

import numpy as np

from .squashing import log_sigmoid, softmax


def linear_recurrence(xs, A, B):
    """Every state of h_t = h_{t-1} A + x_t B, from a state of zeros: no gate, no squash.

    xs (T, D), A (H, H), B (D, H). Returns hs (T, H).
    """
    h, hs = np.zeros(len(A)), []
    for x in xs:
        h = h @ A + x @ B
        hs.append(h)
    return np.array(hs)


def scan(a, b):
    """Every state of h_t = a_t ⊙ h_{t-1} + b_t, from a state of zeros, in about 2 log2(T) rounds in place of T steps.

    Two steps in a row are one step: factor a_2 a_1, summand a_2 b_1 + b_2. So join the steps in pairs, scan the pairs,
    which gives every second state, and take one step from each to the state between.
    a, b (T, ...), any T from 1. Returns the states (T, ...).

    (Blelloch, "Prefix sums and their applications", 1990; for recurrent networks Martin & Cundy, ICLR 2018.)
    """
    if len(a) == 1:
        return b.copy()
    first, second = slice(0, len(a) // 2 * 2, 2), slice(1, None, 2)
    h = np.empty_like(b)
    h[second] = scan(a[second] * a[first], a[second] * b[first] + b[second])
    h[0] = b[0]
    h[2::2] = a[2::2] * h[1:-1:2] + b[2::2]
    return h


def attention(Q, K, V):
    """Look things up by likeness: softmax(Q Kᵀ / √D) V, a mean of the values, weighted by how like its key is.

    Q (M, D), a query a row; K (N, D), V (N, E): a key and a value a row. Returns (M, E), an answer to every query.

    (Vaswani et al., "Attention is all you need", 2017.)
    """
    return softmax(Q @ K.T / np.sqrt(K.shape[-1])) @ V


def mlstm(qs, ks, vs, a_i, a_f):
    """The memory of an mLSTM read at every step, by its loop: a matrix C that adds up outer products of v and k.

        C_t = f' C_{t-1} + i' k_tᵀ v_t            n_t = f' n_{t-1} + i' k_t
        answer_t = q_t C_t / max(|q_t n_tᵀ|, exp(-m_t))

    with m, i' and f' as in `slstm_step`, for one memory. qs, ks (T, D), with 1 / √D in ks; vs (T, E); a_i, a_f (T,):
    the opinions of the gates. Returns (T, E).

    (Beck et al. 2024, without the output gate.)
    """
    C, n, m, answers = np.zeros((ks.shape[1], vs.shape[1])), np.zeros(ks.shape[1]), -np.inf, []
    for q, k, v, opinion, log_f in zip(qs, ks, vs, a_i, log_sigmoid(a_f), strict=True):
        m_old, m = m, max(log_f + m, opinion)
        i, f = np.exp(opinion - m), np.exp(log_f + m_old - m)
        C, n = f * C + i * np.outer(k, v), f * n + i * k
        answers.append(q @ C / max(abs(q @ n), np.exp(-m)))
    return np.array(answers)


def mlstm_parallel(qs, ks, vs, a_i, a_f):
    """The same answers as `mlstm`, all at once: attention without a softmax, weighted by gates.

    What step s put in is worth exp(a_i[s] + Σ log f over s+1 … t - m_t) at step t: a triangle D (T, T) of weights, by
    which the scores q_t · k_s are multiplied. qs, ks (T, D), vs (T, E), a_i, a_f (T,). Returns (T, E).
    """
    kept = np.cumsum(log_sigmoid(a_f))
    exponents = np.where(np.tri(len(kept), dtype=bool), kept[:, None] - kept + a_i, -np.inf)
    m = exponents.max(axis=1, keepdims=True)
    scores = qs @ ks.T * np.exp(exponents - m)
    return scores @ vs / np.maximum(np.abs(scores.sum(axis=1, keepdims=True)), np.exp(-m))
