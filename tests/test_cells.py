"""The engine's cells against the reference, against torch, and against the complex step; and what they refuse."""

import numpy as np
import pytest

from lecturelib import CELLS
from lecturelib.cells import Cell, Looped
from lecturelib.reference import as_tuple, rnn_step, rnn_step_backward, unroll

STEPS = {"rnn": (rnn_step, rnn_step_backward)}
TORCH_LAYERS = {"rnn": "RNN"}
SIZES = [(6, 3, 4, 5), (1, 1, 1, 1), (5, 1, 3, 2), (1, 4, 2, 3), (3, 2, 1, 7)]


class Keeper(Cell):
    """A cell that uses every hook: c = z c + (1 - z) g, h = c², gates that see c alone, a sigmoid, another order."""

    name, blocks, layout, sigmoids = "keeper", "gz", "zg", 1
    states, seen, carries = ("h", "c"), ("c",), True

    def step(self, tape, t):
        z, g = np.tanh(tape.A[t], out=tape.A[t])
        z *= 0.5
        z += 0.5
        tape.c[t + 1] = z * tape.c[t] + (1 - z) * g
        tape.h[t + 1] = tape.c[t + 1] ** 2

    def slopes(self, tape):
        z, g = tape.A.swapaxes(0, 1)
        tape.dA[:, 0] = z * (1 - z) * (tape.c[:-1] - g)
        tape.dA[:, 1] = (1 - z) * (1 - g * g)

    def step_back(self, tape, t):
        tape.dc += 2 * tape.c[t + 1] * tape.dh
        tape.dA[t] *= tape.dc
        tape.dc *= tape.A[t, 0]
        tape.dh[:] = 0


def keeper_step(x, h, c, W, U, b):
    g, z = np.split(x @ W + c @ U + b, 2, axis=1)
    z = 1 / (1 + np.exp(-z))
    c = z * c + (1 - z) * np.tanh(g)
    return c**2, c


EVERY = [*CELLS.values(), Keeper()]
STEP_OF = {**{name: step for name, (step, _) in STEPS.items()}, "keeper": keeper_step}
every_cell = pytest.mark.parametrize("cell", EVERY, ids=lambda cell: cell.name)
every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def case(cell, size, dtype=np.float64):
    """Random parameters, input, first state, and the errors that enter at every h and at the last state."""
    (T, B, D, H), rng = size, np.random.default_rng(size)
    params = {name: rng.normal(0, 0.7, shape).astype(dtype) for name, shape in cell.shapes(D, H).items()}
    x, dh = (rng.normal(size=shape).astype(dtype) for shape in ((T, B, D), (T, B, H)))
    state, dstate = (outside([rng.normal(size=(B, H)).astype(dtype) for _ in cell.states]) for _ in range(2))
    return params, x, state, dh, dstate


def outside(states):
    return states[0] if len(states) == 1 else tuple(states)


def distance(ours, theirs):
    """The largest difference, relative to the largest number."""
    assert ours.shape == theirs.shape
    return abs(ours - theirs).max() / (1 + abs(theirs).max())


def both_ways(cell, params, x, state, dh, dstate):
    """Everything forward and backward give, by name."""
    h, last, tape = cell.forward(params, x, state)
    grads, dx, dfirst = cell.backward(params, tape, dh, dstate)
    states = {
        f"{kind}{k}": s for kind, value in (("last", last), ("first", dfirst)) for k, s in enumerate(as_tuple(value))
    }
    return {"h": h, "dx": dx, **grads, **states}


def test_every_cell_has_its_step():
    assert STEPS.keys() == CELLS.keys()


@every_size
@pytest.mark.parametrize("name", CELLS)
def test_engine_equals_the_looped_reference(name, size):
    given = case(CELLS[name], size)
    ours, theirs = both_ways(CELLS[name], *given), both_ways(Looped(CELLS[name], *STEPS[name]), *given)
    assert ours.keys() == theirs.keys()
    assert max(distance(ours[key], theirs[key]) for key in theirs) < 1e-13


@every_cell
def test_forward_equals_the_unrolled_step_from_zeros(cell):
    params, x, state, *_ = case(cell, SIZES[0])
    zeros = outside([np.zeros_like(s) for s in as_tuple(state)])
    theirs, _ = unroll(STEP_OF[cell.name], x, zeros, *params.values())
    assert distance(cell.forward(params, x)[0], theirs) < 1e-13


@every_cell
@every_size
def test_gradients_equal_the_complex_step(cell, size):
    params, x, state, dh, dstate = case(cell, size)
    given = {**params, "x": x, **{f"first{k}": s for k, s in enumerate(as_tuple(state))}}
    ours = both_ways(cell, params, x, state, dh, dstate)

    def loss(given):
        first = outside([given[f"first{k}"] for k in range(len(cell.states))])
        h, last, _ = cell.forward({name: given[name] for name in params}, given["x"], first)
        return (h * dh).sum() + sum((s * d).sum() for s, d in zip(as_tuple(last), as_tuple(dstate), strict=True))

    for name, value in given.items():
        gradient = np.empty_like(value)
        for place in np.ndindex(value.shape):
            shifted = value.astype(complex)
            shifted[place] += 1e-30j
            gradient[place] = loss({**given, name: shifted}).imag / 1e-30
        assert distance(ours["dx" if name == "x" else name], gradient) < 1e-12


@every_size
@pytest.mark.parametrize("name", TORCH_LAYERS)
def test_torch_agrees(name, size):
    import torch

    cell, (_, _, D, H) = CELLS[name], size
    params, x, state, dh, dstate = case(cell, size)
    layer = getattr(torch.nn, TORCH_LAYERS[name])(D, H, dtype=torch.float64)
    with torch.no_grad():
        for parameter, value in zip(
            layer.parameters(), (params["W"].T, params["U"].T, params["b"], 0 * params["b"]), strict=True
        ):
            parameter.copy_(torch.as_tensor(value))
    leaves = [torch.tensor(x, requires_grad=True), torch.tensor(state[None], requires_grad=True)]
    h, last = layer(*leaves)
    torch.autograd.backward([h, last], [torch.tensor(dh), torch.tensor(dstate[None])])
    W, U, b, _ = (parameter.grad.numpy().T for parameter in layer.parameters())
    theirs = {"h": h.detach().numpy(), "last0": last[0].detach().numpy(), "W": W, "U": U, "b": b}
    theirs |= {"dx": leaves[0].grad.numpy(), "first0": leaves[1].grad[0].numpy()}
    ours = both_ways(cell, params, x, state, dh, dstate)
    assert max(distance(ours[key], theirs[key]) for key in ours) < 1e-12
