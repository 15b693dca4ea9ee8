"""The roads back through an LSTM: the reference's gradients on every road, and a page that follows them."""

import numpy as np
import pytest
from test_recording import H, T, inputs, weights
from traitlets import TraitError

from lecturelib.figures.wiring_back import CARRIED, SHOWN
from lecturelib.reference import bptt, lstm_memory_backward, lstm_step, lstm_step_backward
from lecturelib.widgets import RoadsExplorer, record
from lecturelib.widgets.roads import back_through, widths

LABELS = ["Jane", "saw", "Spot", ".", "Doug", "saw"]
DHS = np.random.default_rng(3).normal(size=(T, H))


def roads(**options):
    return RoadsExplorer(weights("lstm"), inputs(), LABELS, DHS, **options)


def test_what_arrives_at_every_step_is_what_the_references_step_sends_back():
    params, values, found = weights("lstm"), record("lstm", weights("lstm"), inputs()).values, None
    found = back_through(params, inputs(), DHS)
    for t in range(T):
        x, h, c = (a[t : t + 1] for a in (inputs(), values["h_before"], values["c_before"]))
        _, dh, dc, *_ = lstm_step_backward(found["h"][[t]], found["c"][[t]], x, h, c, *params.values())
        np.testing.assert_allclose(found["h_before"][[t]], dh, rtol=1e-12)
        np.testing.assert_allclose(found["c_before"][[t]], dc, rtol=1e-12)
    _, (dh, dc), *_ = bptt(
        DHS[:, None], lstm_step, lstm_step_backward, inputs()[:, None], (np.zeros((1, H)),) * 2, *params.values()
    )
    np.testing.assert_allclose(found["h_before"][:1], dh, rtol=1e-12)
    np.testing.assert_allclose(found["c_before"][:1], dc, rtol=1e-12)


def test_four_roads_add_up_to_the_old_h_and_two_to_c():
    found = back_through(weights("lstm"), inputs(), DHS)
    np.testing.assert_allclose(sum(found[f"to {letter}"] for letter in "ifgo"), found["h_before"])
    np.testing.assert_allclose(found["c"] + found["out"], found["total"])
    wide = widths(found)
    np.testing.assert_allclose(wide["from f"], wide["h_before"])
    np.testing.assert_allclose(wide["from o"], wide["to o"])
    np.testing.assert_allclose(wide["keeps"] * wide["total"], wide["c_before"])


def test_a_students_own_functions_are_followed():
    def forgetful(dc, c, i, f, g):
        return 0 * dc, *lstm_memory_backward(dc, c, i, f, g)[1:]

    explorer = roads(memory_backward=forgetful)
    assert not any(explorer.roads["c"]) and any(roads().roads["c"])


def test_every_part_and_wire_has_something_that_travels_on_it():
    named = {value for value, _ in CARRIED.values()} | {value for value, *_ in SHOWN.values()}
    assert named | {valve for _, valve, _ in SHOWN.values() if valve} <= roads().roads.keys()


@pytest.mark.parametrize(
    "change, reason",
    [
        (
            {"labels": LABELS[:4]},
            r"4 labels want xs \(4, D\) and dhs \(4, 4\), but .* \(6, 3\) and \(6, 4\)",
        ),
        ({"dhs": DHS[:, :2]}, r"6 labels want xs \(6, D\) and dhs \(6, 4\)"),
        ({"dhs": 0 * DHS}, "an error must enter at some h"),
        ({"dhs": np.nan * DHS}, "stay finite on every road"),
        ({"labels": []}, "0 labels; 1 to 60 can be shown"),
    ],
)
def test_what_does_not_fit_is_refused(change, reason):
    given = {"params": weights("lstm"), "xs": inputs(), "labels": LABELS, "dhs": DHS}
    with pytest.raises(TraitError, match=reason):
        RoadsExplorer(**given | change)


WIDE = """name => parseFloat(document.querySelector(`[data-wire="${name}"] .wire`).style.strokeWidth)"""


def test_the_error_goes_back_word_by_word_on_wires_as_wide_as_what_they_carry(show):
    explorer = roads()
    page, most = show(explorer), max(max(explorer.roads[name]) for name in ("c", "out", "to i", "to f", "to g", "to o"))
    said = page.locator("[aria-live]")
    assert said.inner_text().startswith("At “saw”, the last word: into c come 0 along the belt")
    page.get_by_role("button", name="Step →").click()
    assert said.inner_text().startswith("At “Doug”, 1 step back: into c come ")
    for wire, (road, _) in CARRIED.items():
        wide = 1.6 + 6 * min(1, explorer.roads[road][T - 2] / most)
        assert page.evaluate(WIDE, wire) == pytest.approx(wide, rel=1e-3), wire
    page.get_by_label("each step its own").check()
    own = max(explorer.roads[name][T - 2] for name in ("c", "out", "to i", "to f", "to g", "to o"))
    assert page.evaluate(WIDE, "h into keep") == pytest.approx(1.6 + 6 * explorer.roads["to f"][T - 2] / own, rel=1e-3)
    assert page.evaluate("[saved.back, saved.scale]") == [1, "each step its own"]


def test_arrows_point_back_and_each_part_says_what_it_does(show):
    page = show(roads())
    tip = page.locator('[data-wire="memory in"] .head').bounding_box()
    assert tip["x"] < 30  # where the sheet ends
    for name, (_, _, meaning) in SHOWN.items():
        page.locator(f'[data-part="{name}"]').focus()
        assert meaning in page.locator(".reading").inner_text()
    page.locator("figure svg").click(position={"x": 150, "y": 60})
    assert page.evaluate("saved.back") == T - 1
