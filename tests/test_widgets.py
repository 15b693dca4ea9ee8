"""The explorers: the reference's numbers, clear refusals, text that never changes, sliders moved in a real browser."""

import subprocess
import sys

import numpy as np
import pytest
from traitlets import TraitError

from lecturelib.reference import sigmoid, sigmoid_slope, tanh_slope
from lecturelib.widgets import (
    CliffExplorer,
    ConventionsExplorer,
    LearningCurves,
    RoadsExplorer,
    SquashingExplorer,
    TemperatureExplorer,
    VanishingExplorer,
)

RADII, LAGS = np.array([0.5, 0.9, 1.1]), np.arange(41)
NORMS = RADII[:, None] ** LAGS
WIDGET = "application/vnd.jupyter.widget-view+json"


def vanishing(**changes):
    return VanishingExplorer(**{"radii": RADII, "lags": LAGS, "norms": NORMS} | changes)


def temperature():
    written = {0.5: "ale", 1.0: "ale. a\nnd", 2.0: "q;e"}
    return TemperatureExplorer("the wh", list("abcdefghijkl m"), np.linspace(0, 3, 14), written)


BITS = np.array([[0.9, 0.8, 0.7], [1.1, 1.0, 0.6]])[:, :, None] + [-0.05, 0.05]  # two models, three sizes, two draws


def learning(**changes):
    scattered = {"models": ("line", "net"), "days": (30, 100, 1000), "bits": {"scattered": BITS, "in a row": BITS + 1}}
    return LearningCurves(**scattered | {"right": {"scattered": 1 - BITS / 3, "in a row": 0.9 - BITS / 3}} | changes)


def roads():
    rng, names = np.random.default_rng(0), {"W": (3, 8), "U": (2, 8), "b": (8,)}
    params = {name: rng.normal(size=shape) for name, shape in names.items()}
    return RoadsExplorer(params, rng.normal(size=(4, 3)), ["Jane", "saw", "Spot", "."], np.eye(4)[:, :2] + 0.1)


EXPLORERS = [CliffExplorer, ConventionsExplorer, roads, SquashingExplorer, vanishing, learning, temperature]


# Arrays


@pytest.mark.parametrize("name, function, slope", [("tanh", np.tanh, tanh_slope), ("sigmoid", sigmoid, sigmoid_slope)])
def test_squashed_values_and_products_are_the_references(name, function, slope):
    explorer = SquashingExplorer()
    row = ["tanh", "sigmoid"].index(name)
    for column, value in enumerate(explorer.inputs):
        product = 1.0
        for layer in range(20):
            value = function(value)
            product *= slope(value)
            assert explorer.outputs[row, layer, column] == pytest.approx(value, rel=1e-14)
            assert explorer.products[row, layer, column] == pytest.approx(product, rel=1e-13)
    assert (explorer.products[row] <= explorer.bounds[row][:, None]).all()


def test_bounds_are_the_takeaways_numbers():
    powers = np.arange(1, 21)
    np.testing.assert_array_equal(SquashingExplorer().bounds, [1.0**powers, 0.25**powers])


def test_a_students_own_functions_are_shown():
    explorer = SquashingExplorer(lambda a: sigmoid(a) / 2, sigmoid_slope, tanh_slope)
    np.testing.assert_array_equal(explorer.outputs[1, 0], sigmoid(explorer.inputs) / 2)


def test_the_family_of_curves_is_kept_and_sent_with_six_digits():
    explorer = vanishing()
    np.testing.assert_array_equal(explorer.norms, NORMS)
    sent = explorer.get_state()["norms"]
    np.testing.assert_allclose(sent, NORMS, rtol=5e-6, atol=0)
    assert sent[1][10] == 0.348678


def test_sliders_rest_on_an_entry():
    explorer = vanishing(radius=0.8, lag=7.3)
    assert (explorer.radius, explorer.lag) == (0.9, 7)
    explorer.lag = 1000
    assert explorer.lag == 40
    assert SquashingExplorer(a=99).a == 6
    assert (vanishing().radius, vanishing().lag) == (0.9, 20)


