"""Rows of different lengths: as torch's packed sequences, whatever stands at padding, and refused in words."""

import numpy as np
import pytest
import torch
from engine import STACKS, both_ways, case, furthest, numbered, outside
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from lecturelib import CELLS
from lecturelib.cells import Packed
from lecturelib.interop import TORCH_LAYERS, to_torch
from lecturelib.reference import as_tuple

T, B, D, H = SIZE = (7, 5, 3, 4)
LENGTHS = [3, 7, 1, 3, 6]
every_lengths = pytest.mark.parametrize("lengths", [LENGTHS, [7] * B, [2] * B, [1, 2, 3, 4, 5]], ids=str)
every_cell = pytest.mark.parametrize("cell", [*CELLS.values(), *STACKS], ids=lambda cell: cell.name)


@every_lengths
@pytest.mark.parametrize("name", TORCH_LAYERS)
def test_torchs_packed_sequences_agree(name, lengths):
    params, x, state, dh, dstate = case(CELLS[name], SIZE)
    layer = to_torch(name, params)
    x, *first = (torch.tensor(a, requires_grad=True) for a in (x, *(part[None] for part in as_tuple(state))))
    packed = pack_padded_sequence(x, lengths, enforce_sorted=False)
    packed, last = layer(packed, tuple(first) if len(first) > 1 else first[0])
    h, _ = pad_packed_sequence(packed, total_length=T)
    upstream = [torch.tensor(a) for a in (dh, *(part[None] for part in as_tuple(dstate)))]
    torch.autograd.backward([h, *as_tuple(last)], upstream)
    W, U, b, b_second = (parameter.grad.numpy().T for parameter in layer.parameters())
    theirs = {"h": h.detach(), "dx": x.grad, "W": W, "U": U, "b": b}
    theirs |= {"bn": b_second[2 * H :]} if name == "gru_after" else {}
    theirs |= numbered("last", tuple(part.detach()[0] for part in as_tuple(last)))
    theirs |= numbered("first", tuple(part.grad[0] for part in first))
    ours = both_ways(Packed(CELLS[name], lengths), params, x.detach().numpy(), state, dh, dstate)
    assert furthest(ours, theirs) < 1e-12


def row_of(state, row):
    """One row of a state, a batch of its own, in the state's form."""
    return outside([part[row : row + 1] for part in as_tuple(state)])


@every_cell
def test_every_row_is_as_if_alone(cell):
    params, x, state, dh, dstate = case(cell, SIZE)
    together, alone = both_ways(Packed(cell, LENGTHS), params, x, state, dh, dstate), []
    for row, length in enumerate(LENGTHS):
        steps = np.s_[:length, row : row + 1]
        alone.append(both_ways(cell, params, x[steps], row_of(state, row), dh[steps], row_of(dstate, row)))
        mine = {name: together[name][steps if name in ("h", "dx") else row] for name in alone[-1].keys() - params}
        theirs = {name: alone[-1][name] if name in ("h", "dx") else alone[-1][name][0] for name in mine}
        assert furthest(mine, theirs) < 1e-13
    sums = {name: sum(each[name] for each in alone) for name in params}
    assert furthest({name: together[name] for name in params}, sums) < 1e-13


@every_cell
def test_what_stands_at_padding_changes_nothing(cell):
    params, x, _, dh, _ = case(cell, SIZE)
    padding = np.arange(T)[:, None] >= LENGTHS
    packed, results = Packed(cell, LENGTHS), []
    for filling in (0.0, np.nan):
        x[padding] = dh[padding] = filling
        h, last, tape = packed.forward(params, x)
        grads, dx, first = packed.backward(params, tape, dh)
        results.append([h, dx, *as_tuple(last), *as_tuple(first), *grads.values()])
        assert (h[padding] == 0).all() and (dx[padding] == 0).all() and (h[~padding] != 0).all()
    assert all((one == other).all() for one, other in zip(*results, strict=True))


def test_whole_lengths_are_the_cell_itself():
    cell = CELLS["lstm"]
    given = case(cell, SIZE)
    assert furthest(both_ways(Packed(cell, [T] * B), *given), both_ways(cell, *given)) == 0


REFUSED = {
    "nothing in a row": (
        [3, 0, 1, 1, 1],
        "lengths: 0 given for row 1, at least 1 wanted; leave out a row that is only",
    ),
    "below nothing": ([3, 1, 1, 1, -2], "lengths: -2 given for row 4, at least 1 wanted"),
    "only padding": ([0] * 5, "lengths: 0 given for row 0, at least 1 wanted; leave out a row that is only padding"),
    "beyond the end": ([3, 1, 8, 1, 1], "lengths: 8 given for row 2, at most 7 wanted, the steps of x"),
    "too few": ([3, 1], r"lengths: int64 of shape \(2,\) given, integers \(5,\) wanted, one for each row of x"),
    "no integers": ([1.5] * 5, r"lengths: float64 of shape \(5,\) given, integers \(5,\) wanted"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_in_words(what):
    (lengths, message), (params, x, *_) = REFUSED[what], case(CELLS["gru"], SIZE)
    with pytest.raises(ValueError, match=message):
        Packed(CELLS["gru"], lengths).forward(params, x)
