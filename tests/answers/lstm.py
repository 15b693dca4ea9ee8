"""Right answers to the exercises of the unit on the LSTM, in the styles that students write."""

import math

import numpy as np


def logistic(a):
    return 0.5 * (1 + np.tanh(0.5 * a))


def step_by_blocks(x, h, c, W, U, b):
    H = h.shape[1]

    def block(k):
        columns = slice(k * H, (k + 1) * H)
        return x @ W[:, columns] + h @ U[:, columns] + b[columns]

    take_in, keep, new, show = logistic(block(0)), logistic(block(1)), np.tanh(block(2)), logistic(block(3))
    memory = c * keep + take_in * new
    return np.tanh(memory) * show, memory


def step_reshaped(x, h, c, W, U, b):
    a = (x.dot(W) + h.dot(U) + b).reshape(len(x), 4, -1)
    c = logistic(a[:, 1]) * c + logistic(a[:, 0]) * np.tanh(a[:, 2])
    return [logistic(a[:, 3]) * np.tanh(c), c]


def step_by_loops(x, h, c, W, U, b):
    (B, H), D = h.shape, x.shape[1]
    new_h, new_c = [[0.0] * H for _ in range(B)], [[0.0] * H for _ in range(B)]
    for row in range(B):
        a = [
            sum(x[row, i] * W[i, k] for i in range(D)) + sum(h[row, j] * U[j, k] for j in range(H)) + b[k]
            for k in range(4 * H)
        ]
        for k in range(H):
            i, f, o = (0.5 + 0.5 * math.tanh(a[k + block * H] / 2) for block in (0, 1, 3))
            new_c[row][k] = f * c[row, k] + i * math.tanh(a[k + 2 * H])
            new_h[row][k] = o * math.tanh(new_c[row][k])
    return new_h, new_c


def step_single_precision(x, h, c, W, U, b):
    x, h, c, W, U, b = (array.astype(np.float32) for array in (x, h, c, W, U, b))
    print("gates", W.shape)
    i, f, g, o = np.hsplit(np.hstack([x, h]) @ np.vstack([W, U]) + b, 4)
    i, f, o = (1 / (1 + np.exp(-a)) for a in (i, f, o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


def constant_log1p(f):
    return -1 / np.log1p(np.asarray(f) - 1)


def constant_by_change_of_base(f):
    print("keeps", f)
    return -np.log2(np.e) / np.log2(f)


def constant_by_loops(f):
    f = np.asarray(f)
    return np.array([1 / math.log(1 / share) for share in f.ravel()]).reshape(f.shape)


def constant_as_lists(f):
    if np.ndim(f) == 0:
        return 1 / -math.log(f)
    return [constant_as_lists(part) for part in f]


ANSWERS = {
    "lstm_step": [step_by_blocks, step_reshaped, step_by_loops, step_single_precision],
    "forget_time_constant": [constant_log1p, constant_by_change_of_base, constant_by_loops, constant_as_lists],
}
