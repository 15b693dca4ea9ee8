"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

import numpy as np

from ..cases import arrays, cell_arguments, cell_cases, mixed, positive, step_cases, weights

WRITTEN, ROWS = 6, 10  # words and rows more than the other cells are given
TWO_NEURONS = np.array([[1.0, -1.0], [0.0, 2.0]]), np.array([[1.0, 0.0], [0.5, -1.0]]), np.array([0.0, 0.5])  # W, U, b


def rnn_cases(rng):
    """The step that the notebook works by hand, then cells of every size."""
    by_hand = np.array([[1.0, 0.0]]), np.array([[0.5, -1.0]]), *TWO_NEURONS
    return [by_hand, *step_cases(rng, lambda normal, T, B, D, H: cell_arguments(normal, B, D, H))]


def classify_cases(rng):
    """Two inputs to the same two neurons, as the notebook works them by hand; then cells of every size."""
    readout = np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([1.0, 0.0])
    by_hand = np.array([[[1.0, 0.0]], [[0.0, 1.0]]]), np.zeros((1, 2)), *TWO_NEURONS, *readout

    def build(normal, T, B, D, H):
        return normal(T, B, D), normal(B, H), *weights(normal, D, H), normal(H, D + 1), normal(D + 1)

    return [by_hand, *cell_cases(rng, build)]


def generate_cases(rng):
    """Three turns that the notebook works by hand; then so many words that a wrong way of writing shows.

    Every second word pulls the state, and the state every second word, the other way, so that none is written for ever.
    """

    drawn = positive(rng)

    def build(normal, T, B, D, H):
        words = D + 2
        turns = np.resize([1.0, -1.0], words)
        start = rng.random((T + WRITTEN, B + ROWS)), rng.integers(words, size=B + ROWS), normal(B + ROWS, H)
        weights = turns[:, None] * drawn(words, H), rng.choice([-1, 1], (H, H)) * drawn(H, H), rng.normal(size=H) / 4
        return *start, *weights, turns * drawn(H, words) / H, np.resize([1, 1, -1, -1], words) * drawn(words)

    one_neuron = np.array([[2.0], [-2.0]]), np.array([[0.5]]), np.zeros(1), np.array([[-1.0, 1.0]]), np.zeros(2)
    by_hand = np.array([[0.5], [0.9], [0.3]]), np.array([0]), np.zeros((1, 1)), *one_neuron
    return [by_hand, *cell_cases(rng, build)]


SIZES = [(1, 2), (2, 3), (5, 3), (3, 2), (2, 2), (4, 5), (7, 3)]  # (B, K)


def softmax_cases(rng):
    """The scores of the notebook; arrays of many shapes; rows thousands apart, where one maximum for all is not enough,
    and where it is."""
    apart = [rng.normal(size=(B, 3)) + 3000 * rng.permutation(B)[:, None] for B in (2, 3, 5)]
    together = rng.normal(size=(2, 3)) + 3000
    several = [a for a in arrays(rng) if a.shape[-1] > 1]
    return [(a,) for a in [np.array([[2.0, 1.0, 0.0]]), *several, rng.normal(size=(4, 1)), *apart, together]]


def loss_cases(rng):
    """The two rows of the notebook, then scores of every size. Where these are large, the right answers are in turn
    least and most likely."""
    cases = [(np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]]), np.array([2, 0]))]
    cases += [(mixed(rng, scale, (B, K)), rng.integers(K, size=B)) for scale in (1.0, 5.0) for B, K in SIZES]
    cases.append((rng.normal(size=(3, 1)), np.zeros(3, int)))
    for B, K in SIZES:
        logits = mixed(rng, 1000.0, (B, K))
        surprising = np.arange(B) % 2 == 0
        cases.append((logits, np.where(surprising, logits.argmin(axis=-1), logits.argmax(axis=-1))))
    return cases
