"""What all explorers share: the arrays they show, their script and style, the still that stands in for them.

Python computes every array once and hands it over as a trait; the script draws it. Nothing goes back to the kernel
but where the sliders stand, so an explorer also works on a static page. Where no script runs, a still is seen.
"""

from pathlib import Path

import anywidget
import matplotlib.pyplot as plt
import numpy as np
from traitlets import Dict, TraitError, TraitType, Unicode

from lecturelib import palette
from lecturelib.figures.style import as_html

FOLDER = Path(__file__).parent


def script(*names):
    """The page's script: the helpers of explorer.js, then the explorer's own files."""
    return "\n".join((FOLDER / file).read_text(encoding="utf-8") for file in ("explorer.js", *names))


def rounded(array, digits):
    """The array as nested lists of numbers with so many significant digits."""
    return np.vectorize(lambda value: float(f"{value:.{digits}g}"), otypes=[float])(array).tolist()


def six_digits(array, widget):
    """The array as a trait sends it: six digits are all that a curve can show."""
    return rounded(array, 6)


class Array(TraitType):
    """Finite floats, at least one, with a fixed number of axes; positive: each above 0, as a log scale needs."""

    def __init__(self, axes, positive=False):
        super().__init__()
        self.axes = axes
        self.positive = positive
        self.tag(sync=True, to_json=six_digits)

    def validate(self, widget, value):
        value = np.asarray(value, dtype=float)
        if value.ndim != self.axes:
            raise TraitError(f"{self.name} must have {self.axes} axes, but its shape is {value.shape}")
        if value.size == 0:
            raise TraitError(f"{self.name} must not be empty")
        if not np.isfinite(value).all():
            raise TraitError(f"{self.name} must be finite, but {np.sum(~np.isfinite(value))} of its values are not")
        if self.positive and not (value > 0).all():
            raise TraitError(f"{self.name} must be above 0, or a log scale cannot show them")
        return value


def nearest(array, value):
    """The entry of array (N,) closest to value: where a slider over the array comes to rest."""
    return float(array[np.abs(array - value).argmin()])


class Explorer(anywidget.AnyWidget):
    """An anywidget with a name, what to do first, a take-away, and a still that is the same at every run.

    A subclass sets `_esm = script("its.js")`, `name`, `first` and `takeaway`, and draws its still in `still`.
    """

    _css = (FOLDER / "explorer.css").read_text(encoding="utf-8")
    name = Unicode().tag(sync=True)
    first = Unicode().tag(sync=True)
    takeaway = Unicode().tag(sync=True)
    colours = Dict({"light": palette.COLOURS, "dark": palette.DARK}).tag(sync=True)

    def still(self):
        """Draw on a new figure of matplotlib what the reader meets first."""
        raise NotImplementedError(f"{type(self).__name__} must draw a still: no page without a kernel shows it else")

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        said = f"{self.name}: run this cell to move it. {self.takeaway}"
        self.still()
        picture = as_html(plt.gcf(), said)
        plt.close()
        return data | {"text/html": picture, "text/plain": said}, metadata
