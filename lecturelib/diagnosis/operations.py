"""What a node of a graph computes: the operations of the references, and those that only wrong answers use.

A name is a key here; the parameters of a node, such as an axis, come behind the values of its arguments.
"""

import numpy as np

from ..reference import log_sigmoid, one_hot, pick, sigmoid, sigmoid_slope, softmax, tanh_slope


def take(a, key):
    """``a[key]``; of a key of several parts, ``...`` and the like stand in as text."""
    parts = {":": slice(None), "None": None, "...": ...}
    if not isinstance(key, tuple):
        return a[key]
    return a[tuple(parts.get(part, part) if isinstance(part, str) else part for part in key)]


def block(a, k, count, axis=-1):
    """The k-th of so many equal blocks, as ``np.split`` gives it."""
    width, rest = divmod(a.shape[axis], count)
    if rest:
        raise ValueError("array split does not result in an equal division")
    return a[..., k * width : (k + 1) * width] if axis == -1 else np.split(a, count, axis=axis)[k]


def shifted_block(a, k, count, start, stop):
    """The k-th block, cut off by some columns at either end."""
    width = a.shape[-1] // count
    return a[..., max(0, k * width + start) : (k + 1) * width + stop]


def each_block_transposed(a):
    """The blocks of a weight, each square one transposed."""
    return np.concatenate([part.T for part in np.split(a, a.shape[1] // a.shape[0], axis=1)], axis=1)


def square_transposed(a):
    """A transposed matrix, which must be square."""
    if a.ndim != 2 or a.shape[0] != a.shape[1]:
        raise ValueError("not square")
    return a.T


def kept_rows(a, first, last):
    """Rows outside of these are 0."""
    kept = np.zeros(len(a), dtype=bool)
    kept[first:last] = True
    return a * kept.reshape(-1, *[1] * (a.ndim - 1))


def over_columns(a):
    """Probabilities down the columns."""
    return softmax(a.T).T if np.ndim(a) > 1 else np.ones_like(a)


def overflowing_softmax(a):
    """Probabilities without taking the largest away first."""
    e = np.exp(a)
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax_of_all(a):
    """One softmax over the whole array."""
    e = np.exp(a - np.max(a))
    return e / np.sum(e)


IN_REFERENCES = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.true_divide,
    "pow": np.power,
    "neg": np.negative,
    "product": lambda a, b: a @ b,
    "transposed": lambda a: a.T,
    "tanh": np.tanh,
    "exp": np.exp,
    "log": np.log,
    "log2": np.log2,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "max of two": np.maximum,
    "at most": lambda a, b: a <= b,
    "sigmoid": sigmoid,
    "log_sigmoid": log_sigmoid,
    "sigmoid_slope": sigmoid_slope,
    "tanh_slope": tanh_slope,
    "softmax": softmax,
    "one_hot": one_hot,
    "pick": pick,
    "block": block,
    "joined": lambda *parts, axis: np.concatenate(parts, axis=axis),
    "stacked": lambda *parts: np.stack(parts),
    "sum": lambda a, axis, keepdims: np.sum(a, axis=axis, keepdims=keepdims),
    "mean": lambda a, axis, keepdims: np.mean(a, axis=axis, keepdims=keepdims),
    "max": lambda a, axis, keepdims: np.max(a, axis=axis, keepdims=keepdims),
    "any": lambda a, axis, keepdims: np.any(a, axis=axis, keepdims=keepdims),
    "item": take,
    "gathered": lambda a, rows, columns: a[rows, columns],
    "indexed": lambda a, index: a[index],
    "counted": np.arange,
    "size": lambda a, axis: np.shape(a)[axis],
    "identity": lambda n: np.eye(n),
    "result": lambda a, k: a,
}

IN_WRONG_ANSWERS = {
    "zero": lambda a: np.zeros_like(a, dtype=float),
    "one": lambda a: np.ones_like(a, dtype=float),
    "same": lambda a: a,
    "relu": lambda a: np.maximum(a, 0),
    "hard sigmoid": lambda a: np.clip(0.5 + 0.25 * a, 0, 1),
    "harder sigmoid": lambda a: np.clip(0.5 + 0.2 * a, 0, 1),
    "line": lambda a: 0.5 + a / 4,
    "overflowing sigmoid": lambda a: np.exp(a) / (1 + np.exp(a)),
    "naive sigmoid": lambda a: 1 / (1 + np.exp(-a)),
    "mirrored sigmoid": lambda a: 1 / (1 + np.exp(a)),
    "softmax over columns": over_columns,
    "softmax of all": softmax_of_all,
    "overflowing softmax": overflowing_softmax,
    "square": lambda a: a * a,
    "inverse": lambda a: 1 / a,
    "log10": np.log10,
    "exp2": np.exp2,
    "log1p": np.log1p,
    "log of a little more": lambda a, eps: np.log(a + eps),
    "cos": np.cos,
    "sin": np.sin,
    "every nth column": lambda a, k, count: a[..., k::count],
    "shifted block": shifted_block,
    "block as wide as": lambda a, like, k: a[..., k * like.shape[-1] : (k + 1) * like.shape[-1]],
    "each block transposed": each_block_transposed,
    "square transposed": square_transposed,
    "diagonal": lambda a: a * np.eye(*a.shape),
    "over the batch": lambda a, rows: a / len(rows),
    "over its size": lambda a: a / a.size,
    "mean of rows": lambda a: np.broadcast_to(a.mean(0, keepdims=True), a.shape),
    "first row for all": lambda a: np.broadcast_to(a[:1], a.shape),
    "last row for all": lambda a: np.broadcast_to(a[-1:], a.shape),
    "kept rows": kept_rows,
    "whole sum": lambda a: np.full_like(a, np.sum(a)),
    "matrix of slopes": lambda a: np.diag(a) if a.ndim == 1 else a,
    "median": lambda a, axis, keepdims: np.median(a, axis=axis, keepdims=keepdims),
    "least": lambda a, axis, keepdims: np.min(a, axis=axis, keepdims=keepdims),
    "less than": lambda a, b: a < b,
    "more than": lambda a, b: a > b,
    "at least": lambda a, b: a >= b,
    "all": lambda a, axis, keepdims: np.all(a, axis=axis, keepdims=keepdims),
    "likeliest": lambda p, draw: np.argmax(p, axis=-1),
    "turned round": lambda a: a[::-1],
}

OPERATIONS = IN_REFERENCES | IN_WRONG_ANSWERS
