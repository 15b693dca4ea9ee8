"""The explorer of notebook 05: how strongly a state still feels an earlier one, lag by lag and radius by radius."""

import numpy as np
from traitlets import Float, TraitError, Unicode, validate

from lecturelib.figures.bptt import draw_arriving

from .explorer import Array, Explorer, nearest, script


class VanishingExplorer(Explorer):
    """Move a spectral radius and a lag; see the norm of ∂h_T/∂h_t, one curve for each radius, on a log scale.

    radii (R,), lags (L,): rising. norms (R, L): the norm at each radius and lag, above 0; at lag 0 it must be 1, as
    the spectral norm of the identity is (divide a Frobenius norm by its value at lag 0). radius and lag say where
    the sliders start, the middle unless given, and later where they stand: always at an entry of radii and of lags.

    Raises TraitError where the shapes do not fit together, or a value is not finite, not rising, or not a norm.
    """

    _esm = script("vanishing.js")
    name = Unicode("Vanishing gradient explorer").tag(sync=True)
    first = Unicode("Drag in the picture, and find the lag at which a tenth is left.").tag(sync=True)
    takeaway = Unicode(
        "Each step back multiplies the gradient once more: a factor a little below 1 leaves next to nothing "
        "after 50 steps, and one a little above 1 makes it grow."
    ).tag(sync=True)
    radius = Float().tag(sync=True)
    lag = Float().tag(sync=True)
    radii = Array(1)
    lags = Array(1)
    norms = Array(2, positive=True)

    def __init__(self, radii, lags, norms, *, radius=None, lag=None):
        super().__init__(
            radii=radii,
            lags=lags,
            norms=norms,
            radius=np.median(radii) if radius is None else radius,
            lag=np.median(lags) if lag is None else lag,
        )

    @validate("radii", "lags")
    def _rising(self, proposal):
        if not (np.diff(proposal.value) > 0).all():
            raise TraitError(f"{proposal.trait.name} must rise from each entry to the next")
        return proposal.value

    @validate("norms")
    def _fitting(self, proposal):
        norms, expected = proposal.value, (len(self.radii), len(self.lags))
        if norms.shape != expected:
            raise TraitError(f"norms must have shape (radii, lags) = {expected}, but its shape is {norms.shape}")
        if not np.allclose(norms[:, self.lags == 0], 1):
            raise TraitError("norms must be 1 at lag 0: divide them by their value there")
        return norms

    @validate("radius")
    def _one_of_the_radii(self, proposal):
        return nearest(self.radii, proposal.value)

    @validate("lag")
    def _one_of_the_lags(self, proposal):
        return nearest(self.lags, proposal.value)

    def still(self):
        """Four of the curves, from the smallest radius to the largest."""
        shown = np.unique(np.linspace(0, len(self.radii) - 1, 4).round().astype(int))
        draw_arriving({f"{self.radii[r]:g}": self.norms[r] for r in shown}, "spectral radius")
