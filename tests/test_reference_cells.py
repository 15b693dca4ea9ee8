"""The gated cells of the reference: their values and every gradient, before three judges, and piece by piece."""

import inspect

import numpy as np
import pytest
import torch
import torch_steps
from gradients import central_differences, complex_step, error

from lecturelib import CELLS, reference
from lecturelib.reference import (
    as_tuple,
    bptt,
    forget_time_constant,
    gru_after_step,
    gru_after_step_backward,
    gru_from_torch,
    lstm_memory_backward,
    lstm_output_backward,
    lstm_step,
    lstm_step_backward,
    unroll,
)

EXACT = 1e-12
SIZES = [(1, 1, 1), (2, 3, 2), (1, 2, 5), (3, 4, 4), (4, 1, 3)]  # B, D, H
every_cell = pytest.mark.parametrize("name", CELLS)
every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def arguments(name, size, scale=1.0):
    """x, the old states and the weights of a step, in its order."""
    (B, D, H), rng = size, np.random.default_rng(size)
    shapes = {"x": (B, D)} | dict.fromkeys(CELLS[name].takes, (B, H)) | CELLS[name].shapes(D, H)
    assert list(shapes) == list(inspect.signature(step(name)).parameters)
    return tuple(scale * rng.normal(size=shape) for shape in shapes.values())


def step(name):
    return getattr(reference, f"{name}_step")


def gradients(name, upstream, given):
    return getattr(reference, f"{name}_step_backward")(*upstream, *given)


def upstream_of(name, given):
    """An error for every new state of a step."""
    rng = np.random.default_rng(9)
    return tuple(rng.normal(size=state.shape) for state in as_tuple(step(name)(*given)))


@every_cell
@every_size
def test_a_step_and_its_gradients_equal_torchs(name, size):
    given = arguments(name, size)
    upstream, leaves = upstream_of(name, given), [torch.tensor(a, requires_grad=True) for a in given]
    states = torch_steps.STEPS[name](*leaves)
    torch.autograd.backward(states, [torch.tensor(u) for u in upstream])
    assert max(map(error, as_tuple(step(name)(*given)), (s.detach() for s in states))) < EXACT
    ours, theirs = gradients(name, upstream, given), [leaf.grad for leaf in leaves]
    assert len(ours) == len(theirs) and max(map(error, ours, theirs)) < EXACT


@every_cell
@every_size
def test_gradients_equal_the_complex_step(name, size):
    given = arguments(name, size)
    upstream = upstream_of(name, given)
    wanted = complex_step(step(name), given, upstream)
    assert max(map(error, gradients(name, upstream, given), wanted)) < EXACT


@every_cell
def test_gradients_equal_central_differences(name):
    given = arguments(name, (2, 3, 4))
    upstream = upstream_of(name, given)
    for k, ours in enumerate(gradients(name, upstream, given)):
        moved = central_differences(lambda a, k=k: step(name)(*given[:k], a, *given[k + 1 :]), given[k], upstream)
        assert error(ours, moved) < 1e-8


@every_cell
def test_large_values_neither_overflow_nor_warn(name):
    given = arguments(name, (2, 3, 4), scale=1e3)
    with np.errstate(all="raise", under="ignore"):
        states = as_tuple(step(name)(*given))
        back = gradients(name, upstream_of(name, given), given)
    assert all(np.isfinite(a).all() for a in (*states, *back))


@every_cell
def test_nothing_given_is_changed(name):
    given = arguments(name, (2, 3, 4))
    copies, upstream = [a.copy() for a in given], upstream_of(name, given)
    errors = [u.copy() for u in upstream]
    gradients(name, upstream, given)
    assert all(np.array_equal(a, b) for a, b in zip((*given, *upstream), (*copies, *errors), strict=True))


def sequence(name, T=5, size=(3, 4, 2)):
    """A first state, weights, inputs along time, and the errors that enter at every h."""
    B, D, H = size
    x, *rest = arguments(name, size)
    count = len(as_tuple(step(name)(x, *rest)))
    rng, state = np.random.default_rng(8), tuple(rest[:count])
    return state if count > 1 else state[0], rest[count:], rng.normal(size=(T, B, D)), rng.normal(size=(T, B, H))


