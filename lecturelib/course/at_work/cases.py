"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ...reference import gru_after_step, rnn_step, softmax
from ..cases import cell_cases, positive, scaled, weights

SIZES = [(2, 1, 2), (3, 2, 3), (1, 1, 4), (4, 3, 2), (5, 2, 4), (6, 4, 3), (2, 5, 5)]  # (T, B, K)
ROWS = 40  # more than the other cells are given


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
    """Draws from the page's probabilities at a temperature of ½; then so many rows that every temperature shows."""
    by_hand = np.log([[0.6, 0.3, 0.1]] * 3), 0.5, np.array([0.5, 0.7, 0.99])

    def build(temperature, rows, K):
        return 1.5 * rng.normal(size=(rows, K)), temperature, rng.random(rows)

    sizes = [(temperature, B + ROWS, K) for temperature in (1.0, 0.5, 2.0) for _, B, K in SIZES]
    return [by_hand, *(build(*size) for size in [(1.0, 5, 2), *sizes])]


def adding_step(x, h, w):
    """The page's cell, which adds what it hears."""
    return h + x @ w


def translate_cases(rng):
    """The page's example; then vanilla networks and GRUs that read words of one size and write tokens of another.

    The second is small; the others write so many rows that a wrong way of writing shows. After a token that pulls the
    state up comes one that pulls it down, unless what the state was weighs more: none is written for ever.
    """

    plain, drawn = scaled(rng, 1.0), positive(rng)

    def build(step, blocks, rows, written):
        def arguments(normal, T, B, D, H):
            K, B = D + 3, B + rows
            turns, memory = np.resize([1.0, -1.0], K), rng.choice([-1, 1], (H, blocks * H))
            reader = weights(plain, D, H, blocks)
            writer = turns[:, None] * drawn(K, blocks * H), 1.5 * memory * drawn(H, blocks * H), plain(blocks * H) / 4
            more = [(plain(H),) for _ in "ab"] if step is gru_after_step else [(), ()]
            readout = -turns * drawn(H, K) / H, np.resize([1, 1, -1, -1], K) * drawn(K) / 2
            start = rng.integers(K, size=B), T + written
            return step, normal(T, B, D), normal(B, H), (*reader, *more[0]), (*writer, *more[1]), *readout, *start

        return arguments

    words, weights_read, weights_write = np.eye(2)[:, None], np.array([[1.0], [2.0]]), np.array([[-2.0], [1.0]])
    readout = np.array([[1.0, -1.0]]), np.array([0.0, 1.0])
    by_hand = (adding_step, words, np.zeros((1, 1)), (weights_read,), (weights_write,), *readout, np.array([0]), 3)
    small = build(rnn_step, 1, rows=0, written=3)(plain, 2, 1, 2, 2)
    vanilla, gated = build(rnn_step, 1, ROWS, 6), build(gru_after_step, 3, ROWS, 6)
    return [by_hand, small, *cell_cases(rng, vanilla), *cell_cases(rng, gated)]


def two_letters(tokens):
    """The page's example: a first is likelier than b, but what follows b is surer."""
    return -np.log2([[0.6, 0.4], [0.55, 0.45], [0.9, 0.1]][len(tokens) and 1 + tokens[-1]])


def four_letters(tokens):
    """Four letters, each of which depends on all before it and on their places."""
    past = sum((place + 1.7) * (token + 2.3) for place, token in enumerate(tokens))
    e = np.exp(2 * np.sin(np.arange(1, 5) * (1.3 + past)))
    return -np.log2(e / e.sum())


def beam_cases(rng):
    """Two letters, as on the page by hand; then four, narrow and wide, from one step on, and once all that there are.

    Up to a width of 4 no step has fewer beginnings than are to be kept.
    """
    cases = [(two_letters, 2, 2), (two_letters, 1, 2), (four_letters, 20, 2), (four_letters, 4, 1)]
    pairs = [(four_letters, width, count) for width in range(1, 5) for count in range(2, 6)]
    return cases + [pairs[k] for k in rng.permutation(len(pairs))]


def attend_cases(rng):
    """Two moments, as on the page by hand; then keys and values as the same states, and of different sizes."""
    cases = [(np.array([[2.0]]), np.array([[[0.0]], [[1.0]]]), np.array([[[10.0]], [[20.0]]]))]
    for scale in (1.0, 0.5, 2.0):
        for T, B, H in SIZES:
            keys = scale * rng.normal(size=(T, B, H))
            values = keys if scale == 1 else rng.normal(size=(T, B, H + 1))
            cases.append((rng.normal(size=(B, H)), keys, values))
    return cases
