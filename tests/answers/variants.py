"""Right answers to the exercises of notebook 06, in the styles that students write."""

import math

import numpy as np


def sigma(a):
    return np.where(a >= 0, 1 / (1 + np.exp(-np.abs(a))), np.exp(-np.abs(a)) / (1 + np.exp(-np.abs(a))))


def blocks(array, count):
    """The blocks of columns, by slicing."""
    H = array.shape[-1] // count
    return [array[..., k * H : (k + 1) * H] for k in range(count)]


def no_forget_sliced(x, h, c, W, U, b):
    H = h.shape[1]
    a = np.dot(x, W) + np.dot(h, U) + b
    i, g, o = sigma(a[:, :H]), np.tanh(a[:, H : 2 * H]), sigma(a[:, 2 * H :])
    c_new = c + i * g
    return o * np.tanh(c_new), c_new


def no_forget_block_by_block(x, h, c, W, U, b):
    opinions = [x @ w + h @ u + bias for w, u, bias in zip(blocks(W, 3), blocks(U, 3), blocks(b, 3), strict=True)]
    memory = np.array(c, dtype=float)
    memory += sigma(opinions[0]) * np.tanh(opinions[1])
    return [sigma(opinions[2]) * np.tanh(memory), memory]


def no_forget_by_loops(x, h, c, W, U, b):
    B, H = h.shape
    new_h, new_c = np.zeros((B, H)), np.zeros((B, H))
    for row in range(B):
        for k in range(H):
            a = [x[row] @ W[:, j] + h[row] @ U[:, j] + b[j] for j in (k, H + k, 2 * H + k)]
            new_c[row, k] = c[row, k] + float(sigma(a[0])) * math.tanh(a[1])
            new_h[row, k] = float(sigma(a[2])) * math.tanh(new_c[row, k])
    return new_h, new_c


def no_forget_reshaped(x, h, c, W, U, b):
    a = (np.hstack([x, h]) @ np.vstack([W, U]) + b).reshape(len(x), 3, -1)
    c = sum((c, (1 + np.tanh(a[:, 0] / 2)) / 2 * np.tanh(a[:, 1])))
    print("largest memory", np.max(np.abs(c)))
    return ((1 + np.tanh(a[:, 2] / 2)) / 2 * np.tanh(c)).tolist(), c.tolist()


def peephole_sliced(x, h, c, W, U, b, p):
    a_i, a_f, a_g, a_o = blocks(x @ W + h @ U + b, 4)
    i = sigma(a_i + p[0] * c)
    f = sigma(a_f + p[1] * c)
    new = i * np.tanh(a_g) + c * f
    return sigma(a_o + p[2] * new) * np.tanh(new), new


def peephole_diagonal(x, h, c, W, U, b, p):
    """The peepholes as diagonal matrices."""
    see_i, see_f, see_o = (np.diag(row) for row in p)
    a_i, a_f, a_g, a_o = np.hsplit(np.matmul(x, W) + np.matmul(h, U) + b, 4)
    c = sigma(a_f + c @ see_f) * c + sigma(a_i + c @ see_i) * np.tanh(a_g)
    o = sigma(a_o + c @ see_o)
    return [o * np.tanh(c), c]


def peephole_together(x, h, c, W, U, b, p):
    """i and f in one array, their peepholes side by side."""
    a, H = x @ W + h @ U + b, h.shape[1]
    i_f = sigma(a[:, : 2 * H] + np.concatenate([c, c], axis=1) * p[:2].reshape(-1))
    memory = i_f[:, H:] * c + i_f[:, :H] * np.tanh(a[:, 2 * H : 3 * H])
    return sigma(a[:, 3 * H :] + memory * p[-1]) * np.tanh(memory), memory


def peephole_row_by_row(x, h, c, W, U, b, p):
    hs, cs = [], []
    for x_row, h_row, c_row in zip(x, h, c, strict=True):
        a = (x_row @ W + h_row @ U + b).reshape(4, -1)
        i, f = sigma(a[:2] + p[:2] * c_row)
        memory = f * c_row + i * np.tanh(a[2])
        cs.append(memory)
        hs.append(sigma(a[3] + p[2] * memory) * np.tanh(memory))
    return hs, cs


def full_sliced(x, h, c, W, U, V, b):
    a_i, a_f, a_g, a_o = blocks(x @ W + h @ U + b, 4)
    V_i, V_f, V_o = blocks(V, 3)
    i, f, g = sigma(a_i + np.dot(c, V_i)), sigma(a_f + np.dot(c, V_f)), np.tanh(a_g)
    C = f * c + i * g
    o = sigma(a_o + np.dot(C, V_o))
    return o * np.tanh(C), C


