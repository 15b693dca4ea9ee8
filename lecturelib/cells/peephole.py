"""LSTMs whose gates see the memory: their own unit's, all units', or the memory in place of h."""

import numpy as np

from .base import squash
from .lstm import LSTM
from .tape import over_time, reordered

SEE_NEW, SEE_OLD = slice(0, 1), slice(1, 3)  # of the layout o f i g: o sees the new memory, f and i the old


class Peephole(LSTM):
    """Each gate sees its own unit's memory: reference.peephole_step."""

    name = "peephole"

    def shapes(self, D, H):
        return {**super().shapes(D, H), "p": (3, H)}

    def prepare(self, tape, params):
        super().prepare(tape, params)
        i, f, o = params["p"][:, :, None].astype(tape.dtype, copy=False)
        tape.p = np.stack([o, f, i])
        tape.half_p = 0.5 * tape.p

    def look(self, tape, gates, c):
        """What these gates see of a memory c (H, B), halved as their other inputs are."""
        return tape.half_p[gates] * c

    def look_back(self, tape, gates, da):
        """The error of the memory that these gates saw, from the errors da of all blocks."""
        return (tape.p[gates] * da[gates]).sum(axis=0)

    def step(self, tape, t):
        a = tape.A[t]
        a[SEE_OLD] += self.look(tape, SEE_OLD, tape.c[t])
        squash(a[1:], 2)
        self.remember(tape, t)
        a[SEE_NEW] += self.look(tape, SEE_NEW, tape.c[t + 1])
        squash(a[SEE_NEW], 1)
        self.show(tape, t)

    def step_back(self, tape, t):
        da = tape.dA[t]
        da[0] *= tape.dh
        tape.dc += np.multiply(tape.dh, tape.slope_c[t], out=tape.room)
        tape.dc += self.look_back(tape, SEE_NEW, da)
        da[1:] *= tape.dc
        self.forget(tape, t)
        tape.dc += self.look_back(tape, SEE_OLD, da)

    def split(self, tape, dN, da):
        o, f, i, _ = np.split(da, 4)
        old, new = over_time(tape.c[:-1]), over_time(tape.c[1:])
        dp = np.stack([np.einsum("hn,hn->h", *pair) for pair in ((i, old), (f, old), (o, new))])
        return {**super().split(tape, dN, da), "p": dp}


class FullPeephole(Peephole):
    """Each gate sees the memory of all units: reference.full_peephole_step."""

    name = "full_peephole"

    def shapes(self, D, H):
        return {"W": (D, 4 * H), "U": (H, 4 * H), "V": (H, 3 * H), "b": (4 * H,)}

    def prepare(self, tape, params):
        LSTM.prepare(self, tape, params)
        V = params["V"].astype(tape.dtype, copy=False)
        tape.p = reordered(V, "ifo", "ofi").T.copy().reshape(3, tape.H, tape.H)
        tape.half_p = 0.5 * tape.p

    def look(self, tape, gates, c):
        return np.dot(tape.half_p[gates].reshape(-1, tape.H), c).reshape(-1, *c.shape)

    def look_back(self, tape, gates, da):
        return np.dot(tape.p[gates].reshape(-1, tape.H).T, da[gates].reshape(-1, tape.B))

    def split(self, tape, dN, da):
        H, old, new = tape.H, over_time(tape.c[:-1]), over_time(tape.c[1:])
        dV = np.concatenate([new @ da[:H].T, old @ da[H : 3 * H].T], axis=1)
        return {**LSTM.split(self, tape, dN, da), "V": reordered(dV, "ofi", "ifo")}


class CellPeephole(LSTM):
    """Gates see the old memory in place of h, the candidate x alone, and h = o ⊙ c: reference.cell_peephole_step."""

    name = "cell_peephole"
    seen, carries, stateless = ("c",), True, 1

    def shapes(self, D, H):
        return {"W": (D, 4 * H), "U": (H, 3 * H), "b": (4 * H,)}

    def stack(self, params):
        i, f, o = np.split(params["U"], 3, axis=1)
        return super().stack({**params, "U": np.concatenate([i, f, np.zeros_like(o), o], axis=1)})

    def split(self, tape, dN, da):
        grads = super().split(tape, dN, da)
        di, df, _, do = np.split(grads["U"], 4, axis=1)
        return {**grads, "U": np.concatenate([di, df, do], axis=1)}

    def prepare(self, tape, params):
        tape.room = np.empty_like(tape.A[0, 0])

    def show(self, tape, t):
        np.multiply(tape.A[t, 0], tape.c[t + 1], out=tape.h[t + 1])

    def shown_slopes(self, tape):
        tape.dA[:, 0] *= tape.c[1:]
        tape.slope_c = tape.A[:, 0]

    def step_back(self, tape, t):
        super().step_back(tape, t)
        tape.dh[:] = 0
