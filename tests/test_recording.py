"""What a record says of a cell: the reference's states, gates that lead to them, and a student's step beside them."""

import numpy as np
import pytest

from lecturelib import CELLS, reference
from lecturelib.figures.wiring_cells import WIRINGS
from lecturelib.reference import as_tuple, sigmoid
from lecturelib.widgets import record

T, D, H = 6, 3, 4


def weights(cell, seed=0):
    """Random weights of a cell, by name, in the order of its reference step."""
    rng = np.random.default_rng(seed)
    return {name: rng.normal(size=shape) for name, shape in CELLS[cell].shapes(D, H).items()}


def step_of(cell):
    return getattr(reference, f"{cell}_step")


def inputs(seed=1):
    return np.random.default_rng(seed).normal(size=(T, D))


def recorded(cell, **options):
    return record(cell, weights(cell), inputs(), **options)


def loop(cell, states):
    """The states of the reference's step along the inputs, {name: (T, H)}."""
    step, params, rows = step_of(cell), weights(cell), []
    for x in inputs():
        after = as_tuple(step(x[None], *(states[name] for name in CELLS[cell].takes), *params.values()))
        states = dict(zip(states, after, strict=True))
        rows.append(states)
    return {name: np.concatenate([row[name] for row in rows]) for name in states}


@pytest.mark.parametrize("cell", WIRINGS)
@pytest.mark.parametrize("start", [0.0, 0.5])
def test_states_are_the_references_and_what_the_equations_make(cell, start):
    names = CELLS[cell].states
    first = {name: np.full((1, H), start) for name in names}
    state = tuple(s[0] for s in first.values()) if start else None
    values = recorded(cell, state=state if len(names) > 1 or state is None else state[0]).values
    expected = loop(cell, first)
    for name in names:
        np.testing.assert_array_equal(values[name], expected[name])
        np.testing.assert_array_equal(values[f"{name}_before"], np.concatenate([first[name], expected[name][:-1]]))
    made = {"h": values["output" if "output" in values else "total"], "c": values.get("total")}
    for name in names:
        np.testing.assert_allclose(made[name], values[name], rtol=1e-13, atol=1e-15)


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