def full_end_to_end(x, h, c, W, U, V, b):
    """The slides' W·[C, h, x], a matrix a gate."""

    def gate(k, j, memory):
        tall = np.vstack([blocks(V, 3)[j], blocks(U, 4)[k], blocks(W, 4)[k]])
        return sigma(np.hstack([memory, h, x]) @ tall + blocks(b, 4)[k])

    candidate = np.tanh(np.hstack([h, x]) @ np.vstack([blocks(U, 4)[2], blocks(W, 4)[2]]) + blocks(b, 4)[2])
    C = gate(1, 1, c) * c + gate(0, 0, c) * candidate
    return [gate(3, 2, C) * np.tanh(C), C]


def full_wide(x, h, c, W, U, V, b):
    """One product of the old memory with V, of which the third block goes unused."""
    H = h.shape[1]
    a, seen = x @ W + h @ U + b, c @ V
    gates = sigma(a[:, : 2 * H] + seen[:, : 2 * H])
    C = gates[:, H:] * c + gates[:, :H] * np.tanh(a[:, 2 * H : 3 * H])
    return sigma(a[:, 3 * H :] + C @ V[:, 2 * H :]) * np.tanh(C), C


def full_einsum(x, h, c, W, U, V, b):
    B, H = h.shape
    a = np.einsum("bd,dk->bk", x, W) + np.einsum("bh,hk->bk", h, U) + b
    a, V = a.reshape(B, 4, H), V.reshape(H, 3, H)
    i, f = (sigma(a[:, k] + np.einsum("bj,jk->bk", c, V[:, k])) for k in (0, 1))
    C = f * c + i * np.tanh(a[:, 2])
    return sigma(a[:, 3] + np.einsum("bj,jk->bk", C, V[:, 2])) * np.tanh(C), C


def cell_sliced(x, c, W, U, b):
    H = c.shape[1]
    xs, cs = x @ W + b, c @ U
    i, f, o = sigma(xs[:, :H] + cs[:, :H]), sigma(xs[:, H : 2 * H] + cs[:, H : 2 * H]), sigma(xs[:, -H:] + cs[:, -H:])
    new = f * c + i * np.tanh(xs[:, 2 * H : 3 * H])
    return o * new, new


def cell_padded(x, c, W, U, b):
    """U filled up with zeros for the candidate: then all four blocks are alike."""
    U_i, U_f, U_o = np.split(U, 3, axis=1)
    a = x @ W + c @ np.hstack([U_i, U_f, np.zeros_like(U_i), U_o]) + b
    i, f, g, o = (squash(part) for squash, part in zip((sigma, sigma, np.tanh, sigma), blocks(a, 4), strict=True))
    c = np.add(np.multiply(f, c), np.multiply(i, g))
    return np.multiply(o, c), c


def cell_by_dictionary(x, c, W, U, b):
    opinions = {name: x @ w + bias for name, w, bias in zip("ifgo", blocks(W, 4), blocks(b, 4), strict=True)}
    for name, u in zip("ifo", blocks(U, 3), strict=True):
        opinions[name] = opinions[name] + c @ u
    gates = {name: sigma(opinions[name]) for name in "ifo"}
    new = gates["f"] * c + gates["i"] * np.tanh(opinions["g"])
    return [gates["o"] * new, new]


def cell_row_by_row(x, c, W, U, b):
    hs, cs = np.empty(c.shape), np.empty(c.shape)
    for row in range(len(x)):
        a, seen = (x[row] @ W + b).reshape(4, -1), (c[row] @ U).reshape(3, -1)
        i, f, o = sigma(a[[0, 1, 3]] + seen)
        cs[row] = f * c[row] + i * np.tanh(a[2])
        hs[row] = o * cs[row]
    return hs, cs


def coupled_sliced(x, h, c, W, U, b):
    a_f, a_g, a_o = blocks(x @ W + h @ U + b, 3)
    f = sigma(a_f)
    i = 1 - f
    c = f * c + i * np.tanh(a_g)
    return sigma(a_o) * np.tanh(c), c


def coupled_by_negation(x, h, c, W, U, b):
    """1 − σ(a) is σ(−a)."""
    a_f, a_g, a_o = np.hsplit(x @ W + h @ U + b, 3)
    c = sigma(a_f) * c + sigma(-a_f) * np.tanh(a_g)
    return [sigma(a_o) * np.tanh(c), c]


def coupled_by_difference(x, h, c, W, U, b):
    """A step from the old memory toward the candidate."""
    a_f, a_g, a_o = blocks(np.hstack([h, x]) @ np.vstack([U, W]) + b, 3)
    g = np.tanh(a_g)
    c = g + sigma(a_f) * (c - g)
    return (sigma(a_o) * np.tanh(c)).tolist(), c.tolist()


