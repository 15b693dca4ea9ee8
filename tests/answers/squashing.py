"""Right answers to the exercises of notebook 01, in the styles in which students write them."""

import math

import numpy as np


def one_hot_by_comparison(index, size):
    return (np.arange(size) == np.asarray(index)[..., None]).astype(int)


def one_hot_by_place(index, size):
    index = np.asarray(index)
    out = np.zeros((*index.shape, size))
    for place in np.ndindex(index.shape):
        out[(*place, index[place])] = 1
    return out


def one_hot_by_nested_lists(index, size):
    if np.ndim(index) > 0:
        return [one_hot_by_nested_lists(k, size) for k in index]
    return [1.0 if k == index else 0.0 for k in range(size)]


def one_hot_flat_then_folded(index, size):
    flat = np.ravel(index)
    print("indices:", flat)
    rows = np.zeros((flat.size, size), dtype=np.float32)
    rows[np.arange(flat.size), flat] = 1
    return rows.reshape((*np.shape(index), size))


def one_hot_by_take(index, size):
    return np.take(np.identity(size), index, axis=0)


def sigmoid_by_masks(a):
    out = np.empty_like(a)
    up = a >= 0
    out[up] = 1 / (1 + np.exp(-a[up]))
    grown = np.exp(a[~up])
    out[~up] = grown / (1 + grown)
    return out


def sigmoid_by_abs(a):
    small = np.exp(-np.abs(a))
    return np.where(a >= 0, 1, small) / (1 + small)


def sigmoid_by_logaddexp(a):
    return np.exp(-np.logaddexp(0, -a))


def sigmoid_by_clipping(a):
    return 1 / (1 + np.exp(-np.clip(a, -500, 500)))


def sigmoid_by_loop(a):
    def one(value):
        if value >= 0:
            return 1 / (1 + math.exp(-value))
        return math.exp(value) / (1 + math.exp(value))

    return np.reshape([one(value) for value in a.ravel()], a.shape)


def sigmoid_in_single_precision(a):
    return (np.tanh(a.astype(np.float32) / 2) + 1) / 2


def sigmoid_from_the_identity(a):
    t = np.tanh(a / 2)
    print("between", t.min(), "and", t.max())
    return (t + 1) / 2


def sigmoid_slope_expanded(s):
    return s - s**2


def sigmoid_slope_in_lists(s):
    if np.ndim(s) == 0:
        return float(s) * (1 - float(s))
    return [sigmoid_slope_in_lists(one) for one in s]


def sigmoid_slope_by_multiply(s):
    left = np.ones_like(s)
    left -= s
    return np.multiply(s, left)


def sigmoid_slope_by_einsum(s):
    return np.einsum("...,...->...", s, 1 - s)


def sigmoid_slope_completed_square(s):
    return 0.25 - (s - 0.5) ** 2


def tanh_slope_by_factors(t):
    return (1 + t) * (1 - t)


def tanh_slope_by_power(t):
    squared = np.power(t, 2)
    print(squared.shape)
    return np.subtract(1.0, squared)


def tanh_slope_in_place(t):
    slope = t.copy()
    slope *= -t
    slope += 1
    return slope


def tanh_slope_in_single_precision(t):
    return (1 - t * t).astype(np.float32)


def tanh_slope_by_loop(t):
    return np.array([1 - value * value for value in t.flat]).reshape(t.shape)


def squash(a):
    return (np.tanh(a / 2) + 1) / 2


def gate_by_multiply(signal, opinion):
    return np.multiply(squash(opinion), signal)


def gate_in_place(signal, opinion):
    passed = signal.copy()
    passed *= squash(opinion)
    return passed


def gate_by_loop(signal, opinion):
    passed = np.zeros(signal.shape)
    for place in np.ndindex(signal.shape):
        passed[place] = signal[place] * squash(opinion[place])
    return passed


def gate_by_einsum(signal, opinion):
    return np.einsum("...,...->...", signal, squash(opinion))


def gate_in_lists(signal, opinion):
    share = squash(opinion)
    print("open:", share)
    return (signal * share).tolist()


ANSWERS = {
    "one_hot": [
        one_hot_by_comparison,
        one_hot_by_place,
        one_hot_by_nested_lists,
        one_hot_flat_then_folded,
        one_hot_by_take,
    ],
    "sigmoid": [
        sigmoid_by_masks,
        sigmoid_by_abs,
        sigmoid_by_logaddexp,
        sigmoid_by_clipping,
        sigmoid_by_loop,
        sigmoid_in_single_precision,
        sigmoid_from_the_identity,
    ],
    "sigmoid_slope": [
        sigmoid_slope_expanded,
        sigmoid_slope_in_lists,
        sigmoid_slope_by_multiply,
        sigmoid_slope_by_einsum,
        sigmoid_slope_completed_square,
    ],
    "tanh_slope": [
        tanh_slope_by_factors,
        tanh_slope_by_power,
        tanh_slope_in_place,
        tanh_slope_in_single_precision,
        tanh_slope_by_loop,
    ],
    "gate": [gate_by_multiply, gate_in_place, gate_by_loop, gate_by_einsum, gate_in_lists],
}
