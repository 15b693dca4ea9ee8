"""Layers: as run by hand, as torch's of several layers, in training, and refused in words."""

import numpy as np
import pytest
import torch
from engine import SIZES, STACKS, both_ways, case, distance, furthest, numbered

from lecturelib import CELLS
from lecturelib.cells import Stacked
from lecturelib.interop import TORCH_LAYERS, from_torch, to_torch
from lecturelib.tasks import recall
from lecturelib.train import train

every_size = pytest.mark.parametrize("size", SIZES, ids=str)
every_layer = pytest.mark.parametrize("name", TORCH_LAYERS)


@every_size
def test_two_layers_equal_the_cells_run_by_hand(size):
    lower, upper = CELLS["lstm"], CELLS["gru"]
    params, x, (h_2, h_1, c_1), dh, (dh_2, dh_1, dc_1) = case(Stacked(lower, upper), size)
    ours = both_ways(Stacked(lower, upper), params, x, (h_2, h_1, c_1), dh, (dh_2, dh_1, dc_1))
    below = {name: params[f"{name}_1"] for name in "WUb"}
    above = {name: params[f"{name}_2"] for name in "WUb"}
    between, last_1, tape_1 = lower.forward(below, x, (h_1, c_1))
    h, last_2, tape_2 = upper.forward(above, between, h_2)
    grads_2, into, first_2 = upper.backward(above, tape_2, dh, dh_2)
    grads_1, dx, first_1 = lower.backward(below, tape_1, into, (dh_1, dc_1))
    by_hand = {"h": h, "dx": dx, **numbered("last", (last_2, *last_1)), **numbered("first", (first_2, *first_1))}
    for k, grads in ((1, grads_1), (2, grads_2)):
        by_hand |= {f"{name}_{k}": grad for name, grad in grads.items()}
    assert ours.keys() == by_hand.keys() and all((ours[name] == by_hand[name]).all() for name in ours)


def bottom_first(state, layers):
    """A state as torch has it: for each of a cell's states an array (layers, B, H), the lowest layer's first."""
    parts = np.stack(state).reshape(layers, len(state) // layers, *state[0].shape)
    return tuple(torch.tensor(part, requires_grad=True) for part in parts[::-1].swapaxes(0, 1).copy())


def top_first(tensors):
    parts = np.stack([tensor.detach().numpy() for tensor in tensors], axis=1)[::-1]
    return tuple(part for layer in parts for part in layer)


@every_layer
@every_size
@pytest.mark.parametrize("layers", [2, 3])
def test_torchs_layers_on_top_of_each_other_agree(name, size, layers):
    stacked = Stacked(*[CELLS[name]] * layers)
    params, x, state, dh, dstate = case(stacked, size)
    layer, x = to_torch(name, params), torch.tensor(x, requires_grad=True)
    first, upstream = bottom_first(state, layers), bottom_first(dstate, layers)
    h, last = layer(x, first if len(first) > 1 else first[0])
    last = last if isinstance(last, tuple) else (last,)
    torch.autograd.backward([h, *last], [torch.tensor(dh), *upstream])
    ours = both_ways(stacked, params, x.detach().numpy(), state, dh, dstate)
    theirs = {"h": h.detach().numpy(), "dx": x.grad.numpy()}
    theirs |= numbered("last", top_first(last)) | numbered("first", top_first([part.grad for part in first]))
    for k, (dW, dU, db, db_second) in enumerate(layer.all_weights, 1):
        theirs |= {f"W_{k}": dW.grad.T.numpy(), f"U_{k}": dU.grad.T.numpy(), f"b_{k}": db.grad.numpy()}
        if name == "gru_after":
            theirs[f"bn_{k}"] = db_second.grad.numpy()[-size[-1] :]
    assert furthest(ours, theirs) < 1e-12


@every_layer
@pytest.mark.parametrize("bias", [True, False])
def test_layers_of_torchs_own_making_are_taken_over_and_given_back(name, bias):
    torch.manual_seed(3)
    layer = getattr(torch.nn, TORCH_LAYERS[name])(4, 5, num_layers=2, bias=bias, dtype=torch.float64)
    cell, params = from_torch(layer)
    x = np.random.default_rng(0).normal(size=(6, 3, 4))
    h, _, _ = Stacked(*[CELLS[cell]] * 2).forward(params, x)
    for theirs in (layer, to_torch(cell, params)):
        assert distance(h, theirs(torch.from_numpy(x))[0].detach().numpy()) < 1e-12


def test_layers_may_differ_in_size():
    lower, upper = CELLS["rnn"], CELLS["lstm"]
    rng = np.random.default_rng(0)
    params = {f"{name}_1": value for name, value in lower.init(4, 7, rng).items()}
    params |= {f"{name}_2": value for name, value in upper.init(7, 5, rng).items()}
    stacked = Stacked(lower, upper)
    h, last, tape = stacked.forward(params, rng.normal(size=(6, 3, 4)))
    grads, dx, _ = stacked.backward(params, tape, h)
    assert h.shape == (6, 3, 5) and dx.shape == (6, 3, 4) and stacked.hidden(params) == 5
    assert [part.shape[1] for part in last] == [5, 5, 7]
    assert {name: grad.shape for name, grad in grads.items()} == {name: param.shape for name, param in params.items()}


def test_two_layers_learn_a_task():
    task = recall(5)
    run = train(Stacked(CELLS["gru"], CELLS["rnn"]), task, 16, steps=300)
    assert run.score > task.passmark > task.chance


def test_init_passes_its_options_on():
    params = Stacked(CELLS["lstm"], CELLS["lstm"]).init(4, 3, np.random.default_rng(0), np.float32, forget_bias=2.0)
    assert params["b_2"].reshape(-1, 3)[1].tolist() == [2.0] * 3 and params["b_2"].dtype == np.float32


PARAMS = STACKS[0].init(4, 5, np.random.default_rng(0))
X = np.ones((6, 3, 4))
REFUSED = {
    "one layer": (lambda: Stacked(CELLS["rnn"]), "layers: 1 given, at least two cells wanted"),
    "params of one layer": (
        lambda: STACKS[0].forward(CELLS["lstm"].init(4, 5, np.random.default_rng(0)), X),
        r"params: W, U, b given, W_1, U_1, b_1, W_2, U_2, b_2 wanted, the parameters of lstm \+ lstm",
    ),
    "a shape above": (
        lambda: STACKS[0].forward({**PARAMS, "U_2": PARAMS["U_2"][1:]}, X),
        r"layer 2, U: shape \(4, 20\) given, \(5, 20\) wanted",
    ),
    "too few states": (
        lambda: STACKS[0].forward(PARAMS, X, (np.zeros((3, 5)),) * 2),
        r"state: 2 arrays given, 4 wanted for lstm \+ lstm: h_2, c_2, h_1, c_1",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_in_words(what):
    call, message = REFUSED[what]
    with pytest.raises(ValueError, match=message):
        call()
