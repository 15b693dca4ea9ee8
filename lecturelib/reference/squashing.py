"""Squashing functions, their slopes, and the parts a recurrent cell is built from."""

import numpy as np


def sigmoid(a):
    """Squash every value of a into (0, 1): s = 1 / (1 + exp(-a)).

    a: any shape. Returns the same shape. Neither overflows nor warns, however large a is.
    """
    return 0.5 * (1 + np.tanh(0.5 * a))


def log_sigmoid(a):
    """The logarithm of the sigmoid: log σ(a) = -log(1 + exp(-a)), exact also where σ(a) is too small for a number.

    a: any shape. Returns the same shape, nothing above 0. Neither overflows nor warns, however large a is.
    """
    top = np.maximum(a, 0)
    return a - top - np.log(np.exp(a - top) + np.exp(-top))


def sigmoid_slope(s):
    """The slope of the sigmoid, from its *output* s: s (1 - s), at most 1/4.

    s = sigmoid(a), any shape. Returns the same shape.
    """
    return s * (1 - s)


def tanh_slope(t):
    """The slope of tanh, from its *output* t: 1 - t², at most 1.

    t = tanh(a), any shape. Returns the same shape.
    """
    return 1 - t**2


def one_hot(index, size):
    """A vector of zeros with a one at index.

    index: an integer, or an array of integers of any shape, each from 0 to size - 1; size: how many there are to
    choose from. Returns index.shape + (size,), floats: one row for every index.
    """
    return np.eye(size)[index]


def gate(signal, opinion):
    """What the opinions let through of the signals: signal ⊙ sigmoid(opinion).

    signal, opinion: the same shape. Returns that shape. ⊙ multiplies element by element.
    """
    return signal * sigmoid(opinion)


def softmax(a):
    """Turn each row of scores into probabilities: p_k = exp(a_k) / Σ_j exp(a_j).

    a (..., K). Returns the same shape; every row sums to 1. Neither overflows nor warns, however large a is.
    """
    e = np.exp(a - np.max(a, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)