def coupled_as_lstm(x, h, c, W, U, b):
    """A whole LSTM whose rows of i are those of f with the sign turned."""

    def four(array):
        f, g, o = blocks(array, 3)
        return np.concatenate([-f, f, g, o], axis=-1)

    i, f, g, o = blocks(x @ four(W) + h @ four(U) + four(b), 4)
    c = sigma(f) * c + sigma(i) * np.tanh(g)
    print("shares sum to 1:", np.allclose(sigma(f) + sigma(i), 1))
    return sigma(o) * np.tanh(c), c


def back_written_out(dh, dc, x, h, c, W, U, b):
    a_f, a_g, a_o = blocks(x @ W + h @ U + b, 3)
    f, g, o = sigma(a_f), np.tanh(a_g), sigma(a_o)
    t = np.tanh(f * c + (1 - f) * g)
    total = dc + dh * o * (1 - t**2)
    da_f = (total * c - total * g) * f * (1 - f)
    da_g = total * (1 - f) * (1 - g**2)
    da_o = dh * t * o * (1 - o)
    da = np.hstack([da_f, da_g, da_o])
    return da @ W.T, da @ U.T, total * f, x.T @ da, h.T @ da, da.sum(0)


def back_with_i(dh, dc, x, h, c, W, U, b):
    """An input gate of its own, and at the end its error goes to f with the sign turned."""
    f, g, o = (squash(part) for squash, part in zip((sigma, np.tanh, sigma), blocks(x @ W + h @ U + b, 3), strict=True))
    i = 1 - f
    t = np.tanh(f * c + i * g)
    dc = dc + dh * o * (1 - t * t)
    di, df, dg, do = dc * g, dc * c, dc * i, dh * t
    da = np.concatenate([(df - di) * f * (1 - f), dg * (1 - g * g), do * o * (1 - o)], axis=1)
    return [np.dot(da, W.T), np.dot(da, U.T), dc * f, np.dot(x.T, da), np.dot(h.T, da), np.ones(len(da)) @ da]


def back_block_by_block(dh, dc, x, h, c, W, U, b):
    Ws, Us = blocks(W, 3), blocks(U, 3)
    a = [x @ w + h @ u + bias for w, u, bias in zip(Ws, Us, blocks(b, 3), strict=True)]
    f, g, o = sigma(a[0]), np.tanh(a[1]), sigma(a[2])
    c_new = g + f * (c - g)
    dc_all = dc + dh * o / np.cosh(c_new) ** 2
    das = [dc_all * (c - g) * f * (1 - f), dc_all * (1 - f) / np.cosh(a[1]) ** 2, dh * np.tanh(c_new) * o * (1 - o)]
    dx = sum(da @ w.T for da, w in zip(das, Ws, strict=True))
    dh_old = sum(da @ u.T for da, u in zip(das, Us, strict=True))
    dW, dU = (np.hstack([left.T @ da for da in das]) for left in (x, h))
    return dx, dh_old, f * dc_all, dW, dU, np.hstack([da.sum(axis=0) for da in das])


def back_by_complex_step(dh, dc, x, h, c, W, U, b):
    """No chain rule at all: each number nudged by an imaginary hair."""

    def loss(*arguments):
        x, h, c, W, U, b = arguments
        a_f, a_g, a_o = blocks(x @ W + h @ U + b, 3)
        f, g, o = (1 + np.tanh(a_f / 2)) / 2, np.tanh(a_g), (1 + np.tanh(a_o / 2)) / 2
        c = f * c + (1 - f) * g
        return np.sum(dh * o * np.tanh(c) + dc * c)

    arguments, grads = [x, h, c, W, U, b], []
    for k, argument in enumerate(arguments):
        grad = np.zeros_like(argument)
        for index in np.ndindex(argument.shape):
            nudged = argument.astype(complex)
            nudged[index] += 1e-100j
            grad[index] = loss(*arguments[:k], nudged, *arguments[k + 1 :]).imag / 1e-100
        grads.append(grad)
    return tuple(grads)


def back_single_precision(*arguments):
    return back_written_out(*(argument.astype(np.float32) for argument in arguments))


ANSWERS = {
    "no_forget_step": [no_forget_sliced, no_forget_block_by_block, no_forget_by_loops, no_forget_reshaped],
    "peephole_step": [peephole_sliced, peephole_diagonal, peephole_together, peephole_row_by_row],
    "full_peephole_step": [full_sliced, full_end_to_end, full_wide, full_einsum],
    "cell_peephole_step": [cell_sliced, cell_padded, cell_by_dictionary, cell_row_by_row],
    "coupled_step": [coupled_sliced, coupled_by_negation, coupled_by_difference, coupled_as_lstm],
    "coupled_step_backward": [
        back_written_out,
        back_with_i,
        back_block_by_block,
        back_by_complex_step,
        back_single_precision,
    ],
}
