"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import sigmoid
from ..cases import arrays


def one_hot_cases(rng):
    """Single indices, arrays of them, and one array as long as its vectors, whose matrix is no mirror of itself."""
    one = [(1, 3), (0, 3), (4, 7), (0, 1), (6, 7), (0, 2)] + [(int(rng.integers(2, size)), size) for size in (5, 9, 12)]
    shapes = [(2, 4), (1, 3), (5, 2), (4, 7), (3, 12), (2, 2, 3), (3, 2, 4), (2, 4, 5), (1, 1, 4), (4, 1, 3)]
    square = (np.arange(3) + rng.integers(1, 3)) % 3, 3
    return [*one, square, *((rng.integers(size, size=shape), size) for *shape, size in shapes)]


def sigmoid_cases(rng):
    ordinary = [np.array([0.0, 2.0, -2.0]), *arrays(rng, scales=(1.0, 2.0)), np.linspace(-20, 20, 9)]
    huge = [800 + 1000 * rng.random(shape) for shape in [(3,), (2, 2), (2, 1, 3)]]
    return [(a,) for a in ordinary + huge + [-a for a in huge] + [np.stack([a, -a]) for a in huge]]


def sigmoid_slope_cases(rng):
    return [(np.array([0.5, 0.9, 0.1]),)] + [(sigmoid(a),) for a in arrays(rng)]


def tanh_slope_cases(rng):
    return [(np.array([0.0, 0.5, -0.9]),)] + [(np.tanh(a),) for a in arrays(rng)] + [(np.array([0, 1, -1]),)]


def gate_cases(rng):
    by_hand = (np.array([10.0, 10.0, 10.0]), np.array([2.0, 0.0, -2.0]))
    return [by_hand, *zip(arrays(rng, scales=(1.0, 5.0, 5.0)), arrays(rng), strict=True)]
