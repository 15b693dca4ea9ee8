"""The explorer of the GRU's two resets: before the product with U, or after it, on the same weights."""

import numpy as np
from traitlets import Float, List, TraitError, Unicode, validate

from lecturelib.figures.stills import draw_conventions

from .explorer import FOLDER, Array, Explorer, nearest, script

RESETS = np.arange(11) / 10  # where the sliders may rest
MATRICES = {
    "swaps": [[0.0, 1.0], [1.0, 0.0]],
    "mixes": [[0.8, 0.6], [-0.6, 0.8]],
    "diagonal": [[0.9, 0.0], [0.0, -0.7]],
}


def votes(h, r, U):
    """What the candidate hears of the old state, with the reset before the product and after it.

    h, r (..., H), U (H, H). Returns (r ⊙ h) U and r ⊙ (h U), each (..., H).
    """
    return (r * h) @ U, r * (h @ U)


class ConventionsExplorer(Explorer):
    """Move the two resets of a GRU of two units, and compare what its candidate hears in either convention.

    h (2,): the old state. matrices: {name: U (2, 2)}, the weights of the candidate; chosen: the name to begin with.
    r0, r1 say where the sliders start, 0 to 1 in tenths; all say later where the reader stands.

    Raises TraitError where h or a matrix has another shape, or there is no matrix of that name.
    """

    _esm = script("live_cell_wiring.js", "conventions.js")
    _css = Explorer._css + (FOLDER / "live_cell.css").read_text(encoding="utf-8")
    name = Unicode("Two resets").tag(sync=True)
    first = Unicode("Drag r of unit 1 down to 0 and watch who is silenced. Then choose the diagonal U.").tag(sync=True)
    takeaway = Unicode(
        "Before the product r silences units of the old state; after it, what the units of the new one hear. They are "
        "the same where all r are equal, or U is diagonal."
    ).tag(sync=True)
    h = Array(1)
    resets = Array(1)
    names = List(Unicode()).tag(sync=True)
    matrices = Array(3)  # (names, 2, 2)
    before = Array(4)  # (names, r0, r1, 2)
    after = Array(4)
    chosen = Unicode().tag(sync=True)
    r0 = Float().tag(sync=True)
    r1 = Float().tag(sync=True)

    def __init__(self, h=(0.6, -0.2), matrices=MATRICES, *, chosen=None, r0=1.0, r1=1.0):
        h, stacked = np.asarray(h, dtype=float), np.array(list(matrices.values()), dtype=float)
        if h.shape != (2,) or stacked.shape[1:] != (2, 2):
            raise TraitError(f"two units want h (2,) and each U (2, 2), but have {h.shape} and {stacked.shape[1:]}")
        r = np.stack(np.meshgrid(RESETS, RESETS, indexing="ij"), axis=-1)
        before, after = zip(*(votes(h, r, U) for U in stacked), strict=True)
        super().__init__(
            h=h,
            resets=RESETS,
            names=list(matrices),
            matrices=stacked,
            before=before,
            after=after,
            chosen=next(iter(matrices)) if chosen is None else chosen,
            r0=r0,
            r1=r1,
        )

    @validate("chosen")
    def _one_of_the_matrices(self, proposal):
        if proposal.value not in self.names:
            raise TraitError(f"chosen must be one of {', '.join(self.names)}, not {proposal.value}")
        return proposal.value

    @validate("r0", "r1")
    def _on_the_slider(self, proposal):
        return nearest(self.resets, proposal.value)

    def still(self):
        """What both conventions hear of each matrix, with unit 1 shut."""
        r = np.array([1.0, 0.0])
        draw_conventions({name: votes(self.h, r, U) for name, U in zip(self.names, self.matrices, strict=True)}, r)
