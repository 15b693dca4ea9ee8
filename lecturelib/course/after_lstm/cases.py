"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ..cases import cell_arguments, cell_cases, scaled, weights


def min_gru_cases(rng):
    def build(normal, T, B, D, H):
        W, _, b = weights(normal, D, H, blocks=2)
        return normal(B, D), normal(B, H), W, b

    return cell_cases(rng, build)


def scan_cases(rng):
    """Short and long, odd and even, of one channel and of many; the last with factors of 0 and below."""
    shapes = [(4,), (1,), (2,), (3,), (5,), (8,), (4, 2), (1, 3), (2, 2), (3, 1), (6, 2), (7, 3), (9, 2, 2), (16,)]
    shapes += [(17, 2), (31,), (64, 2), (100, 3), (1000,), (7,), (12, 2)]
    cases = [(rng.random(shape), rng.normal(size=shape)) for shape in shapes]
    return [*cases[:-2], *((np.round(3 * a) - 1, b) for a, b in cases[-2:])]


def slstm_cases(rng):
    """Ordinary values, some of them from the start of a sequence; then opinions whose exp is no number."""

    def build(normal, T, B, D, H):
        x, h, c, n, m, *rest = cell_arguments(normal, B, D, H, blocks=4, states=4)
        started = T > 2
        return x, h, started * c, started * (1 + abs(n)), m if started else np.full_like(m, -np.inf), *rest

    far = [build(scaled(rng, 40.0), 3, *sizes) for sizes in ((1, 2, 2), (3, 2, 4))]
    return [*cell_cases(rng, build), *far]


def recurrence_cases(rng):
    """Shapes of all kinds, A below 1 in size."""

    def build(normal, T, B, D, H):
        return normal(T + 1, D), rng.normal(size=(H, H)) / (2 * H**0.5), normal(D, H)

    return cell_cases(rng, build)


def attention_cases(rng):
    def build(normal, T, B, D, H):
        return normal(B, D), normal(T + 1, D), normal(T + 1, H)

    return cell_cases(rng, build)
