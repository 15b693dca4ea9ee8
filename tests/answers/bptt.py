"""Right answers to the exercises of the unit on back-propagation through time, in the styles that students write."""

import math

import numpy as np


def affine_by_loops(da, x, W, b):
    (B, M), N = x.shape, len(b)
    dx, dW, db = np.zeros((B, M)), np.zeros((M, N)), np.zeros(N)
    for row in range(B):
        for j in range(N):
            db[j] += da[row, j]
            for i in range(M):
                dx[row, i] += da[row, j] * W[i, j]
                dW[i, j] += da[row, j] * x[row, i]
    return dx, dW, db


def affine_einsum(da, x, W, b):
    return [np.einsum("bn,mn->bm", da, W), np.einsum("bm,bn->mn", x, da), np.einsum("bn->n", da)]


def affine_rows(da, x, W, b):
    print("shapes", da.shape, x.shape)
    dW = sum(np.outer(x_row, da_row) for x_row, da_row in zip(x, da, strict=True))
    return np.stack([W @ da_row for da_row in da]), dW, sum(da)


def affine_single_precision(da, x, W, b):
    da, x, W = (array.astype(np.float32) for array in (da, x, W))
    return np.dot(da, W.transpose()), np.matmul(np.transpose(x), da), np.ones(len(da), np.float32) @ da


def affine_as_lists(da, x, W, b):
    return (da @ W.T).tolist(), (da.T @ x).T.tolist(), [float(column.sum()) for column in da.T]


def step_written_out(dh, x, h, W, U, b):
    t = np.tanh(x @ W + h @ U + b)
    da = (1 - t * t) * dh
    return da @ W.T, da @ U.T, x.T @ da, h.T @ da, np.sum(da, 0)


def step_with_cosh(dh, x, h, W, U, b):
    da = dh / np.cosh(np.dot(x, W) + np.dot(h, U) + b) ** 2
    return [np.dot(da, W.T), np.dot(da, U.T), np.dot(x.T, da), np.dot(h.T, da), da.sum(0)]


def step_row_by_row(dh, x, h, W, U, b):
    grads = [np.zeros_like(x), np.zeros_like(h), np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)]
    for row in range(len(x)):
        for k in range(len(b)):
            t = math.tanh(x[row] @ W[:, k] + h[row] @ U[:, k] + b[k])
            da = dh[row, k] * (1 - t**2)
            for grad, part in zip(grads, (da * W[:, k], da * U[:, k]), strict=False):
                grad[row] += part
            grads[2][:, k] += da * x[row]
            grads[3][:, k] += da * h[row]
            grads[4][k] += da
    return tuple(grads)


def step_stacked(dh, x, h, W, U, b):
    """The two products as one: [x, h] times W above U."""

    def both(left, right):
        return np.concatenate([left, right], axis=-1)

    M, D = np.vstack([W, U]), len(W)
    da = dh * (1 - np.tanh(both(x, h) @ M + b) ** 2)
    dxh, dM = da @ M.T, both(x, h).T @ da
    return dxh[:, :D], dxh[:, D:], dM[:D], dM[D:], da.sum(axis=0)


def bptt_single_state(dhs, step, step_backward, xs, state, *weights):
    states = [state]
    for x in xs:
        states.append(step(x, states[-1], *weights))
    dh, totals, dxs = np.zeros_like(state), [0.0] * len(weights), []
    for t in range(len(xs) - 1, -1, -1):
        dx, dh, *grads = step_backward(dh + dhs[t], xs[t], states[t], *weights)
        dxs.insert(0, dx)
        totals = [a + g for a, g in zip(totals, grads, strict=True)]
    return [dxs, dh, *totals]


def bptt_three_weights(dhs, step, step_backward, xs, state, W, U, b):
    T = len(xs)
    hs = np.zeros((T + 1, *state.shape))
    hs[0] = state
    for t in range(T):
        hs[t + 1] = step(xs[t], hs[t], W, U, b)
    dxs, dh = np.empty_like(xs), 0
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    for t in range(T)[::-1]:
        dxs[t], dh, dW_t, dU_t, db_t = step_backward(dhs[t] + dh, xs[t], hs[t], W, U, b)
        dW += dW_t
        dU += dU_t
        db += db_t
    return dxs, dh, dW, dU, db


def bptt_recursive(dhs, step, step_backward, xs, state, *weights):
    if len(xs) == 0:
        return [], np.zeros_like(state), *(np.zeros_like(w) for w in weights)
    after = step(xs[0], state, *weights)
    dxs, dh, *later = bptt_recursive(dhs[1:], step, step_backward, xs[1:], after, *weights)
    dx, dh, *now = step_backward(dh + dhs[0], xs[0], state, *weights)
    return [dx, *dxs], dh, *(a + b for a, b in zip(now, later, strict=True))


def bptt_road_by_road(dhs, step, step_backward, xs, state, *weights):
    """Each dhs[t] alone, sent back to the start; then all roads added up."""
    states = [np.array(state)]
    for x in xs:
        states += [step(x, states[-1], *weights)]
    dxs, dstate, totals = np.zeros_like(xs), np.zeros_like(state), [np.zeros_like(w) for w in weights]
    for end in range(len(xs)):
        dh = dhs[end].copy()
        for t in range(end, -1, -1):
            dx, dh, *grads = step_backward(dh, xs[t], states[t], *weights)
            dxs[t] += dx
            for total, grad in zip(totals, grads, strict=True):
                total += grad
        dstate += dh
    return (dxs, dstate, *totals)


ANSWERS = {
    "affine_backward": [
        affine_by_loops,
        affine_einsum,
        affine_rows,
        affine_single_precision,
        affine_as_lists,
    ],
    "rnn_step_backward": [step_written_out, step_with_cosh, step_row_by_row, step_stacked],
    "bptt": [bptt_single_state, bptt_three_weights, bptt_recursive, bptt_road_by_road],
}
