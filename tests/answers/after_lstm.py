"""Right answers to the exercises of notebook 12, in the styles that students write."""

import math

import numpy as np


def logistic(a):
    return 0.5 * (1 + np.tanh(0.5 * a))


def min_gru_halves(x, h, W, b):
    H = h.shape[1]
    z = logistic(x @ W[:, :H] + b[:H])
    return h + z * (x @ W[:, H:] + b[H:] - h)


def min_gru_loops(x, h, W, b):
    rows, H = [], h.shape[1]
    for x_row, h_row in zip(x, h, strict=True):
        a = [sum(x_row[d] * W[d, k] for d in range(len(x_row))) + b[k] for k in range(2 * H)]
        z = [math.tanh(a[k] / 2) / 2 + 0.5 for k in range(H)]
        rows.append([(1 - z[k]) * h_row[k] + z[k] * a[H + k] for k in range(H)])
    return rows


def min_gru_einsum(x, h, W, b):
    a = np.einsum("bd,dgh->gbh", x, W.reshape(len(W), 2, -1)) + b.reshape(2, 1, -1)
    return np.einsum("gbh,gbh->bh", np.stack([1 - logistic(a[0]), logistic(a[0])]), np.stack([h, a[1]]))


def min_gru_in_place(x, h, W, b):
    x, h, W, b = (array.astype(np.float32) for array in (x, h, W, b))
    a_z, n = np.hsplit(x @ W + b, 2)
    z, new = 1 - logistic(-a_z), h.copy()
    new *= 1 - z
    new += z * n
    return new


def scan_loop(a, b):
    h, hs = np.zeros_like(b[0]), []
    for factor, summand in zip(a, b, strict=True):
        h = factor * h + summand
        hs.append(h)
    return np.stack(hs)


def scan_in_place(a, b):
    h = b.copy()
    for t in range(1, len(h)):
        h[t] += a[t] * h[t - 1]
    return h


def scan_doubling(a, b):
    """Hillis and Steele: every step joined with the one 1, 2, 4, … before it."""
    a, h, reach = a.copy(), b.copy(), 1
    while reach < len(a):
        h[reach:] = a[reach:] * h[:-reach] + h[reach:]
        a[reach:] = a[reach:] * a[:-reach]
        reach *= 2
    return h


def scan_halves(a, b):
    """Divide and conquer: the second half goes on from where the first ended."""
    if len(a) == 1:
        return b
    middle = len(a) // 2
    first, second = scan_halves(a[:middle], b[:middle]), scan_halves(a[middle:], b[middle:])
    return np.concatenate([first, second + np.cumprod(a[middle:], axis=0) * first[-1]])


def scan_padded(a, b):
    """Odd and even, with a step that does nothing where a partner is missing."""
    T = len(a)
    if T == 1:
        return list(b)
    if T % 2:
        a, b = np.concatenate([a, np.ones_like(a[:1])]), np.concatenate([b, np.zeros_like(b[:1])])
    odd = np.array(scan_padded(a[1::2] * a[::2], a[1::2] * b[::2] + b[1::2]))
    h = np.empty_like(b)
    h[1::2], h[0] = odd, b[0]
    h[2::2] = a[2::2] * odd[:-1] + b[2::2]
    return h[:T]


def log_logistic(a):
    return -np.logaddexp(0, -a)


def slstm_block_by_block(x, h, c, n, m, W, U, b):
    H = h.shape[1]
    a_i, a_f, a_g, a_o = (x @ W[:, k : k + H] + h @ U[:, k : k + H] + b[k : k + H] for k in range(0, 4 * H, H))
    new_m = np.where(log_logistic(a_f) + m > a_i, log_logistic(a_f) + m, a_i)
    i = np.exp(a_i - new_m)
    f = np.exp(log_logistic(a_f) + m - new_m)
    new_c = f * c + i * np.tanh(a_g)
    new_n = f * n + i
    return logistic(a_o) * (new_c / new_n), new_c, new_n, new_m


def slstm_by_loops(x, h, c, n, m, W, U, b):
    B, H = h.shape
    a = x @ W + h @ U + b
    out = [np.zeros((B, H)) for _ in range(4)]
    for row in range(B):
        for k in range(H):
            a_i, a_f, a_g, a_o = a[row, k::H]
            log_f = -math.log1p(math.exp(-a_f)) if a_f > 0 else a_f - math.log1p(math.exp(a_f))
            top = max(log_f + m[row, k], a_i)
            i, f = math.exp(a_i - top), math.exp(log_f + m[row, k] - top)
            memory, weight = f * c[row, k] + i * math.tanh(a_g), f * n[row, k] + i
            answer = (0.5 + 0.5 * math.tanh(a_o / 2)) * memory / weight
            for array, value in zip(out, (answer, memory, weight, top), strict=True):
                array[row, k] = value
    return out


