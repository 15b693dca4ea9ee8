"""The cell, live: what the widget sends and refuses, and a page that follows keys and pointer."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from test_recording import D, inputs, recorded, swapped, weights
from test_wiring import colours, sign_of
from traitlets import TraitError
from worked_out import known, worked_out

from lecturelib import CELLS
from lecturelib.figures.wiring_cells import WIRINGS
from lecturelib.figures.wiring_sheet import MEANINGS, PLACES
from lecturelib.palette import COLOURS
from lecturelib.widgets import LiveCell, record

LABELS = ["Jane", "saw", "Spot", ".", "Doug", "saw"]


# The widget


def live(*cells, **options):
    return LiveCell([recorded(cell) for cell in cells or ("lstm",)], LABELS, **options)


def test_a_mapping_names_its_records():
    records = {"before": recorded("lstm"), "after": recorded("lstm")}
    assert LiveCell(records, LABELS).cell == "before"
    assert LiveCell(records, LABELS, cell="after").cell == "after"


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"records": []}, "records must hold one record at least"),
        ({"labels": LABELS[:4]}, "LSTM has 6 steps, but there are 4 labels"),
        ({"cell": "GRU"}, "cell must be one of LSTM, not GRU"),
        ({"unit": 4}, "unit must be from 0 to 3, not 4"),
        ({"at": 6}, "at must be from 0 to 5, not 6"),
        ({"unit": -1}, "unit"),
        (
            {"answers": ["saw", "."]},
            "2 answers, but LSTM has chances of 0: record with the parameters of",
        ),
    ],
)
def test_a_widget_that_does_not_fit_is_refused(change, reason):
    with pytest.raises(TraitError, match=reason):
        LiveCell(**{"records": [recorded("lstm")], "labels": LABELS} | change)


def test_what_no_page_can_show_is_refused():
    with pytest.raises(TraitError, match="61 labels; 1 to 60 can be shown"):
        LiveCell(record("rnn", weights("rnn"), np.zeros((61, D))), ["x"] * 61)
    wide = {"W": np.zeros((D, 33)), "U": np.zeros((33, 33)), "b": np.zeros(33)}
    with pytest.raises(TraitError, match="RNN has 33 units; 32 can be shown"):
        LiveCell(record("rnn", wide, inputs()), LABELS)


def test_the_plain_text_twin_is_constant():
    (first, _), (second, _) = live()._repr_mimebundle_(), live("gru")._repr_mimebundle_()
    assert first["text/plain"] == second["text/plain"]
    assert first["text/plain"].startswith("The cell, live: run this cell")


# The page


def said(page):
    return page.locator("[aria-live]").inner_text()


def two(value):
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def test_arrow_keys_step_through_the_sentence_and_the_units(show):
    page, values = show(live(unit=1)), recorded("lstm").values
    page.get_by_role("button", name="step 1: Jane").focus()
    picture = page.locator("svg.wiring")
    before = picture.inner_html()
    page.keyboard.press("ArrowRight")
    f, i, o, c_before, c, h = (values[name][1, 1] for name in ("f", "i", "o", "c_before", "c", "h"))
    shares = (
        f"it keeps {100 * f:.0f} % of its memory, takes in {100 * i:.0f} % of what is new, lets out {100 * o:.0f} %"
    )
    states = f"Its c goes from {two(c_before)} to {two(c)}, its h is {two(h)}"
    assert said(page) == f"Step 2 of 6, “saw”, unit 1: {shares}. {states}."
    assert picture.inner_html() != before
    page.get_by_label("2", exact=True).check()
    assert "“saw”, unit 2: " in said(page)
    page.get_by_role("button", name="step 2: saw").focus()
    page.keyboard.press("End")
    assert said(page).startswith("Step 6 of 6")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("[saved.at, saved.unit]") == [5, 2]
    assert page.evaluate("document.activeElement.textContent") == "saw"


def test_a_word_and_the_strips_are_pressed(show):
    page = show(live())
    page.get_by_role("button", name="step 3: Spot").click()
    assert said(page).startswith("Step 3 of 6, “Spot”")
    strips = page.locator("figure svg")
    strips.click(position={"x": strips.bounding_box()["width"] - 60, "y": 40})
    assert said(page).startswith("Step 6 of 6")


def test_another_cell_changes_the_picture_and_keeps_every_place(show):
    page = show(live("lstm", "no_forget", "gru"))
    place = (
        "[...document.querySelectorAll('[data-part]')].map(g => [g.dataset.part, g.querySelector('.touch').outerHTML])"
    )
    lstm = dict(page.evaluate(place))
    page.get_by_label("LSTM of 1997").check()
    older = dict(page.evaluate(place))
    assert lstm.keys() - older.keys() == {"keep", "times keep"}
    assert all(lstm[name] == older[name] for name in older)
    assert "it keeps all of its memory" in said(page)
    page.get_by_label("GRU").check()
    gru = dict(page.evaluate(place))
    assert {"reset", "times reset", "one minus"} <= gru.keys()
    assert all(lstm[name] == gru[name] for name in gru.keys() & lstm.keys())
    assert "of its old state" in said(page)
    assert page.evaluate("saved.cell") == "GRU"


def test_hover_and_focus_show_the_number_and_the_line(show):
    page, values = show(live("lstm", "no_forget", unit=2, at=3)), recorded("lstm").values
    reading = page.locator(".reading")
    page.locator('[data-part="keep"]').hover()
    assert "f = σ(xt Wf + ht−1 Uf + bf)" in reading.inner_text().replace("\n", "")
    assert f" = {values['f'][3, 2]:.3g}" in reading.inner_text()
    page.locator('[data-part="times keep"]').focus()
    assert "ct = f ⊙ ct−1 + i ⊙ g" in reading.inner_text().replace("\n", "")
    assert "what is kept of the memory: f ⊙ ct−1 = " in reading.inner_text().replace("\n", "")
    page.keyboard.press("ArrowLeft")
    assert said(page).startswith("Step 3 of 6")
    assert page.evaluate("document.activeElement.dataset.part") == "times keep"
    page.get_by_label("LSTM of 1997").check()
    assert "what is kept of the memory: not in LSTM of 1997" in reading.inner_text()


def test_every_part_of_every_cell_has_something_to_say(show):
    page = show(live(*WIRINGS))
    for cell, wiring in WIRINGS.items():
        page.get_by_label(wiring.title, exact=True).check()
        for name, part in wiring.parts.items():
            group = page.locator(f'[data-part="{name}"]')
            group.focus()
            text = page.locator(".reading").inner_text()
            assert MEANINGS[name] in text and " = " in text, (cell, name)
            assert group.get_attribute("aria-label").startswith(f"{part.term} = ")
            assert "NaN" not in text and "undefined" not in text


SHOWN = """() => Object.fromEntries([...document.querySelectorAll('[data-part]')].map(group => {
    const texts = kind => [...group.querySelectorAll(kind)].map(text => text.textContent);
    const [level, frame] = ['.level', '.frame'].map(kind => group.querySelector(kind));
    const [top, tall] = ['y', 'height'].map(name => parseFloat(frame?.getAttribute(name)));
    const foot = level && (parseFloat(level.style.y) + parseFloat(level.style.height) - top) / tall;
    const colour = getComputedStyle(frame ?? group).stroke;
    return [group.dataset.part, {texts: texts('text'), number: texts('.number')[0], colour, foot}];
}))"""
WIRES = """() => Object.fromEntries([...document.querySelectorAll('[data-wire]')].map(
    group => [group.dataset.wire, getComputedStyle(group.querySelector('.wire')).stroke]))"""


def on_page(letter):
    """A letter's colour as a page computes it; h is drawn in that of the text."""
    return "rgb({}, {}, {})".format(*(round(255 * part) for part in to_rgb(COLOURS[letter])))