# Refusals


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"norms": NORMS.T}, r"norms must have shape \(radii, lags\) = \(3, 41\), but its shape is \(41, 3\)"),
        ({"norms": NORMS[0]}, r"norms must have 2 axes, but its shape is \(41,\)"),
        ({"norms": np.where(NORMS < 1e-9, np.nan, NORMS)}, "norms must be finite, but 11 of its values are not"),
        ({"norms": np.where(NORMS < 1e-9, 0, NORMS)}, "norms must be above 0"),
        ({"norms": 2 * NORMS}, "norms must be 1 at lag 0"),
        ({"radii": RADII[::-1]}, "radii must rise"),
        ({"lags": LAGS[:, None]}, r"lags must have 1 axes, but its shape is \(41, 1\)"),
        ({"radii": [], "norms": np.ones((0, 41)), "radius": 1}, "radii must not be empty"),
    ],
)
def test_a_family_that_does_not_fit_is_refused(changes, reason):
    with pytest.raises(TraitError, match=reason):
        vanishing(**changes)


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"right": {"scattered": BITS}}, r"the same samplings, at least one, not \['scattered', 'in a row'\] and"),
        ({"days": (30, 100)}, r"must have shape .* begin with \(2, 2, 2\), but its shape is \(2, 2, 3, 2\)"),
        ({"bits": {"scattered": -BITS, "in a row": BITS}}, "bits must be above 0"),
        ({"model": "tree"}, "model must be one of line, net, not 'tree'"),
        ({"sampling": "by hand"}, "sampling must be one of"),
    ],
)
def test_curves_that_do_not_fit_are_refused(changes, reason):
    with pytest.raises(TraitError, match=reason):
        learning(**changes)


def test_a_refused_change_leaves_the_explorer_as_it_was():
    explorer = vanishing()
    with pytest.raises(TraitError, match="norms must have shape"):
        explorer.norms = NORMS[:2]
    np.testing.assert_array_equal(explorer.norms, NORMS)


def test_squashing_refuses_what_it_cannot_show():
    with pytest.raises(TraitError, match="outputs must be finite"):
        SquashingExplorer(sigmoid=lambda a: a * np.nan)
    with pytest.raises(TraitError, match="products must be above 0"):
        SquashingExplorer(tanh_slope=lambda t: 0 * t)
    for wrong in ({"layers": 0}, {"layers": 21}, {"squash": "relu"}):
        with pytest.raises(TraitError, match=next(iter(wrong))):
            SquashingExplorer(**wrong)


# Text


@pytest.mark.parametrize("make", EXPLORERS)
def test_the_plain_text_twin_is_constant_and_says_the_takeaway(make):
    (first, metadata), (second, _) = make()._repr_mimebundle_(), make()._repr_mimebundle_()
    assert first["text/plain"] == second["text/plain"]
    assert first["text/plain"].endswith(f"run this cell to move it. {make().takeaway}")
    assert set(first) == {"text/plain", "text/html", WIDGET} and isinstance(metadata, dict)


def test_the_package_alone_imports_no_widgets():
    code = "import sys, lecturelib; sys.exit(bool({'anywidget', 'ipywidgets', 'matplotlib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The page


def press(page, label, key):
    """Press a key on a slider; returns what the slider, the line of numbers and the pictures say then."""
    slider = page.get_by_role("slider", name=label, exact=True)
    slider.focus()
    page.keyboard.press(key)
    pictures = [picture.inner_html() for picture in page.locator("svg").all()]
    return slider.get_attribute("aria-valuetext"), page.locator("[aria-live]").inner_text(), pictures


def test_squashing_sliders_move_numbers_and_pictures(show):
    page = show(SquashingExplorer(a=0, layers=1, squash="sigmoid"))
    start = press(page, "input a", "Shift")
    assert start[0] == "0"
    assert start[1] == "Squashed once by sigmoid, 0 becomes 0.5; a small change of the input arrives 1/4 as large."
    moved = press(page, "input a", "ArrowRight")
    assert moved[0] == "0.1" and "0.1 becomes 0.525" in moved[1]
    assert all(after != before for after, before in zip(moved[2], start[2], strict=True))
    assert press(page, "input a", "Home")[0] == "−6" and press(page, "input a", "End")[0] == "6"
    deeper = press(page, "layers", "PageUp")
    assert deeper[0] == "3" and deeper[1].startswith("Squashed 3 times by sigmoid, 6 becomes")
    page.get_by_label("tanh").check()
    assert "by tanh" in page.locator("[aria-live]").inner_text()
    assert "tanh(6) = 0.99999, slope 2.5 × 10⁻⁵" in page.locator("figcaption").first.inner_text()
    assert page.evaluate("[saved.a, saved.layers, saved.squash]") == [6, 3, "tanh"]


