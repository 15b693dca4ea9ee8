"""What the tests of the engine share: random cases, all that a cell returns by name, and distances."""

from dataclasses import replace

import numpy as np

from lecturelib import CELLS
from lecturelib.cells import Stacked
from lecturelib.reference import as_tuple

SIZES = [(6, 3, 4, 5), (1, 1, 1, 1), (5, 1, 3, 2), (1, 4, 2, 3), (3, 2, 1, 7)]  # T, B, D, H

STACKS = [Stacked(*(CELLS[name] for name in names)) for names in (("lstm", "lstm"), ("rnn", "peephole", "gru"))]


def case(cell, size, dtype=np.float64):
    """Random parameters, input, first state, and the errors that enter at every h and at the last state."""
    (T, B, D, H), rng = size, np.random.default_rng(size)
    params = {name: rng.normal(0, 0.7, shape).astype(dtype) for name, shape in cell.shapes(D, H).items()}
    x, dh = (rng.normal(size=shape).astype(dtype) for shape in ((T, B, D), (T, B, H)))
    state, dstate = ([rng.normal(size=(B, H)).astype(dtype) for _ in cell.states] for _ in range(2))
    state = [1 + abs(s) if name == "n" else s for name, s in zip(cell.states, state, strict=True)]  # what it divides by
    return params, x, outside(state), dh, outside(dstate)


def outside(states):
    """A state as the protocol has it: an array if there is one, a tuple if there are more."""
    return states[0] if len(states) == 1 else tuple(states)


def distance(ours, theirs):
    """The largest difference, relative to the largest number."""
    assert ours.shape == theirs.shape
    return abs(ours - theirs).max() / (1 + abs(theirs).max())


def furthest(ours, theirs):
    """The largest distance among arrays by name."""
    assert ours.keys() == theirs.keys()
    return max(distance(ours[key], np.asarray(theirs[key])) for key in theirs)


def both_ways(cell, params, x, state, dh, dstate):
    """Everything forward and backward give, by name; last0 and first0 are the last h and the error of the first."""
    h, last, tape = cell.forward(params, x, state)
    grads, dx, dfirst = cell.backward(params, tape, dh, dstate)
    return {"h": h, "dx": dx, **grads, **numbered("last", last), **numbered("first", dfirst)}


def numbered(name, state):
    return {f"{name}{k}": part for k, part in enumerate(as_tuple(state))}


def of_lengths(task, lengths):
    """A task whose rows end after these steps, in turn, cut off and filled with numbers that mean nothing."""

    def draw(rng, batch):
        (x, y), ends = task.draw(rng, batch), np.resize(lengths, batch)
        x[np.arange(len(x))[:, None] >= ends] = 9.0
        return x, y, ends

    return replace(task, draw=draw)
