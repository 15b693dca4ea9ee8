"""The colours: contrast on both grounds, the filter that leads from one to the other, and PNGs that keep them apart."""

import base64
import io
import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from lecturelib.exercises.display import NOT_RIGHT, SIGNS
from lecturelib.figures.bptt import draw_arriving
from lecturelib.figures.style import as_html, as_png
from lecturelib.figures.variants import VARIANT_COLOURS
from lecturelib.palette import CELL_COLOURS, COLOURS, DARK, FILTER, INKS, contrast, in_the_dark

GROUND = in_the_dark("#FFFFFF")
SHOWN = COLOURS | {f"cell {name}": colour for name, colour in CELL_COLOURS.items()}


def test_contrast_is_wcags():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", SHOWN)
def test_a_line_stands_out_on_both_grounds(name):
    assert contrast(SHOWN[name], "#FFFFFF") >= 3
    assert contrast(in_the_dark(SHOWN[name]), GROUND) >= 3 and contrast(in_the_dark(SHOWN[name]), "#111111") >= 3


@pytest.mark.parametrize("name", INKS)
def test_a_letter_stands_out_on_both_grounds(name):
    assert contrast(INKS[name], "#FFFFFF") >= 4.5
    assert contrast(in_the_dark(INKS[name]), GROUND) >= 4.5


def test_curves_of_a_sequence_stand_out_and_each_says_its_name():
    """Seven curves once had the yellow end of the map, and two dashes between them."""
    draw_arriving({k: np.full(61, 10.0**-k) for k in range(7)}, "knob")
    names = {text.get_text(): to_hex(text.get_color()) for text in plt.gca().texts}
    assert list(names) == [str(k) for k in range(7)]
    assert min(contrast(colour, "#FFFFFF") for colour in names.values()) >= 4.5
    plt.close()


def test_cells_that_are_compared_wear_no_parts_colour():
    parts = {COLOURS[letter] for letter in "ifgorznxc"}
    assert not parts & {*CELL_COLOURS.values(), *VARIANT_COLOURS.values()}


def test_a_sign_of_the_check_stands_out_in_either_theme():
    for _, colour in (*SIGNS.values(), NOT_RIGHT):
        assert contrast(colour, "#FFFFFF") >= 3 and contrast(colour, "#111111") >= 3


def test_a_colour_means_one_part_and_its_like():
    same = [{name for name, other in COLOURS.items() if other == colour} for colour in COLOURS.values()]
    assert {frozenset(group) for group in same if len(group) > 1} == {
        frozenset("fr"),
        frozenset("iz"),
        frozenset({"g", "n", "tanh"}),
        frozenset({"o", "sigmoid"}),
    }


def test_the_dark_colours_are_what_a_browser_makes_of_the_light_ones(chromium):
    page = chromium.new_page(viewport={"width": 20 * len(COLOURS), "height": 20})
    boxes = "".join(
        f'<i style="position:absolute;left:{20 * k}px;width:20px;height:20px;background:{colour};filter:{FILTER}"></i>'
        for k, colour in enumerate(COLOURS.values())
    )
    page.set_content(f'<body style="margin:0">{boxes}')
    seen = plt.imread(io.BytesIO(page.screenshot()))[10, 10::20, :3]
    np.testing.assert_allclose(seen, [to_rgb(colour) for colour in DARK.values()], atol=1.5 / 255)
    page.close()


def test_thin_lines_keep_their_colours_in_a_crowded_picture():
    """Also where a map of values takes up most of the 128 colours of the file."""
    figure, (lines, values) = plt.subplots(1, 2, figsize=(7, 3))
    for k, colour in enumerate(COLOURS.values()):
        lines.plot(np.sin(np.arange(50) / 5 + k), color=colour, linewidth=1)
    values.imshow(np.random.default_rng(0).random((30, 30)))
    seen = plt.imread(io.BytesIO(base64.b64decode(as_png(figure))))[..., :3].reshape(-1, 3)
    plt.close(figure)
    for colour in ("#FFFFFF", *COLOURS.values()):
        assert np.abs(np.unique(seen, axis=0) - to_rgb(colour)).max(axis=1).min() < 3 / 255, colour


def test_a_figure_grows_with_the_column_and_says_its_caption_once():
    figure = plt.figure(figsize=(7, 2))
    html = as_html(figure, 'it says "up" & <down>')
    plt.close(figure)
    assert 'alt="it says &quot;up&quot; &amp; &lt;down&gt;"' in html
    assert "width: 100%; min-width: 460px; max-width: 840px" in html
    assert html.count("<figcaption aria-hidden=") == html.count("figcaption>") == 1
    with pytest.raises(ValueError, match="a figure needs a caption"):
        as_html(figure, " ")


def test_nbval_compares_a_figures_words_and_not_its_bytes():
    plugin = pytest.importorskip("nbval.plugin", reason="nbval comes with an extra: pip install -e .[test]")
    rules = (Path(__file__).parent / "outputs.cfg").read_text(encoding="utf-8")

    def compared(line, caption):
        figure, axes = plt.subplots()
        axes.plot(line)
        html = as_html(figure, caption)
        plt.close(figure)
        for pattern, text in plugin.get_sanitize_patterns(rules):
            html = re.sub(pattern, text, html)
        return html

    assert compared([1, 2], "it goes up") == compared([1, 3, 9], "it goes up") != compared([1, 2], "it goes down")
