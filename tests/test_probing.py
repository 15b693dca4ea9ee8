"""Readers in pairs change places where they are told to, and what comes back of an error is what the engine brings."""

import numpy as np
import pytest

from lecturelib import CELLS
from lecturelib.probing import after_swap, apart, arriving, in_pairs, own_word, swapped, two_girls, two_names
from lecturelib.reference import lstm_step, lstm_step_backward, unroll
from lecturelib.tasks import AGREEMENT_WORDS, agreement
from lecturelib.train import new_model

MODEL = new_model(CELLS["lstm"], agreement(), 5, np.random.default_rng(0))


def test_pairs_lie_side_by_side_and_differ_in_their_subject_alone():
    xs = two_girls(pairs=7)
    assert xs.shape == (7, 14, 9) and (xs.sum(axis=-1) == 1).all()
    assert [(xs[t, ::2] != xs[t, 1::2]).any() for t in range(7)] == [False, True] + 5 * [False]
    assert xs[1, 0, AGREEMENT_WORDS.index("girl")] == xs[1, 1, AGREEMENT_WORDS.index("girls")] == 1
    assert {xs.shape[1:] for xs in two_names().values()} == {(8, 5)}


def test_only_these_units_of_a_pair_change_places():
    part = np.arange(12.0).reshape(4, 3)
    assert swapped(part, [1]).tolist() == [[0, 4, 2], [3, 1, 5], [6, 10, 8], [9, 7, 11]]
    assert (part == np.arange(12).reshape(4, 3)).all() and (swapped(part, []) == part).all()


def test_nothing_exchanged_is_the_network_and_everything_exchanged_is_the_other_reader():
    xs = two_girls(pairs=7)
    plain = MODEL.predict(xs)[-1]
    np.testing.assert_allclose(after_swap(lstm_step, MODEL.params, xs, []), plain, atol=1e-13)
    np.testing.assert_allclose(after_swap(lstm_step, MODEL.params, xs, words_left=7), plain, atol=1e-13)
    other = after_swap(lstm_step, MODEL.params, xs)
    np.testing.assert_allclose(other, plain.reshape(7, 2, 9)[:, ::-1].reshape(14, 9), atol=1e-13)
    for parts in "hc":
        assert np.abs(after_swap(lstm_step, MODEL.params, xs, parts=parts) - plain).max() > 1e-6
    assert own_word(plain, AGREEMENT_WORDS, "sings", "sing") == 1 - own_word(other, AGREEMENT_WORDS, "sings", "sing")


def test_they_change_places_as_many_words_before_the_end_as_was_said():
    xs = two_girls(pairs=3)
    for words_left in (1, 3):
        _, state = unroll(lstm_step, xs[:-words_left], (np.zeros((6, 5)),) * 2, *MODEL.weights.values())
        h, _ = state = state[0], swapped(state[1], [2, 4])
        for x in xs[-words_left:]:
            h, _ = state = lstm_step(x, *state, *MODEL.weights.values())
        scores = after_swap(lstm_step, MODEL.params, xs, [2, 4], "c", words_left)
        np.testing.assert_allclose(scores, h @ MODEL.params["W_y"] + MODEL.params["b_y"], atol=1e-13)


def test_memories_are_apart_from_the_word_that_differs_on():
    xs = in_pairs([". girl with"], [". girls with"], AGREEMENT_WORDS)
    distances = apart(lstm_step, MODEL.params, xs)
    _, (_, c) = unroll(lstm_step, xs, (np.zeros((2, 5)),) * 2, *MODEL.weights.values())
    assert distances.shape == (3, 5) and not distances[0].any() and distances[1].all()
    np.testing.assert_allclose(distances[-1], np.abs(c[0] - c[1]))


def test_what_arrives_is_the_engines_gradient_and_along_the_belt_alone_the_product_of_f():
    lags, hidden, lstm = 6, 4, CELLS["lstm"]
    at_h, at_c = arriving(lstm_step, lstm_step_backward, 2.0, seed=3, lags=lags, hidden=hidden)
    rng = np.random.default_rng(3)
    params = lstm.init(4, hidden, rng, forget_bias=2.0)
    xs = np.repeat(rng.normal(size=(lags + 20, 1, 4)), hidden, axis=1)
    _, state, _ = lstm.forward(params, xs[:20])
    _, _, tape = lstm.forward(params, xs[20:], state)
    dh = np.zeros((lags, hidden, hidden))
    dh[-1] = np.eye(hidden)
    _, _, arrived = lstm.backward(params, tape, dh)
    assert [at_h[-1], at_c[-1]] == pytest.approx([np.linalg.norm(part, 2) for part in arrived])
    _, belt = arriving(lstm_step, lstm_step_backward, 50.0, seed=3, belt_alone=True, lags=lags, hidden=hidden)
    assert belt == pytest.approx(np.full(lags, belt[0])) and belt[-1] < at_c[-1]
