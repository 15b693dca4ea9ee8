"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ..cases import SIZES, cell_arguments, cell_cases

PAIR = (  # two neurons: x, h, W, U, b
    np.array([[1.0]]),
    np.array([[1.0, 0.0]]),
    np.array([[0.0, -1.0]]),
    np.array([[0.5, 1.0], [2.0, -1.0]]),
    np.zeros(2),
)


def jacobian_cases(rng):
    """Two neurons that the notebook works by hand; then arguments within (-1, 1), where no slope is 0."""
    drawn = cell_cases(rng, lambda n, T, B, D, H: tuple(map(np.tanh, cell_arguments(n, B, D, H))))
    return [PAIR, *drawn]


def clip_cases(rng):
    """The notebook's 3 and 4; lists of one to four arrays, norms on both sides of the limit; whole numbers; zeros."""
    by_hand = [([np.array([3.0]), np.array([4.0])], limit) for limit in (2.0, 10.0)]
    drawn = []
    for _, B, D, H in SIZES:
        arrays = [rng.normal(size=shape) for shape in ((D, H), (H, H), (H,), (B, D, H))[: 1 + (D + H) % 4]]
        norm = float(np.sqrt(sum(np.sum(a**2) for a in arrays)))
        drawn += [(arrays, 0.3 * norm), (arrays, 1.7 * norm)]
    whole = [np.array([3, 0]), np.array([4])], 1.0
    return [*by_hand, *drawn, whole, ([np.zeros((2, 3)), np.zeros(3)], 1.0)]