@pytest.mark.parametrize("cell", WIRINGS)
def test_every_part_shows_its_function_its_number_and_its_colour(show, cell):
    """Not σ at the candidate, not h where r ⊙ h is read, not z in the box "1 -"."""
    values = {name: array[3] for name, array in recorded(cell).values.items()}
    symbols = known(CELLS[cell], weights(cell), inputs()[3], values)
    shown = show(live(cell, unit=1, at=3)).evaluate(SHOWN)
    assert shown.keys() == WIRINGS[cell].parts.keys()
    for name, part in WIRINGS[cell].parts.items():
        kind, is_shown = PLACES[name].kind, shown[name]
        if name != "x" and kind != "product":
            number = float(is_shown["number"].replace("−", "-"))
            assert number == pytest.approx(worked_out(part.term, symbols)[1], abs=0.0051), name
        if kind not in ("port", "input"):
            signs = [text for text in is_shown["texts"] if text in ("σ", "tanh", "×", "+", "1 −", "U")]
            assert "".join(signs) == sign_of(name, part).strip("$"), name
        if kind == "gate" and sign_of(name, part):
            from_below = is_shown["foot"] == pytest.approx(1, abs=1e-3)
            assert from_below == (sign_of(name, part) == "σ"), name
        if kind in ("gate", "minus", "times") and part.colour != "h":
            assert is_shown["colour"] == on_page(colours(cell).get(part.valve or part.value)), name


