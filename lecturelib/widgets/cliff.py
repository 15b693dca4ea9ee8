"""The explorer of gradients that explode: the loss of one recurrent neuron as a landscape, with its cliff."""

import numpy as np
from traitlets import Float, Int, Unicode, validate

from lecturelib.figures.stills import draw_landscape
from lecturelib.reference import clip_by_norm, tanh_slope

from .explorer import FOLDER, Array, Explorer, nearest, script

STEPS, START, WANTED = 10, 0.5, 0.2  # of the neuron: how long it runs, from which h, and what it should say then
US, BS = np.linspace(1, 2.6, 161), np.linspace(0, -0.6, 25)
FROM_U, FROM_B = np.arange(10, 27) / 10, -np.arange(13) / 20  # where a walk may begin
WALK = 12  # steps of gradient descent


def neuron_loss(u, b):
    """The loss of the neuron h_t = tanh(u h_{t-1} + b), and its gradient.

    It starts at 0.5 and should say 0.2 after ten steps; the loss is half the square of what it misses by. u, b: arrays
    of one shape. Returns the loss, of that shape, and its slopes along u and b, (2, *shape).
    """
    h, dh_du, dh_db = START, 0.0, 0.0
    for _ in range(STEPS):
        t = np.tanh(u * h + b)
        dh_du, dh_db = tanh_slope(t) * np.stack([h + u * dh_du, 1 + u * dh_db])
        h = t
    return (h - WANTED) ** 2 / 2, (h - WANTED) * np.stack([dh_du, dh_db])


def walk(start, rate, shorten=lambda gradient: gradient):
    """Down the loss from start (u, b), 12 steps of rate times the gradient, which shorten may change.

    Returns (13, 4): at each place u, b, the loss, and the norm of the gradient before it was shortened.
    """
    place, passed = np.array(start, dtype=float), []
    for _ in range(WALK + 1):
        loss, gradient = neuron_loss(*place)
        passed.append([*place, loss, np.hypot(*gradient)])
        place = place - rate * shorten(gradient)
    return np.array(passed)


class CliffExplorer(Explorer):
    """Walk down the loss of one recurrent neuron over its two weights, with clipping and without, from anywhere.

    clip: the function that clips, clip_by_norm of the reference unless another is given (a student's own); limit: what
    it is told; rate: how much of the gradient a step is. u (1 to 2.6) and b (-0.6 to 0) say where both walks begin,
    taken how many of the 12 steps are shown; later they say where the reader stands.

    Raises TraitError where a walk is not finite, or taken is out of range.
    """

    _esm = script("cliff.js")
    _css = Explorer._css + (FOLDER / "cliff.css").read_text(encoding="utf-8")
    name = Unicode("The cliff").tag(sync=True)
    first = Unicode("Press Step → four times. Then drag on the landscape to begin somewhere else.").tag(sync=True)
    takeaway = Unicode(
        "One steep place is enough: a gradient of 10 and more throws the weights out of the landscape, to where it is "
        "flat. Clipped, the same step is a short one: that does not find the way down, but it stays."
    ).tag(sync=True)
    us = Array(1)
    bs = Array(1)
    losses = Array(2)  # (b, u)
    from_u = Array(1)
    from_b = Array(1)
    free = Array(4)  # (b, u, 13, 4), as walk returns them
    clipped = Array(4)
    limit = Float().tag(sync=True)
    rate = Float().tag(sync=True)
    u = Float().tag(sync=True)
    b = Float().tag(sync=True)
    taken = Int(0, min=0, max=WALK).tag(sync=True)

    def __init__(self, clip=clip_by_norm, *, limit=0.05, rate=0.4, u=2.2, b=-0.3, taken=0):
        shorten = lambda gradient: clip([gradient], limit)[0][0]  # noqa: E731
        super().__init__(
            us=US,
            bs=BS,
            losses=neuron_loss(*np.meshgrid(US, BS))[0],
            from_u=FROM_U,
            from_b=FROM_B,
            free=[[walk((u, b), rate) for u in FROM_U] for b in FROM_B],
            clipped=[[walk((u, b), rate, shorten) for u in FROM_U] for b in FROM_B],
            limit=limit,
            rate=rate,
            u=u,
            b=b,
            taken=taken,
        )

    @validate("u")
    def _one_of_the_weights(self, proposal):
        return nearest(self.from_u, proposal.value)

    @validate("b")
    def _one_of_the_biases(self, proposal):
        return nearest(self.from_b, proposal.value)

    def still(self):
        """The landscape and both walks, whole."""
        start = np.flatnonzero(self.from_b == self.b)[0], np.flatnonzero(self.from_u == self.u)[0]
        walks = {"not clipped": self.free[start], f"clipped at {self.limit:g}": self.clipped[start]}
        draw_landscape(self.us, self.bs, self.losses, walks)
