"""What the cases of the checks let nobody get away with: opinions beyond exp, whole numbers, a step of one's own."""

import numpy as np
import pytest

from lecturelib.exercises import EXERCISES
from lecturelib.reference import (
    cell_peephole_step,
    gru_after_step,
    gru_step,
    lstm_step,
    lstm_step_backward,
    no_forget_step,
    rnn_step,
    tanh_slope,
)


def steep_tanh(a):
    return (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))


def steep_sigmoid(a):
    return np.exp(a) / (1 + np.exp(a))


def with_steep_squashes(function):
    """The reference with squashes of its own, that are not a number where exp is infinite."""
    globals_ = dict(function.__globals__, sigmoid=steep_sigmoid, np=SteepNumpy())
    return type(function)(function.__code__, globals_, function.__name__)


class SteepNumpy:
    tanh = staticmethod(steep_tanh)

    def __getattr__(self, name):
        return getattr(np, name)


@pytest.mark.parametrize("step", [rnn_step, lstm_step, cell_peephole_step, gru_step, lstm_step_backward])
def test_a_squash_that_is_no_number_far_out_is_seen(step):
    verdict = EXERCISES[step.__name__].grade(with_steep_squashes(step))
    assert verdict.status == "partial" and "nan" in verdict.message


@pytest.mark.parametrize("step", [rnn_step, lstm_step, no_forget_step, gru_step, gru_after_step])
def test_results_made_in_the_likeness_of_a_state_of_whole_numbers_are_seen(step):
    def truncated(x, h, *others):
        results = step(x, h, *others)
        alike = [np.zeros_like(h) for _ in results] if isinstance(results, tuple) else np.zeros_like(h)
        for into, result in zip(alike, results, strict=True):
            into[:] = result
        return alike

    assert EXERCISES[step.__name__].grade(truncated).status == "partial"


def test_gradients_made_in_the_likeness_of_whole_numbers_are_seen():
    def affine_backward(da, x, W, b):
        dW, db = np.zeros_like(W), np.zeros_like(b)
        dW[:], db[:] = x.T @ da, da.sum(axis=0)
        return da @ W.T, dW, db

    def clip_by_norm(grads, limit):
        norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
        clipped = [np.zeros_like(grad) for grad in grads]
        for into, grad in zip(clipped, grads, strict=True):
            into[:] = grad * (limit / norm if norm > limit else 1)
        return clipped, norm

    for answer in affine_backward, clip_by_norm:
        assert EXERCISES[answer.__name__].grade(answer).status == "partial"


def test_a_slope_made_in_the_likeness_of_whole_numbers_is_given_them():
    verdict = EXERCISES["tanh_slope"].grade(lambda t: tanh_slope(t) if t.dtype.kind == "f" else 1 - (t ^ 2))
    assert verdict.status == "partial" and "t=[ 0, 1, -1]" in verdict.example


def test_a_loop_that_ignores_the_step_it_is_given_is_right_in_half():
    def bptt(dhs, step, step_backward, xs, h, W, U, b):
        hs = [h]
        for x in xs:
            hs.append(np.tanh(x @ W + hs[-1] @ U + b))
        dh, dW, dU, db = 0 * h, 0 * W, 0 * U, 0 * b
        dxs = np.zeros(xs.shape)
        for t in reversed(range(len(xs))):
            da = (dh + dhs[t]) * (1 - hs[t + 1] ** 2)
            dxs[t], dh = da @ W.T, da @ U.T
            dW, dU, db = dW + xs[t].T @ da, dU + hs[t].T @ da, db + da.sum(axis=0)
        return dxs, dh, dW, dU, db

    verdict = EXERCISES["bptt"].grade(bptt)
    assert verdict.status == "partial" and 2 <= verdict.points <= 3
