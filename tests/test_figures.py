"""Curves that share a plot can be told apart, and none of them is left out in silence."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest

import lecturelib
from lecturelib import CELLS
from lecturelib.bench import picture
from lecturelib.figures import gru, lstm, squashing
from lecturelib.figures.style import DASHES, told_apart

DRAWING = [
    path for room in ("figures", "bench", "widgets") for path in Path(lecturelib.__file__).parent.glob(f"{room}/*.py")
]


def test_every_curve_has_a_style_of_its_own_or_all_are_refused():
    assert told_apart("abc") == [("a", "-"), ("b", "--"), ("c", "-.")]
    assert len({style for _, style in told_apart(range(4), DASHES)}) == 4
    with pytest.raises(ValueError, match="5 curves given, 4 wanted at most: more could not be told apart"):
        told_apart(range(5))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: lstm.draw_fading({k / 9: (np.ones(3), 2.0) for k in range(5)}),
        lambda: gru.draw_beliefs(np.ones(3), dict.fromkeys(range(4), np.ones(3))),
        lambda: squashing.draw_lookalikes(np.arange(3), np.ones(3), dict.fromkeys("abc", np.ones(3))),
    ],
)
def test_a_figure_with_more_curves_than_styles_is_refused(draw):
    with pytest.raises(ValueError, match=r"\d curves given, \d wanted at most"):
        draw()
    plt.close()


def test_the_benchmarks_picture_draws_every_cell_and_many_more_each_in_its_own_style(tmp_path, monkeypatch):
    cells = [*CELLS, *(f"another_{k}" for k in range(8))]
    row = {"dtype": "float32", "rival": "torch loop", "T": 3, "B": 2, "D": 1, "H": 2, "ratio": 1.0, "engine": 1.0}
    rows = [row | {"cell": cell} for cell in cells]
    monkeypatch.setattr(picture.plt, "close", lambda figure: None)
    picture.draw({"speed": rows, "length": rows}, tmp_path / "bench.png")
    _, right = plt.gcf().axes
    styles = {line.get_label(): (line.get_marker(), line.get_linestyle()) for line in right.lines}
    assert list(styles) == cells and len(set(styles.values())) == len(cells)
    monkeypatch.undo()
    plt.close()


def test_nothing_that_draws_stops_at_the_shorter_of_two_lists():
    assert len(DRAWING) > 20
    assert not [path.name for path in DRAWING if "strict=False" in path.read_text(encoding="utf-8")]
