"""What one cell did along one sequence: every gate, product and state of every unit at every step."""

from dataclasses import dataclass

import numpy as np

from . import CELLS, reference
from .cells.equations import Equations
from .reference import as_tuple, softmax

READOUT = ("W_y", "b_y")  # what turns a state into scores


@dataclass(frozen=True)
class Record:
    """One cell along one sequence. values: name -> (T, H), one column for each unit.

    Names are the letters of the gates; h and c, the states after the step, and h_before, c_before; kept, taken and
    their sum, total; one_minus; squashed, tanh of the memory; output, what the last valve lets out; read and vote, what
    a GRU's candidate hears of the old state. h_reference, c_reference: what the reference's run had there, if the
    states are those of another step. chances: (T, K), what a readout makes of h at every step, by the name "chances",
    and "chances_reference" beside it in the same way; empty where there is no readout. params, xs: what it was run on.
    """

    cell: str
    title: str
    values: dict[str, np.ndarray]
    chances: dict[str, np.ndarray]
    params: dict[str, np.ndarray]
    xs: np.ndarray


def record(cell, params, xs, state=None, step=None):
    """Run a cell along a sequence, and keep everything it computed on the way.

    cell: a name such as "lstm". params: its weights by name, and W_y (H, K), b_y (K,) where a readout's chances are
    wanted, softmax(h W_y + b_y); others are left aside. xs (T, D): one sequence. state: h (H,), or h and c in a tuple;
    zeros unless given. step: a function to run in place of the reference's, with the same
    arguments: then h and c are what it returned, everything inside the cell is what the equations make of x and of the
    states *it* left behind, and h_reference and c_reference are the reference's own run.
    Returns a Record. Raises ValueError for an unknown cell, a weight that is missing, a sequence or state of the wrong
    shape, or a step that returns anything but finite states of the right shape.
    """
    if cell not in CELLS:
        raise ValueError(f"no cell {cell!r} to record; there are {', '.join(CELLS)}")
    xs = np.asarray(xs, dtype=float)
    if xs.ndim != 2 or not len(xs):
        raise ValueError(f"xs must be one sequence of shape (T, D), but its shape is {xs.shape}")
    function, cell = getattr(reference, f"{cell}_step"), CELLS[cell]
    missing = [name for name in cell.shapes(1, 1) if name not in params]
    if missing:
        raise ValueError(f"{cell.name} needs the weights {', '.join(missing)}, but params has {', '.join(params)}")
    weights = {name: params[name] for name in cell.shapes(1, 1)}
    state = _start(cell, cell.hidden(weights), state)
    title, values = cell.roles.title, _run(cell, function, xs, state, weights)
    if step is not None:
        ghosts = {f"{name}_reference": values[name] for name in state}
        title, values = f"{title}, yours", _run(cell, step, xs, state, weights) | ghosts
    readout = {name: params[name] for name in READOUT if name in params}
    return Record(cell.name, title, values, _chances(params, values), weights | readout, xs)


def _chances(params, values):
    """What the readout makes of h, and of the reference's h, if params has one."""
    if "W_y" not in params:
        return {}
    heard = {name.replace("h", "chances", 1): values[name] for name in ("h", "h_reference") if name in values}
    return {name: softmax(h @ params["W_y"] + params["b_y"]) for name, h in heard.items()}


def _start(cell, hidden, state):
    """The first state by name, each (1, H)."""
    names, given = cell.states, [np.zeros(hidden)] * len(cell.states) if state is None else as_tuple(state)
    shapes = [np.shape(s) for s in given]
    if shapes != [(hidden,)] * len(names):
        raise ValueError(f"{cell.name} starts from {' and '.join(names)} of shape ({hidden},), but was given {shapes}")
    return {name: np.array([s], dtype=float) for name, s in zip(names, given, strict=True)}


def _run(cell, step, xs, state, weights):
    """Every value of every step, name -> (T, H), where step says how the states go on."""
    rows, equations = [], Equations(cell)
    for t, x in enumerate(xs[:, None]):
        returned = step(x, *(state[name] for name in cell.takes), *weights.values())
        after = _checked(as_tuple(returned), state, f"{getattr(step, '__name__', 'step')} at step {t + 1}")
        before = {f"{name}_before": s for name, s in state.items()}
        rows.append(before | equations.values(weights, x, state) | after)
        state = after
    return {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}


def _checked(returned, state, who):
    """The states a step returned, by name."""
    returned, shape = [np.asarray(s, dtype=float) for s in returned], state["h"].shape
    if [s.shape for s in returned] != [shape] * len(state):
        raise ValueError(f"{who} returned shapes {[s.shape for s in returned]}; {' and '.join(state)} have {shape}")
    if not all(np.isfinite(s).all() for s in returned):
        raise ValueError(f"{who} returned a state that is not finite")
    return dict(zip(state, returned, strict=True))
