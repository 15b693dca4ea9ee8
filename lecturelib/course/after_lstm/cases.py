"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import log_sigmoid
from ..cases import cell_arguments, cell_cases, positive, scaled, step_cases, weights


def min_gru_cases(rng):
    """The thermometer of the page, which is trusted one fifth; then cells of every size."""
    by_hand = np.array([[10.0]]), np.array([[20.0]]), np.array([[0.0, 1.0]]), np.array([-np.log(4), 0.0])

    def build(normal, T, B, D, H):
        W, _, b = weights(normal, D, H, blocks=2)
        return normal(B, D), normal(B, H), W, b

    return [by_hand, *step_cases(rng, build)]


def scan_cases(rng):
    """The page's account; then short and long, odd and even, of one channel and many; the last with factors of 0 and
    below."""
    account = np.array([1, 0.5, 1, 0.5, 1, 0, 1, 0.5]), np.array([4.0, 0, 2, 0, 8, 2, 0, 4])
    shapes = [(4,), (1,), (2,), (3,), (5,), (8,), (4, 2), (1, 3), (2, 2), (3, 1), (6, 2), (7, 3), (9, 2, 2), (16,)]
    shapes += [(17, 2), (31,), (64, 2), (100, 3), (1000,), (7,), (12, 2)]
    cases = [(rng.random(shape), rng.normal(size=shape)) for shape in shapes]
    return [account, *cases[:-2], *((a * np.resize([1, 0, -1], a.shape), b) for a, b in cases[-2:])]


FAR = [1000, -1000, 1000, -1000, 3000, 3000, -3000, -3000]  # b of four i and four f: every pair of signs


def slstm_cases(rng):
    """The page's second step; opinions between -9 and 9, half of the cases from the start of a sequence; then some
    whose exp is no number.

    Where a sequence goes on, what is carried on and what is new weigh more in turn; at its start, the first opinion of
    i is below the logarithm of f.
    """

    zero, one = np.zeros((1, 1)), np.ones((1, 1))
    opinions = np.array([1.0, 50.0, np.arctanh(0.5), 0.0])
    by_hand = zero, zero, 0.2 * one, one, zero, np.zeros((1, 4)), np.zeros((1, 4)), opinions

    def bounded(normal, B, D, H):
        x, h, c, n, m, *rest = map(np.tanh, cell_arguments(normal, B, D, H, blocks=4, states=4))
        return x, h, c, 1 + abs(n), m, *rest

    def build(normal, T, B, D, H):
        x, h, c, n, m, W, U, b = bounded(normal, B, D, H)
        a_i, a_f, *_ = np.split(x @ W + h @ U + b, 4, axis=-1)
        ahead, turns = a_i - log_sigmoid(a_f), np.resize([1, -1], (B, H)) * positive(rng)(B, H)
        if T > 2:
            return x, h, c, n, ahead + turns, W, U, b
        b[:H] -= ahead[0] + turns[0]
        return x, h, 0 * c, 0 * n, np.full_like(m, -np.inf), W, U, b

    def far(B, D, H):
        *states, b = bounded(scaled(rng, 1.0), B, D, H)
        b[: 2 * H] = FAR * (1 + rng.random(2 * H))
        return *states, b

    return [by_hand, *cell_cases(rng, build), far(1, 2, 4), far(3, 2, 4)]


def recurrence_cases(rng):
    """The page's carousel; then shapes of all kinds, A below 1 in size."""
    carousel = np.array([[5.0], [0.0], [0.0], [0.0]]), 0.9 * np.roll(np.eye(3), 1, axis=1), np.eye(3)[:1]

    def build(normal, T, B, D, H):
        return normal(T + 1, D), rng.normal(size=(H, H)) / (2 * H**0.5), normal(D, H)

    return [carousel, *cell_cases(rng, build)]


def attention_cases(rng):
    """The page's two entries, then every size."""
    by_hand = np.array([[2.0, 0.0]]), np.eye(2), np.array([[7.0], [3.0]])

    def build(normal, T, B, D, H):
        return normal(B, D), normal(T + 1, D), normal(T + 1, H)

    return [by_hand, *cell_cases(rng, build)]
