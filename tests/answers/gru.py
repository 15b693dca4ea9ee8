"""Right answers to the exercises of notebook 07, in the styles that students write."""

import math

import numpy as np


def logistic(a):
    return 0.5 * (1 + np.tanh(0.5 * a))


def blocks(array, axis=-1):
    return np.split(array, 3, axis=axis)


def step_gate_by_gate(x, h, W, U, b):
    H = h.shape[1]
    r = logistic(x @ W[:, :H] + h @ U[:, :H] + b[:H])
    z = logistic(x @ W[:, H : 2 * H] + h @ U[:, H : 2 * H] + b[H : 2 * H])
    n = np.tanh(x @ W[:, 2 * H :] + (r * h) @ U[:, 2 * H :] + b[2 * H :])
    return h + z * (n - h)


def step_by_loops(x, h, W, U, b):
    rows = []
    for x_row, h_row in zip(x, h, strict=True):
        H = len(h_row)
        gates = [math.tanh((x_row @ W[:, k] + h_row @ U[:, k] + b[k]) / 2) / 2 + 0.5 for k in range(2 * H)]
        read = [gates[k] * h_row[k] for k in range(H)]
        row = []
        for k in range(H):
            n = math.tanh(x_row @ W[:, 2 * H + k] + np.dot(read, U[:, 2 * H + k]) + b[2 * H + k])
            row.append((1 - gates[H + k]) * h_row[k] + gates[H + k] * n)
        rows.append(row)
    return rows


def step_einsum(x, h, W, U, b):
    (D, _), (B, H) = W.shape, h.shape
    W, U, b = W.reshape(D, 3, H), U.reshape(H, 3, H), b.reshape(3, H)
    a = np.einsum("bd,dgh->gbh", x, W) + b[:, None]
    r, z = logistic(a[:2] + np.einsum("bk,kgh->gbh", h, U[:, :2]))
    n = np.tanh(a[2] + np.einsum("bk,bk,kh->bh", r, h, U[:, 2]))
    print("r", r.shape, "of", B)
    return (1 - z) * h + z * n


def step_end_to_end(x, h, W, U, b):
    """One tall matrix on [x, h] for the gates, another on [x, r h] for the candidate; single precision."""
    x, h, W, U, b = (array.astype(np.float32) for array in (x, h, W, U, b))
    M, H = np.vstack([W, U]), h.shape[1]
    gates = logistic(np.hstack([x, h]) @ M[:, : 2 * H] + b[: 2 * H])
    r, z = gates[:, :H], gates[:, H:]
    n = np.tanh(np.hstack([x, r * h]) @ M[:, 2 * H :] + b[2 * H :])
    kept = h.copy()
    kept *= 1 - z
    kept += z * n
    return kept


def forward(x, h, W, U, b):
    (W_r, W_z, W_n), (U_r, U_z, U_n), (b_r, b_z, b_n) = blocks(W), blocks(U), blocks(b)
    r, z = logistic(x @ W_r + h @ U_r + b_r), logistic(x @ W_z + h @ U_z + b_z)
    return r, z, np.tanh(x @ W_n + (r * h) @ U_n + b_n)


def backward_gate_by_gate(dh, x, h, W, U, b):
    r, z, n = forward(x, h, W, U, b)
    (W_r, W_z, W_n), (U_r, U_z, U_n) = blocks(W), blocks(U)
    da_n = dh * z * (1 - n**2)
    da_z = dh * (n - h) * z * (1 - z)
    da_r = (da_n @ U_n.T) * h * r * (1 - r)
    dx = da_r @ W_r.T + da_z @ W_z.T + da_n @ W_n.T
    dh_old = dh * (1 - z) + (da_n @ U_n.T) * r + da_r @ U_r.T + da_z @ U_z.T
    dW = np.hstack([x.T @ da_r, x.T @ da_z, x.T @ da_n])
    dU = np.hstack([h.T @ da_r, h.T @ da_z, (r * h).T @ da_n])
    return dx, dh_old, dW, dU, np.concatenate([da.sum(0) for da in (da_r, da_z, da_n)])


def backward_in_place(dh, x, h, W, U, b):
    """The blocks of one array of errors, filled from the back."""
    r, z, n = forward(x, h, W, U, b)
    H, da, dU = h.shape[1], np.empty((len(x), len(b))), np.empty_like(U)
    da[:, 2 * H :] = dh * z * (1 - n) * (1 + n)
    drh = da[:, 2 * H :] @ U[:, 2 * H :].T
    da[:, :H] = drh * h * (r - r * r)
    da[:, H : 2 * H] = (dh * n - dh * h) * (z - z * z)
    dU[:, : 2 * H] = h.T @ da[:, : 2 * H]
    dU[:, 2 * H :] = (r * h).T @ da[:, 2 * H :]
    dh_old = dh - dh * z
    dh_old += drh * r
    dh_old += da[:, : 2 * H] @ U[:, : 2 * H].T
    return [da @ W.T, dh_old, x.T @ da, dU, da.sum(axis=0)]


def backward_by_complex_step(dh, x, h, W, U, b):
    """No chain rule at all: every number nudged by an imaginary hair."""
    arguments, grads = [x, h, W, U, b], []
    for k, argument in enumerate(arguments):
        grad = np.zeros_like(argument)
        for index in np.ndindex(argument.shape):
            nudged = argument.astype(complex)
            nudged[index] += 1e-100j
            _, z, n = forward(*arguments[:k], nudged, *arguments[k + 1 :])
            state = nudged if k == 1 else h
            grad[index] = np.sum(dh * ((1 - z) * state + z * n).imag) / 1e-100
        grads.append(grad)
    return tuple(grads)


