"""Equations from roles: the reference's docstrings say the same, Python computes the same, odd roles are refused."""

import re
import sys
from dataclasses import replace

import numpy as np
import pytest
from test_recording import inputs, recorded, step_of, weights
from worked_out import block_letters, known, worked_out

from lecturelib import CELLS, reference
from lecturelib.cells import ABLATIONS, Cell
from lecturelib.cells.equations import Equations
from lecturelib.figures.wiring_cells import WIRINGS

every_cell = pytest.mark.parametrize("name", WIRINGS)


def summands(right):
    """The function around a right side, and its summands in any order: ("tanh", {"x W_n", "b_n", …})."""
    function, inner = re.fullmatch(r"(?:(sigmoid|tanh)\((.*)\)|.*)", right).groups()
    return function, sorted(re.split(r" \+ (?![^(]*\))", inner or right))


@every_cell
def test_every_equation_stands_in_the_references_docstring(name):
    """Alone, or for gates that share a line, "each with its own block"; and the docstring has no other."""
    equations, said = Equations(CELLS[name]), {}
    doc = re.sub(r"\bx_t\b", "x", step_of(name).__doc__)
    for left, right, shared in re.findall(r"(?:^ +|: )([\w, ]+) = (.+?)(?: {3,}(each)?.*|\.)?$", doc, re.M):
        for letter in left.split(", "):
            mark = f"_{letter}" if shared else ""
            said[letter] = summands(re.sub(r"\b[WUb]\b", lambda m, mark=mark: m[0] + mark, right))
    ours = {left: str(term).replace("σ", "sigmoid").replace("x_t", "x") for left, term in equations.lines.items()}
    assert {left: summands(right) for left, right in ours.items()} == said


@every_cell
def test_every_value_is_what_its_equation_comes_to(name):
    """Not h where the equation has r ⊙ h, nor z where it has 1 - z."""
    equations, params, values = Equations(CELLS[name]), weights(name), recorded(name).values
    for t, x in enumerate(inputs()):
        symbols = known(CELLS[name], params, x, {value: array[t] for value, array in values.items()})
        for value, term in equations.inside.items():
            np.testing.assert_allclose(values[value][t], worked_out(str(term), symbols), rtol=1e-13, atol=1e-15)
            assert values[value].shape == values["h"].shape


@every_cell
def test_gates_are_what_the_references_step_computes_on_its_way(name):
    """Its own variables, looked at as it returns."""
    values, step, seen = recorded(name).values, step_of(name), {}

    def trace(frame, event, _):
        if event == "return" and frame.f_code is step.__code__:
            seen.update(frame.f_locals)
        return trace

    before = (values[f"{state}_before"][3:4] for state in CELLS[name].takes)
    outer = sys.gettrace()
    sys.settrace(trace)
    try:
        step(inputs()[3:4], *before, *weights(name).values())
    finally:
        sys.settrace(outer)
    for letter in [] if name == "rnn" else Equations(CELLS[name]).letters:
        np.testing.assert_allclose(values[letter][3], seen[letter][0], rtol=1e-13)


@every_cell
@pytest.mark.parametrize("suffix", ["", "_backward"])
def test_docstrings_name_the_blocks_in_the_cells_order(name, suffix):
    """Not i f o g where the cell has i f g o."""
    doc = " ".join(getattr(reference, f"{name}_step{suffix}").__doc__.split())
    letters = {weight: " ".join(order) for weight, order in block_letters(CELLS[name]).items() if len(order) > 1}
    said = re.findall(r"((?:\w+ \([^)]*\),? ?)+):(?: in blocks(?: of H columns)?,?| rows)? ((?:[a-z] )+[a-z])\b", doc)
    named = {weight: order for weights, order in said for weight in re.findall(r"\w+", weights) if weight in letters}
    assert named == {weight: letters[weight] for weight in (named if suffix else letters)}


# What is refused


@pytest.mark.parametrize(
    "cell, change, message",
    [
        ("lstm", {"keep": "q"}, "lstm: keep 'q' given, '1', '0', one of ifgo, or '1 - ' and one of them wanted"),
        ("lstm", {"keep": "2 f"}, "lstm: keep '2 f' given"),
        ("lstm", {"take": "f"}, "roles for f g o given, one role for each of i f g o wanted"),
        ("lstm", {"take": "0"}, "roles for f g o given"),
        ("lstm", {"squash": "relu"}, "lstm: squash 'relu' given, 'tanh' or '' wanted"),
        ("lstm", {"keep": "1 - f"}, "keep '1 - f', take 'i' given, a gate and '1 - ' the same gate"),
        (
            "lstm",
            {"sees": (("q_{t-1}", "U", "ifgo"),)},
            r"sees \(q_{t-1}, U, ifgo\) given, one of h_{t-1}, c_{t-1}, c_t",
        ),
        ("lstm", {"sees": (("h_{t-1}", "Q", "ifgo"),)}, r"sees \(h_{t-1}, Q, ifgo\) given"),
        ("lstm", {"sees": (("h_{t-1}", "U", "if"), ("c_t", "U", "g"))}, r"c_t for the gate that shows alone"),
        ("lstm", {"sees": ()}, "no use of U given, a place for every weight wanted"),
        ("gru", {"keep": "0", "take": "1"}, "roles for n r given, one role for each of r z n wanted"),
        ("gru", {"sees": (("h_{t-1}", "U", "rz"),)}, r"reset 'r' given, a candidate that sees h_{t-1} by U wanted"),
        ("gru", {"keep": "1 - z", "take": "1 - z"}, "keep '1 - z', take '1 - z' given"),
        ("rnn", {"take": "0"}, "rnn: take '0' given, something taken in wanted"),
        ("rnn", {"shown_squash": "σ"}, "rnn: shown_squash 'σ' given"),
    ],
)
def test_roles_that_fit_no_cell_are_refused(cell, change, message):
    changed = type(CELLS[cell])()
    changed.roles = replace(changed.roles, **change)
    with pytest.raises(ValueError, match=message):
        Equations(changed)


def test_a_cell_without_roles_is_refused():
    for cell in ABLATIONS.values():
        if cell.name != "no_peepholes":
            with pytest.raises(ValueError, match=f"{cell.name}: no roles given; Cell.roles says what its blocks do"):
                Equations(cell)


def test_a_cell_that_says_nothing_of_its_roles_is_refused_and_not_left_out():
    class Forgetful(Cell):
        name, blocks = "forgetful", "n"

    assert Forgetful.roles is not None
    with pytest.raises(ValueError, match="forgetful: no roles given"):
        Equations(Forgetful())


@pytest.mark.parametrize(("cell", "blocks"), [("lstm", "ifco"), ("gru", "rhn"), ("rnn", "x")])
def test_a_block_by_the_name_of_a_state_or_of_the_input_is_refused(cell, blocks):
    changed = type(CELLS[cell])()
    changed.blocks = blocks
    with pytest.raises(ValueError, match=rf"{cell}: block [chx] given, another letter than x, h.* wanted"):
        Equations(changed)
