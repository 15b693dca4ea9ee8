"""The sheet every cell is drawn on: nothing missing, nothing on top of another, and each cell's figure."""

import itertools
import json
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from test_recording import CELLS, recorded, step_of

from lecturelib import reference
from lecturelib.figures.wiring import draw_wiring
from lecturelib.figures.wiring_cells import EQUATIONS, WIRINGS, arrows, joints, plan
from lecturelib.figures.wiring_sheet import HEIGHT, MEANINGS, PLACES, SIZES, WIDTH, WIRES
from lecturelib.widgets.recording import INSIDE

# The sheet


def test_every_cell_has_a_wiring_a_reference_and_an_inside():
    assert set(CELLS) == set(INSIDE)
    assert all(hasattr(reference, f"{cell}_step") for cell in CELLS)


def test_every_place_is_used_and_no_two_overlap():
    assert {name for wiring in WIRINGS.values() for name in wiring.parts} == set(PLACES) == set(MEANINGS)
    boxes = {name: (np.array([p.x, p.y]), np.array(SIZES[p.kind]) / 2) for name, p in PLACES.items()}
    for (one, (a, half_a)), (two, (b, half_b)) in itertools.combinations(boxes.items(), 2):
        assert (abs(a - b) > half_a + half_b).any(), (one, two)
    for middle, half in boxes.values():
        assert (middle - half >= 0).all() and (middle + half <= [WIDTH, HEIGHT]).all()


@pytest.mark.parametrize("cell", CELLS)
def test_every_part_has_a_line_of_its_cells_equations_and_a_value(cell):
    wiring, values = WIRINGS[cell], recorded(cell).values
    for name, part in wiring.parts.items():
        assert part.term in part.line
        assert part.line in EQUATIONS[cell]
        assert name == "x" or part.value in values
        assert not part.valve or part.valve in values
    assert {value for value, _ in wiring.wires.values()} - {""} <= set(values)


@pytest.mark.parametrize("cell", CELLS)
def test_every_line_stands_in_the_references_docstring_or_is_a_gate_said_to_have_its_own_block(cell):
    said = step_of(cell).__doc__
    for line in map(str.strip, EQUATIONS[cell].splitlines()[1:]):
        left, right = line.replace("σ", "sigmoid").split(" = ")
        spelled = right.replace("x_t", "x") if cell != "rnn" else right
        if f"{left} = {spelled}" in said or (cell == "gru_after" and left == "h_t"):
            continue
        together = re.sub(r"_[ifgo]\b", "", spelled)
        assert re.search(rf"^ +(?:\w, )*{left}(?:, \w)* = {re.escape(together)} +each with its own block", said, re.M)


@pytest.mark.parametrize("cell", CELLS)
def test_wires_meet_end_to_end(cell):
    """Every wire starts at a part, at the sheet's edge, or on another wire, and every valve is reached by its gate."""
    wiring = WIRINGS[cell]
    middles = {(PLACES[name].x, PLACES[name].y) for name in wiring.parts}
    points = {point for name in wiring.wires for point in WIRES[name]}
    for name in wiring.wires:
        x, y = WIRES[name][0]
        others = [other for other in wiring.wires if other != name and WIRES[other][-1] == (x, y)]
        assert (x, y) in middles or x == 0 or y == 0 or others or (x, y) in joints(wiring), name
    assert set(joints(wiring)) <= points
    valves = {name for name, part in wiring.parts.items() if part.valve}
    assert valves <= set(arrows(wiring).values())


def test_variants_are_the_differences_they_claim():
    parts, wires = ({cell: set(getattr(w, kind)) for cell, w in WIRINGS.items()} for kind in ("parts", "wires"))
    assert parts["lstm"] - parts["no_forget"] == {"keep", "times keep"}
    assert parts["lstm"] == parts["peephole"] == parts["full_peephole"]
    assert {"peep", "c into keep", "c into take"} <= wires["peephole"] - wires["lstm"]
    assert wires["lstm"] <= wires["peephole"] == wires["full_peephole"]
    for cell, seen in {"peephole": ("c_before", "c"), "full_peephole": ("", "c")}.items():
        assert WIRINGS[cell].wires["c into keep"] == seen  # its own unit's memory, or everybody's
    assert (parts["lstm"] - parts["coupled"], parts["coupled"] - parts["lstm"]) == ({"take"}, {"one minus"})
    assert parts["lstm"] - parts["cell_peephole"] == {"squash", "old h"}
    assert parts["gru"] ^ parts["gru_after"] == {"take", "keep", "product before", "product after"}
    assert parts["rnn"] == {"x", "old h", "new h", "new"}


def test_the_plan_holds_only_what_its_cells_need():
    data = json.loads(json.dumps(plan(["lstm"])))
    assert set(data["places"]) == set(WIRINGS["lstm"].parts)
    assert set(data["wires"]) == set(WIRINGS["lstm"].wires)
    assert "reset" in plan(["lstm", "gru"])["places"]


# The figure


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_is_drawn_with_and_without_numbers(cell):
    values = {name: array[2, 1] for name, array in recorded(cell).values.items()}
    for numbers in (None, values):
        draw_wiring(cell, numbers, ghosts=[other for other in CELLS if other != cell])
        texts = [text.get_text() for text in plt.gca().texts]
        assert ("$h_t$" in texts) and ("$f$" in texts) == ("f" in EQUATIONS[cell].replace("of", "").split())
        shown = f"{values['h']:.2f}".replace("-", "−")
        assert (shown in texts) == (numbers is not None)
        plt.close()


def test_a_figure_of_an_unknown_cell_is_refused():
    with pytest.raises(ValueError, match="no wiring for 'lstn'; there is one for each of rnn, lstm"):
        draw_wiring("lstn")
