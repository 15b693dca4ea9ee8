"""One look for every picture: the colours, the settings of matplotlib, and how a figure is shown and told.

Colours are Okabe and Ito's, told apart by colour-blind readers. A colour belongs to a part of a cell and means that
part everywhere; where curves share a plot they differ in dash or marker too.
"""

import base64
import io

import matplotlib.pyplot as plt

COLOURS = {
    "i": "#009E73",
    "f": "#D55E00",
    "g": "#CC79A7",
    "o": "#0072B2",
    "r": "#D55E00",
    "z": "#009E73",
    "n": "#CC79A7",
    "x": "#56B4E9",
    "h": "#1B1B1B",
    "c": "#E69F00",
    "tanh": "#CC79A7",
    "sigmoid": "#0072B2",
    "quiet": "#8A8A8A",
}
CELL_COLOURS = {"memoryless": "#8A8A8A", "rnn": "#1B1B1B", "lstm": "#D55E00", "gru": "#009E73"}
SEQUENCE = "viridis"  # for values from low to high
DIVERGING = "PuOr"  # for values around zero

INCH = 96  # pixels of the page, so that a label of 11 points reads like the prose beside it
DPI = 1.5 * INCH  # drawn larger than shown, for sharp lines
SETTINGS = {
    "figure.figsize": (7.0, 2.8),
    "figure.dpi": INCH,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "white",
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E4E4E4",
    "lines.linewidth": 1.8,
    "legend.frameon": False,
    "axes.prop_cycle": plt.cycler(color=["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#1B1B1B"]),
}


DASHES = ("-", "--", "-.", ":")


def told_apart(curves, styles=DASHES):
    """Each of the curves with a style of its own, as pairs.

    Raises ValueError where there are more curves than styles: none is left out in silence.
    """
    curves = list(curves)
    if len(curves) > len(styles):
        raise ValueError(f"{len(curves)} curves given, {len(styles)} wanted at most: more could not be told apart")
    return list(zip(curves, styles[: len(curves)], strict=True))


def use_style() -> None:
    """Give matplotlib the course's look for the rest of this process."""
    plt.rcParams.update(SETTINGS)


def show(caption: str) -> None:
    """Show the current figure with its caption below, and close it.

    caption: what the figure says, in words that serve who cannot see it. It travels as alt text in the output's
    metadata, where nbconvert's classic template reads it; JupyterLab 4 and nbconvert's lab template read no alt text
    of outputs, so it stands under the figure as well.
    Raises ValueError for an empty caption.
    """
    if not caption.strip():
        raise ValueError("a figure needs a caption: show('what the figure says, in a sentence or two')")
    figure = plt.gcf()
    width = round(figure.get_figwidth() * INCH)
    picture = {"image/png": as_png(figure), "text/plain": "[figure]"}
    note = {
        "text/html": f'<p style="max-width: {width}px; margin: 0 0 0.8em 0; font-size: 0.95em"><i>{caption}</i></p>',
        "text/plain": caption,
    }
    plt.close(figure)
    from IPython.display import display

    display(picture, metadata={"image/png": {"alt": caption, "width": width}}, raw=True)
    display(note, raw=True)


def as_png(figure) -> str:
    """The figure as base64 PNG of 128 colours, a third of the size of all; the same bytes each time on one machine."""
    from PIL import Image

    drawn, packed = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=DPI)
    Image.open(drawn).convert("RGB").quantize(128).save(packed, "png", optimize=True)
    return base64.b64encode(packed.getvalue()).decode("ascii")