@pytest.mark.parametrize("name", [name for name, cell in CELLS.items() if cell.takes == cell.states])
def test_the_loops_take_every_step(name):
    state, weights, xs, dhs = sequence(name)
    dxs, dstate, *dweights = bptt(dhs, step(name), getattr(reference, f"{name}_step_backward"), xs, state, *weights)
    count = len(as_tuple(state))

    def run(xs, *rest):
        first = rest[:count] if count > 1 else rest[0]
        return unroll(step(name), xs, first, *rest[count:])[0]

    wanted = complex_step(run, (xs, *as_tuple(state), *weights), dhs)
    assert max(map(error, (dxs, *as_tuple(dstate), *dweights), wanted)) < EXACT


def test_torch_lstm_agrees_over_time():
    (h, c), (W, U, b), xs, dhs = sequence("lstm")
    layer = torch.nn.LSTM(xs.shape[2], h.shape[1], dtype=torch.float64)
    with torch.no_grad():
        for parameter, value in zip(layer.parameters(), (W.T, U.T, b, 0 * b), strict=True):
            parameter.copy_(torch.tensor(value))
    leaves = [torch.tensor(a, requires_grad=True) for a in (xs, h[None], c[None])]
    theirs, _ = layer(leaves[0], tuple(leaves[1:]))
    theirs.backward(torch.tensor(dhs))
    hs, _ = unroll(lstm_step, xs, (h, c), W, U, b)
    dxs, (dh, dc), *dweights = bptt(dhs, lstm_step, lstm_step_backward, xs, (h, c), W, U, b)
    dW, dU, db, _ = (parameter.grad.numpy().T for parameter in layer.parameters())
    wanted = (theirs.detach(), *(leaf.grad for leaf in leaves), dW, dU, db)
    assert max(map(error, (hs, dxs, dh[None], dc[None], *dweights), wanted)) < EXACT


def test_torch_gru_agrees_over_time_with_the_weights_taken_over():
    h, _, xs, dhs = sequence("gru_after")
    torch.manual_seed(3)
    layer = torch.nn.GRU(xs.shape[2], h.shape[1], dtype=torch.float64)
    leaves = [torch.tensor(a, requires_grad=True) for a in (xs, h[None])]
    theirs, _ = layer(*leaves)
    theirs.backward(torch.tensor(dhs))
    weights = gru_from_torch(*(parameter.detach().numpy() for parameter in layer.parameters()))
    hs, _ = unroll(gru_after_step, xs, h, *weights)
    dxs, dh, dW, dU, db, dbn = bptt(dhs, gru_after_step, gru_after_step_backward, xs, h, *weights)
    dW_t, dU_t, db_t, dhidden = (parameter.grad.numpy().T for parameter in layer.parameters())
    wanted = (theirs.detach(), *(leaf.grad for leaf in leaves), dW_t, dU_t, db_t, dhidden[2 * h.shape[1] :])
    assert max(map(error, (hs, dxs, dh[None], dW, dU, db, dbn), wanted)) < EXACT


def test_the_pieces_of_the_lstm_are_gradients_of_their_lines():
    c, i, f, g, o, up = np.random.default_rng(4).normal(size=(6, 3, 2))
    wanted = complex_step(lambda c, o: o * np.tanh(c), (c, o), up)
    assert max(map(error, lstm_output_backward(up, c, o), wanted)) < EXACT
    wanted = complex_step(lambda c, i, f, g: f * c + i * g, (c, i, f, g), up)
    assert max(map(error, lstm_memory_backward(up, c, i, f, g), wanted)) < EXACT


def test_a_memory_fades_to_one_over_e_in_its_time_constant():
    f = np.array([0.01, 0.5, 0.9, 0.999])
    assert error(f ** forget_time_constant(f), np.full(4, np.exp(-1))) < EXACT
    assert forget_time_constant(np.exp(-1 / 7)) == pytest.approx(7, rel=1e-15)