def slstm_stacked(x, h, c, n, m, W, U, b):
    """One tall matrix, and both exponents side by side."""
    a = (np.hstack([x, h]) @ np.vstack([W, U]) + b).reshape(len(x), 4, -1)
    exponents = np.stack([a[:, 0], log_logistic(a[:, 1]) + m])
    m = exponents.max(axis=0)
    i, f = np.exp(exponents - m)
    c, n = (f * old + i * new for old, new in ((c, np.tanh(a[:, 2])), (n, 1.0)))
    print("n", n.shape)
    return logistic(a[:, 3]) * c / n, c, n, m


def slstm_mean(x, h, c, n, m, W, U, b):
    """The share of what is new in the mean, first; c and n from it."""
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=1)
    log_f = np.minimum(a_f, 0) - np.log1p(np.exp(-np.abs(a_f)))
    top = np.maximum(log_f + m, a_i)
    weight = np.exp(log_f + m - top) * n
    n_new = weight + np.exp(a_i - top)
    c_new = np.exp(log_f + m - top) * c + np.exp(a_i - top) * np.tanh(a_g)
    return [(logistic(a_o) * c_new / n_new).tolist(), c_new.tolist(), n_new, top]


def recurrence_allocated(xs, A, B):
    hs = np.zeros((len(xs), len(A)))
    hs[0] = xs[0] @ B
    for t in range(1, len(xs)):
        hs[t] = hs[t - 1] @ A + xs[t] @ B
    return hs


def recurrence_all_inputs_first(xs, A, B):
    hs = list(xs @ B)
    for t in range(len(hs))[1:]:
        hs[t] = hs[t] + A.T @ hs[t - 1]
    return hs


def recurrence_summed(xs, A, B):
    """No loop through time: what came in k steps ago, through A so often."""
    T = len(xs)
    hs = np.zeros((T, len(A)))
    for lag in range(T):
        hs[lag:] += xs[: T - lag] @ B @ np.linalg.matrix_power(A, lag)
    return hs


def recurrence_recursive(xs, A, B):
    if len(xs) == 0:
        return np.zeros((0, len(A)))
    before = recurrence_recursive(xs[:-1], A, B)
    old = before[-1] if len(before) else np.zeros(len(A))
    return np.vstack([before, np.einsum("h,hk->k", old, A) + np.einsum("d,dk->k", xs[-1], B)])


def attention_by_hand(Q, K, V):
    weights = np.exp((scores := Q @ K.T / K.shape[1] ** 0.5) - scores.max(axis=1, keepdims=True))
    return weights @ V / weights.sum(axis=1, keepdims=True)


def attention_row_by_row(Q, K, V):
    answers = []
    for q in Q:
        scores = [np.dot(q, k) / math.sqrt(len(q)) for k in K]
        weights = [math.exp(score - max(scores)) for score in scores]
        answers.append(sum(w * v for w, v in zip(weights, V, strict=True)) / sum(weights))
    return answers


def attention_einsum(Q, K, V):
    scores = np.einsum("md,nd->mn", Q / np.sqrt(Q.shape[-1]), K)
    shares = np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, None])
    print(shares.sum(axis=1))
    return np.einsum("mn,ne->me", shares, V)


def attention_in_columns(Q, K, V):
    """As those write it who put a vector in a column."""
    scores = K @ Q.T * K.shape[1] ** -0.5
    shares = np.exp(scores - scores.max(axis=0))
    return (V.T @ (shares / shares.sum(axis=0))).T


ANSWERS = {
    "min_gru_step": [min_gru_halves, min_gru_loops, min_gru_einsum, min_gru_in_place],
    "scan": [scan_loop, scan_in_place, scan_doubling, scan_halves, scan_padded],
    "slstm_step": [slstm_block_by_block, slstm_by_loops, slstm_stacked, slstm_mean],
    "linear_recurrence": [
        recurrence_allocated,
        recurrence_all_inputs_first,
        recurrence_summed,
        recurrence_recursive,
    ],
    "attention": [attention_by_hand, attention_row_by_row, attention_einsum, attention_in_columns],
}
