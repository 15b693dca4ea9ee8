"""The reference: its values, and every gradient before complex step, central differences and torch."""

import warnings

import numpy as np
import pytest
import torch
from gradients import central_differences, complex_step, error

from lecturelib.reference import (
    affine_backward,
    bptt,
    clip_by_norm,
    continue_trend,
    cross_entropy,
    dinner_step,
    gate,
    generate,
    one_hot,
    pick,
    rnn_classify,
    rnn_step,
    rnn_step_backward,
    sigmoid,
    sigmoid_slope,
    softmax,
    step_jacobian,
    tanh_slope,
    unroll,
)

EXACT = 1e-12
SIZES = [(1, 1, 1, 1), (1, 2, 3, 2), (4, 1, 2, 5), (5, 3, 4, 4), (6, 4, 1, 3)]  # T, B, D, H


def weights(rng, D, H):
    return rng.normal(size=(D, H)), rng.normal(size=(H, H)), rng.normal(size=H)


def affine(x, W, b):
    return x @ W + b


def squashed_memory(x, h, c, W, U, b):
    """A step with two states, so that the loops meet one before the LSTM comes."""
    c = 0.5 * c + np.tanh(x @ W + h @ U + b)
    return np.sin(c), c


def squashed_memory_backward(dh, dc, x, h, c, W, U, b):
    t = np.tanh(x @ W + h @ U + b)
    dc = dc + dh * np.cos(0.5 * c + t)
    dx, dW, db = affine_backward(dc * (1 - t**2), x, W, b)
    dh, dU, _ = affine_backward(dc * (1 - t**2), h, U, b)
    return dx, dh, 0.5 * dc, dW, dU, db


def torch_gradients(function, arguments, upstream):
    """Gradients of Σ upstream · function by autograd; function is written in torch."""
    leaves = [torch.tensor(a, requires_grad=True) for a in arguments]
    (function(*leaves) * torch.tensor(upstream)).sum().backward()
    return [leaf.grad.numpy() for leaf in leaves]


def torch_unroll(xs, h, W, U, b):
    hs = []
    for x in xs:
        h = torch.tanh(x @ W + h @ U + b)
        hs.append(h)
    return torch.stack(hs)


@pytest.mark.parametrize("function", [sigmoid, softmax])
def test_squashing_never_overflows_or_warns(function):
    with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
        warnings.simplefilter("error")
        answer = function(np.array([-1e307, -1000.0, 0.0, 1000.0, 1e307]))
    assert np.isfinite(answer).all() and (answer >= 0).all() and (answer <= 1).all()


def test_sigmoid_is_the_logistic_function_and_half_a_tanh():
    a = np.linspace(-20, 20, 401)
    assert error(sigmoid(a), 1 / (1 + np.exp(-a))) < 1e-15
    assert error(2 * sigmoid(2 * a) - 1, np.tanh(a)) < 1e-15


@pytest.mark.parametrize(("squash", "slope", "most"), [(sigmoid, sigmoid_slope, 0.25), (np.tanh, tanh_slope, 1.0)])
def test_slopes_are_derivatives_with_the_stated_maximum(squash, slope, most):
    a = np.linspace(-5, 5, 101)
    assert error(slope(squash(a)), squash(a + 1e-30j).imag / 1e-30) < 1e-14
    assert np.max(slope(squash(a))) == slope(squash(np.array(0.0))) == most


def test_one_hot_takes_indices_of_any_shape():
    assert one_hot(1, 3).tolist() == [0, 1, 0]
    assert one_hot(np.array([[0, 2]]), 3).tolist() == [[[1, 0, 0], [0, 0, 1]]]


def test_gate_and_trend_by_hand():
    assert np.allclose(gate(np.array([0.8, 0.8]), np.array([0.0, 1000.0])), [0.4, 0.8], rtol=1e-15)
    assert continue_trend(14, 17) == 20


def test_softmax_rows_sum_to_one_and_ignore_a_shift():
    a = np.random.default_rng(0).normal(size=(4, 3, 5))
    assert error(softmax(a).sum(axis=-1), np.ones((4, 3))) < 1e-15
    assert error(softmax(a + 100.0), softmax(a)) < 1e-12


@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_cross_entropy_against_torch(scale):
    rng = np.random.default_rng(1)
    logits, targets = scale * rng.normal(size=(6, 4)), rng.integers(4, size=6)
    loss, dlogits = cross_entropy(logits, targets)
    leaf = torch.tensor(logits, requires_grad=True)
    theirs = torch.nn.functional.cross_entropy(leaf, torch.tensor(targets))
    theirs.backward()
    assert error(loss, theirs.detach().numpy()) < EXACT
    assert error(dlogits, leaf.grad.numpy()) < EXACT


def test_cross_entropy_gradient_by_complex_step_and_differences():
    rng = np.random.default_rng(2)
    logits, targets = rng.normal(size=(3, 4)), np.array([3, 0, 0])
    _, dlogits = cross_entropy(logits, targets)

    def loss(a):
        return cross_entropy(a, targets)[0]

    assert error(dlogits, complex_step(loss, (logits,), 1.0)[0]) < EXACT
    assert error(dlogits, central_differences(loss, logits, 1.0)) < 1e-8


@pytest.mark.parametrize("size", SIZES)
def test_affine_backward(size):
    T, B, D, H = size
    rng = np.random.default_rng(T)
    arguments = rng.normal(size=(B, D)), rng.normal(size=(D, H)), rng.normal(size=H)
    da = rng.normal(size=(B, H))
    ours = affine_backward(da, *arguments)
    judges = complex_step(affine, arguments, da), torch_gradients(affine, arguments, da)
    for judge in judges:
        assert max(map(error, ours, judge)) < EXACT


