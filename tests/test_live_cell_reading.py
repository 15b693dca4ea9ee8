"""The live cell read word by word: what it expects, where a student's step differs, digits, keys and rows."""

import json

import numpy as np
import pytest
from test_live_cell import LABELS, live, said, two
from test_recording import T, inputs, recorded, swapped, weights

from lecturelib import reference
from lecturelib.figures.wiring_cells import WIRINGS
from lecturelib.reference import as_tuple, softmax
from lecturelib.widgets import LiveCell, record


def test_the_widget_sends_every_digit_so_that_the_page_alone_rounds(show):
    """0.12496 is 0.12, but 0.13 where four digits, 0.1250, are rounded once more."""
    record = recorded("lstm")
    assert live().get_state()["records"]["LSTM"]["values"]["c"] == record.values["c"].tolist()
    record.values["f"][0, 0] = 0.12496
    page = show(LiveCell(record, LABELS))
    assert page.locator('[data-part="keep"] .number').text_content() == "0.12"
    assert len(json.dumps(live(*WIRINGS).get_state()["records"])) < 120_000


def test_the_first_action_reads_on(show):
    page = show(live())
    assert page.locator(".first").inner_text().startswith("Press Step → to read on.")
    page.get_by_role("button", name="Step →").click()
    assert said(page).startswith("Step 2 of 6") and page.locator(".stepper span").inner_text() == "word 2 of 6"


def test_tab_stops_are_few_and_the_arrows_reach_every_part(show):
    """The buttons, the cells, the units, the words and the wiring: each group is one stop but the buttons."""
    page = show(live("lstm", "gru", at=2))
    stops = []
    for _ in range(20):
        page.keyboard.press("Tab")
        tag = "e.closest('[data-part]') ? 'part' : e.closest('.sequence') ? 'word' : e.type ?? 'end'"
        stops.append(page.evaluate(f"(e => {tag})(document.activeElement)"))
    assert stops[: stops.index("part") + 1] == ["button"] * 3 + ["radio", "radio", "word", "part"]
    page.locator('[data-part][tabindex="0"]').focus()
    seen = set()
    for _ in WIRINGS["lstm"].parts:
        seen.add(page.evaluate("document.activeElement.dataset.part"))
        page.keyboard.press("ArrowDown")
    assert seen == set(WIRINGS["lstm"].parts)


READOUT = {"W_y": np.random.default_rng(2).normal(size=(4, 4)), "b_y": np.arange(4) / 4}
ANSWERS = ["Jane", "Spot", "saw", "."]
CHANCES = """[...document.querySelectorAll('rect.bar')].map(bar => parseFloat(bar.getAttribute('width')))"""


@pytest.mark.parametrize("cell", WIRINGS)
def test_the_expected_words_are_those_of_the_step_that_was_recorded(show, cell):
    mine = record(cell, weights(cell) | READOUT, inputs(), step=lambda *a: _halved(cell, *a))
    wanted = softmax(mine.values["h"] @ READOUT["W_y"] + READOUT["b_y"])
    np.testing.assert_allclose(mine.chances["chances"], wanted, rtol=1e-14)
    assert np.abs(mine.chances["chances_reference"] - wanted).max() > 0.01
    page = show(LiveCell(mine, LABELS, answers=ANSWERS, at=3))
    widths = np.array(page.evaluate(CHANCES))
    np.testing.assert_allclose(np.maximum(widths, 1) / widths.sum(), wanted[3], atol=0.02)
    texts = page.locator("figure").first.locator("text").all_text_contents()
    assert [f"{100 * p:.0f} %" for p in wanted[3]] == [text for text in texts if "%" in text]
    assert page.locator("text.comes").all_text_contents() == ["."] if LABELS[4] == "." else True


def _halved(cell, *arguments):
    """The reference's step with half its h."""
    h, *rest = as_tuple(getattr(reference, f"{cell}_step")(*arguments))
    return (h / 2, *rest) if rest else h / 2


def test_a_wrong_step_is_named_with_the_reference_beside_it(show):
    mine = recorded("lstm", step=swapped)
    page = show(LiveCell(mine, LABELS, at=5))
    values = {name: two(array[5, 0]) for name, array in mine.values.items()}
    assert f"Your step returned c = {values['c']} where the equations make {values['total']}." in said(page)
    assert f"({values['c_reference']})" in page.locator('[data-part="new c"]').text_content()
    pairs = [pair for s in "hc" for pair in zip(mine.values[s][:, 0], mine.values[f"{s}_reference"][:, 0], strict=True)]
    assert page.locator("rect.reference").count() == sum(two(a) != two(b) for a, b in pairs) > T


def test_a_step_that_agrees_has_no_ticks(show):
    mine = recorded("lstm", step=lambda *a: tuple(s + 1e-9 for s in reference.lstm_step(*a)))
    page = show(LiveCell(mine, LABELS, at=5))
    assert page.locator("rect.reference").count() == 0 and "Your step returned" not in said(page)


def test_the_memorys_row_is_twice_as_high(show):
    rows = show(live()).locator("figure svg g").all()
    ends = [[r["y"], r["y"] + r["height"]] for r in (row.locator("line").bounding_box() for row in rows)]
    letters = [row.locator("text").first.text_content() for row in rows]
    feet = dict(zip(letters, (y for y, _ in ends), strict=True))
    assert letters == ["f", "i", "g", "o", "c", "h"]
    assert feet["h"] - feet["o"] == pytest.approx(30 + 60 - 12, abs=2)


@pytest.mark.parametrize("width", [360, 390, 800, 1280])
def test_no_frame_is_cut_where_the_sheet_ends(show, width):
    page = show(live("lstm", "gru"))
    page.set_viewport_size({"width": width, "height": 1000})
    page.wait_for_timeout(50)
    sheet = page.locator(".sheet").bounding_box()
    for frame in (box.bounding_box() for box in page.locator(".touch").all()):
        assert sheet["x"] <= frame["x"] and frame["x"] + frame["width"] <= sheet["x"] + sheet["width"]


def test_it_brings_its_own_ground_where_a_theme_puts_another_below_it(show):
    """Some dark themes put white under HTML outputs; then letters for the dark stood on it."""
    page = show(live())
    page.add_style_tag(content="body {background: white; --jp-layout-color0: #111; --jp-ui-font-color1: #eee}")
    ground, letters = page.locator(".explorer").evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    )
    assert (ground, letters) == ("rgb(17, 17, 17)", "rgb(238, 238, 238)")
