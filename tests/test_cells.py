"""The engine's cells, forward and back: against the reference in a loop, the complex step, and torch."""

import numpy as np
import pytest
import torch
import torch_steps
from engine import SIZES, STACKS, both_ways, case, distance, furthest, numbered, outside

from lecturelib import CELLS, reference
from lecturelib.cells import ABLATIONS, CellFromStep
from lecturelib.interop import TORCH_LAYERS, to_torch
from lecturelib.reference import as_tuple

every_name = pytest.mark.parametrize("name", CELLS)
every_cell = pytest.mark.parametrize(
    "cell", [*CELLS.values(), *ABLATIONS.values(), *STACKS], ids=lambda cell: cell.name
)
every_size = pytest.mark.parametrize("size", SIZES, ids=str)


@every_size
@every_name
def test_engine_equals_the_reference_in_a_loop(name, size):
    step, step_backward = (getattr(reference, f"{name}_step{suffix}") for suffix in ("", "_backward"))
    in_a_loop, given = CellFromStep(CELLS[name], step, step_backward), case(CELLS[name], size)
    assert furthest(both_ways(CELLS[name], *given), both_ways(in_a_loop, *given)) < 1e-13
    params, x, *_ = given
    assert distance(CELLS[name].forward(params, x)[0], in_a_loop.forward(params, x)[0]) < 1e-13


@every_cell
@every_size
def test_gradients_equal_the_complex_step(cell, size):
    params, x, state, dh, dstate = case(cell, size)
    given = {**params, "x": x, **numbered("first", state)}
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


def by_autograd(step, params, x, state, dh, dstate):
    """What both_ways gives, by a torch step(x, *state, *params) in a loop, and autograd."""
    weights = {name: torch.tensor(value, requires_grad=True) for name, value in params.items()}
    x = torch.tensor(x, requires_grad=True)
    first = states = tuple(torch.tensor(s, requires_grad=True) for s in as_tuple(state))
    h = []
    for moment in x:
        states = step(moment, *states, *weights.values())
        h.append(states[0])
    h, upstream = torch.stack(h), [torch.tensor(d) for d in (dh, *as_tuple(dstate))]
    torch.autograd.backward([h, *states], upstream)
    errors = tuple(torch.zeros_like(s) if s.grad is None else s.grad for s in first)
    grads = {name: weight.grad for name, weight in weights.items()}
    return {"h": h.detach(), "dx": x.grad, **grads, **numbered("last", detached(states)), **numbered("first", errors)}


def detached(tensors):
    return tuple(tensor.detach() for tensor in tensors)


@every_name
@every_size
def test_autograd_agrees(name, size):
    cell, given = CELLS[name], case(CELLS[name], size)
    taken = [cell.states.index(state) for state in cell.takes]

    def step(x, *rest):
        return torch_steps.STEPS[name](x, *(rest[k] for k in taken), *rest[len(cell.states) :])

    assert furthest(both_ways(cell, *given), by_autograd(step, *given)) < 1e-12


@pytest.mark.parametrize("name", ABLATIONS)
@every_size
def test_autograd_agrees_on_the_ablations(name, size):
    given = case(ABLATIONS[name], size)
    assert furthest(both_ways(ABLATIONS[name], *given), by_autograd(torch_steps.ABLATIONS[name], *given)) < 1e-12


@every_size
@pytest.mark.parametrize("name", TORCH_LAYERS)
def test_torchs_layers_agree(name, size):
    (_, B, _, H), cell = size, CELLS[name]
    params, x, state, dh, dstate = case(cell, size)
    layer = to_torch(name, params)
    x, *first = (torch.tensor(a, requires_grad=True) for a in (x, *(s[None] for s in as_tuple(state))))
    h, last = layer(x, outside(first))
    upstream = [torch.tensor(a) for a in (dh, *(d[None] for d in as_tuple(dstate)))]
    torch.autograd.backward([h, *as_tuple(last)], upstream)
    W, U, b, b_second = (parameter.grad.numpy().T for parameter in layer.parameters())
    theirs = {"h": h.detach(), "dx": x.grad, "W": W, "U": U, "b": b}
    if name == "gru_after":
        theirs["bn"] = b_second[2 * H :]
    theirs |= numbered("last", tuple(s.detach().reshape(B, H) for s in as_tuple(last)))
    theirs |= numbered("first", tuple(s.grad.reshape(B, H) for s in first))
    assert furthest(both_ways(cell, params, x.detach().numpy(), state, dh, dstate), theirs) < 1e-12