def test_vanishing_sliders_move_numbers_and_picture(show):
    page = show(vanishing(radius=0.9, lag=29))
    start = press(page, "lag", "Shift")
    moved = press(page, "lag", "ArrowRight")
    assert moved[0] == "30 steps" and moved[2] != start[2]
    assert "the gradient arrives 30 steps back 1/24 as strong" in moved[1]
    assert moved[1].endswith("as if every step had multiplied it by 0.9.")
    assert "arrives 30 steps back 17 times as strong" in press(page, "spectral radius", "ArrowRight")[1]
    assert "back 1/1,100,000,000 as strong" in press(page, "spectral radius", "Home")[1]
    assert "this is the gradient itself" in press(page, "lag", "Home")[1]


def test_a_tenth_is_marked_and_curves_end_at_a_billionth(show):
    """The question is where a tenth is left; a curve that falls to 10⁻¹² runs along the foot from 10⁻⁹ on."""
    page = show(vanishing())
    assert "a tenth" in page.locator("svg text").all_text_contents()
    tenth, one = (page.locator(f"line.level{kind}").first.get_attribute("y1") for kind in (".tenth", ":not(.tenth)"))
    assert float(tenth) > float(one)
    lowest = page.locator("path.other").first.get_attribute("d").split("L")
    feet = [float(point.split(",")[1]) for point in lowest]
    assert feet[30] == feet[40] == max(feet) and feet[29] < feet[30]


def test_temperature_moves_the_bars_and_the_text(show):
    page = show(temperature())
    start = press(page, "temperature", "Shift")
    assert start[0] == "1" and start[1] == "It writes: the whale. a nd …"
    hot = press(page, "temperature", "ArrowRight")
    assert hot[0] == "2" and hot[1] == "It writes: the whq;e …" and hot[2] != start[2]
    assert press(page, "temperature", "Home")[0] == "0.5"


def test_learning_curves_move_numbers_and_picture(show):
    page = show(learning())
    start = press(page, "model", "Shift")
    assert start[0] == "line"
    assert start[1].startswith("line after 1000 days: 0.77 right (0.75 to 0.78 over 2 draws), 0.7 bits (0.65 to 0.75).")
    assert start[1].endswith("Fewer bits: 1 of the other models.")
    moved = press(page, "model", "ArrowRight")
    assert moved[0] == "net" and moved[1].endswith("Fewer bits: none of the other models.") and moved[2] != start[2]
    assert press(page, "days to learn from", "Home")[1].startswith("net after 30 days: 0.63 right")
    bits = page.locator("svg").inner_html()
    page.get_by_label("in a row").check()
    assert "2.1 bits (2 to 2.1)" in page.locator("[aria-live]").inner_text()
    page.get_by_label("share right").check()
    assert page.locator("svg").inner_html() != bits
    saved = page.evaluate("[saved.model_at, saved.size, saved.sampling, saved.measure]")
    assert saved == [1, 30, "in a row", "share right"]


def test_a_press_on_the_picture_moves_both_sliders(show):
    page = show(vanishing())
    page.locator("svg").click(position={"x": 745, "y": 290})
    assert page.evaluate("[saved.radius, saved.lag]") == [0.5, 40]


@pytest.mark.parametrize("make", EXPLORERS)
@pytest.mark.parametrize("width", [360, 612, 800, 1280])
def test_nothing_overflows_and_no_text_is_small(show, make, width):
    page = show(make())
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(50)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate(
        "[...document.querySelectorAll('.explorer, .explorer *')].filter(e => e.tagName !== 'SUB').map(e =>"
        " parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12
    outside = """[...document.querySelectorAll('svg text')].map(t => t.getBoundingClientRect())
        .filter(r => r.left < 0 || r.right > innerWidth).length"""
    assert page.evaluate(outside) == 0


@pytest.mark.parametrize("make", EXPLORERS)
def test_a_screen_reader_finds_names_everywhere(show, make):
    page = show(make())
    for picture in page.locator("svg[role=img]").all():
        assert picture.locator("title").text_content() and len(picture.locator("desc").text_content()) > 60
    for slider in page.locator("input[type=range]").all():
        assert slider.get_attribute("aria-label") and slider.get_attribute("aria-valuetext")
    assert page.get_by_role("region", name=make().name).count() == 1
    for picture in page.locator("svg:not([role=img])").all():
        assert picture.get_attribute("aria-label")


@pytest.mark.parametrize("make", EXPLORERS)
def test_an_explorer_says_first_what_to_do_first(show, make):
    lines = show(make()).locator(".explorer").inner_text().splitlines()
    assert lines[0] == make().first and lines[0].startswith(("Press", "Drag"))


def test_a_removed_explorer_stops_listening(show):
    assert show(vanishing()).evaluate("leave()") == 0
