"""One look for every picture: the settings of matplotlib, and how a figure is shown and told.

The colours are those of lecturelib.palette; where curves share a plot they differ in dash or marker too.
"""

import base64
import io
from html import escape

import matplotlib.pyplot as plt

from ..palette import COLOURS, FILTER

SEQUENCE = "viridis"  # for values from low to high
DIVERGING = "PuOr"  # for values around zero

INCH = 96  # pixels of the page, so that a label of 11 points reads like the prose beside it
DPI = 1.5 * INCH  # drawn larger than shown, for sharp lines
WIDER = 1.25  # how far a figure may grow with the column
NARROWEST = 460  # pixels of the page; a narrower column scrolls, so that letters stay legible
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
    "axes.prop_cycle": plt.cycler(color=[COLOURS[name] for name in "ofigcxh"]),
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

    caption: what the figure says, in words that serve who cannot see it: it is the picture's alt text too.
    Raises ValueError for an empty caption.
    """
    from IPython.display import display

    figure = plt.gcf()
    display({"text/html": as_html(figure, caption), "text/plain": f"[figure] {caption}"}, raw=True)
    plt.close(figure)


def as_html(figure, caption: str) -> str:
    """The figure as a picture in HTML: as wide as the column, its alt text the caption, which is also read below it.

    In a dark theme of JupyterLab, and of what nbconvert makes, the same picture is turned dark. A screen reader says
    the caption once. Raises ValueError for an empty caption.
    """
    if not caption.strip():
        raise ValueError("a figure needs a caption: show('what the figure says, in a sentence or two')")
    width, text = round(figure.get_figwidth() * INCH * WIDER), escape(caption)
    size = f"width: 100%; min-width: {min(NARROWEST, width)}px; max-width: {width}px"
    return (
        f'{DARK_STYLE}<figure class="lecturelib" style="margin: 0">'
        f'<img alt="{text}" src="data:image/png;base64,{as_png(figure)}" style="{size}">'
        f'<figcaption aria-hidden="true" style="max-width: {width}px"><i>{text}</i></figcaption></figure>'
    )


DARK_STYLE = f'<style>body[data-jp-theme-light="false"] .lecturelib img {{filter: {FILTER}}}</style>'


def as_png(figure) -> str:
    """The figure as base64 PNG of 128 colours, a third of the size of all; the same bytes each time on one machine."""
    from PIL import Image

    drawn, packed = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=DPI)
    Image.open(drawn).convert("RGB").quantize(128, Image.Quantize.FASTOCTREE).save(packed, "png", optimize=True)
    return base64.b64encode(packed.getvalue()).decode("ascii")
