"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import gru_after_step, rnn_step, softmax
from ..cases import cell_cases, weights

SIZES = [(2, 1, 2), (3, 2, 3), (1, 1, 4), (4, 3, 2), (5, 2, 4), (6, 4, 3), (2, 5, 5)]  # (T, B, K)


def skill_cases(rng):
    """The two forecasts of the page; then forecasts of every size, better and worse than the baseline."""
    week = np.array([12.0, 14.0, 13.0, 17.0])
    cases = [(week + error, week + 2.0, week) for error in (1.0, np.array([0.0, -2.0, 3.0, 1.0]))]
    for n in range(2, 12):
        truth = rng.normal(10, 5, size=n)
        cases += [(truth + close * rng.normal(size=n), truth + rng.normal(size=n), truth) for close in (0.5, 2.0)]
    return cases


def surprise_cases(rng):
    """A coin, as on the page; then probabilities of every size, even and one-sided."""
    cases = [(np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([0, 0]))]
    for scale in (1.0, 3.0, 8.0):
        cases += [(softmax(scale * rng.normal(size=(T, K))), rng.integers(K, size=T)) for T, _, K in SIZES]
    return cases


def sample_cases(rng):
    temperatures = (1.0, 0.5, 2.0)
    return [(3 * rng.normal(size=(B + 4, K)), t, rng.random(B + 4)) for t in temperatures for _, B, K in SIZES]


def translate_cases(rng):
    """Vanilla networks and GRUs that read words of one size and write tokens of another, at every size."""

    def build(step, blocks):
        def arguments(normal, T, B, D, H):
            K = D + 3
            reader, writer = (weights(rng_normal, size, H, blocks) for size in (D, K))
            more = [(rng_normal(H),) for _ in "ab"] if step is gru_after_step else [(), ()]
            readout = rng.normal(size=(H, K)), rng.normal(size=K)
            start = rng.integers(K, size=B), T + 3
            return step, normal(T, B, D), normal(B, H), (*reader, *more[0]), (*writer, *more[1]), *readout, *start

        return arguments

    def rng_normal(*shape):
        return 2 * rng.normal(size=shape)

    return cell_cases(rng, build(rnn_step, 1)) + cell_cases(rng, build(gru_after_step, 3))


def attend_cases(rng):
    """Keys and values as the same states, as on the page, and of different sizes."""
    cases = []
    for scale in (1.0, 3.0, 30.0):
        for T, B, H in SIZES:
            keys = scale * rng.normal(size=(T, B, H))
            values = keys if scale == 1 else rng.normal(size=(T, B, H + 1))
            cases.append((rng.normal(size=(B, H)), keys, values))
    return cases
