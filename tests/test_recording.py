"""What a record says of a cell: the reference's states, gates that lead to them, and a student's step beside them."""

import inspect

import numpy as np
import pytest

from lecturelib import reference
from lecturelib.figures.wiring_cells import EQUATIONS, WIRINGS
from lecturelib.reference import as_tuple, sigmoid
from lecturelib.widgets import record

CELLS = list(WIRINGS)
T, D, H = 6, 3, 4
SHAPES = {"W": (D, -1), "U": (H, -1), "V": (H, 3 * H), "b": (-1,), "p": (3, H), "bn": (H,)}
BLOCKS = {"rnn": 1, "no_forget": 3, "coupled": 3, "gru": 3, "gru_after": 3}


def weights(cell, seed=0):
    """Random weights of a cell, by name, in the order of its reference step."""
    rng, wide = np.random.default_rng(seed), BLOCKS.get(cell, 4) * H
    names = [n for n in inspect.signature(step_of(cell)).parameters if n in SHAPES]
    shapes = {name: tuple(wide if n < 0 else n for n in SHAPES[name]) for name in names}
    if cell == "cell_peephole":
        shapes["U"] = (H, 3 * H)
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def step_of(cell):
    return getattr(reference, f"{cell}_step")


def inputs(seed=1):
    return np.random.default_rng(seed).normal(size=(T, D))


def recorded(cell, **options):
    return record(cell, weights(cell), inputs(), **options)


def loop(cell, states):
    """The states of the reference's step along the inputs, {name: (T, H)}."""
    step, params = step_of(cell), weights(cell)
    takes = [name for name in inspect.signature(step).parameters if name in states]
    rows = []
    for x in inputs():
        after = as_tuple(step(x[None], *(states[name] for name in takes), *params.values()))
        states = dict(zip(states, after, strict=True))
        rows.append(states)
    return {name: np.concatenate([row[name] for row in rows]) for name in states}


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("start", [0.0, 0.5])
def test_states_are_the_references_and_follow_from_the_recorded_gates(cell, start):
    names = ["h", "c"] if "c_t" in EQUATIONS[cell] else ["h"]
    first = {name: np.full((1, H), start) for name in names}
    state = tuple(s[0] for s in first.values()) if start else None
    values = recorded(cell, state=state if len(names) > 1 or state is None else state[0]).values
    expected = loop(cell, first)
    for name in names:
        np.testing.assert_array_equal(values[name], expected[name])
        np.testing.assert_array_equal(values[f"{name}_before"], np.concatenate([first[name], expected[name][:-1]]))
    v, memory = values, names[-1]
    if cell != "rnn":
        keep = 1 - v["z"] if cell == "gru" else v["z"] if cell == "gru_after" else v["f"]
        take, new = (1 - keep, v["n"]) if "gru" in cell else (v["i"], v["g"])
        np.testing.assert_allclose(keep * v[f"{memory}_before"] + take * new, v[memory], rtol=1e-13, atol=1e-15)
        np.testing.assert_allclose(v["total"], v[memory], rtol=1e-13, atol=1e-15)
    if "o" in v:
        shown = v["c"] if cell == "cell_peephole" else np.tanh(v["c"])
        np.testing.assert_allclose(v["o"] * shown, v["h"], rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(v["output" if "output" in v else "total"], v["h"], rtol=1e-13, atol=1e-15)


def swapped(x, h, c, W, U, b):
    """An LSTM that takes f for i."""
    f, i, g, o = np.split(x @ W + h @ U + b, 4, axis=-1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def test_a_students_step_gives_the_states_and_the_equations_all_inside():
    mine, right = recorded("lstm", step=swapped), recorded("lstm")
    assert mine.title == "LSTM, yours"
    (W, U, b), state = weights("lstm").values(), (np.zeros((1, H)), np.zeros((1, H)))
    for t, x in enumerate(inputs()):
        f = sigmoid(x @ W + state[0] @ U + b)[:, H : 2 * H]
        state = swapped(x[None], *state, W, U, b)
        np.testing.assert_array_equal([mine.values["h"][t], mine.values["c"][t]], [s[0] for s in state])
        np.testing.assert_allclose(mine.values["f"][t], f[0], rtol=1e-14)
    np.testing.assert_array_equal(mine.values["c_reference"], right.values["c"])
    assert not np.allclose(mine.values["total"], mine.values["c"])


def test_a_right_step_of_ones_own_is_the_reference():
    mine, right = recorded("gru", step=reference.gru_step).values, recorded("gru").values
    assert all(np.array_equal(mine[name], right[name]) for name in right)


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"cell": "lstn"}, "no cell 'lstn' to record; there are rnn, lstm"),
        ({"params": {"W": 1, "U": 2}}, "lstm needs the weights b, but params has W, U"),
        ({"xs": np.zeros((T, 1, D))}, r"xs must be one sequence of shape \(T, D\), but its shape is \(6, 1, 3\)"),
        ({"xs": np.zeros((0, D))}, "xs must be one sequence"),
        ({"state": np.zeros(H)}, r"lstm starts from h and c of shape \(4,\), but was given \[\(4,\)\]"),
        ({"step": lambda x, h, c, *_: h}, r"<lambda> at step 1 returned shapes \[\(1, 4\)\]; h and c have \(1, 4\)"),
        ({"step": lambda x, h, c, *_: (h[0], c)}, r"returned shapes \[\(4,\), \(1, 4\)\]"),
        ({"step": lambda x, h, c, *_: (h, c * np.nan)}, "at step 1 returned a state that is not finite"),
    ],
)
def test_what_cannot_be_recorded_is_refused(change, reason):
    with pytest.raises(ValueError, match=reason):
        record(**{"cell": "lstm", "params": weights("lstm"), "xs": inputs()} | change)
