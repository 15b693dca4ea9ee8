"""What one cell did along one sequence: every gate, product and state of every unit at every step."""

import inspect
from dataclasses import dataclass

import numpy as np

from lecturelib import reference
from lecturelib.figures.wiring_cells import WIRINGS
from lecturelib.reference import as_tuple, sigmoid

STATES = ("h", "c")


@dataclass(frozen=True)
class Record:
    """One cell along one sequence. values: name -> (T, H), one column for each unit.

    Names are the letters of the gates; h and c, the states after the step, and h_before, c_before; kept, taken and
    their sum, total; one_minus; squashed, tanh of the memory; output, what the last valve lets out; read and vote, what
    a GRU's candidate hears of the old state. h_reference, c_reference: what the reference's run had there, if the
    states are those of another step.
    """

    cell: str
    title: str
    values: dict[str, np.ndarray]


def record(cell, params, xs, state=None, step=None):
    """Run a cell along a sequence, and keep everything it computed on the way.

    cell: a name such as "lstm". params: its weights by name, others are left aside. xs (T, D): one sequence. state: h
    (H,), or h and c in a tuple; zeros unless given. step: a function to run in place of the reference's, with the same
    arguments: then h and c are what it returned, everything inside the cell is what the equations make of x and of the
    states *it* left behind, and h_reference and c_reference are the reference's own run.
    Returns a Record. Raises ValueError for an unknown cell, a weight that is missing, a sequence or state of the wrong
    shape, or a step that returns anything but finite states of the right shape.
    """
    if cell not in INSIDE:
        raise ValueError(f"no cell {cell!r} to record; there are {', '.join(INSIDE)}")
    xs = np.asarray(xs, dtype=float)
    if xs.ndim != 2 or not len(xs):
        raise ValueError(f"xs must be one sequence of shape (T, D), but its shape is {xs.shape}")
    function = getattr(reference, f"{cell}_step")
    takes = [name for name in inspect.signature(function).parameters if name != "x"]
    missing = [name for name in takes if name not in (*STATES, *params)]
    if missing:
        raise ValueError(f"{cell} needs the weights {', '.join(missing)}, but params has {', '.join(params)}")
    state = _start(cell, STATES if "c" in takes else ("h",), len(params["U"]), state)
    title, values = WIRINGS[cell].title, _run(cell, function, takes, xs, state, params)
    if step is not None:
        ghosts = {f"{name}_reference": values[name] for name in state}
        title, values = f"{title}, yours", _run(cell, step, takes, xs, state, params) | ghosts
    return Record(cell, title, values)


def _start(cell, names, hidden, state):
    """The first state by name, each (1, H)."""
    given = [np.zeros(hidden)] * len(names) if state is None else as_tuple(state)
    shapes = [np.shape(s) for s in given]
    if shapes != [(hidden,)] * len(names):
        raise ValueError(f"{cell} starts from {' and '.join(names)} of shape ({hidden},), but was given {shapes}")
    return {name: np.array([s], dtype=float) for name, s in zip(names, given, strict=True)}


def _run(cell, step, takes, xs, state, weights):
    """Every value of every step, name -> (T, H), where step says how the states go on."""
    rows = []
    for t, x in enumerate(xs[:, None]):
        arguments = [state[name] if name in STATES else weights[name] for name in takes]
        after = _checked(as_tuple(step(x, *arguments)), state, f"{getattr(step, '__name__', 'step')} at step {t + 1}")
        rows.append({f"{name}_before": s for name, s in state.items()} | INSIDE[cell](x, *arguments) | after)
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


# What is inside each cell: its gates, and what becomes of them


def _gates(a, letters):
    """The gates, by letter, from their blocks of a; g is squashed by tanh."""
    blocks = zip(letters, _split(a, letters), strict=True)
    return {letter: np.tanh(block) if letter == "g" else sigmoid(block) for letter, block in blocks}


def _split(a, letters):
    """One block of columns for every letter."""
    return np.split(a, len(letters), axis=-1)


def _remember(c, i, f, g, o, squash=np.tanh):
    """What the gates of a cell with a memory c make of it."""
    kept, taken = f * c, i * g
    squashed = squash(kept + taken)
    gates = {"i": i, "f": f, "g": g, "o": o}
    return gates | {"kept": kept, "taken": taken, "total": kept + taken, "squashed": squashed, "output": o * squashed}


def _renew(h, r, z, n, keep, take, **heard):
    """What the gates of a gated recurrent unit make of its state."""
    kept, taken = keep * h, take * n
    return {"r": r, "z": z, "n": n, "one_minus": 1 - z, "kept": kept, "taken": taken, "total": kept + taken} | heard


def _rnn(x, h, W, U, b):
    return {"output": np.tanh(x @ W + h @ U + b)}


def _lstm(x, h, c, W, U, b):
    return _remember(c, **_gates(x @ W + h @ U + b, "ifgo"))


def _no_forget(x, h, c, W, U, b):
    return _remember(c, f=np.ones_like(c), **_gates(x @ W + h @ U + b, "igo"))


def _peephole(x, h, c, W, U, b, p):
    a_i, a_f, a_g, a_o = _split(x @ W + h @ U + b, "ifgo")
    i, f, g = sigmoid(a_i + p[0] * c), sigmoid(a_f + p[1] * c), np.tanh(a_g)
    return _remember(c, i, f, g, sigmoid(a_o + p[2] * (f * c + i * g)))


def _full_peephole(x, h, c, W, U, V, b):
    a_i, a_f, a_g, a_o = _split(x @ W + h @ U + b, "ifgo")
    V_i, V_f, V_o = _split(V, "ifo")
    i, f, g = sigmoid(a_i + c @ V_i), sigmoid(a_f + c @ V_f), np.tanh(a_g)
    return _remember(c, i, f, g, sigmoid(a_o + (f * c + i * g) @ V_o))


def _cell_peephole(x, c, W, U, b):
    U_i, U_f, U_o = _split(U, "ifo")
    seen = np.concatenate([U_i, U_f, np.zeros_like(U_i), U_o], axis=-1)
    return _remember(c, **_gates(x @ W + c @ seen + b, "ifgo"), squash=lambda c: c)


def _coupled(x, h, c, W, U, b):
    gates = _gates(x @ W + h @ U + b, "fgo")
    return _remember(c, i=1 - gates["f"], **gates) | {"one_minus": 1 - gates["f"]}


def _gru(x, h, W, U, b):
    a_r, a_z, a_n = _split(x @ W + b, "rzn")
    U_r, U_z, U_n = _split(U, "rzn")
    r, z = sigmoid(a_r + h @ U_r), sigmoid(a_z + h @ U_z)
    vote = (r * h) @ U_n
    return _renew(h, r, z, np.tanh(a_n + vote), keep=1 - z, take=z, read=r * h, vote=vote)


def _gru_after(x, h, W, U, b, bn):
    a_r, a_z, a_n = _split(x @ W + b, "rzn")
    U_r, U_z, U_n = _split(U, "rzn")
    r, z, vote = sigmoid(a_r + h @ U_r), sigmoid(a_z + h @ U_z), h @ U_n + bn
    return _renew(h, r, z, np.tanh(a_n + r * vote), keep=z, take=1 - z, read=r * vote, vote=vote)


INSIDE = {
    "rnn": _rnn,
    "lstm": _lstm,
    "no_forget": _no_forget,
    "peephole": _peephole,
    "full_peephole": _full_peephole,
    "cell_peephole": _cell_peephole,
    "coupled": _coupled,
    "gru": _gru,
    "gru_after": _gru_after,
}