@pytest.mark.parametrize("size", SIZES)
def test_rnn_step_backward(size):
    T, B, D, H = size
    rng = np.random.default_rng(T)
    arguments = rng.normal(size=(B, D)), rng.normal(size=(B, H)), *weights(rng, D, H)
    dh = rng.normal(size=(B, H))
    ours = rnn_step_backward(dh, *arguments)
    theirs = torch_gradients(lambda x, h, *w: torch_unroll(x[None], h, *w)[0], arguments, dh)
    for judge in (complex_step(rnn_step, arguments, dh), theirs):
        assert max(map(error, ours, judge)) < EXACT
    differences = central_differences(lambda h: rnn_step(arguments[0], h, *arguments[2:]), arguments[1], dh)
    assert error(ours[1], differences) < 1e-8


@pytest.mark.parametrize("size", SIZES)
def test_bptt(size):
    T, B, D, H = size
    rng = np.random.default_rng(T)
    arguments = rng.normal(size=(T, B, D)), rng.normal(size=(B, H)), *weights(rng, D, H)
    dhs = rng.normal(size=(T, B, H))
    ours = bptt(dhs, rnn_step, rnn_step_backward, *arguments)
    by_step = complex_step(lambda xs, *rest: unroll(rnn_step, xs, *rest)[0], arguments, dhs)
    for judge in (by_step, torch_gradients(torch_unroll, arguments, dhs)):
        assert max(map(error, ours, judge)) < EXACT


def test_the_loops_carry_two_states():
    rng = np.random.default_rng(5)
    xs, h, c = rng.normal(size=(4, 2, 3)), rng.normal(size=(2, 5)), rng.normal(size=(2, 5))
    w, dhs = weights(rng, 3, 5), rng.normal(size=(4, 2, 5))
    hs, last = unroll(squashed_memory, xs, (h, c), *w)
    assert isinstance(last, tuple) and np.array_equal(last[0], hs[-1])
    dxs, (dh, dc), *dweights = bptt(dhs, squashed_memory, squashed_memory_backward, xs, (h, c), *w)
    flat = complex_step(lambda xs, h, c, *w: unroll(squashed_memory, xs, (h, c), *w)[0], (xs, h, c, *w), dhs)
    assert max(map(error, [dxs, dh, dc, *dweights], flat)) < EXACT


def test_step_jacobian_rows_are_old_states_and_columns_new():
    rng = np.random.default_rng(6)
    x, h, w = rng.normal(size=(3, 2)), rng.normal(size=(3, 4)), weights(rng, 2, 4)
    J = step_jacobian(x, h, *w)
    for j in range(4):
        bump = 1e-30j * one_hot(j, 4)
        assert error(J[:, j], rnn_step(x, h + bump, *w).imag / 1e-30) < EXACT
    dh = rng.normal(size=(3, 4))
    assert error(rnn_step_backward(dh, x, h, *w)[1], np.einsum("bk,bjk->bj", dh, J)) < EXACT


def test_clip_by_norm_keeps_direction_and_reports_the_norm_before():
    grads = [np.array([3.0]), np.array([[4.0]])]
    clipped, norm = clip_by_norm(grads, 1.0)
    assert norm == 5.0 and [g.item() for g in clipped] == pytest.approx([0.6, 0.8], rel=1e-15)
    same, norm = clip_by_norm(grads, 6.0)
    assert norm == 5.0 and [g.item() for g in same] == [3.0, 4.0]
    assert clip_by_norm([np.zeros(2)], 1.0)[1] == 0.0


def test_pick_takes_each_token_as_often_as_its_probability():
    p = np.array([[0.5, 0.0, 0.3, 0.2]])
    draws = (np.arange(1000) + 0.5) / 1000
    tokens = pick(np.repeat(p, 1000, axis=0), draws)
    assert np.bincount(tokens, minlength=4).tolist() == [500, 0, 300, 200]
    assert pick(p, np.array([0.0])).item() == 0


def test_classify_and_generate_are_the_step_in_a_loop():
    rng = np.random.default_rng(7)
    xs, h, w = rng.normal(size=(3, 2, 4)), rng.normal(size=(2, 5)), weights(rng, 4, 5)
    W_y, b_y = rng.normal(size=(5, 4)), rng.normal(size=4)
    last = h
    for x in xs:
        last = rnn_step(x, last, *w)
    assert error(rnn_classify(xs, h, *w, W_y, b_y), softmax(last @ W_y + b_y)) < 1e-15
    tokens = generate(np.full((3, 2), 0.4), np.array([0, 3]), h, *w, W_y, b_y)
    h1 = rnn_step(one_hot(np.array([0, 3]), 4), h, *w)
    first = pick(softmax(h1 @ W_y + b_y), np.full(2, 0.4))
    h2 = rnn_step(one_hot(first, 4), h1, *w)
    assert tokens.shape == (3, 2) and tokens[0].tolist() == first.tolist()
    assert tokens[1].tolist() == pick(softmax(h2 @ W_y + b_y), np.full(2, 0.4)).tolist()


def test_dinner_step_remembers_while_nobody_writes():
    rotation = np.roll(np.eye(3), 1, axis=1)
    w = 8 * (2 * rotation - 1), 8 * rotation, np.full(3, -4.0)
    xs = np.zeros((7, 1, 3))
    xs[0, 0, 0] = 1
    hs, _ = unroll(dinner_step, xs, np.zeros((1, 3)), *w)
    assert hs[:, 0].argmax(axis=-1).tolist() == [1, 2, 0, 1, 2, 0, 1]
