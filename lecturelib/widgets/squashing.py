"""The explorer of notebook 01: a squashing function, its slope, and the product of the slopes through many layers."""

import numpy as np
from traitlets import Enum, Float, Int, Unicode, validate

from lecturelib import reference
from lecturelib.figures.squashing import draw_slopes

from .explorer import Array, Explorer, nearest, script

SQUASHES = ("tanh", "sigmoid")
LAYERS = 20
INPUTS = np.arange(-60, 61) / 10


def squash_again_and_again(squash, slope, inputs, layers):
    """Squash inputs (A,) through layers, each fed by the one before; slope takes the output of squash.

    Returns the outputs of every layer (layers, A) and, up to every layer, the product of the slopes (layers, A).
    """
    outputs = [inputs]
    for _ in range(layers):
        outputs.append(squash(outputs[-1]))
    outputs = np.stack(outputs[1:])
    return outputs, np.cumprod(slope(outputs), axis=0)


class SquashingExplorer(Explorer):
    """Move an input a and a number of layers; see tanh or the sigmoid, its tangent, and the product of its slopes.

    sigmoid, sigmoid_slope, tanh_slope: the functions to show, those of the reference unless others are given (a
    student's own); the slopes are taken from the *output*. a (-6 to 6), layers (1 to 20) and squash ("tanh" or
    "sigmoid") say where the controls start, and later where they stand.

    Raises TraitError where a value is not finite or a slope not above 0, or where layers or squash is out of range.
    """

    _esm = script("squashing.js")
    name = Unicode("Squashing explorer").tag(sync=True)
    first = Unicode("Drag in the left picture to move the input a, in the right one to add layers.").tag(sync=True)
    takeaway = Unicode(
        "Each layer multiplies by a slope of at most 1 (tanh) or 1/4 (sigmoid), so the product never grows."
    ).tag(sync=True)
    squash = Enum(SQUASHES).tag(sync=True)
    a = Float().tag(sync=True)
    layers = Int(min=1, max=LAYERS).tag(sync=True)
    inputs = Array(1)  # (A,)
    outputs = Array(3)  # (2, LAYERS, A), tanh first
    products = Array(3, positive=True)  # (2, LAYERS, A)
    bounds = Array(2)  # (2, LAYERS): the product if every slope were the steepest, the one at 0

    def __init__(
        self,
        sigmoid=reference.sigmoid,
        sigmoid_slope=reference.sigmoid_slope,
        tanh_slope=reference.tanh_slope,
        *,
        a=1.2,
        layers=5,
        squash="tanh",
    ):
        functions = [(np.tanh, tanh_slope), (sigmoid, sigmoid_slope)]
        through = [squash_again_and_again(*pair, INPUTS, LAYERS) for pair in functions]
        steepest = np.array([slope(function(np.zeros(1))) for function, slope in functions])
        super().__init__(
            inputs=INPUTS,
            outputs=[outputs for outputs, _ in through],
            products=[products for _, products in through],
            bounds=steepest ** np.arange(1, LAYERS + 1),
            a=a,
            layers=layers,
            squash=squash,
        )

    @validate("a")
    def _on_the_slider(self, proposal):
        return nearest(INPUTS, proposal.value)

    def still(self):
        """Both curves, their slopes, and the products of the slopes for the input where the slider stands."""
        at = np.flatnonzero(self.inputs == self.a)[0]
        rows = self.outputs[:, 0], self.products[:, 0], self.products[:, :, at]
        draw_slopes(self.inputs, *(dict(zip(SQUASHES, row, strict=True)) for row in rows))
