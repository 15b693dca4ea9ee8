"""Right answers to the exercises of the unit on the LSTM's way back, in the styles that students write."""

import math

import numpy as np


def logistic(a):
    return 0.5 * (1 + np.tanh(0.5 * a))


def output_written_out(dh, c, o):
    return dh * o * (1 - np.tanh(c) ** 2), np.tanh(c) * dh


def output_with_cosh(dh, c, o):
    return [np.multiply(dh, o) / np.cosh(c) ** 2, dh * np.sinh(c) / np.cosh(c)]


def output_by_loops(dh, c, o):
    dc, do = [], []
    for row in range(len(c)):
        squashed = [math.tanh(value) for value in c[row]]
        dc.append([d * gate * (1 - t * t) for d, gate, t in zip(dh[row], o[row], squashed, strict=True)])
        do.append([d * t for d, t in zip(dh[row], squashed, strict=True)])
    return dc, do


def output_in_place(dh, c, o):
    shown = np.tanh(c, dtype=float)
    do = dh.copy()
    do *= shown
    shown **= 2
    np.subtract(1, shown, out=shown)
    shown *= o
    shown *= dh
    return shown, do


def memory_one_line(dc, c, i, f, g):
    return dc * f, dc * g, dc * c, dc * i


def memory_einsum(dc, c, i, f, g):
    return [np.einsum("bh,bh->bh", dc, other) for other in (f, g, c, i)]


def memory_stacked(dc, c, i, f, g):
    return list(dc[None] * np.stack([f, g, c, i]))


def memory_by_loops(dc, c, i, f, g):
    results = [np.zeros(dc.shape) for _ in range(4)]
    for place, error in np.ndenumerate(dc):
        for result, factor in zip(results, (f, g, c, i), strict=True):
            result[place] = error * factor[place]
    return tuple(results)


def back_written_out(dh, dc, x, h, c, W, U, b):
    H = h.shape[1]
    a = x @ W + h @ U + b
    i, f, g, o = logistic(a[:, :H]), logistic(a[:, H : 2 * H]), np.tanh(a[:, 2 * H : 3 * H]), logistic(a[:, 3 * H :])
    t = np.tanh(f * c + i * g)
    total = dc + dh * o * (1 - t * t)
    da = np.empty_like(a)
    da[:, :H] = total * g * i * (1 - i)
    da[:, H : 2 * H] = total * c * f * (1 - f)
    da[:, 2 * H : 3 * H] = total * i * (1 - g * g)
    da[:, 3 * H :] = dh * t * o * (1 - o)
    return da @ W.T, da @ U.T, total * f, x.T @ da, h.T @ da, da.sum(axis=0)


def back_gate_by_gate(dh, dc, x, h, c, W, U, b):
    """A pair of weights for every gate, and their gradients put side by side at the end."""
    Ws, Us, bs = (np.split(weight, 4, axis=-1) for weight in (W, U, b))
    a = [x @ w + h @ u + bias for w, u, bias in zip(Ws, Us, bs, strict=True)]
    i, f, g, o = logistic(a[0]), logistic(a[1]), np.tanh(a[2]), logistic(a[3])
    new = c * f + g * i
    dc = dc + dh * o / np.cosh(new) ** 2
    errors = [dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g**2), dh * np.tanh(new) * o * (1 - o)]
    dx = sum(error @ w.T for error, w in zip(errors, Ws, strict=True))
    dh = sum(error @ u.T for error, u in zip(errors, Us, strict=True))
    dW, dU = (np.hstack([given.T @ error for error in errors]) for given in (x, h))
    return [dx, dh, f * dc, dW, dU, np.hstack([error.sum(0) for error in errors])]


def back_row_by_row(dh, dc, x, h, c, W, U, b):
    dxs, dhs, dcs, dW, dU, db = [], [], [], np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    for row in range(len(x)):
        a = (x[row] @ W + h[row] @ U + b).reshape(4, -1)
        (i, f, o), g = logistic(a[[0, 1, 3]]), np.tanh(a[2])
        t = np.tanh(f * c[row] + i * g)
        total = dc[row] + dh[row] * o * (1 - t**2)
        slopes = [g * i * (1 - i), c[row] * f * (1 - f), i * (1 - g**2)]
        da = np.concatenate([total * slope for slope in slopes] + [dh[row] * t * o * (1 - o)])
        dxs.append(W @ da)
        dhs.append(U @ da)
        dcs.append(total * f)
        dW, dU, db = dW + np.outer(x[row], da), dU + np.outer(h[row], da), db + da
    return dxs, dhs, dcs, dW, dU, db


def back_by_name(dh, dc, x, h, c, W, U, b):
    """The gates in tables, by their letters."""
    blocks = zip("ifgo", np.hsplit(x @ W + h @ U + b, 4), strict=True)
    open_ = {gate: np.tanh(a) if gate == "g" else logistic(a) for gate, a in blocks}
    slopes = {gate: 1 - s**2 if gate == "g" else s * (1 - s) for gate, s in open_.items()}
    shown = np.tanh(open_["f"] * c + open_["i"] * open_["g"])
    dc = dc + dh * open_["o"] * (1 - shown**2)
    errors = {"i": dc * open_["g"], "f": dc * c, "g": dc * open_["i"], "o": dh * shown}
    da = np.concatenate([errors[gate] * slopes[gate] for gate in "ifgo"], axis=1)
    back = [np.einsum("bk,dk->bd", da, weights) for weights in (W, U)]
    return [*back, dc * open_["f"], *(np.einsum("bd,bk->dk", given, da) for given in (x, h)), np.einsum("bk->k", da)]


ANSWERS = {
    "lstm_output_backward": [output_written_out, output_with_cosh, output_by_loops, output_in_place],
    "lstm_memory_backward": [memory_one_line, memory_einsum, memory_stacked, memory_by_loops],
    "lstm_step_backward": [back_written_out, back_gate_by_gate, back_row_by_row, back_by_name],
}
