"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ..cases import SIZES, cell_arguments, cell_cases


def jacobian_cases(rng):
    """Arguments within (-1, 1), where no slope is 0."""
    return cell_cases(rng, lambda n, T, B, D, H: tuple(map(np.tanh, cell_arguments(n, B, D, H))))


def clip_cases(rng):
    """Lists of one to four arrays, norms on both sides of the limit; whole numbers, and gradients of 0."""
    by_hand = [([np.array([3.0]), np.array([4.0])], limit) for limit in (1.0, 10.0)]
    drawn = []
    for _, B, D, H in SIZES:
        arrays = [rng.normal(size=shape) for shape in ((D, H), (H, H), (H,), (B, D, H))[: 1 + (D + H) % 4]]
        norm = float(np.sqrt(sum(np.sum(a**2) for a in arrays)))
        drawn += [(arrays, 0.3 * norm), (arrays, 1.7 * norm)]
    whole = [np.array([3, 0]), np.array([4])], 1.0
    return [*by_hand, *drawn, whole, ([np.zeros((2, 3)), np.zeros(3)], 1.0)]