@pytest.mark.parametrize("cell", WIRINGS)
def test_every_wire_has_the_colour_of_what_it_carries(show, cell):
    """Not the reset gate's wire in the colour of z."""
    drawn = show(live(cell)).evaluate(WIRES)
    assert drawn.keys() == WIRINGS[cell].wires.keys()
    for name, (value, _) in WIRINGS[cell].wires.items():
        letter = colours(cell)[value] if value else "c" if name == "peep" else name[0]
        assert letter == "h" or drawn[name] == on_page(letter), name


def test_a_valve_is_open_as_far_as_its_gate(show):
    page, values = show(live(unit=0, at=4)), recorded("lstm").values
    d = page.locator('[data-part="times keep"] .jaw').first.get_attribute("d")
    slit, radius = (abs(float(n)) for n in re.match(r"M\S+ (\S+)A(\S+) ", d).groups())
    assert slit / radius == pytest.approx(values["f"][4, 0], rel=1e-3)
    level = page.locator('[data-part="keep"] .level').evaluate("e => parseFloat(e.style.height)")
    frame = page.locator('[data-part="keep"] .frame').evaluate("e => parseFloat(e.getAttribute('height'))")
    assert level / frame == pytest.approx(values["f"][4, 0], rel=1e-3)


BOXES = """[...document.querySelectorAll('.explorer text, .explorer .frame')]
    .filter(e => e.textContent || e.matches('.frame'))
    .map(e => [e.closest('[data-part]')?.dataset.part ?? null, e.textContent, parseFloat(getComputedStyle(e).fontSize),
               ...['left', 'top', 'right', 'bottom'].map(side => e.getBoundingClientRect()[side])])"""


@pytest.mark.parametrize("width", [360, 612, 800, 1280])
def test_texts_are_large_enough_and_overlap_neither_texts_nor_other_parts(show, width):
    records = [*map(recorded, WIRINGS), recorded("lstm", step=swapped)]
    page = show(LiveCell(records, LABELS, unit=1, at=3))
    page.set_viewport_size({"width": width, "height": 1000})
    page.wait_for_timeout(50)
    for title in (each.title for each in records):
        page.get_by_label(title, exact=True).check()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        things = page.evaluate(BOXES)
        assert min(size for _, text, size, *_ in things if text) >= 12
        for (one, a, _, *first), (two, b, _, *second) in itertools.combinations(things, 2):
            left, top, *_ = np.maximum(first, second)
            *_, right, bottom = np.minimum(first, second)
            overlap = right - left > 0.5 and bottom - top > 4  # a line of text is 4 pixels higher than its letters
            assert not overlap or (one == two and not (a and b)), (title, one, a, two, b)


def test_a_removed_widget_stops_listening(show):
    assert show(live()).evaluate("leave()") == 0