def backward_row_by_row(dh, x, h, W, U, b):
    def one_row(dh, x, h):
        r, z, n = (gate[0] for gate in forward(x[None], h[None], W, U, b))
        U_r, U_z, U_n = blocks(U)
        da_n = dh * z * (1 - n**2)
        drh = U_n @ da_n
        da_r, da_z = drh * h * r * (1 - r), dh * (n - h) * z * (1 - z)
        da = np.concatenate([da_r, da_z, da_n])
        dU = np.hstack([np.outer(h, da_r), np.outer(h, da_z), np.outer(r * h, da_n)])
        return W @ da, dh * (1 - z) + drh * r + U_r @ da_r + U_z @ da_z, np.outer(x, da), dU, da

    dx, dh_old, *shared = zip(*map(one_row, dh, x, h), strict=True)
    print("rows", len(dx))
    return list(dx), list(dh_old), *(sum(grads) for grads in shared)


def after_gate_by_gate(x, h, W, U, b, bn):
    (W_r, W_z, W_n), (U_r, U_z, U_n), (b_r, b_z, b_n) = blocks(W), blocks(U), blocks(b)
    r = logistic(np.dot(x, W_r) + np.dot(h, U_r) + b_r)
    z = logistic(np.dot(x, W_z) + np.dot(h, U_z) + b_z)
    n = np.tanh(np.dot(x, W_n) + b_n + r * (np.dot(h, U_n) + bn))
    return n + z * (h - n)


def after_einsum(x, h, W, U, b, bn):
    D, H = len(W), h.shape[1]
    from_x = np.einsum("bd,dgh->bgh", x, W.reshape(D, 3, H)) + b.reshape(3, H)
    from_h = np.einsum("bk,kgh->bgh", h, U.reshape(H, 3, H))
    gates = logistic(from_x[:, :2] + from_h[:, :2])
    n = np.tanh(from_x[:, 2] + gates[:, 0] * from_h[:, 2] + gates[:, 0] * bn)
    return ((1 - gates[:, 1]) * n + gates[:, 1] * h).tolist()


def after_like_torch(x, h, W, U, b, bn):
    """torch's own page: columns, and two biases everywhere, some of them zero."""
    bias_hh = np.concatenate([np.zeros(2 * len(bn)), bn])
    gi, gh = (W.T @ x.T).T + b, (U.T @ h.T).T + bias_hh
    (i_r, i_z, i_n), (h_r, h_z, h_n) = blocks(gi), blocks(gh)
    reset, update = logistic(i_r + h_r), logistic(i_z + h_z)
    new = np.tanh(i_n + reset * h_n)
    return new + update * (h - new)


def after_by_loops(x, h, W, U, b, bn):
    H, out = len(bn), np.zeros(h.shape)
    for row in range(len(x)):
        from_x, from_h = x[row] @ W + b, h[row] @ U
        for k in range(H):
            r = logistic(from_x[k] + from_h[k])
            z = logistic(from_x[H + k] + from_h[H + k])
            n = math.tanh(from_x[2 * H + k] + r * (from_h[2 * H + k] + bn[k]))
            out[row, k] = (1 - z) * n + z * h[row, k]
    return out


def from_torch_in_place(weight_ih, weight_hh, bias_ih, bias_hh):
    H = weight_hh.shape[1]
    b = bias_ih.copy()
    b[: 2 * H] += bias_hh[: 2 * H]
    return np.transpose(weight_ih), np.transpose(weight_hh), b, bias_hh[2 * H :]


def from_torch_by_mask(weight_ih, weight_hh, bias_ih, bias_hh):
    H = len(bias_hh) // 3
    outside = np.repeat([1.0, 1.0, 0.0], H)
    return [weight_ih.swapaxes(0, 1), weight_hh.swapaxes(0, 1), bias_ih + outside * bias_hh, bias_hh[-H:]]


def from_torch_block_by_block(weight_ih, weight_hh, bias_ih, bias_hh):
    W = np.hstack([block.T for block in blocks(weight_ih, axis=0)])
    U = np.hstack([block.T for block in blocks(weight_hh, axis=0)])
    (b_r, b_z, b_n), (c_r, c_z, c_n) = blocks(bias_ih), blocks(bias_hh)
    print("H =", len(c_n))
    return W, U, np.hstack([b_r + c_r, b_z + c_z, b_n]), c_n


def from_torch_einsum(weight_ih, weight_hh, bias_ih, bias_hh):
    two = bias_ih.reshape(3, -1) + bias_hh.reshape(3, -1)
    bn = two[2] - bias_ih.reshape(3, -1)[2]
    two[2] -= bn
    return np.einsum("gd->dg", weight_ih), np.einsum("gh->hg", weight_hh).tolist(), two.ravel(), bn


ANSWERS = {
    "gru_step": [step_gate_by_gate, step_by_loops, step_einsum, step_end_to_end],
    "gru_step_backward": [
        backward_gate_by_gate,
        backward_in_place,
        backward_by_complex_step,
        backward_row_by_row,
    ],
    "gru_after_step": [after_gate_by_gate, after_einsum, after_like_torch, after_by_loops],
    "gru_from_torch": [
        from_torch_in_place,
        from_torch_by_mask,
        from_torch_block_by_block,
        from_torch_einsum,
    ],
}
