"""The explorer of notebook 12: a scan as a tree, round by round."""

import numpy as np
from traitlets import Int, TraitError, Unicode, validate

from lecturelib.figures.after_lstm import draw_tree

from .explorer import Array, Explorer, script


def scan_tree(a, b):
    """What each level of a scan holds: the factors, the summands and the states, each (levels, T).

    a, b (T,), T a power of 2. Level 0 is the steps themselves; each level above joins the pairs of the one below, so
    it has half as many entries, and zeros behind them; its states are those at which its entries end.
    """
    factors, summands = [a], [b]
    while len(factors[-1]) > 1:
        (a1, a2), (b1, b2) = (x.reshape(-1, 2).T for x in (factors[-1], summands[-1]))
        factors.append(a2 * a1)
        summands.append(a2 * b1 + b2)
    states = [summands[-1]]
    for a, b in zip(factors[-2::-1], summands[-2::-1], strict=True):
        before = np.concatenate([[0.0], states[-1][:-1]])
        states.append(np.stack([a[::2] * before + b[::2], states[-1]], axis=1).ravel())
    T = len(factors[0])
    return tuple(
        np.stack([np.pad(row, (0, T - len(row))) for row in rows]) for rows in (factors, summands, states[::-1])
    )


class ScanExplorer(Explorer):
    """Step through a scan over h_t = a_t h_{t-1} + b_t: going down pairs are joined, going up states become known.

    a, b (T,): T a power of 2 from 2 to 16. round says where the slider starts, 0 for nothing done yet, and later where
    it stands. Raises TraitError where a and b do not fit together.
    """

    _esm = script("scan.js")
    name = Unicode("Scan explorer").tag(sync=True)
    first = Unicode("Press Step → to join the first pairs.").tag(sync=True)
    takeaway = Unicode(
        "Whatever is in a round is done at once: for 8 steps there are 6 rounds, for 1000 steps 20, for a million 40."
    ).tag(sync=True)
    round = Int(min=0).tag(sync=True)
    factors = Array(2)  # (levels, T)
    summands = Array(2)
    states = Array(2)

    def __init__(self, a, b, *, round=0):
        a, b = (np.asarray(x, dtype=float) for x in (a, b))
        if a.shape != b.shape or a.shape not in {(2,), (4,), (8,), (16,)}:
            raise TraitError(
                f"a and b must have one shape, (2,), (4,), (8,) or (16,), but have {a.shape} and {b.shape}"
            )
        factors, summands, states = scan_tree(a, b)
        super().__init__(factors=factors, summands=summands, states=states, round=round)

    @validate("round")
    def _one_of_the_rounds(self, proposal):
        return min(proposal.value, 2 * (len(self.factors) - 1))

    def still(self):
        """The whole tree, every state known."""
        draw_tree(self.factors, self.summands, self.states)
