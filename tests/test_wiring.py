"""The sheet every cell is drawn on: nothing missing, nothing on top of another, and each cell's figure."""

import itertools
import json
import re
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from test_recording import inputs, recorded, weights
from worked_out import known, worked_out

from lecturelib import CELLS
from lecturelib.cells import Cell
from lecturelib.cells.equations import Equations
from lecturelib.cells.roles import Roles
from lecturelib.figures.wiring import draw_wiring
from lecturelib.figures.wiring_cells import WIRINGS, arrows, joints, plan, wiring
from lecturelib.figures.wiring_sheet import HEIGHT, MEANINGS, NUMBERS, PLACES, SIZES, WIDTH, WIRES
from lecturelib.palette import COLOURS

# The sheet


def test_every_place_is_used_and_no_two_overlap():
    assert {name for wiring in WIRINGS.values() for name in wiring.parts} == set(PLACES) == set(MEANINGS)
    boxes = {name: (np.array([p.x, p.y]), np.array(SIZES[p.kind]) / 2) for name, p in PLACES.items()}
    for (one, (a, half_a)), (two, (b, half_b)) in itertools.combinations(boxes.items(), 2):
        assert (abs(a - b) > half_a + half_b).any(), (one, two)
    for middle, half in boxes.values():
        assert (middle - half >= 0).all() and (middle + half <= [WIDTH, HEIGHT]).all()


@pytest.mark.parametrize("cell", WIRINGS)
def test_every_part_shows_the_value_of_its_own_term_in_a_line_of_its_cell(cell):
    """Not h where r ⊙ h is read, and in the box "1 -" not the gate's own number."""
    equations, values = Equations(CELLS[cell]), {name: array[2] for name, array in recorded(cell).values.items()}
    symbols = known(CELLS[cell], weights(cell), inputs()[2], values)
    for name, part in WIRINGS[cell].parts.items():
        assert part.line in (*map(equations.line, equations.lines), part.term)
        assert part.term in part.line
        if name != "x":
            np.testing.assert_allclose(values[part.value], worked_out(part.term, symbols), rtol=1e-13)
        if part.valve:
            factor = re.fullmatch(r"(\w|\(1 - \w\)) ⊙ .*", part.term)[1]
            np.testing.assert_allclose(values[part.valve], worked_out(factor, symbols), rtol=1e-13)


@pytest.mark.parametrize("cell", WIRINGS)
def test_every_wire_carries_what_it_comes_from(cell):
    """The value of the part where it starts, or of the wire that ends there; a road carries a state, or all units'."""
    drawn, values = WIRINGS[cell], recorded(cell).values
    sources = {WIRES[name][-1]: value for name, (value, _) in drawn.wires.items() if name != "state in"}
    sources |= {(PLACES[name].x, PLACES[name].y): part.value for name, part in drawn.parts.items()}
    for name, (value, _) in drawn.wires.items():
        if re.match("[xhc] (to|into) |peep|memory|rise|state in", name):
            assert value in ("", "h_before", "c_before", "total"), name
        else:
            np.testing.assert_array_equal(values[value], values[sources[WIRES[name][0]]], err_msg=name)


def colours(cell):
    """The letter whose colour each value wears, by the name of the value; "" for roads, by their own letter."""
    roles = CELLS[cell].roles
    inverted = (roles.keep if roles.keep.startswith("1 - ") else roles.take)[-1]
    of_memory = dict.fromkeys(("kept", "total", "squashed"), roles.memory)
    of_states = {f"{state}{when}": state for state in "hc" for when in ("", "_before")}
    gates = {letter: letter for letter in "ifgorzn"}
    return gates | of_memory | of_states | {"taken": roles.new, "output": "h", "one_minus": inverted}


@pytest.mark.parametrize("cell", WIRINGS)
def test_every_wire_and_every_part_is_drawn_in_the_colour_of_what_it_carries(cell):
    """Not the reset gate's wire in the colour of z."""
    draw_wiring(cell)
    wanted, drawn = colours(cell), WIRINGS[cell]
    lines = {tuple(map(tuple, line.get_xydata())): to_hex(line.get_color()) for line in plt.gca().lines}
    for name, (value, _) in drawn.wires.items():
        road = "c" if name == "peep" else name[0]
        assert lines[tuple(WIRES[name])].upper() == COLOURS[wanted[value] if value else road].upper(), name
    valves = {"times keep": "keep", "times take": "take", "times show": "show", "times reset": "reset"}
    edges = {np.round(patch.get_extents().get_points().mean(axis=0)).tobytes(): patch for patch in plt.gca().patches}
    for name, part in drawn.parts.items():
        if PLACES[name].kind in ("gate", "minus", "times"):
            factor = {"keep": CELLS[cell].roles.keep, "take": CELLS[cell].roles.take}.get(valves.get(name), "")
            letter = factor[-1:] or {"times show": "o", "times reset": "r"}.get(name) or wanted[part.value]
            place = np.round(plt.gca().transData.transform((PLACES[name].x, PLACES[name].y))).tobytes()
            assert to_hex(edges[place].get_edgecolor()).upper() == COLOURS[letter].upper(), name
    plt.close()


@pytest.mark.parametrize("cell", WIRINGS)
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


def sign_of(name, part):
    """What stands in a box: the function around its line in the equations, or what the place is for."""
    kind = PLACES[name].kind
    by_place = {"times": "×", "plus": "+", "minus": "1 −", "squash": "tanh", "product": "$U$"}
    return by_place.get(kind) or (re.match(r"\S+ = (σ|tanh)\(", part.line) or [0, ""])[1]


@pytest.mark.parametrize("cell", WIRINGS)
def test_every_box_shows_its_function_and_its_number(cell):
    """Not σ where the candidate is squashed by tanh, or not at all."""
    values = {name: array[2, 1] for name, array in recorded(cell).values.items()}
    draw_wiring(cell, values, ghosts=[other for other in WIRINGS if other != cell])
    texts = {text.get_position(): text.get_text() for text in plt.gca().texts}
    for name, part in WIRINGS[cell].parts.items():
        place = PLACES[name]
        inside = [t for (x, y), t in texts.items() if max(abs(x - place.x), abs(y - place.y - 0.13)) < 0.55]
        if place.kind not in ("port", "input"):
            signs = [text for text in inside if text in ("σ", "tanh", "×", "+", "1 −", "$U$")]
            assert "".join(signs) == sign_of(name, part), (name, inside)
        if name != "x" and place.kind != "product":
            aside, lift, _ = NUMBERS.get(name) or NUMBERS.get(place.kind, NUMBERS["box"])
            shown = f"{values[part.value]:.2f}".replace("-0.00", "0.00").replace("-", "−")
            assert texts[place.x + aside, place.y + lift] == shown, name
    plt.close()


@pytest.mark.parametrize("cell", WIRINGS)
def test_a_box_is_filled_from_below_by_a_sigmoid_and_from_its_middle_by_tanh(cell):
    values = {name: array[2, 1] for name, array in recorded(cell).values.items()}
    draw_wiring(cell, values)
    boxes = [patch for patch in plt.gca().patches if type(patch) is Rectangle]
    levels = {round(box.get_x() + box.get_width() / 2, 6): (box.get_y(), box.get_height()) for box in boxes}
    for name, part in WIRINGS[cell].parts.items():
        if PLACES[name].kind == "gate" and name != "reset" and sign_of(name, part):
            foot, reach = levels[round(PLACES[name].x, 6)]
            low = SIZES["gate"][1] / 2 if sign_of(name, part) == "σ" else 0
            assert foot == pytest.approx(PLACES[name].y - low)
            assert reach == pytest.approx(values[part.value] * (2 * low or SIZES["gate"][1] / 2))
    plt.close()


@pytest.mark.parametrize("cell", WIRINGS)
def test_every_cell_is_drawn_without_numbers(cell):
    draw_wiring(cell)
    texts = [text.get_text() for text in plt.gca().texts]
    assert "$h_t$" in texts and not any(re.search(r"\d\.\d", text) for text in texts)
    plt.close()


def test_a_figure_of_an_unknown_cell_is_refused():
    with pytest.raises(ValueError, match="no wiring for 'lstn'; there is one for each of rnn, lstm"):
        draw_wiring("lstn")


# A cell that is not of the course


def made_up(**changes):
    """A cell of one gate whose candidate is linear and sees no state."""

    class MadeUp(Cell):
        name, blocks, layout, sigmoids, stateless, seen = "made_up", "zn", "zn", 1, 2, ()
        roles = replace(Roles("made up", new="n", keep="1 - z", take="z", squash=""), **changes)

    return MadeUp()


def test_a_cell_without_recurrent_weights_has_no_taps_on_h_and_an_empty_box():
    drawn = wiring(made_up())
    assert drawn.parts["new"].squash == "" and drawn.parts["new"].line == "n = x_t W_n + b_n"
    assert not [name for name in drawn.wires if re.match("[hc] (to|into)", name)]
    assert {"state in", "rise", "memory", "from take", "to keep"} <= drawn.wires.keys()


def test_a_candidate_that_nothing_holds_back_has_no_valve():
    drawn = wiring(made_up(take="1", keep="z"))
    assert "times take" not in drawn.parts and drawn.parts["plus"].term == "z ⊙ h_{t-1} + n"


def test_a_letter_without_a_colour_is_refused():
    cell = made_up(take="q", keep="1 - q")
    cell.blocks = cell.layout = "qn"
    with pytest.raises(ValueError, match=r"made_up: no colour for q; palette\.py gives every letter one"):
        wiring(cell)
